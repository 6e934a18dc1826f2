//! The program without its window: an icon in the tray stands for it.
//!
//! The window goes there when the person said so once, and for as long as a task runs; where no tray shows the icon it is never
//! hidden, and it comes back when the tray goes away. Everything else the page is asked for.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use people_engine::EngineHandle;
use people_engine::api::{AppError, TaskKind};
use serde::Serialize;
use tauri::async_runtime::spawn;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager};
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;

use crate::listener::Listener;
use crate::tasks::{Tasks, WINDOW};
use crate::tray::{self, Icon, Tray};
use crate::wishes::Wishes;

/// How long a start without a window waits for a tray; at a login the desktop itself is still coming up.
const TRAY_COMES: Duration = Duration::from_secs(2);
const TRAY_COMES_AT_LOGIN: Duration = Duration::from_secs(30);

/// How long such a start waits for the page, which makes the menu.
const PAGE_COMES: Duration = Duration::from_secs(15);

/// How long a page that is asked may be busy before it counts as gone.
const PAGE_ANSWERS: Duration = Duration::from_secs(3);

/// How the program starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opening {
    /// With its window.
    Window,
    /// Without, where there is a tray.
    Hidden,
    /// Without, where one comes while the desktop comes up.
    HiddenAtLogin,
}

/// What the page asks the person before the window closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum Closing {
    /// Whether a task may be stopped.
    Task {
        /// The task.
        task: TaskKind,
    },
    /// Whether the program goes on in the tray.
    Window,
}

/// Why the window is away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Away {
    /// A task runs; the window comes back when it ended.
    ForTask,
    /// The person wants it so.
    ForGood,
}

/// What the program does when its window is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Close {
    Hide(Away),
    Ask(Closing),
    End,
}

/// What stands for the window while it is hidden.
#[derive(Default)]
pub(crate) struct Background {
    tray: watch::Sender<Tray>,
    seen: watch::Sender<bool>,
    away: Mutex<Option<Away>>,
    closings: Listener<Closing>,
    choices: Listener<String>,
}

impl Background {
    /// The icon and its menu from now on.
    pub(crate) fn set_tray(&self, tray: Tray) {
        self.tray.send_replace(tray);
    }

    /// The page that hears what is chosen from the menu.
    pub(crate) fn listen_choices(&self, page: Channel<String>) {
        self.choices.set(page);
    }

    /// The page that asks the person.
    pub(crate) fn listen_closing(&self, page: Channel<Closing>) {
        self.closings.set(page);
    }

    /// Whether a tray shows the icon.
    pub(crate) async fn has_tray(&self) -> bool {
        *self.seen.borrow() && tray::is_seen().await
    }

    /// Hides the window. False where there is no tray to go to.
    async fn hide(&self, program: &AppHandle, away: Away) -> bool {
        if !self.has_tray().await {
            return false;
        }
        *self.away() = Some(away);
        if let Some(window) = program.get_webview_window(WINDOW)
            && let Err(error) = window.hide()
        {
            tracing::warn!(%error, "the window does not hide");
        }
        // What was there a moment ago may be gone or over.
        let over = away == Away::ForTask && program.state::<Tasks>().first().is_none();
        if over || !*self.seen.borrow() {
            raise(program);
        }
        true
    }

