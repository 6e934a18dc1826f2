//! What a person sees, from the first event to the last deadline.

use people_core::calls::{CallEvent, CallState, Effect, Millis};

use super::recording::{Step, What};

type Watch = Box<dyn FnMut(&CallState, &[Effect], Millis)>;

/// A state and what came of it, moment by moment.
pub struct Story {
    pub state: CallState,
    pub now: Millis,
    /// Whether the phone system has not said for certain what there is.
    pub doubted: bool,
    unasked: Vec<String>,
    /// Called after each event, with what followed from it.
    watch: Watch,
}

impl Story {
    pub fn new(watch: impl FnMut(&CallState, &[Effect], Millis) + 'static) -> Self {
        Self {
            state: CallState::default(),
            now: 0,
            doubted: false,
            unasked: Vec::new(),
            watch: Box::new(watch),
        }
    }

    /// Lets an event happen at a time, and before it what was due.
    pub fn happens(&mut self, event: CallEvent, at: Millis) -> Vec<Effect> {
        self.wait_until(at);
        let effects = self.state.apply(event, at);
        (self.watch)(&self.state, &effects, at);
        effects
    }

    /// Lets everything happen that one person's client saw.
    pub fn plays(&mut self, steps: Vec<Step>) {
        for Step { at, what } in steps {
            match what {
                // The window asks for no second transfer while there is one.
                What::Event(CallEvent::Ask(ask)) if !self.state.can_transfer(&ask.call) => {
                    self.unasked.push(ask.call);
                }
                What::Event(CallEvent::Refused { call }) if self.unasked.contains(&call) => {
                    self.unasked.retain(|unasked| *unasked != call);
                }
                What::Event(event) => {
                    self.doubted |= event == CallEvent::Unavailable;
                    self.happens(event, at);
                }
                What::Listed(calls) if self.doubted => {
                    self.happens(
                        CallEvent::Snapshot {
                            asked: at,
                            calls,
                            transfers: Vec::new(),
                        },
                        at,
                    );
                    self.doubted = self.state.next_deadline().is_some();
                }
                What::Listed(_) => {}
            }
        }
    }

    /// Lets time go by.
    pub fn wait_until(&mut self, at: Millis) {
        while let Some(due) = self.state.next_deadline().filter(|due| *due <= at) {
            let due = due.max(self.now);
            let effects = self.state.apply(CallEvent::Tick, due);
            (self.watch)(&self.state, &effects, due);
            self.now = due;
        }
        self.now = self.now.max(at);
    }

    /// Lets time go by until nothing more happens by itself.
    pub fn ends(&mut self) {
        while let Some(due) = self.state.next_deadline() {
            self.wait_until(due);
        }
    }
}
