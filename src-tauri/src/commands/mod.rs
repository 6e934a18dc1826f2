//! What the page may ask. Each command posts one request to the engine or to the desktop and hands its answer back.

pub(crate) mod calls;
pub(crate) mod chat;
pub(crate) mod contacts;
pub(crate) mod desktop;
pub(crate) mod diagnostics;
pub(crate) mod embedded;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod lists;
#[cfg(test)]
mod names;
pub(crate) mod notifications;
pub(crate) mod own;
#[cfg(test)]
mod permissions;
pub(crate) mod plan;
pub(crate) mod reports;
pub(crate) mod session;
pub(crate) mod settings;
pub(crate) mod updates;
pub(crate) mod window;
pub(crate) mod wishes;

use people_engine::EngineHandle;
use people_engine::api::AppError;
use tauri::State;

type Engine<'a> = State<'a, EngineHandle>;
type Answer<T> = Result<T, AppError>;