    fn away(&self) -> MutexGuard<'_, Option<Away>> {
        self.away.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Puts the icon up, and the window unless it is to stay away and there is a tray for it.
pub(crate) fn start(program: &AppHandle, opening: Opening) {
    let background = program.state::<Background>();
    spawn(tray::follow(background.seen.clone()));
    spawn(stand(program.clone()));
    spawn(come_back_without(
        program.clone(),
        background.seen.subscribe(),
    ));
    // A wish that came before there was a window has to be seen.
    let wanted = program.state::<Wishes>().are_waiting();
    let patience = match opening {
        _ if wanted => return raise(program),
        Opening::Window => return raise(program),
        Opening::Hidden => TRAY_COMES,
        Opening::HiddenAtLogin => TRAY_COMES_AT_LOGIN,
    };
    *background.away() = Some(Away::ForGood);
    spawn(stay_hidden(program.clone(), patience));
}

/// The person closes the window: it is hidden, the page asks, or the program ends.
pub(crate) fn ask_to_close(program: &AppHandle) {
    let program = program.clone();
    spawn(async move {
        let background = program.state::<Background>();
        let task = running(&program);
        let keep = keeps_in_tray(&program).await;
        match at_close(task, keep, background.has_tray().await) {
            Close::Hide(away) => {
                if !background.hide(&program, away).await {
                    end(&program).await;
                }
            }
            Close::Ask(closing) => ask(&program, closing).await,
            Close::End => close(&program),
        }
    });
}

/// Hides the window by the person's own wish.
///
/// # Errors
///
/// Where there is no tray to go to.
pub(crate) async fn hide(program: &AppHandle) -> Result<(), AppError> {
    let background = program.state::<Background>();
    if background.hide(program, Away::ForGood).await {
        Ok(())
    } else {
        Err(AppError::Internal {
            what: "tray".into(),
        })
    }
}

/// Brings the window up, wherever it is: hidden, minimised or behind others.
pub(crate) fn raise(program: &AppHandle) {
    *program.state::<Background>().away() = None;
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

/// A task ended: a window that was hidden for it comes back.
pub(crate) fn task_ended(program: &AppHandle) {
    if *program.state::<Background>().away() == Some(Away::ForTask) {
        raise(program);
    }
}

/// Something was chosen from the menu. Bringing up and ending is done here, the rest by the page.
pub(crate) fn choose(program: &AppHandle, id: &str) {
    if tray::WINDOWED.contains(&id) {
        raise(program);
    }
    match id {
        tray::OPEN => {}
        tray::QUIT => {
            let program = program.clone();
            spawn(async move { end(&program).await });
        }
        _ => {
            if !program.state::<Background>().choices.tell(id.to_owned()) {
                tracing::debug!("no page hears what was chosen");
            }
        }
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

/// The icon, from the first menu on for as long as the program runs.
async fn stand(program: AppHandle) {
    let background = program.state::<Background>();
    let mut tray = background.tray.subscribe();
    let Ok(first) = tray.wait_for(Tray::has_menu).await.map(|tray| tray.clone()) else {
        return;
    };
    let chosen = {
        let program = program.clone();
        move |id: &str| choose(&program, id)
    };
    let Some(icon) = Icon::appear(&program, first, chosen).await else {
        return;
    };
    while tray.changed().await.is_ok() {
        let now = tray.borrow_and_update().clone();
        icon.show(now).await;
    }
}

/// Without a tray nobody could bring the window back.
async fn come_back_without(program: AppHandle, mut seen: watch::Receiver<bool>) {
    while seen.changed().await.is_ok() {
        let gone = !*seen.borrow_and_update();
        let hidden = program.state::<Background>().away().is_some();
        if gone && hidden {
            raise(&program);
        }
    }
}

/// Stays without a window while a tray and a menu come.
async fn stay_hidden(program: AppHandle, patience: Duration) {
    let background = program.state::<Background>();
    let (mut seen, mut tray) = (background.seen.subscribe(), background.tray.subscribe());
    let tray_comes = timeout(patience, seen.wait_for(|seen| *seen));
    let page_comes = timeout(PAGE_COMES, tray.wait_for(Tray::has_menu));
    let came = matches!(tray_comes.await, Ok(Ok(_))) && matches!(page_comes.await, Ok(Ok(_)));
    // It may be up by a wish meanwhile.
    let hidden = background.away().is_some();
    if hidden && !came {
        raise(&program);
    }
}

/// Ends the program, once the person said so where a task runs.
async fn end(program: &AppHandle) {
    match running(program) {
        Some(task) => {
            raise(program);
            ask(program, Closing::Task { task }).await;
        }
        None => close(program),
    }
}

/// Has the page ask. Where none is there what is written down of a task is enough to take it up again.
async fn ask(program: &AppHandle, closing: Closing) {
    let told = program.state::<Background>().closings.tell(closing);
    if !(told && answers(program).await) {
        tracing::warn!("no page is there to ask");
        close(program);
    }
}

/// Whether the page still does anything.
async fn answers(program: &AppHandle) -> bool {
    let Some(window) = program.get_webview_window(WINDOW) else {
        return false;
    };
    let (tell, mut told) = mpsc::unbounded_channel();
    let asked = window.eval_with_callback("0", move |_| {
        // Nobody may wait any more.
        let _ = tell.send(());
    });
    asked.is_ok() && matches!(timeout(PAGE_ANSWERS, told.recv()).await, Ok(Some(())))
}

fn running(program: &AppHandle) -> Option<TaskKind> {
    program.state::<Tasks>().first().map(|task| task.kind)
}

async fn keeps_in_tray(program: &AppHandle) -> Option<bool> {
    match program.state::<EngineHandle>().settings().await {
        Ok(settings) => settings.desktop.keep_in_tray,
        Err(error) => {
            tracing::warn!(?error, "no settings");
            None
        }
    }
}

fn at_close(task: Option<TaskKind>, keep: Option<bool>, tray: bool) -> Close {
    match (task, keep) {
        (_, Some(true)) if tray => Close::Hide(Away::ForGood),
        (Some(_), None) if tray => Close::Hide(Away::ForTask),
        (Some(task), _) => Close::Ask(Closing::Task { task }),
        (None, None) if tray => Close::Ask(Closing::Window),
        (None, _) => Close::End,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TASK: TaskKind = TaskKind::Import;

    #[test]
    fn without_a_tray_the_window_is_never_hidden() {
        for keep in [None, Some(false), Some(true)] {
            assert_eq!(at_close(None, keep, false), Close::End);
            assert_eq!(
                at_close(Some(TASK), keep, false),
                Close::Ask(Closing::Task { task: TASK })
            );
        }
    }

    #[test]
    fn the_person_is_asked_once_and_their_answer_holds() {
        assert_eq!(at_close(None, None, true), Close::Ask(Closing::Window));
        assert_eq!(at_close(None, Some(true), true), Close::Hide(Away::ForGood));
        assert_eq!(at_close(None, Some(false), true), Close::End);
    }

    #[test]
    fn a_task_goes_on_in_the_tray_unless_the_person_wants_nothing_there() {
        assert_eq!(at_close(Some(TASK), None, true), Close::Hide(Away::ForTask));
        assert_eq!(
            at_close(Some(TASK), Some(true), true),
            Close::Hide(Away::ForGood)
        );
        assert_eq!(
            at_close(Some(TASK), Some(false), true),
            Close::Ask(Closing::Task { task: TASK })
        );
    }
}
