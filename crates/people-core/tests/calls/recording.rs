//! Scenarios recorded against wazo-calld with a real Asterisk, read as what a client of one person sees.

use std::collections::HashMap;
use std::path::PathBuf;

use people_core::calls::{
    CallEvent, CallFacts, CallerId, Channel, Flow, Millis, MissedFacts, Target, TransferAsk,
    TransferFacts, TransferKind, TransferStatus, TransferStep,
};
use people_core::presence::PhoneState;
use serde_json::Value;

/// A scenario.
pub struct Recording {
    pub name: String,
    pub what: String,
    /// Name, uuid and extension of each person.
    pub people: Vec<(String, String, String)>,
    steps: Vec<Value>,
}

/// What one person's client learns or does at a time.
pub struct Step {
    pub at: Millis,
    pub what: What,
}

#[allow(clippy::large_enum_variant)] // Nearly all of them are the large one.
pub enum What {
    Event(CallEvent),
    /// The calls that REST lists.
    Listed(Vec<CallFacts>),
}

/// Every scenario, by its file's name.
pub fn all() -> Vec<Recording> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/recordings/calls");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "jsonl"))
        .collect();
    files.sort();
    files.iter().map(|path| read(path)).collect()
}

/// The scenario of this name.
pub fn one(name: &str) -> Recording {
    all()
        .into_iter()
        .find(|recording| recording.name == name)
        .unwrap_or_else(|| panic!("no recording {name}"))
}

fn read(path: &std::path::Path) -> Recording {
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let head = lines.next().unwrap();
    let people = head["people"].as_object().unwrap();
    Recording {
        name: path.file_stem().unwrap().to_str().unwrap().to_owned(),
        what: head["what"].as_str().unwrap().to_owned(),
        people: people
            .iter()
            .map(|(name, person)| {
                (
                    name.clone(),
                    string(&person["uuid"]),
                    string(&person["exten"]),
                )
            })
            .collect(),
        steps: lines.collect(),
    }
}

impl Recording {
    /// What the client of one person sees, in the order of time.
    pub fn seen_by(&self, who: &str) -> Vec<Step> {
        let mut phones = HashMap::new();
        let mut steps = Vec::new();
        for step in self.steps.iter().filter(|step| step["who"] == who) {
            let at = millis(&step["t"]);
            match step["kind"].as_str() {
                Some("event") => {
                    let event = &step["event"];
                    if event["name"] == "chatd_presence_updated" {
                        let user = string(&event["data"]["uuid"]);
                        phones.insert(user, phone(&event["data"]));
                    }
                    steps.extend(told(event).map(|event| Step {
                        at,
                        what: What::Event(event),
                    }));
                }
                Some("request") => self.request(step, at, &phones, &mut steps),
                _ => {}
            }
        }
        steps.sort_by_key(|step| step.at);
        steps
    }

    fn request(
        &self,
        step: &Value,
        at: Millis,
        phones: &HashMap<String, PhoneState>,
        steps: &mut Vec<Step>,
    ) {
        let Some(path) = step["path"]
            .as_str()
            .and_then(|path| path.strip_prefix("/api/calld/1.0/users/me/"))
        else {
            return;
        };
        let (done, status) = (millis(&step["t_answer"]), step["status"].as_u64().unwrap());
        let words: Vec<&str> = path.split(['/', '?']).collect();
        let id = |index: usize| words[index].to_owned();
        let method = step["method"].as_str().unwrap();
        if let ("GET", "calls", 200) = (method, path, status) {
            let items = step["json"]["items"].as_array().unwrap();
            let what = What::Listed(items.iter().map(call).collect());
            steps.push(Step { at: done, what });
        }
        let mut push = |at, event| {
            let what = What::Event(event);
            steps.push(Step { at, what });
        };
        match (method, words.as_slice()) {
            // With all lines it answers with a channel that is never heard of again: not a call to keep.
            ("POST", ["calls"]) if status == 201 && step["body"]["all_lines"].is_null() => push(
                done,
                CallEvent::Placed {
                    call: call(&step["json"]),
                    number: string(&step["body"]["extension"]),
                    user: None,
                },
            ),
            ("DELETE", ["calls", _]) => {
                push(at, CallEvent::HangUp { call: id(1) });
                if status >= 400 {
                    push(done, CallEvent::HangUpFailed { call: id(1) });
                }
            }
            ("PUT", ["calls", _, ..]) if step["json"]["error_id"] == "phoned-error" => {
                push(done, CallEvent::PhoneRefused { call: id(1) });
                return;
            }
            ("POST", ["transfers"]) => {
                push(at, CallEvent::Ask(self.ask(&step["body"], phones)));
                push(
                    done,
                    if status == 201 {
                        CallEvent::Started(transfer(&step["json"]))
                    } else {
                        CallEvent::Refused {
                            call: string(&step["body"]["initiator_call"]),
                        }
                    },
                );
            }
            ("PUT", ["transfers", _, "complete"]) => {
                push(at, CallEvent::Complete { id: id(1) });
                if status >= 400 {
                    push(done, CallEvent::Kept { id: id(1) });
                }
            }
            ("DELETE", ["transfers", _]) => {
                push(at, CallEvent::Cancel { id: id(1) });
                if status >= 400 {
                    push(done, CallEvent::Kept { id: id(1) });
                }
            }
            _ => {}
        }
        if matches!(status, 502 | 503) {
            push(done, CallEvent::Unavailable);
        }
    }

