//! What arrived together: of each person's presences only the last counts.

use std::collections::HashMap;

use wazo_client::{Event, Presence};

/// Events that are taken over in one go.
#[derive(Debug, Default)]
pub(crate) struct Burst {
    /// The last presence of each user.
    pub(crate) presences: HashMap<String, Presence>,
    /// Everything else, as it came.
    pub(crate) others: Vec<Event>,
}

impl Burst {
    /// How much is to be taken over.
    pub(super) fn len(&self) -> usize {
        self.presences.len() + self.others.len()
    }

    /// Takes what came next.
    pub(super) fn push(&mut self, event: Event) {
        match event {
            Event::Presence(presence) => {
                self.presences.insert(presence.uuid.clone(), presence);
            }
            Event::Other { name } => tracing::trace!(name, "event"),
            Event::Dtmf { .. } => {}
            event => self.others.push(event),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn presence(user: u8, status: u32) -> Presence {
        Presence {
            uuid: user.to_string(),
            status: Some(status.to_string()),
            ..Presence::default()
        }
    }

    proptest! {
        #[test]
        fn the_last_presence_of_each_person_is_left(users in prop::collection::vec(0..9u8, 0..200)) {
            let mut burst = Burst::default();
            let mut last = HashMap::new();
            for (status, user) in (0..).zip(users) {
                burst.push(Event::Presence(presence(user, status)));
                last.insert(user.to_string(), presence(user, status));
            }
            prop_assert_eq!(burst.presences, last);
        }
    }
}
