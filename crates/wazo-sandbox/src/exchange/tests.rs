//! Whatever people do, and in whatever order: every call and every transfer comes to an end that is told.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;
use uuid::Uuid;

use super::*;
use crate::Population;
use crate::population;

/// Colleagues, a queue, mailboxes that are there and not, and what cannot be dialled.
const NUMBERS: [&str; 8] = [
    "1001", "1002", "1003", "1004", "3001", "*978003", "*979999", "1999",
];

/// Longer than anything lasts by itself, in milliseconds.
const LONG: i64 = 120_000;

#[derive(Clone, Debug)]
enum Deed {
    Dial(usize, usize),
    Originate(usize, usize, bool, bool),
    CallFromOutside(usize),
    Answer(usize),
    PutDown(usize),
    Delete(usize),
    Refuse(usize),
    Hold(usize, bool),
    Press(usize),
    Refer(usize, usize),
    Transfer(usize, usize, Flow, Option<i64>),
    Complete(usize),
    Cancel(usize),
    SetPhone(usize, Phone),
    Pass(i64),
}

fn deed() -> impl Strategy<Value = Deed> {
    let who = 0..4usize;
    let number = 0..NUMBERS.len();
    let flow = prop_oneof![Just(Flow::Attended), Just(Flow::Blind)];
    let phone = (any::<bool>(), any::<bool>(), prop::option::of(0..3_000i64)).prop_map(
        |(busy, registered, answers_after)| Phone {
            busy,
            registered: Some(registered),
            answers_after,
            rings_for: 8_000,
            ..Phone::default()
        },
    );
    prop_oneof![
        3 => (who.clone(), number.clone()).prop_map(|(who, number)| Deed::Dial(who, number)),
        2 => (who.clone(), number.clone(), any::<bool>(), any::<bool>())
            .prop_map(|(who, number, auto, all)| Deed::Originate(who, number, auto, all)),
        1 => who.clone().prop_map(Deed::CallFromOutside),
        5 => who.clone().prop_map(Deed::Answer),
        1 => who.clone().prop_map(Deed::PutDown),
        1 => who.clone().prop_map(Deed::Delete),
        1 => who.clone().prop_map(Deed::Refuse),
        1 => (who.clone(), any::<bool>()).prop_map(|(who, held)| Deed::Hold(who, held)),
        1 => who.clone().prop_map(Deed::Press),
        1 => (who.clone(), number.clone()).prop_map(|(who, number)| Deed::Refer(who, number)),
        5 => (who.clone(), number, flow, prop::option::of(1..20i64))
            .prop_map(|(who, number, flow, timeout)| Deed::Transfer(who, number, flow, timeout)),
        2 => (0..3usize).prop_map(Deed::Complete),
        2 => (0..3usize).prop_map(Deed::Cancel),
        1 => (who, phone).prop_map(|(who, phone)| Deed::SetPhone(who, phone)),
        8 => (0..4_000i64).prop_map(Deed::Pass),
    ]
}

/// The laboratory's first four people, and what was told so far.
struct Bench {
    exchange: Exchange,
    directory: Directory,
    people: Vec<Uuid>,
    told: Vec<(&'static str, Value)>,
    lines: BTreeMap<Uuid, &'static str>,
}

impl Bench {
    fn new() -> Self {
        let directory = population::start(Population::Lab, 1, 0, 1).directory;
        let people: Vec<Uuid> = directory
            .people()
            .iter()
            .map(|it| it.uuid)
            .take(4)
            .collect();
        let mut bench = Bench {
            exchange: Exchange::default(),
            directory,
            people,
            told: Vec::new(),
            lines: BTreeMap::new(),
        };
        for user in bench.people.clone() {
            let phone = Phone {
                registered: Some(true),
                rings_for: 8_000,
                ..Phone::default()
            };
            bench.exchange.set_phone(&bench.directory, user, phone);
        }
        bench
    }

    fn pass(&mut self, milliseconds: i64) {
        let then = self.exchange.now + milliseconds * MILLISECOND;
        while let Some((due, task)) = self.exchange.agenda.take(then) {
            self.exchange.now = due;
            self.exchange.run(&self.directory, task);
            self.hear();
        }
        self.exchange.now = then;
    }

    fn hear(&mut self) {
        for out in std::mem::take(&mut self.exchange.out) {
            match out {
                Out::Event { name, data, .. } => self.told.push((name, data)),
                Out::Line { user, state, .. } => {
                    self.lines.insert(user, state);
                }
            }
        }
    }

    fn leg_of(&self, who: usize) -> Option<LegId> {
        let mut legs = self.exchange.calls_of(self.people[who]);
        legs.next_back().map(|leg| leg.id)
    }

    fn transfer(&self, index: usize) -> Option<Uuid> {
        self.exchange.transfers.keys().nth(index).copied()
    }

