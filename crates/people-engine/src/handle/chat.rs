//! Conversations.

use super::EngineHandle;
use crate::api::{AppError, Message, Messages, Room};

impl EngineHandle {
    /// The conversations, the one with the newest message first.
    pub async fn rooms(&self) -> Result<Vec<Room>, AppError> {
        Err(AppError::Offline)
    }

    /// The conversation with one user, found or made.
    pub async fn open_chat(&self, user: String) -> Result<Room, AppError> {
        let _ = user;
        Err(AppError::Offline)
    }

    /// The newest messages of a conversation, or those before one of them; those that failed stand at the end.
    pub async fn messages(
        &self,
        room: String,
        before: Option<String>,
        count: u32,
    ) -> Result<Messages, AppError> {
        let _ = (room, before, count);
        Err(AppError::Offline)
    }

    /// Sends a message; it is given back at once, on its way, and what becomes of it is told by updates.
    pub async fn send_message(&self, room: String, text: String) -> Result<Message, AppError> {
        let _ = (room, text);
        Err(AppError::Offline)
    }

    /// Sends a message again that failed.
    pub async fn send_again(&self, message: String) -> Result<(), AppError> {
        let _ = message;
        Err(AppError::Offline)
    }

    /// Takes a message away that failed.
    pub async fn discard_message(&self, message: String) -> Result<(), AppError> {
        let _ = message;
        Err(AppError::Offline)
    }

    /// The person has read a conversation to its end.
    pub async fn mark_read(&self, room: String) -> Result<(), AppError> {
        let _ = room;
        Err(AppError::Offline)
    }
}
