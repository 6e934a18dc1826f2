//! The icon as a StatusNotifierItem (the specification of KDE and freedesktop.org) on the session's D-Bus.

use std::time::Duration;

use ksni::menu::{CheckmarkItem, StandardItem, SubMenu};
use ksni::{Category, Handle, MenuItem, OfflineReason, ToolTip, TrayMethods};
use tauri::AppHandle;
use tokio::sync::watch;
use tokio::time::timeout;
use zbus::{Connection, Proxy, proxy};

use super::{Host, OPEN, Tray, TrayEntry, TrayItem, label, pictures};

/// What underlines the letter after it in a label.
const MARK: char = '_';

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const WATCHER_PATH: &str = "/StatusNotifierWatcher";

/// How long the tray may take to answer.
const PATIENCE: Duration = Duration::from_secs(1);

/// The program's icon, for whichever tray is there or comes later.
pub(crate) struct Icon(Handle<Item>);

impl Icon {
    /// Puts the icon up. `chosen` hears what is chosen from its menu, `host` of the tray. Nothing where the session has no bus.
    pub(crate) async fn appear(
        program: &AppHandle,
        chosen: impl Fn(&str) + Send + Sync + 'static,
        host: watch::Sender<Host>,
    ) -> Option<Self> {
        let item = Item {
            id: program.config().identifier.clone(),
            program: program.package_info().name.clone(),
            tray: Tray::default(),
            chosen: Box::new(chosen),
            host: host.clone(),
        };
        match item.assume_sni_available(true).spawn().await {
            Ok(handle) => {
                // Were there none, that would have been told by now.
                host.send_if_modified(|host| {
                    let silent = *host == Host::Unknown;
                    if silent {
                        *host = Host::There;
                    }
                    silent
                });
                Some(Self(handle))
            }
            Err(error) => {
                tracing::debug!(%error, "there is no tray");
                host.send_replace(Host::Gone);
                None
            }
        }
    }

    /// Shows this from now on.
    pub(crate) async fn show(&self, tray: Tray) {
        self.0.update(|item| item.tray = tray).await;
    }
}

/// Whether somebody paints what is in the tray. One that only collects icons may run alone.
pub(crate) async fn is_seen() -> bool {
    let seen = async {
        let bus = Connection::session().await?;
        let watcher: Proxy<'_> = proxy::Builder::new(&bus)
            .destination(WATCHER)?
            .path(WATCHER_PATH)?
            .interface(WATCHER)?
            .cache_properties(proxy::CacheProperties::No)
            .build()
            .await?;
        watcher
            .get_property::<bool>("IsStatusNotifierHostRegistered")
            .await
    };
    match timeout(PATIENCE, seen).await {
        Ok(Ok(seen)) => seen,
        Ok(Err(error)) => {
            tracing::debug!(%error, "there is no tray");
            false
        }
        Err(_) => false,
    }
}

struct Item {
    id: String,
    program: String,
    tray: Tray,
    chosen: Box<dyn Fn(&str) + Send + Sync>,
    host: watch::Sender<Host>,
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

    fn watcher_online(&self) {
        self.host.send_replace(Host::There);
    }

    fn watcher_offline(&self, reason: OfflineReason) -> bool {
        tracing::debug!(?reason, "there is no tray");
        self.host.send_replace(Host::Gone);
        true
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
