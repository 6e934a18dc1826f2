//! Tokens and passwords show nowhere.

use std::fmt;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span;
use tracing::{Event, Metadata, Subscriber};
use wazo_client::{Api, LoginOptions};

use crate::responder::{Reply, Responder, alice, granted, ok, session};

/// Keeps the text of all that this crate logs.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("wazo_client")
    }
    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }
    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
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

#[tokio::test]
async fn no_secret_is_logged_or_debugged() {
    let log = Log::default();
    // A subscriber for this thread alone would miss what another thread was the first to log.
    tracing::subscriber::set_global_default(log.clone()).unwrap();
    let responder = Responder::start(|request| match request.method.as_str() {
        "POST" => ok(&granted("token-1")),
        "HEAD" => Reply::Html(204, "", ""),
        "GET" => Reply::Json(401, r#"["Unauthorized: token-1"]"#.into()),
        _ => Reply::Json(503, r#"{"message":"x","details":"token-1"}"#.into()),
    })
    .await;
    let client = responder.client();
    let credentials = alice();
    let signed_in = client
        .login(&credentials, &LoginOptions::default())
        .await
        .unwrap();
    let api = Api::new(client, session());
    let refused = api.lookup("default", "Martin").await;
    let lease = api.renewer().lease().await;
    let ended = api.sign_out().await;

    let shown = format!("{credentials:?} {signed_in:?} {api:?} {refused:?} {lease:?} {ended:?}");
    let logged = log.0.lock().unwrap().clone();
    assert!(
        logged.contains("/api/auth/0.1/token/<redacted>"),
        "{logged}"
    );
    for text in [shown, logged] {
        for secret in ["token-1", "pass-word", "refresh-1", "Martin"] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
    }
}
