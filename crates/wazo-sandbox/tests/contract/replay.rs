//! Sends a recording's requests to a sandbox, in the order that a scenario says, and compares the answers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::{Client, Method, RequestBuilder};
use serde::Deserialize;
use serde_json::{Value, json};
use wazo_sandbox::{Options, Population, Sandbox};

use crate::compare::{Bindings, compare, masked};

#[derive(Clone, Debug, Deserialize)]
struct Line {
    name: String,
    request: Sent,
    response: Answered,
}

#[derive(Clone, Debug, Deserialize)]
struct Sent {
    method: String,
    path: String,
    headers: BTreeMap<String, String>,
    basic_auth: Option<String>,
    /// Text, or `{"base64"}` where it is none.
    body: Option<Value>,
}

#[derive(Clone, Debug, Deserialize)]
struct Answered {
    status: u16,
    content_type: Option<String>,
    json: Option<Value>,
    text: Option<String>,
}

/// Where a recording leaves the rest of a long text out.
const CUT: &str = "...[cut, ";

/// A recording against a fresh laboratory.
pub struct Replay {
    recording: &'static str,
    lines: BTreeMap<String, Line>,
    replayed: BTreeSet<String>,
    pub bindings: Bindings,
    sandbox: Sandbox,
    client: Client,
    differences: Vec<String>,
}

impl Replay {
    pub async fn of(recording: &'static str) -> Replay {
        let options = Options {
            population: Population::Lab,
            control: true,
            ..Options::default()
        };
        let lines = self::recording(recording)
            .into_iter()
            .map(|line| serde_json::from_value::<Line>(line).unwrap())
            .map(|line| (line.name.clone(), line))
            .collect();
        Replay {
            recording,
            lines,
            replayed: BTreeSet::new(),
            bindings: Bindings::default(),
            sandbox: Sandbox::start(options).await.unwrap(),
            client: client(),
            differences: Vec::new(),
        }
    }

    /// Replays lines by their names, without the recording's own prefix.
    pub async fn lines(&mut self, names: &[&str]) {
        for name in names {
            self.line(name).await;
        }
    }

    pub async fn line(&mut self, name: &str) {
        let body = self
            .find(name)
            .request
            .body
            .map(|body| match &body["base64"] {
                Value::String(encoded) => STANDARD.decode(encoded).unwrap(),
                _ => self.bindings.apply(body.as_str().unwrap()).into_bytes(),
            });
        self.send(name, body).await;
    }

    /// As [`Replay::line`], with the whole of a body of which the recording has the start.
    pub async fn line_with_body(&mut self, name: &str, body: String) {
        let recorded = self.find(name).request.body.unwrap();
        let start = recorded
            .as_str()
            .and_then(|text| text.split(CUT).next())
            .unwrap();
        let start: String = start.chars().take(2_000).collect();
        assert!(
            body.starts_with(&start),
            "{name}: the body is not the recorded one"
        );
        self.send(name, Some(body.into_bytes())).await;
    }

    async fn send(&mut self, name: &str, body: Option<Vec<u8>>) {
        let line = self.find(name);
        let path = self.bindings.apply(&line.request.path);
        let mut request = self.request(line.request.method.parse().unwrap(), &path);
        for (name, value) in &line.request.headers {
            request = request.header(name, self.bindings.apply(value));
        }
        if let Some((username, password)) = line
            .request
            .basic_auth
            .as_deref()
            .and_then(|auth| auth.split_once(':'))
        {
            request = request.basic_auth(username, Some(password));
        }
        if let Some(body) = body {
            request = request.body(body);
        }
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        let content_type = response
            .headers()
            .get("content-type")
            .map(|kind| kind.to_str().unwrap().to_owned());
        let text = response.text().await.unwrap();
        let expected = line.response;
        let mut problems = Vec::new();
        if status != expected.status {
            problems.push(format!("status {status}, recorded {}", expected.status));
        }
        if content_type != expected.content_type {
            problems.push(format!(
                "content type {content_type:?}, recorded {:?}",
                expected.content_type
            ));
        }
        if let Some(recorded) = &expected.json {
            let actual = serde_json::from_str(&text).unwrap_or_else(|_| json!(text));
            problems.extend(compare(recorded, &actual, &mut self.bindings).err());
        } else if let Some(recorded) = &expected.text {
            problems.extend(self.compare_text(recorded, &text).err());
        }
        let name = line.name;
        self.differences.extend(
            problems
                .into_iter()
                .map(|problem| format!("{name}: {problem}")),
        );
        self.replayed.insert(name);
    }

