//! What events only hint at is read again.

use std::collections::HashSet;

use tokio::sync::mpsc;
use wazo_client::{Api, Error};

use super::{Live, OwnState};
use crate::actor::HomeAddress;

/// What to read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Reread {
    /// The own agent.
    Agent,
    /// How many new messages there are in the own mailbox.
    Voicemails,
    /// The token, of which the server says that its time is nearly over.
    Token,
}

impl OwnState {
    /// Has the own agent read again.
    pub(crate) fn reread_agent(&self) {
        self.reread(Reread::Agent);
    }

    /// Has the own mailbox read again.
    pub(crate) fn reread_voicemails(&self) {
        self.reread(Reread::Voicemails);
    }

    /// Has the token renewed.
    pub(crate) fn renew_token(&self) {
        self.reread(Reread::Token);
    }

    fn reread(&self, what: Reread) {
        let _ = self.rereads.send(what);
    }
}

/// Reads what is wanted; what is wanted several times before it is read is read once.
pub(in crate::session) async fn reread(
    home: HomeAddress,
    epoch: u64,
    api: Api,
    mut wanted: mpsc::UnboundedReceiver<Reread>,
) {
    while let Some(first) = wanted.recv().await {
        let mut all = HashSet::from([first]);
        while let Ok(more) = wanted.try_recv() {
            all.insert(more);
        }
        for what in all {
            match read(&api, what).await {
                Ok(take) => {
                    let taken = home.ask(move |state| {
                        let live = state.live_of(epoch)?;
                        take(live);
                        live.tell_own();
                        live.tell_looks();
                        Some(())
                    });
                    if taken.await.flatten().is_none() {
                        return;
                    }
                }
                Err(error) => tracing::debug!(?what, %error, "read again"),
            }
        }
    }
}

type Take = Box<dyn FnOnce(&mut Live) + Send>;

async fn read(api: &Api, what: Reread) -> Result<Take, Error> {
    Ok(match what {
        Reread::Agent => {
            let agent = api.own_agent().await?;
            Box::new(|live| live.set_own_agent(agent))
        }
        Reread::Token => {
            api.renewer().renew().await?;
            Box::new(|_| {})
        }
        Reread::Voicemails => {
            let voicemails = api.new_voicemails().await?;
            Box::new(move |live| live.own.set_voicemails(voicemails))
        }
    })
}
