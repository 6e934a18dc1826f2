//! Whether the screen of a Linux desktop is locked, as far as the desktop says it.

use std::time::Duration;

use futures_util::future::join_all;
use zbus::connection::Builder;
use zbus::proxy::{self, CacheProperties, MethodFlags};
use zbus::{Connection, Proxy};

/// Those who lock screens: name and path. The name is their interface's too.
const SAVERS: &[(&str, &str)] = &[
    (
        "org.freedesktop.ScreenSaver",
        "/org/freedesktop/ScreenSaver",
    ),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
];

/// Who knows the session on this computer; `auto` is one's own.
const LOGIN: &str = "org.freedesktop.login1";
const SESSION: &str = "org.freedesktop.login1.Session";
const SESSION_PATH: &str = "/org/freedesktop/login1/session/auto";

/// How long each may take to answer; somebody who calls cannot wait for long.
const PATIENCE: Duration = Duration::from_millis(500);

/// The screen, and the ways to ask about it.
#[derive(Default)]
pub(super) struct Screen {
    session: Option<Connection>,
    system: Option<Connection>,
}

impl Screen {
    /// Whether anybody says that it is locked. Nobody there: it is not.
    pub(super) async fn is_locked(&mut self) -> bool {
        if self.session.is_none() {
            self.session = opened(Builder::session()).await;
        }
        if self.system.is_none() {
            self.system = opened(Builder::system()).await;
        }
        let savers = async {
            match &self.session {
                Some(bus) => join_all(SAVERS.iter().map(|saver| is_active(bus, *saver))).await,
                None => Vec::new(),
            }
        };
        let hint = async {
            match &self.system {
                Some(bus) => has_hint(bus).await.unwrap_or_else(silent),
                None => false,
            }
        };
        let (savers, hint) = tokio::join!(savers, hint);
        hint || savers.contains(&true)
    }
}

async fn opened(builder: zbus::Result<Builder<'_>>) -> Option<Connection> {
    match builder {
        Ok(builder) => builder.method_timeout(PATIENCE).build().await.ok(),
        Err(_) => None,
    }
}

async fn is_active(bus: &Connection, (name, path): (&'static str, &'static str)) -> bool {
    let asked = async {
        let saver = Proxy::new(bus, name, path, name).await?;
        // One that is not there locks nothing, and is not started to say so.
        let flags = MethodFlags::NoAutoStart.into();
        saver.call_with_flags("GetActive", flags, &()).await
    };
    asked.await.unwrap_or_else(silent).unwrap_or_default()
}

async fn has_hint(bus: &Connection) -> zbus::Result<bool> {
    let session: Proxy<'_> = proxy::Builder::new(bus)
        .destination(LOGIN)?
        .path(SESSION_PATH)?
        .interface(SESSION)?
        .cache_properties(CacheProperties::No)
        .build()
        .await?;
    session.get_property("LockedHint").await
}

fn silent<T: Default>(error: zbus::Error) -> T {
    tracing::trace!(%error, "nobody says whether the screen is locked");
    T::default()
}

#[cfg(test)]
mod tests {
    use std::os::unix::net::UnixStream;

    use zbus::{Guid, interface};

    use super::*;

    struct Saver(bool);

    #[interface(name = "org.gnome.ScreenSaver")]
    impl Saver {
        fn get_active(&self) -> bool {
            self.0
        }
    }

    struct Login(bool);

    #[interface(name = "org.freedesktop.login1.Session")]
    impl Login {
        #[zbus(property)]
        fn locked_hint(&self) -> bool {
            self.0
        }
    }

    /// A bus with nobody at its other end but these.
    async fn bus(saver: Option<bool>, login: Option<bool>) -> (Connection, Connection) {
        let (ours, theirs) = UnixStream::pair().unwrap();
        let mut other = Builder::async_io_unix_stream(theirs)
            .server(Guid::generate())
            .unwrap()
            .p2p();
        if let Some(active) = saver {
            other = other
                .serve_at("/org/gnome/ScreenSaver", Saver(active))
                .unwrap();
        }
        if let Some(locked) = login {
            other = other.serve_at(SESSION_PATH, Login(locked)).unwrap();
        }
        let ours = Builder::async_io_unix_stream(ours).p2p().build();
        tokio::try_join!(ours, other.build()).unwrap()
    }

    async fn is_locked(saver: Option<bool>, login: Option<bool>) -> bool {
        let (session, _savers) = bus(saver, None).await;
        let (system, _login) = bus(None, login).await;
        let mut screen = Screen {
            session: Some(session),
            system: Some(system),
        };
        screen.is_locked().await
    }

    #[tokio::test]
    async fn whoever_locks_it_is_believed() {
        assert!(is_locked(Some(true), None).await);
        assert!(is_locked(Some(false), Some(true)).await);
        assert!(is_locked(None, Some(true)).await);
    }

    #[tokio::test]
    async fn a_screen_of_which_nobody_says_so_is_not_locked() {
        assert!(!is_locked(Some(false), Some(false)).await);
        assert!(!is_locked(None, None).await);
    }
}
