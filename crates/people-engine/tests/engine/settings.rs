use people_core::list::View;
use people_engine::api::{AppError, Connection, Settings, Theme, Update};

use crate::bench::{Bench, rows};

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_kept() {
    let bench = Bench::new().await;
    let engine = bench.engine().await;
    let dark = Settings {
        theme: Theme::Dark,
        language: Some("fr".into()),
        ..Settings::default()
    };
    engine.set_settings(dark.clone()).await.unwrap();
    drop(engine);
    assert_eq!(bench.engine().await.settings().await.unwrap(), dark);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_profile_brings_its_columns() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    let full = Settings {
        profile: "full".into(),
        ..Settings::default()
    };
    here.engine.set_settings(full).await.unwrap();
    here.update(|update| matches!(update, Update::Columns).then_some(()))
        .await;
    here.engine.in_step().await.unwrap();
    let session = here.engine.session().await.unwrap().unwrap();
    assert_eq!(session.profile, "full");
    assert_ne!(session.columns, here.session.columns);
    assert_eq!(
        session.counts.all,
        here.engine.session().await.unwrap().unwrap().counts.all
    );
    assert!(!here.search(View::All, "lambert").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_that_the_server_lacks_is_refused() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let full = Settings {
        profile: "full".into(),
        ..Settings::default()
    };
    here.engine.set_settings(full.clone()).await.unwrap();
    let wrong = Settings {
        profile: "nowhere".into(),
        ..Settings::default()
    };
    let error = here.engine.set_settings(wrong).await.unwrap_err();
    let profile = "nowhere".to_owned();
    assert_eq!(error, AppError::BadProfile { profile });
    assert_eq!(here.engine.settings().await.unwrap(), full);
    here.engine.in_step().await.unwrap();
    let before = here.session().await;
    assert_eq!(before.profile, "full");
    assert!(before.counts.all > 0 && before.counts.personal > 0);
    here.engine.refresh().await.unwrap();
    assert_eq!(here.session().await, before);
}

fn elsewhere() -> Settings {
    Settings {
        profile: "elsewhere".into(),
        ..Settings::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn other_settings_change_while_the_chosen_profile_is_not_the_shown_one() {
    let bench = Bench::new().await;
    let engine = bench.engine().await;
    engine.set_settings(elsewhere()).await.unwrap();
    engine.sign_in(bench.form()).await.unwrap();
    engine.in_step().await.unwrap();
    let dark = Settings {
        theme: Theme::Dark,
        ..elsewhere()
    };
    engine.set_settings(dark.clone()).await.unwrap();
    assert_eq!(engine.settings().await.unwrap(), dark);
    assert_eq!(engine.session().await.unwrap().unwrap().profile, "default");
    engine.set_settings(Settings::default()).await.unwrap();
    engine.in_step().await.unwrap();
    assert_eq!(engine.session().await.unwrap().unwrap().profile, "default");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_session_falls_back_from_a_profile_that_the_server_lacks() {
    let bench = Bench::new().await;
    let engine = bench.engine().await;
    engine.set_settings(elsewhere()).await.unwrap();
    engine.sign_in(bench.form()).await.unwrap();
    engine.in_step().await.unwrap();
    engine.close().await.unwrap();

    let engine = bench.engine().await;
    engine.resume(None).await.unwrap().unwrap();
    assert!(
        !rows(&engine, View::All, "").await.is_empty(),
        "from the copy"
    );
    engine.in_step().await.unwrap();
    engine.close().await.unwrap();
    for file in std::fs::read_dir(bench.home.path().join("data")).unwrap() {
        std::fs::remove_file(file.unwrap().path()).unwrap();
    }

    let engine = bench.engine().await;
    engine.resume(None).await.unwrap().unwrap();
    engine.in_step().await.unwrap();
    let session = engine.session().await.unwrap().unwrap();
    assert_eq!(
        (session.profile.as_str(), session.connection),
        ("default", Connection::Online)
    );
    assert!(!rows(&engine, View::All, "").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_that_was_chosen_while_signed_out_is_shown_with_the_next_session() {
    let bench = Bench::new().await;
    bench.signed_in().await.engine.close().await.unwrap();
    let engine = bench.engine().await;
    let full = Settings {
        profile: "full".into(),
        ..Settings::default()
    };
    engine.set_settings(full).await.unwrap();
    let session = engine.resume(None).await.unwrap().unwrap();
    assert!(session.counts.all > 0, "the copy is shown until then");
    engine.in_step().await.unwrap();
    assert_eq!(engine.session().await.unwrap().unwrap().profile, "full");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_falls_back_from_a_profile_that_the_server_lacks() {
    let bench = Bench::new().await;
    let engine = bench.engine().await;
    let elsewhere = Settings {
        profile: "elsewhere".into(),
        ..Settings::default()
    };
    engine.set_settings(elsewhere).await.unwrap();
    let session = engine.sign_in(bench.form()).await.unwrap();
    assert_eq!(session.profile, "default");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_local_copy_nothing_of_the_directory_is_on_disk() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let off = Settings {
        local_copy: false,
        ..Settings::default()
    };
    here.engine.set_settings(off).await.unwrap();
    let data = bench.home.path().join("data");
    assert_eq!(std::fs::read_dir(&data).unwrap().count(), 0);
    here.engine.refresh().await.unwrap();
    here.engine.close().await.unwrap();
    let engine = bench.engine().await;
    engine.resume(None).await.unwrap().unwrap();
    assert_eq!(std::fs::read_dir(&data).unwrap().count(), 0);
    assert_eq!(rows(&engine, View::Personal, "zzzzzz").await.len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wiped_copy_is_gone_and_what_is_on_screen_stays() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let all = here.search(View::All, "").await;
    here.engine.wipe_local_copy().await.unwrap();
    assert_eq!(here.search(View::All, "").await, all);
}
