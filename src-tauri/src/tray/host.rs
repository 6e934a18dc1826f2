//! Whether anybody paints what is in the tray of a Linux desktop.
//!
//! Icons are registered with a watcher and painted by a host. On most desktops one program is both, or the watcher says whether
//! there is a host. The one of KDE always says that there is: its hosts are known by the names that they own.

use std::time::Duration;

use futures_util::{StreamExt, stream};
use tokio::sync::watch;
use zbus::connection::Builder;
use zbus::fdo::DBusProxy;
use zbus::message::Type;
use zbus::names::BusName;
use zbus::proxy::{self, CacheProperties};
use zbus::{Connection, MatchRule, MessageStream, Proxy};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const WATCHER_PATH: &str = "/StatusNotifierWatcher";

/// What the names of hosts begin with.
const HOST: &str = "org.kde.StatusNotifierHost-";

/// The programs of KDE that have the watcher.
const KDE: [&str; 2] = ["org.kde.kded6", "org.kde.kded5"];

/// How long the tray may take to answer.
const PATIENCE: Duration = Duration::from_secs(1);

/// Whether somebody paints what is in the tray now.
pub(crate) async fn is_seen() -> bool {
    let asked = async { asked(&bus().await?).await };
    asked.await.unwrap_or_else(nobody)
}

/// Tells whether somebody does, as long as the session's bus is there.
pub(crate) async fn follow(seen: watch::Sender<bool>) {
    if let Err(error) = told(&seen).await {
        nobody(error);
    }
    seen.send_replace(false);
}

async fn told(seen: &watch::Sender<bool>) -> zbus::Result<()> {
    let bus = bus().await?;
    let names = MatchRule::builder()
        .msg_type(Type::Signal)
        .sender("org.freedesktop.DBus")?
        .member("NameOwnerChanged")?
        .arg0ns("org.kde")?
        .build();
    let watcher = MatchRule::builder()
        .msg_type(Type::Signal)
        .interface(WATCHER)?
        .path(WATCHER_PATH)?
        .build();
    let mut changes = stream::select(
        MessageStream::for_match_rule(names, &bus, None).await?,
        MessageStream::for_match_rule(watcher, &bus, None).await?,
    );
    loop {
        let now = asked(&bus).await.unwrap_or_else(nobody);
        seen.send_if_modified(|before| std::mem::replace(before, now) != now);
        if changes.next().await.is_none() {
            return Ok(());
        }
    }
}

async fn asked(bus: &Connection) -> zbus::Result<bool> {
    let desk = DBusProxy::new(bus).await?;
    let watcher = desk.get_name_owner(BusName::try_from(WATCHER)?).await?;
    if !says_so(bus).await? {
        return Ok(false);
    }
    for name in KDE {
        let owner = desk.get_name_owner(BusName::try_from(name)?).await;
        if owner.is_ok_and(|owner| owner == watcher) {
            let names = desk.list_names().await?;
            return Ok(names.iter().any(|name| name.starts_with(HOST)));
        }
    }
    Ok(true)
}

async fn says_so(bus: &Connection) -> zbus::Result<bool> {
    let watcher: Proxy<'_> = proxy::Builder::new(bus)
        .destination(WATCHER)?
        .path(WATCHER_PATH)?
        .interface(WATCHER)?
        .cache_properties(CacheProperties::No)
        .build()
        .await?;
    watcher.get_property("IsStatusNotifierHostRegistered").await
}

async fn bus() -> zbus::Result<Connection> {
    Builder::session()?.method_timeout(PATIENCE).build().await
}

fn nobody(error: zbus::Error) -> bool {
    tracing::debug!(%error, "there is no tray");
    false
}
