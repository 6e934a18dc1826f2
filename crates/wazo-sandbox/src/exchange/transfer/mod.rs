//! Transfers: the initiator parks a call, calls a recipient through a pair of local halves, and leaves both together.

mod finish;
mod start;

use serde_json::{Value, json};
use uuid::Uuid;

use super::agenda::Task;
use super::leg::LegId;
use super::{Exchange, Out};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flow {
    Attended,
    Blind,
}

impl Flow {
    fn name(self) -> &'static str {
        match self {
            Flow::Attended => "attended",
            Flow::Blind => "blind",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    Starting,
    Ready,
    Ringback,
    Answered,
    BlindTransferred,
    Abandoned,
    Ended,
}

impl Status {
    fn name(self) -> &'static str {
        match self {
            Status::Starting => "starting",
            Status::Ready => "ready",
            Status::Ringback => "ringback",
            Status::Answered => "answered",
            Status::BlindTransferred => "blind_transferred",
            Status::Abandoned => "abandoned",
            Status::Ended => "ended",
        }
    }
}

/// Why no transfer begins, or none ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// Nobody is at the other end of the call.
    NobodyToTransfer,
    /// More than one is.
    TooMany,
    AlreadyStarted,
    NoSuchExtension,
    /// The server runs into a fault of its own.
    Fault,
}

#[derive(Clone, Debug)]
pub(crate) struct Transfer {
    id: Uuid,
    /// Who transfers, and hears of it.
    pub(crate) user: Uuid,
    tenant: Uuid,
    initiator: LegId,
    initiator_call: String,
    transferred: LegId,
    transferred_call: String,
    /// The near half of the way to the recipient.
    recipient: Option<LegId>,
    recipient_call: Option<String>,
    target: String,
    /// In milliseconds.
    timeout: Option<i64>,
    status: Status,
    flow: Flow,
    /// Both sides were in calld's hands before.
    in_stasis: bool,
    /// Whoever waits has learnt who rings.
    named: bool,
}

impl Transfer {
    pub(crate) fn shown(&self) -> Value {
        self.shown_as(self.status)
    }

    /// Whether that is the near half of the way to its recipient.
    pub(super) fn goes_by(&self, near: LegId) -> bool {
        self.recipient == Some(near)
    }

    fn shown_as(&self, status: Status) -> Value {
        json!({
            "id": self.id,
            "initiator_uuid": self.user,
            "initiator_tenant_uuid": self.tenant,
            "transferred_call": self.transferred_call,
            "initiator_call": self.initiator_call,
            "recipient_call": self.recipient_call,
            "status": status.name(),
            "flow": self.flow.name(),
        })
    }
}

/// The two that are put together again after a transfer that came to nothing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rejoin {
    initiator: LegId,
    transferred: LegId,
    /// How often each is told of it.
    initiator_told: usize,
    transferred_told: usize,
}

impl Exchange {
    pub(crate) fn transfer(&self, id: Uuid) -> Option<&Transfer> {
        self.transfers.get(&id)
    }

    pub(crate) fn transfers(&self) -> impl Iterator<Item = &Transfer> {
        self.transfers.values()
    }

    /// Tells the initiator, later, of the transfer as it is now.
    fn transfer_told(
        &mut self,
        milliseconds: i64,
        transfer: &Transfer,
        status: Status,
        name: &'static str,
    ) {
        let out = Out::Event {
            name,
            user: transfer.user,
            acl: format!("events.transfers.{}", transfer.user),
            data: transfer.shown_as(status),
        };
        self.after(milliseconds, Task::Send(out));
    }

    /// The end of the recipient's way, and who is there: nobody for a message or a mailbox.
    fn reached(&self, near: LegId) -> Option<LegId> {
        let far = self.legs.get(&self.twin(near)?)?;
        let there = self.others_in_bridge(far).next().map(|leg| leg.id);
        there.or(far.rings)
    }
}
