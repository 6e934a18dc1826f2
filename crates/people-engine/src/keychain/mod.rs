//! Where refresh tokens are kept: a port, the system's keychain, and one in memory.

mod memory;
mod system;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use wazo_client::Secret;

pub use memory::MemoryKeychain;
pub use system::SystemKeychain;

/// The keychain did not do it: none is there, it is locked, or it did not answer in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the keychain does not work")]
pub struct KeychainFault;

/// Keeps one secret an account. The calls may block for as long as the person needs to unlock it; the engine makes them on a
/// thread of their own and waits [only so long](LIMIT).
pub trait Keychain: Send + Sync + fmt::Debug {
    /// The secret of an account, if one is there.
    fn get(&self, account: &str) -> Result<Option<Secret>, KeychainFault>;
    /// Keeps a secret in place of the one before.
    fn set(&self, account: &str, secret: &Secret) -> Result<(), KeychainFault>;
    /// Takes the secret away; it is fine if there is none.
    fn delete(&self, account: &str) -> Result<(), KeychainFault>;
}

/// How long the engine waits for a keychain.
pub const LIMIT: Duration = Duration::from_secs(5);

/// The secret of an account.
pub(crate) async fn get(
    keychain: &Arc<dyn Keychain>,
    account: &str,
) -> Result<Option<Secret>, KeychainFault> {
    let account = account.to_owned();
    limited(keychain, move |keychain| keychain.get(&account)).await
}

/// Keeps the secret of an account.
pub(crate) async fn set(
    keychain: &Arc<dyn Keychain>,
    account: &str,
    secret: Secret,
) -> Result<(), KeychainFault> {
    let account = account.to_owned();
    limited(keychain, move |keychain| keychain.set(&account, &secret)).await
}

/// Takes the secret of an account away, as far as the keychain lets us.
pub(crate) async fn forget(keychain: &Arc<dyn Keychain>, account: &str) {
    let account = account.to_owned();
    let deleted = limited(keychain, move |keychain| keychain.delete(&account)).await;
    if deleted.is_err() {
        tracing::debug!("nothing taken out of the keychain");
    }
}

async fn limited<T: Send + 'static>(
    keychain: &Arc<dyn Keychain>,
    work: impl FnOnce(&dyn Keychain) -> Result<T, KeychainFault> + Send + 'static,
) -> Result<T, KeychainFault> {
    let keychain = keychain.clone();
    let work = tokio::task::spawn_blocking(move || work(keychain.as_ref()));
    match tokio::time::timeout(LIMIT, work).await {
        Ok(Ok(outcome)) => outcome,
        _ => Err(KeychainFault),
    }
}
