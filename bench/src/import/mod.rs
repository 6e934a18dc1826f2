//! P4: an import, whole, beside the same requests with no client around them.

mod bare;

use std::collections::HashMap;
use std::error::Error;
use std::io::Cursor;
use std::sync::Arc;
use std::time::Instant;

use people_core::plan::{Existing, Plan, ReadOptions, Upload, import_csv};
use people_engine::api::{ImportEnd, SignIn, TaskKind, Update};
use people_engine::keychain::MemoryKeychain;
use people_engine::{Config, Engine};
use wazo_sandbox::{Options, Sandbox};

use crate::plan::file;
use crate::row::{Figure, Row};
use crate::turns::{Effort, milliseconds};

const ROWS: usize = 10_000;

/// An import to a new stack, and the same bodies posted to another one, in turn.
pub fn rows(effort: Effort) -> Result<Vec<Row>, Box<dyn Error>> {
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(measured(effort))
}

async fn measured(effort: Effort) -> Result<Vec<Row>, Box<dyn Error>> {
    let csv = file::csv(ROWS)?;
    let plan = Plan::make(
        Cursor::new(&csv),
        &ReadOptions::default(),
        &Existing::default(),
    )?;
    let mut number = 0_u64;
    let mut id = || {
        number += 1;
        format!("00000000-0000-4000-8000-{number:012x}")
    };
    let uploads = in_order(plan.uploads(&mut id).collect());
    let [mut ours, mut bare] = [const { Vec::new() }; 2];
    let mut requests = 0;
    for turn in 0..=effort.runs(10) {
        let (took, steps) = import(&csv).await?;
        let bodies: Vec<Vec<u8>> = steps
            .iter()
            .map(|step| import_csv(&uploads[step.0..step.1]))
            .collect();
        requests = bodies.len();
        let beside = bare::post(bodies).await?;
        // The first turn warms up.
        if turn > 0 {
            ours.push(took);
            bare.push(beside);
        }
    }
    let what = format!(
        "import of {ROWS} contacts in {requests} requests to a new sandbox in memory; {}",
        file::LIKE
    );
    let ours = Figure::of("from the file to the report", "ms", ours);
    let bare = Figure::of("the same bodies, posted", "ms", bare);
    Ok(vec![Row::at_most("P4", what, ours, bare, 1.1)])
}

/// The contacts as an import sends them: those with the same fields together, in the file's order.
fn in_order(mut uploads: Vec<Upload>) -> Vec<Upload> {
    let mut places: HashMap<Vec<String>, usize> = HashMap::new();
    let mut place = |upload: &Upload| {
        let next = places.len();
        let names = upload.fields.keys().cloned().collect();
        *places.entry(names).or_insert(next)
    };
    let mut placed: Vec<(usize, Upload)> = uploads
        .drain(..)
        .map(|upload| (place(&upload), upload))
        .collect();
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, upload)| upload).collect()
}

/// A stack that nobody has been at.
async fn stack() -> Result<Sandbox, Box<dyn Error>> {
    Ok(Sandbox::start(Options::default()).await?)
}

/// Imports the file to a new stack: the milliseconds from the file to the report, and the range of contacts in each request.
async fn import(csv: &[u8]) -> Result<(f64, Vec<(usize, usize)>), Box<dyn Error>> {
    let sandbox = stack().await?;
    let home = tempfile::tempdir()?;
    let path = home.path().join("people.csv");
    std::fs::write(&path, csv)?;
    let engine = Engine::start(Config::below(
        home.path(),
        Arc::new(MemoryKeychain::default()),
    ))?;
    engine
        .sign_in(SignIn {
            server: sandbox.url().to_owned(),
            username: sandbox.username().to_owned(),
            password: sandbox.password().to_owned(),
            domain: None,
            stay: true,
        })
        .await?;
    engine.in_step().await?;
    let mut updates = engine.updates();
    let start = Instant::now();
    let plan = engine.plan(path, ReadOptions::default()).await?;
    let report = engine.import(plan.plan).await?;
    let took = milliseconds(start.elapsed());
    if report.end != ImportEnd::Done || report.counts.created as usize != ROWS {
        return Err(format!("not an import of all: {report:?}").into());
    }
    let mut steps = Vec::new();
    let mut before = 0;
    while let Ok(update) = updates.try_recv() {
        if let Update::Task {
            task: TaskKind::Import,
            done,
            ..
        } = update
        {
            let done = done as usize;
            if done > before {
                steps.push((before, done));
                before = done;
            }
        }
    }
    engine.close().await?;
    sandbox.stop().await;
    Ok((took, steps))
}
