//! Every recorded answer of the services is read as what it is.

use std::path::Path;

use serde_json::Value;
use wazo_client as wazo;

/// One recorded exchange.
struct Recorded {
    name: String,
    method: String,
    path: String,
    status: u64,
    json: bool,
    body: Vec<u8>,
}

fn recorded(file: &str) -> Vec<Recorded> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/recordings");
    let lines = std::fs::read_to_string(folder.join(file)).unwrap();
    lines
        .lines()
        .map(|line| exchange(&serde_json::from_str(line).unwrap()))
        .collect()
}

fn exchange(line: &Value) -> Recorded {
    let (request, response) = (&line["request"], &line["response"]);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    Recorded {
        name: text(&line["name"]),
        method: text(&request["method"]),
        path: text(&request["path"]).split('?').next().unwrap().to_owned(),
        status: response["status"].as_u64().unwrap(),
        json: text(&response["content_type"]).starts_with("application/json"),
        body: match &response["json"] {
            Value::Null => text(&response["text"]).into_bytes(),
            json => serde_json::to_vec(json).unwrap(),
        },
    }
}

/// Reads a successful answer with the parser of its path; `None` for a path that is not used.
fn read(call: &Recorded) -> Option<Result<(), wazo::Error>> {
    let body = &call.body;
    let (method, path) = (call.method.as_str(), call.path.strip_prefix("/api/")?);
    let (service, rest) = path.split_once('/')?;
    let (_, rest) = rest.split_once('/')?;
    let parts: Vec<&str> = rest.split('/').collect();
    Some(match (service, method, parts.as_slice()) {
        ("auth", "POST", ["token"]) => {
            let options = wazo::LoginOptions {
                client_id: Some("desktop-test".into()),
                ..Default::default()
            };
            wazo::parse_session(body, &options).map(drop)
        }
        ("dird", "GET", ["directories", "lookup", _, "headers"]) => {
            wazo::parse_headers(body).map(drop)
        }
        ("dird", "GET", ["directories", "lookup" | "favorites" | "personal", _]) => {
            wazo::parse_lookup(body).map(drop)
        }
        ("dird", "GET", ["directories", _, "sources"]) => wazo::parse_sources(body).map(drop),
        ("dird", "GET", ["personal"]) => wazo::parse_contacts(body).map(drop),
        ("dird", "GET" | "PUT", ["personal", _]) | ("dird", "POST", ["personal"]) => {
            wazo::parse_contact(body).map(drop)
        }
        ("dird", "POST", ["personal", "import"]) => wazo::parse_import(body).map(drop),
        ("chatd", "GET", ["users", "presences"]) => wazo::parse_presences(body).map(drop),
        ("chatd", "GET", ["users", _, "presences"]) => wazo::parse_presence(body).map(drop),
        ("calld", "POST", ["users", "me", "calls"]) => wazo::parse_call(body).map(drop),
        ("agentd", "GET", ["users", "me", "agents"]) => wazo::parse_agent(body).map(drop),
        _ => return None,
    })
}

/// Long answers were recorded up to a length, with a note of what is missing.
fn is_shortened(body: &[u8]) -> bool {
    body.ends_with(b" more characters") || body.ends_with(b" bytes in all]")
}

#[test]
fn every_success_is_read() {
    let mut count = 0;
    for file in [
        "auth.jsonl",
        "dird.jsonl",
        "import.jsonl",
        "chatd.jsonl",
        "agentd.jsonl",
        "calld.jsonl",
        "fail.jsonl",
        "nginx.jsonl",
    ] {
        for call in recorded(file) {
            let success = (200..300).contains(&call.status) && call.json && !call.body.is_empty();
            if !success || is_shortened(&call.body) {
                continue;
            }
            if let Some(outcome) = read(&call) {
                assert_eq!(outcome, Ok(()), "{}", call.name);
                count += 1;
            }
        }
    }
    assert!(count > 100, "only {count} answers were read");
}

#[test]
fn every_refusal_is_read_without_the_token() {
    for file in [
        "auth.jsonl",
        "dird.jsonl",
        "import.jsonl",
        "calld.jsonl",
        "chatd.jsonl",
        "fail.jsonl",
    ] {
        for call in recorded(file).into_iter().filter(|call| call.status >= 400) {
            let said = format!("{:?}", wazo::parse_refusal(400, &call.body));
            assert!(!said.contains("TOKEN-"), "{}: {said}", call.name);
            if call.json && call.status != 404 {
                assert!(!said.contains("reasons: []"), "{}: {said}", call.name);
            }
        }
    }
}

fn answer(file: &str, name: &str) -> Vec<u8> {
    recorded(file)
        .into_iter()
        .find(|call| call.name == name)
        .unwrap()
        .body
}

#[test]
fn a_recorded_lookup_has_its_values_by_column() {
    let answer = wazo::parse_lookup(&answer("dird.jsonl", "dird_lookup_full_ali")).unwrap();
    assert_eq!(answer.headers.len(), 10);
    assert_eq!(answer.headers[9], None);
    let alice = answer
        .results
        .iter()
        .find(|row| row.backend == "wazo")
        .unwrap();
    assert_eq!(
        alice.values[0],
        wazo::CellValue::Text("Alice Martin".into())
    );
    assert_eq!(alice.values[5], wazo::CellValue::Bool(false));
    assert_eq!(alice.values[7], wazo::CellValue::Null);
    assert_eq!(alice.values[9], wazo::CellValue::Text("1".into()));
    assert_eq!(alice.relations.agent_id, Some(7));
    assert_eq!(alice.relations.source_entry_id.as_deref(), Some("1"));
}

#[test]
fn a_recorded_login_has_its_user_and_refresh_token() {
    let options = wazo::LoginOptions {
        client_id: Some("desktop-test".into()),
        ..Default::default()
    };
    let body = answer("auth.jsonl", "auth_login_offline");
    let session = wazo::parse_session(&body, &options).unwrap();
    assert_eq!(session.user_uuid, "ca4db7c3-ff1c-5c5a-86df-b9e2cd8f7362");
    assert_eq!(session.refresh.unwrap().token.expose(), "TOKEN-38251e9a");
}

#[test]
fn a_recorded_import_without_a_good_line_lists_them() {
    let import = wazo::parse_import(&answer("import.jsonl", "import_all_bad")).unwrap();
    let lines: Vec<_> = import
        .failed
        .iter()
        .map(|failed| (failed.line, &*failed.errors[0]))
        .collect();
    assert_eq!(lines, [(2, "too many fields"), (3, "missing fields")]);
}
