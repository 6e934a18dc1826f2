//! A stack, somebody at the program, and time that passes at once.

use std::time::Duration;

use people_core::calls::{CallPhase, CallView, TransferKind};
use people_core::list::View;
use people_engine::api::{AppError, Connection, Field, ImportReport, Session, Update};
use people_engine::{Config, Engine, EngineHandle, Rhythm};
use serde_json::json;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::JoinHandle;
use tokio::time::Instant;
use wazo_sandbox::Options;

use super::kinds::Fault;
use crate::bench::{Bench, SignedIn, field, query};
use crate::floor::{ANN, BOB, ZOE, talks};

/// More than the phone system takes for any one step.
const STEP: u32 = 1_000;

/// Somebody at the program. Time is paused, and moves on when everybody waits for it.
pub struct Stage {
    pub bench: Bench,
    here: Option<SignedIn>,
    /// What is to go wrong next, and with which requests.
    pub trap: Option<(Fault, &'static str, &'static str)>,
    /// Makes names that were not there before.
    count: u32,
    /// A transfer whose end was asked for.
    pub transfer: Option<String>,
    /// An import that waits for the server.
    pub import: Option<JoinHandle<Result<ImportReport, AppError>>>,
    /// Since when requests go wrong.
    pub struck: Instant,
}

impl Stage {
    /// With a stack of its own, and nobody signed in. There is no TLS: what it does to the way is tried elsewhere.
    pub async fn new() -> Self {
        let bench = Bench::start(Options {
            people: 45,
            ..Options::default()
        });
        let bench = bench.await;
        bench.stop_the_clock().await;
        Self {
            bench,
            here: None,
            trap: None,
            count: 0,
            transfer: None,
            import: None,
            struck: Instant::now(),
        }
    }

    /// Does something with nothing going wrong until the trap is set again.
    pub async fn resume_unharmed(&mut self) -> Result<(), AppError> {
        let trap = self.trap.take();
        let resumed = self.resume().await;
        self.trap = trap;
        resumed
    }

    /// From here on requests go wrong, if they are to.
    pub async fn strike(&mut self) {
        self.bench.control.forget_requests().await;
        self.struck = Instant::now();
        if let Some((fault, method, path)) = self.trap {
            self.bench.control.fault(fault.at(method, path)).await;
        }
    }

    /// The program as it is delivered, but for the place of its files.
    pub fn config(&self) -> Config {
        Config {
            rhythm: Rhythm {
                // The network stays as it is.
                surroundings: Duration::from_secs(3600),
                ..Rhythm::default()
            },
            ..self.bench.config()
        }
    }

    /// Signs in with a new program; nobody is signed in when that fails.
    pub async fn sign_in(&mut self) -> Result<(), AppError> {
        let (engine, updates) = self.new_program().await;
        let session = engine.sign_in(self.bench.form()).await?;
        self.go_on(engine, session, updates).await
    }

    /// Goes on with a kept session, in a new program.
    pub async fn resume(&mut self) -> Result<(), AppError> {
        let (engine, updates) = self.new_program().await;
        let session = engine.resume(None).await?.expect("a kept session");
        self.go_on(engine, session, updates).await
    }

    /// In place of the one before, and about to meet what goes wrong.
    async fn new_program(&mut self) -> (EngineHandle, UnboundedReceiver<Update>) {
        self.leave().await;
        let engine = Engine::start(self.config()).unwrap();
        let updates = engine.updates();
        self.strike().await;
        (engine, updates)
    }

    async fn go_on(
        &mut self,
        engine: EngineHandle,
        session: Session,
        updates: UnboundedReceiver<Update>,
    ) -> Result<(), AppError> {
        let in_step = engine.in_step().await;
        self.here = Some(SignedIn {
            engine,
            session,
            updates,
        });
        in_step
    }

    /// Signs out.
    pub async fn sign_out(&mut self) -> Result<(), AppError> {
        self.strike().await;
        let here = self.here.take().expect("signed in");
        here.engine.sign_out(false).await
    }

    async fn leave(&mut self) {
        if let Some(here) = self.here.take() {
            here.engine.close().await.unwrap();
        }
    }

