use std::sync::Arc;

use people_core::list::View;
use people_engine::api::{AppError, CertificateFault, Connection, Keeping, SignIn, Update};
use people_engine::keychain::MemoryKeychain;
use people_engine::{Config, Engine, EngineHandle};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use wazo_sandbox::{Options, Sandbox};

use crate::bench::{Bench, PATIENCE, host, next, query, rows};

#[tokio::test(flavor = "multi_thread")]
async fn who_signs_in_gets_their_header_and_the_columns() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let session = here.engine.session().await.unwrap().unwrap();
    assert_eq!(session.keeping, Keeping::Keychain);
    assert_eq!(session.profile, "default");
    assert_eq!(session.connection, Connection::Online);
    assert_eq!(session.me.name, "Zoé Lambert");
    assert_eq!(session.me.initials, "ZL");
    assert_eq!(session.me.number.as_deref(), Some("1000"));
    assert_eq!(session.account.server, bench.url);
    assert!(
        session
            .columns
            .iter()
            .any(|column| !column.title.is_empty())
    );
    assert!(session.counts.all >= 60);
    assert_eq!(session.counts.personal, 25);
    let accounts = here.engine.accounts().await.unwrap();
    assert_eq!(accounts, [session.account]);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_way_to_fail_has_its_own_error() {
    let bench = Bench::new().await;
    let engine = bench.engine().await;
    let with = |server: &str| SignIn {
        server: server.into(),
        ..bench.form()
    };

    let wrong = SignIn {
        password: "wrong".into(),
        ..bench.form()
    };
    assert_eq!(
        engine.sign_in(wrong).await.unwrap_err(),
        AppError::WrongPassword
    );

    let nobody = engine.sign_in(with("nobody.invalid")).await.unwrap_err();
    let unknown = AppError::UnknownHost {
        host: "nobody.invalid".into(),
    };
    assert_eq!(nobody, unknown);

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let closed = listener.local_addr().unwrap().to_string();
    drop(listener);
    let refused = engine.sign_in(with(&closed)).await.unwrap_err();
    assert_eq!(refused, AppError::ConnectionRefused { host: host() });

    let plain = engine
        .sign_in(with("http://pbx.example"))
        .await
        .unwrap_err();
    assert!(matches!(plain, AppError::PlainHttp { .. }));
    let typo = engine.sign_in(with("two words")).await.unwrap_err();
    assert!(matches!(typo, AppError::BadAddress { .. }));

    let token = "/api/auth/0.1/token";
    for (fault, error) in [
        (
            json!({"path": token, "status": 404, "html": true, "times": 1}),
            AppError::NotWazo { host: host() },
        ),
        (
            json!({"path": token, "garbage": true, "times": 1}),
            AppError::NotWazo { host: host() },
        ),
        (
            json!({"path": token, "status": 429, "times": 1}),
            AppError::TooManyRequests { retry_after: None },
        ),
        (
            json!({"path": token, "status": 503, "times": 1}),
            AppError::ServerUnavailable { status: 503 },
        ),
    ] {
        bench.control.fault(fault.clone()).await;
        let failed = engine.sign_in(bench.form()).await.unwrap_err();
        assert_eq!(failed, error, "{fault}");
        bench.control.heal().await;
    }
    assert_eq!(engine.session().await.unwrap(), None);
    assert_eq!(engine.accounts().await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_self_signed_certificate_is_pinned_by_a_yes_and_its_change_refused() {
    let bench = Bench::new().await;
    let engine = Engine::start(bench.config()).unwrap();
    let unknown = AppError::Certificate {
        host: host(),
        fingerprint: bench.fingerprint.clone(),
        fault: CertificateFault::UnknownIssuer,
    };
    assert_eq!(engine.sign_in(bench.form()).await.unwrap_err(), unknown);

    let pinned = engine.trust(bench.url.clone(), bench.fingerprint.clone());
    pinned.await.unwrap();
    engine.sign_in(bench.form()).await.unwrap();

    let other = "00ff".repeat(16);
    engine
        .trust(bench.url.clone(), other.clone())
        .await
        .unwrap();
    let changed = AppError::Certificate {
        host: host(),
        fingerprint: bench.fingerprint.clone(),
        fault: CertificateFault::Changed { expected: other },
    };
    assert_eq!(engine.sign_in(bench.form()).await.unwrap_err(), changed);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authority_of_the_moment_leaves_nothing_behind() {
    let bench = Bench::new().await;
    let engine = Engine::start(bench.config()).unwrap();
    let pem = bench.sandbox.as_ref().unwrap().ca_pem().unwrap();
    let session = engine
        .sign_in_with(bench.form(), Some(pem.into()))
        .await
        .unwrap();
    engine.in_step().await.unwrap();
    assert_eq!(session.keeping, Keeping::ThisRun);
    engine.sign_out(false).await.unwrap();
    assert_eq!(engine.accounts().await.unwrap(), []);
    assert!(!bench.home.path().join("data").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_revokes_both_tokens_and_empties_the_keychain() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let id = here.session.account.id.clone();
    assert!(bench.keychain.get(&id).unwrap().is_some());
    here.engine.sign_out(true).await.unwrap();
    let state = bench.control.send("GET", "state", Value::Null).await;
    assert_eq!(
        (&state["sessions"], &state["refresh_tokens"]),
        (&json!(0), &json!(0))
    );
    assert!(bench.keychain.get(&id).unwrap().is_none());
    assert_eq!(here.engine.session().await.unwrap(), None);
    assert!(!here.engine.accounts().await.unwrap()[0].kept);
    let stores = std::fs::read_dir(bench.home.path().join("data")).unwrap();
    assert_eq!(stores.count(), 0);
    let closed = here.engine.open(query(View::All, "")).await.unwrap_err();
    assert_eq!(closed, AppError::SignedOut);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_keychain_the_session_lasts_as_long_as_the_program() {
    let mut bench = Bench::new().await;
    bench.keychain = Arc::new(MemoryKeychain::broken());
    let here = bench.signed_in().await;
    assert_eq!(here.session.keeping, Keeping::KeychainFailed);
    assert!(!here.session.account.kept);
    here.engine.close().await.unwrap();
    let engine = bench.engine().await;
    assert_eq!(engine.resume(None).await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_written_to_a_file() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let id = here.session.account.id.clone();
    let refresh = bench.keychain.get(&id).unwrap().unwrap();
    here.engine.close().await.unwrap();
    let written = bench.written();
    for secret in [refresh.expose(), &bench.password] {
        let found = written
            .windows(secret.len())
            .any(|window| window == secret.as_bytes());
        assert!(!found);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_callers_with_an_expired_token_share_one_renewal() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    bench
        .control
        .send("POST", "token/expire", Value::Null)
        .await;
    bench.control.send("DELETE", "requests", Value::Null).await;
    let callers = (0..20).map(|_| {
        let engine = here.engine.clone();
        tokio::spawn(async move { engine.find(query(View::All, "lambert")).await })
    });
    for caller in callers.collect::<Vec<_>>() {
        assert!(!caller.await.unwrap().unwrap().contacts.is_empty());
    }
    assert_eq!(bench.control.requests("POST", "/auth/0.1/token").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_the_server_ends_is_told_and_not_kept() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    let all = json!({"refresh": true, "sockets": true});
    bench.control.send("POST", "token/revoke", all).await;
    here.connection(|connection| *connection == Connection::SignedOut)
        .await;
    let head = here.engine.open(query(View::All, "")).await.unwrap();
    assert!(head.total > 0, "what is on screen stays");
    let saved = here.engine.save(None, vec![]).await.unwrap_err();
    assert_eq!(saved, AppError::SignedOut);
    assert!(!here.engine.accounts().await.unwrap()[0].kept);
}

/// An engine that keeps nothing, as the command line's.
async fn passing(bench: &Bench) -> EngineHandle {
    let config = Config {
        keep: false,
        ..bench.config()
    };
    let engine = Engine::start(config).unwrap();
    let pinned = engine.trust(bench.url.clone(), bench.fingerprint.clone());
    pinned.await.unwrap();
    engine.sign_in(bench.form()).await.unwrap();
    engine.in_step().await.unwrap();
    engine
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_keeps_nothing_leaves_what_another_keeps() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let id = here.session.account.id.clone();
    let engine = passing(&bench).await;
    let same = engine.session().await.unwrap().unwrap().account.id;
    assert_eq!(same, id);
    engine.sign_out(true).await.unwrap();
    assert!(bench.keychain.get(&id).unwrap().is_some());
    here.engine.close().await.unwrap();
    let again = bench.engine().await;
    again.resume(None).await.unwrap().expect("it is kept");
    assert!(!rows(&again, View::All, "").await.is_empty());
    again.in_step().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_end_of_a_session_that_keeps_nothing_leaves_what_another_keeps() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let id = here.session.account.id.clone();
    here.engine.close().await.unwrap();
    let engine = passing(&bench).await;
    let mut updates = engine.updates();
    bench
        .control
        .send(
            "POST",
            "token/revoke",
            json!({"refresh": false, "sockets": true}),
        )
        .await;
    next(&mut updates, |update| match update {
        Update::Connection { connection } => (*connection == Connection::SignedOut).then_some(()),
        _ => None,
    })
    .await;
    engine.sign_out(false).await.unwrap();
    assert!(bench.keychain.get(&id).unwrap().is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_waits_for_a_session_that_has_ended() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    let all = json!({"refresh": true, "sockets": true});
    bench.control.send("POST", "token/revoke", all).await;
    here.connection(|connection| *connection == Connection::SignedOut)
        .await;
    let waited = tokio::time::timeout(PATIENCE, here.engine.refresh());
    assert_eq!(waited.await.unwrap(), Err(AppError::SignedOut));
}

#[tokio::test(flavor = "multi_thread")]
async fn several_servers_and_users_are_kept_apart() {
    let bench = Bench::new().await;
    let first = bench.signed_in().await;
    let other = Sandbox::start(Options::default()).await.unwrap();
    let form = SignIn {
        server: other.url().into(),
        username: other.username().into(),
        password: other.password().into(),
        domain: None,
        stay: true,
    };
    let second = first.engine.sign_in(form).await.unwrap();
    let accounts = first.engine.accounts().await.unwrap();
    let ids: Vec<_> = accounts.iter().map(|account| account.id.clone()).collect();
    assert_eq!(
        ids,
        [second.account.id.clone(), first.session.account.id.clone()]
    );
    let back = first.engine.resume(Some(first.session.account.id.clone()));
    assert_eq!(back.await.unwrap().unwrap().account.server, bench.url);
    first.engine.forget(second.account.id).await.unwrap();
    assert_eq!(first.engine.accounts().await.unwrap().len(), 1);
}
