//! Rooms and what is said in them: state, and how it is written and told.

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::bus::Event;
use crate::clock;
use crate::directory::STACK_UUID;
use crate::stack::World;
use crate::store::{Change, StoreError, kind};

/// A room; its people never change.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Room {
    pub(crate) uuid: Uuid,
    pub(crate) tenant: Uuid,
    pub(crate) name: Option<String>,
    pub(crate) users: Vec<Uuid>,
}

/// One message.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Message {
    pub(crate) uuid: Uuid,
    pub(crate) room: Uuid,
    pub(crate) tenant: Uuid,
    pub(crate) author: Uuid,
    pub(crate) content: String,
    pub(crate) alias: Option<String>,
    /// Microseconds since 1970.
    pub(crate) created: i64,
}

/// All rooms of the stack.
#[derive(Debug, Default)]
pub(crate) struct Rooms {
    rooms: Vec<Room>,
    /// Of each room, oldest first.
    messages: HashMap<Uuid, Vec<Message>>,
}

impl Rooms {
    pub(crate) fn restore(
        rooms: impl Iterator<Item = Room>,
        messages: impl Iterator<Item = Message>,
    ) -> Self {
        let mut restored = Rooms {
            rooms: rooms.collect(),
            messages: HashMap::new(),
        };
        for message in messages {
            restored
                .messages
                .entry(message.room)
                .or_default()
                .push(message);
        }
        restored
    }

    pub(crate) fn get(&self, uuid: Uuid) -> Option<&Room> {
        self.rooms.iter().find(|room| room.uuid == uuid)
    }

    /// Those in which all of these people are.
    pub(crate) fn with<'a>(&'a self, users: &'a [Uuid]) -> impl Iterator<Item = &'a Room> {
        self.rooms
            .iter()
            .filter(move |room| users.iter().all(|user| room.users.contains(user)))
    }

    /// The room of exactly these people.
    pub(crate) fn of(&self, users: &[Uuid]) -> Option<&Room> {
        let wanted: BTreeSet<&Uuid> = users.iter().collect();
        self.rooms
            .iter()
            .find(|room| room.users.iter().collect::<BTreeSet<_>>() == wanted)
    }

    /// What was said in a room, oldest first.
    pub(crate) fn messages(&self, room: Uuid) -> &[Message] {
        self.messages.get(&room).map_or(&[], Vec::as_slice)
    }
}

impl Room {
    /// The room as the service tells it.
    pub(crate) fn describe(&self) -> Value {
        let users: Vec<Value> = self
            .users
            .iter()
            .map(|user| {
                json!({"uuid": user, "tenant_uuid": self.tenant, "wazo_uuid": STACK_UUID, "identity": null})
            })
            .collect();
        json!({"uuid": self.uuid, "tenant_uuid": self.tenant, "name": self.name, "users": users})
    }
}

impl Message {
    /// The message as the service tells it.
    pub(crate) fn describe(&self) -> Value {
        json!({
            "uuid": self.uuid,
            "content": self.content,
            "alias": self.alias,
            "delivery": {"type": "internal", "backend": null, "recipients": []},
            "user_uuid": self.author,
            "tenant_uuid": self.tenant,
            "wazo_uuid": STACK_UUID,
            "created_at": clock::offset(self.created),
            "room": {"uuid": self.room},
        })
    }
}

/// The room of these people: the one there is, else a new one, of which each of them is told.
pub(crate) fn open(
    world: &mut World,
    tenant: Uuid,
    users: &[Uuid],
    name: Option<String>,
) -> Result<Room, StoreError> {
    if let Some(room) = world.rooms.of(users) {
        return Ok(room.clone());
    }
    let room = Room {
        uuid: Uuid::new_v4(),
        tenant,
        name,
        users: users.to_vec(),
    };
    world.keep(|| Ok(vec![Change::put(kind::ROOM, room.uuid, &room)?]))?;
    world.rooms.rooms.push(room.clone());
    for &user in users {
        world.publish(Event::to_user(
            "chatd_user_room_created",
            format!("events.chatd.users.{user}.rooms.created"),
            tenant,
            user,
            room.describe(),
        ));
    }
    Ok(room)
}

/// Says something in a room; each of its people is told, the author too.
pub(crate) fn say(
    world: &mut World,
    room: &Room,
    author: Uuid,
    content: String,
    alias: Option<String>,
) -> Result<Message, StoreError> {
    let message = Message {
        uuid: Uuid::new_v4(),
        room: room.uuid,
        tenant: room.tenant,
        author,
        content,
        alias,
        created: clock::now(),
    };
    world.keep(|| Ok(vec![Change::put(kind::MESSAGE, message.uuid, &message)?]))?;
    let said = world.rooms.messages.entry(room.uuid).or_default();
    said.push(message.clone());
    for &user in &room.users {
        let event = Event::to_user(
            "chatd_user_room_message_created",
            format!(
                "events.chatd.users.{user}.rooms.{}.messages.created",
                room.uuid
            ),
            room.tenant,
            user,
            message.describe(),
        );
        world.publish(Event {
            extra: vec![("room_uuid", json!(room.uuid))],
            ..event
        });
    }
    Ok(message)
}