    /// Bodies that the recording cut are compared as far as they can be: not at all.
    fn compare_text(&self, recorded: &str, actual: &str) -> Result<(), String> {
        let is_cut = recorded.contains(CUT) || recorded.ends_with(" more characters");
        let rows = |text: &str| {
            let mut rows: Vec<String> = masked(text).split("\r\n").map(str::to_owned).collect();
            rows.sort();
            rows
        };
        if is_cut || rows(recorded) == rows(actual) {
            return Ok(());
        }
        Err(format!("recorded {recorded:?}, answered {actual:?}"))
    }

    fn find(&self, name: &str) -> Line {
        let name = format!("{}_{name}", self.recording);
        self.lines
            .get(&name)
            .unwrap_or_else(|| panic!("no line {name}"))
            .clone()
    }

    /// Signs in and binds the recording's token to the one that comes back.
    pub async fn sign_in(&mut self, user: &str, recorded_token: &str) {
        let domain = if user == "gina" { "globex" } else { "acme" };
        let answer = self
            .request(Method::POST, "/api/auth/0.1/token")
            .basic_auth(
                format!("{user}@{domain}.example"),
                Some(format!("lab-password-{user}")),
            )
            .body("{}")
            .send()
            .await
            .unwrap();
        let answer: Value = answer.json().await.unwrap();
        self.bindings
            .bind(recorded_token, answer["data"]["token"].as_str().unwrap());
    }

    /// What happened between two lines: a request as whoever the recorded token is.
    pub async fn step(
        &self,
        method: Method,
        path: &str,
        recorded_token: &str,
        body: impl Into<String>,
    ) -> String {
        let path = self.bindings.apply(path);
        let request = self
            .request(method, &path)
            .header("X-Auth-Token", self.bindings.apply(recorded_token));
        let response = request
            .body(self.bindings.apply(&body.into()))
            .send()
            .await
            .unwrap();
        assert!(
            response.status().is_success(),
            "{path}: {}",
            response.status()
        );
        response.text().await.unwrap()
    }

    pub async fn control(&self, path: &str, body: Value) {
        let url = format!("{}{path}", self.sandbox.control_url().unwrap());
        let response = self
            .client
            .post(url)
            .body(body.to_string())
            .send()
            .await
            .unwrap();
        assert!(
            response.status().is_success(),
            "{path}: {}",
            response.status()
        );
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client
            .request(method, format!("{}{path}", self.sandbox.url()))
    }

    /// Every line was replayed as recorded, or stands in the list of those that are not.
    pub async fn finish(self) {
        self.sandbox.stop().await;
        assert!(
            self.differences.is_empty(),
            "\n{}",
            self.differences.join("\n")
        );
        let mut left: BTreeSet<&str> = self.lines.keys().map(String::as_str).collect();
        for name in &self.replayed {
            left.remove(name.as_str());
        }
        let listed: BTreeSet<&str> = crate::NOT_REPRODUCED
            .iter()
            .map(|(name, _)| *name)
            .filter(|name| name.split('_').next() == Some(self.recording))
            .collect();
        assert_eq!(
            left, listed,
            "lines that are neither replayed nor listed, or listed and replayed"
        );
    }
}

/// A client as the laboratory had it.
pub fn client() -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .user_agent("curl/7.88.1")
        .no_proxy()
        .build()
        .unwrap()
}

/// A recording's lines as they stand.
pub fn recording(name: &str) -> Vec<Value> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join(format!("../../tests/recordings/{name}.jsonl"));
    let text = std::fs::read_to_string(path).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}
