//! The own presence, phone and agent.

use wazo_client::{Api, Error};

use super::EngineHandle;
use crate::actor::Mailbox;
use crate::api::{AppError, Forward, ForwardKind, Own, PresenceChoice};
use crate::session::{Link, Wish};

/// agentd takes no longer reason.
const LONGEST_REASON: usize = 80;

impl EngineHandle {
    /// What was chosen about being reached, and what the own phones do, once it is known.
    pub async fn own(&self) -> Result<Own, AppError> {
        self.settled().await?;
        self.ask(|state| Ok(state.live()?.own.view())).await
    }

    /// Chooses how to be seen, and the own words; none takes them away. It is shown at once, and undone when the server refuses.
    pub async fn set_presence(
        &self,
        presence: PresenceChoice,
        status: Option<String>,
    ) -> Result<(), AppError> {
        let status = status.filter(|words| !words.trim().is_empty());
        let choice = presence;
        self.wish(Wish::Presence { choice, status }).await
    }

    /// Turns do not disturb on or off, as [`set_presence`](Self::set_presence) does.
    pub async fn set_do_not_disturb(&self, on: bool) -> Result<(), AppError> {
        self.wish(Wish::DoNotDisturb(on)).await
    }

    /// Sets a forward, as [`set_presence`](Self::set_presence) does; one that is on needs a number.
    pub async fn set_forward(
        &self,
        kind: ForwardKind,
        on: bool,
        to: Option<String>,
    ) -> Result<(), AppError> {
        let to = to.filter(|number| !number.trim().is_empty());
        if on && to.is_none() {
            return Err(AppError::NotANumber {
                text: String::new(),
            });
        }
        self.wish(Wish::Forward(Forward { kind, on, to })).await
    }

    /// Logs the own agent in at a line, by default the main one.
    pub async fn agent_login(&self, line: Option<i32>) -> Result<(), AppError> {
        let main = self.ask(|state| Ok(state.live()?.own.main_line())).await?;
        let line = line
            .map(i64::from)
            .or(main)
            .ok_or_else(|| AppError::AgentRefused {
                reason: "no such line".into(),
            })?;
        self.agent(Order::LogIn(line)).await
    }

    /// Logs the own agent out.
    pub async fn agent_logout(&self) -> Result<(), AppError> {
        self.agent(Order::LogOut).await
    }

    /// Pauses the own agent; of a reason, 80 characters are kept.
    pub async fn agent_pause(&self, reason: Option<String>) -> Result<(), AppError> {
        let reason = reason.map(|reason| reason.trim().chars().take(LONGEST_REASON).collect());
        let reason = reason.filter(|reason: &String| !reason.is_empty());
        self.agent(Order::Pause(reason)).await
    }

    /// Ends the pause.
    pub async fn agent_unpause(&self) -> Result<(), AppError> {
        self.agent(Order::Unpause).await
    }

    /// Takes the calls of a queue, or does not.
    pub async fn agent_queue(&self, queue: i32, logged_in: bool) -> Result<(), AppError> {
        self.agent(Order::Queue(queue.into(), logged_in)).await
    }

    async fn wish(&self, wish: Wish) -> Result<(), AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(fulfil(mailbox, wish)).await
    }

    async fn agent(&self, order: Order) -> Result<(), AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(obey(mailbox, order)).await
    }
}

/// What the own agent is told to do.
enum Order {
    LogIn(i64),
    LogOut,
    Pause(Option<String>),
    Unpause,
    Queue(i64, bool),
}

async fn fulfil(mailbox: Mailbox, wish: Wish) -> Result<(), AppError> {
    let shown = wish.clone();
    let begun = mailbox.ask(move |state| {
        let live = state.live()?;
        let link = live.link()?;
        let turn = live.own.wish(shown);
        live.tell_own();
        Ok::<_, AppError>((link, turn))
    });
    let (link, turn) = begun.await??;
    let asked = ask_for(&link, &wish).await;
    let granted = asked.is_ok();
    let epoch = link.epoch;
    let settled = mailbox.ask(move |state| {
        if let Some(live) = state.live_of(epoch) {
            live.own.settle(turn, wish, granted);
            live.tell_own();
        }
    });
    settled.await?;
    asked.map_err(|error| link.explain(error))
}

async fn ask_for(Link { api, .. }: &Link, wish: &Wish) -> Result<(), Error> {
    match wish {
        Wish::Presence { choice, status } => {
            api.set_presence(choice.name(), Some(status.as_deref()))
                .await
        }
        Wish::DoNotDisturb(on) => api.set_dnd(*on).await,
        Wish::Forward(Forward { kind, on, to }) => {
            let which = match kind {
                ForwardKind::Always => wazo_client::Forward::Unconditional,
                ForwardKind::Busy => wazo_client::Forward::Busy,
                ForwardKind::NoAnswer => wazo_client::Forward::NoAnswer,
            };
            api.set_forward(which, *on, to.as_deref()).await
        }
    }
}

async fn obey(mailbox: Mailbox, order: Order) -> Result<(), AppError> {
    let link = mailbox.ask(|state| state.live()?.link()).await??;
    let asked = tell_agent(&link.api, &order).await;
    let epoch = link.epoch;
    if let Ok(agent) = link.api.own_agent().await {
        let told = mailbox.ask(move |state| {
            if let Some(live) = state.live_of(epoch) {
                live.set_own_agent(agent);
                live.tell_own();
                live.tell_looks();
            }
        });
        told.await?;
    }
    asked.map_err(|error| match error {
        Error::Refused {
            status: 400 | 404 | 409,
            reasons,
            ..
        } => AppError::AgentRefused {
            reason: reasons.join("; "),
        },
        error => link.explain(error),
    })
}

async fn tell_agent(api: &Api, order: &Order) -> Result<(), Error> {
    match order {
        Order::LogIn(line) => api.agent_login(*line).await,
        Order::LogOut => api.agent_logoff().await,
        Order::Pause(reason) => api.agent_pause(reason.as_deref()).await,
        Order::Unpause => api.agent_unpause().await,
        Order::Queue(queue, on) => api.agent_queue(*queue, *on).await,
    }
}
