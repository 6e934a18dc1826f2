//! How far a task is, and how fast it goes.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

use crate::api::{TaskKind, TaskState, Update};
use crate::updates::Updates;

/// Steps of which the pace is taken: the last ones tell how it goes on, as the server's time for one grows with what it stores.
const STEPS: usize = 8;

/// A pace of less time than this says nothing of the next minute.
const SHORTEST: Duration = Duration::from_secs(1);

/// Tells the front ends how far a task is, until it is dropped.
pub(crate) struct Progress {
    updates: Updates,
    task: TaskKind,
    done: u32,
    total: u32,
    rate: Rate,
    state: TaskState,
}

impl Progress {
    /// A task that begins now, or goes on where it was left.
    pub(crate) fn new(updates: Updates, task: TaskKind, done: u32, total: u32) -> Self {
        let progress = Self {
            updates,
            task,
            done,
            total,
            rate: Rate::new(Instant::now(), done),
            state: TaskState::Running,
        };
        progress.tell();
        progress
    }

    /// It is known to go at this pace, until it shows its own: a task that is one request tells nothing meanwhile.
    pub(crate) fn at_pace(mut self, per_minute: u32) -> Self {
        self.rate.before = Some(per_minute);
        self.tell();
        self
    }

    /// So many rows were dealt with in all.
    pub(crate) fn dealt(&mut self, done: u32) {
        self.done = done;
        self.rate.step(Instant::now(), done);
        self.state = TaskState::Running;
        self.tell();
    }

    /// It runs, pauses or waits from now on. What it does not run is no part of its pace.
    pub(crate) fn set_state(&mut self, state: TaskState) {
        if state != self.state {
            self.state = state;
            self.rate = Rate {
                steps: [(Instant::now(), self.done)].into(),
                ..self.rate.clone()
            };
            self.tell();
        }
    }

    fn tell(&self) {
        let per_minute = self.rate.per_minute();
        self.updates.send(&Update::Task {
            task: self.task,
            done: self.done,
            total: self.total,
            per_minute,
            seconds_left: per_minute
                .and_then(|pace| seconds_left(self.total.saturating_sub(self.done), pace)),
            state: self.state,
        });
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.updates.send(&Update::TaskEnded { task: self.task });
    }
}

/// The pace of the last steps.
#[derive(Clone, Debug)]
struct Rate {
    /// When how many rows were done.
    steps: VecDeque<(Instant, u32)>,
    /// The pace before a break, until there is a new one.
    before: Option<u32>,
}

impl Rate {
    fn new(begun: Instant, done: u32) -> Self {
        Self {
            steps: [(begun, done)].into(),
            before: None,
        }
    }

    fn step(&mut self, now: Instant, done: u32) {
        self.steps.push_back((now, done));
        while self.steps.len() > STEPS {
            self.steps.pop_front();
        }
        self.before = self.measured().or(self.before);
    }

    fn per_minute(&self) -> Option<u32> {
        self.measured().or(self.before)
    }

    fn measured(&self) -> Option<u32> {
        let ((begun, before), (ended, done)) = (self.steps.front()?, self.steps.back()?);
        let rows = done.saturating_sub(*before);
        let time = ended.duration_since(*begun);
        (rows > 0 && time >= SHORTEST).then(|| {
            let pace = f64::from(rows) * Duration::from_secs(60).as_secs_f64() / time.as_secs_f64();
            (pace.round() as u32).max(1)
        })
    }
}

/// How long the rest takes at a pace of rows a minute.
fn seconds_left(left: u32, per_minute: u32) -> Option<u32> {
    let seconds = (u64::from(left) * 60).div_ceil(u64::from(per_minute.max(1)));
    u32::try_from(seconds).ok()
}

#[cfg(test)]
mod tests {
    use tokio::time::advance;

    use super::*;

    async fn steps(rate: &mut Rate, steps: &[(u64, u32)]) {
        for (seconds, done) in steps {
            advance(Duration::from_secs(*seconds)).await;
            rate.step(Instant::now(), *done);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_pace_is_that_of_the_last_steps() {
        let mut rate = Rate::new(Instant::now(), 0);
        assert_eq!(rate.per_minute(), None);
        steps(&mut rate, &[(3, 200)]).await;
        assert_eq!(rate.per_minute(), Some(4000));
        let slow: Vec<(u64, u32)> = (1..=8).map(|step| (60, 200 + step * 10)).collect();
        steps(&mut rate, &slow).await;
        assert_eq!(rate.per_minute(), Some(10));
        assert_eq!(seconds_left(25, 10), Some(150));
    }

    #[tokio::test(start_paused = true)]
    async fn a_break_is_no_part_of_the_pace() {
        let updates = Updates::default();
        let mut told = updates.subscribe();
        let mut progress = Progress::new(updates, TaskKind::Import, 0, 1000);
        advance(Duration::from_secs(60)).await;
        progress.dealt(100);
        progress.set_state(TaskState::Paused);
        advance(Duration::from_secs(3600)).await;
        progress.set_state(TaskState::Running);
        advance(Duration::from_secs(60)).await;
        progress.dealt(200);
        drop(progress);
        let mut paces = Vec::new();
        while let Some(Update::Task {
            per_minute,
            seconds_left,
            state,
            ..
        }) = told.recv().await
        {
            paces.push((per_minute, seconds_left, state));
        }
        assert_eq!(
            paces,
            [
                (None, None, TaskState::Running),
                (Some(100), Some(540), TaskState::Running),
                (Some(100), Some(540), TaskState::Paused),
                (Some(100), Some(540), TaskState::Running),
                (Some(100), Some(480), TaskState::Running),
            ]
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_task_of_one_request_takes_the_time_that_is_known_of_it() {
        let updates = Updates::default();
        let mut told = updates.subscribe();
        let progress = Progress::new(updates, TaskKind::Removing, 0, 1000).at_pace(2000);
        drop(progress);
        let mut left = Vec::new();
        while let Some(Update::Task { seconds_left, .. }) = told.recv().await {
            left.push(seconds_left);
        }
        assert_eq!(left, [None, Some(30)]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_quick_first_step_tells_no_pace() {
        let mut rate = Rate::new(Instant::now(), 0);
        advance(Duration::from_millis(20)).await;
        rate.step(Instant::now(), 500);
        assert_eq!(rate.per_minute(), None);
        steps(&mut rate, &[(3, 600)]).await;
        assert_eq!(rate.per_minute(), Some(11921));
    }
}
