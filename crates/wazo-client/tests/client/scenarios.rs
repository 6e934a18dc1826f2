//! Every recorded call and websocket, step by step: what was told and what was answered.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde_json::Value;
use wazo_client::{self as wazo, Error, Event, Frame};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/recordings")
}

fn lines(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The lines of each scenario, by its name.
fn scenarios() -> Vec<(String, Vec<Value>)> {
    let mut all: Vec<_> = std::fs::read_dir(folder().join("calls"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, lines(&path))
        })
        .collect();
    all.sort_by(|(one, _), (other, _)| one.cmp(other));
    all
}

/// An event as somebody got it.
struct Told {
    scenario: String,
    event: Value,
    to: String,
}

impl Told {
    fn read(&self) -> Event {
        wazo::parse_event(&self.event, &self.to)
    }
}

fn events() -> impl Iterator<Item = Told> {
    scenarios().into_iter().flat_map(|(scenario, mut steps)| {
        let people = steps.remove(0)["people"].clone();
        let told = move |step: Value| {
            let who = step["who"].as_str()?;
            (step["kind"] == "event").then(|| Told {
                scenario: scenario.clone(),
                event: step["event"].clone(),
                to: people[who]["uuid"].as_str().unwrap().to_owned(),
            })
        };
        steps.into_iter().filter_map(told)
    })
}

#[test]
fn every_recorded_event_is_what_it_means() {
    let mut count = 0;
    for told in events() {
        let (scenario, event, read) = (&told.scenario, &told.event, told.read());
        let name = event["name"].as_str().unwrap();
        let is_known = wazo::EVENTS.contains(&name);
        let is_other = matches!(read, Event::Other { .. });
        assert_eq!(is_known, !is_other, "{scenario}: {event} is {read:?}");
        count += 1;
    }
    assert!(count > 2_500, "only {count} events were read");
}

#[test]
fn nothing_of_a_recorded_call_is_left_out() {
    for told in events() {
        let (scenario, data) = (&told.scenario, &told.event["data"]);
        let (Event::CallCreated(call) | Event::CallUpdated(call) | Event::CallAnswered(call)) =
            told.read()
        else {
            continue;
        };
        let text = |name: &str| data[name].as_str().map(str::to_owned);
        let flag = |name: &str| data[name].as_bool().unwrap();
        assert_eq!(Some(&call.call_id), text("call_id").as_ref(), "{scenario}");
        assert_eq!(call.conversation_id, text("conversation_id"));
        assert_eq!(call.user_uuid, text("user_uuid"));
        assert_eq!(call.line_id, data["line_id"].as_i64());
        assert_eq!(Some(call.status), text("status"));
        assert_eq!(Some(call.direction), text("direction"));
        assert_eq!(call.dialed_extension, text("dialed_extension"));
        assert_eq!(Some(call.caller_id_name), text("caller_id_name"));
        assert_eq!(Some(call.caller_id_number), text("caller_id_number"));
        assert_eq!(Some(call.peer_caller_id_name), text("peer_caller_id_name"));
        assert_eq!(
            Some(call.peer_caller_id_number),
            text("peer_caller_id_number")
        );
        assert_eq!(Some(call.record_state), text("record_state"));
        assert_eq!(call.creation_time, text("creation_time"));
        assert_eq!(call.answer_time, text("answer_time"));
        assert_eq!(call.hangup_time, text("hangup_time"));
        assert_eq!(call.is_caller, flag("is_caller"));
        assert_eq!(call.on_hold, flag("on_hold"));
        assert_eq!(call.muted, flag("muted"));
        assert_eq!(call.parked, flag("parked"));
        assert_eq!(call.is_video, flag("is_video"));
        assert_eq!(
            call.bridges.len(),
            data["bridges"].as_array().unwrap().len()
        );
        let peers = data["talking_to"].as_object().unwrap();
        assert_eq!(call.talking_to.len(), peers.len());
        for (peer, user) in peers {
            assert_eq!(call.talking_to[peer].as_deref(), user.as_str());
        }
    }
}

#[test]
fn the_end_of_a_call_names_the_parties_as_the_call_did() {
    let mut own: HashMap<String, String> = HashMap::new();
    let mut count = 0;
    for told in events() {
        let scenario = &told.scenario;
        match told.read() {
            Event::CallCreated(call) | Event::CallUpdated(call) | Event::CallAnswered(call)
                if !call.is_caller =>
            {
                own.insert(call.call_id, call.caller_id_number);
            }
            Event::CallEnded { call, reason } => {
                assert!(reason.is_some(), "{scenario}");
                if let Some(number) = own.get(&call.call_id) {
                    assert_eq!(
                        &call.caller_id_number, number,
                        "{scenario} {}",
                        call.call_id
                    );
                    count += 1;
                }
            }
            _ => {}
        }
    }
    assert!(count > 50, "only {count} ends were compared");
}

