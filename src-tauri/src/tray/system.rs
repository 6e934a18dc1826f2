//! The icon as Tauri puts it into the tray of Windows or the menu bar of macOS, which always have one.

use tauri::AppHandle;
use tauri::menu::{CheckMenuItem, IsMenuItem, Menu, MenuItem, PredefinedMenuItem, Submenu};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tokio::sync::watch;

use super::{OPEN, Tray, TrayEntry, TrayItem, label, pictures};

/// What underlines the letter after it in a label.
const MARK: char = '&';

/// A part of a menu of this system.
type Part = Box<dyn IsMenuItem<tauri::Wry>>;

/// An icon in the tray.
pub(crate) struct Icon {
    program: AppHandle,
    icon: TrayIcon,
}

impl Icon {
    /// Puts the icon up. `chosen` hears what is chosen from its menu. Nothing where the system refuses.
    pub(crate) async fn appear(
        program: &AppHandle,
        tray: Tray,
        chosen: impl Fn(&str) + Send + Sync + 'static,
    ) -> Option<Self> {
        match build(program, &tray, chosen) {
            Ok(icon) => Some(Self {
                program: program.clone(),
                icon,
            }),
            Err(error) => {
                tracing::warn!(%error, "there is no tray");
                None
            }
        }
    }

    /// Shows this from now on.
    pub(crate) async fn show(&self, tray: Tray) {
        if let Err(error) = self.paint(&tray) {
            tracing::debug!(%error, "the tray stays as it was");
        }
    }

    fn paint(&self, tray: &Tray) -> tauri::Result<()> {
        self.icon
            .set_icon(Some(pictures::largest(tray.state, tray.badge)))?;
        self.icon
            .set_tooltip(Some(tray.said(&self.program.package_info().name)))?;
        self.icon.set_menu(Some(menu(&self.program, &tray.items)?))
    }
}

/// Whether somebody paints what is in the tray now: here the system does.
pub(crate) async fn is_seen() -> bool {
    true
}

/// Tells whether somebody does.
pub(crate) async fn follow(seen: watch::Sender<bool>) {
    seen.send_replace(true);
}

fn build(
    program: &AppHandle,
    tray: &Tray,
    chosen: impl Fn(&str) + Send + Sync + 'static,
) -> tauri::Result<TrayIcon> {
    TrayIconBuilder::new()
        .icon(pictures::largest(tray.state, tray.badge))
        .tooltip(tray.said(&program.package_info().name))
        .menu(&menu(program, &tray.items)?)
        // There a press opens the menu, here it opens the program.
        .show_menu_on_left_click(cfg!(target_os = "macos"))
        .on_tray_icon_event(|icon, event| {
            let pressed = matches!(
                event,
                TrayIconEvent::Click {
                    button: MouseButton::Left,
                    button_state: MouseButtonState::Up,
                    ..
                }
            );
            if pressed && cfg!(windows) {
                crate::background::choose(icon.app_handle(), OPEN);
            }
        })
        .on_menu_event(move |_, event| chosen(event.id().as_ref()))
        .build(program)
}

fn menu(program: &AppHandle, items: &[TrayItem]) -> tauri::Result<Menu<tauri::Wry>> {
    let menu = Menu::new(program)?;
    for item in items {
        menu.append(part(program, item)?.as_ref())?;
    }
    Ok(menu)
}

fn part(program: &AppHandle, item: &TrayItem) -> tauri::Result<Part> {
    Ok(match item {
        TrayItem::Entry { entry } => self::entry(program, entry)?,
        TrayItem::Group { label, entries } => {
            let group = Submenu::new(program, label::unmarked(label, MARK), true)?;
            for entry in entries {
                group.append(self::entry(program, entry)?.as_ref())?;
            }
            Box::new(group)
        }
        TrayItem::Separator => Box::new(PredefinedMenuItem::separator(program)?),
    })
}

fn entry(program: &AppHandle, entry: &TrayEntry) -> tauri::Result<Part> {
    let TrayEntry {
        id,
        label,
        enabled,
        checked,
    } = entry;
    let label = label::unmarked(label, MARK);
    let no_keys = None::<&str>;
    Ok(match checked {
        Some(checked) => Box::new(CheckMenuItem::with_id(
            program, id, label, *enabled, *checked, no_keys,
        )?),
        None => Box::new(MenuItem::with_id(program, id, label, *enabled, no_keys)?),
    })
}
