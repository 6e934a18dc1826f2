//! What is kept on this computer beside the directory's copy: settings, accounts, pins.

mod accounts;
mod file;
mod settings;

pub(crate) use accounts::{AccountBook, account_id};
pub(crate) use file::{
    Readers, fault, file_name, make_private_directory, make_private_file, open, write_atomically,
};
pub(crate) use settings::SettingsFile;
