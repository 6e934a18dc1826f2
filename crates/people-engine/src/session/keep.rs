//! Keeps the directory in step with the server: reads it, and comes back after a loss.

use std::future::pending;
use std::sync::Arc;

use people_core::display::Display;
use tokio::sync::{Notify, mpsc, watch};
use wazo_client::{Api, Client, Error, RefreshToken, SessionState};

use super::backoff::Backoff;
use super::begin::{DEFAULT_PROFILE, TOKEN_LIFE};
use super::calls::Mailboxes;
use super::due::{Next, due};
use super::own::Reread;
use super::{Link, Step, check_profile, fetch};
use crate::actor::HomeAddress;
use crate::api::AppError;
use crate::config::Rhythm;
use crate::fault;

/// How the server is reached.
#[derive(Clone)]
pub(super) enum Reach {
    /// Signed in.
    Api(Api),
    /// With what was kept of an earlier run.
    Kept(Client, RefreshToken),
}

/// The task's own state.
pub(super) struct Keeper {
    pub(super) home: HomeAddress,
    pub(super) epoch: u64,
    pub(super) rhythm: Rhythm,
    pub(super) reach: Reach,
    pub(super) host: String,
    pub(super) wake: Arc<Notify>,
    /// What is to be read again, until somebody reads it.
    pub(super) wanted: Option<mpsc::UnboundedReceiver<Reread>>,
}

impl Keeper {
    /// Runs until the session is over or the engine has ended.
    pub(super) async fn run(mut self) {
        let mut backoff = Backoff::new(self.rhythm.reconnect);
        loop {
            let error = match self.bring_in_step().await {
                Ok(api) => {
                    backoff.reset();
                    match self.wait(&api).await {
                        Next::Refresh => continue,
                        Next::Ended => Error::SignedOut,
                    }
                }
                Err(error) => error,
            };
            if matches!(
                error,
                Error::SignedOut | Error::Authentication | Error::Unauthorized
            ) {
                self.signed_out().await;
                return;
            }
            if self.lost(error).await.is_none() {
                return;
            }
            backoff.wait(&self.wake).await;
        }
    }

    /// Reads the directory until what was read is not stale.
    async fn bring_in_step(&mut self) -> Result<Api, Error> {
        let api = self.sign_in().await?;
        let epoch = self.epoch;
        loop {
            let asked = self.home.ask(move |state| {
                let live = state.live_of(epoch)?;
                Some((live.profile.clone(), live.writes))
            });
            let Some((profile, writes)) = asked.await.flatten() else {
                return Err(Error::SignedOut);
            };
            let fetched = match fetch::fetch(&api, &profile).await {
                Err(error) if fetch::may_lack_profile(&error) => {
                    self.fall_back(&api, &profile, error).await?;
                    continue;
                }
                fetched => fetched?,
            };
            let merged = self.home.ask(move |state| {
                let live = state.live_of(epoch)?;
                Some(live.profile == profile && live.merge(fetched, writes))
            });
            match merged.await.flatten() {
                Some(true) => return Ok(api),
                Some(false) => {}
                None => return Err(Error::SignedOut),
            }
        }
    }

    async fn sign_in(&mut self) -> Result<Api, Error> {
        let (api, resumed) = match &self.reach {
            Reach::Api(api) => (api.clone(), false),
            Reach::Kept(client, refresh) => {
                let session = client.login_with_refresh(refresh, TOKEN_LIFE).await?;
                (Api::new(client.clone(), session), true)
            }
        };
        let Some(wanted) = self.wanted.take() else {
            return Ok(api);
        };
        let (epoch, rhythm, signed_in) = (self.epoch, self.rhythm, api.clone());
        let known = self.home.ask(move |state| {
            let live = state.live_of(epoch)?;
            live.listen(&signed_in, rhythm, wanted);
            Some(())
        });
        known.await.flatten().ok_or(Error::SignedOut)?;
        self.reach = Reach::Api(api.clone());
        if resumed {
            self.take_chosen_profile(&api).await;
        }
        Ok(api)
    }

