//! The dialplan: where a number leads, and how a phone is rung.

use uuid::Uuid;

use super::agenda::Task;
use super::leg::{CallerId, End, Leg, LegId, Played, Recording, State};
use super::{Exchange, MILLISECOND};
use crate::directory::{Directory, Person};

/// From the moment the dialplan knows the callee to the ringing of the phone, in milliseconds.
const TO_THE_PHONE: i64 = 22;

/// How long the message takes that tells why nobody is reached, in milliseconds.
const MESSAGE: i64 = 3_480;

/// How long a mailbox's greeting takes, in milliseconds.
const GREETING: i64 = 5_000;

/// Q.850: the phone is not registered.
const UNREACHABLE: u16 = 3;
pub(crate) const NORMAL: u16 = 16;
pub(crate) const BUSY: u16 = 17;
/// Nobody answered.
const SILENCE: u16 = 0;

/// Where a number leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Destination {
    Person(Uuid),
    /// Leaving a message for somebody; for nobody when there is no such mailbox, which only shows when it is dialled.
    Mailbox(Option<Uuid>),
    /// A room or a service of the exchange: it answers by itself.
    Service,
    Outside,
    Nowhere,
}

/// People and rooms of the tenant, mailboxes behind `*97` and `*96`, and what is outside if the dialplan leads there.
pub(crate) fn destination(directory: &Directory, tenant: usize, number: &str) -> Destination {
    let people = || directory.people_of(tenant);
    let with_exten = |exten: &str| people().find(|person| person.exten.as_deref() == Some(exten));
    if let Some(person) = with_exten(number) {
        return Destination::Person(person.uuid);
    }
    if let Some(mailbox) = number.strip_prefix("*97").filter(|rest| digits(rest, 1)) {
        let owner = people().find(|person| person.voicemail.as_deref() == Some(mailbox));
        return Destination::Mailbox(owner.map(|person| person.uuid));
    }
    if let Some(exten) = number.strip_prefix("*96").filter(|rest| digits(rest, 1)) {
        return Destination::Mailbox(with_exten(exten).map(|person| person.uuid));
    }
    let Some(tenant) = directory.tenants.get(tenant) else {
        return Destination::Nowhere;
    };
    let is_room = tenant
        .sources
        .iter()
        .flat_map(|source| &source.entries)
        .any(|entry| entry.incoming.is_some() && entry.number.as_deref() == Some(number));
    let is_service = || number.strip_prefix('*').is_some_and(|rest| digits(rest, 2));
    let is_outside = || digits(number.strip_prefix('+').unwrap_or(number), 7);
    if is_room || (tenant.dialplan.outgoing && is_service()) {
        Destination::Service
    } else if tenant.dialplan.outgoing && is_outside() {
        Destination::Outside
    } else {
        Destination::Nowhere
    }
}

fn digits(text: &str, least: usize) -> bool {
    text.len() >= least && text.bytes().all(|byte| byte.is_ascii_digit())
}

pub(super) fn caller_id(person: &Person) -> CallerId {
    CallerId::new(person.full_name(), person.exten.clone().unwrap_or_default())
}

/// A leg that is to be made.
pub(super) struct NewLeg<'a> {
    pub(super) end: End,
    pub(super) state: State,
    pub(super) is_caller: bool,
    pub(super) own: CallerId,
    pub(super) peer: Option<CallerId>,
    pub(super) dialed: &'a str,
    /// `None` begins a conversation.
    pub(super) conversation: Option<&'a str>,
}

impl Exchange {
    pub(super) fn add_leg(&mut self, new: NewLeg<'_>) -> LegId {
        let id = self.leg_count;
        self.leg_count += 1;
        let call_id = format!("{}.{id}", self.now / (1_000 * MILLISECOND));
        let chance = match new.end {
            End::Phone { user, .. } => self.chances.take(user),
            End::Outside | End::Local { .. } => super::Chance::default(),
        };
        let leg = Leg {
            id,
            conversation: new.conversation.unwrap_or(&call_id).to_owned(),
            call_id,
            end: new.end,
            is_caller: new.is_caller,
            state: new.state,
            direction: "internal",
            own: new.own,
            mask: None,
            peer: new.peer,
            dialed: new.dialed.to_owned(),
            target: new.dialed.to_owned(),
            created: self.now,
            answered: None,
            sip_call_id: Uuid::new_v4(),
            muted: false,
            held: false,
            recording: Recording::Inactive,
            bridge: None,
            in_stasis: false,
            rings: None,
            rung_by: None,
            cause: None,
            played: None,
            chance,
        };
        self.legs.insert(id, leg);
        id
    }

