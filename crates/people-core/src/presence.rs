//! Who is reachable: statuses of the client, the phone and the agent.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// Whether a person can be reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum ClientState {
    /// Connected and available.
    Available,
    /// Connected and away.
    Away,
    /// Asked not to be disturbed.
    DoNotDisturb,
    /// Not connected, or not wanting to be seen.
    Offline,
    /// Nothing is known.
    #[default]
    Unknown,
}

/// What a person's phone does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum PhoneState {
    /// Free.
    Available,
    /// In a call.
    Talking,
    /// Ringing.
    Ringing,
    /// A call is on hold.
    Holding,
    /// Calling out.
    Progressing,
    /// Not registered.
    Unavailable,
    /// Nothing is known.
    #[default]
    Unknown,
}

/// Whether an agent takes calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum AgentState {
    /// Logged in.
    LoggedIn,
    /// Logged out.
    LoggedOut,
    /// Logged in and paused.
    Paused,
    /// An agent whose state may not be read.
    #[default]
    Unknown,
}

/// A user's presence, as wazo-chatd gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// What the person chose: `available`, `away`, `unavailable` or `invisible`. A login or logout does not
    /// change it.
    pub state: String,
    /// The person's own words.
    pub status: Option<String>,
    /// Whether a session of the person lives, in whichever program.
    pub connected: bool,
    /// Asked not to be disturbed.
    pub do_not_disturb: bool,
    /// What the phones do, taken together.
    pub line_state: Option<String>,
    /// What each line does.
    pub lines: Vec<LinePresence>,
}

/// What one line does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinePresence {
    /// The line's id, as in a contact's `endpoint_id`.
    pub id: i64,
    /// `available`, `talking`, `ringing`, `holding`, `progressing` or `unavailable`.
    pub state: String,
}

impl Presence {
    /// Whether the person can be reached. Who is not connected, or does not want to be seen, is offline
    /// (wazo-chatd sends `invisible` to everyone, unmasked).
    pub fn client(&self) -> ClientState {
        match self.state.as_str() {
            _ if !self.connected => ClientState::Offline,
            "invisible" | "unavailable" => ClientState::Offline,
            _ if self.do_not_disturb => ClientState::DoNotDisturb,
            "available" => ClientState::Available,
            "away" => ClientState::Away,
            _ => ClientState::Unknown,
        }
    }

    /// What the phone of a line does; without that line, what the phones do together.
    pub fn phone(&self, line: Option<i64>) -> PhoneState {
        let own = self
            .lines
            .iter()
            .find(|entry| Some(entry.id) == line)
            .map(|entry| entry.state.as_str());
        own.or(self.line_state.as_deref())
            .map_or(PhoneState::Unknown, PhoneState::of)
    }

    /// The person's own words, where there are any.
    pub fn words(&self) -> Option<&str> {
        self.status
            .as_deref()
            .map(str::trim)
            .filter(|words| !words.is_empty())
    }
}

impl PhoneState {
    /// The state of a line as wazo-chatd names it; a name that is not known is [`PhoneState::Unknown`].
    pub fn of(name: &str) -> Self {
        match name {
            "available" => Self::Available,
            "talking" => Self::Talking,
            "ringing" => Self::Ringing,
            "holding" => Self::Holding,
            "progressing" => Self::Progressing,
            "unavailable" => Self::Unavailable,
            _ => Self::Unknown,
        }
    }
}

/// What is known of everyone: presences by user, agents by their id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presences {
    users: HashMap<String, Presence>,
    agents: HashMap<i64, AgentState>,
}

impl Presences {
    /// Takes a user's presence; false when it is the one that is known.
    pub fn set_user(&mut self, user_uuid: &str, presence: Presence) -> bool {
        if self.users.get(user_uuid) == Some(&presence) {
            return false;
        }
        self.users.insert(user_uuid.to_owned(), presence);
        true
    }

    /// A user's presence.
    pub fn user(&self, user_uuid: &str) -> Option<&Presence> {
        self.users.get(user_uuid)
    }

    /// Takes an agent's state; false when it is the one that is known.
    pub fn set_agent(&mut self, agent_id: i64, state: AgentState) -> bool {
        self.agents.insert(agent_id, state) != Some(state)
    }

    /// An agent's state; unknown when nobody said.
    pub fn agent(&self, agent_id: i64) -> AgentState {
        self.agents.get(&agent_id).copied().unwrap_or_default()
    }

    /// Forgets all users but those for whom `keep` is true.
    pub fn retain_users(&mut self, mut keep: impl FnMut(&str) -> bool) {
        self.users.retain(|user_uuid, _| keep(user_uuid));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn presence(state: &str, connected: bool, do_not_disturb: bool) -> Presence {
        Presence {
            state: state.into(),
            connected,
            do_not_disturb,
            ..Presence::default()
        }
    }

    #[test]
    fn who_is_not_connected_or_hides_is_offline() {
        for (state, connected, dnd, shown) in [
            ("available", true, false, ClientState::Available),
            ("away", true, false, ClientState::Away),
            ("available", false, false, ClientState::Offline),
            ("available", false, true, ClientState::Offline),
            ("unavailable", true, false, ClientState::Offline),
            ("invisible", true, true, ClientState::Offline),
            ("available", true, true, ClientState::DoNotDisturb),
            ("away", true, true, ClientState::DoNotDisturb),
            ("napping", true, false, ClientState::Unknown),
        ] {
            assert_eq!(
                presence(state, connected, dnd).client(),
                shown,
                "{state} {connected} {dnd}"
            );
        }
    }

    #[test]
    fn a_contact_s_own_line_counts_before_all_lines_together() {
        let presence = Presence {
            line_state: Some("talking".into()),
            lines: vec![
                LinePresence {
                    id: 7,
                    state: "ringing".into(),
                },
                LinePresence {
                    id: 8,
                    state: "humming".into(),
                },
            ],
            ..Presence::default()
        };
        assert_eq!(presence.phone(Some(7)), PhoneState::Ringing);
        assert_eq!(presence.phone(Some(8)), PhoneState::Unknown);
        assert_eq!(presence.phone(Some(9)), PhoneState::Talking);
        assert_eq!(presence.phone(None), PhoneState::Talking);
        assert_eq!(Presence::default().phone(Some(7)), PhoneState::Unknown);
    }

    #[test]
    fn the_same_presence_again_is_no_change() {
        let mut presences = Presences::default();
        assert!(presences.set_user("u", presence("away", true, false)));
        assert!(!presences.set_user("u", presence("away", true, false)));
        assert!(presences.set_agent(1, AgentState::Paused));
        assert!(!presences.set_agent(1, AgentState::Paused));
        assert_eq!(presences.agent(2), AgentState::Unknown);
        presences.retain_users(|_| false);
        assert_eq!(presences.user("u"), None);
    }

    #[test]
    fn blank_words_are_no_words() {
        let words = |status: &str| Presence {
            status: Some(status.into()),
            ..Presence::default()
        };
        assert_eq!(words("  ").words(), None);
        assert_eq!(words(" lunch ").words(), Some("lunch"));
    }
}
