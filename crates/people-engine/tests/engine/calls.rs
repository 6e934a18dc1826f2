use people_core::calls::CallPhase;
use people_core::list::View;
use people_core::presence::PhoneState;
use people_engine::api::{AppError, CallSettings, PageAddressFault, Settings, Update};
use serde_json::json;

use crate::bench::Bench;
use crate::floor::{ANN, ZOE, talks};

/// Two people of whom one calls the other, each with a program: who calls, and who is called.
async fn ringing(bench: &Bench) -> (crate::bench::SignedIn, crate::bench::SignedIn) {
    let zoe = bench.signed_in().await;
    let ann = bench.colleague(&zoe, ANN).await;
    zoe.engine.call(ANN.into()).await.unwrap();
    (zoe, ann)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_goes_from_the_own_phone_to_two_people_talking_to_its_end() {
    let bench = Bench::new().await;
    let (mut zoe, mut ann) = ringing(&bench).await;
    let call = zoe.one_call(|phase| *phase == CallPhase::OwnPhone).await;
    assert!(!call.incoming);
    zoe.own(|own| {
        own.lines
            .iter()
            .any(|line| line.phone == PhoneState::Ringing)
    })
    .await;
    bench.phone("answer", ZOE).await;
    zoe.one_call(|phase| *phase == CallPhase::Calling).await;

    let rings = ann.update(|update| match update {
        Update::Rings { call } => Some(call.clone()),
        _ => None,
    });
    let rings = rings.await;
    let call = ann.one_call(|phase| *phase == CallPhase::Ringing).await;
    assert_eq!(call.id, rings, "told before it rings");
    assert_eq!(call.party.name.as_deref(), Some("Zoé Lambert"));
    assert!(call.party.row.is_some(), "known to the directory");
    assert!(call.incoming);

    bench.phone("answer", ANN).await;
    let theirs = ann.one_call(talks).await;
    let ours = zoe.one_call(talks).await;
    assert!(ours.can_transfer && theirs.can_transfer);
    assert!(ours.party.name.is_some());

    zoe.engine.mute(ours.id.clone(), true).await.unwrap();
    zoe.one_call(|phase| matches!(phase, CallPhase::Connected { muted: true, .. }))
        .await;
    zoe.engine
        .send_digits(ours.id.clone(), "12#".into())
        .await
        .unwrap();
    zoe.engine.hang_up(ours.id.clone()).await.unwrap();
    zoe.no_call().await;
    ann.no_call().await;
    zoe.engine.hang_up(ours.id.clone()).await.unwrap();
    let gone = zoe.engine.mute(ours.id, true).await.unwrap_err();
    assert_eq!(gone, AppError::NoSuchCall);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_nobody_takes_is_missed_once_and_kept_until_it_is_seen() {
    let bench = Bench::new().await;
    let mut zoe = bench.signed_in().await;
    let outside = json!({"to": ZOE, "name": "Grace", "number": "+49 30 1234567"});
    bench.control.send("POST", "outside", outside).await;
    let call = zoe.one_call(|phase| *phase == CallPhase::Ringing).await;
    assert_eq!(call.party.name.as_deref(), Some("Grace"));
    bench.phone("decline", ZOE).await;
    zoe.no_call().await;
    assert_eq!(zoe.engine.missed().await.unwrap().unseen, 0, "declined");

    bench.stop_the_clock().await;
    bench.dial(ANN, ZOE).await;
    bench.pass(1_000).await;
    zoe.one_call(|phase| *phase == CallPhase::Ringing).await;
    bench.phone("hangup", ANN).await;
    bench.pass(1_000).await;
    zoe.no_call().await;
    let missed = zoe.engine.missed().await.unwrap();
    assert_eq!((missed.unseen, missed.calls.len()), (1, 1));
    assert_eq!(missed.calls[0].party.number.as_deref(), Some(ANN));
    zoe.engine.close().await.unwrap();

    let engine = bench.engine().await;
    engine.resume(None).await.unwrap().unwrap();
    assert_eq!(engine.missed().await.unwrap().unseen, 1, "kept");
    engine.see_missed().await.unwrap();
    assert_eq!(engine.missed().await.unwrap().unseen, 0);
    assert_eq!(engine.missed().await.unwrap().calls.len(), 1);
    engine.clear_missed().await.unwrap();
    assert_eq!(engine.missed().await.unwrap().calls, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_that_cannot_be_told_to_hold_is_remembered() {
    let bench = Bench::new().await;
    bench
        .set_phone(ZOE, json!({"picks_up_after_ms": 0, "hold_by_api": false}))
        .await;
    bench.set_phone(ANN, json!({"answers_after_ms": 0})).await;
    let (mut zoe, _ann) = ringing(&bench).await;
    let call = zoe.one_call(talks).await;
    assert!(call.can_hold);
    let cannot = zoe.engine.hold(call.id.clone(), true).await.unwrap_err();
    assert_eq!(cannot, AppError::PhoneCannot);
    assert!(!zoe.one_call(talks).await.can_hold);
    zoe.engine.close().await.unwrap();

    let engine = bench.engine().await;
    engine.resume(None).await.unwrap().unwrap();
    engine.in_step().await.unwrap();
    let calls = engine.calls().await.unwrap().calls;
    assert_eq!(calls.len(), 1, "asked for at the start");
    assert!(!calls[0].can_hold, "remembered");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_that_holds_is_not_pressed_twice() {
    let bench = Bench::new().await;
    bench
        .set_phone(ZOE, json!({"picks_up_after_ms": 0, "hold_by_api": true}))
        .await;
    bench.set_phone(ANN, json!({"answers_after_ms": 0})).await;
    let (mut zoe, _ann) = ringing(&bench).await;
    let call = zoe.one_call(talks).await.id;
    let (first, second) = tokio::join!(
        zoe.engine.hold(call.clone(), true),
        zoe.engine.hold(call.clone(), true)
    );
    first.unwrap();
    second.unwrap();
    zoe.engine.hold(call.clone(), true).await.unwrap();
    assert_eq!(bench.control.requests("PUT", "hold/start").await, 1);
    let held = |phase: &CallPhase| matches!(phase, CallPhase::Connected { on_hold: true, .. });
    zoe.one_call(held).await;
    zoe.engine.hold(call, false).await.unwrap();
    zoe.one_call(|phase| talks(phase) && !held(phase)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_phone_system_refuses_is_told_in_its_words() {
    let bench = Bench::new().await;
    bench.set_phone(ZOE, json!({"registered": false})).await;
    let zoe = bench.signed_in().await;
    let refused = zoe.engine.call(ANN.into()).await.unwrap_err();
    let reason = "call-origin-unavailable".to_owned();
    assert_eq!(refused, AppError::CallRefused { reason });
    let no_number = zoe.engine.call("Ann".into()).await.unwrap_err();
    assert_eq!(no_number, AppError::NotANumber { text: "Ann".into() });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_places_one_call() {
    let bench = Bench::new().await;
    let mut zoe = bench.signed_in().await;
    let (first, second) =
        tokio::join!(zoe.engine.call(ANN.into()), zoe.engine.call("10 02".into()));
    first.unwrap();
    second.unwrap();
    zoe.one_call(|_| true).await;
    assert_eq!(bench.control.requests("POST", "users/me/calls").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_placed_from_the_chosen_line_as_the_settings_say() {
    let bench = Bench::new().await;
    let mut zoe = bench.signed_in().await;
    let line = zoe.own(|own| !own.lines.is_empty()).await.lines[0].id;
    let settings = Settings {
        calls: CallSettings {
            auto_answer: true,
            line: Some(line),
            ..CallSettings::default()
        },
        ..zoe.engine.settings().await.unwrap()
    };
    zoe.engine.set_settings(settings).await.unwrap();
    zoe.engine.call(ANN.into()).await.unwrap();
    let calls = bench.control.send("GET", "exchange", json!(null)).await;
    assert_eq!(calls["calls"][0]["line_id"], line);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_about_the_caller_is_filled_in_and_a_bad_address_refused() {
    let bench = Bench::new().await;
    let mut zoe = bench.signed_in().await;
    let with = |page: &str, settings: Settings| Settings {
        calls: CallSettings {
            caller_page: page.into(),
            ..CallSettings::default()
        },
        ..settings
    };
    let settings = zoe.engine.settings().await.unwrap();
    let bad = with("file:///{number}", settings.clone());
    let refused = zoe.engine.set_settings(bad).await.unwrap_err();
    let fault = PageAddressFault::NotWeb;
    assert_eq!(refused, AppError::BadPageAddress { fault });

    bench.dial(ANN, ZOE).await;
    let call = zoe.one_call(|_| true).await.id;
    assert_eq!(zoe.engine.caller_page(call.clone()).await, Ok(None));
    let page = with("https://crm.example/?tel={number}", settings);
    zoe.engine.set_settings(page).await.unwrap();
    let filled = zoe.engine.caller_page(call).await.unwrap();
    assert_eq!(filled.as_deref(), Some("https://crm.example/?tel=1002"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_is_offered_where_the_phone_system_knows_one() {
    let bench = Bench::new().await;
    let zoe = bench.signed_in().await;
    let row = zoe.row(View::All, ANN).await;
    let menu = zoe.engine.menu(row).await.unwrap();
    assert!(menu.user.is_some());
    let own = zoe.row(View::All, "Zoé Lambert").await;
    assert_eq!(
        zoe.engine.menu(own).await.unwrap().user,
        None,
        "never to oneself"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_is_told_once_to_pick_up() {
    let bench = Bench::new().await;
    bench.set_phone(ZOE, json!({"hold_by_api": true})).await;
    let mut zoe = bench.signed_in().await;
    bench.dial(ANN, ZOE).await;
    let call = zoe.one_call(|phase| *phase == CallPhase::Ringing).await;
    for _ in 0..2 {
        zoe.engine.answer(call.id.clone()).await.unwrap();
    }
    zoe.one_call(talks).await;
    zoe.engine.answer(call.id).await.unwrap();
    assert_eq!(bench.control.requests("PUT", "/answer").await, 1);
}
