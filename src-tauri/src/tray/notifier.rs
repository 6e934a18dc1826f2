//! The icon as a StatusNotifierItem (the specification of KDE and freedesktop.org) on the session's D-Bus.

use ksni::menu::{CheckmarkItem, StandardItem, SubMenu};
use ksni::{Category, Handle, MenuItem, ToolTip, TrayMethods};
use tauri::AppHandle;

use super::{OPEN, Tray, TrayEntry, TrayItem, label, pictures};

/// What underlines the letter after it in a label.
const MARK: char = '_';

/// The program's icon, for whichever tray is there or comes later.
pub(crate) struct Icon(Handle<Item>);

impl Icon {
    /// Puts the icon up. `chosen` hears what is chosen from its menu. Nothing where the session has no bus.
    pub(crate) async fn appear(
        program: &AppHandle,
        tray: Tray,
        chosen: impl Fn(&str) + Send + Sync + 'static,
    ) -> Option<Self> {
        let item = Item {
            id: program.config().identifier.clone(),
            program: program.package_info().name.clone(),
            tray,
            chosen: Box::new(chosen),
        };
        match item.assume_sni_available(true).spawn().await {
            Ok(handle) => Some(Self(handle)),
            Err(error) => {
                tracing::debug!(%error, "there is no tray");
                None
            }
        }
    }

    /// Shows this from now on.
    pub(crate) async fn show(&self, tray: Tray) {
        self.0.update(|item| item.tray = tray).await;
    }
}

struct Item {
    id: String,
    program: String,
    tray: Tray,
    chosen: Box<dyn Fn(&str) + Send + Sync>,
}

impl ksni::Tray for Item {
    fn id(&self) -> String {
        self.id.clone()
    }

    fn category(&self) -> Category {
        Category::Communications
    }

    fn title(&self) -> String {
        self.tray.said(&self.program)
    }

    fn tool_tip(&self) -> ToolTip {
        ToolTip {
            title: self.title(),
            ..ToolTip::default()
        }
    }

    fn icon_pixmap(&self) -> Vec<ksni::Icon> {
        pictures::all(self.tray.state, self.tray.badge)
            .iter()
            .filter_map(pixmap)
            .collect()
    }

    fn activate(&mut self, _x: i32, _y: i32) {
        (self.chosen)(OPEN);
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        self.tray.items.iter().map(item).collect()
    }
}

fn item(item: &TrayItem) -> MenuItem<Item> {
    match item {
        TrayItem::Entry { entry } => self::entry(entry),
        TrayItem::Group { label, entries } => SubMenu {
            label: label::unmarked(label, MARK),
            submenu: entries.iter().map(self::entry).collect(),
            ..SubMenu::default()
        }
        .into(),
        TrayItem::Separator => MenuItem::Separator,
    }
}

fn entry(entry: &TrayEntry) -> MenuItem<Item> {
    let label = label::unmarked(&entry.label, MARK);
    let id = entry.id.clone();
    let activate = Box::new(move |item: &mut Item| (item.chosen)(&id));
    match entry.checked {
        Some(checked) => CheckmarkItem {
            label,
            enabled: entry.enabled,
            checked,
            activate,
            ..CheckmarkItem::default()
        }
        .into(),
        None => StandardItem {
            label,
            enabled: entry.enabled,
            activate,
            ..StandardItem::default()
        }
        .into(),
    }
}

/// A picture in ARGB, as the specification wants it.
fn pixmap(image: &tauri::image::Image<'_>) -> Option<ksni::Icon> {
    let data = image
        .rgba()
        .as_chunks::<4>()
        .0
        .iter()
        .flat_map(|[red, green, blue, alpha]| [*alpha, *red, *green, *blue]);
    Some(ksni::Icon {
        width: i32::try_from(image.width()).ok()?,
        height: i32::try_from(image.height()).ok()?,
        data: data.collect(),
    })
}

#[cfg(test)]
mod tests {
    use tauri::image::Image;

    use super::pixmap;

    #[test]
    fn the_picture_keeps_its_colours() {
        let image = Image::new_owned(vec![1, 2, 3, 4, 5, 6, 7, 8], 2, 1);
        let icon = pixmap(&image).unwrap();
        assert_eq!((icon.width, icon.height), (2, 1));
        assert_eq!(icon.data, [4, 1, 2, 3, 8, 5, 6, 7]);
    }
}
