use super::*;

const STATES: [DeskState; 6] = [
    DeskState::SignedOut,
    DeskState::Offline,
    DeskState::Available,
    DeskState::Away,
    DeskState::DoNotDisturb,
    DeskState::InCall,
];

/// The grey of light and of dark panels.
const PANELS: [u8; 2] = [0xf5, 0x20];

/// What WCAG 2.2 asks of a picture beside what surrounds it (1.4.11).
const ENOUGH: f64 = 3.0;

/// Relative luminance, as WCAG has it.
fn luminance([red, green, blue]: [u8; 3]) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

fn contrast(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The luminance of each pixel on a panel.
fn on_panel(image: &Image<'_>, panel: u8) -> Vec<f64> {
    let panel = [panel; 3];
    let (pixels, _) = image.rgba().as_chunks::<4>();
    pixels
        .iter()
        .map(|over| {
            let [red, green, blue, _] = pixel([panel[0], panel[1], panel[2], 255], *over);
            luminance([red, green, blue])
        })
        .collect()
}

#[test]
fn every_state_is_there_in_the_sizes_of_panels() {
    for (state, badge) in STATES.into_iter().flat_map(|s| [(s, false), (s, true)]) {
        let sizes: Vec<_> = all(state, badge).iter().map(Image::width).collect();
        assert_eq!(sizes, [16, 22, 24, 32, 48], "{state:?}");
    }
}

#[test]
fn every_state_stands_out_from_light_and_dark_panels() {
    for (state, panel) in STATES
        .into_iter()
        .flat_map(|s| PANELS.map(|panel| (s, panel)))
    {
        for image in all(state, false) {
            let ground = luminance([panel; 3]);
            let outstanding = on_panel(&image, panel)
                .into_iter()
                .filter(|one| contrast(*one, ground) >= ENOUGH)
                .count();
            // What is drawn is an outline at least.
            let outline = 4 * (image.width() as usize - 4);
            assert!(
                outstanding >= outline,
                "{state:?} at {} on {panel:x}: {outstanding} of {outline}",
                image.width()
            );
        }
    }
}

#[test]
fn states_differ_without_any_colour() {
    for (one, other) in STATES
        .into_iter()
        .flat_map(|one| STATES.map(|other| (one, other)))
        .filter(|(one, other)| one != other)
    {
        for panel in PANELS {
            let (one_is, other_is) = (all(one, false), all(other, false));
            let different = on_panel(&one_is[0], panel)
                .into_iter()
                .zip(on_panel(&other_is[0], panel))
                .filter(|(one, other)| contrast(*one, *other) >= ENOUGH / 2.0)
                .count();
            assert!(
                different >= 8,
                "{one:?}, {other:?} on {panel:x}: {different}"
            );
        }
    }
}

#[test]
fn what_waits_is_seen_on_every_state() {
    for (state, panel) in STATES
        .into_iter()
        .flat_map(|s| PANELS.map(|panel| (s, panel)))
    {
        for (without, with) in all(state, false).iter().zip(&all(state, true)) {
            let different = on_panel(without, panel)
                .into_iter()
                .zip(on_panel(with, panel))
                .filter(|(one, other)| contrast(*one, *other) >= ENOUGH / 2.0)
                .count();
            assert!(
                different >= without.width() as usize / 2,
                "{state:?} at {} on {panel:x}: {different}",
                with.width()
            );
        }
    }
}

#[test]
fn what_lies_over_hides_what_is_below_as_far_as_it_covers() {
    let below = [10, 20, 30, 255];
    assert_eq!(pixel(below, [200, 100, 0, 255]), [200, 100, 0, 255]);
    assert_eq!(pixel(below, [200, 100, 0, 0]), below);
    assert_eq!(pixel([0; 4], [200, 100, 0, 128]), [200, 100, 0, 128]);
    assert_eq!(pixel([0; 4], [0; 4]), [0; 4]);
}
