//! What the user chose about being reached, and what the own phones do.
//!
//! What was asked for and not answered yet lies over what the server says, so that a change is seen at once, and is gone again
//! when it is refused.

mod agents;
mod ask;
mod reread;

use std::collections::HashMap;

use people_core::presence::{AgentState, PhoneState, Presence};
use tokio::sync::mpsc;
use wazo_client::{Agent, OwnUser};

pub(super) use self::agents::watch_agents;
pub(crate) use self::ask::{Turn, Wish};
pub(crate) use self::reread::Reread;
pub(super) use self::reread::reread;
use super::Live;
use crate::api::{
    Forward, ForwardKind, Me, Own, OwnAgent, OwnLine, OwnQueue, PresenceChoice, Update,
};

/// What is known of the own user.
pub(crate) struct OwnState {
    presence: Option<Presence>,
    do_not_disturb: Option<bool>,
    forwards: Vec<Forward>,
    lines: Vec<Line>,
    agent: Option<Agent>,
    voicemails: Option<u32>,
    wishes: HashMap<ask::Subject, (Turn, Wish)>,
    turns: u64,
    told: Own,
    rereads: mpsc::UnboundedSender<Reread>,
}

/// A line as confd has it.
struct Line {
    id: i64,
    number: Option<String>,
}

impl OwnState {
    /// Nothing is known yet; the other end of `rereads` reads again what events only hint at.
    pub(crate) fn new(rereads: mpsc::UnboundedSender<Reread>) -> Self {
        Self {
            presence: None,
            do_not_disturb: None,
            forwards: Vec::new(),
            lines: Vec::new(),
            agent: None,
            voicemails: None,
            wishes: HashMap::new(),
            turns: 0,
            told: Own::default(),
            rereads,
        }
    }

    /// Takes what confd says.
    pub(crate) fn set_user(&mut self, user: &OwnUser) {
        self.do_not_disturb = user.services.do_not_disturb;
        let forwards = [
            (ForwardKind::Always, &user.forwards.unconditional),
            (ForwardKind::Busy, &user.forwards.busy),
            (ForwardKind::NoAnswer, &user.forwards.no_answer),
        ];
        let known = forwards.into_iter().filter_map(|(kind, state)| {
            let state = state.as_ref()?;
            Some(Forward {
                kind,
                on: state.enabled,
                to: state.destination.clone(),
            })
        });
        self.forwards = known.collect();
        let lines = user.lines.iter().filter_map(|line| {
            let extension = line.extensions.first();
            Some(Line {
                id: line.id?,
                number: extension.map(|extension| extension.exten.clone()),
            })
        });
        self.lines = lines.collect();
    }

    /// Takes what chatd says; the name is that of the user's own presence.
    pub(crate) fn set_presence(&mut self, presence: Presence) {
        self.presence = Some(presence);
    }

    /// Takes how many new messages there are; none for a user without a mailbox.
    pub(crate) fn set_voicemails(&mut self, voicemails: Option<u32>) {
        self.voicemails = voicemails;
    }

    /// Takes that do not disturb was turned on or off.
    pub(crate) fn hear_do_not_disturb(&mut self, on: bool) {
        self.do_not_disturb = Some(on);
        if let Some(presence) = &mut self.presence {
            presence.do_not_disturb = on;
        }
    }

    /// Takes that a forward was set.
    pub(crate) fn hear_forward(
        &mut self,
        which: wazo_client::Forward,
        on: bool,
        to: Option<String>,
    ) {
        let kind = match which {
            wazo_client::Forward::Unconditional => ForwardKind::Always,
            wazo_client::Forward::Busy => ForwardKind::Busy,
            wazo_client::Forward::NoAnswer => ForwardKind::NoAnswer,
        };
        set_forward(&mut self.forwards, Forward { kind, on, to });
    }

    /// The line that calls are placed from by default.
    pub(crate) fn main_line(&self) -> Option<i64> {
        self.lines.first().map(|line| line.id)
    }

    /// Whether the user has this line.
    pub(crate) fn has_line(&self, id: i64) -> bool {
        self.lines.iter().any(|line| line.id == id)
    }

    /// The own agent's id.
    pub(crate) fn agent_id(&self) -> Option<i64> {
        self.agent.as_ref()?.id
    }

