//! What somebody does at the program.

use std::time::Duration;

use people_core::calls::TransferKind;
use people_core::list::View;
use people_engine::api::{AppError, ForwardKind, MessageState, PresenceChoice, Settings};
use serde_json::json;

use super::import;
use super::stage::Stage;
use crate::bench::{field, query};
use crate::floor::{ANN, BOB, ZOE};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    SignIn,
    Resume,
    Renew,
    TokenRefused,
    SignOut,
    Refresh,
    Reconnect,
    Search,
    RingFromOutside,
    Star,
    Unstar,
    Create,
    Edit,
    Remove,
    Import,
    RemoveAll,
    Choose,
    OpenChat,
    ReadChat,
    Write,
    Call,
    HangUp,
    Answer,
    Hold,
    TakeBack,
    Mute,
    Unmute,
    SendDigits,
    Transfer,
    Complete,
    Cancel,
    AskVersion,
    DoNotDisturb,
    ForwardAlways,
    ForwardBusy,
    ForwardUnanswered,
    AgentLogin,
    AgentLogout,
    AgentPause,
    AgentUnpause,
    QueueLogin,
    QueueLogout,
    ShowAgents,
}

/// Longer than a token lives before it is renewed.
const TOKEN_LIFE: Duration = Duration::from_secs(3600);

/// Longer than any answer is waited for.
const ANSWERED: Duration = Duration::from_secs(100);

/// Longer than the last key waits for the next.
const TYPED: Duration = Duration::from_secs(1);

impl Act {
    /// Does it, with the stage's trap set once all that goes before is done. What the program says when that is more than that
    /// it went well.
    pub async fn play(self, stage: &mut Stage) -> Result<String, AppError> {
        let done = match self {
            Self::SignIn => stage.sign_in().await,
            Self::Resume => stage.resume().await,
            Self::SignOut => stage.sign_out().await,
            Self::Renew => {
                stage.strike().await;
                stage.pass(TOKEN_LIFE).await;
                Ok(())
            }
            Self::TokenRefused => {
                stage.strike().await;
                stage.break_socket(Some(4002)).await;
                Ok(())
            }
            Self::Reconnect => {
                stage.strike().await;
                stage.break_socket(None).await;
                Ok(())
            }
            Self::Import => return import::import(stage).await,
            Self::ShowAgents => {
                show_agents(stage).await?;
                let shown = stage.engine().open(query(View::All, "")).await;
                shown.map(drop)
            }
            Self::AskVersion => {
                // It is asked for once a session.
                stage.resume_unharmed().await?;
                stage.strike().await;
                let facts = stage.engine().server_facts().await?;
                return Ok(facts.version.map_or("no version".into(), |_| String::new()));
            }
            Self::Refresh
            | Self::Search
            | Self::Star
            | Self::Unstar
            | Self::Create
            | Self::Edit
            | Self::Remove
            | Self::RemoveAll => contacts(self, stage).await,
            Self::Write => return write(stage).await,
            Self::Choose | Self::OpenChat | Self::ReadChat => people(self, stage).await,
            Self::RingFromOutside
            | Self::Call
            | Self::HangUp
            | Self::Answer
            | Self::Hold
            | Self::TakeBack
            | Self::Mute
            | Self::Unmute
            | Self::SendDigits
            | Self::Transfer
            | Self::Complete
            | Self::Cancel => calls(self, stage).await,
            _ => own(self, stage).await,
        };
        done.map(|()| String::new())
    }
}

async fn contacts(act: Act, stage: &mut Stage) -> Result<(), AppError> {
    match act {
        Act::Refresh => {
            stage.strike().await;
            stage.engine().refresh().await
        }
        Act::Search => {
            stage.strike().await;
            stage.engine().open(query(View::All, "lambert")).await?;
            stage.pass(TYPED).await;
            Ok(())
        }
        Act::Star | Act::Unstar => {
            let row = stage.plain_row().await;
            let on = act == Act::Star;
            if !on {
                stage.engine().set_favorite(row, true).await?;
            }
            stage.strike().await;
            stage.engine().set_favorite(row, on).await
        }
        Act::Create => {
            let contact = stage.contact();
            stage.strike().await;
            stage.engine().save(None, contact).await.map(drop)
        }
        Act::Edit => {
            let row = stage.new_contact().await;
            stage.pass(TYPED).await;
            stage.strike().await;
            let edit = stage.engine().edit(row, vec![field("note", "x")]);
            edit.await.map(drop)
        }
        Act::Remove => {
            let row = stage.new_contact().await;
            stage.pass(TYPED).await;
            stage.strike().await;
            stage.engine().remove(row).await.map(drop)
        }
        _ => {
            stage.new_contact().await;
            stage.strike().await;
            stage.engine().delete_all().await.map(drop)
        }
    }
}

async fn people(act: Act, stage: &mut Stage) -> Result<(), AppError> {
    match act {
        Act::Choose => {
            let words = Some(stage.name());
            stage.strike().await;
            stage
                .engine()
                .set_presence(PresenceChoice::Away, words)
                .await
        }
        Act::OpenChat => {
            let user = stage.colleague().await;
            stage.strike().await;
            stage.engine().open_chat(user).await.map(drop)
        }
        _ => {
            let room = stage.room().await;
            stage.strike().await;
            stage.engine().messages(room, None, 20).await.map(drop)
        }
    }
}

