//! Pairs of the exchange's own channels that ring phones on behalf of somebody: of an agent for a queue, or all of a
//! caller's own. Once both sides are there the pair drops out of the call.

use uuid::Uuid;

use super::agenda::Task;
use super::leg::{CallerId, End, LegId, State};
use super::ring::{NORMAL, NewLeg, caller_id};
use super::{Exchange, Origin};
use crate::directory::{Directory, Person};

/// Until a queue looks for an agent, and until it does so again, in milliseconds.
const FIRST_LOOK: i64 = 1_050;
const NEXT_LOOK: i64 = 5_000;

/// How long the own phones take to ring, in milliseconds.
const TO_OWN_PHONES: i64 = 45;

/// What a pair is for; transfers know theirs themselves.
#[derive(Clone, Copy, Debug)]
pub(super) enum Pair {
    /// Somebody waits in a queue.
    Queue { waits: LegId, queue: u32 },
    /// The near half will call the number once an own phone is up.
    AllLines,
}

/// A pair that is to be made.
pub(super) struct NewPair<'a> {
    /// In whose name.
    pub(super) user: Uuid,
    pub(super) own: CallerId,
    pub(super) dialed: &'a str,
    /// `None` begins a conversation.
    pub(super) conversation: Option<String>,
}

impl Exchange {
    /// The near half; the far one comes right after it.
    pub(super) fn add_pair(&mut self, new: NewPair<'_>) -> LegId {
        let half = |twin, conversation| NewLeg {
            end: End::Local {
                twin,
                user: new.user,
            },
            state: State::Down,
            is_caller: true,
            own: new.own.clone(),
            peer: None,
            dialed: new.dialed,
            conversation,
        };
        let near = self.add_leg(half(self.leg_count + 1, new.conversation.as_deref()));
        let conversation = self.legs.get(&near).map(|leg| leg.conversation.clone());
        self.add_leg(half(near, conversation.as_deref()));
        near
    }

    /// The answer is about the near half, which belongs to nobody.
    pub(super) fn originate_on_all_lines(
        &mut self,
        directory: &Directory,
        origin: Origin<'_>,
    ) -> Option<LegId> {
        let person = directory.person(origin.user)?;
        let number = CallerId::new(origin.number, origin.number);
        let near = self.add_pair(NewPair {
            user: origin.user,
            own: number.clone(),
            dialed: origin.number,
            conversation: None,
        });
        self.pairs.insert(near, Pair::AllLines);
        let leg = self.leg_mut(near)?;
        leg.own = caller_id(person);
        leg.mask = Some(number.clone());
        leg.peer = Some(number);
        // The phones are called as a user, not as a number.
        self.leg_mut(near + 1)?.dialed = origin.user.to_string();
        self.call_phone(directory, near + 1, origin.user, TO_OWN_PHONES);
        Some(near)
    }

    pub(super) fn enter_queue(&mut self, directory: &Directory, id: LegId, queue: u32) {
        self.pick_up(directory, id);
        self.after(FIRST_LOOK, Task::LookForAgent { leg: id, queue });
    }

    /// The first agent who is logged in, not paused and free is called, over and over until somebody answers.
    pub(super) fn look_for_agent(&mut self, directory: &Directory, id: LegId, queue: u32) {
        let Some(leg) = self.legs.get(&id).cloned() else {
            return;
        };
        if !self.leads_to_somebody(id) {
            return self.hang_up(directory, id, NORMAL);
        }
        let tenant = leg
            .acts_for()
            .and_then(|user| directory.person(user))
            .map(|person| person.tenant);
        let agent = directory.people().iter().find(|person| {
            Some(person.tenant) == tenant && self.is_free_agent(directory, person, queue)
        });
        let Some(agent) = agent else {
            return self.after(NEXT_LOOK, Task::LookForAgent { leg: id, queue });
        };
        let near = self.add_pair(NewPair {
            user: leg.acts_for().unwrap_or_default(),
            own: leg.own,
            dialed: &leg.dialed,
            conversation: Some(leg.conversation),
        });
        self.pairs.insert(near, Pair::Queue { waits: id, queue });
        self.call_phone(directory, near + 1, agent.uuid, 5);
    }

