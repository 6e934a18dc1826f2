//! The engine on a real stack: the sandbox over TLS, with faults.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bench;
mod calls;
mod chat;
mod control;
mod desk;
mod exports;
mod faults;
mod files;
mod floor;
mod import_alone;
mod import_company;
mod import_crashes;
mod import_reports;
mod imports;
mod lists;
mod mappings;
mod naughty;
mod offline;
mod own;
mod personal;
mod policy;
mod removed;
mod restore;
mod sessions;
mod settings;
mod transfers;
mod undo;
mod undo_any;
mod undo_late;
mod wipes;
mod wire;
