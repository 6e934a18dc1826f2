//! Reading by REST what events tell of from then on.

use people_core::calls::Millis;
use people_core::presence::Presence;
use wazo_client::{Agent, Api, Call, Error, OwnUser, Transfer};

use crate::fault;
use crate::session::chat::{ChatRead, read_rooms};
use crate::session::fetch;

/// What was read. What is none could not be, and stays as it was.
pub(crate) struct CaughtUp {
    /// When it was asked for.
    pub(crate) asked: Millis,
    /// The own calls and transfers.
    pub(crate) calls: CallsRead,
    /// The presences of those who were asked for.
    pub(crate) presences: Option<Vec<(String, Presence)>>,
    /// The own user.
    pub(crate) user: Option<OwnUser>,
    /// The own agent.
    pub(crate) agent: Option<Option<Agent>>,
    /// New messages in the own mailbox.
    pub(crate) voicemails: Option<Option<u32>>,
    /// The conversations.
    pub(crate) chat: Option<ChatRead>,
    /// Whether presences or calls are missing only for now, so that those on screen may be old.
    pub(super) is_stale: bool,
    /// Whether anything is missing only for now, so that it is worth asking again.
    pub(super) lacks: bool,
}

/// The own calls and transfers, as far as they could be read.
#[derive(Debug)]
pub(crate) enum CallsRead {
    /// All there is.
    All(Vec<Call>, Vec<Transfer>),
    /// The phone system does not answer.
    Unavailable,
    /// The user may not read them, or the answer made no sense.
    Withheld,
}

/// Reads everything.
///
/// # Errors
/// [`Error::SignedOut`], and what is wrong with the way to the server when no service answers.
pub(super) async fn catch_up(
    api: &Api,
    users: Option<Vec<String>>,
    asked: Millis,
) -> Result<CaughtUp, Error> {
    let (presences, calls, user, agent, voicemails, chat) = tokio::join!(
        fetch::presences(api, users),
        read_calls(api),
        api.own_user(),
        api.own_agent(),
        api.new_voicemails(),
        read_rooms(api),
    );
    let calls = calls?;
    if let (Err(error), Err(other), CallsRead::Unavailable) = (&presences, &user, &calls)
        && fault::is_offline(error)
        && fault::is_offline(other)
    {
        return Err(error.clone());
    }
    let is_stale = is_away(&presences) || matches!(calls, CallsRead::Unavailable);
    let lacks =
        is_stale || is_away(&user) || is_away(&agent) || is_away(&voicemails) || is_away(&chat);
    Ok(CaughtUp {
        is_stale,
        lacks,
        asked,
        calls,
        presences: optional(presences)?,
        user: optional(user)?,
        agent: optional(agent)?,
        voicemails: optional(voicemails)?,
        chat: optional(chat)?,
    })
}

/// Reads the own calls and transfers.
pub(crate) async fn read_calls(api: &Api) -> Result<CallsRead, Error> {
    match tokio::try_join!(api.calls(), api.transfers()) {
        Ok((calls, transfers)) => Ok(CallsRead::All(calls, transfers)),
        Err(Error::SignedOut | Error::Unauthorized) => Err(Error::SignedOut),
        Err(error) if fault::is_away(&error) => Ok(CallsRead::Unavailable),
        Err(error) => {
            tracing::debug!(%error, "calls");
            Ok(CallsRead::Withheld)
        }
    }
}

fn is_away<T>(outcome: &Result<T, Error>) -> bool {
    outcome.as_ref().is_err_and(fault::is_away)
}

fn optional<T>(outcome: Result<T, Error>) -> Result<Option<T>, Error> {
    match outcome {
        Err(Error::SignedOut | Error::Unauthorized) => Err(Error::SignedOut),
        Err(error) => {
            tracing::debug!(%error, "catching up");
            Ok(None)
        }
        Ok(value) => Ok(Some(value)),
    }
}