    fn act(&mut self, deed: Deed) {
        let leg = match &deed {
            Deed::Answer(who)
            | Deed::PutDown(who)
            | Deed::Delete(who)
            | Deed::Refuse(who)
            | Deed::Hold(who, _)
            | Deed::Press(who)
            | Deed::Refer(who, _)
            | Deed::Transfer(who, ..) => match self.leg_of(*who) {
                Some(leg) => leg,
                None => return,
            },
            _ => 0,
        };
        let (exchange, directory) = (&mut self.exchange, &self.directory);
        match deed {
            Deed::Dial(who, number) => {
                exchange.dial(directory, self.people[who], NUMBERS[number]);
            }
            Deed::Originate(who, number, auto_answer, all_lines) => {
                let origin = Origin {
                    user: self.people[who],
                    line: 1,
                    number: NUMBERS[number],
                    auto_answer,
                    all_lines,
                };
                exchange.originate(directory, origin);
            }
            Deed::CallFromOutside(who) => {
                let caller = CallerId::new("", "5550100");
                exchange.call_from_outside(directory, caller, self.people[who]);
            }
            Deed::Answer(_) => exchange.answer(directory, leg),
            Deed::PutDown(_) => exchange.put_down(directory, leg),
            Deed::Delete(_) => exchange.delete(directory, leg),
            Deed::Refuse(_) => exchange.refuse(directory, leg, BUSY),
            Deed::Hold(_, held) => exchange.hold(directory, leg, held),
            Deed::Press(_) => exchange.press(leg, "1#"),
            Deed::Refer(_, number) => exchange.refer(directory, leg, NUMBERS[number]),
            Deed::Transfer(_, number, flow, timeout) => {
                let _ = exchange.start_transfer(directory, leg, NUMBERS[number], flow, timeout);
            }
            Deed::Complete(index) => {
                if let Some(id) = self.transfer(index) {
                    let _ = self.exchange.complete_transfer(&self.directory, id);
                }
            }
            Deed::Cancel(index) => {
                if let Some(id) = self.transfer(index) {
                    self.exchange.cancel_transfer(&self.directory, id);
                }
            }
            Deed::SetPhone(who, phone) => exchange.set_phone(directory, self.people[who], phone),
            Deed::Pass(milliseconds) => self.pass(milliseconds),
        }
        self.hear();
    }

    /// Everybody puts everything down, here and outside, and time passes.
    fn clear_up(&mut self) {
        for _ in 0..8 {
            let has_end = |leg: &&Leg| leg.user().is_some() || leg.is_outside();
            while let Some(leg) = self.exchange.legs.values().find(has_end).map(|leg| leg.id) {
                self.exchange.put_down(&self.directory, leg);
                self.hear();
            }
            self.pass(LONG);
        }
    }

    fn ids(&self, field: &str, wanted: impl Fn(&str) -> bool) -> BTreeMap<String, usize> {
        let mut ids = BTreeMap::new();
        for (_, data) in self.told.iter().filter(|(name, _)| wanted(name)) {
            if let Some(id) = data[field].as_str() {
                *ids.entry(id.to_owned()).or_default() += 1;
            }
        }
        ids
    }
}

proptest! {
    #[test]
    fn every_call_ends_twice_and_every_transfer_once(deeds in vec(deed(), 0..60)) {
        let mut bench = Bench::new();
        for deed in deeds {
            bench.act(deed);
        }
        bench.clear_up();
        prop_assert!(bench.exchange.legs.is_empty(), "{:#?}", bench.exchange.legs);
        prop_assert!(bench.exchange.transfers.is_empty(), "{:#?}", bench.exchange.transfers);
        prop_assert!(bench.exchange.pairs.is_empty());
        for (user, state) in &bench.lines {
            let registered = bench.exchange.is_registered(&bench.directory, *user);
            prop_assert_eq!(*state, if registered { "available" } else { "unavailable" });
        }
        let told = bench.ids("call_id", |name| {
            ["call_created", "call_updated", "call_answered"].contains(&name)
        });
        let ended = bench.ids("call_id", |name| name == "call_ended");
        for call in told.keys() {
            prop_assert_eq!(ended.get(call), Some(&2), "{}", call);
        }
        let created = bench.ids("id", |name| name == "transfer_created");
        let over = bench.ids("id", |name| name == "transfer_ended");
        prop_assert_eq!(created.keys().collect::<Vec<_>>(), over.keys().collect::<Vec<_>>());
        prop_assert!(over.values().all(|&times| times == 1));
    }

    #[test]
    fn who_talks_to_somebody_is_talked_to(deeds in vec(deed(), 0..40)) {
        let mut bench = Bench::new();
        for deed in deeds {
            bench.act(deed);
            for leg in bench.exchange.legs.values() {
                for other in bench.exchange.others_in_bridge(leg) {
                    let mut back = bench.exchange.others_in_bridge(other);
                    prop_assert!(back.any(|it| it.id == leg.id));
                }
                prop_assert!(bench.exchange.others_in_bridge(leg).count() <= 1);
            }
        }
    }
}

#[test]
fn an_idle_exchange_has_nothing_to_do() {
    let mut bench = Bench::new();
    bench.clear_up();
    assert_eq!(bench.exchange.next_due(), None);
}
