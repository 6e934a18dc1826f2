//! Colleagues call each other and the demo user; so do people outside.

use rand::RngExt;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;
use uuid::Uuid;

use crate::directory::Backend;
use crate::exchange::{CallerId, LegId, Phone};
use crate::stack::World;

/// The demo user is left alone at the start, in beats.
const QUIET: u32 = 20;

/// A chance of one in so many at each beat.
const COLLEAGUES_ONE_IN: u32 = 6;
const DEMO_USER_ONE_IN: u32 = 30;

/// So long rings a call to the demo user before its caller gives up, in beats.
const PATIENCE: u32 = 25;

/// Nobody talks longer than that, in beats.
const LONGEST: u32 = 240;

/// A caller whom no directory knows.
const STRANGER: (&str, &str) = ("Unknown caller", "+15145550199");

/// How colleagues take calls: most answer, some are busy, decline, or let it ring.
pub(super) fn set_phones(
    world: &mut World,
    colleagues: &[Uuid],
    random: &mut ChaCha8Rng,
    speed: u32,
) {
    let demo = world.demo_user;
    let speed = i64::from(speed);
    let mut phones: Vec<(Uuid, Phone)> = colleagues
        .iter()
        .enumerate()
        .map(|(index, &user)| {
            (
                user,
                phone(index, random.random_range(2_000..=4_000) / speed),
            )
        })
        .collect();
    let own = Phone {
        picks_up_after: Some(1_200 / speed),
        ..Phone::default()
    };
    phones.push((demo, own));
    world.at_exchange(|exchange, directory| {
        for (user, phone) in phones {
            exchange.set_phone(directory, user, phone);
        }
    });
}

fn phone(index: usize, patience: i64) -> Phone {
    let phone = Phone::default();
    match index % 9 {
        4 => Phone {
            busy: true,
            ..phone
        },
        6 => Phone {
            declines_after: Some(patience),
            ..phone
        },
        8 => Phone {
            rings_for: 12_000,
            ..phone
        },
        _ => Phone {
            answers_after: Some(patience),
            ..phone
        },
    }
}

/// The calls that were begun here, with when their callers put the phone down.
#[derive(Default)]
pub(super) struct Calls {
    going: Vec<Going>,
}

struct Going {
    caller: LegId,
    ends: u32,
    /// Ends sooner while nobody has answered.
    gives_up: Option<u32>,
}

impl Calls {
    pub(super) fn beat(
        &mut self,
        world: &mut World,
        colleagues: &[Uuid],
        now: u32,
        random: &mut ChaCha8Rng,
    ) {
        self.put_down(world, now);
        if random.random_ratio(1, COLLEAGUES_ONE_IN) {
            self.talk(world, colleagues, now, random);
        }
        let wanted = random.random_ratio(1, DEMO_USER_ONE_IN);
        if wanted && now > QUIET && is_free(world, world.demo_user) {
            self.call_demo_user(world, colleagues, now, random);
        }
    }

    fn put_down(&mut self, world: &mut World, now: u32) {
        let is_over = |going: &Going| {
            let is_up = world
                .exchange
                .leg(going.caller)
                .is_some_and(|leg| leg.is_up());
            going.ends <= now || going.gives_up.is_some_and(|then| then <= now && !is_up)
        };
        let (over, going): (Vec<Going>, Vec<Going>) = self.going.drain(..).partition(is_over);
        self.going = going;
        for call in over {
            world.at_exchange(|exchange, directory| exchange.put_down(directory, call.caller));
        }
    }

    fn talk(&mut self, world: &mut World, colleagues: &[Uuid], now: u32, random: &mut ChaCha8Rng) {
        let (Some(&caller), Some(&callee)) = (colleagues.choose(random), colleagues.choose(random))
        else {
            return;
        };
        let ends = now + random.random_range(8..=40);
        if caller != callee && is_free(world, caller) && is_free(world, callee) {
            self.dial(world, caller, callee, ends, None);
        }
    }

    fn call_demo_user(
        &mut self,
        world: &mut World,
        colleagues: &[Uuid],
        now: u32,
        random: &mut ChaCha8Rng,
    ) {
        let (ends, gives_up) = (now + LONGEST, Some(now + PATIENCE));
        let demo = world.demo_user;
        let colleague = colleagues.choose(random).copied();
        let outside = outside(world, random);
        if random.random_bool(0.5) {
            let caller = world.at_exchange(|exchange, directory| {
                exchange.call_from_outside(directory, outside, demo)
            });
            self.going.extend(caller.map(|caller| Going {
                caller,
                ends,
                gives_up,
            }));
        } else if let Some(caller) = colleague.filter(|&user| is_free(world, user)) {
            self.dial(world, caller, demo, ends, gives_up);
        }
    }

    fn dial(
        &mut self,
        world: &mut World,
        caller: Uuid,
        callee: Uuid,
        ends: u32,
        gives_up: Option<u32>,
    ) {
        let callee = world.directory.person(callee);
        let Some(number) = callee.and_then(|callee| callee.exten.clone()) else {
            return;
        };
        let caller =
            world.at_exchange(|exchange, directory| exchange.dial(directory, caller, &number));
        self.going.extend(caller.map(|caller| Going {
            caller,
            ends,
            gives_up,
        }));
    }
}

/// Has a registered phone, and is in no call.
fn is_free(world: &World, user: Uuid) -> bool {
    world.exchange.is_registered(&world.directory, user)
        && world.exchange.calls_of(user).next().is_none()
}

/// Somebody of the phonebook, or a stranger.
fn outside(world: &World, random: &mut ChaCha8Rng) -> CallerId {
    let demo = world.directory.person(world.demo_user);
    let tenant = demo.and_then(|demo| world.directory.tenant_of(demo));
    let known: Vec<CallerId> = tenant
        .into_iter()
        .flat_map(|tenant| &tenant.sources)
        .filter(|source| source.backend == Backend::Phonebook)
        .flat_map(|source| &source.entries)
        .filter_map(|entry| {
            let number = entry.number.as_deref()?.replace(' ', "");
            // What a trunk tells: the number, and no name.
            Some(CallerId::new(number.clone(), number))
        })
        .collect();
    if random.random_ratio(1, 4) {
        return CallerId::new(STRANGER.0, STRANGER.1);
    }
    known
        .choose(random)
        .cloned()
        .unwrap_or_else(|| CallerId::new(STRANGER.0, STRANGER.1))
}
