//! Lets the exchange's time pass, and carries out into the stack what it tells.

use std::sync::Arc;
use std::time::Duration;

use super::{Exchange, Out};
use crate::bus::Event;
use crate::chatd;
use crate::clock::time::Time;
use crate::directory::Directory;
use crate::front::Front;
use crate::stack::{Service, World};

/// Does what is due when it is due, for as long as it is polled. With a clock moved by hand it only waits.
pub(crate) async fn drive(front: Arc<Front>) {
    let changed = Arc::clone(&front.stack.world().exchange.changed);
    loop {
        let wait = {
            let mut world = front.stack.world();
            world.pass_time();
            let time = world.exchange.time;
            let due = world.exchange.next_due().filter(|_| !time.is_by_hand());
            due.map(|due| {
                Duration::from_micros(due.saturating_sub(time.now()).max(0).unsigned_abs())
            })
        };
        match wait {
            Some(wait) => {
                tokio::select! {
                    () = tokio::time::sleep(wait) => {}
                    () = changed.notified() => {}
                }
            }
            None => changed.notified().await,
        }
    }
}

impl World {
    /// Does something at the exchange, now.
    pub(crate) fn at_exchange<R>(&mut self, act: impl FnOnce(&mut Exchange, &Directory) -> R) -> R {
        self.pass_time();
        let done = self.let_exchange(act);
        self.exchange.changed.notify_one();
        done
    }

    /// Lends it people's settings while it works, and carries out what it tells.
    fn let_exchange<R>(&mut self, act: impl FnOnce(&mut Exchange, &Directory) -> R) -> R {
        std::mem::swap(&mut self.settings, &mut self.exchange.settings);
        let done = act(&mut self.exchange, &self.directory);
        std::mem::swap(&mut self.settings, &mut self.exchange.settings);
        self.carry_out();
        done
    }

    /// Does everything that is due by now.
    pub(crate) fn pass_time(&mut self) {
        self.exchange.calld_is_away = self.down.contains(&Service::Calld);
        let now = self.exchange.time.now();
        while let Some((due, task)) = self.exchange.agenda.take(now) {
            self.exchange.now = due;
            self.let_exchange(|exchange, directory| exchange.run(directory, task));
        }
        self.exchange.now = now;
    }

    /// Moves a clock that is moved by hand; all that is due by then happens in its order.
    pub(crate) fn move_time(&mut self, milliseconds: i64) {
        let time = &mut self.exchange.time;
        time.move_to(
            time.now()
                .saturating_add(milliseconds.saturating_mul(super::MILLISECOND)),
        );
        self.pass_time();
    }

    /// The clock stands still from now on, or goes again with the machine's.
    pub(crate) fn set_time_by_hand(&mut self, by_hand: bool) {
        self.pass_time();
        self.exchange.time = if by_hand {
            Time::stopped()
        } else {
            Time::Machine
        };
        self.exchange.changed.notify_one();
    }

    fn carry_out(&mut self) {
        for out in std::mem::take(&mut self.exchange.out) {
            match out {
                Out::Event {
                    name,
                    user,
                    acl,
                    data,
                } => {
                    let tenant = self
                        .directory
                        .person(user)
                        .and_then(|person| self.directory.tenant_of(person))
                        .map(|tenant| tenant.uuid);
                    if let Some(tenant) = tenant {
                        self.publish(Event::to_user(name, acl, tenant, user, data));
                    }
                }
                Out::Line {
                    user,
                    state,
                    is_told,
                } => {
                    if let Some(person) = self.directory.person_mut(user) {
                        person.presence.line_state = state.into();
                    }
                    if is_told {
                        chatd::publish_presence(self, user);
                    }
                }
            }
        }
    }
}
