//! The pictures of each state, in the sizes of panels. They are drawn in `icons/tray`; `cargo xtask icons` renders them.

use people_engine::api::DeskState;
use tauri::image::Image;
use tauri::include_image;

/// A picture in every size, the smallest first.
type Sizes = [Image<'static>; 5];

macro_rules! sizes {
    ($($path:tt)*) => { [$(include_image!($path)),*] };
}

static SIGNED_OUT: Sizes = sizes!(
    "src-tauri/icons/tray/signed-out-16.png"
    "src-tauri/icons/tray/signed-out-22.png"
    "src-tauri/icons/tray/signed-out-24.png"
    "src-tauri/icons/tray/signed-out-32.png"
    "src-tauri/icons/tray/signed-out-48.png"
);
static OFFLINE: Sizes = sizes!(
    "src-tauri/icons/tray/offline-16.png"
    "src-tauri/icons/tray/offline-22.png"
    "src-tauri/icons/tray/offline-24.png"
    "src-tauri/icons/tray/offline-32.png"
    "src-tauri/icons/tray/offline-48.png"
);
static AVAILABLE: Sizes = sizes!(
    "src-tauri/icons/tray/available-16.png"
    "src-tauri/icons/tray/available-22.png"
    "src-tauri/icons/tray/available-24.png"
    "src-tauri/icons/tray/available-32.png"
    "src-tauri/icons/tray/available-48.png"
);
static AWAY: Sizes = sizes!(
    "src-tauri/icons/tray/away-16.png"
    "src-tauri/icons/tray/away-22.png"
    "src-tauri/icons/tray/away-24.png"
    "src-tauri/icons/tray/away-32.png"
    "src-tauri/icons/tray/away-48.png"
);
static DO_NOT_DISTURB: Sizes = sizes!(
    "src-tauri/icons/tray/do-not-disturb-16.png"
    "src-tauri/icons/tray/do-not-disturb-22.png"
    "src-tauri/icons/tray/do-not-disturb-24.png"
    "src-tauri/icons/tray/do-not-disturb-32.png"
    "src-tauri/icons/tray/do-not-disturb-48.png"
);
static IN_CALL: Sizes = sizes!(
    "src-tauri/icons/tray/in-call-16.png"
    "src-tauri/icons/tray/in-call-22.png"
    "src-tauri/icons/tray/in-call-24.png"
    "src-tauri/icons/tray/in-call-32.png"
    "src-tauri/icons/tray/in-call-48.png"
);

/// What lies over any of them while something waits.
static BADGE: Sizes = sizes!(
    "src-tauri/icons/tray/badge-16.png"
    "src-tauri/icons/tray/badge-22.png"
    "src-tauri/icons/tray/badge-24.png"
    "src-tauri/icons/tray/badge-32.png"
    "src-tauri/icons/tray/badge-48.png"
);

/// The picture of a state in every size, the smallest first.
#[cfg(any(test, target_os = "linux"))]
pub(super) fn all(state: DeskState, badge: bool) -> Vec<Image<'static>> {
    sizes(state)
        .iter()
        .zip(&BADGE)
        .map(|(picture, over)| picture_of(picture, over, badge))
        .collect()
}

/// The picture of a state in its largest size, for a system that makes it smaller by itself.
#[cfg(not(target_os = "linux"))]
pub(super) fn largest(state: DeskState, badge: bool) -> Image<'static> {
    let [.., picture] = sizes(state);
    let [.., over] = &BADGE;
    picture_of(picture, over, badge)
}

fn sizes(state: DeskState) -> &'static Sizes {
    match state {
        DeskState::SignedOut => &SIGNED_OUT,
        DeskState::Offline => &OFFLINE,
        DeskState::Available => &AVAILABLE,
        DeskState::Away => &AWAY,
        DeskState::DoNotDisturb => &DO_NOT_DISTURB,
        DeskState::InCall => &IN_CALL,
    }
}

fn picture_of(picture: &'static Image<'static>, over: &Image<'_>, badge: bool) -> Image<'static> {
    if badge {
        let pixels = blended(picture.rgba(), over.rgba());
        Image::new_owned(pixels, picture.width(), picture.height())
    } else {
        picture.clone()
    }
}

/// Red, green, blue and alpha of each pixel of `over` laid over those of `below`, alpha not multiplied in.
fn blended(below: &[u8], over: &[u8]) -> Vec<u8> {
    let pairs = below.as_chunks::<4>().0.iter().zip(over.as_chunks::<4>().0);
    pairs
        .flat_map(|(below, over)| pixel(*below, *over))
        .collect()
}

fn pixel(below: [u8; 4], over: [u8; 4]) -> [u8; 4] {
    let (covers, shines) = (u32::from(over[3]), u32::from(below[3]));
    let rest = shines * (255 - covers) / 255;
    let alpha = covers + rest;
    let mixed = |channel: usize| {
        let sum = u32::from(over[channel]) * covers + u32::from(below[channel]) * rest;
        byte(sum.checked_div(alpha).unwrap_or(0))
    };
    [mixed(0), mixed(1), mixed(2), byte(alpha)]
}

fn byte(value: u32) -> u8 {
    u8::try_from(value).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests;
