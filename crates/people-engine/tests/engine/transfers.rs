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
