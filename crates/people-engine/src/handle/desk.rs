//! What surrounds the window: the desktop, the administrator's file, the server's version.

use people_core::notice::{self, Notice, NoticeKind};

use super::EngineHandle;
use crate::api::{AppError, Desk, Policy, ServerFacts};
use crate::policy::UpdateSource;
use crate::session::Live;

impl EngineHandle {
    /// What stands for the program on the desktop. Signed out it says so.
    pub async fn desk(&self) -> Result<Desk, AppError> {
        self.ask(|state| Ok(state.desk())).await
    }

    /// What the administrator set for this computer; nothing where no file is.
    pub async fn policy(&self) -> Result<Policy, AppError> {
        self.ask(|state| Ok(state.rules.shown.clone())).await
    }

    /// Where newer versions of the program come from, where the administrator says so.
    pub async fn update_source(&self) -> Result<Option<UpdateSource>, AppError> {
        self.ask(|state| Ok(state.rules.updates.clone())).await
    }

    /// How much the desktop may show of something that happened.
    pub async fn notice(&self, kind: NoticeKind, screen_locked: bool) -> Result<Notice, AppError> {
        self.ask(move |state| {
            let quiet = state.live.as_ref().is_some_and(Live::is_quiet);
            let settings = &state.settings().notifications;
            Ok(notice::allowed(kind, settings, quiet, screen_locked))
        })
        .await
    }

    /// What is known about the server of the session. Its version is asked for once a session.
    pub async fn server_facts(&self) -> Result<ServerFacts, AppError> {
        let known = self.ask(|state| {
            let live = state.live()?;
            Ok((live.host.clone(), live.server_version.clone(), live.link()))
        });
        let (host, version, link) = known.await?;
        let (None, Ok(link)) = (&version, link) else {
            return Ok(ServerFacts { host, version });
        };
        let infos = link.api.infos().await;
        let version = infos.ok().map(|infos| infos.wazo_version);
        let version = version.filter(|version| is_version(version));
        let told = version.clone();
        self.ask(move |state| {
            if let Some(live) = state.live_of(link.epoch) {
                live.server_version = told;
            }
            Ok(())
        })
        .await?;
        Ok(ServerFacts { host, version })
    }
}

/// Whether a text can be a version: it stands in reports, and servers say what they like.
fn is_version(text: &str) -> bool {
    const LONGEST: usize = 32;
    let is_part = |c: char| c.is_ascii_alphanumeric() || ".-+".contains(c);
    (1..=LONGEST).contains(&text.len()) && text.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_calls_its_version_may_be_anything() {
        for (text, version) in [
            ("26.08", true),
            ("26.08-rc.1+2", true),
            ("", false),
            ("26.08\nsee https://example.com", false),
            (&"9".repeat(33), false),
        ] {
            assert_eq!(is_version(text), version, "{text}");
        }
    }
}
