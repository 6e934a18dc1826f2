//! One call of the own phones.

use super::facts::{CallFacts, CallerId, Channel, Millis};
use super::time::rfc3339;
use super::transfer::Transfer;
use super::view::CallPhase;
use crate::number::same;

/// A call, from its first event to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Call {
    pub(super) id: String,
    pub(super) conversation: Option<String>,
    pub(super) line: Option<i64>,
    placed: bool,
    /// Who is at the other end, or was when a transfer parked them.
    other: CallerId,
    user: Option<String>,
    progress: Progress,
    on_hold: bool,
    muted: bool,
    /// Refused or hung up from here.
    pub(super) dropped: bool,
    /// Whether it was looked at as one that nobody took.
    pub(super) counted: bool,
    /// When it began to ring: a fact of the day, which no clock that is set moves.
    pub(super) started: Millis,
    pub(super) touched: Millis,
}

/// How far a call is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    /// The own phone has not answered.
    Waiting(Channel),
    /// It has, and is not joined with anybody yet.
    Reached { up: Millis },
    /// People talk.
    Talking { since: Millis },
    /// They did, and nobody is there now.
    Alone { since: Millis },
    /// Over for the own phone.
    Left,
}

impl Call {
    /// A call that is seen for the first time, `started` and `answered` at these times.
    pub(super) fn new(facts: &CallFacts, started: Millis, at: Millis) -> Self {
        Self {
            id: facts.id.clone(),
            conversation: None,
            line: None,
            placed: facts.placed || is_of_all_lines(facts),
            other: CallerId::default(),
            user: None,
            progress: Progress::Waiting(Channel::Down),
            on_hold: false,
            muted: false,
            dropped: false,
            counted: false,
            started,
            touched: at,
        }
    }

    /// Takes what the server says of it, and its transfer what is said of the target. `up` is when the own
    /// phone answered, if this is the first time that it is said.
    pub(super) fn take(
        &mut self,
        facts: &CallFacts,
        transfer: Option<&mut Transfer>,
        up: Millis,
        at: Millis,
    ) {
        if self.progress == Progress::Left {
            return;
        }
        self.conversation.clone_from(&facts.conversation);
        self.line = facts.line.or(self.line);
        self.placed |= is_of_all_lines(facts);
        self.on_hold = facts.on_hold;
        self.muted = facts.muted;
        self.touched = at;
        let parked = transfer.is_some();
        self.meet(facts, transfer);
        if let ([Some(user)], false) = (facts.talking_to.as_slice(), parked) {
            self.user = Some(user.clone());
        }
        self.progress = self.advance(facts, up, at);
    }

    /// Takes what was dialled for it here.
    pub(super) fn dialled(&mut self, number: String, user: Option<String>) {
        self.placed = true;
        self.other.number.get_or_insert(number);
        self.user = self.user.take().or(user);
    }

    /// Takes that it is held or no longer held.
    pub(super) fn hold(&mut self, on: bool, at: Millis) {
        self.on_hold = on;
        self.touched = at;
    }

    /// Takes that it is over for the own phone.
    pub(super) fn leave(&mut self) {
        self.progress = Progress::Left;
    }

    /// What it is doing.
    pub(super) fn phase(&self) -> CallPhase {
        let connected = |since| CallPhase::Connected {
            since: rfc3339(since),
            on_hold: self.on_hold,
            muted: self.muted,
        };
        match self.progress {
            Progress::Waiting(Channel::Ring) if self.placed => CallPhase::Calling,
            Progress::Waiting(_) if self.placed => CallPhase::OwnPhone,
            Progress::Waiting(_) => CallPhase::Ringing,
            Progress::Reached { .. } if self.placed => CallPhase::Calling,
            // Who calls is there when the own phone answers; being joined takes a moment longer.
            Progress::Reached { up } => connected(up),
            Progress::Talking { since } => connected(since),
            Progress::Alone { .. } => CallPhase::Alone,
            Progress::Left => CallPhase::Left,
        }
    }

    /// Who is at the other end, and the user that they are.
    pub(super) fn other(&self) -> (&CallerId, Option<&str>) {
        (&self.other, self.user.as_deref())
    }

