//! What the exchange will do, and when.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::Out;
use super::leg::{CallerId, LegId};
use super::transfer::Rejoin;

/// A step that waits for its time. What it is about may be gone by then: it does nothing then.
#[derive(Debug)]
pub(super) enum Task {
    /// Tells of the leg as it then is.
    Tell {
        leg: LegId,
        name: &'static str,
    },
    /// Tells what has been written already.
    Send(Out),
    /// The phone at the end begins to ring.
    Ring {
        leg: LegId,
    },
    /// A phone does by itself what it is set to.
    Answer {
        leg: LegId,
    },
    Refuse {
        leg: LegId,
        cause: u16,
    },
    /// Nobody answered for long enough.
    GiveUp {
        leg: LegId,
    },
    /// The phone that asked for the call was not answered.
    OriginTimeout {
        leg: LegId,
    },
    /// The leg goes to where its number leads.
    Enter {
        leg: LegId,
    },
    /// After Asterisk has come back, what lines show is asked for anew.
    LookAtLines,
    /// The two sides hear each other.
    Join {
        one: LegId,
        other: LegId,
    },
    /// A call from outside reaches somebody.
    Reach {
        leg: LegId,
        user: Uuid,
    },
    /// The channel to a callee's phone is there.
    Appear {
        leg: LegId,
    },
    /// Another peer is shown.
    Rename {
        leg: LegId,
        peer: CallerId,
    },
    /// The caller is up because the callee is.
    Lift {
        leg: LegId,
    },
    /// The own name stands again in place of the number called.
    Unmask {
        leg: LegId,
    },
    /// A leg that only a message or a mailbox reaches.
    Play {
        leg: LegId,
        person: Uuid,
        cause: u16,
    },
    HangUp {
        leg: LegId,
        cause: u16,
    },
    /// A mailbox begins to record.
    Record {
        leg: LegId,
    },
    /// A queue looks for an agent who is free.
    LookForAgent {
        leg: LegId,
        queue: u32,
    },
    /// A pair of halves drops out of the call that it has made.
    Bypass {
        near: LegId,
    },
    /// The near half of a pair hears that the far one is up.
    Through {
        near: LegId,
    },
    /// The recipient of a transfer is called.
    TransferDials {
        transfer: Uuid,
    },
    /// Whoever waits for the recipient learns who rings.
    TransferNames {
        transfer: Uuid,
    },
    /// The initiator of a blind transfer is out of it.
    TransferLeaves {
        transfer: Uuid,
    },
    TransferTimeout {
        transfer: Uuid,
    },
    /// Both sides are back together.
    TransferRejoins {
        rejoin: Rejoin,
    },
}

/// Times in microseconds since 1970; what is due at one instant keeps its order.
#[derive(Debug, Default)]
pub(super) struct Agenda {
    tasks: BTreeMap<(i64, u64), Task>,
    count: u64,
}

impl Agenda {
    pub(super) fn add(&mut self, due: i64, task: Task) {
        self.count += 1;
        self.tasks.insert((due, self.count), task);
    }

    pub(super) fn next(&self) -> Option<i64> {
        self.tasks.first_key_value().map(|(&(due, _), _)| due)
    }

    /// The first task that is due by then.
    pub(super) fn take(&mut self, by: i64) -> Option<(i64, Task)> {
        let first = self.tasks.first_entry()?;
        let due = first.key().0;
        (due <= by).then(|| (due, first.remove()))
    }

    pub(super) fn clear(&mut self) {
        self.tasks.clear();
    }
}
