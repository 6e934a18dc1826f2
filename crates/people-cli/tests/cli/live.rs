//! Calls, presence, agents and conversations, as they happen.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tokio::sync::mpsc;

use crate::bench::Bench;

/// The demo user's extension, and those of two colleagues.
const OWN: &str = "1000";
const ALICE: &str = "1001";
const BOB: &str = "1002";

impl Bench {
    /// Lets the phones and the exchange go on by so many milliseconds.
    async fn later(&self, milliseconds: u32) {
        let body = json!({ "ms": milliseconds });
        self.control.send("POST", "clock/advance", body).await;
    }

    async fn phone(&self, verb: &str, body: Value) {
        self.control
            .send("POST", &format!("phones{verb}"), body)
            .await;
    }

    /// Stops the clock of the exchange.
    async fn still(&self) {
        self.control
            .send("POST", "clock", json!({ "manual": true }))
            .await;
    }

    /// Alice calls the demo user, who picks up; gives the id of the call.
    async fn alice_calls(&self) -> String {
        self.phone("", json!({ "who": OWN, "answers_after_ms": 0 }))
            .await;
        self.phone("/dial", json!({ "who": ALICE, "number": OWN }))
            .await;
        loop {
            let calls = self.json(&["calls"]).await;
            if calls[0]["phase"]["kind"] == "connected" && calls[0]["canTransfer"] == true {
                return calls[0]["id"].as_str().unwrap().to_owned();
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_placed_listed_and_hung_up() {
    let bench = Bench::new().await;
    bench.still().await;
    bench
        .phone("", json!({ "who": OWN, "picks_up_after_ms": 500 }))
        .await;
    bench
        .phone("", json!({ "who": ALICE, "answers_after_ms": 500 }))
        .await;
    assert_eq!(bench.json(&["calls"]).await, json!([]));
    assert_eq!(bench.run(&["call", ALICE]).await.status, 0);
    bench.later(100).await;
    let calls = bench.json(&["calls"]).await;
    assert_eq!(calls[0]["phase"]["kind"], "ownPhone");
    assert_eq!(calls[0]["incoming"], false);
    bench.later(5_000).await;
    let calls = bench.json(&["calls"]).await;
    assert_eq!(calls[0]["phase"]["kind"], "connected", "{calls}");
    assert_eq!(calls[0]["party"]["number"], ALICE);
    let table = bench.run(&["calls"]).await.out;
    assert!(
        table.contains("connected") && table.contains(ALICE),
        "{table}"
    );
    let id = calls[0]["id"].as_str().unwrap();
    assert_eq!(bench.run(&["hangup", id]).await.status, 0);
    bench.later(1_000).await;
    assert_eq!(bench.json(&["calls"]).await, json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_passed_on_after_a_word() {
    let bench = Bench::new().await;
    let call = bench.alice_calls().await;
    bench
        .phone("", json!({ "who": BOB, "answers_after_ms": 0 }))
        .await;
    let begun = bench.json(&["transfer", &call, BOB, "--attended"]).await;
    let transfer = begun["id"].as_str().unwrap();
    assert_eq!(
        (&begun["kind"], &begun["target"]["number"]),
        (&json!("attended"), &json!(BOB))
    );
    while bench.json(&["calls"]).await[0]["transfer"]["phase"]["kind"] != "answered" {}
    assert_eq!(bench.run(&["complete", transfer]).await.status, 0);
    while bench.json(&["calls"]).await != json!([]) {}
    assert_eq!(bench.run(&["cancel", transfer]).await.status, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caller_is_taken_back() {
    let bench = Bench::new().await;
    let call = bench.alice_calls().await;
    let begun = bench.json(&["transfer", &call, BOB, "--attended"]).await;
    let transfer = begun["id"].as_str().unwrap();
    assert_eq!(bench.run(&["cancel", transfer]).await.status, 0);
    while bench.json(&["calls"]).await[0]["canTransfer"] != true {}
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blind_transfer_waits_for_the_target() {
    let bench = Bench::new().await;
    let call = bench.alice_calls().await;
    bench
        .phone("", json!({ "who": BOB, "answers_after_ms": 0 }))
        .await;
    let run = bench.run(&["transfer", &call, BOB, "--blind"]).await;
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.out.contains("with the target"), "{run:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_that_is_not_there_gives_the_caller_back() {
    let bench = Bench::new().await;
    let call = bench.alice_calls().await;
    let wrong = bench
        .run(&["transfer", &call, "*979999", "--voicemail"])
        .await;
    assert_eq!(wrong.status, 1, "{wrong:?}");
    assert!(wrong.out.contains("the caller is back"), "{wrong:?}");
    let unknown = bench
        .run(&["transfer", &call, "+4917600000", "--voicemail"])
        .await;
    assert_eq!(unknown.status, 2, "{unknown:?}");
    let nowhere = bench.run(&["transfer", &call, "4999", "--blind"]).await;
    assert!(nowhere.err.contains("cannot be reached"), "{nowhere:?}");
    assert_eq!(
        bench
            .run(&["transfer", "17.0", BOB, "--blind"])
            .await
            .status,
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_own_presence_is_set_and_shown() {
    let bench = Bench::new().await;
    let set = bench
        .run(&["presence", "set", "away", "--status", "at lunch"])
        .await;
    assert_eq!(set.status, 0, "{set:?}");
    let own = bench.json(&["presence", "show"]).await;
    assert_eq!(
        (&own["presence"], &own["status"]),
        (&json!("away"), &json!("at lunch"))
    );
    assert_eq!(bench.run(&["presence", "set", "available"]).await.status, 0);
    let own = bench.json(&["presence", "show"]).await;
    assert_eq!(
        (&own["presence"], &own["status"]),
        (&json!("available"), &json!("at lunch"))
    );
    assert_eq!(
        bench
            .run(&["presence", "set", "available", "--status", ""])
            .await
            .status,
        0
    );
    let shown = bench.run(&["presence", "show"]).await.out;
    assert!(
        shown.contains("available") && !shown.contains("lunch"),
        "{shown}"
    );
    assert!(shown.contains(OWN), "{shown}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_own_agent_comes_and_goes() {
    let bench = Bench::new().await;
    let state = || async { bench.json(&["agent", "show"]).await["state"].clone() };
    let logged_in = state().await == "loggedIn";
    if logged_in {
        assert_eq!(bench.run(&["agent", "logout"]).await.status, 0);
    }
    assert_eq!(state().await, "loggedOut");
    let again = bench.run(&["agent", "logout"]).await;
    assert_eq!(again.status, 1, "{again:?}");
    assert_eq!(bench.run(&["agent", "login"]).await.status, 0);
    assert_eq!(state().await, "loggedIn");
    assert_eq!(
        bench
            .run(&["agent", "pause", "--reason", "lunch"])
            .await
            .status,
        0
    );
    let agent = bench.json(&["agent", "show"]).await;
    assert_eq!(
        (&agent["state"], &agent["reason"]),
        (&json!("paused"), &json!("lunch"))
    );
    assert_eq!(bench.run(&["agent", "unpause"]).await.status, 0);
    assert_eq!(state().await, "loggedIn");
    assert!(bench.run(&["agent", "show"]).await.out.contains("loggedIn"));
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_are_sent_read_and_listed() {
    let bench = Bench::new().await;
    let people = bench.json(&["presence"]).await;
    let people = people.as_array().unwrap();
    let own = bench.json(&["search", OWN]).await["rows"][0]["relations"]["user_uuid"].clone();
    let named = |person: &&Value| {
        let same = |other: &&Value| other["name"] == person["name"];
        person["uuid"] != own && people.iter().filter(same).count() == 1
    };
    let bob = people.iter().find(named).unwrap();
    let (name, uuid) = (bob["name"].as_str().unwrap(), bob["uuid"].as_str().unwrap());
    assert_eq!(bench.json(&["chat", "read", name]).await, json!([]));
    for text in ["Are you there?", "Then later."] {
        let sent = bench.run(&["chat", "send", name, text]).await;
        assert_eq!(sent.status, 0, "{sent:?}");
    }
    let read = bench.json(&["chat", "read", uuid]).await;
    assert_eq!(read[0]["text"], "Are you there?");
    assert_eq!(read[1]["text"], "Then later.");
    assert_eq!(read[1]["from"], Value::Null);
    assert_eq!(
        bench.json(&["chat", "read", uuid, "--count", "1"]).await,
        json!([read[1]])
    );
    let rooms = bench.json(&["chat", "list"]).await;
    assert_eq!(rooms[0]["last"]["text"], "Then later.");
    assert!(bench.run(&["chat", "list"]).await.out.contains(name));
    let nobody = bench.run(&["chat", "send", "nobody at all", "hello"]).await;
    assert_eq!(nobody.status, 2, "{nobody:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_is_written_a_line_each() {
    let bench = Bench::new().await;
    let mut watch = Watch::begin(bench.command_for(&["watch"]));
    watch.line(|line| line["kind"] == "watching").await;
    bench
        .phone("/dial", json!({ "who": ALICE, "number": OWN }))
        .await;
    let rings = watch.line(|line| line["kind"] == "rings").await;
    assert!(
        rings["call"].is_string() && rings["at"].is_string(),
        "{rings}"
    );
    let talks = |line: &Value| line["kind"] == "presence" && line["phone"] != "available";
    let presence = watch.line(talks).await;
    assert!(presence["name"].is_string() && presence["uuid"].is_string());
    bench.phone("/hangup", json!({ "who": ALICE })).await;
    let missed = watch.line(|line| line["kind"] == "missed").await;
    assert_eq!(missed["missed"]["unseen"], 1);
}

/// The program while it watches.
struct Watch {
    child: Child,
    lines: mpsc::UnboundedReceiver<Value>,
    seen: Vec<Value>,
}

impl Watch {
    fn begin(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (send, lines) = mpsc::unbounded_channel();
        tokio::task::spawn_blocking(move || {
            for line in out.lines() {
                let _ = send.send(serde_json::from_str(&line.unwrap()).unwrap());
            }
        });
        let seen = Vec::new();
        Self { child, lines, seen }
    }

    /// A line that was written, or will be.
    async fn line(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            if let Some(line) = self.seen.iter().find(|line| wanted(line)) {
                return line.clone();
            }
            self.seen.push(self.lines.recv().await.unwrap());
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