/// Writes a message, and waits for what becomes of it.
async fn write(stage: &mut Stage) -> Result<String, AppError> {
    let room = stage.room().await;
    stage.strike().await;
    let engine = stage.engine().clone();
    engine.send_message(room.clone(), "Hello".into()).await?;
    stage.pass(ANSWERED).await;
    let page = engine.messages(room, None, 20).await?;
    match &page.messages[..] {
        [message] => match &message.state {
            MessageState::Failed { error } => Err(error.clone()),
            MessageState::Sent => Ok(String::new()),
            MessageState::Sending => Ok("still on its way".into()),
        },
        messages => Ok(format!("{} messages", messages.len())),
    }
}

async fn calls(act: Act, stage: &mut Stage) -> Result<(), AppError> {
    if matches!(act, Act::Complete | Act::Cancel) {
        return end_transfer(act, stage).await;
    }
    stage.quiet().await;
    match act {
        Act::RingFromOutside => {
            let outside = json!({"to": ZOE, "name": "", "number": stage.number()});
            stage.strike().await;
            stage.bench.control.send("POST", "outside", outside).await;
            stage.bench.pass(1_000).await;
            Ok(())
        }
        Act::Call => {
            stage.strike().await;
            stage.engine().call(ANN.into()).await
        }
        Act::Answer => {
            let call = stage.ring().await;
            stage.strike().await;
            stage.engine().answer(call).await
        }
        _ => {
            let call = stage.talk().await;
            talking(act, stage, call).await
        }
    }
}

/// Ends a transfer: the one of the last time, if that did not go well as far as anybody knows.
async fn end_transfer(act: Act, stage: &mut Stage) -> Result<(), AppError> {
    let begun = stage.transfer.take();
    let is_again = begun.is_some();
    let transfer = match begun {
        Some(transfer) => transfer,
        None => stage.begin_transfer().await?,
    };
    stage.strike().await;
    let ended = match act {
        Act::Complete => stage.engine().complete_transfer(transfer.clone()).await,
        _ => stage.engine().cancel_transfer(transfer.clone()).await,
    };
    match ended {
        // It had been done.
        Err(AppError::NoSuchTransfer) if is_again => Ok(()),
        ended => {
            stage.transfer = Some(transfer).filter(|_| !is_again);
            ended
        }
    }
}

async fn talking(act: Act, stage: &mut Stage, call: String) -> Result<(), AppError> {
    let engine = stage.engine().clone();
    match act {
        Act::TakeBack => engine.hold(call.clone(), true).await?,
        Act::Unmute => engine.mute(call.clone(), true).await?,
        _ => {}
    }
    stage.bench.pass(1_000).await;
    stage.pass(TYPED).await;
    stage.strike().await;
    match act {
        Act::HangUp => engine.hang_up(call).await,
        Act::Hold | Act::TakeBack => engine.hold(call, act == Act::Hold).await,
        Act::Mute | Act::Unmute => engine.mute(call, act == Act::Mute).await,
        Act::SendDigits => engine.send_digits(call, "1#".into()).await,
        _ => {
            let kind = TransferKind::Attended;
            engine.transfer(Some(call), BOB.into(), kind, None).await
        }
    }
}

async fn own(act: Act, stage: &mut Stage) -> Result<(), AppError> {
    let engine = stage.engine().clone();
    let forward = |kind| engine.set_forward(kind, true, Some("1009".into()));
    let queue = |own: &people_engine::api::Own| Some(own.agent.as_ref()?.queues.first()?.id);
    match act {
        Act::AgentLogin => stage.agent(false, None).await,
        Act::AgentUnpause => stage.agent(true, Some(true)).await,
        Act::AgentLogout | Act::AgentPause | Act::QueueLogout | Act::QueueLogin => {
            stage.agent(true, Some(false)).await;
        }
        _ => {}
    }
    stage.pass(TYPED).await;
    let queue = queue(&engine.own().await?);
    stage.strike().await;
    match act {
        Act::DoNotDisturb => {
            let on = engine.own().await?.do_not_disturb;
            engine.set_do_not_disturb(on != Some(true)).await
        }
        Act::ForwardAlways => forward(ForwardKind::Always).await,
        Act::ForwardBusy => forward(ForwardKind::Busy).await,
        Act::ForwardUnanswered => forward(ForwardKind::NoAnswer).await,
        Act::AgentLogin => engine.agent_login(None).await,
        Act::AgentLogout => engine.agent_logout().await,
        Act::AgentPause => engine.agent_pause(Some("tea".into())).await,
        Act::AgentUnpause => engine.agent_unpause().await,
        Act::QueueLogin | Act::QueueLogout => {
            let queue = queue.expect("an agent with a queue");
            engine.agent_queue(queue, act == Act::QueueLogin).await
        }
        _ => unreachable!("{act:?} is played elsewhere"),
    }
}

/// The user may read agents, and shows the columns that have them.
async fn show_agents(stage: &mut Stage) -> Result<(), AppError> {
    let grant = json!({"user": ZOE, "scopes": ["agentd.agents.read"]});
    stage.bench.control.send("POST", "grant", grant).await;
    let full = Settings {
        profile: "full".into(),
        ..Settings::default()
    };
    stage.engine().set_settings(full).await?;
    stage.resume_unharmed().await?;
    stage.strike().await;
    Ok(())
}
