//! The sweep that warns sessions of their end: less than a minute before it.

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tokio::time::{Instant, interval_at};

use crate::bus::Event;
use crate::clock;
use crate::front::Front;
use crate::stack::World;

const BETWEEN: Duration = Duration::from_secs(60);

/// Sweeps until the stack stops.
pub(crate) async fn run(front: Arc<Front>) {
    let mut interval = interval_at(Instant::now() + BETWEEN, BETWEEN);
    loop {
        interval.tick().await;
        let front = Arc::clone(&front);
        let swept =
            tokio::task::spawn_blocking(move || warn(&mut front.stack.world(), clock::now()));
        if let Err(failure) = swept.await {
            tracing::error!(%failure, "the sweep of sessions failed");
        }
    }
}

/// Publishes `auth_session_expire_soon` for each session that ends before the next sweep. `now` is in microseconds.
fn warn(world: &mut World, now: i64) {
    let soon = now + BETWEEN.as_micros().cast_signed() as i64;
    let ending: Vec<Event> = world
        .sessions
        .ending(now, soon)
        .filter_map(|token| {
            let person = world.directory.person(token.user)?;
            let tenant = world.directory.tenant_of(person)?.uuid;
            let (user, session) = (token.user, token.session);
            let event = Event::to_user(
                "auth_session_expire_soon",
                format!("events.auth.users.{user}.sessions.{session}.expire_soon"),
                tenant,
                user,
                json!({"uuid": session, "user_uuid": user, "tenant_uuid": tenant}),
            );
            Some(Event {
                extra: vec![("session_uuid", json!(session))],
                ..event
            })
        })
        .collect();
    for event in ending {
        world.publish(event);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::auth::sessions::Token;

    #[test]
    fn only_a_session_that_ends_before_the_next_sweep_is_warned() {
        let mut world = crate::opening::open(&Options::default()).unwrap().world;
        let user = world.demo_user;
        for (id, seconds) in [(1, 30), (2, 90), (3, -5)] {
            let token = Token {
                token: uuid::Uuid::from_u128(id),
                session: uuid::Uuid::from_u128(id),
                user,
                expires: seconds * 1_000_000,
                ..Token::for_tests()
            };
            world.sessions.insert(token).unwrap();
        }
        let mut heard = world.bus.listen();
        warn(&mut world, 0);
        let event = heard.try_recv().unwrap();
        assert_eq!(event.name, "auth_session_expire_soon");
        assert!(
            event
                .acl
                .ends_with(&format!("{}.expire_soon", uuid::Uuid::from_u128(1)))
        );
        assert!(heard.try_recv().is_err());
    }
}
