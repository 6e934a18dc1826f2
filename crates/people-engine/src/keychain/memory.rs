//! A keychain that lasts as long as the program: for tests, and where the person wants nothing kept.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use wazo_client::Secret;

use super::{Keychain, KeychainFault};

/// Keeps secrets in memory. [`MemoryKeychain::broken`] makes one that refuses everything, as a locked keyring does.
#[derive(Debug, Default)]
pub struct MemoryKeychain {
    secrets: Mutex<HashMap<String, Secret>>,
    broken: bool,
}

impl MemoryKeychain {
    /// A keychain that does not work.
    pub fn broken() -> Self {
        Self {
            broken: true,
            ..Self::default()
        }
    }

    fn with<T>(
        &self,
        work: impl FnOnce(&mut HashMap<String, Secret>) -> T,
    ) -> Result<T, KeychainFault> {
        if self.broken {
            return Err(KeychainFault);
        }
        Ok(work(
            &mut self.secrets.lock().unwrap_or_else(PoisonError::into_inner),
        ))
    }
}

impl Keychain for MemoryKeychain {
    fn get(&self, account: &str) -> Result<Option<Secret>, KeychainFault> {
        self.with(|secrets| secrets.get(account).cloned())
    }

    fn set(&self, account: &str, secret: &Secret) -> Result<(), KeychainFault> {
        self.with(|secrets| {
            secrets.insert(account.to_owned(), secret.clone());
        })
    }

    fn delete(&self, account: &str) -> Result<(), KeychainFault> {
        self.with(|secrets| {
            secrets.remove(account);
        })
    }
}