    /// Goes over from the local copy's profile to the chosen one, if that is another one and the server has it.
    async fn take_chosen_profile(&self, api: &Api) {
        let epoch = self.epoch;
        let asked = self.home.ask(move |state| {
            let chosen = state.settings().profile.clone();
            let live = state.live_of(epoch)?;
            (live.profile != chosen).then_some(chosen)
        });
        if let Some(chosen) = asked.await.flatten()
            && let Ok(display) = check_profile(&self.link(api, &chosen), &chosen).await
        {
            self.show(chosen, display).await;
        }
    }

    /// Goes over to the profile that every server has from one that this one lacks; the error itself when it is not about that.
    async fn fall_back(&self, api: &Api, profile: &str, error: Error) -> Result<(), Error> {
        let lacking = check_profile(&self.link(api, profile), profile).await;
        if profile == DEFAULT_PROFILE || !matches!(lacking, Err(AppError::BadProfile { .. })) {
            return Err(error);
        }
        let link = self.link(api, DEFAULT_PROFILE);
        let Ok(display) = check_profile(&link, DEFAULT_PROFILE).await else {
            return Err(error);
        };
        tracing::warn!("the server lacks the chosen profile");
        self.show(DEFAULT_PROFILE.to_owned(), display).await;
        Ok(())
    }

    async fn show(&self, profile: String, display: Display) {
        let epoch = self.epoch;
        let shown = self.home.ask(move |state| {
            if let Some(live) = state.live_of(epoch) {
                live.show_profile(profile, display);
            }
        });
        shown.await;
    }

    fn link(&self, api: &Api, profile: &str) -> Link {
        Link {
            epoch: self.epoch,
            api: api.clone(),
            host: self.host.clone(),
            profile: profile.to_owned(),
        }
    }

    /// Waits until it is time to read everything again; reads meanwhile what nobody waits for.
    async fn wait(&self, api: &Api) -> Next {
        let mut session = api.session_state();
        tokio::select! {
            next = due(self.rhythm.directory, &self.wake, ended(&mut session)) => next,
            next = async {
                self.read_mailboxes(api).await;
                pending().await
            } => next,
        }
    }

    /// Reads whose mailbox has which number, where the display does not say.
    async fn read_mailboxes(&self, api: &Api) {
        let epoch = self.epoch;
        let asked = self.home.ask(move |state| {
            let live = state.live_of(epoch)?;
            (!live.shows_mailboxes()).then(|| live.profile.clone())
        });
        let Some(profile) = asked.await.flatten() else {
            return;
        };
        let mailboxes = match Mailboxes::read(api, &profile).await {
            Ok(mailboxes) => mailboxes,
            Err(error) => {
                tracing::debug!(%error, "mailboxes");
                return;
            }
        };
        let told = self.home.ask(move |state| {
            if let Some(live) = state.live_of(epoch) {
                live.mailboxes = mailboxes;
            }
        });
        told.await;
    }

    async fn lost(&self, error: Error) -> Option<()> {
        let epoch = self.epoch;
        let is_silent = fault::is_silent(&error);
        let explained = fault::explain(&self.host, error);
        let reason = (!is_silent).then(|| explained.clone());
        let told = self.home.ask(move |state| {
            let live = state.live_of(epoch)?;
            live.steps.send_replace(Step::Failed(explained));
            live.standing.lost(reason);
            live.tell_connection();
            live.settled.send_replace(true);
            Some(())
        });
        told.await.flatten()
    }

    async fn signed_out(&self) {
        let epoch = self.epoch;
        let told = self.home.ask(move |state| {
            if let Some(live) = state.live_of(epoch) {
                let ended = fault::explain("", Error::SignedOut);
                live.steps.send_replace(Step::Failed(ended));
                live.standing.signed_out();
                live.tell_connection();
                live.settled.send_replace(true);
                // All but this one: nobody is listened to any more.
                live.tasks.truncate(1);
            }
            state.forget_session(epoch);
        });
        told.await;
    }
}

async fn ended(session: &mut watch::Receiver<SessionState>) {
    let ended = session.wait_for(|state| matches!(state, SessionState::Ended(_)));
    drop(ended.await);
}
