//! The verbs and flags.

mod live;
mod transfer;

pub use live::{Agent, Chat, Presence, Transfer};
pub use transfer::{Export, Import, Mapping, Reading};

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;

/// Find, reach and call people on a Wazo Platform phone system.
#[derive(Debug, Parser)]
#[command(
    name = "people-cli",
    version,
    after_help = "The password is read from PEOPLE_PASSWORD, or asked for.
Exit status: 0 done, 1 done in part or refused by the server, 2 wrong usage, 3 no server or no sign-in."
)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub verb: Verb,
}

/// What every verb takes.
#[derive(Debug, Args)]
pub struct Global {
    /// The server: host, host:port or URL; by default the one of the administrator's policy
    #[arg(long, global = true, env = "PEOPLE_SERVER")]
    pub server: Option<String>,
    /// The user name
    #[arg(long, global = true, env = "PEOPLE_USERNAME")]
    pub username: Option<String>,
    /// The LDAP domain of the user
    #[arg(long, global = true)]
    pub domain: Option<String>,
    /// Answer in JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// Trust this authority too (PEM)
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "pin")]
    pub ca: Option<PathBuf>,
    /// Trust this certificate and no other
    #[arg(long, global = true, value_name = "SHA256", value_parser = fingerprint)]
    pub pin: Option<String>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Find contacts
    Search {
        /// Words or digits, in any order
        term: String,
    },
    /// Favorites
    #[command(subcommand)]
    Favorites(Favorites),
    /// Personal contacts
    #[command(subcommand)]
    Contacts(Contacts),
    /// Call a number: the own phone rings first
    Call {
        /// The number
        number: String,
    },
    /// The own calls
    Calls,
    /// End a call, or refuse one that rings
    Hangup {
        /// The call, as `calls` names it
        id: String,
    },
    /// Pass a call on
    Transfer(Transfer),
    /// Give the caller to the target of an attended transfer
    Complete {
        /// The transfer, as `calls` names it
        transfer: String,
    },
    /// Take the caller back
    Cancel {
        /// The transfer, as `calls` names it
        transfer: String,
    },
    /// Who can be reached; the own presence
    Presence {
        /// What to do; lists everybody when left out
        #[command(subcommand)]
        verb: Option<Presence>,
    },
    /// The own agent
    #[command(subcommand)]
    Agent(Agent),
    /// Conversations
    #[command(subcommand)]
    Chat(Chat),
    /// Write what happens, each change as a line of JSON, until it is stopped
    Watch,
    /// The columns of the directory
    Columns,
    /// Write completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// Verbs of favorites.
#[derive(Debug, Subcommand)]
pub enum Favorites {
    /// List them
    List,
    /// Mark a contact
    Add(Key),
    /// Take a mark away
    Remove(Key),
}

/// A contact as a search names it.
#[derive(Debug, Args)]
pub struct Key {
    /// The name of its source
    pub source: String,
    /// Its id in the source
    pub id: String,
}

/// Verbs of personal contacts.
#[derive(Debug, Subcommand)]
pub enum Contacts {
    /// List them
    List,
    /// Show one
    Show {
        /// Its id
        id: String,
    },
    /// Create one
    Create {
        /// Fields: firstname, lastname, number, mobile, fax, email, company, or any other
        #[arg(required = true, value_name = "FIELD=VALUE", value_parser = assignment)]
        fields: Vec<(String, String)>,
    },
    /// Change fields of one; an empty value takes a field away, the others stay
    Edit {
        /// Its id
        id: String,
        /// Fields
        #[arg(required = true, value_name = "FIELD=VALUE", value_parser = assignment)]
        fields: Vec<(String, String)>,
    },
    /// Remove one
    Delete {
        /// Its id
        id: String,
    },
    /// Import a file, go on with an import, or take one back
    Import(Import),
    /// What the last imports did
    Imports,
    /// Export all to a file
    Export(Export),
    /// Remove all; `restore` brings them back for a while
    DeleteAll {
        /// Yes, all of them
        #[arg(long, required = true)]
        yes: bool,
    },
    /// Bring back what `delete-all` removed last
    Restore,
}

fn assignment(text: &str) -> Result<(String, String), &'static str> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() && name.trim() != "id" => {
            Ok((name.trim().to_owned(), value.to_owned()))
        }
        _ => Err(crate::words::NO_ASSIGNMENT),
    }
}

fn fingerprint(text: &str) -> Result<String, &'static str> {
    let digits: String = text.chars().filter(|c| !matches!(c, ':' | ' ')).collect();
    if digits.len() == 64 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        Ok(digits.to_ascii_lowercase())
    } else {
        Err(crate::words::NO_FINGERPRINT)
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_verbs_and_flags_do_not_contradict_each_other() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_field_is_a_name_and_a_value() {
        assert_eq!(assignment("note=a=b"), Ok(("note".into(), "a=b".into())));
        assert_eq!(assignment("fax="), Ok(("fax".into(), String::new())));
        for wrong in ["note", "=x", " =x", "id=1"] {
            assert!(assignment(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn going_on_and_taking_back_need_no_file() {
        let reads = |flags: &str| {
            let line = format!("people-cli contacts import {flags}");
            Cli::try_parse_from(line.split_whitespace()).is_ok()
        };
        for right in [
            "x.csv",
            "x.csv --map number=2 --map fax=3 --header none --report out.csv",
            "--resume",
            "--resume --report out.csv",
            "--undo 7",
        ] {
            assert!(reads(right), "{right}");
        }
        for wrong in [
            "",
            "x.csv --resume",
            "x.csv --undo 7",
            "--resume --undo 7",
            "--undo 7 --report out.csv",
            "--resume --map number=2",
            "--resume --dry-run",
            "x.csv --dry-run --report out.csv",
        ] {
            assert!(!reads(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_transfer_is_of_one_kind() {
        let reads = |flags: &str| {
            let line = format!("people-cli transfer 17.1 1003 {flags}");
            Cli::try_parse_from(line.split_whitespace()).is_ok()
        };
        for right in ["--attended", "--blind", "--voicemail"] {
            assert!(reads(right), "{right}");
        }
        for wrong in ["", "--attended --blind", "--blind --voicemail"] {
            assert!(!reads(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_fingerprint_is_read_as_tools_write_it() {
        let colons = vec!["AB"; 32].join(":");
        assert_eq!(fingerprint(&colons), Ok("ab".repeat(32)));
        assert!(fingerprint("ab").is_err());
    }
}
