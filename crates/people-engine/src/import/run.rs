use crate::actor::Mailbox;
use crate::api::{AppError, ImportReport};
pub(crate) async fn run(_mailbox: Mailbox, _plan: u32) -> Result<ImportReport, AppError> {
    Err(AppError::NoSuchPlan)
}
