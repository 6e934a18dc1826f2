//! The system's keychain: Secret Service, Keychain Services, Credential Manager.

use keyring::{Entry, Error};
use wazo_client::Secret;

use super::{Keychain, KeychainFault};

/// The name under which entries stand in the keychain.
const SERVICE: &str = "People for Wazo";

/// The keychain of the signed-in person on this computer.
#[derive(Debug, Default)]
pub struct SystemKeychain;

impl Keychain for SystemKeychain {
    fn get(&self, account: &str) -> Result<Option<Secret>, KeychainFault> {
        match entry(account)?.get_password() {
            Ok(text) => Ok(Some(Secret::new(text))),
            Err(Error::NoEntry) => Ok(None),
            Err(_) => Err(KeychainFault),
        }
    }

    /// Reads back what it wrote: a locked keyring takes a secret without a word and does not have it afterwards.
    fn set(&self, account: &str, secret: &Secret) -> Result<(), KeychainFault> {
        let entry = entry(account)?;
        entry
            .set_password(secret.expose())
            .map_err(|_| KeychainFault)?;
        match self.get(account)? {
            Some(kept) if kept == *secret => Ok(()),
            _ => Err(KeychainFault),
        }
    }

    fn delete(&self, account: &str) -> Result<(), KeychainFault> {
        match entry(account)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(_) => Err(KeychainFault),
        }
    }
}

fn entry(account: &str) -> Result<Entry, KeychainFault> {
    Entry::new(SERVICE, account).map_err(|_| KeychainFault)
}
