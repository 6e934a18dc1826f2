//! A newer version of the program, signed by whom the administrator trusts.
//!
//! Nothing is asked where no source is set, or where a package of the system brings newer versions. What is fetched is taken
//! when its signature is made with the source's key, for the very version that was announced; and a version is taken only when
//! it is newer. So neither a server that was broken into nor a network can bring anything but what the key's owner made last.

mod fault;
mod fetch;
mod state;

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tauri::ipc::Channel;
use tauri::{AppHandle, Manager};
use tauri_plugin_updater::Update;

use crate::listener::Listener;
pub(crate) use state::UpdateState;

/// From one question to the next.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How it stands with a newer version.
#[derive(Default)]
pub(crate) struct Updates {
    state: Mutex<UpdateState>,
    page: Listener<UpdateState>,
    /// The version that was found. Whoever holds this asks or fetches.
    found: tokio::sync::Mutex<Option<Update>>,
}

impl Updates {
    /// Asks now and once a day where there is anybody to ask: the program may be up for months.
    pub(crate) fn begin(program: &AppHandle) {
        let program = program.clone();
        tauri::async_runtime::spawn(async move {
            let ask = || {
                let program = program.clone();
                async move { program.state::<Self>().check(&program).await }
            };
            again(ask, || tokio::time::sleep(DAY)).await;
        });
    }

    /// How it stands.
    pub(crate) fn state(&self) -> UpdateState {
        self.now().clone()
    }

    /// Tells `page` how it stands from now on.
    pub(crate) fn listen(&self, page: Channel<UpdateState>) {
        self.page.set(page);
        self.page.tell(self.state());
    }

    /// Asks whether there is a newer version. One that is being fetched or is in place stays.
    pub(crate) async fn check(&self, program: &AppHandle) -> UpdateState {
        let Ok(mut found) = self.found.try_lock() else {
            return self.state();
        };
        if matches!(self.state(), UpdateState::Ready { .. }) {
            return self.state();
        }
        let updater = match fetch::updater(program).await {
            Ok(updater) => updater,
            Err(why) => return self.is(why),
        };
        self.is(UpdateState::Checking);
        match updater.check().await {
            Ok(Some(update)) => {
                let state = UpdateState::Available {
                    version: update.version.clone(),
                    notes: update.body.clone(),
                };
                *found = Some(update);
                self.is(state)
            }
            Ok(None) => {
                *found = None;
                self.is(UpdateState::Current)
            }
            Err(error) => self.is(fault::failed(error)),
        }
    }

    /// Fetches what was found and puts it in place. Without anything found nothing changes.
    pub(crate) async fn install(&self) -> UpdateState {
        let Ok(mut found) = self.found.try_lock() else {
            return self.state();
        };
        let Some(update) = found.take() else {
            return self.state();
        };
        let version = update.version.clone();
        let told = |done, total| {
            self.is(UpdateState::Loading { done, total });
        };
        match fetch::install(&update, told).await {
            Ok(()) => self.is(UpdateState::Ready { version }),
            Err(why) => {
                *found = Some(update);
                self.is(UpdateState::Failed { why })
            }
        }
    }

    fn is(&self, state: UpdateState) -> UpdateState {
        *self.now() = state.clone();
        self.page.tell(state.clone());
        state
    }

    fn now(&self) -> std::sync::MutexGuard<'_, UpdateState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Asks until nobody is to be asked, or nothing newer can be known before the next start.
async fn again<Answer, Pause>(ask: impl Fn() -> Answer, pause: impl Fn() -> Pause)
where
    Answer: Future<Output = UpdateState>,
    Pause: Future<Output = ()>,
{
    while !matches!(
        ask().await,
        UpdateState::Off { .. } | UpdateState::Ready { .. }
    ) {
        pause().await;
    }
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};

    use super::*;
    use state::UpdateOff;

    #[tokio::test]
    async fn it_is_asked_again_until_there_is_nothing_to_ask() {
        let answers = RefCell::new(vec![
            UpdateState::Off {
                why: UpdateOff::NotSet,
            },
            UpdateState::Current,
            UpdateState::Checking,
        ]);
        let pauses = Cell::new(0);
        let ask = || std::future::ready(answers.borrow_mut().pop().unwrap());
        let pause = || {
            pauses.set(pauses.get() + 1);
            std::future::ready(())
        };
        again(ask, pause).await;
        assert_eq!((answers.borrow().len(), pauses.get()), (0, 2));
    }
}
