//! Which servers and users were signed in here, which certificates the person trusts, and this installation's name.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use wazo_client::{Fingerprint, Server};

use super::file::{Readers, write_atomically};
use crate::api::Account;

/// The accounts' file. Nothing in it is secret: refresh tokens are in the system's keychain.
pub(crate) struct AccountBook {
    /// None for a book that is kept in memory only.
    path: Option<PathBuf>,
    book: Book,
}

#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct Book {
    /// Names this installation to every server, so that a second sign-in replaces the first.
    client_id: String,
    /// The last used first.
    accounts: Vec<Account>,
    /// Fingerprint by server.
    pins: BTreeMap<String, String>,
}

/// The same for the same server and user, whatever the case of the user's name; safe as a file's name.
pub(crate) fn account_id(server: &Server, username: &str) -> String {
    let name = format!("{server}\n{}", username.trim().to_lowercase());
    Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes())
        .simple()
        .to_string()
}

impl AccountBook {
    /// An empty book that leaves nothing on this computer.
    pub(crate) fn in_memory() -> Self {
        Self {
            path: None,
            book: Book {
                client_id: new_client_id(),
                ..Book::default()
            },
        }
    }

    /// Reads the file; one that cannot be read is an empty book.
    pub(crate) fn open(directory: &Path) -> io::Result<Self> {
        let path = directory.join("accounts.json");
        let book: Book = std::fs::read(&path)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        let mut file = Self {
            path: Some(path),
            book,
        };
        if file.book.client_id.is_empty() {
            file.change(|book| book.client_id = new_client_id())?;
        }
        Ok(file)
    }

    /// This installation's name.
    pub(crate) fn client_id(&self) -> &str {
        &self.book.client_id
    }

    /// The accounts, the last used first.
    pub(crate) fn accounts(&self) -> &[Account] {
        &self.book.accounts
    }

    /// An account by its id, or the last used one of which a session is kept that may go on.
    pub(crate) fn find(
        &self,
        id: Option<&str>,
        may_go_on: impl Fn(&Account) -> bool,
    ) -> Option<&Account> {
        self.book.accounts.iter().find(|account| match id {
            Some(id) => account.id == id,
            None => account.kept && may_go_on(account),
        })
    }

    /// Adds an account or takes its new data, and puts it first.
    pub(crate) fn put_first(&mut self, account: Account) -> io::Result<()> {
        self.change(|book| {
            book.accounts.retain(|other| other.id != account.id);
            book.accounts.insert(0, account);
        })
    }

    /// Notes whether a session of the account is in the keychain.
    pub(crate) fn set_kept(&mut self, id: &str, kept: bool) -> io::Result<()> {
        self.change(|book| {
            for account in book.accounts.iter_mut().filter(|account| account.id == id) {
                account.kept = kept;
            }
        })
    }

    /// Takes an account out; with the last one of a server also what was trusted there.
    pub(crate) fn remove(&mut self, id: &str) -> io::Result<()> {
        self.change(|book| {
            let Some(at) = book.accounts.iter().position(|account| account.id == id) else {
                return;
            };
            let server = book.accounts.remove(at).server;
            if book.accounts.iter().all(|account| account.server != server) {
                book.pins.remove(&server);
            }
        })
    }

    /// The certificate that the person trusts for a server.
    pub(crate) fn pin(&self, server: &Server) -> Option<Fingerprint> {
        self.book.pins.get(server.as_str())?.parse().ok()
    }

    /// Trusts a certificate for a server from now on.
    pub(crate) fn set_pin(&mut self, server: &Server, fingerprint: Fingerprint) -> io::Result<()> {
        self.change(|book| {
            book.pins
                .insert(server.as_str().to_owned(), fingerprint.to_string());
        })
    }

    fn change(&mut self, change: impl FnOnce(&mut Book)) -> io::Result<()> {
        let mut book = self.book.clone();
        change(&mut book);
        if let Some(path) = &self.path {
            write_atomically(path, &serde_json::to_vec_pretty(&book)?, Readers::Owner)?;
        }
        self.book = book;
        Ok(())
    }
}

fn new_client_id() -> String {
    format!("people-{}", Uuid::new_v4())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(id: &str, kept: bool) -> Account {
        Account {
            id: id.into(),
            server: "https://pbx.example".into(),
            username: "alice".into(),
            name: "Alice".into(),
            kept,
        }
    }

    #[test]
    fn an_account_is_the_same_however_it_is_written() {
        let plain = account_id(&Server::parse("pbx.example").unwrap(), "alice@acme.example");
        let other = Server::parse("https://PBX.example:443/x").unwrap();
        assert_eq!(plain, account_id(&other, " Alice@ACME.example "));
        assert_ne!(plain, account_id(&other, "bob@acme.example"));
        assert!(plain.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    }

    #[test]
    fn the_last_used_account_that_is_kept_is_resumed() {
        let directory = tempfile::tempdir().unwrap();
        let mut book = AccountBook::open(directory.path()).unwrap();
        book.put_first(account("a", true)).unwrap();
        book.put_first(account("b", true)).unwrap();
        book.put_first(account("c", false)).unwrap();
        book.put_first(account("a", true)).unwrap();
        let book = AccountBook::open(directory.path()).unwrap();
        let order: Vec<_> = book.accounts().iter().map(|a| a.id.as_str()).collect();
        assert_eq!(order, ["a", "c", "b"]);
        assert_eq!(book.find(None, |_| true).unwrap().id, "a");
        assert_eq!(book.find(None, |it| it.id != "a").unwrap().id, "b");
        assert!(book.find(None, |_| false).is_none());
        assert_eq!(book.find(Some("c"), |_| true).unwrap().id, "c");
        assert!(book.find(Some("z"), |_| true).is_none());
    }

    #[test]
    fn an_installation_keeps_its_name() {
        let directory = tempfile::tempdir().unwrap();
        let first = AccountBook::open(directory.path()).unwrap();
        let second = AccountBook::open(directory.path()).unwrap();
        assert_eq!(first.client_id(), second.client_id());
    }

    #[test]
    fn a_pin_goes_with_the_last_account_of_its_server() {
        let directory = tempfile::tempdir().unwrap();
        let mut book = AccountBook::open(directory.path()).unwrap();
        let server = Server::parse("pbx.example").unwrap();
        let fingerprint: Fingerprint = "00ff".repeat(16).parse().unwrap();
        book.set_pin(&server, fingerprint).unwrap();
        book.put_first(account("a", true)).unwrap();
        book.put_first(account("b", true)).unwrap();
        book.remove("nobody").unwrap();
        book.remove("a").unwrap();
        assert_eq!(book.pin(&server), Some(fingerprint));
        book.remove("b").unwrap();
        assert_eq!(book.pin(&server), None);
    }

    #[test]
    fn a_pin_belongs_to_one_server() {
        let directory = tempfile::tempdir().unwrap();
        let mut book = AccountBook::open(directory.path()).unwrap();
        let server = Server::parse("pbx.example").unwrap();
        let fingerprint: Fingerprint = "00ff".repeat(16).parse().unwrap();
        book.set_pin(&server, fingerprint).unwrap();
        let book = AccountBook::open(directory.path()).unwrap();
        assert_eq!(book.pin(&server), Some(fingerprint));
        assert_eq!(book.pin(&Server::parse("pbx.example:8443").unwrap()), None);
    }
}
