//! Keeps a session in step with its server: reads, polls, and comes back after a loss.

use std::sync::Arc;

use people_core::display::Display;
use tokio::sync::{Notify, watch};
use wazo_client::{Api, Client, Error, RefreshToken, SessionState};

use super::backoff::Backoff;
use super::begin::{DEFAULT_PROFILE, TOKEN_LIFE};
use super::poll::{Next, poll_until_due};
use super::{Link, Step, check_profile, fetch};
use crate::actor::HomeAddress;
use crate::api::{AppError, Connection};
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
}

impl Keeper {
    /// Runs until the session is over or the engine has ended.
    pub(super) async fn run(mut self) {
        let mut backoff = Backoff::new(self.rhythm.reconnect);
        loop {
            let error = match self.bring_in_step().await {
                Ok(api) => {
                    backoff.reset();
                    match self.watch(&api).await {
                        Next::Refresh => continue,
                        Next::Lost(error) => error,
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
        let (client, refresh) = match &self.reach {
            Reach::Api(api) => return Ok(api.clone()),
            Reach::Kept(client, refresh) => (client.clone(), refresh),
        };
        let session = client.login_with_refresh(refresh, TOKEN_LIFE).await?;
        let api = Api::new(client, session);
        let (epoch, signed_in) = (self.epoch, api.clone());
        let known = self.home.ask(move |state| {
            state.live_of(epoch)?.api = Some(signed_in);
            Some(())
        });
        known.await.flatten().ok_or(Error::SignedOut)?;
        self.reach = Reach::Api(api.clone());
        self.take_chosen_profile(&api).await;
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

    /// Polls presences until it is time to read everything again.
    async fn watch(&self, api: &Api) -> Next {
        let mut session = api.session_state();
        poll_until_due(self.rhythm, &self.wake, ended(&mut session), || {
            self.poll(api)
        })
        .await
    }

    async fn poll(&self, api: &Api) -> Result<(), Error> {
        let epoch = self.epoch;
        let users = self.home.ask(move |state| {
            let live = state.live_of(epoch)?;
            Some((live.polled_users(), live.agent.is_some()))
        });
        let Some((users, is_agent)) = users.await.flatten() else {
            return Err(Error::SignedOut);
        };
        let agent = async {
            if is_agent {
                fetch::own_agent(api).await
            } else {
                Ok(None)
            }
        };
        let polled = tokio::try_join!(fetch::presences(api, users), agent);
        let (presences, agent) = match polled {
            Ok(polled) => polled,
            Err(error) if fault::is_offline(&error) || error == Error::SignedOut => {
                return Err(error);
            }
            Err(error) => {
                tracing::debug!(%error, "presences");
                return Ok(());
            }
        };
        let set = self.home.ask(move |state| {
            if let Some(live) = state.live_of(epoch) {
                live.set_presences(presences);
                if let Some((id, state)) = agent {
                    live.presences.set_agent(id, state);
                }
                live.tell_looks();
                live.save_unsaved();
            }
        });
        set.await.ok_or(Error::SignedOut)
    }

    async fn lost(&self, error: Error) -> Option<()> {
        let epoch = self.epoch;
        let is_silent = fault::is_silent(&error);
        let explained = fault::explain(&self.host, error);
        let reason = (!is_silent).then(|| explained.clone());
        let told = self.home.ask(move |state| {
            let live = state.live_of(epoch)?;
            let since = live.in_step.clone();
            live.steps.send_replace(Step::Failed(explained));
            live.set_connection(Connection::Offline { since, reason });
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
                live.set_connection(Connection::SignedOut);
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
