//! The own presence, phone and agent.

use super::EngineHandle;
use crate::api::{AppError, ForwardKind, Own, PresenceChoice};

impl EngineHandle {
    /// What was chosen about being reached, and what the own phones do.
    pub async fn own(&self) -> Result<Own, AppError> {
        Err(AppError::Offline)
    }

    /// Chooses how to be seen, and the own words; none takes them away.
    pub async fn set_presence(
        &self,
        presence: PresenceChoice,
        status: Option<String>,
    ) -> Result<(), AppError> {
        let _ = (presence, status);
        Err(AppError::Offline)
    }

    /// Turns do not disturb on or off.
    pub async fn set_do_not_disturb(&self, on: bool) -> Result<(), AppError> {
        let _ = on;
        Err(AppError::Offline)
    }

    /// Sets a forward; one that is on needs a number.
    pub async fn set_forward(
        &self,
        kind: ForwardKind,
        on: bool,
        to: Option<String>,
    ) -> Result<(), AppError> {
        let _ = (kind, on, to);
        Err(AppError::Offline)
    }

    /// Logs the own agent in at a line, by default the main one.
    pub async fn agent_login(&self, line: Option<i32>) -> Result<(), AppError> {
        let _ = line;
        Err(AppError::Offline)
    }

    /// Logs the own agent out.
    pub async fn agent_logout(&self) -> Result<(), AppError> {
        Err(AppError::Offline)
    }

    /// Pauses the own agent, with a reason of at most 80 characters.
    pub async fn agent_pause(&self, reason: Option<String>) -> Result<(), AppError> {
        let _ = reason;
        Err(AppError::Offline)
    }

    /// Ends the pause.
    pub async fn agent_unpause(&self) -> Result<(), AppError> {
        Err(AppError::Offline)
    }

    /// Takes the calls of a queue, or does not.
    pub async fn agent_queue(&self, queue: i32, logged_in: bool) -> Result<(), AppError> {
        let _ = (queue, logged_in);
        Err(AppError::Offline)
    }
}
