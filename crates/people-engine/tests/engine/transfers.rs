use people_core::calls::{CallView, TransferKind, TransferPhase};
use people_engine::api::{AppError, CallSettings, Settings};
use serde_json::json;

use crate::bench::{Bench, SignedIn};
use crate::floor::{ANN, BOB, ZOE, talks};

/// Ann has called Zoé, and they talk; what Zoé sees of it.
async fn in_a_call(bench: &Bench) -> (SignedIn, CallView) {
    bench.set_phone(ZOE, json!({"answers_after_ms": 0})).await;
    let mut zoe = bench.signed_in().await;
    bench.dial(ANN, ZOE).await;
    zoe.calls(|calls| calls.iter().any(|call| call.can_transfer))
        .await;
    let call = zoe.one_call(talks).await;
    bench.stop_the_clock().await;
    (zoe, call)
}

/// More than the phone system takes for any one step.
const STEP: u32 = 1_000;

/// Waits until the transfer of the call is like this.
async fn transfer(
    zoe: &mut SignedIn,
    wanted: impl Fn(&TransferPhase) -> bool,
) -> people_core::calls::TransferView {
    let is = |call: &CallView| {
        call.transfer
            .as_ref()
            .is_some_and(|transfer| wanted(&transfer.phase))
    };
    let calls = zoe.calls(|calls| calls.iter().any(is)).await.calls;
    calls
        .into_iter()
        .find(|call| is(call))
        .unwrap()
        .transfer
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attended_transfer_is_completed_by_a_word() {
    let bench = Bench::new().await;
    let (mut zoe, call) = in_a_call(&bench).await;
    let kind = TransferKind::Attended;
    zoe.engine
        .transfer(None, BOB.into(), kind, None)
        .await
        .unwrap();
    bench.pass(STEP).await;
    let ringing = transfer(&mut zoe, |phase| *phase == TransferPhase::Ringing).await;
    assert_eq!(ringing.target.number.as_deref(), Some(BOB));
    let again = zoe.engine.transfer(Some(call.id), BOB.into(), kind, None);
    assert!(matches!(again.await, Err(AppError::TransferRefused { .. })));
    bench.phone("answer", BOB).await;
    bench.pass(STEP).await;
    let answered = transfer(&mut zoe, |phase| *phase == TransferPhase::Answered).await;
    assert!(answered.can_complete && answered.can_cancel);
    let id = answered.id.unwrap();
    zoe.engine.complete_transfer(id.clone()).await.unwrap();
    bench.pass(STEP).await;
    transfer(&mut zoe, |phase| *phase == TransferPhase::Completed).await;
    let over = zoe.engine.cancel_transfer(id).await.unwrap_err();
    assert_eq!(over, AppError::NoSuchTransfer);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_transfer_gives_the_caller_back() {
    let bench = Bench::new().await;
    let (mut zoe, call) = in_a_call(&bench).await;
    let kind = TransferKind::Attended;
    zoe.engine
        .transfer(Some(call.id.clone()), BOB.into(), kind, None)
        .await
        .unwrap();
    bench.pass(STEP).await;
    let ringing = transfer(&mut zoe, |phase| *phase == TransferPhase::Ringing).await;
    zoe.engine
        .cancel_transfer(ringing.id.unwrap())
        .await
        .unwrap();
    bench.pass(STEP).await;
    transfer(&mut zoe, |phase| {
        *phase == TransferPhase::Cancelled { why: None }
    })
    .await;
    let back = zoe.one_call(talks).await;
    assert_eq!(back.id, call.id);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_safe_blind_transfer_completes_once_the_colleague_is_there() {
    let bench = Bench::new().await;
    let (mut zoe, _) = in_a_call(&bench).await;
    zoe.engine
        .transfer(None, BOB.into(), TransferKind::Blind, None)
        .await
        .unwrap();
    bench.pass(STEP).await;
    let ringing = transfer(&mut zoe, |phase| *phase == TransferPhase::Ringing).await;
    assert!(ringing.safe);
    bench.phone("answer", BOB).await;
    bench.pass(STEP).await;
    bench.go_on().await;
    transfer(&mut zoe, |phase| *phase == TransferPhase::Completed).await;
    assert_eq!(bench.control.requests("PUT", "complete").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_safe_mode_a_blind_transfer_is_left_to_itself() {
    let bench = Bench::new().await;
    let (mut zoe, _) = in_a_call(&bench).await;
    let settings = Settings {
        calls: CallSettings {
            safe_transfers: false,
            ..CallSettings::default()
        },
        ..zoe.engine.settings().await.unwrap()
    };
    zoe.engine.set_settings(settings).await.unwrap();
    bench.set_phone(BOB, json!({"answers_after_ms": 0})).await;
    bench.go_on().await;
    zoe.engine
        .transfer(None, BOB.into(), TransferKind::Blind, None)
        .await
        .unwrap();
    let done = transfer(&mut zoe, |phase| *phase == TransferPhase::Completed).await;
    assert!(!done.safe);
    assert_eq!(bench.control.requests("PUT", "complete").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_does_not_exist_is_refused_and_the_call_goes_on() {
    let bench = Bench::new().await;
    let (mut zoe, call) = in_a_call(&bench).await;
    let kind = TransferKind::Attended;
    let refused = zoe.engine.transfer(None, "9999".into(), kind, None).await;
    let reason = "invalid-extension".to_owned();
    assert_eq!(refused, Err(AppError::TransferRefused { reason }));
    let still = zoe.one_call(talks).await;
    assert_eq!((still.id, still.transfer), (call.id, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_whose_answer_is_lost_goes_on_as_it_was_asked_for() {
    let bench = Bench::new().await;
    let (mut zoe, _) = in_a_call(&bench).await;
    let lost = json!({"path": "/api/calld/1.0/users/me/transfers", "method": "POST", "status": 504,
        "html": true, "commit": true, "times": 1});
    bench.control.fault(lost).await;
    let asked = zoe
        .engine
        .transfer(None, BOB.into(), TransferKind::Blind, None);
    asked.await.unwrap();
    bench.pass(STEP).await;
    let ringing = transfer(&mut zoe, |phase| *phase == TransferPhase::Ringing).await;
    assert_eq!((ringing.kind, ringing.safe), (TransferKind::Blind, true));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_calls_the_one_that_is_spoken_on_is_passed_on() {
    let bench = Bench::new().await;
    bench.set_phone(ZOE, json!({"answers_after_ms": 0})).await;
    let mut zoe = bench.signed_in().await;
    bench.dial(ANN, ZOE).await;
    let first = zoe
        .calls(|calls| calls.iter().any(|call| call.can_transfer))
        .await;
    bench.phone("hold", ZOE).await;
    bench.dial("1004", ZOE).await;
    zoe.calls(|calls| calls.iter().filter(|call| call.can_transfer).count() == 2)
        .await;
    let kind = TransferKind::Attended;
    zoe.engine
        .transfer(None, BOB.into(), kind, None)
        .await
        .unwrap();
    let calls = zoe
        .calls(|calls| calls.iter().any(|call| call.transfer.is_some()))
        .await;
    let passed_on = calls.calls.iter().find(|call| call.transfer.is_some());
    assert_ne!(passed_on.unwrap().id, first.calls[0].id);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_safe_transfer_that_cannot_complete_by_itself_is_left_to_the_person() {
    let bench = Bench::new().await;
    let (mut zoe, _) = in_a_call(&bench).await;
    let refused = json!({"path": "/api/calld/1.0/users/me/transfers/*/complete", "method": "PUT",
        "status": 503});
    bench.control.fault(refused).await;
    let kind = TransferKind::Blind;
    zoe.engine
        .transfer(None, BOB.into(), kind, None)
        .await
        .unwrap();
    bench.pass(STEP).await;
    transfer(&mut zoe, |phase| *phase == TransferPhase::Ringing).await;
    bench.phone("answer", BOB).await;
    bench.pass(STEP).await;
    let is_left = |call: &CallView| {
        let transfer = call.transfer.as_ref();
        transfer.is_some_and(|transfer| !transfer.safe && transfer.can_complete)
    };
    let calls = zoe.calls(|calls| calls.iter().any(is_left)).await;
    bench.control.heal().await;
    let left = calls.calls.into_iter().find(is_left).unwrap().transfer;
    let completed = zoe.engine.complete_transfer(left.unwrap().id.unwrap());
    completed.await.unwrap();
}
