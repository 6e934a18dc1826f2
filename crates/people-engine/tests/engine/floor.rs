//! People with phones: who is signed in, and what phones do.

use std::sync::Arc;

use people_core::calls::{CallPhase, CallView};
use people_core::list::View;
use people_engine::api::{Calls, Own, SignIn, Update};
use people_engine::keychain::MemoryKeychain;
use people_engine::{Config, Engine};
use serde_json::{Value, json};

use crate::bench::{Bench, SignedIn, query};

/// Extensions of people beside the demo user, whose own is 1000.
pub const ZOE: &str = "1000";
pub const ANN: &str = "1002";
pub const BOB: &str = "1003";

impl Bench {
    /// Somebody whom another one knows, signed in with a program of their own.
    pub async fn colleague(&self, of: &SignedIn, extension: &str) -> SignedIn {
        let found = of.engine.open(query(View::All, extension)).await.unwrap();
        let mut rows = found.rows.iter();
        let row = rows.find(|row| row.number.as_deref() == Some(extension));
        let menu = of.engine.menu(row.unwrap().id).await.unwrap();
        let home = self.home.path().join(extension);
        let engine = Engine::start(Config {
            data_dir: home.join("data"),
            config_dir: home.join("config"),
            keychain: Arc::new(MemoryKeychain::default()),
            ..self.config()
        })
        .unwrap();
        let pinned = engine.trust(self.url.clone(), self.fingerprint.clone());
        pinned.await.unwrap();
        let updates = engine.updates();
        let form = SignIn {
            username: menu.mails[0].value.clone(),
            ..self.form()
        };
        let session = engine.sign_in(form).await.unwrap();
        engine.in_step().await.unwrap();
        SignedIn {
            engine,
            session,
            updates,
        }
    }

    /// Something that somebody does with their phone.
    pub async fn phone(&self, key: &str, who: &str) {
        let path = format!("phones/{key}");
        self.control.send("POST", &path, json!({"who": who})).await;
    }

    /// What a phone does by itself from now on.
    pub async fn set_phone(&self, who: &str, mut change: Value) {
        change["who"] = json!(who);
        self.control.send("POST", "phones", change).await;
    }

    /// Somebody dials a number at their phone.
    pub async fn dial(&self, who: &str, number: &str) {
        let dialled = json!({"who": who, "number": number});
        self.control.send("POST", "phones/dial", dialled).await;
    }

    /// Lets the exchange's time pass.
    pub async fn pass(&self, ms: u32) {
        self.control
            .send("POST", "clock/advance", json!({"ms": ms}))
            .await;
    }

    /// The exchange's time passes only with [`pass`](Self::pass).
    pub async fn stop_the_clock(&self) {
        let manual = json!({"manual": true});
        self.control.send("POST", "clock", manual).await;
    }

    /// It passes by itself again.
    pub async fn go_on(&self) {
        let manual = json!({"manual": false});
        self.control.send("POST", "clock", manual).await;
    }
}

impl SignedIn {
    /// Waits until the calls are like this.
    pub async fn calls(&mut self, mut wanted: impl FnMut(&[CallView]) -> bool) -> Calls {
        let now = self.engine.calls().await.unwrap();
        if wanted(&now.calls) {
            return now;
        }
        self.update(|update| match update {
            Update::Calls { calls } if wanted(&calls.calls) => Some(calls.clone()),
            _ => None,
        })
        .await
    }

    /// Waits until there is one call, in this phase.
    pub async fn one_call(&mut self, phase: impl Fn(&CallPhase) -> bool) -> CallView {
        let calls = self
            .calls(|calls| matches!(calls, [call] if phase(&call.phase)))
            .await;
        calls.calls.into_iter().next().unwrap()
    }

    /// Waits until there is no call.
    pub async fn no_call(&mut self) {
        self.calls(<[CallView]>::is_empty).await;
    }

    /// Waits until the own choices and phones are like this.
    pub async fn own(&mut self, mut wanted: impl FnMut(&Own) -> bool) -> Own {
        let now = self.engine.own().await.unwrap();
        if wanted(&now) {
            return now;
        }
        self.update(|update| match update {
            Update::Own { own } if wanted(own) => Some(own.clone()),
            _ => None,
        })
        .await
    }
}

/// Whether two people talk.
pub fn talks(phase: &CallPhase) -> bool {
    matches!(phase, CallPhase::Connected { .. })
}
