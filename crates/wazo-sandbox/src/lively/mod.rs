//! The company at work: colleagues change their presence, talk to each other, answer chats and the demo user's calls,
//! and now and then somebody calls. The seed decides who does what; the machine's load decides only when.

mod calls;
mod chats;

use std::sync::Arc;
use std::time::Duration;

use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use uuid::Uuid;

use crate::chatd;
use crate::clock;
use crate::front::Front;
use crate::stack::World;
use calls::Calls;
use chats::Chats;

const BEAT: Duration = Duration::from_secs(1);

/// More people than these do nothing by themselves, so that a big company is no storm.
const MOST_AT_WORK: usize = 200;

/// A chance of one in so many at each beat.
const PRESENCE_ONE_IN: u32 = 4;

/// What people say of themselves, in the languages of the demo.
const MOODS: [(&str, Option<&str>); 8] = [
    ("available", None),
    ("available", Some("En télétravail")),
    ("available", Some("At the office today")),
    ("away", Some("En réunion")),
    ("away", Some("Coffee")),
    ("away", None),
    ("unavailable", Some("De retour demain")),
    ("invisible", None),
];

/// Lives until the stack stops, so many times as fast as people do.
pub(crate) async fn run(front: Arc<Front>, seed: u64, speed: u32) {
    let speed = speed.max(1);
    let mut company = Company::new(&mut front.stack.world(), seed, speed);
    let mut interval = tokio::time::interval(BEAT / speed);
    loop {
        interval.tick().await;
        let front = Arc::clone(&front);
        let beat = tokio::task::spawn_blocking(move || {
            company.beat(&mut front.stack.world());
            company
        });
        company = match beat.await {
            Ok(company) => company,
            Err(failure) => return tracing::error!(%failure, "the company stopped working"),
        };
    }
}

/// Those who do something by themselves.
struct Company {
    random: ChaCha8Rng,
    /// Beats so far.
    now: u32,
    colleagues: Vec<Uuid>,
    calls: Calls,
    chats: Chats,
}

impl Company {
    fn new(world: &mut World, seed: u64, speed: u32) -> Self {
        let demo = world.demo_user;
        let tenant = world.directory.person(demo).map(|person| person.tenant);
        let colleagues: Vec<Uuid> = tenant
            .into_iter()
            .flat_map(|tenant| world.directory.people_of(tenant))
            .filter(|person| person.uuid != demo)
            .take(MOST_AT_WORK)
            .map(|person| person.uuid)
            .collect();
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        calls::set_phones(world, &colleagues, &mut random, speed);
        Company {
            random,
            now: 0,
            colleagues,
            calls: Calls::default(),
            chats: Chats::new(world),
        }
    }

    fn beat(&mut self, world: &mut World) {
        if world.at_rest {
            return;
        }
        self.now += 1;
        if self.random.random_ratio(1, PRESENCE_ONE_IN) {
            self.change_presence(world);
        }
        self.calls
            .beat(world, &self.colleagues, self.now, &mut self.random);
        self.chats.beat(world, self.now, &mut self.random);
    }

    fn change_presence(&mut self, world: &mut World) {
        let Some(&user) = self.colleagues.choose(&mut self.random) else {
            return;
        };
        let Some(&(state, status)) = MOODS.choose(&mut self.random) else {
            return;
        };
        if let Some(person) = world.directory.person_mut(user) {
            person.presence.state = state.into();
            person.presence.status = status.map(Into::into);
            person.presence.connected = Some(state != "unavailable");
            person.presence.last_activity = Some(clock::now());
        }
        chatd::publish_presence(world, user);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::chatd::rooms;

    /// The first events of a company, without what differs between two runs: ids and times.
    fn first_events(seed: u64) -> Vec<(String, Option<String>)> {
        let mut world = crate::opening::open(&Options::default()).unwrap().world;
        world.set_time_by_hand(true);
        let mut heard = world.bus.listen();
        let mut company = Company::new(&mut world, seed, 1);
        for _ in 0..90 {
            company.beat(&mut world);
            world.move_time(1_000);
        }
        std::iter::from_fn(|| heard.try_recv().ok())
            .map(|event| {
                let event: serde_json::Value = serde_json::from_str(&event.text).unwrap();
                let uuid = event["data"]["user_uuid"].as_str();
                (
                    event["name"].as_str().unwrap().to_owned(),
                    uuid.map(str::to_owned),
                )
            })
            .collect()
    }

    #[test]
    fn the_seed_decides_what_happens() {
        assert_eq!(first_events(1), first_events(1));
        assert_ne!(first_events(1), first_events(2));
    }

    #[test]
    fn the_demo_user_is_left_alone_at_first_and_never_called_by_two_at_once() {
        let mut world = crate::opening::open(&Options::default()).unwrap().world;
        world.set_time_by_hand(true);
        let mut company = Company::new(&mut world, 1, 1);
        let (demo, mut most, mut first) = (world.demo_user, 0, None);
        for second in 1..600 {
            company.beat(&mut world);
            world.move_time(1_000);
            let calls = world.exchange.calls_of(demo).count();
            most = most.max(calls);
            first = first.or((calls > 0).then_some(second));
        }
        assert_eq!(most, 1);
        assert!(first.is_some_and(|second| second >= 20));
    }

    #[test]
    fn a_company_at_rest_does_nothing() {
        let mut world = crate::opening::open(&Options::default()).unwrap().world;
        let mut company = Company::new(&mut world, 1, 1);
        let mut heard = world.bus.listen();
        world.at_rest = true;
        for _ in 0..90 {
            company.beat(&mut world);
        }
        assert!(heard.try_recv().is_err());
    }

    #[test]
    fn a_colleague_answers_what_the_demo_user_writes_once() {
        let mut world = crate::opening::open(&Options::default()).unwrap().world;
        let mut company = Company::new(&mut world, 1, 1);
        let (demo, colleague) = (world.demo_user, company.colleagues[3]);
        let tenant = world.directory.tenants[0].uuid;
        let room = rooms::open(&mut world, tenant, &[demo, colleague], None).unwrap();
        rooms::say(&mut world, &room, demo, "hello".to_owned(), None).unwrap();
        for _ in 0..30 {
            company.beat(&mut world);
        }
        let authors: Vec<Uuid> = world
            .rooms
            .messages(room.uuid)
            .iter()
            .map(|message| message.author)
            .collect();
        assert_eq!(authors, [demo, colleague]);
    }
}
