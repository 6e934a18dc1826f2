use people_core::list::View;
use people_engine::api::{AppError, CertificateFault, Connection, ExportFormat, Update};
use serde_json::json;

use crate::bench::{Bench, everything, field, host, next, query, rows};

#[tokio::test(flavor = "multi_thread")]
async fn without_its_server_a_kept_session_shows_the_last_snapshot_and_since_when() {
    let mut bench = Bench::new().await;
    let here = bench.signed_in().await;
    let online = here.search(View::All, "").await;
    here.engine.close().await.unwrap();
    bench.stop().await;

    let engine = bench.engine().await;
    let mut updates = engine.updates();
    let session = engine.resume(None).await.unwrap().unwrap();
    let Connection::Connecting { since: Some(since) } = session.connection else {
        panic!("{:?}", session.connection);
    };
    assert!(since.ends_with('Z'), "{since}");
    assert_eq!(session.me.name, "Zoé Lambert");
    assert_eq!(rows(&engine, View::All, "").await, online);
    assert_eq!(rows(&engine, View::Personal, "").await.len(), 25);

    let told = next(&mut updates, |update| match update {
        people_engine::api::Update::Connection {
            connection:
                Connection::Offline {
                    since,
                    reason: None,
                },
        } => Some(since.clone()),
        _ => None,
    });
    assert_eq!(told.await, Some(since));
    let row = engine.open(query(View::Personal, "")).await.unwrap().rows[0].id;
    let new = vec![field("firstname", "x")];
    assert_eq!(engine.save(None, new).await.unwrap_err(), AppError::Offline);
    assert_eq!(engine.remove(row).await.unwrap_err(), AppError::Offline);
    assert_eq!(
        engine.set_favorite(row, true).await.unwrap_err(),
        AppError::Offline
    );
    assert_eq!(
        engine.call("1001".into()).await.unwrap_err(),
        AppError::Offline
    );
    let path = bench.home.path().join("offline.csv");
    let exported = engine
        .export(path, everything(ExportFormat::Csv))
        .await
        .unwrap();
    assert_eq!(exported.count, 25);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_server_is_noticed_and_found_again() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    bench
        .control
        .fault(json!({"path": "/api", "status": 502, "html": true}))
        .await;
    bench.control.send("POST", "socket/close", json!({})).await;
    here.connection(|connection| {
        matches!(
            connection,
            Connection::Offline {
                since: Some(_),
                reason: None
            }
        )
    })
    .await;
    assert!(!here.search(View::All, "lambert").await.is_empty());
    bench.control.heal().await;
    here.connection(|connection| *connection == Connection::Online)
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_session_tells_that_the_certificate_changed() {
    let bench = Bench::new().await;
    bench.signed_in().await.engine.close().await.unwrap();
    let engine = bench.engine().await;
    let other = "00ff".repeat(16);
    let pinned = engine.trust(bench.url.clone(), other.clone());
    pinned.await.unwrap();
    let mut updates = engine.updates();
    let session = engine.resume(None).await.unwrap().unwrap();
    let reason = next(&mut updates, |update| match update {
        Update::Connection {
            connection: Connection::Offline { reason, .. },
        } => Some(reason.clone()),
        _ => None,
    });
    let changed = AppError::Certificate {
        host: host(),
        fingerprint: bench.fingerprint.clone(),
        fault: CertificateFault::Changed { expected: other },
    };
    assert_eq!(reason.await, Some(changed));

    engine.forget(session.account.id).await.unwrap();
    let unknown = engine.sign_in(bench.form()).await.unwrap_err();
    let fault = CertificateFault::UnknownIssuer;
    assert!(matches!(unknown, AppError::Certificate { fault: found, .. } if found == fault));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_session_goes_on_and_follows_what_changed_meanwhile() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    here.engine.close().await.unwrap();
    let person = json!({"firstname": "Brandnew", "lastname": "Newcomer", "number": "1999"});
    bench.control.send("POST", "people", person).await;
    let engine = bench.engine().await;
    let mut updates = engine.updates();
    engine.resume(None).await.unwrap().unwrap();
    assert_eq!(rows(&engine, View::All, "").await.len(), 100);
    engine.in_step().await.unwrap();
    next(&mut updates, |update| match update {
        people_engine::api::Update::List { .. } => Some(()),
        _ => None,
    })
    .await;
    assert_eq!(rows(&engine, View::All, "brandnew").await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_that_is_silently_missing_keeps_its_contacts() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let before = here.engine.session().await.unwrap().unwrap().counts;
    let source = json!({"name": "auto_conference_acme", "available": false});
    bench.control.send("POST", "sources", source).await;
    here.engine.refresh().await.unwrap();
    let after = here.engine.session().await.unwrap().unwrap().counts;
    assert_eq!(after, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_local_copy_is_built_anew() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let store = bench
        .home
        .path()
        .join("data")
        .join(format!("{}.sqlite", here.session.account.id));
    here.engine.close().await.unwrap();
    let whole = std::fs::read(&store).unwrap();
    std::fs::write(
        &store,
        b"rubbish, and long enough to be told from an empty file",
    )
    .unwrap();
    let engine = bench.engine().await;
    engine.resume(None).await.unwrap().unwrap();
    engine.in_step().await.unwrap();
    assert!(!rows(&engine, View::All, "lambert").await.is_empty());
    engine.sign_out(false).await.unwrap();
    assert!(std::fs::read(&store).unwrap().len() >= whole.len() / 2);
    assert!(store.with_extension("damaged").exists());
}
