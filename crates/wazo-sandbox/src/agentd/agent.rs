//! An agent of the call centre, and its queues.

use serde::{Deserialize, Serialize};

/// An agent of the call centre.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Agent {
    pub(crate) id: u32,
    pub(crate) number: String,
    pub(crate) logged: bool,
    pub(crate) paused: bool,
    #[serde(default)]
    pub(crate) reason: Option<String>,
    /// The line it logged in with.
    #[serde(default)]
    pub(crate) line: Option<u32>,
    /// The queues it belongs to.
    #[serde(default)]
    pub(crate) queues: Vec<Membership>,
}

/// An agent's place in a queue.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Membership {
    pub(crate) queue: u32,
    /// While the agent is logged in.
    pub(crate) logged: bool,
}

/// A queue of the call centre.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Queue {
    pub(crate) id: u32,
    pub(crate) name: &'static str,
    pub(crate) display_name: &'static str,
    pub(crate) exten: &'static str,
}

impl Agent {
    /// Logged out, in these queues.
    pub(crate) fn new(id: u32, number: String, queues: &[u32]) -> Self {
        let queues = queues.iter().map(|&queue| Membership {
            queue,
            logged: false,
        });
        Agent {
            id,
            number,
            logged: false,
            paused: false,
            reason: None,
            line: None,
            queues: queues.collect(),
        }
    }

    /// Logged in with a line, in all of its queues.
    pub(crate) fn log_in(&mut self, line: u32) {
        self.logged = true;
        self.line = Some(line);
        for membership in &mut self.queues {
            membership.logged = true;
        }
    }

    pub(crate) fn log_off(&mut self) {
        *self = Agent {
            queues: std::mem::take(&mut self.queues),
            ..Agent::new(self.id, std::mem::take(&mut self.number), &[])
        };
        for membership in &mut self.queues {
            membership.logged = false;
        }
    }

    pub(crate) fn pause(&mut self, reason: Option<String>) {
        self.paused = true;
        self.reason = reason;
    }

    pub(crate) fn unpause(&mut self) {
        self.paused = false;
        self.reason = None;
    }
}
