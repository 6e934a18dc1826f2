//! Calls and transfers.

use people_core::calls::TransferKind;

use super::EngineHandle;
use crate::api::{AppError, Calls, Missed};

impl EngineHandle {
    /// The own calls as they stand.
    pub async fn calls(&self) -> Result<Calls, AppError> {
        Err(AppError::Offline)
    }

    /// Ends a call, or refuses one that rings.
    pub async fn hang_up(&self, call: String) -> Result<(), AppError> {
        let _ = call;
        Err(AppError::Offline)
    }

    /// Picks a call up, where the phone can be told to; [`AppError::PhoneCannot`] where it cannot, which is remembered.
    pub async fn answer(&self, call: String) -> Result<(), AppError> {
        let _ = call;
        Err(AppError::Offline)
    }

    /// Turns the own voice off or on.
    pub async fn mute(&self, call: String, on: bool) -> Result<(), AppError> {
        let _ = (call, on);
        Err(AppError::Offline)
    }

    /// Holds a call or takes it back; [`AppError::PhoneCannot`] as with [`answer`](Self::answer).
    pub async fn hold(&self, call: String, on: bool) -> Result<(), AppError> {
        let _ = (call, on);
        Err(AppError::Offline)
    }

    /// Sends tones: `0`–`9`, `*`, `#`.
    pub async fn send_digits(&self, call: String, digits: String) -> Result<(), AppError> {
        let _ = (call, digits);
        Err(AppError::Offline)
    }

    /// Passes a call on; without `call`, the one that can be. `row` is the contact whose number it is. For a mailbox, `number`
    /// is what [`menu`](Self::menu) gives as `voicemail`.
    pub async fn transfer(
        &self,
        call: Option<String>,
        number: String,
        kind: TransferKind,
        row: Option<u32>,
    ) -> Result<(), AppError> {
        let _ = (call, number, kind, row);
        Err(AppError::Offline)
    }

    /// Gives the caller to the target.
    pub async fn complete_transfer(&self, transfer: String) -> Result<(), AppError> {
        let _ = transfer;
        Err(AppError::Offline)
    }

    /// Takes the caller back.
    pub async fn cancel_transfer(&self, transfer: String) -> Result<(), AppError> {
        let _ = transfer;
        Err(AppError::Offline)
    }

    /// Calls that nobody took.
    pub async fn missed(&self) -> Result<Missed, AppError> {
        Err(AppError::Offline)
    }

    /// The person has looked at the missed calls.
    pub async fn see_missed(&self) -> Result<(), AppError> {
        Err(AppError::Offline)
    }

    /// Forgets the missed calls.
    pub async fn clear_missed(&self) -> Result<(), AppError> {
        Err(AppError::Offline)
    }

    /// The page about the caller of a call, where an address is set.
    pub async fn caller_page(&self, call: String) -> Result<Option<String>, AppError> {
        let _ = call;
        Err(AppError::Offline)
    }
}
