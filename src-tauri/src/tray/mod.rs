//! The icon in the tray: on Linux a StatusNotifierItem of our own, which is the one way to learn whether anybody shows it;
//! elsewhere Tauri's.

#[cfg(target_os = "linux")]
mod notifier;
#[cfg(not(target_os = "linux"))]
mod system;

#[cfg(target_os = "linux")]
pub(crate) use notifier::Icon;
#[cfg(not(target_os = "linux"))]
pub(crate) use system::Icon;

use people_engine::api::TaskKind;
use serde::Deserialize;

/// The labels of the tray's menu, in the page's language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TrayWords {
    /// Bring the window back.
    show: String,
    /// Stop the task after the step that is under way.
    stop: String,
    /// End the program.
    quit: String,
}

/// What the person chose there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// Bring the window back.
    Show,
    /// Stop the task.
    Stop,
    /// End the program.
    Quit,
}

/// The menu of a task: what can be chosen and how it is called. A removal is one request to the server, which nobody can stop.
fn menu(words: TrayWords, task: TaskKind) -> Vec<(Choice, String)> {
    let stoppable = matches!(task, TaskKind::Import | TaskKind::Undo | TaskKind::Restore);
    let mut menu = vec![(Choice::Show, words.show)];
    if stoppable {
        menu.push((Choice::Stop, words.stop));
    }
    menu.push((Choice::Quit, words.quit));
    menu
}

/// What the icon says when it is pointed at.
fn title(program: &str, percent: u8) -> String {
    format!("{program} {percent} %")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choices(task: TaskKind) -> Vec<Choice> {
        let words = TrayWords {
            show: "Show".into(),
            stop: "Stop".into(),
            quit: "Quit".into(),
        };
        let menu = menu(words, task);
        menu.into_iter().map(|(choice, _)| choice).collect()
    }

    #[test]
    fn a_task_in_many_steps_can_be_stopped() {
        let all = [Choice::Show, Choice::Stop, Choice::Quit];
        assert_eq!(choices(TaskKind::Import), all);
        assert_eq!(choices(TaskKind::Undo), all);
        assert_eq!(choices(TaskKind::Removing), [Choice::Show, Choice::Quit]);
    }
}
