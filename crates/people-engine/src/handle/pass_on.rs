//! Transfers.

use people_core::calls::{CallEvent, TransferKind};
use wazo_client::{Error, TransferRequest};

use super::EngineHandle;
use crate::actor::Mailbox;
use crate::api::AppError;
use crate::session::{Act, explain_transfer, flow, read_calls};

impl EngineHandle {
    /// Passes a call on; without `call`, the one that can be. `row` is the contact whose number it is. For a mailbox, `number`
    /// is what [`menu`](Self::menu) gives as `voicemail`.
    pub async fn transfer(
        &self,
        call: Option<String>,
        number: String,
        kind: TransferKind,
        row: Option<u32>,
    ) -> Result<(), AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(transfer(mailbox, call, number, kind, row))
            .await
    }

    /// Gives the caller to the target.
    pub async fn complete_transfer(&self, transfer: String) -> Result<(), AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(end(mailbox, transfer, true)).await
    }

    /// Takes the caller back.
    pub async fn cancel_transfer(&self, transfer: String) -> Result<(), AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(end(mailbox, transfer, false)).await
    }
}

async fn transfer(
    mailbox: Mailbox,
    call: Option<String>,
    number: String,
    kind: TransferKind,
    row: Option<u32>,
) -> Result<(), AppError> {
    let begun = mailbox.ask(move |state| {
        let safe = state.settings().calls.safe_transfers;
        let live = state.live()?;
        let link = live.link()?;
        let ask = live.transfer_ask(call, number, kind, row, safe)?;
        if !live.press(&Act::Transfer(ask.call.clone())) {
            return Ok(None);
        }
        live.call_event(CallEvent::Ask(ask.clone()));
        live.tell_calls();
        Ok::<_, AppError>(Some((link, ask)))
    });
    let Some((link, ask)) = begun.await?? else {
        return Ok(());
    };
    let request = TransferRequest {
        initiator_call: ask.call.clone(),
        exten: ask.number.clone(),
        flow: flow(ask.flow()),
        timeout: None,
    };
    let answer = link.api.transfer(&request).await;
    let refused = answer.as_ref().err().cloned();
    let (epoch, host) = (link.epoch, link.host);
    // An answer that was lost says nothing: the server's list does.
    let list = match &answer {
        Err(error) if error.outcome_unknown() => {
            let asked = mailbox.ask(move |state| Some(state.live_of(epoch)?.clock.now()));
            let asked = asked.await?;
            asked.zip(read_calls(&link.api).await.ok())
        }
        _ => None,
    };
    let told = mailbox.ask(move |state| {
        let live = state.live_of(epoch)?;
        live.release(&Act::Transfer(ask.call.clone()));
        if let Some((asked, list)) = list {
            live.take_calls(asked, list);
        }
        live.transfer_answered(ask.call.clone(), answer);
        live.call(&ask.call).ok()?.transfer?.id
    });
    let known = told.await?;
    match refused {
        None => Ok(()),
        Some(error) if error.outcome_unknown() && known.is_some() => Ok(()),
        Some(Error::NotFound) => Err(AppError::NoSuchCall),
        Some(error) => Err(explain_transfer(&host, error)),
    }
}

async fn end(mailbox: Mailbox, id: String, complete: bool) -> Result<(), AppError> {
    let wish = match complete {
        true => CallEvent::Complete { id: id.clone() },
        false => CallEvent::Cancel { id: id.clone() },
    };
    let begun = mailbox.ask(move |state| {
        let live = state.live()?;
        let link = live.link()?;
        live.call_event(wish);
        live.tell_calls();
        Ok::<_, AppError>(link)
    });
    let link = begun.await??;
    let asked = if complete {
        link.api.complete_transfer(&id).await
    } else {
        link.api.cancel_transfer(&id).await
    };
    let Err(error) = asked else {
        return Ok(());
    };
    let doubted = error.clone();
    let (epoch, host) = (link.epoch, link.host);
    let told = mailbox.ask(move |state| {
        if let Some(live) = state.live_of(epoch) {
            live.call_event(CallEvent::Kept { id });
            live.doubt_calls(&doubted);
            live.tell_calls();
        }
    });
    told.await?;
    Err(explain_transfer(&host, error))
}
