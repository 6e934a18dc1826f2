//! The program without its window: a task goes on there while an icon in the tray stands for it.
//!
//! A window that is closed while a task runs is hidden, and comes back when the task ended. Where the system has no tray, or
//! the page gave no words for its menu, nothing is hidden: the page asks whether the task may be stopped.

use people_engine::EngineHandle;
use people_engine::api::TaskKind;
use tauri::async_runtime::spawn;
use tauri::{AppHandle, Manager};
use tokio::sync::Mutex;

use crate::listener::Listener;
use crate::tasks::{Task, Tasks, WINDOW};
use crate::tray::{Choice, Icon, TrayWords};

/// The page that asks the person, told the task that is not finished.
pub(crate) type Closings = Listener<TaskKind>;

/// What stands for the window while it is hidden.
#[derive(Default)]
pub(crate) struct Background {
    words: std::sync::Mutex<Option<TrayWords>>,
    icon: Mutex<Option<Icon>>,
}

impl Background {
    /// The words of the tray's menu from now on.
    pub(crate) fn word(&self, words: TrayWords) {
        *self.words() = Some(words);
    }

    /// Shows how far the task is.
    pub(crate) async fn show(&self, task: Task) {
        if let Some(icon) = &*self.icon.lock().await {
            icon.show(task.percent).await;
        }
    }

    /// Brings the window back if it is hidden.
    pub(crate) async fn leave(&self, program: &AppHandle) {
        let Some(icon) = self.icon.lock().await.take() else {
            return;
        };
        icon.vanish().await;
        bring_up(program);
    }

    /// Hides the window while a task runs. False where there is no tray to go to.
    async fn enter(&self, program: &AppHandle, task: Task) -> bool {
        let Some(words) = self.words().clone() else {
            return false;
        };
        let mut hidden = self.icon.lock().await;
        if hidden.is_some() {
            return true;
        }
        let chosen = {
            let program = program.clone();
            move |choice| {
                spawn(choose(program.clone(), choice));
            }
        };
        let Some(icon) = Icon::appear(program, words, task, chosen).await else {
            return false;
        };
        // It may have ended while the tray was asked; then its report stays in sight.
        if program.state::<Tasks>().first().is_none() {
            icon.vanish().await;
            return true;
        }
        if let Some(window) = program.get_webview_window(WINDOW)
            && let Err(error) = window.hide()
        {
            tracing::warn!(%error, "the window does not hide");
        }
        *hidden = Some(icon);
        true
    }

    fn words(&self) -> std::sync::MutexGuard<'_, Option<TrayWords>> {
        self.words
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// The person closes the window. False when it may go at once.
pub(crate) fn keeps_open(program: &AppHandle) -> bool {
    let Some(task) = program.state::<Tasks>().first() else {
        return false;
    };
    let program = program.clone();
    spawn(async move {
        if program.state::<Background>().enter(&program, task).await
            || program.state::<Closings>().tell(task.kind)
        {
            return;
        }
        // No page is there to ask: what is written down of the task is enough to take it up again.
        close(&program);
    });
    true
}

/// Brings the window up, wherever it is: hidden, minimised or behind others.
pub(crate) async fn raise(program: &AppHandle) {
    program.state::<Background>().leave(program).await;
    bring_up(program);
}

fn bring_up(program: &AppHandle) {
    let Some(window) = program.get_webview_window(WINDOW) else {
        return;
    };
    let up = window
        .unminimize()
        .and_then(|()| window.show())
        .and_then(|()| window.set_focus());
    if let Err(error) = up {
        tracing::warn!(%error, "the window does not come up");
    }
}

/// Closes the window in any case, and the program with it.
pub(crate) fn close(program: &AppHandle) {
    if let Some(window) = program.get_webview_window(WINDOW)
        && let Err(error) = window.destroy()
    {
        tracing::warn!(%error, "the window does not close");
    }
}

async fn choose(program: AppHandle, choice: Choice) {
    match choice {
        Choice::Show => program.state::<Background>().leave(&program).await,
        Choice::Stop => {
            if let Err(error) = program.state::<EngineHandle>().cancel_import().await {
                tracing::warn!(%error, "the task was not stopped");
            }
        }
        Choice::Quit => close(&program),
    }
}
