//! Everything that has to be green, stage by stage.

mod count;
mod stage;

use std::time::Instant;

use crate::run::Fault;
use stage::{Outcome, STAGES, Stage};

/// Runs the stages, all of them or those that are named, and tells each with its time and count. A stage that fails does not
/// stop the others; what it said stands at the end.
///
/// # Errors
///
/// When a stage fails, or none has that name.
pub fn run(only: &[String]) -> Result<(), Fault> {
    if let Some(unknown) = only.iter().find(|name| !is_stage(name)) {
        let names: Vec<_> = STAGES.iter().map(|stage| stage.name).collect();
        return Err(Fault::Answer(format!(
            "no stage is called `{unknown}`; there are {}",
            names.join(", ")
        )));
    }
    let started = Instant::now();
    let mut outcomes = Vec::new();
    for stage in STAGES.iter().filter(|stage| is_wanted(stage, only)) {
        println!("── {}: {}", stage.name, stage.about);
        let outcome = stage.run(&outcomes)?;
        println!("{outcome}");
        outcomes.push(outcome);
    }
    tell(&outcomes);
    println!(
        "{:<10} {:>6.0} s",
        "in all",
        started.elapsed().as_secs_f64()
    );
    // The plain line that every reader of test results knows.
    let (passed, failed) = totals(&outcomes);
    println!("{passed} passed, {failed} failed");
    let failed: Vec<_> = outcomes
        .iter()
        .filter(|outcome| !outcome.is_green())
        .map(|outcome| outcome.name.to_owned())
        .collect();
    if failed.is_empty() {
        Ok(())
    } else {
        Err(Fault::Stages(failed))
    }
}

fn is_stage(name: &str) -> bool {
    STAGES.iter().any(|stage| stage.name == name)
}

fn is_wanted(stage: &Stage, only: &[String]) -> bool {
    only.is_empty() || only.iter().any(|name| name == stage.name)
}

fn tell(outcomes: &[Outcome]) {
    for outcome in outcomes.iter().filter(|outcome| !outcome.is_green()) {
        println!("\n── {} failed; it said:\n{}", outcome.name, outcome.said());
    }
    println!("\nstage        time  result");
    for outcome in outcomes {
        println!("{outcome}");
        for part in outcome.parts() {
            println!("{part}");
        }
    }
}

/// A stage without tests of its own counts as one.
fn totals(outcomes: &[Outcome]) -> (usize, usize) {
    outcomes.iter().fold((0, 0), |(passed, failed), outcome| {
        let one = usize::from(outcome.count.is_empty());
        let green = usize::from(outcome.is_green());
        (
            passed + outcome.count.passed + one * green,
            // A stage that failed although its tests passed, or had none, is one failure.
            failed + outcome.count.failed.max(1 - green),
        )
    })
}
