//! A state in a few words.

use std::cell::RefCell;
use std::collections::HashMap;

use people_core::calls::{
    CallPhase, CallState, CallView, Effect, Party, TransferKind, TransferPhase, TransferView,
};

/// Gives calls and transfers short names, in the order in which they are seen.
#[derive(Default)]
pub struct Names(RefCell<HashMap<String, String>>);

impl Names {
    fn of(&self, id: &str, prefix: &str) -> String {
        let mut names = self.0.borrow_mut();
        let next = names
            .values()
            .filter(|name| name.starts_with(prefix))
            .count()
            + 1;
        names
            .entry(id.to_owned())
            .or_insert_with(|| format!("{prefix}{next}"))
            .clone()
    }

    /// The calls, one a line, and the missed ones.
    pub fn state(&self, state: &CallState) -> Vec<String> {
        let mut lines: Vec<String> = state
            .calls(&())
            .iter()
            .map(|call| self.call(call))
            .collect();
        lines.extend(
            state
                .missed(&())
                .iter()
                .map(|missed| format!("missed {} x{}", party(&missed.party), missed.times)),
        );
        lines
    }

    pub fn effect(&self, effect: &Effect) -> String {
        match effect {
            Effect::Rings { call } => format!("! {} rings", self.of(call, "call")),
            Effect::CompleteTransfer { id } => format!("! complete {}", self.of(id, "transfer")),
            Effect::AskCalls => "! ask for the calls".to_owned(),
            Effect::Missed => "! missed".to_owned(),
        }
    }

    fn call(&self, call: &CallView) -> String {
        let mut words = vec![
            self.of(&call.id, "call"),
            if call.incoming { "from" } else { "to" }.to_owned(),
            party(&call.party),
            phase(&call.phase),
        ];
        let can = [
            (call.can_answer, "answer"),
            (call.can_hold, "hold"),
            (call.can_transfer, "transfer"),
        ];
        words.extend(
            can.iter()
                .filter(|(can, _)| *can)
                .map(|(_, word)| format!("+{word}")),
        );
        if let Some(transfer) = &call.transfer {
            words.push(self.transfer(transfer));
        }
        words.join(" ")
    }

    fn transfer(&self, transfer: &TransferView) -> String {
        let kind = match transfer.kind {
            TransferKind::Blind => "blind",
            TransferKind::Attended => "attended",
            TransferKind::Voicemail => "voicemail",
        };
        let mut words = vec![
            "|".to_owned(),
            transfer
                .id
                .as_deref()
                .map_or("transfer".to_owned(), |id| self.of(id, "transfer")),
            if transfer.safe {
                format!("safe {kind}")
            } else {
                kind.to_owned()
            },
            "to".to_owned(),
            party(&transfer.target),
            transfer_phase(&transfer.phase),
        ];
        let can = [
            (transfer.can_complete, "complete"),
            (transfer.can_cancel, "cancel"),
        ];
        words.extend(
            can.iter()
                .filter(|(can, _)| *can)
                .map(|(_, word)| format!("+{word}")),
        );
        words.join(" ")
    }
}

fn party(party: &Party) -> String {
    let name = party.name.as_deref().unwrap_or("-");
    let number = party.number.as_deref().unwrap_or("-");
    format!("{name}<{number}>")
}

fn phase(phase: &CallPhase) -> String {
    match phase {
        CallPhase::OwnPhone => "own phone rings".to_owned(),
        CallPhase::Calling => "calling".to_owned(),
        CallPhase::Ringing => "ringing".to_owned(),
        CallPhase::Connected {
            since,
            on_hold,
            muted,
        } => {
            let since = since
                .trim_start_matches("1970-01-01T00:0")
                .trim_end_matches('Z');
            let on = |on: &bool, word| if *on { word } else { "" };
            format!(
                "connected since {since}{}{}",
                on(on_hold, " held"),
                on(muted, " muted")
            )
        }
        CallPhase::Alone => "alone".to_owned(),
        CallPhase::Left => "left".to_owned(),
    }
}

fn transfer_phase(phase: &TransferPhase) -> String {
    match phase {
        TransferPhase::Cancelled { why: Some(why) } => format!("cancelled ({why:?})"),
        TransferPhase::Cancelled { why: None } => "cancelled".to_owned(),
        other => format!("{other:?}").to_lowercase(),
    }
}
