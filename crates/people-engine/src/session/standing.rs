//! How it stands with the server: whether it answers, and whether it tells what happens.

use crate::api::{AppError, Connection};

/// The two ways to the server, taken together.
#[derive(Debug, Default)]
pub(crate) struct Standing {
    answers: Answers,
    events: Events,
}

/// Whether the server answers.
#[derive(Debug, Default)]
enum Answers {
    /// The first answer is awaited.
    #[default]
    Awaited,
    /// The directory was in step when it was read last.
    InStep,
    /// It is out of reach, for a reason that the person should know.
    Lost(Option<AppError>),
    /// It ended the session.
    SignedOut,
}

/// Whether what happens arrives by itself.
#[derive(Debug, Default)]
enum Events {
    /// It was not tried yet.
    #[default]
    Awaited,
    /// It does.
    Arrive,
    /// It does not, and did until then.
    Missed(Option<String>),
}

impl Standing {
    /// What a front end tells of it; the directory was `in_step` last.
    pub(crate) fn connection(&self, in_step: Option<&str>) -> Connection {
        let since = in_step.map(str::to_owned);
        match (&self.answers, &self.events) {
            (Answers::SignedOut, _) => Connection::SignedOut,
            (Answers::Lost(reason), _) => Connection::Offline {
                since,
                reason: reason.clone(),
            },
            (Answers::InStep, Events::Arrive) => Connection::Online,
            (Answers::InStep, Events::Missed(since)) => Connection::Behind {
                since: since.clone(),
            },
            (Answers::Awaited, _) | (_, Events::Awaited) => Connection::Connecting { since },
        }
    }

    /// The directory is in step.
    pub(crate) fn in_step(&mut self) {
        self.answers = Answers::InStep;
    }

    /// The server is out of reach.
    pub(crate) fn lost(&mut self, reason: Option<AppError>) {
        self.answers = Answers::Lost(reason);
    }

    /// The server ended the session.
    pub(crate) fn signed_out(&mut self) {
        self.answers = Answers::SignedOut;
    }

    /// What happens arrives from now on, and what happened before is known.
    pub(crate) fn hears(&mut self) {
        self.events = Events::Arrive;
    }

    /// What happens does not arrive any more, as of now.
    pub(crate) fn misses(&mut self, now: String) {
        if let Events::Awaited | Events::Arrive = self.events {
            let heard = matches!(self.events, Events::Arrive);
            self.events = Events::Missed(heard.then_some(now));
        }
    }

    /// Whether the server is out of reach.
    pub(crate) fn is_lost(&self) -> bool {
        matches!(self.answers, Answers::Lost(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAKEN: Option<&str> = Some("2026-08-05T12:00:00Z");

    fn since(text: &str) -> Option<String> {
        Some(text.into())
    }

    #[test]
    fn a_session_is_online_once_it_is_in_step_and_hears_what_happens() {
        let mut standing = Standing::default();
        let connecting = Connection::Connecting {
            since: since("2026-08-05T12:00:00Z"),
        };
        assert_eq!(standing.connection(TAKEN), connecting);
        standing.hears();
        assert_eq!(standing.connection(TAKEN), connecting);
        standing.in_step();
        assert_eq!(standing.connection(TAKEN), Connection::Online);
    }

    #[test]
    fn who_hears_nothing_is_behind_since_the_last_word() {
        let mut standing = Standing::default();
        standing.in_step();
        standing.misses("first".into());
        assert_eq!(
            standing.connection(TAKEN),
            Connection::Behind { since: None }
        );
        standing.hears();
        standing.misses("second".into());
        standing.misses("third".into());
        let behind = Connection::Behind {
            since: since("second"),
        };
        assert_eq!(standing.connection(TAKEN), behind);
    }

    #[test]
    fn a_server_that_does_not_answer_is_lost_whatever_is_heard() {
        let mut standing = Standing::default();
        standing.hears();
        standing.lost(None);
        let offline = Connection::Offline {
            since: None,
            reason: None,
        };
        assert_eq!(standing.connection(None), offline);
        standing.signed_out();
        assert_eq!(standing.connection(None), Connection::SignedOut);
    }
}
