//! The verbs.

mod calls;
mod chat;
mod contacts;
mod directory;
mod favorites;
mod import;
mod mapping;
mod own;
mod report;
mod rest;
mod watch;

use std::pin::pin;

use clap::CommandFactory;
use people_engine::EngineHandle;
use tokio::signal::ctrl_c;

use crate::args::{Cli, Verb};
use crate::outcome::{Done, Failure};
use crate::progress::Progress;
use crate::session;

/// Does what was asked for.
pub async fn run(cli: Cli) -> Result<Done, Failure> {
    if let Verb::Completions { shell } = cli.verb {
        let mut command = Cli::command();
        clap_complete::generate(shell, &mut command, "people-cli", &mut std::io::stdout());
        return Ok(Done::Whole);
    }
    let engine = session::open(&cli.global).await?;
    let done = until_interrupted(&engine, cli).await;
    engine.sign_out(false).await?;
    done
}

/// The first Ctrl-C stops a task that goes in steps after the one that is under way, with its report, and any other verb at
/// once.
async fn until_interrupted(engine: &EngineHandle, cli: Cli) -> Result<Done, Failure> {
    let mut updates = engine.updates();
    let mut progress = Progress::default();
    let mut stopping = false;
    let watches = matches!(cli.verb, Verb::Watch);
    let mut interrupted = pin!(ctrl_c());
    let mut work = pin!(verb(engine, cli.verb, cli.global.json));
    loop {
        tokio::select! {
            biased;
            Some(update) = updates.recv() => progress.show(&update),
            done = &mut work => return done,
            _ = &mut interrupted => {
                if watches {
                    return Ok(Done::Whole);
                }
                if stopping || !progress.can_stop() {
                    return Err(Failure::Interrupted);
                }
                stopping = true;
                engine.cancel_import().await?;
                interrupted.set(ctrl_c());
            }
        }
    }
}

async fn verb(engine: &EngineHandle, verb: Verb, json: bool) -> Result<Done, Failure> {
    match verb {
        Verb::Search { term } => directory::search(engine, term, json).await,
        Verb::Favorites(verb) => favorites::run(engine, verb, json).await,
        Verb::Contacts(verb) => contacts::run(engine, verb, json).await,
        Verb::Call { number } => calls::place(engine, number, json).await,
        Verb::Calls => calls::list(engine, json).await,
        Verb::Hangup { id } => calls::hang_up(engine, id).await,
        Verb::Transfer(transfer) => calls::transfer(engine, transfer, json).await,
        Verb::Complete { transfer } => calls::complete(engine, transfer).await,
        Verb::Cancel { transfer } => calls::cancel(engine, transfer).await,
        Verb::Presence { verb } => own::presence(engine, verb, json).await,
        Verb::Agent(verb) => own::agent(engine, verb, json).await,
        Verb::Chat(verb) => chat::run(engine, verb, json).await,
        Verb::Watch => watch::run(engine).await,
        Verb::Columns => directory::columns(engine, json).await,
        Verb::Completions { .. } => Ok(Done::Whole),
    }
}
