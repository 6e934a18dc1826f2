//! Signing in and out.

use std::time::Duration;

use wazo_client::Server;

use super::EngineHandle;
use crate::api::{Account, AppError, Session, SignIn};
use crate::session::{self, Step, Trusting, close};
use crate::{fault, keychain};

/// A directory that was read so lately is not read again for nothing.
const FRESH: Duration = Duration::from_secs(30);

impl EngineHandle {
    /// Who was signed in here, the last used first.
    pub async fn accounts(&self) -> Result<Vec<Account>, AppError> {
        self.ask(|state| Ok(state.book.accounts().to_vec())).await
    }

    /// Forgets an account with everything that is kept of it, and with the last account of a server the certificate that was
    /// trusted there. One that is signed in is signed out first.
    ///
    /// # Errors
    /// [`AppError::ImportRuns`], with everything left as it is, while an import of it runs, also in another process.
    pub async fn forget(&self, account: String) -> Result<(), AppError> {
        let id = account.clone();
        let signed_in = self.ask(move |state| {
            Ok(state
                .live
                .as_ref()
                .is_some_and(|live| live.account.id == id))
        });
        if signed_in.await? {
            self.sign_out(true).await?;
        }
        let config = self.ask(|state| Ok(state.config.clone())).await?;
        let journal = close::take_journal(&config.data_dir, &account).await?;
        let id = account.clone();
        let removed = self.ask(move |state| state.book.remove(&id).map_err(|_| AppError::Store));
        removed.await?;
        keychain::forget(&config.keychain, &account).await;
        close::remove_account(&config.data_dir, &account, journal).await
    }

    /// Signs in, trusting what the system trusts or what was pinned for the server.
    pub async fn sign_in(&self, form: SignIn) -> Result<Session, AppError> {
        let mailbox = self.mailbox.clone();
        let work = async move { session::sign_in(&mailbox, form, Trusting::Remembered).await };
        self.see_through(work).await
    }

    /// Signs in, trusting this authority (PEM) beside the system's. Of such a session nothing is kept on this computer.
    pub async fn sign_in_with(
        &self,
        form: SignIn,
        ca: Option<Vec<u8>>,
    ) -> Result<Session, AppError> {
        let mailbox = self.mailbox.clone();
        let trusting = ca.map_or(Trusting::Remembered, Trusting::Ca);
        self.see_through(async move { session::sign_in(&mailbox, form, trusting).await })
            .await
    }

    /// Goes on with the kept session of an account, or with that of the one used last; none when nothing is kept. What is
    /// known of the directory is there at once, also without the server.
    pub async fn resume(&self, account: Option<String>) -> Result<Option<Session>, AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(async move { session::resume(&mailbox, account).await })
            .await
    }

    /// The session, if somebody is signed in.
    pub async fn session(&self) -> Result<Option<Session>, AppError> {
        self.ask(|state| Ok(state.live.as_ref().map(session::Live::session)))
            .await
    }

    /// Trusts this certificate, and no other, for a server from now on: the person has looked at its fingerprint.
    pub async fn trust(&self, server: String, fingerprint: String) -> Result<(), AppError> {
        let server = Server::parse(&server).map_err(|problem| fault::address(&server, problem))?;
        let fingerprint = fingerprint
            .parse()
            .map_err(|_| fault::internal("fingerprint"))?;
        self.ask(move |state| {
            let pinned = state.book.set_pin(&server, fingerprint);
            pinned.map_err(|_| AppError::Store)
        })
        .await
    }

    /// Signs out: revokes the tokens and takes them out of the keychain; `wipe` removes the local copy and the journal as well.
    ///
    /// # Errors
    /// [`AppError::ImportRuns`], and the session goes on, when the journal is to be removed while an import runs, also in another
    /// process.
    pub async fn sign_out(&self, wipe: bool) -> Result<(), AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(async move { close::sign_out(&mailbox, wipe).await })
            .await
    }

    /// Ends the program's part in the session: what is to be kept is written, the token of the moment is given back, and a kept
    /// session can be [resumed](Self::resume).
    pub async fn close(&self) -> Result<(), AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(async move {
            if let Some(live) = mailbox.ask(|state| state.live.take()).await? {
                close::end(live).await;
            }
            Ok(())
        })
        .await
    }

    /// Reads the directory anew and waits for it.
    pub async fn refresh(&self) -> Result<(), AppError> {
        self.ask(|state| {
            state.live()?.refresh_soon();
            Ok(())
        })
        .await?;
        self.in_step().await
    }

    /// Reads the directory anew, in the background, if it was not read for a while: the person comes back to the window.
    pub async fn refresh_if_old(&self) -> Result<(), AppError> {
        self.ask(|state| {
            let live = state.live()?;
            if live.read_at.is_some_and(|read| read.elapsed() > FRESH) {
                live.refresh_soon();
            }
            Ok(())
        })
        .await
    }

    /// Waits until the directory is in step with the server and what happens there is followed, or cannot be for now.
    pub async fn in_step(&self) -> Result<(), AppError> {
        let mut steps = self
            .ask(|state| Ok(state.live()?.steps.subscribe()))
            .await?;
        let step = steps
            .wait_for(|step| !matches!(step, Step::Awaited))
            .await
            .map_err(|_| AppError::SignedOut)?
            .clone();
        match step {
            Step::Failed(error) => Err(error),
            Step::Awaited | Step::Done => self.settled().await,
        }
    }

    /// Waits until it is known whether what happens arrives by itself; a session out of reach is not waited for.
    pub(super) async fn settled(&self) -> Result<(), AppError> {
        let asked = self.ask(|state| {
            let live = state.live()?;
            Ok(live.link().is_ok().then(|| live.settled.subscribe()))
        });
        if let Some(mut settled) = asked.await? {
            let known = settled.wait_for(|settled| *settled).await;
            known.map_err(|_| AppError::SignedOut)?;
        }
        Ok(())
    }
}
