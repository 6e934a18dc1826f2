//! Each recorded scenario, as each person in it sees it.

use std::cell::RefCell;
use std::fmt::Write;
use std::rc::Rc;

use people_core::calls::CallPhase;

use super::recording::{self, Recording, What};
use super::story::Story;
use super::text::Names;

/// A line for each change of what is shown, and for each effect.
fn told(recording: &Recording, who: &str) -> String {
    let names = Names::default();
    let lines: Rc<RefCell<(Vec<String>, String)>> = Rc::default();
    let written = Rc::clone(&lines);
    let mut story = Story::new(move |state, effects, at| {
        let mut written = written.borrow_mut();
        let mut now = |text: String| {
            let _ = writeln!(written.1, "{:7.3} {text}", at as f64 / 1_000.0);
        };
        for effect in effects {
            now(names.effect(effect));
        }
        let shown = names.state(state);
        if shown.is_empty() && !written.0.is_empty() {
            let _ = writeln!(written.1, "{:7.3} nothing", at as f64 / 1_000.0);
        }
        let new: Vec<&String> = shown
            .iter()
            .filter(|line| !written.0.contains(line))
            .collect();
        let mut text = String::new();
        for line in new {
            let _ = writeln!(text, "{:7.3} {line}", at as f64 / 1_000.0);
        }
        written.1.push_str(&text);
        written.0 = shown;
    });
    story.plays(recording.seen_by(who));
    story.ends();
    lines.take().1
}

#[test]
fn each_recorded_scenario_is_seen_as_it_was() {
    for recording in recording::all() {
        let mut text = format!("{}\n", recording.what);
        for (who, ..) in &recording.people {
            let _ = write!(text, "\n{who}\n{}", told(&recording, who));
        }
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(recording.name.as_str(), text);
        });
    }
}

#[test]
fn what_is_shown_is_what_the_server_lists() {
    for recording in recording::all() {
        for (who, ..) in &recording.people {
            let mut story = Story::new(|_, _, _| {});
            for step in recording.seen_by(who) {
                let (at, listed) = (step.at, ids_of(&step.what));
                story.plays(vec![step]);
                let Some(listed) = listed.filter(|_| !story.doubted) else {
                    continue;
                };
                let calls = story.state.calls(&());
                let mut shown: Vec<&str> = calls
                    .iter()
                    .filter(|call| call.phase != CallPhase::Left)
                    .map(|call| call.id.as_str())
                    .collect();
                shown.sort_unstable();
                assert_eq!(shown, listed, "{} {who} at {at}", recording.name);
            }
        }
    }
}

/// The calls that a list holds.
fn ids_of(what: &What) -> Option<Vec<String>> {
    let What::Listed(calls) = what else {
        return None;
    };
    let mut ids: Vec<String> = calls.iter().map(|call| call.id.clone()).collect();
    ids.sort_unstable();
    Some(ids)
}
