//! What is told to whom: calld's and the dialplan's events.

use serde_json::{Value, json};
use uuid::Uuid;

use super::agenda::Task;
use super::leg::{Leg, LegId};
use super::{Exchange, Out};

impl Exchange {
    /// Tells the leg's owner, if calld hears it at all.
    pub(super) fn tell(&mut self, id: LegId, name: &'static str) {
        if self.calld_is_away {
            return;
        }
        let now = self.now;
        if name == "call_answered"
            && let Some(leg) = self.leg_mut(id)
        {
            leg.answered.get_or_insert(now);
        }
        if let Some(leg) = self.legs.get(&id)
            && let Some(user) = leg.user()
        {
            let data = if name == "call_created" && leg.chance.blank {
                leg.blank().shown(&[])
            } else {
                self.shown(leg)
            };
            self.out.push(of_call(name, user, data));
        }
    }

    pub(super) fn send(&mut self, out: Out) {
        let is_callds = matches!(&out, Out::Event { name, .. } if *name != "user_missed_call");
        if !(is_callds && self.calld_is_away) {
            self.out.push(out);
        }
    }

    /// Later, as the leg is then.
    pub(super) fn tell_after(&mut self, milliseconds: i64, leg: LegId, name: &'static str) {
        self.after(milliseconds, Task::Tell { leg, name });
    }

    /// The call object as calld shows it now.
    pub(crate) fn shown(&self, leg: &Leg) -> Value {
        leg.shown(&self.talking_to(leg))
    }

    fn talking_to(&self, leg: &Leg) -> Vec<(String, Option<Uuid>)> {
        self.others_in_bridge(leg)
            .map(|other| (other.call_id.clone(), other.user()))
            .collect()
    }

    pub(crate) fn others_in_bridge<'a>(&'a self, leg: &'a Leg) -> impl Iterator<Item = &'a Leg> {
        let bridge = leg.bridge;
        self.legs
            .values()
            .filter(move |other| other.id != leg.id && bridge.is_some() && other.bridge == bridge)
    }

    /// An event about a call that has no call object.
    pub(super) fn tell_of(
        &mut self,
        milliseconds: i64,
        leg: LegId,
        name: &'static str,
        data: Value,
    ) {
        let Some(user) = self.legs.get(&leg).and_then(Leg::user) else {
            return;
        };
        self.after(milliseconds, Task::Send(of_call(name, user, data)));
    }

    /// The dialplan tells the person of a call that did not reach them.
    pub(super) fn missed(&mut self, milliseconds: i64, user: Uuid, caller: &Leg, reason: &str) {
        let data = json!({
            "user_uuid": user,
            "caller_user_uuid": caller.acts_for(),
            "caller_id_name": caller.own.name,
            "caller_id_number": caller.own.number,
            "dialed_extension": caller.dialed,
            "conversation_id": caller.conversation,
            "reason": reason,
        });
        let out = of_call("user_missed_call", user, data);
        self.after(milliseconds, Task::Send(out));
    }
}

pub(super) fn of_call(name: &'static str, user: Uuid, data: Value) -> Out {
    Out::Event {
        name,
        user,
        acl: format!("events.calls.{user}"),
        data,
    }
}
