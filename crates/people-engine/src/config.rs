//! Where the engine keeps things, and its rhythm.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use directories::ProjectDirs;

use crate::api::AppError;
use crate::clock::WallClock;
use crate::fault;
use crate::keychain::{Keychain, SystemKeychain};
use crate::policy::PolicySource;

/// The environment variable that puts everything below one directory instead of the system's places.
pub const DATA_DIR: &str = "PEOPLE_DATA_DIR";

/// What an engine is started with.
#[derive(Clone, Debug)]
pub struct Config {
    /// The local copies of directories, and the journals of imports.
    pub data_dir: PathBuf,
    /// Settings, accounts and pins.
    pub config_dir: PathBuf,
    /// Where the administrator's policy is looked for.
    pub policy: PolicySource,
    /// Where refresh tokens are kept.
    pub keychain: Arc<dyn Keychain>,
    /// Whether sign-ins leave anything on this computer: an account, a local copy, a pin. The command line leaves only the
    /// journal of what it did to many contacts, which resuming and undoing need.
    pub keep: bool,
    /// How often things are done.
    pub rhythm: Rhythm,
    /// What time it is.
    pub clock: WallClock,
}

/// How often things are done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// From one reading of presences and calls to the next while what happens does not arrive by itself.
    pub presences: Duration,
    /// From one reading of the own calls to the next while there are any: a phone system that was killed tells of no end.
    pub calls: Duration,
    /// From one reading of all agents to the next while they are shown.
    pub agents: Duration,
    /// From one reading of the whole directory to the next.
    pub directory: Duration,
    /// From one look at the clock and the addresses of this computer to the next.
    pub surroundings: Duration,
    /// From the last key to the question to the server.
    pub typing: Duration,
    /// The first and the longest pause before a lost server, or the way of events, is tried again.
    pub reconnect: (Duration, Duration),
    /// From one look at the server's list to the next while an import's outcome is unclear.
    pub settle: Duration,
    /// How long such looking goes on.
    pub settle_limit: Duration,
    /// How long an import waits for a server that is out of reach before it stops; it can be resumed.
    pub patience: Duration,
}

impl Default for Rhythm {
    fn default() -> Self {
        Self {
            presences: Duration::from_secs(15),
            calls: Duration::from_secs(30),
            agents: Duration::from_secs(20),
            directory: Duration::from_secs(300),
            surroundings: Duration::from_secs(5),
            typing: Duration::from_millis(150),
            reconnect: (Duration::from_millis(500), Duration::from_secs(30)),
            settle: Duration::from_secs(3),
            settle_limit: Duration::from_secs(120),
            patience: Duration::from_secs(600),
        }
    }
}

impl Config {
    /// The system's places for the signed-in person, or those below [`DATA_DIR`].
    pub fn for_user() -> Result<Self, AppError> {
        let keychain = Arc::new(SystemKeychain);
        if let Some(directory) = env::var_os(DATA_DIR).filter(|directory| !directory.is_empty()) {
            let directory = Path::new(&directory);
            return Ok(Self {
                policy: PolicySource::System {
                    or: Some(policy_below(directory)),
                },
                ..Self::below(directory, keychain)
            });
        }
        let places = ProjectDirs::from("community", "wazo", "People")
            .ok_or_else(|| fault::internal("home"))?;
        Ok(Self {
            data_dir: places.data_local_dir().to_owned(),
            config_dir: places.config_dir().to_owned(),
            policy: PolicySource::System { or: None },
            keychain,
            keep: true,
            rhythm: Rhythm::default(),
            clock: WallClock::system(),
        })
    }

    /// Everything below one directory, the policy's `policy.toml` too, with that keychain.
    pub fn below(directory: &Path, keychain: Arc<dyn Keychain>) -> Self {
        Self {
            data_dir: directory.join("data"),
            config_dir: directory.join("config"),
            policy: PolicySource::File(policy_below(directory)),
            keychain,
            keep: true,
            rhythm: Rhythm::default(),
            clock: WallClock::system(),
        }
    }
}

fn policy_below(directory: &Path) -> PathBuf {
    directory.join("policy.toml")
}
