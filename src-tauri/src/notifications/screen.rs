//! Whether the screen of a Linux desktop is locked, as far as the desktop says it.

use std::time::Duration;

use futures_util::future::join_all;
use futures_util::{StreamExt, stream};
use tokio::sync::mpsc;
use zbus::connection::Builder;
use zbus::message::Type;
use zbus::proxy::{self, CacheProperties, MethodFlags};
use zbus::{Connection, MatchRule, MessageStream, Proxy};

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

/// Whether anybody says that the screen is locked. Nobody there: it is not.
pub(super) async fn is_locked() -> bool {
    // Opened anew each time: a bus that was started again would else never be heard.
    let (session, system) = tokio::join!(opened(Builder::session()), opened(Builder::system()));
    asked(session.as_ref(), system.as_ref()).await
}

/// Tells each time that the screen may have been locked, as long as the buses are there.
pub(super) async fn follow(tell: mpsc::UnboundedSender<()>) {
    let savers = async { signals(opened(Builder::session()).await?, savers_say()).await };
    let login = async { signals(opened(Builder::system()).await?, login_says()).await };
    let (savers, login) = tokio::join!(savers, login);
    let streams = [savers, login].into_iter().flatten();
    let mut said = stream::select_all(streams);
    while said.next().await.is_some() {
        if tell.send(()).is_err() {
            return;
        }
    }
}

fn savers_say() -> zbus::Result<MatchRule<'static>> {
    Ok(MatchRule::builder()
        .msg_type(Type::Signal)
        .member("ActiveChanged")?
        .build())
}

fn login_says() -> zbus::Result<MatchRule<'static>> {
    Ok(MatchRule::builder()
        .msg_type(Type::Signal)
        .sender(LOGIN)?
        .member("PropertiesChanged")?
        .add_arg(SESSION)?
        .build())
}

async fn signals(bus: Connection, rule: zbus::Result<MatchRule<'static>>) -> Option<MessageStream> {
    MessageStream::for_match_rule(rule.ok()?, &bus, None)
        .await
        .ok()
}

async fn asked(session: Option<&Connection>, system: Option<&Connection>) -> bool {
    let savers = async {
        match session {
            Some(bus) => join_all(SAVERS.iter().map(|saver| is_active(bus, *saver))).await,
            None => Vec::new(),
        }
    };
    let hint = async {
        match system {
            Some(bus) => has_hint(bus).await.unwrap_or_else(silent),
            None => false,
        }
    };
    let (savers, hint) = tokio::join!(savers, hint);
    hint || savers.contains(&true)
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

    struct Nobody;

    #[interface(name = "org.example.Nobody")]
    impl Nobody {}

    /// A bus with nobody at its other end but these.
    async fn bus(saver: Option<bool>, login: Option<bool>) -> (Connection, Connection) {
        let (ours, theirs) = UnixStream::pair().unwrap();
        let mut other = Builder::async_io_unix_stream(theirs)
            .server(Guid::generate())
            .unwrap()
            .p2p()
            // Something has to be there to answer that nothing else is.
            .serve_at("/nobody", Nobody)
            .unwrap();
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
        asked(Some(&session), Some(&system)).await
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