    /// A transfer as the window would have asked for it, without safe mode.
    fn ask(&self, body: &Value, phones: &HashMap<String, PhoneState>) -> TransferAsk {
        let number = string(&body["exten"]);
        let person = self.people.iter().find(|(_, _, exten)| *exten == number);
        let mailbox = number.starts_with("*9");
        let blind = body["flow"] == "blind";
        TransferAsk {
            call: string(&body["initiator_call"]),
            kind: match (mailbox, blind) {
                (true, _) => TransferKind::Voicemail,
                (false, true) => TransferKind::Blind,
                (false, false) => TransferKind::Attended,
            },
            target: match person {
                _ if mailbox => Target::Mailbox,
                Some((_, user, _)) => Target::Colleague {
                    user: user.clone(),
                    phone: phones.get(user).copied().unwrap_or(PhoneState::Available),
                },
                None => Target::Outside,
            },
            number,
            name: None,
            safe: false,
        }
    }
}

fn told(event: &Value) -> Option<CallEvent> {
    let data = &event["data"];
    let of_transfer = |step| CallEvent::Transfer {
        step,
        transfer: transfer(data),
    };
    Some(match event["name"].as_str()? {
        "call_created" | "call_updated" | "call_answered" => CallEvent::Call(call(data)),
        // Its parties stand the wrong way round on the wire.
        "call_ended" => CallEvent::Ended {
            call: swapped(call(data)),
            reason: data["reason_code"].as_u64().map(|code| code as u16),
        },
        "call_held" => CallEvent::Held {
            call: string(&data["call_id"]),
        },
        "call_resumed" => CallEvent::Resumed {
            call: string(&data["call_id"]),
        },
        "transfer_created" => of_transfer(TransferStep::Created),
        "transfer_updated" => of_transfer(TransferStep::Updated),
        "transfer_answered" => of_transfer(TransferStep::Answered),
        "transfer_completed" => of_transfer(TransferStep::Completed),
        "transfer_cancelled" => of_transfer(TransferStep::Cancelled),
        "transfer_abandoned" => of_transfer(TransferStep::Abandoned),
        "transfer_ended" => of_transfer(TransferStep::Ended),
        "user_missed_call" => CallEvent::MissedCall(MissedFacts {
            conversation: optional(&data["conversation_id"]),
            caller: caller(data, "caller_id"),
            user: optional(&data["caller_user_uuid"]),
        }),
        "chatd_presence_updated" => CallEvent::Line {
            user: string(&data["uuid"]),
            phone: phone(data),
        },
        _ => return None,
    })
}

fn call(data: &Value) -> CallFacts {
    CallFacts {
        id: string(&data["call_id"]),
        conversation: optional(&data["conversation_id"]),
        own: caller(data, "caller_id"),
        peer: caller(data, "peer_caller_id"),
        placed: data["is_caller"].as_bool().unwrap(),
        channel: Channel::of(data["status"].as_str().unwrap()),
        talking_to: data["talking_to"]
            .as_object()
            .unwrap()
            .values()
            .map(optional)
            .collect(),
        on_hold: data["on_hold"].as_bool().unwrap(),
        muted: data["muted"].as_bool().unwrap(),
        dialed: optional(&data["dialed_extension"]),
        line: data["line_id"].as_i64(),
        created: None,
        answered: data["answer_time"].as_str().map(|_| 0),
    }
}

fn swapped(call: CallFacts) -> CallFacts {
    CallFacts {
        own: call.peer,
        peer: call.own,
        ..call
    }
}

fn transfer(data: &Value) -> TransferFacts {
    TransferFacts {
        id: string(&data["id"]),
        call: string(&data["initiator_call"]),
        dialled: !data["recipient_call"].is_null(),
        flow: if data["flow"] == "blind" {
            Flow::Blind
        } else {
            Flow::Attended
        },
        status: TransferStatus::of(data["status"].as_str().unwrap()),
    }
}

fn caller(data: &Value, which: &str) -> CallerId {
    CallerId {
        name: optional(&data[format!("{which}_name")]),
        number: optional(&data[format!("{which}_number")]),
    }
}

fn phone(data: &Value) -> PhoneState {
    match data["line_state"].as_str().unwrap() {
        "available" => PhoneState::Available,
        "talking" => PhoneState::Talking,
        "ringing" => PhoneState::Ringing,
        "holding" => PhoneState::Holding,
        "progressing" => PhoneState::Progressing,
        "unavailable" => PhoneState::Unavailable,
        _ => PhoneState::Unknown,
    }
}

fn millis(seconds: &Value) -> Millis {
    (seconds.as_f64().unwrap() * 1_000.0).round() as Millis
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn optional(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}
