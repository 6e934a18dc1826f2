//! The icon as a StatusNotifierItem (the specification of KDE and freedesktop.org) on the session's D-Bus.

use ksni::menu::StandardItem;
use ksni::{Category, Handle, MenuItem, OfflineReason, ToolTip, Tray, TrayMethods};
use tauri::AppHandle;

use super::{Choice, TrayWords, menu, title};
use crate::tasks::Task;

/// An icon that somebody shows.
pub(crate) struct Icon(Handle<Item>);

impl Icon {
    /// Puts the icon into the tray. Nothing where no tray shows it.
    pub(crate) async fn appear(
        program: &AppHandle,
        words: TrayWords,
        task: Task,
        chosen: impl Fn(Choice) + Send + Sync + 'static,
    ) -> Option<Self> {
        let item = Item {
            id: program.config().identifier.clone(),
            program: program.package_info().name.clone(),
            percent: task.percent,
            picture: program.default_window_icon().and_then(picture),
            menu: menu(words, task.kind),
            chosen: Box::new(chosen),
        };
        match item.spawn().await {
            Ok(handle) => Some(Self(handle)),
            Err(error) => {
                tracing::debug!(%error, "there is no tray");
                None
            }
        }
    }

    /// Says how far the task is.
    pub(crate) async fn show(&self, percent: u8) {
        self.0.update(|item| item.percent = percent).await;
    }

    /// Takes it out of the tray.
    pub(crate) async fn vanish(self) {
        self.0.shutdown().await;
    }
}

struct Item {
    id: String,
    program: String,
    percent: u8,
    picture: Option<ksni::Icon>,
    menu: Vec<(Choice, String)>,
    chosen: Box<dyn Fn(Choice) + Send + Sync>,
}

impl Tray for Item {
    fn id(&self) -> String {
        self.id.clone()
    }

    fn category(&self) -> Category {
        Category::ApplicationStatus
    }

    fn title(&self) -> String {
        title(&self.program, self.percent)
    }

    fn tool_tip(&self) -> ToolTip {
        ToolTip {
            title: self.title(),
            ..ToolTip::default()
        }
    }

    fn icon_pixmap(&self) -> Vec<ksni::Icon> {
        self.picture.iter().cloned().collect()
    }

    fn activate(&mut self, _x: i32, _y: i32) {
        (self.chosen)(Choice::Show);
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        let entry = |(choice, label): &(Choice, String)| {
            let choice = *choice;
            StandardItem {
                // An underscore would mark the letter after it.
                label: label.replace('_', "__"),
                activate: Box::new(move |item: &mut Self| (item.chosen)(choice)),
                ..StandardItem::default()
            }
            .into()
        };
        self.menu.iter().map(entry).collect()
    }

    /// The tray goes away: without it nobody could bring the window back.
    fn watcher_offline(&self, _reason: OfflineReason) -> bool {
        (self.chosen)(Choice::Show);
        false
    }
}

/// The window's picture in ARGB, as the specification wants it.
fn picture(image: &tauri::image::Image<'_>) -> Option<ksni::Icon> {
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

    use super::picture;

    #[test]
    fn the_picture_keeps_its_colours() {
        let image = Image::new_owned(vec![1, 2, 3, 4, 5, 6, 7, 8], 2, 1);
        let icon = picture(&image).unwrap();
        assert_eq!((icon.width, icon.height), (2, 1));
        assert_eq!(icon.data, [4, 1, 2, 3, 8, 5, 6, 7]);
    }
}
