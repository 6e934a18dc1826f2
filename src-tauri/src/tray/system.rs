//! The icon as Tauri puts it into the tray of Windows or the menu bar of macOS, which always have one.

use tauri::AppHandle;
use tauri::menu::{Menu, MenuItem};
use tauri::tray::{TrayIcon, TrayIconBuilder};

use super::{Choice, TrayWords, menu, title};
use crate::tasks::Task;

/// An icon in the tray.
pub(crate) struct Icon {
    program: AppHandle,
    icon: TrayIcon,
}

impl Icon {
    /// Puts the icon into the tray. Nothing where the system refuses.
    pub(crate) async fn appear(
        program: &AppHandle,
        words: TrayWords,
        task: Task,
        chosen: impl Fn(Choice) + Send + Sync + 'static,
    ) -> Option<Self> {
        match build(program, menu(words, task.kind), task.percent, chosen) {
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

    /// Says how far the task is.
    pub(crate) async fn show(&self, percent: u8) {
        let title = title(&self.program.package_info().name, percent);
        if let Err(error) = self.icon.set_tooltip(Some(title)) {
            tracing::debug!(%error, "the tray takes no words");
        }
    }

    /// Takes it out of the tray.
    pub(crate) async fn vanish(self) {
        self.program.remove_tray_by_id(self.icon.id());
    }
}

fn build(
    program: &AppHandle,
    entries: Vec<(Choice, String)>,
    percent: u8,
    chosen: impl Fn(Choice) + Send + Sync + 'static,
) -> tauri::Result<TrayIcon> {
    let menu = Menu::new(program)?;
    let mut choices = Vec::with_capacity(entries.len());
    for (choice, label) in entries {
        let item = MenuItem::new(program, label, true, None::<&str>)?;
        menu.append(&item)?;
        choices.push((item.id().clone(), choice));
    }
    let mut tray = TrayIconBuilder::new()
        .tooltip(title(&program.package_info().name, percent))
        .menu(&menu)
        .on_menu_event(move |_, event| {
            if let Some((_, choice)) = choices.iter().find(|(id, _)| id == event.id()) {
                chosen(*choice);
            }
        });
    if let Some(picture) = program.default_window_icon() {
        tray = tray.icon(picture.clone());
    }
    tray.build(program)
}