    /// Whether somebody is signed in, and the server has not ended that.
    pub async fn is_signed_in(&self) -> bool {
        match &self.here {
            Some(here) => here.session().await.connection != Connection::SignedOut,
            None => false,
        }
    }

    pub fn here(&mut self) -> &mut SignedIn {
        self.here.as_mut().expect("signed in")
    }

    pub fn engine(&self) -> &EngineHandle {
        &self.here.as_ref().expect("signed in").engine
    }

    /// The websocket breaks.
    pub async fn break_socket(&self, code: Option<u16>) {
        let close = code.map_or_else(|| json!({}), |code| json!({"code": code}));
        self.bench.control.send("POST", "socket/close", close).await;
    }

    /// A name that nobody has.
    pub fn name(&mut self) -> String {
        self.count += 1;
        format!("Newcomer{}", self.count)
    }

    /// A number that nobody has.
    pub fn number(&mut self) -> String {
        self.count += 1;
        format!("+4930555{:04}", self.count)
    }

    pub fn contact(&mut self) -> Vec<Field> {
        vec![field("firstname", &self.name())]
    }

    /// A contact of one's own that was not there before; its row.
    pub async fn new_contact(&mut self) -> u32 {
        let contact = self.contact();
        self.engine().save(None, contact).await.unwrap().row
    }

    /// A row without a star.
    pub async fn plain_row(&self) -> u32 {
        let head = self.engine().open(query(View::All, "")).await.unwrap();
        let mut rows = head.rows.iter();
        rows.find(|row| row.favorite == Some(false)).unwrap().id
    }

    /// A colleague, another one each time.
    pub async fn colleague(&mut self) -> String {
        self.count += 1;
        let people = self.engine().people().await.unwrap();
        let me = "Zoé Lambert";
        let mut others = people.into_iter().filter(|person| person.name != me);
        let nth = self.count as usize;
        others.nth(nth).expect("enough people").uuid
    }

    /// A room that nothing was written in.
    pub async fn room(&mut self) -> String {
        let user = self.colleague().await;
        self.engine().open_chat(user).await.unwrap().id
    }

    /// Ann has called Zoé, and they talk; the call.
    pub async fn talk(&mut self) -> String {
        let picks_up = json!({"answers_after_ms": 0});
        self.bench.set_phone(ZOE, picks_up).await;
        self.bench.dial(ANN, ZOE).await;
        self.bench.pass(STEP).await;
        self.here().one_call(talks).await.id
    }

    /// Somebody calls Zoé; the call.
    pub async fn ring(&mut self) -> String {
        self.bench.dial(ANN, ZOE).await;
        self.bench.pass(STEP).await;
        let ringing = |phase: &CallPhase| *phase == CallPhase::Ringing;
        self.here().one_call(ringing).await.id
    }

    /// Ann, who talked with Zoé, is being passed on to Bob, who has answered; the transfer.
    pub async fn begin_transfer(&mut self) -> Result<String, AppError> {
        let call = self.talk().await;
        let kind = TransferKind::Attended;
        let asked = self.engine().transfer(Some(call), BOB.into(), kind, None);
        asked.await?;
        self.bench.pass(STEP).await;
        self.bench.phone("answer", BOB).await;
        self.bench.pass(STEP).await;
        let id = |call: &CallView| {
            let transfer = call.transfer.as_ref().filter(|it| it.can_complete)?;
            transfer.id.clone()
        };
        let calls = self
            .here()
            .calls(|calls| calls.iter().any(|call| id(call).is_some()));
        Ok(calls.await.calls.iter().find_map(id).unwrap())
    }

    /// Everybody puts the receiver down.
    pub async fn quiet(&mut self) {
        for who in [ZOE, BOB, ANN] {
            let key = json!({"who": who});
            while self
                .bench
                .control
                .attempt("POST", "phones/hangup", key.clone())
                .await
            {}
            self.bench.pass(STEP).await;
        }
        self.here().no_call().await;
    }

    /// What the agent does, if it does not do so already.
    pub async fn agent(&self, logged: bool, paused: Option<bool>) {
        let control = &self.bench.control;
        for change in [json!({"logged": logged}), json!({"paused": paused})] {
            let mut change = change;
            change["who"] = json!(ZOE);
            control.attempt("POST", "agents", change).await;
        }
    }

    pub async fn pass(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }
}