    /// Do not disturb as it will be once what was asked for is so.
    pub(crate) fn do_not_disturb(&self) -> Option<bool> {
        let mut wishes = self.wishes.values();
        let asked = wishes.find_map(|(_, wish)| match wish {
            Wish::DoNotDisturb(on) => Some(*on),
            Wish::Presence { .. } | Wish::Forward(_) => None,
        });
        asked.or(self.do_not_disturb)
    }

    /// The presence as it will be once what was asked for is so.
    fn presence(&self) -> Option<Presence> {
        let mut presence = self.presence.clone()?;
        for (_, wish) in self.wishes.values() {
            match wish {
                Wish::Presence { choice, status } => {
                    choice.name().clone_into(&mut presence.state);
                    presence.status.clone_from(status);
                }
                Wish::DoNotDisturb(on) => presence.do_not_disturb = *on,
                Wish::Forward(_) => {}
            }
        }
        Some(presence)
    }

    /// All of it, as it will be once what was asked for is so.
    pub(crate) fn view(&self) -> Own {
        let presence = self.presence();
        let mut own = Own {
            presence: presence
                .as_ref()
                .and_then(|presence| PresenceChoice::of(&presence.state)),
            status: presence
                .as_ref()
                .and_then(|presence| presence.words().map(str::to_owned)),
            do_not_disturb: self.do_not_disturb(),
            forwards: self.forwards.clone(),
            lines: self.lines(presence.as_ref()),
            agent: self.agent.as_ref().map(agent),
            voicemails: self.voicemails,
        };
        for (_, wish) in self.wishes.values() {
            match wish {
                Wish::Presence { .. } | Wish::DoNotDisturb(_) => {}
                Wish::Forward(forward) => set_forward(&mut own.forwards, forward.clone()),
            }
        }
        own
    }

    fn lines(&self, presence: Option<&Presence>) -> Vec<OwnLine> {
        let lines = self.lines.iter().enumerate().filter_map(|(index, line)| {
            Some(OwnLine {
                id: i32::try_from(line.id).ok()?,
                number: line.number.clone(),
                main: index == 0,
                phone: presence.map_or(PhoneState::Unknown, |presence| {
                    presence.phone(Some(line.id))
                }),
            })
        });
        lines.collect()
    }
}

impl Live {
    /// Tells of what changed about the own user.
    pub(crate) fn tell_own(&mut self) {
        if let Some(presence) = self.own.presence() {
            let me = Me {
                state: presence.client(),
                status: presence.words().map(str::to_owned),
                ..self.me.clone()
            };
            self.set_me(me);
        }
        let own = self.own.view();
        if own != self.own.told {
            self.own.told = own.clone();
            self.updates.send(&Update::Own { own });
        }
    }

    /// Takes the own agent; none for who is no agent.
    pub(crate) fn set_own_agent(&mut self, agent: Option<Agent>) {
        if let Some(agent) = &agent
            && let Some(id) = agent.id
        {
            self.presences.set_agent(id, state(agent));
        }
        self.own.agent = agent;
    }
}

fn set_forward(forwards: &mut Vec<Forward>, forward: Forward) {
    match forwards.iter_mut().find(|it| it.kind == forward.kind) {
        Some(known) => *known = forward,
        None => forwards.push(forward),
    }
}

fn agent(agent: &Agent) -> OwnAgent {
    let queues = agent.queues.iter().filter_map(|queue| {
        let name = queue.display_name.as_ref().filter(|name| !name.is_empty());
        Some(OwnQueue {
            id: i32::try_from(queue.id?).ok()?,
            name: name.unwrap_or(&queue.name).clone(),
            logged_in: queue.logged,
        })
    });
    OwnAgent {
        number: agent.number.clone(),
        state: state(agent),
        reason: agent.paused_reason.clone(),
        extension: agent.extension.clone(),
        queues: queues.collect(),
    }
}

/// Whether an agent takes calls.
fn state(agent: &Agent) -> AgentState {
    match (agent.logged, agent.paused) {
        (false, _) => AgentState::LoggedOut,
        (true, true) => AgentState::Paused,
        (true, false) => AgentState::LoggedIn,
    }
}

impl PresenceChoice {
    /// chatd's name of it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Available => "available",
            Self::Away => "away",
            Self::Unavailable => "unavailable",
            Self::Invisible => "invisible",
        }
    }

    /// The choice of this name.
    fn of(name: &str) -> Option<Self> {
        [
            Self::Available,
            Self::Away,
            Self::Unavailable,
            Self::Invisible,
        ]
        .into_iter()
        .find(|choice| choice.name() == name)
    }
}

#[cfg(test)]
mod tests;
