//! The shell: a window around the page, and thin commands between the page and the engine. No rule lives here.
//!
//! # Architecture invariants
//!
//! - A command posts one request and hands the answer back; it decides nothing.
//! - The page can call the commands that `capabilities/main.json` allows one by one, and nothing of any plugin.
//! - A file is read or written only when the person picked it in a dialog of the system, or dropped it on the window.
//! - The window does not go away under a task: it is hidden while the tray stands for it, or the page asks. Without a tray it is
//!   never hidden.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod appimage;
mod arguments;
mod autostart;
mod background;
pub mod bindings;
mod commands;
mod drops;
mod embedded;
mod habits;
mod instance;
mod listener;
mod log;
mod mail;
mod notifications;
#[cfg(debug_assertions)]
mod page;
mod picked;
mod place;
mod plain;
mod report;
mod restart;
mod selection;
mod shortcuts;
mod stream;
mod tasks;
mod tray;
mod update;
mod versions;
mod web;
mod wishes;

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use people_engine::{Config, Engine, EngineHandle};
use tauri::async_runtime::spawn;
use tauri::{AppHandle, Builder, Context, Manager, RunEvent, Window, WindowEvent, Wry};
use tokio::time::timeout;

use arguments::Arguments;
use autostart::Autostart;
use background::Background;
use drops::Drops;
use embedded::{Embedded, Start};
use log::Log;
use notifications::Notifications;
use picked::Picked;
use restart::Restart;
use shortcuts::Shortcuts;
use stream::Stream;
use tasks::Tasks;
use update::Updates;
use wishes::Wishes;

/// The environment variable that, set to anything, keeps the people of the embedded stack still: nothing happens there by itself.
pub const STILL: &str = "PEOPLE_STILL";

/// How long the program stays after its window, to give its token back.
const LAST_WORDS: Duration = Duration::from_secs(3);

/// Opens the window and stays until it is closed. Where the program runs already, it is told what is wanted and this one ends.
pub fn run() -> ExitCode {
    match open(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the program cannot start");
            ExitCode::FAILURE
        }
    }
}

/// The window as it is configured, with the page inside the program.
pub fn context() -> Context {
    tauri::generate_context!()
}

/// All that Tauri is asked for, and nothing of our own: what the program is built on, and what its start and its memory are
/// measured beside. What the plugins keep is in `data_dir`.
pub fn shell(data_dir: &Path) -> Builder<Wry> {
    let builder = Builder::default().plugin(instance::plugin(data_dir));
    #[cfg(not(target_os = "linux"))]
    let builder = builder.plugin(autostart::plugin());
    builder
        .plugin(place::plugin(data_dir))
        .plugin(shortcuts::plugin())
        .plugin(tauri_plugin_clipboard_manager::init())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_updater::Builder::new().build())
}

fn open(arguments: Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let config = Config::for_user().inspect_err(|_| log::to_stderr())?;
    let log = Log::start(&config.data_dir);
    let context = context();
    #[cfg(debug_assertions)]
    let context = page::from_folder(context);
    let program = shell(&config.data_dir)
        .manage(log)
        .manage(Start::new(arguments.try_embedded))
        .manage(Wishes::new(arguments.wish()))
        .manage(Autostart::default())
        .manage(Picked::default())
        .manage(Restart::default())
        .manage(Shortcuts::default())
        .manage(Stream::default())
        .manage(Drops::default())
        .manage(Tasks::default())
        .manage(Background::default())
        .manage(Notifications::default())
        .manage(Updates::default())
        .on_window_event(on_window_event)
        .setup(move |program| {
            let engine = program.state::<EngineHandle>();
            let settings = tauri::async_runtime::block_on(engine.settings())?;
            program.state::<Log>().set_level(settings.log);
            habits::begin(program.handle(), &settings);
            tasks::follow(program.handle().clone(), engine.updates());
            background::start(
                program.handle(),
                arguments.opening(settings.desktop.start_in_tray),
            );
            Updates::begin(program.handle());
            Ok(())
        })
        .invoke_handler(bindings::builder().invoke_handler())
        .build(context)?;
    // A second start has ended by now. Windows come when the program runs: what their page asks for is there before.
    let lively = std::env::var_os(STILL).is_none();
    program.manage(Embedded::new(config.data_dir.join("embedded"), lively));
    let engine = tauri::async_runtime::block_on(async { Engine::start(config) })?;
    program.manage(engine);
    program.run(|program, event| match event {
        RunEvent::Exit => {
            leave(program);
            restart::at_exit(program);
        }
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => instance::opened(program, &urls),
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => background::raise(program),
        _ => {}
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
        WindowEvent::CloseRequested { api, .. } => {
            api.prevent_close();
            background::ask_to_close(program);
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
    // Who starts the program from now on gets a new one.
    tauri_plugin_single_instance::destroy(program);
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
