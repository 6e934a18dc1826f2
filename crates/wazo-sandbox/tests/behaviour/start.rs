use reqwest::Certificate;
use serde_json::json;
use sha2::{Digest, Sha256};
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use wazo_sandbox::{Options, Sandbox, StartError};

use crate::visitor::{Visitor, client, client_builder, demo};

#[tokio::test]
async fn an_address_that_is_not_loopback_is_refused() {
    let options = Options {
        listen: "0.0.0.0:0".parse().unwrap(),
        ..Options::default()
    };
    assert!(matches!(
        Sandbox::start(options).await,
        Err(StartError::NotLoopback(_))
    ));
}

#[tokio::test]
async fn a_port_that_is_taken_is_an_error() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let listen = sandbox
        .url()
        .strip_prefix("http://")
        .unwrap()
        .parse()
        .unwrap();
    assert!(matches!(
        Sandbox::start(Options {
            listen,
            ..Options::default()
        })
        .await,
        Err(StartError::Listen(_))
    ));
}

#[tokio::test]
async fn over_tls_only_who_trusts_the_certificate_comes_in() {
    let sandbox = Sandbox::start(Options {
        tls: true,
        ..Options::default()
    })
    .await
    .unwrap();
    let url = format!("{}/api/auth/0.1/backends", sandbox.url());
    assert!(sandbox.url().starts_with("https://127.0.0.1:"));
    assert!(client().get(&url).send().await.is_err());
    let pem = sandbox.ca_pem().unwrap();
    assert_eq!(std::fs::read_to_string(sandbox.ca().unwrap()).unwrap(), pem);
    let certificate = Certificate::from_pem(pem.as_bytes()).unwrap();
    let trusting = client_builder()
        .tls_certs_only([certificate])
        .build()
        .unwrap();
    assert_eq!(trusting.get(&url).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn the_fingerprint_is_that_of_the_certificate() {
    use rustls::pki_types::CertificateDer;
    use rustls::pki_types::pem::PemObject;

    let sandbox = Sandbox::start(Options {
        tls: true,
        ..Options::default()
    })
    .await
    .unwrap();
    let der = CertificateDer::from_pem_slice(sandbox.ca_pem().unwrap().as_bytes()).unwrap();
    let digest: String = Sha256::digest(&der)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(sandbox.fingerprint(), Some(digest.as_str()));
}

#[tokio::test]
async fn the_certificate_stays_the_same_in_a_data_directory() {
    let directory = tempfile::tempdir().unwrap();
    let options = Options {
        tls: true,
        data: Some(directory.path().to_owned()),
        ..Options::default()
    };
    let first = Sandbox::start(options.clone()).await.unwrap();
    let fingerprint = first.fingerprint().unwrap().to_owned();
    first.stop().await;
    assert_eq!(
        Sandbox::start(options).await.unwrap().fingerprint(),
        Some(fingerprint.as_str())
    );
}

#[tokio::test]
async fn a_stop_closes_the_port_and_breaks_what_is_under_way() {
    let (sandbox, visitor) = demo().await;
    visitor
        .tell(
            "/faults",
            json!({"path": "/api/chatd", "delay_ms": 86_400_000, "times": 1}),
        )
        .await;
    let request = visitor.request(reqwest::Method::GET, "/api/chatd/1.0/users/presences");
    let waiting = tokio::spawn(request.send());
    while visitor.ask_control("/faults").await["items"] != json!([]) {}
    let address = sandbox.url().strip_prefix("http://").unwrap().to_owned();
    sandbox.stop().await;
    assert!(waiting.await.unwrap().is_err());
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_dropped_sandbox_stops_too() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let mut stream = TcpStream::connect(sandbox.url().strip_prefix("http://").unwrap())
        .await
        .unwrap();
    drop(sandbox);
    let mut rest = Vec::new();
    let end = stream.read_to_end(&mut rest).await;
    assert!(end.is_err() || rest.is_empty());
}

#[tokio::test]
async fn a_hundred_thousand_people_and_contacts_are_all_found() {
    let options = Options {
        people: 100_000,
        personal: 100_000,
        ..Options::default()
    };
    let sandbox = Sandbox::start(options).await.unwrap();
    let visitor = Visitor::sign_in(
        sandbox.url(),
        sandbox.username(),
        sandbox.password(),
        String::new(),
    )
    .await;
    let rows = visitor.rows("").await;
    let from = |backend: &str| rows.iter().filter(|row| row["backend"] == backend).count();
    assert_eq!(from("wazo"), 100_000);
    // One has none of the columns that its source searches.
    assert_eq!(visitor.personal().await.len(), 100_000);
    assert_eq!(from("personal"), 100_000 - 1);
    assert_eq!(
        visitor
            .rows("100999")
            .await
            .iter()
            .filter(|row| row["backend"] == "wazo")
            .count(),
        1
    );
}

#[tokio::test]
async fn the_seed_decides_who_is_there() {
    let first = ids(1).await;
    assert_eq!(first, ids(1).await);
    assert_ne!(first, ids(2).await);
}

async fn ids(seed: u64) -> Vec<String> {
    let sandbox = Sandbox::start(Options {
        seed,
        people: 80,
        ..Options::default()
    })
    .await
    .unwrap();
    let visitor = Visitor::sign_in(
        sandbox.url(),
        sandbox.username(),
        sandbox.password(),
        String::new(),
    )
    .await;
    let rows = visitor.rows("").await;
    let mut ids: Vec<String> = rows
        .iter()
        .map(|row| row["relations"].to_string())
        .collect();
    ids.sort();
    ids
}