    /// The leg goes to where its number leads.
    pub(super) fn enter(&mut self, directory: &Directory, id: LegId) {
        let Some(leg) = self.leg_mut(id) else { return };
        if leg.mask.is_some() && leg.chance.unnamed {
            self.after(50, Task::Unmask { leg: id });
        } else {
            leg.mask = None;
        }
        let Some(leg) = self.legs.get(&id).cloned() else {
            return;
        };
        let tenant = leg
            .acts_for()
            .and_then(|user| directory.person(user))
            .map_or(usize::MAX, |person| person.tenant);
        match destination(directory, tenant, &leg.target) {
            Destination::Person(user) => self.enter_person(directory, &leg, user),
            Destination::Mailbox(owner) => {
                let by_exten = leg.target.starts_with("*96");
                let owner =
                    owner.filter(|&owner| !by_exten || self.takes_messages(directory, owner));
                self.enter_mailbox(directory, &leg, owner);
            }
            Destination::Service => self.pick_up(directory, id),
            Destination::Outside => self.enter_outside(id),
            Destination::Nowhere => self.hang_up(directory, id, 1),
        }
    }

    /// As [`Exchange::enter`], with the callee known.
    pub(super) fn reach(&mut self, directory: &Directory, id: LegId, user: Uuid) {
        if let Some(leg) = self.legs.get(&id).cloned() {
            self.enter_person(directory, &leg, user);
        }
    }

    pub(super) fn rename(&mut self, id: LegId, peer: CallerId) {
        if let Some(leg) = self.leg_mut(id) {
            leg.peer = Some(peer);
        }
    }

    fn enter_person(&mut self, directory: &Directory, leg: &Leg, user: Uuid) {
        let Some(person) = directory.person(user) else {
            return;
        };
        if person.presence.do_not_disturb {
            self.missed(0, user, leg, "dnd");
            self.play(directory, leg.id, user, SILENCE);
            return;
        }
        if leg.user().is_some() {
            if let Some(leg) = self.leg_mut(leg.id) {
                leg.peer = Some(caller_id(person));
            }
            self.tell_after(3, leg.id, "call_updated");
        }
        if !self.is_registered(directory, user) {
            self.missed(TO_THE_PHONE + 12, user, leg, "phone-unreachable");
            let play = Task::Play {
                leg: leg.id,
                person: user,
                cause: UNREACHABLE,
            };
            return self.after(TO_THE_PHONE + 16, play);
        }
        self.call_phone(directory, leg.id, user, TO_THE_PHONE);
    }

    /// Rings somebody's phone on behalf of a leg.
    pub(super) fn call_phone(
        &mut self,
        directory: &Directory,
        caller: LegId,
        user: Uuid,
        delay: i64,
    ) {
        let Some((leg, person)) = self.legs.get(&caller).cloned().zip(directory.person(user))
        else {
            return;
        };
        let Some(line) = person.line() else { return };
        let id = self.add_leg(NewLeg {
            end: End::Phone { user, line },
            state: State::Down,
            is_caller: false,
            own: caller_id(person),
            peer: Some(leg.own),
            dialed: &leg.dialed,
            conversation: Some(&leg.conversation),
        });
        if let Some(callee) = self.leg_mut(id) {
            callee.rung_by = Some(caller);
            callee.direction = leg.direction;
        }
        if let Some(caller) = self.leg_mut(caller) {
            caller.rings = Some(id);
        }
        self.after(delay, Task::Appear { leg: id });
    }

    /// The channel to the callee's phone is there: the phone rings, or refuses at once.
    pub(super) fn appear(&mut self, directory: &Directory, id: LegId) {
        let Some((user, chance)) = self
            .legs
            .get(&id)
            .and_then(|leg| Some((leg.user()?, leg.chance)))
        else {
            return;
        };
        self.line_changed(directory, user);
        let phone = self.phone(user);
        if phone.busy {
            self.tell_after(6, id, "call_created");
            return self.after(
                20,
                Task::Refuse {
                    leg: id,
                    cause: BUSY,
                },
            );
        }
        self.after(10, Task::Ring { leg: id });
        self.after(phone.rings_for, Task::GiveUp { leg: id });
        self.tell_first(id, 3, 10, chance);
    }

    /// The first events of a leg, around the instant at which its phone begins to ring, in milliseconds from now.
    pub(super) fn tell_first(
        &mut self,
        id: LegId,
        count: usize,
        rings: i64,
        chance: super::Chance,
    ) {
        let mut at = rings - 6;
        for index in 0..count {
            if index == chance.down {
                at = rings + if chance.late { 6 } else { 2 };
            }
            let name = if index == chance.created_after {
                "call_created"
            } else {
                "call_updated"
            };
            self.tell_after(at, id, name);
            at += 2;
        }
    }

