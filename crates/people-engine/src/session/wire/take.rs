//! What happened reaches the state.

use std::collections::HashMap;

use people_core::presence::AgentState;
use wazo_client::{Event, Presence};

use super::burst::Burst;
use super::catch_up::CaughtUp;
use crate::session::{Live, convert};
use crate::store::Favorite;

impl Live {
    /// Takes over what was read.
    pub(super) fn take_caught_up(&mut self, caught: CaughtUp) {
        self.take_calls(caught.asked, caught.calls);
        if let Some(user) = caught.user {
            self.set_user(&user);
            self.own.set_user(&user);
        }
        if let Some(agent) = caught.agent {
            self.set_own_agent(agent);
        }
        if let Some(voicemails) = caught.voicemails {
            self.own.set_voicemails(voicemails);
        }
        if let Some(presences) = caught.presences {
            self.set_presences(presences);
        }
        if let Some(chat) = caught.chat {
            self.take_chat(chat);
        }
        self.tell_looks();
        self.tell_rooms();
        self.save_unsaved();
    }

    /// What happens arrives from now on. What happened to the directory meanwhile is read, unless this is the first time.
    pub(super) fn begin_to_hear(&mut self) {
        let again = self.settled.send_replace(true);
        self.standing.hears();
        self.tell_connection();
        if again || self.standing.is_lost() {
            self.refresh_soon();
        }
    }

    /// Takes over what happened.
    pub(super) fn take_burst(&mut self, burst: Burst) {
        let mut looks = false;
        for event in burst.others {
            looks |= self.take_event(event);
        }
        if self.take_presences(burst.presences) {
            self.tell_rooms();
            looks = true;
        }
        if looks {
            self.tell_looks();
        }
        self.tell_calls();
        self.tell_own();
    }

    fn take_presences(&mut self, presences: HashMap<String, Presence>) -> bool {
        let presences = presences.into_iter();
        let named = presences.map(|(uuid, presence)| (uuid, convert::presence(presence)));
        self.set_presences(named)
    }

    /// Gives whether a row may look different.
    fn take_event(&mut self, event: Event) -> bool {
        match event {
            Event::Favorite {
                source,
                entry,
                added,
            } => return self.hear_star(Favorite { source, id: entry }, added),
            Event::AgentStatus {
                agent_id,
                logged_in,
            } => {
                let state = if logged_in {
                    AgentState::LoggedIn
                } else {
                    AgentState::LoggedOut
                };
                return self.hear_agent(agent_id, |_| state);
            }
            Event::AgentPaused {
                agent_id, paused, ..
            } => {
                return self.hear_agent(agent_id, |before| match (paused, before) {
                    (true, _) => AgentState::Paused,
                    (false, AgentState::Paused) => AgentState::LoggedIn,
                    // The end of a log-out says so too.
                    (false, before) => before,
                });
            }
            Event::AgentQueue { agent_id, .. } => {
                return self.hear_agent(agent_id, |before| before);
            }
            Event::AgentAssociated | Event::AgentDissociated => self.own.reread_agent(),
            Event::DoNotDisturb { enabled } => self.own.hear_do_not_disturb(enabled),
            Event::Forward {
                which,
                enabled,
                destination,
            } => self.own.hear_forward(which, enabled, destination),
            Event::Voicemail { .. } => self.own.reread_voicemails(),
            Event::SessionExpiresSoon => self.own.renew_token(),
            Event::RoomCreated(room) => self.hear_room(room),
            Event::Message(message) => self.hear_message(message),
            event => self.hear_call(event),
        }
        false
    }
}