/// What an answer is read as; `None` for a path that is not used.
fn read(method: &str, path: &str, body: &[u8]) -> Option<Result<(), Error>> {
    let path = path.split('?').next().unwrap();
    let (_, path) = path.strip_prefix("/api/")?.split_once(".0/")?;
    let parts: Vec<&str> = path.split('/').collect();
    Some(match (method, parts.as_slice()) {
        ("GET", ["users", "me", "calls"]) => wazo::parse_calls(body).map(drop),
        ("POST", ["users", "me", "calls"]) => wazo::parse_call(body).map(drop),
        ("GET", ["users", "me", "transfers"]) => wazo::parse_transfers(body).map(drop),
        ("GET", ["transfers", _]) | ("POST", ["users", "me", "transfers"]) => {
            wazo::parse_transfer(body).map(drop)
        }
        ("GET", ["users", "me", "agents"]) => wazo::parse_agent(body).map(drop),
        ("GET", ["users", "presences"]) => wazo::parse_presences(body).map(drop),
        ("GET", ["users", _, "presences"]) => wazo::parse_presence(body).map(drop),
        _ => return None,
    })
}

#[test]
fn every_recorded_answer_is_read() {
    let mut count = 0;
    for (scenario, steps) in scenarios() {
        for step in steps.iter().filter(|step| step["kind"] == "request") {
            let (method, path) = (
                step["method"].as_str().unwrap(),
                step["path"].as_str().unwrap(),
            );
            let body = serde_json::to_vec(&step["json"]).unwrap();
            match step["status"].as_u64().unwrap() {
                200 | 201 => {
                    if let Some(outcome) = read(method, path, &body) {
                        assert_eq!(outcome, Ok(()), "{scenario}: {method} {path}");
                        count += 1;
                    }
                }
                204 => {}
                status => {
                    let status = u16::try_from(status).unwrap();
                    let Error::Refused {
                        error_id, reasons, ..
                    } = wazo::parse_refusal(status, &body)
                    else {
                        panic!("{scenario}: {method} {path}");
                    };
                    assert_eq!(error_id.as_deref(), step["json"]["error_id"].as_str());
                    assert!(!format!("{reasons:?}").contains("TOKEN"), "{scenario}");
                }
            }
        }
    }
    assert!(count > 250, "only {count} answers were read");
}

#[test]
fn recorded_agents_have_their_queues() {
    let steps = lines(&folder().join("calls/18_agent_queue.jsonl"));
    let agents: Vec<_> = steps
        .iter()
        .filter(|step| step["method"] == "GET" && step["path"].as_str().unwrap().contains("agentd"))
        .map(|step| wazo::parse_agent(&serde_json::to_vec(&step["json"]).unwrap()).unwrap())
        .collect();
    let reasons: Vec<_> = agents
        .iter()
        .map(|agent| agent.paused_reason.as_deref())
        .collect();
    assert!(reasons.contains(&Some("lunch")), "{reasons:?}");
    let queue = &agents.iter().find(|agent| agent.logged).unwrap().queues[0];
    assert_eq!(
        (queue.id, queue.name.as_str(), queue.logged),
        (Some(1), "support", true)
    );
}

#[test]
fn every_recorded_frame_is_read() {
    let alice = "ca4db7c3-ff1c-5c5a-86df-b9e2cd8f7362";
    let mut events = 0;
    for connection in lines(&folder().join("ws.jsonl")) {
        let frames = connection["frames"].as_array().unwrap();
        for frame in frames {
            let said = if frame["op"].is_string() {
                frame
            } else {
                &frame["recv"]
            };
            if !said.is_object() {
                continue;
            }
            match wazo::parse_frame(&said.to_string(), alice) {
                Frame::Event(Event::Other { name }) => panic!("{name}"),
                Frame::Event(_) => events += 1,
                Frame::Init => assert_eq!(said["op"], "init"),
                Frame::Answer { op } => assert_eq!(said["op"], op),
                Frame::Other => panic!("{said}"),
            }
        }
    }
    assert!(events > 2, "only {events} events were read");
}
