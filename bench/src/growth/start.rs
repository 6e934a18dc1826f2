//! How long the engine takes from its start to the first rows of a kept session: the server is away, so that nothing else is
//! waited for.

use std::error::Error;
use std::sync::Arc;
use std::time::Instant;

use people_core::list::Query;
use people_engine::api::SignIn;
use people_engine::keychain::{Keychain, MemoryKeychain};
use people_engine::{Config, Engine};
use wazo_sandbox::{Options, Sandbox};

use super::LINEAR;
use crate::row::{Figure, Row};
use crate::turns::{Effort, milliseconds};

/// How many people are kept.
const SIZES: [usize; 2] = [10_000, 100_000];

/// One row: among many people and among few.
pub fn rows(effort: Effort) -> Result<Vec<Row>, Box<dyn Error>> {
    let runtime = tokio::runtime::Runtime::new()?;
    let mut figures = Vec::new();
    for size in SIZES {
        let starts = runtime.block_on(starts(size, effort.runs(20)))?;
        figures.push(Figure::of(&format!("{size} people"), "ms", starts));
    }
    let [few, many] = figures.as_slice() else {
        return Ok(Vec::new());
    };
    let what = "from the engine's start to the first rows of a kept session";
    let row = Row::at_most("P9", what, many.clone(), few.clone(), LINEAR);
    let goal = format!("does not grow ({LINEAR} ×)");
    Ok(vec![Row { goal, ..row }])
}

async fn starts(people: usize, runs: usize) -> Result<Vec<f64>, Box<dyn Error>> {
    let home = tempfile::tempdir()?;
    let keychain: Arc<dyn Keychain> = Arc::new(MemoryKeychain::default());
    let sandbox = Sandbox::start(Options {
        people,
        ..Options::default()
    });
    let sandbox = sandbox.await?;
    let engine = Engine::start(Config::below(home.path(), keychain.clone()))?;
    let form = SignIn {
        server: sandbox.url().to_owned(),
        username: sandbox.username().to_owned(),
        password: sandbox.password().to_owned(),
        domain: None,
        stay: true,
    };
    engine.sign_in(form).await?;
    engine.in_step().await?;
    engine.close().await?;
    sandbox.stop().await;
    let mut starts = Vec::new();
    for _ in 0..runs {
        let start = Instant::now();
        let engine = Engine::start(Config::below(home.path(), keychain.clone()))?;
        engine.resume(None).await?.ok_or("no kept session")?;
        let list = engine.open(Query::default()).await?;
        starts.push(milliseconds(start.elapsed()));
        if list.rows.is_empty() {
            return Err("no rows".into());
        }
        engine.close().await?;
    }
    Ok(starts)
}
