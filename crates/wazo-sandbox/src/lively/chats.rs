//! Colleagues answer what the demo user writes.

use std::collections::HashMap;

use rand::RngExt;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;
use uuid::Uuid;

use crate::chatd::rooms;
use crate::stack::World;

/// What people of the demo write.
const ANSWERS: [&str; 8] = [
    "D'accord, merci !",
    "On it 👍",
    "Je te rappelle dans cinq minutes.",
    "Sure, put them through.",
    "Je suis en réunion jusqu'à 15 h.",
    "Can you ask for a number? I'll call back.",
    "Parfait. Le document est ici : https://acme.example/wiki/accueil",
    "Thanks!",
];

/// The answers that are on their way.
pub(super) struct Chats {
    /// How many messages of each room were read.
    read: HashMap<Uuid, usize>,
    answers: Vec<Answer>,
}

struct Answer {
    due: u32,
    room: Uuid,
    author: Uuid,
}

impl Chats {
    /// What was written before is not answered.
    pub(super) fn new(world: &World) -> Self {
        let mut chats = Chats {
            read: HashMap::new(),
            answers: Vec::new(),
        };
        chats.unread(world);
        chats
    }

    pub(super) fn beat(&mut self, world: &mut World, now: u32, random: &mut ChaCha8Rng) {
        for (room, author) in self.unread(world) {
            let due = now + random.random_range(2..=5);
            self.answers.push(Answer { due, room, author });
        }
        let (due, later) = self.answers.drain(..).partition(|answer| answer.due <= now);
        self.answers = later;
        let due: Vec<Answer> = due;
        for answer in due {
            answer.say(world, random);
        }
    }

    /// The rooms in which the demo user wrote something new, with who is to answer.
    fn unread(&mut self, world: &World) -> Vec<(Uuid, Uuid)> {
        let mine = [world.demo_user];
        let mut unread = Vec::new();
        for room in world.rooms.with(&mine) {
            let said = world.rooms.messages(room.uuid);
            let read = self.read.insert(room.uuid, said.len()).unwrap_or_default();
            let is_new = said
                .iter()
                .skip(read)
                .any(|it| it.author == world.demo_user);
            let other = room.users.iter().find(|&&user| user != world.demo_user);
            unread.extend(other.filter(|_| is_new).map(|&other| (room.uuid, other)));
        }
        unread
    }
}

impl Answer {
    fn say(&self, world: &mut World, random: &mut ChaCha8Rng) {
        let Some(room) = world.rooms.get(self.room).cloned() else {
            return;
        };
        let name = world.directory.person(self.author);
        let name = name.map(|author| author.full_name());
        let Some(&content) = ANSWERS.choose(random) else {
            return;
        };
        if let Err(error) = rooms::say(world, &room, self.author, content.to_owned(), name) {
            tracing::warn!(%error, "an answer was not kept");
        }
    }
}
