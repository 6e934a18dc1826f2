//! How far a task is, for who watches at a terminal.

use people_engine::api::{TaskKind, Update};

use crate::{output, words};

/// The task that runs.
#[derive(Debug, Default)]
pub struct Progress {
    running: Option<TaskKind>,
}

impl Progress {
    /// Shows what the engine says of its tasks.
    pub fn show(&mut self, update: &Update) {
        match update {
            Update::Task {
                task,
                done,
                total,
                per_minute,
                seconds_left,
                state,
            } => {
                self.running = Some(*task);
                output::progress(&words::progress(
                    *done,
                    *total,
                    *per_minute,
                    *seconds_left,
                    *state,
                ));
            }
            Update::TaskEnded { .. } => {
                self.running = None;
                output::end_progress();
            }
            _ => {}
        }
    }

    /// Whether a task runs that goes in steps, so that it can be stopped between two of them.
    pub fn can_stop(&self) -> bool {
        matches!(
            self.running,
            Some(TaskKind::Import | TaskKind::Undo | TaskKind::Restore)
        )
    }
}

#[cfg(test)]
mod tests {
    use people_engine::api::TaskState;

    use super::*;

    fn told(task: TaskKind) -> Update {
        Update::Task {
            task,
            done: 0,
            total: 1,
            per_minute: None,
            seconds_left: None,
            state: TaskState::Running,
        }
    }

    #[test]
    fn only_a_task_in_steps_is_stopped_and_only_while_it_runs() {
        let mut progress = Progress::default();
        assert!(!progress.can_stop());
        progress.show(&told(TaskKind::Removing));
        assert!(!progress.can_stop());
        progress.show(&told(TaskKind::Import));
        assert!(progress.can_stop());
        progress.show(&Update::TaskEnded {
            task: TaskKind::Import,
        });
        assert!(!progress.can_stop());
    }
}
