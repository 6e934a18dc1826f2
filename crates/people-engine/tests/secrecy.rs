//! Tokens, passwords and what people write stay out of files, logs and errors.
//!
//! A program of its own, as a log is kept for the whole of it. Refresh tokens are in the keychain, names and numbers in the
//! local copy, which the person may turn off; messages are kept nowhere.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(dead_code, reason = "the bench does more than is needed here")]

#[path = "engine/bench.rs"]
mod bench;
#[path = "engine/control.rs"]
mod control;

use std::fmt;
use std::sync::{Arc, Mutex};

use bench::Bench;
use people_core::list::View;
use people_engine::api::{Keeping, SignIn, Update};
use people_engine::{Engine, check_policy};
use serde_json::{Value, json};
use tracing::field::{Field, Visit};
use tracing::span;
use tracing::{Event, Metadata, Subscriber};

/// What the own user writes, and what is written to them.
const WRITTEN: &str = "zebra-crossing-by-the-lighthouse";
const ANSWERED: &str = "marmalade-for-the-harbourmaster";

/// Keeps the text of all that the client and the engine log, whatever its level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        let own = ["people_", "wazo_client"];
        own.iter().any(|name| metadata.target().starts_with(name))
    }
    fn new_span(&self, attributes: &span::Attributes<'_>) -> span::Id {
        attributes.record(&mut Text(&mut self.0.lock().unwrap()));
        span::Id::from_u64(1)
    }
    fn record(&self, _: &span::Id, values: &span::Record<'_>) {
        values.record(&mut Text(&mut self.0.lock().unwrap()));
    }
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn event(&self, event: &Event<'_>) {
        event.record(&mut Text(&mut self.0.lock().unwrap()));
    }
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

struct Text<'a>(&'a mut String);

impl Visit for Text<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.push_str(&format!("{field}={value:?}\n"));
    }
}

/// Every text in a value.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(group) => group.values().for_each(|item| texts(item, found)),
        _ => {}
    }
}

async fn tokens(bench: &Bench) -> Vec<String> {
    let mut found = Vec::new();
    let kept = bench.control.send("GET", "tokens", Value::Null).await;
    texts(&kept, &mut found);
    found
}

fn assert_none(secrets: &[String], place: &str, heap: &[u8]) {
    for secret in secrets {
        let mut windows = heap.windows(secret.len());
        let found = windows.any(|window| window == secret.as_bytes());
        assert!(!found, "{secret} is in the {place}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_leaves_the_keychain_and_no_message_the_screen() {
    let log = Log::default();
    tracing::subscriber::set_global_default(log.clone()).unwrap();
    let bench = Bench::new().await;
    let mut shown = String::new();

    let wrong = SignIn {
        password: format!("{}-mistyped", bench.password),
        ..bench.form()
    };
    let engine = bench.engine().await;
    shown += &format!("{wrong:?} {:?}", engine.sign_in(wrong.clone()).await);
    drop(engine);

    let mut here = bench.signed_in().await;
    assert_eq!(here.session.keeping, Keeping::Keychain);
    let row = here.row(View::All, "1002").await;
    let user = here.engine.menu(row).await.unwrap().user.unwrap();
    let room = here.engine.open_chat(user).await.unwrap().id;
    here.engine
        .send_message(room, WRITTEN.into())
        .await
        .unwrap();
    let said = json!({"from": "1002", "to": "1000", "content": ANSWERED});
    bench.control.send("POST", "chat/say", said).await;
    here.update(|update| match update {
        Update::Wrote { message } => (message.text == ANSWERED).then_some(()),
        _ => None,
    })
    .await;
    let desk = here.engine.desk().await;
    let (session, settings) = (here.session().await, here.engine.settings().await);
    let mut secrets = tokens(&bench).await;

    // Renewed, refused, and out of reach: what servers answer then quotes tokens.
    bench.control.send("POST", "token/expire", json!({})).await;
    here.engine.refresh().await.unwrap();
    secrets.extend(tokens(&bench).await);
    shown += &format!("{desk:?} {session:?} {settings:?} {:?}", here.engine);
    shown += &format!("{:?} {:?}", bench.config(), bench.form());
    let faults = check_policy(format!("settings.theme = \"{}\"", bench.password).as_bytes());
    shown += &format!("{faults:?}");
    let everything = json!({"token": null, "refresh": true});
    bench.control.send("POST", "token/expire", everything).await;
    shown += &format!("{:?}", here.engine.refresh().await);
    here.engine.close().await.unwrap();
    drop(here);
    let engine = Engine::start(bench.config()).unwrap();
    shown += &format!("{:?}", engine.resume(None).await);
    shown += &format!("{:?}", engine.in_step().await);
    shown += &format!("{:?}", engine.accounts().await);
    engine.close().await.unwrap();

    secrets.retain(|secret| secret.len() >= 16);
    assert!(secrets.len() >= 3, "{}", secrets.len());
    secrets.push(bench.password.clone());
    let texts = [WRITTEN, ANSWERED].map(str::to_owned);
    let logged = log.0.lock().unwrap().clone();
    assert!(logged.contains("/api/auth/0.1/token"), "{logged}");
    assert_none(&secrets, "files", &bench.written());
    assert_none(&texts, "files", &bench.written());
    for (place, text) in [("log", &logged), ("values", &shown)] {
        assert_none(&secrets, place, text.as_bytes());
        assert_none(&texts, place, text.as_bytes());
    }
}
