//! Plays a scenario: each request and each press of a key at its time, and compares what comes of it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::behind::{BEHIND, EXCUSED, UNTIL};
use crate::compare::{Bindings, compare};
use crate::recording::{Recording, Request, Step, What, channel, exten, place};
use crate::stage::{PEOPLE, Stage};
use crate::told::{difference, told};

/// How long the laboratory's phones ring, in milliseconds.
const RING_TIME: i64 = 10_000;

/// Longer than anything takes that is not waited for in a scenario, in milliseconds.
const AFTERMATH: i64 = 1_000;

pub struct Play {
    recording: Recording,
    stage: Stage,
    first: u64,
    /// The recorded ids of calls.
    calls: BTreeSet<String>,
    bindings: Bindings,
    /// Milliseconds since the start.
    now: i64,
    /// Answers that differ.
    differences: Vec<String>,
}

/// Fails with every answer and every person's first family of events that differ.
pub async fn replay(scenario: &str) {
    let mut recording = Recording::read(scenario);
    if let Some((_, until, _)) = UNTIL.iter().find(|(name, ..)| *name == scenario) {
        recording.steps.retain(|step| milliseconds(step.t) < *until);
    }
    let behind = |later: bool| {
        BEHIND
            .iter()
            .filter(move |(name, at, ..)| *name == scenario && (*at > 0) == later)
    };
    let before = behind(false).map(|(_, _, path, body)| (*path, body()));
    let mut play = Play::of(recording, before).await;
    let mut behind = behind(true).peekable();
    let steps = play.recording.steps.clone();
    for (index, step) in steps.iter().enumerate() {
        let then = milliseconds(step.t);
        while let Some((_, at, path, body)) = behind.next_if(|(_, at, ..)| *at <= then) {
            play.pass_to(*at).await;
            play.stage.tell(path, body()).await;
        }
        play.pass_to(then).await;
        match &step.what {
            What::Request(request) => play.ask(&step.who, request).await,
            What::Phone { what } if is_action(&steps, index) => play.press(&step.who, what).await,
            What::Phone { .. } | What::Event { .. } | What::Note {} => {}
        }
    }
    let differences = play.finish().await;
    let excused: Vec<&str> = EXCUSED
        .iter()
        .filter(|(name, ..)| *name == scenario)
        .map(|(_, start, _)| *start)
        .collect();
    for start in &excused {
        assert!(
            differences.iter().any(|it| it.starts_with(start)),
            "{scenario}: {start} agrees now, and needs no excuse"
        );
    }
    let rest: Vec<String> = differences
        .into_iter()
        .filter(|difference| !excused.iter().any(|start| difference.starts_with(start)))
        .collect();
    assert!(rest.is_empty(), "{scenario}\n{}", rest.join("\n\n"));
}

/// Alice's phone is one that wazo-phoned knows, Dave's is off; the mailboxes of Alice and Carol take no calls by
/// themselves.
fn phone(exten: &str, busy: &[&str]) -> Value {
    json!({
        "who": exten,
        "registered": exten != "1004",
        "rings_for_ms": RING_TIME,
        "hold_by_api": exten == "1001",
        "voicemail": matches!(exten, "1002" | "1004"),
        "busy": busy.contains(&exten),
    })
}

impl Play {
    async fn of(recording: Recording, before: impl Iterator<Item = (&str, Value)>) -> Play {
        let busy = recording.busy_phones();
        let phones = ["1001", "1002", "1003", "1004"].map(|exten| ("phones", phone(exten, &busy)));
        let stage = Stage::open(phones.into_iter().chain(before)).await;
        for who in PEOPLE {
            let legs = recording.chances(who);
            let chances = json!({"who": exten(who), "legs": legs});
            stage.tell("chances", chances).await;
        }
        let first = recording.first_channel();
        let calls = recording.calls();
        Play {
            recording,
            stage,
            first,
            calls,
            bindings: Bindings::default(),
            now: 0,
            differences: Vec::new(),
        }
    }

    async fn pass_to(&mut self, then: i64) {
        if then > self.now {
            let step = json!({"ms": then - self.now});
            self.stage.tell("clock/advance", step).await;
            self.now = then;
        }
    }

