//! A soak: a program that somebody works with for a long time, at a company that lives many times as fast as people do, with
//! trouble on the way. At the end it takes no more of the machine than after a while, and knows what one knows that was
//! started a moment ago.

#![allow(clippy::print_stdout, reason = "what it found is what it is for")]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod life;
mod person;
mod report;
mod sample;
mod stack;
mod state;
mod trouble;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use people_engine::api::AppError;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde_json::json;
use tokio::time::{MissedTickBehavior, interval, sleep};

use person::Person;
use report::Report;
use sample::Sample;
use stack::Stack;

/// Works with the program for a long time.
#[derive(Debug, Parser)]
struct Arguments {
    /// How long
    #[arg(long, default_value_t = 1.0)]
    minutes: f64,
    /// How many times as fast as people everybody lives
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=1000))]
    speed: u32,
    /// Decides what happens
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Writes what was found there, as JSON
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Is the server: what it starts itself as
    #[arg(long, hide = true)]
    serve: bool,
}

/// Why nothing could be found out.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    #[error("the server's control: {0}")]
    Control(String),
    #[error(transparent)]
    Start(#[from] wazo_sandbox::StartError),
    #[error("the program: {0:?}")]
    Program(AppError),
}

impl From<AppError> for Fault {
    fn from(error: AppError) -> Self {
        Self::Program(error)
    }
}

/// From one sample to the next, at most: a short run takes as many.
const SAMPLED: Duration = Duration::from_secs(10);
const SAMPLES: u32 = 12;

/// States are the same at the end within this time, or never.
const SETTLED: Duration = Duration::from_secs(60);
/// From one comparison to the next until then.
const COMPARED: Duration = Duration::from_secs(1);

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if arguments.serve {
        let served = stack::serve(arguments.speed, arguments.seed).await;
        return ExitCode::from(u8::from(served.is_err()));
    }
    match soak(&arguments).await.and_then(|report| {
        if let Some(path) = &arguments.out {
            std::fs::write(path, format!("{:#}\n", report.json()))?;
        }
        Ok(report)
    }) {
        Ok(report) => {
            println!("{report}");
            ExitCode::from(u8::from(!report.is_well()))
        }
        Err(fault) => {
            println!("soak: {fault}");
            ExitCode::FAILURE
        }
    }
}

async fn soak(arguments: &Arguments) -> Result<Report, Fault> {
    let stack = Stack::start(arguments.speed, arguments.seed).await?;
    let person = Person::start(&stack.place).await?;
    let mut report = Report {
        minutes: arguments.minutes,
        speed: arguments.speed,
        seed: arguments.seed,
        ..Report::default()
    };
    let time = Duration::from_secs_f64(arguments.minutes * 60.0);
    let random = |n: u64| ChaCha8Rng::seed_from_u64(arguments.seed.wrapping_add(n << 32));
    let Report {
        samples,
        done,
        refused,
        ..
    } = &mut report;
    tokio::select! {
        () = sleep(time) => {}
        trouble = trouble::run(&stack, random(1)) => trouble?,
        () = life::run(&person.engine, arguments.speed, random(2), |was_done| {
            *if was_done { &mut *done } else { &mut *refused } += 1;
        }) => {}
        sampled = sampling(samples, SAMPLED.min(time / SAMPLES)) => sampled?,
    }
    trouble::end(&stack).await?;
    stack.control("lively", json!({"on": false})).await?;
    let (values, differences) = compared(&person, &stack).await?;
    report.events = person.updates();
    report.values = values;
    report.differences = differences;
    report.end = Sample::take(time.as_secs())?;
    Ok(report)
}

async fn sampling(samples: &mut Vec<Sample>, each: Duration) -> Result<(), Fault> {
    let started = Instant::now();
    let mut ticks = interval(each);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        samples.push(Sample::take(started.elapsed().as_secs())?);
    }
}

/// Compares with a program that was started a moment ago until both show the same; gives how much that is, and what is
/// another at the end.
async fn compared(person: &Person, stack: &Stack) -> Result<(usize, Vec<String>), Fault> {
    let until = Instant::now() + SETTLED;
    loop {
        let found = match state::of(&person.engine).await {
            Ok(own) => {
                let fresh = Person::start(&stack.place).await?;
                let server = state::of(&fresh.engine).await?;
                fresh.engine.sign_out(true).await?;
                (state::size(&server), state::differences(&own, &server))
            }
            // It does not yet know that the server is there again.
            Err(error) => (0, vec![format!("{error:?}")]),
        };
        if found.1.is_empty() && found.0 > 0 || Instant::now() > until {
            return Ok(found);
        }
        sleep(COMPARED).await;
    }
}
