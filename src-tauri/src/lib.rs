//! The shell: a window around the page, and thin commands between the page and the engine. No rule lives here.
//!
//! # Architecture invariants
//!
//! - A command posts one request and hands the answer back; it decides nothing.
//! - The page can call the commands that `capabilities/main.json` allows one by one, and nothing of any plugin.
//! - A file is read or written only when the person picked it in a dialog of the system, or dropped it on the window.
//! - The window does not go away under a task: it is hidden while the tray stands for it, or the page asks.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod background;
pub mod bindings;
mod commands;
mod drops;
mod embedded;
mod listener;
mod log;
mod mail;
mod notifications;
mod picked;
mod stream;
mod tasks;
mod tray;
mod web;

use std::process::ExitCode;
use std::time::Duration;

use people_engine::{Config, Engine, EngineHandle};
use tauri::async_runtime::spawn;
use tauri::{AppHandle, Manager, RunEvent, Window, WindowEvent};
use tokio::time::timeout;

use background::{Background, Closings};
use drops::Drops;
use embedded::{Embedded, Start};
use notifications::Notifications;
use picked::Picked;
use stream::Stream;
use tasks::Tasks;

/// The argument that signs in to the embedded stack at the start.
pub const TRY: &str = "--try";

/// The environment variable that, set to anything, keeps the people of the embedded stack still: nothing happens there by itself.
pub const STILL: &str = "PEOPLE_STILL";

/// How long the program stays after its window, to give its token back.
const LAST_WORDS: Duration = Duration::from_secs(3);

/// Opens the window and stays until it is closed.
pub fn run() -> ExitCode {
    log::to_stderr();
    let try_embedded = std::env::args_os().skip(1).any(|argument| argument == TRY);
    match open(try_embedded) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the program cannot start");
            ExitCode::FAILURE
        }
    }
}

fn open(try_embedded: bool) -> Result<(), Box<dyn std::error::Error>> {
    let config = Config::for_user()?;
    let lively = std::env::var_os(STILL).is_none();
    let embedded = Embedded::new(config.data_dir.join("embedded"), lively);
    let engine = tauri::async_runtime::block_on(async { Engine::start(config) })?;
    // All of it is there before the window is: the page asks at once.
    let program = tauri::Builder::default()
        .plugin(tauri_plugin_clipboard_manager::init())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .manage(engine)
        .manage(embedded)
        .manage(Start::new(try_embedded))
        .manage(Picked::default())
        .manage(Stream::default())
        .manage(Drops::default())
        .manage(Closings::default())
        .manage(Tasks::default())
        .manage(Background::default())
        .manage(Notifications::default())
        .on_window_event(on_window_event)
        .setup(|program| {
            let updates = program.state::<EngineHandle>().updates();
            tasks::follow(program.handle().clone(), updates);
            Ok(())
        })
        .invoke_handler(bindings::builder().invoke_handler())
        .build(tauri::generate_context!())?;
    program.run(|program, event| {
        if let RunEvent::Exit = event {
            leave(program);
        }
    });
    Ok(())
}

fn on_window_event(window: &Window, event: &WindowEvent) {
    let program = window.app_handle();
    match event {
        WindowEvent::DragDrop(event) => {
            if let Some(drop) = drops::of(event, &program.state::<Picked>()) {
                program.state::<Drops>().tell(drop);
            }
        }
        WindowEvent::Focused(true) => come_back(program.state::<EngineHandle>().inner().clone()),
        WindowEvent::CloseRequested { api, .. } if background::keeps_open(program) => {
            api.prevent_close();
        }
        _ => {}
    }
}

/// The person looks at the window again: what was read long ago is read anew. Before the sign-in there is nothing to read.
fn come_back(engine: EngineHandle) {
    spawn(async move {
        if let Err(error) = engine.refresh_if_old().await {
            tracing::debug!(?error, "nothing is read anew");
        }
    });
}

/// Has the engine write what is under way and give its token back, and takes what is shown off the desktop; neither a server
/// nor a desktop that does not answer keeps anybody waiting.
fn leave(program: &AppHandle) {
    let (engine, notifications) = (program.state::<EngineHandle>(), program.state());
    let (closed, withdrawn) = tauri::async_runtime::block_on(async {
        tokio::join!(
            timeout(LAST_WORDS, engine.close()),
            timeout(LAST_WORDS, Notifications::withdraw_all(&notifications)),
        )
    });
    if !matches!(closed, Ok(Ok(()))) {
        tracing::warn!("the session was not closed");
    }
    if withdrawn.is_err() {
        tracing::debug!("notifications were not withdrawn");
    }
}