    async fn ask(&mut self, who: &str, request: &Request) {
        self.bind_calls().await;
        let apply = |text: &str| self.bindings.apply(text);
        let path = apply(&request.path);
        let body: Value = serde_json::from_str(&apply(&request.body.to_string())).unwrap();
        let (status, answer) = self.stage.ask(who, &request.method, &path, &body).await;
        self.bind_calls().await;
        let name = format!(
            "{:.3} {who} {} {}",
            self.now as f64 / 1e3,
            request.method,
            request.path
        );
        if status != request.status {
            self.differences.push(format!(
                "{name}: answered {status} {answer}, recorded {}",
                request.status
            ));
            return;
        }
        let Some(recorded) = &request.json else {
            return;
        };
        let mut recorded = settled(self.bindings.apply(&recorded.to_string()));
        let answer = settled(answer.to_string());
        if request.method == "POST" && request.path.ends_with("/calls") && status == 201 {
            // How far the own phone is when the answer is written is chance.
            recorded["status"] = answer["status"].clone();
        }
        if let Err(problem) = compare(&recorded, &answer, &mut self.bindings) {
            self.differences.push(format!("{name}: {problem}"));
        }
    }

    /// Recorded ids of calls stand for those of this run, by the order of creation.
    async fn bind_calls(&mut self) {
        let mut known = BTreeMap::new();
        let calls = self.stage.exchange().await;
        for call in calls["calls"].as_array().unwrap() {
            let id = call["call_id"].as_str().unwrap().to_owned();
            known.insert(channel(&id).unwrap(), id);
        }
        for word in &self.calls {
            let actual = channel(word).and_then(|number| known.get(&place(number, self.first)));
            if let Some(actual) = actual {
                self.bindings.bind(word, actual);
                self.bindings
                    .bind(&word.replace('.', "_"), &actual.replace('.', "_"));
            }
        }
    }

    async fn press(&mut self, who: &str, what: &str) {
        let exten = exten(who);
        let words: Vec<&str> = what.split(' ').collect();
        let (path, body) = match words.as_slice() {
            ["dials", number] => ("phones/dial", json!({"who": exten, "number": number})),
            ["answers", ..] => ("phones/answer", json!({"who": exten})),
            ["hangs" | "cancels", ..] => ("phones/hangup", json!({"who": exten})),
            ["rejects", "with", code] => {
                if self.recording.busy_phones().contains(&exten) {
                    return;
                }
                (
                    "phones/decline",
                    json!({"who": exten, "busy": *code == "486"}),
                )
            }
            ["REGISTER", rest @ ..] => {
                let registered = rest.first() == Some(&"->");
                ("phones", json!({"who": exten, "registered": registered}))
            }
            ["holds", ..] => ("phones/hold", json!({"who": exten})),
            ["resumes", ..] => ("phones/resume", json!({"who": exten})),
            ["presses", digits, ..] => ("phones/press", json!({"who": exten, "digits": digits})),
            ["sends", "REFER", "to", number, ..] => {
                ("phones/transfer", json!({"who": exten, "number": number}))
            }
            _ => return,
        };
        let (status, answer) = self.stage.try_to_tell(path, body).await;
        // The one phone dials a number that is none, the other puts down what it has handed over already.
        let may_fail = matches!(words.first(), Some(&("dials" | "hangs")));
        assert!(
            status < 300 || (may_fail && status == 404),
            "{who} {what}: {answer}"
        );
    }

    /// What differs.
    async fn finish(mut self) -> Vec<String> {
        let aftermath = json!({"ms": AFTERMATH});
        self.stage.tell("clock/advance", aftermath).await;
        let mut told_to = self.stage.close().await;
        for who in PEOPLE {
            let recorded = told(self.recording.events_of(who), self.first);
            let told = told(told_to.remove(who).unwrap().iter(), 0);
            if let Some(difference) = difference(&recorded, &told) {
                self.differences.push(format!("{who}: {difference}"));
            }
        }
        self.differences
    }
}

fn milliseconds(seconds: f64) -> i64 {
    (seconds * 1_000.0).round() as i64
}

/// What the phone did of itself, not what came of something else.
fn is_action(steps: &[Step], index: usize) -> bool {
    let step = &steps[index];
    let before = steps[..index]
        .iter()
        .rev()
        .take_while(|it| step.t - it.t < 0.005);
    !before.into_iter().any(|it| match &it.what {
        What::Phone { what } => {
            it.who == step.who && (what.contains("ACTION-URI") || what.contains("Alert-Info"))
        }
        _ => false,
    })
}

/// Put aside: what the phones and bridges call themselves, the tokens, and a message's id, which begins with its time.
fn settled(text: String) -> Value {
    let mut value: Value = serde_json::from_str(&text).unwrap_or(Value::Null);
    settle(&mut value);
    value
}

fn settle(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                match name.as_str() {
                    "sip_call_id" | "invalid_token" => *field = json!(field.is_string()),
                    "bridges" => *field = json!(field.as_array().map(Vec::len)),
                    _ => settle(field),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(settle),
        Value::String(text) if is_message_id(text) => *text = "message".to_owned(),
        _ => {}
    }
}

fn is_message_id(text: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('-').is_some_and(|(time, number)| {
        time.len() == 10 && number.len() == 8 && digits(time) && digits(number)
    })
}