    /// Whether a phone or somebody outside is at the other end of the pairs, one behind the other.
    fn leads_to_somebody(&self, mut id: LegId) -> bool {
        for _ in 0..self.legs.len() {
            let Some(twin) = self.twin(id) else {
                return self.legs.contains_key(&id);
            };
            let Some(next) = self.legs.get(&twin).and_then(|leg| {
                let mut others = self.others_in_bridge(leg);
                others.next().map(|other| other.id)
            }) else {
                // A transfer may still be putting them together.
                return self.transfers.values().any(|it| it.goes_by(twin));
            };
            id = next;
        }
        false
    }

    fn is_free_agent(&self, directory: &Directory, person: &Person, queue: u32) -> bool {
        let serves = person.agent.as_ref().is_some_and(|agent| {
            let is_in = agent.queues.iter().any(|it| it.queue == queue && it.logged);
            agent.logged && !agent.paused && is_in
        });
        serves
            && self.is_registered(directory, person.uuid)
            && self.calls_of(person.uuid).next().is_none()
    }

    /// The phone at the far end is up.
    pub(super) fn pair_is_open(&mut self, near: LegId) {
        let Some(&pair) = self.pairs.get(&near) else {
            return;
        };
        if let Some(leg) = self.leg_mut(near) {
            leg.state = State::Up;
        }
        match pair {
            Pair::AllLines => self.after(40, Task::Enter { leg: near }),
            Pair::Queue { waits, .. } => {
                let agent = self.beyond(near).and_then(|id| self.legs.get(&id));
                let agent = agent.map(|agent| agent.own.clone());
                if let Some(leg) = self.leg_mut(waits) {
                    leg.peer = agent;
                }
                self.join(waits, near);
                self.tell_after(8, waits, "call_updated");
                self.after(30, Task::Bypass { near });
            }
        }
    }

    /// Whoever is at the other side of the pair's far half.
    fn beyond(&self, near: LegId) -> Option<LegId> {
        let far = self.legs.get(&self.twin(near)?)?;
        self.others_in_bridge(far).next().map(|leg| leg.id)
    }

    /// A phone rings for the near half of the caller's own lines: those learn whose.
    pub(super) fn own_lines_learn(&mut self, near: LegId) {
        let callee = self.legs.get(&near).and_then(|leg| leg.rings);
        let name = callee.and_then(|callee| self.legs.get(&callee));
        let name = name.map(|callee| callee.own.clone());
        if let Some(((own, peer), _)) = self.beyond(near).zip(name).zip(self.pairs.get(&near)) {
            self.after(14, Task::Rename { leg: own, peer });
            self.tell_after(15, own, "call_updated");
        }
    }

    /// The pair drops out: both sides are in one bridge.
    pub(super) fn bypass(&mut self, near: LegId) {
        let one = self.legs.get(&near).and_then(|leg| {
            let mut others = self.others_in_bridge(leg);
            others.next().map(|other| other.id)
        });
        let Some((one, other)) = one.zip(self.beyond(near)) else {
            return;
        };
        self.pairs.remove(&near);
        for half in [near, near + 1] {
            self.legs.remove(&half);
        }
        self.join(one, other);
        for at in [10, 30, 45] {
            self.tell_after(at, one, "call_updated");
            self.tell_after(at + 4, other, "call_updated");
        }
    }

    /// Nobody is at the far end; a queue looks further. `false` if it is no such pair.
    pub(super) fn pair_failed(&mut self, directory: &Directory, far: LegId) -> bool {
        let near = self.twin(far);
        let Some((near, pair)) = near.and_then(|near| Some((near, self.pairs.remove(&near)?)))
        else {
            return false;
        };
        self.hang_up(directory, near, NORMAL);
        if let Pair::Queue { waits, queue } = pair {
            self.after(NEXT_LOOK, Task::LookForAgent { leg: waits, queue });
        }
        true
    }

    /// Nobody waits in the queue any more.
    pub(super) fn leave_queue(&mut self, directory: &Directory, waits: LegId) {
        let pairs = self.pairs.iter();
        let near = pairs
            .filter(|(_, pair)| matches!(pair, Pair::Queue { waits: it, .. } if *it == waits))
            .map(|(near, _)| *near)
            .next();
        if let Some(near) = near {
            self.pairs.remove(&near);
            self.hang_up(directory, near, NORMAL);
        }
    }
}