    /// Whether it came from outside the own phone.
    pub(super) fn is_incoming(&self) -> bool {
        !self.placed
    }

    /// Whether somebody calls and nobody has answered.
    pub(super) fn rings(&self) -> bool {
        !self.placed && matches!(self.progress, Progress::Waiting(_))
    }

    /// Whether it is a missed one, as far as it goes, when it ends now.
    pub(super) fn is_missed_at_its_end(&self) -> bool {
        self.rings() && !self.dropped && !self.counted
    }

    /// Whether the own phone has answered, if ever so shortly.
    pub(super) fn was_answered(&self) -> bool {
        !matches!(self.progress, Progress::Waiting(_))
    }

    /// Whether two people talk.
    pub(super) fn talks(&self) -> bool {
        matches!(self.progress, Progress::Talking { .. })
    }

    /// Whether it is over for the own phone.
    pub(super) fn is_left(&self) -> bool {
        self.progress == Progress::Left
    }

    /// Moves its times with the clock.
    pub(super) fn shift(&mut self, by: Millis) {
        self.touched = self.touched.saturating_add(by);
        if let Progress::Reached { up: time }
        | Progress::Talking { since: time }
        | Progress::Alone { since: time } = &mut self.progress
        {
            *time = time.saturating_add(by);
        }
    }

    /// A channel goes one way only: what says otherwise is late.
    fn advance(&self, facts: &CallFacts, up: Millis, at: Millis) -> Progress {
        let joined = !facts.talking_to.is_empty();
        match self.progress {
            Progress::Waiting(before) if facts.channel < Channel::Up => {
                Progress::Waiting(before.max(facts.channel))
            }
            Progress::Waiting(_) if joined => Progress::Talking { since: up },
            Progress::Waiting(_) => Progress::Reached { up },
            Progress::Reached { up } if joined => Progress::Talking {
                since: if self.placed { at } else { up },
            },
            Progress::Talking { since } if !joined => Progress::Alone { since },
            Progress::Alone { since } if joined => Progress::Talking { since },
            same => same,
        }
    }

    /// Takes the other side. While a transfer is under way calld shows its target there, and one's own
    /// name before that, as it does for good with a mailbox: a name that is known is kept then.
    fn meet(&mut self, facts: &CallFacts, transfer: Option<&mut Transfer>) {
        let own = told(&facts.own);
        let peer = told(&facts.peer);
        let known = self.other != CallerId::default();
        if peer == CallerId::default() || (known && peer == own) {
            return;
        }
        match transfer {
            Some(transfer) if transfer.is_over() && !transfer.is_abandoned() => {
                if !is_one(&peer, transfer.target().0) {
                    self.replace(peer);
                }
            }
            Some(transfer) => {
                if peer != own && !is_one(&peer, &self.other) {
                    transfer.meet(&peer);
                }
            }
            None => self.replace(peer),
        }
    }

    fn replace(&mut self, peer: CallerId) {
        if is_one(&peer, &self.other) {
            self.other.name = peer.name.or(self.other.name.take());
        } else {
            if self.other.number.is_some() && peer.number.is_some() {
                self.user = None;
            }
            self.other = peer;
        }
    }
}

/// What a caller id tells: no name where it is the number again, and no number where it is the dialplan's
/// `s`, which stands there before anything is dialled.
pub(super) fn told(id: &CallerId) -> CallerId {
    let text = |text: &Option<String>| {
        text.as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    let number = text(&id.number).filter(|number| number != "s");
    let name = text(&id.name).filter(|name| Some(name) != number.as_ref() && name != "s");
    CallerId { name, number }
}

/// Whether two caller ids are the same line's.
fn is_one(a: &CallerId, b: &CallerId) -> bool {
    match (&a.number, &b.number) {
        (Some(a), Some(b)) => same(a, b),
        (None, None) => a.name.is_some() && a.name == b.name,
        _ => false,
    }
}

/// A call placed with all lines at once rings as if it came from outside, and was dialled to one's uuid.
fn is_of_all_lines(facts: &CallFacts) -> bool {
    facts
        .dialed
        .as_deref()
        .is_some_and(|dialed| uuid::Uuid::try_parse(dialed).is_ok())
}
