//! What other agents do, where the user may know.

use std::sync::Arc;
use std::time::Duration;

use people_core::display::ColumnKind;
use people_core::presence::AgentState;
use tokio::sync::Notify;
use tokio::time::sleep;
use wazo_client::Api;

use crate::actor::HomeAddress;
use crate::session::Live;

/// The permission to read all agents.
const SCOPE: &str = "agentd.agents.read";

impl Live {
    /// Takes that an agent logged in, paused…; gives whether a row may look different.
    pub(crate) fn hear_agent(
        &mut self,
        id: i64,
        then: impl FnOnce(AgentState) -> AgentState,
    ) -> bool {
        if self.own.agent_id() == Some(id) {
            self.own.reread_agent();
        }
        let state = then(self.presences.agent(id));
        self.presences.set_agent(id, state)
    }

    /// Whether agents are on screen whose state only reading tells.
    fn shows_agents(&self) -> bool {
        let own = self.own.agent_id();
        let shown = || {
            let rows = self.list.watched_ids();
            rows.filter_map(|id| self.directory.get(id)?.agent_id())
                .any(|agent| Some(agent) != own)
        };
        self.grid
            .iter()
            .any(|column| column.kind == ColumnKind::Agent)
            && shown()
    }
}

/// Reads all agents now and then while they are shown, if the user may; `looked` tells that something else is shown.
pub(in crate::session) async fn watch_agents(
    home: HomeAddress,
    epoch: u64,
    api: Api,
    looked: Arc<Notify>,
    pause: Duration,
) {
    if !may_read(&api, pause).await {
        return;
    }
    loop {
        let shown = home.ask(move |state| state.live_of(epoch).map(|live| live.shows_agents()));
        match shown.await.flatten() {
            Some(true) => {}
            Some(false) => {
                looked.notified().await;
                continue;
            }
            None => return,
        }
        match api.agents().await {
            Ok(agents) => {
                let told = home.ask(move |state| {
                    let live = state.live_of(epoch)?;
                    let mut changed = false;
                    for agent in &agents {
                        if let Some(id) = agent.id {
                            changed |= live.presences.set_agent(id, super::state(agent));
                        }
                    }
                    if changed {
                        live.tell_looks();
                    }
                    Some(())
                });
                if told.await.flatten().is_none() {
                    return;
                }
            }
            Err(error) => tracing::debug!(%error, "agents"),
        }
        sleep(pause).await;
    }
}

/// Asks once, and again only while no answer comes.
async fn may_read(api: &Api, pause: Duration) -> bool {
    loop {
        match api.granted(&[SCOPE]).await {
            Ok(granted) => return granted.get(SCOPE).copied().unwrap_or_default(),
            Err(wazo_client::Error::SignedOut) => return false,
            Err(error) => tracing::debug!(%error, "what is granted"),
        }
        sleep(pause).await;
    }
}
