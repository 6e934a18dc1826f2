//! What is kept on this computer beside the directory's copy: settings, accounts, pins.

mod accounts;
mod file;
pub(crate) mod flat;
mod settings;

pub use file::save;

pub(crate) use accounts::{AccountBook, account_id};
pub(crate) use file::{fault, file_name, make_private_directory, make_private_file, open};
pub(crate) use settings::SettingsFile;
