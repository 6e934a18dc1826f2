use people_engine::api::{AppError, Connection, PolicyFaultKind, Settings, Theme};
use people_engine::{Config, Engine, check_policy};

use crate::bench::Bench;

fn locked(setting: &str) -> AppError {
    AppError::Locked {
        setting: setting.into(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authority_of_the_administrator_is_trusted_now_and_after_a_restart() {
    let bench = Bench::new().await;
    let refused = Engine::start(bench.config())
        .unwrap()
        .sign_in(bench.form())
        .await;
    assert!(
        matches!(refused, Err(AppError::Certificate { .. })),
        "{refused:?}"
    );
    let pem = bench.sandbox.as_ref().unwrap().ca_pem().unwrap().to_owned();
    let authority = bench.file("ca.pem", pem);
    let (user, domain) = bench.username.split_once('@').unwrap();
    let policy = format!(
        "locked = [\"server\"]\n[server]\naddress = {:?}\ndomain = {domain:?}\nauthority = {authority:?}\n",
        bench.url
    );
    bench.file("policy.toml", policy);
    let engine = Engine::start(bench.config()).unwrap();
    let form = people_engine::api::SignIn {
        server: String::new(),
        username: user.into(),
        ..bench.form()
    };
    let session = engine.sign_in(form).await.unwrap();
    assert_eq!(session.account.username, bench.username);
    engine.in_step().await.unwrap();
    engine.close().await.unwrap();
    drop(engine);
    let again = Engine::start(bench.config()).unwrap();
    again.resume(None).await.unwrap().unwrap();
    again.in_step().await.unwrap();
    let session = again.session().await.unwrap().unwrap();
    assert_eq!(session.connection, Connection::Online);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_server_leaves_no_way_to_another() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let account = here.session.account.id.clone();
    here.engine.close().await.unwrap();
    drop(here);
    bench.file(
        "policy.toml",
        "locked = [\"server\"]\nserver.address = \"pbx.example.com\"",
    );
    let engine = bench.engine().await;
    assert_eq!(
        engine.sign_in(bench.form()).await.unwrap_err(),
        locked("server")
    );
    assert_eq!(engine.resume(None).await.unwrap(), None);
    assert_eq!(
        engine.resume(Some(account)).await.unwrap_err(),
        locked("server")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn presets_hold_and_a_locked_setting_is_not_changed() {
    let bench = Bench::new().await;
    bench.file(
        "policy.toml",
        "locked = [\"settings.calls\"]\n[settings]\ntheme = \"dark\"\ncalls.mailbox_prefix = \"*98\"\ncolour = 1",
    );
    let engine = Engine::start(bench.config()).unwrap();
    let settings = engine.settings().await.unwrap();
    assert_eq!(settings.theme, Theme::Dark);
    assert_eq!(settings.calls.mailbox_prefix, "*98");
    let policy = engine.policy().await.unwrap();
    assert!(policy.locked.contains(&"calls.line".to_owned()));
    let [fault] = &policy.faults[..] else {
        panic!("{policy:?}");
    };
    assert_eq!(
        (fault.line, fault.key.as_deref()),
        (Some(5), Some("settings.colour"))
    );
    assert_eq!(fault.why, PolicyFaultKind::UnknownKey);
    let mut changed = settings.clone();
    changed.calls.safe_transfers = false;
    changed.zoom = 200;
    let refused = engine.set_settings(changed).await.unwrap_err();
    assert_eq!(refused, locked("calls.safeTransfers"));
    assert_eq!(engine.settings().await.unwrap(), settings);
    let light = Settings {
        theme: Theme::Light,
        zoom: 1000,
        ..settings.clone()
    };
    engine.set_settings(light.clone()).await.unwrap();
    let kept = Settings { zoom: 300, ..light };
    assert_eq!(engine.settings().await.unwrap(), kept);
    drop(engine);
    assert_eq!(
        Engine::start(bench.config())
            .unwrap()
            .settings()
            .await
            .unwrap(),
        kept
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_are_none_are_refused() {
    let bench = Bench::new().await;
    let engine = bench.engine().await;
    let mut settings = Settings::default();
    settings.desktop.search_shortcut = Some("Ctrl++".into());
    let refused = engine.set_settings(settings).await.unwrap_err();
    assert!(matches!(refused, AppError::Shortcut { .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_without_files_of_its_own_keeps_to_the_policy_too() {
    let bench = Bench::new().await;
    bench.file(
        "policy.toml",
        "locked = [\"server\"]\nserver.address = \"pbx.example.com\"",
    );
    let engine = Engine::start(Config {
        keep: false,
        ..bench.config()
    });
    let refused = engine.unwrap().sign_in_with(bench.form(), None).await;
    assert_eq!(refused.unwrap_err(), locked("server"));
}

#[test]
fn the_page_gets_kinds_and_places_and_no_sentence() {
    let policy = check_policy(
        b"locked = [\"settings.zoom\"]\nserver.domain = 1\n[settings]\ntehme = \"dark\"",
    );
    let crossed = serde_json::to_value(policy).unwrap();
    let wanted = serde_json::json!({
        "server": null,
        "domain": null,
        "locked": ["zoom"],
        "faults": [
            {"line": 2, "column": 17, "key": "server.domain", "why": {"kind": "wrongType", "wanted": "string"}},
            {"line": 4, "column": 1, "key": "settings.tehme", "why": {"kind": "unknownKey"}},
        ],
    });
    assert_eq!(crossed, wanted);
}
