//! The requests of the recorded calls that the sandbox answers: a call asked for, and presences in one question.

use std::path::PathBuf;

use reqwest::{Client, Method};
use serde_json::{Value, json};
use wazo_sandbox::{Options, Population, Sandbox};

use crate::compare::{Bindings, compare};
use crate::replay::client;

const ALICE: &str = "ca4db7c3-ff1c-5c5a-86df-b9e2cd8f7362";

/// A laboratory with Alice signed in.
struct Lab {
    sandbox: Sandbox,
    client: Client,
    token: String,
}

impl Lab {
    async fn open() -> Lab {
        let options = Options {
            population: Population::Lab,
            control: true,
            ..Options::default()
        };
        let sandbox = Sandbox::start(options).await.unwrap();
        let client = client();
        let request = client.post(format!("{}/api/auth/0.1/token", sandbox.url()));
        let request = request
            .basic_auth(sandbox.username(), Some(sandbox.password()))
            .body("{}");
        let answer: Value = request.send().await.unwrap().json().await.unwrap();
        Lab {
            token: answer["data"]["token"].as_str().unwrap().to_owned(),
            sandbox,
            client,
        }
    }

    async fn ask(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let url = format!("{}{path}", self.sandbox.url());
        let method: Method = method.parse().unwrap();
        let mut request = self
            .client
            .request(method, url)
            .header("X-Auth-Token", &self.token);
        if !body.is_null() {
            request = request.body(body.to_string());
        }
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        let text = response.text().await.unwrap();
        (status, serde_json::from_str(&text).unwrap_or_default())
    }

    async fn alice_is_available(&self) {
        let presence = json!({"state": "available", "status": ""});
        let path = format!("/api/chatd/1.0/users/{ALICE}/presences");
        assert_eq!(self.ask("PUT", &path, &presence).await.0, 204);
    }

    /// Replays the recorded steps at these places among the scenario's requests.
    async fn replay(&self, scenario: &str, wanted: &[usize]) {
        let requests = requests(scenario);
        let mut bindings = Bindings::default();
        for &index in wanted {
            let step = &requests[index];
            let text = |field: &str| step[field].as_str().unwrap();
            let (status, answer) = self.ask(text("method"), text("path"), &step["body"]).await;
            assert_eq!(
                json!(status),
                step["status"],
                "{scenario}, request {index}: {answer}"
            );
            compare(&step["json"], &answer, &mut bindings)
                .unwrap_or_else(|problem| panic!("{scenario}, request {index}: {problem}"));
        }
    }
}

fn requests(scenario: &str) -> Vec<Value> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join(format!("../../tests/recordings/calls/{scenario}.jsonl"));
    let text = std::fs::read_to_string(path).unwrap();
    let steps = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    steps.filter(|step| step["kind"] == "request").collect()
}

#[tokio::test]
async fn a_call_is_asked_for_and_presences_come_in_one_answer() {
    let lab = Lab::open().await;
    lab.alice_is_available().await;
    lab.replay("01_originate_answered", &[0, 1]).await;
}

#[tokio::test]
async fn a_call_cannot_start_at_a_phone_that_is_off() {
    let lab = Lab::open().await;
    lab.alice_is_available().await;
    let url = format!("{}/presence", lab.sandbox.control_url().unwrap());
    let body = json!({"user_uuid": ALICE, "line_state": "unavailable"}).to_string();
    let told = lab.client.post(url).body(body).send().await.unwrap();
    assert!(told.status().is_success());
    lab.replay("01e_originate_own_phone_offline", &[0, 1]).await;
}

#[tokio::test]
async fn a_bad_body_is_refused_in_the_recorded_words() {
    Lab::open()
        .await
        .replay("01f_originate_bad_bodies", &[0, 1, 2])
        .await;
}

#[tokio::test]
async fn a_call_on_all_lines_belongs_to_nobody() {
    Lab::open()
        .await
        .replay("01g_originate_all_lines", &[0])
        .await;
}
