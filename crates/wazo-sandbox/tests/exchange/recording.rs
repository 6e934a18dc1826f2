//! A recorded scenario: what people and phones did, what was answered, and what each was told.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Debug)]
pub struct Recording {
    pub steps: Vec<Step>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Step {
    /// Seconds from the start.
    pub t: f64,
    pub who: String,
    #[serde(flatten)]
    pub what: What,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum What {
    Request(Request),
    Event { event: Event },
    Phone { what: String },
    Note {},
}

#[derive(Clone, Debug, Deserialize)]
pub struct Request {
    pub method: String,
    pub path: String,
    pub body: Value,
    pub status: u16,
    pub json: Option<Value>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Event {
    pub name: String,
    pub data: Value,
}

fn directory() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/recordings/calls")
}

/// All that were recorded, by name.
pub fn scenarios() -> Vec<String> {
    let files = std::fs::read_dir(directory()).unwrap();
    let mut names: Vec<String> = files
        .filter_map(|file| {
            let name = file.unwrap().file_name().into_string().unwrap();
            name.strip_suffix(".jsonl").map(str::to_owned)
        })
        .collect();
    names.sort_unstable();
    names
}

impl Recording {
    pub fn read(scenario: &str) -> Recording {
        let path = directory().join(format!("{scenario}.jsonl"));
        let text = std::fs::read_to_string(path).unwrap();
        let mut steps: Vec<Step> = text
            .lines()
            .skip(1)
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        // Of two requests at once the one that was refused came second, whatever the recorder wrote first.
        let refused = |step: &Step| matches!(&step.what, What::Request(it) if it.status >= 400);
        steps.sort_by(|one, other| {
            one.t
                .total_cmp(&other.t)
                .then(refused(one).cmp(&refused(other)))
        });
        Recording { steps }
    }

    pub fn events_of<'a>(&'a self, who: &'a str) -> impl Iterator<Item = &'a Event> {
        self.steps.iter().filter_map(move |step| match &step.what {
            What::Event { event } if step.who == who => Some(event),
            _ => None,
        })
    }

    /// The number of the first channel: the sandbox begins with 0.
    pub fn first_channel(&self) -> u64 {
        let calls = self.steps.iter().filter_map(|step| match &step.what {
            What::Event { event } => event.data["call_id"].as_str(),
            What::Request(request) => request.json.as_ref()?["call_id"].as_str(),
            _ => None,
        });
        let mut calls = calls.filter_map(channel);
        calls.next().unwrap_or_default()
    }

    /// The ids of all calls.
    pub fn calls(&self) -> BTreeSet<String> {
        let texts = self.steps.iter().filter_map(|step| match &step.what {
            What::Event { event } => Some(event.data.to_string()),
            What::Request(request) => {
                let (path, body) = (&request.path, &request.body);
                Some(format!("{path} {body} {}", json!(request.json)))
            }
            What::Phone { .. } | What::Note {} => None,
        });
        let mut calls = BTreeSet::new();
        for text in texts {
            let words = text.split(|it: char| !(it.is_ascii_digit() || it == '.'));
            calls.extend(
                words
                    .filter(|word| channel(word).is_some())
                    .map(str::to_owned),
            );
        }
        calls
    }

    /// The extensions of phones that refuse without having rung.
    pub fn busy_phones(&self) -> Vec<&'static str> {
        let mut rang = Vec::new();
        let mut busy = Vec::new();
        for step in &self.steps {
            match &step.what {
                What::Phone { what } if what.starts_with("rings") => rang.push(exten(&step.who)),
                What::Phone { what }
                    if what.starts_with("rejects") && !rang.contains(&exten(&step.who)) =>
                {
                    busy.push(exten(&step.who));
                }
                _ => {}
            }
        }
        busy
    }

    /// What was chance: which of two events of one instant came first, and whether what a call looked like was found a
    /// few milliseconds earlier or later. Leg by leg, for the sandbox to take the same course.
    pub fn chances(&self, who: &str) -> Vec<Value> {
        let mut legs: Vec<(&str, Vec<&Event>)> = Vec::new();
        for event in self.events_of(who) {
            let call = event.data["call_id"].as_str();
            let is_of_call = event.name.starts_with("call_") && event.data["status"].is_string();
            let Some(call) = call.filter(|_| is_of_call) else {
                continue;
            };
            match legs.iter_mut().find(|(known, _)| *known == call) {
                Some((_, events)) => events.push(event),
                None => legs.push((call, vec![event])),
            }
        }
        legs.iter().map(|(_, events)| chance(events)).collect()
    }
}

fn chance(events: &[&Event]) -> Value {
    let told: Vec<&&Event> = events
        .iter()
        .filter(|event| event.name != "call_ended")
        .collect();
    let created = told.iter().position(|event| event.name == "call_created");
    let status = |event: &Event| event.data["status"].as_str().map(str::to_owned);
    let is = |event: &Event, wanted: &str| status(event).as_deref() == Some(wanted);
    let talks = |event: &Event| {
        event.data["talking_to"]
            .as_object()
            .is_some_and(|it| !it.is_empty())
    };
    let down = told.iter().take_while(|event| is(event, "Down")).count();
    let is_caller = told.iter().any(|event| event.data["is_caller"] == true);
    let answer = told.iter().position(|event| event.name == "call_answered");
    let unbridged = answer
        .filter(|_| !is_caller && told.iter().any(|it| talks(it)))
        .map_or(0, |answer| {
            told.iter()
                .take(answer + 1)
                .filter(|event| is(event, "Up") && !talks(event))
                .count()
        });
    let named = answer.and_then(|answer| told.get(answer + 1));
    let unnamed = named.is_some_and(|event| {
        event.data["caller_id_number"] == event.data["dialed_extension"]
            && event.data["peer_caller_id_name"] != event.data["caller_id_name"]
    });
    let left = match told.as_slice() {
        [.., before, last] => talks(before) && !talks(last),
        _ => false,
    };
    json!({
        "created_after": created.unwrap_or_default(),
        "down": down,
        "blank": told.first().is_some_and(|event| event.data["peer_caller_id_number"] == "s"),
        "late": created.is_some_and(|created| is(told[created], "Up")),
        "unbridged": unbridged,
        "unnamed": unnamed,
        "left": left,
    })
}

/// Somebody's extension.
pub fn exten(who: &str) -> &'static str {
    match who {
        "alice" => "1001",
        "bob" => "1002",
        _ => "1003",
    }
}

/// A channel's place in the order of creation. After a restart Asterisk counts from 0, as the sandbox does always.
pub fn place(channel: u64, first: u64) -> u64 {
    channel.checked_sub(first).unwrap_or(channel)
}

/// The number of a channel, from a call's id.
pub fn channel(call_id: &str) -> Option<u64> {
    let (seconds, number) = call_id.split_once('.')?;
    (seconds.len() == 10).then(|| number.parse().ok())?
}
