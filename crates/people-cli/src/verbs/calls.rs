//! The own calls and transfers.

use people_core::calls::{CallView, TransferKind, TransferPhase, TransferView};
use people_core::list::View;
use people_core::number::same;
use people_engine::EngineHandle;
use people_engine::api::Update;
use serde_json::json;
use tokio::sync::mpsc::UnboundedReceiver;

use super::directory::find;
use crate::args::Transfer;
use crate::outcome::{Done, Failure};
use crate::{output, words};

/// Lists the own calls.
pub async fn list(engine: &EngineHandle, json: bool) -> Result<Done, Failure> {
    let calls = engine.calls().await?.calls;
    if json {
        output::json(&calls)?;
        return Ok(Done::Whole);
    }
    let rows: Vec<Vec<String>> = calls.into_iter().map(row).collect();
    output::table(&words::CALLS, &rows)?;
    Ok(Done::Whole)
}

/// Ends a call.
pub async fn hang_up(engine: &EngineHandle, call: String) -> Result<Done, Failure> {
    engine.hang_up(call).await?;
    Ok(Done::Whole)
}

/// Passes a call on. One that completes by itself is waited for, since it would not without this program.
pub async fn transfer(engine: &EngineHandle, asked: Transfer, json: bool) -> Result<Done, Failure> {
    engine.in_step().await?;
    engine.calls().await?;
    let kind = asked.kind();
    let number = match kind {
        TransferKind::Voicemail => mailbox(engine, asked.number).await?,
        TransferKind::Blind | TransferKind::Attended => asked.number,
    };
    let mut updates = engine.updates();
    engine
        .transfer(Some(asked.call.clone()), number, kind, None)
        .await?;
    let is_enough: fn(&TransferPhase) -> bool = match kind {
        TransferKind::Attended => |_| true,
        TransferKind::Blind | TransferKind::Voicemail => is_over,
    };
    let transfer = wait(engine, &mut updates, &asked.call, is_enough).await?;
    let phase = transfer.phase.clone();
    if json {
        output::json(&transfer)?;
    } else {
        output::line(&words::transferred(transfer.id.as_deref(), &phase))?;
    }
    Ok(match phase {
        TransferPhase::Cancelled { .. } | TransferPhase::Abandoned | TransferPhase::Lost => {
            Done::InPart
        }
        _ => Done::Whole,
    })
}

/// Gives the caller to the target.
pub async fn complete(engine: &EngineHandle, transfer: String) -> Result<Done, Failure> {
    engine.calls().await?;
    engine.complete_transfer(transfer).await?;
    Ok(Done::Whole)
}

/// Takes the caller back.
pub async fn cancel(engine: &EngineHandle, transfer: String) -> Result<Done, Failure> {
    engine.calls().await?;
    engine.cancel_transfer(transfer).await?;
    Ok(Done::Whole)
}

/// Calls a number.
pub async fn place(engine: &EngineHandle, number: String, json: bool) -> Result<Done, Failure> {
    engine.call(number.clone()).await?;
    if json {
        output::json(&json!({ "number": number }))?;
    } else {
        output::line(&words::called(&number))?;
    }
    Ok(Done::Whole)
}

/// What is dialled for a mailbox: a code as it is, else what is known of the owner of a number.
async fn mailbox(engine: &EngineHandle, number: String) -> Result<String, Failure> {
    if number.trim_start().starts_with('*') {
        return Ok(number);
    }
    let found = find(engine, View::All, number.clone()).await?;
    for (row, _) in found.contacts {
        let menu = engine.menu(row).await?;
        let owns = menu
            .transfers
            .iter()
            .any(|other| same(&other.value, &number));
        if let (true, Some(code)) = (owns, menu.voicemail) {
            return Ok(code);
        }
    }
    Err(Failure::Usage(words::no_mailbox(&number)))
}

/// Waits until the transfer of a call is known to the server and far enough.
async fn wait(
    engine: &EngineHandle,
    updates: &mut UnboundedReceiver<Update>,
    call: &str,
    is_enough: fn(&TransferPhase) -> bool,
) -> Result<TransferView, Failure> {
    let mut last = None;
    loop {
        let calls = engine.calls().await?.calls;
        let there = calls.into_iter().find(|other| other.id == call);
        match (there.and_then(|call| call.transfer), last) {
            (Some(transfer), _) if transfer.id.is_some() && is_enough(&transfer.phase) => {
                return Ok(transfer);
            }
            // The call and all there was to see of its transfer are gone.
            (None, Some(transfer)) => return Ok(transfer),
            (transfer, _) => last = transfer,
        }
        while !matches!(updates.recv().await, Some(Update::Calls { .. }) | None) {}
    }
}

fn is_over(phase: &TransferPhase) -> bool {
    matches!(
        phase,
        TransferPhase::Completed
            | TransferPhase::Cancelled { .. }
            | TransferPhase::Abandoned
            | TransferPhase::Lost
    )
}

fn row(call: CallView) -> Vec<String> {
    let transfer = call.transfer.as_ref();
    vec![
        call.id,
        if call.incoming { "from" } else { "to" }.into(),
        call.party.name.unwrap_or_default(),
        call.party.number.unwrap_or_default(),
        words::call_phase(&call.phase),
        transfer
            .and_then(|transfer| transfer.id.clone())
            .unwrap_or_default(),
        transfer
            .map(|transfer| words::transfer_phase(&transfer.phase).to_owned())
            .unwrap_or_default(),
    ]
}
