//! The tasks that the engine carries out, as far as the desktop wants to know: how far they are goes to the task bar, and the
//! window does not go away under one.
//!
//! A task runs from the command that asks for it, as the window may be closed before the engine has said anything of it.

use std::sync::{Mutex, MutexGuard, PoisonError};

use people_engine::api::{TaskKind, TaskState, Update};
use tauri::async_runtime::spawn;
use tauri::window::{ProgressBarState, ProgressBarStatus};
use tauri::{AppHandle, Manager, WebviewWindow};
use tokio::sync::mpsc::UnboundedReceiver;

use crate::background;

/// The label of the one window.
pub(crate) const WINDOW: &str = "main";

/// How far a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Task {
    /// Which one.
    pub(crate) kind: TaskKind,
    /// In hundredths.
    pub(crate) percent: u8,
    /// Whether it goes on, waits or was told to wait.
    pub(crate) state: TaskState,
}

/// Those that run, the one that began first at the front.
#[derive(Debug, Default)]
pub(crate) struct Tasks(Mutex<Vec<Task>>);

/// A task that was asked for; it is over when this is dropped.
pub(crate) struct Asked {
    program: AppHandle,
    kind: TaskKind,
}

impl Asked {
    /// A task is asked for.
    pub(crate) fn of(program: AppHandle, kind: TaskKind) -> Self {
        program.state::<Tasks>().begin(kind);
        Self { program, kind }
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        if self.program.state::<Tasks>().end(self.kind) {
            show(&self.program);
        }
    }
}

impl Tasks {
    /// The one that began first.
    pub(crate) fn first(&self) -> Option<Task> {
        self.running().first().copied()
    }

    /// Takes in what the engine says. True when something is different now.
    fn take(&self, update: &Update) -> bool {
        let mut running = self.running();
        match update {
            Update::Task {
                task,
                done,
                total,
                state,
                ..
            } => {
                let now = Task {
                    kind: *task,
                    percent: percent(*done, *total),
                    state: *state,
                };
                match running.iter_mut().find(|before| before.kind == now.kind) {
                    Some(before) if *before == now => return false,
                    Some(before) => *before = now,
                    None => running.push(now),
                }
                true
            }
            Update::TaskEnded { task } => {
                drop(running);
                self.end(*task)
            }
            _ => false,
        }
    }

    fn begin(&self, kind: TaskKind) {
        let mut running = self.running();
        if running.iter().all(|task| task.kind != kind) {
            running.push(Task {
                kind,
                percent: 0,
                state: TaskState::Running,
            });
        }
    }

    /// True when it ran.
    fn end(&self, kind: TaskKind) -> bool {
        let mut running = self.running();
        let before = running.len();
        running.retain(|task| task.kind != kind);
        running.len() < before
    }

    fn running(&self) -> MutexGuard<'_, Vec<Task>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Shows on the desktop what the engine says of its tasks, as long as the program runs.
pub(crate) fn follow(program: AppHandle, mut updates: UnboundedReceiver<Update>) {
    spawn(async move {
        while let Some(update) = updates.recv().await {
            if program.state::<Tasks>().take(&update) {
                show(&program);
            }
        }
    });
}

fn show(program: &AppHandle) {
    let task = program.state::<Tasks>().first();
    if let Some(window) = program.get_webview_window(WINDOW) {
        show_in_bar(&window, task);
    }
    if task.is_none() {
        background::task_ended(program);
    }
}

fn show_in_bar(window: &WebviewWindow, task: Option<Task>) {
    let shown = window.set_progress_bar(ProgressBarState {
        status: Some(task.map_or(ProgressBarStatus::None, |task| status(task.state))),
        progress: task.map(|task| task.percent.into()),
    });
    if let Err(error) = shown {
        tracing::debug!(%error, "the task bar takes no progress");
    }
}

fn status(state: TaskState) -> ProgressBarStatus {
    match state {
        TaskState::Running => ProgressBarStatus::Normal,
        TaskState::Paused => ProgressBarStatus::Paused,
        TaskState::Waiting => ProgressBarStatus::Error,
    }
}

/// Of a task that has nothing to do, all is done.
fn percent(done: u32, total: u32) -> u8 {
    let percent = (u64::from(done) * 100)
        .checked_div(total.into())
        .unwrap_or(100);
    u8::try_from(percent.min(100)).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(task: TaskKind, done: u32, total: u32) -> Update {
        Update::Task {
            task,
            done,
            total,
            per_minute: None,
            seconds_left: None,
            state: TaskState::Running,
        }
    }

    #[test]
    fn a_task_runs_until_the_engine_says_that_it_ended() {
        let tasks = Tasks::default();
        assert_eq!(tasks.first(), None);
        assert!(tasks.take(&told(TaskKind::Import, 0, 400)));
        assert!(tasks.take(&told(TaskKind::Import, 100, 400)));
        assert_eq!(tasks.first().map(|task| task.percent), Some(25));
        assert!(tasks.take(&Update::TaskEnded {
            task: TaskKind::Import
        }));
        assert_eq!(tasks.first(), None);
    }

    #[test]
    fn a_task_that_is_asked_for_runs_before_the_engine_tells_of_it() {
        let tasks = Tasks::default();
        tasks.begin(TaskKind::Undo);
        assert_eq!(tasks.first().map(|task| task.kind), Some(TaskKind::Undo));
        assert!(tasks.take(&told(TaskKind::Undo, 1, 2)));
        assert_eq!(tasks.first().map(|task| task.percent), Some(50));
        assert!(tasks.end(TaskKind::Undo));
        assert!(!tasks.end(TaskKind::Undo), "it is over once");
        assert_eq!(tasks.first(), None);
    }

    #[test]
    fn the_one_that_began_first_is_shown_until_it_ends() {
        let tasks = Tasks::default();
        tasks.take(&told(TaskKind::Import, 0, 4));
        tasks.take(&told(TaskKind::Exporting, 1, 4));
        assert_eq!(tasks.first().map(|task| task.kind), Some(TaskKind::Import));
        tasks.take(&Update::TaskEnded {
            task: TaskKind::Import,
        });
        assert_eq!(
            tasks.first().map(|task| task.kind),
            Some(TaskKind::Exporting)
        );
    }

    #[test]
    fn a_step_too_small_to_be_seen_changes_nothing() {
        let tasks = Tasks::default();
        tasks.take(&told(TaskKind::Import, 1_000, 1_000_000));
        assert!(!tasks.take(&told(TaskKind::Import, 1_001, 1_000_000)));
        assert!(!tasks.take(&Update::Columns));
    }

    #[test]
    fn hundredths_stay_in_their_bounds() {
        for (done, total, shown) in [
            (0, 0, 100),
            (0, 3, 0),
            (1, 3, 33),
            (3, 3, 100),
            (4, 3, 100),
            (u32::MAX, 1, 100),
        ] {
            assert_eq!(percent(done, total), shown, "{done}/{total}");
        }
    }
}