    /// The phone begins to ring.
    pub(super) fn ring(&mut self, directory: &Directory, id: LegId) {
        let Some(leg) = self.leg_mut(id).filter(|leg| leg.state == State::Down) else {
            return;
        };
        leg.state = State::Ringing;
        let Some(user) = leg.user() else { return };
        let (is_origin, caller) = (leg.mask.is_some(), leg.rung_by);
        self.line_changed(directory, user);
        let phone = self.phone(user);
        let answers = if is_origin {
            phone.picks_up_after
        } else {
            phone.answers_after
        };
        if let Some(after) = answers {
            self.after(after, Task::Answer { leg: id });
        }
        if let Some(after) = phone.declines_after.filter(|_| !is_origin) {
            self.after(after, Task::Refuse { leg: id, cause: 21 });
        }
        if let Some(caller) = caller {
            self.named_by_ringing(caller);
        }
    }

    /// A ringing phone was refused, with Q.850's cause.
    pub(crate) fn refuse(&mut self, directory: &Directory, id: LegId, cause: u16) {
        if self.legs.get(&id).is_some_and(|leg| !leg.is_up()) {
            let reason = (cause == BUSY).then_some("busy");
            self.unreached(directory, id, cause, reason);
        }
    }

    /// Nobody has answered for long enough.
    pub(super) fn give_up(&mut self, directory: &Directory, id: LegId) {
        if self.legs.get(&id).is_some_and(|leg| !leg.is_up()) {
            self.unreached(directory, id, SILENCE, Some("no-answer"));
        }
    }

    /// The callee's leg ends without an answer; its caller hears a message or a mailbox.
    pub(crate) fn unreached(
        &mut self,
        directory: &Directory,
        id: LegId,
        cause: u16,
        reason: Option<&str>,
    ) {
        let Some(leg) = self.legs.get(&id) else {
            return;
        };
        let (person, caller) = (leg.user(), leg.rung_by);
        self.hang_up(directory, id, cause);
        let caller = caller.and_then(|caller| self.leg_mut(caller));
        if let (Some(person), Some(caller)) = (person, caller) {
            caller.rings = None;
            let caller = caller.clone();
            if let Some(reason) = reason {
                self.missed(22, person, &caller, reason);
            }
            let cause = if reason == Some("no-answer") {
                SILENCE
            } else {
                cause
            };
            let play = Task::Play {
                leg: caller.id,
                person,
                cause,
            };
            self.after(9, play);
        }
    }

    /// Instead of the person the leg reaches their mailbox, or a message that ends by itself.
    pub(super) fn play(&mut self, directory: &Directory, id: LegId, person: Uuid, cause: u16) {
        let takes = self.takes_messages(directory, person);
        let Some(leg) = self.leg_mut(id) else { return };
        leg.cause = Some(cause);
        if takes {
            return self.to_mailbox(directory, id, person);
        }
        leg.played = Some(Played::Message);
        self.pick_up(directory, id);
        let cause = if cause == SILENCE { NORMAL } else { cause };
        self.after(MESSAGE, Task::HangUp { leg: id, cause });
    }

    fn enter_mailbox(&mut self, directory: &Directory, leg: &Leg, owner: Option<Uuid>) {
        match owner {
            Some(owner) => self.to_mailbox(directory, leg.id, owner),
            None => self.hang_up(directory, leg.id, NORMAL),
        }
    }

    fn to_mailbox(&mut self, directory: &Directory, id: LegId, owner: Uuid) {
        if let Some(leg) = self.leg_mut(id) {
            leg.played = Some(Played::Mailbox { owner, since: None });
            self.pick_up(directory, id);
            self.after(GREETING, Task::Record { leg: id });
        }
    }

    /// Somebody outside, who rings for a while and answers.
    fn enter_outside(&mut self, id: LegId) {
        let Some(leg) = self.leg_mut(id) else { return };
        leg.direction = "outbound";
        let leg = leg.clone();
        let number = CallerId::new("", leg.target.clone());
        let far = self.add_leg(NewLeg {
            end: End::Outside,
            state: State::Ringing,
            is_caller: false,
            own: number.clone(),
            peer: Some(leg.own),
            dialed: &leg.target,
            conversation: Some(&leg.conversation),
        });
        if let Some(far) = self.leg_mut(far) {
            far.rung_by = Some(id);
        }
        if let Some(leg) = self.leg_mut(id) {
            leg.rings = Some(far);
            if leg.user().is_some() {
                leg.peer = Some(number);
                self.tell_after(3, id, "call_updated");
            }
        }
        self.after(self.outside_answers_after, Task::Answer { leg: far });
    }
}
