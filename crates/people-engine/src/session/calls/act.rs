//! What is asked of the phone system.

use std::time::Duration;

use people_core::calls::{
    CallEvent, CallPhase, CallView, Target, TransferAsk, TransferKind, of_contact,
};
use people_core::directory::ContactId;
use people_core::menu::{MenuRules, menu};
use people_core::number::{dialable, same};
use tokio::time::sleep;
use wazo_client::{Call, Error, Transfer};

use super::facts;
use crate::api::AppError;
use crate::fault;
use crate::session::{Link, Live};

/// Something that is asked once at a time.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Act {
    /// To pick a call up.
    Answer(String),
    /// To hold a call, or to take it back.
    Hold(String, bool),
    /// To dial a number.
    Place(String),
    /// To pass a call on.
    Transfer(String),
}

impl Live {
    /// Begins something; false when it is under way, or so already. The key of a phone that holds a call also takes it back, so
    /// it is not pressed twice.
    pub(crate) fn press(&mut self, act: &Act) -> bool {
        if let Act::Hold(id, on) = act
            && let Ok(call) = self.call(id)
            && let CallPhase::Connected { on_hold, .. } = call.phase
            && on_hold == *on
        {
            return false;
        }
        if let Act::Answer(id) = act
            && !self
                .call(id)
                .is_ok_and(|call| call.phase == CallPhase::Ringing)
        {
            return false;
        }
        self.own_calls.pressed.insert(act.clone())
    }

    /// It is over, however it ended.
    pub(crate) fn release(&mut self, act: &Act) {
        self.own_calls.pressed.remove(act);
    }

    /// It is over after a while.
    pub(crate) fn release_later(&self, act: Act, pause: Duration) {
        let (home, epoch) = (self.home.clone(), self.epoch);
        tokio::spawn(async move {
            sleep(pause).await;
            let released = home.ask(move |state| {
                if let Some(live) = state.live_of(epoch) {
                    live.release(&act);
                }
            });
            released.await;
        });
    }

    /// A call that is there.
    pub(crate) fn call(&self, id: &str) -> Result<CallView, AppError> {
        let mut calls = self.calls().calls.into_iter();
        calls.find(|call| call.id == id).ok_or(AppError::NoSuchCall)
    }

    /// Takes a call that was placed from here.
    pub(crate) fn placed(&mut self, call: Call, number: String, user: Option<String>) {
        self.call_event(CallEvent::Placed {
            call: facts::call(call),
            number,
            user,
        });
        self.tell_calls();
    }

    /// The colleague at whose phone a number rings.
    pub(crate) fn colleague(&self, number: &str, row: Option<u32>) -> Option<String> {
        let id = row
            .map(ContactId)
            .or_else(|| self.directory.find_by_number(number))?;
        let contact = self.directory.get(id)?;
        let user = contact.user_uuid()?;
        // Further numbers ring elsewhere: at a mobile phone, say.
        let rings = menu(self.directory.display(), contact, &MenuRules::default()).call?;
        same(&rings.value, number).then(|| user.to_owned())
    }

    /// What a wish to pass a call on means: without a call, the one that is spoken on.
    pub(crate) fn transfer_ask(
        &self,
        call: Option<String>,
        number: String,
        kind: TransferKind,
        row: Option<u32>,
        safe: bool,
    ) -> Result<TransferAsk, AppError> {
        let number = dialable(&number).ok_or(AppError::NotANumber { text: number })?;
        let calls = self.calls().calls;
        let call = match call {
            Some(id) => calls.into_iter().find(|it| it.id == id),
            None => calls
                .into_iter()
                .filter(|it| it.can_transfer)
                .max_by(|a, b| spoken_on(a).cmp(&spoken_on(b))),
        };
        let call = call.ok_or(AppError::NoSuchCall)?;
        if !call.can_transfer {
            return Err(AppError::TransferRefused {
                reason: "transfer-creation-error".into(),
            });
        }
        let target = match (kind, self.colleague(&number, row)) {
            (TransferKind::Voicemail, _) => Target::Mailbox,
            (_, Some(user)) => Target::Colleague {
                phone: self
                    .presences
                    .user(&user)
                    .map(|presence| presence.phone(None))
                    .unwrap_or_default(),
                user,
            },
            (_, None) => Target::Outside,
        };
        let contact = row.and_then(|row| self.directory.get(ContactId(row)));
        Ok(TransferAsk {
            call: call.id,
            kind,
            number,
            name: contact.and_then(|contact| of_contact(&self.directory, contact).name),
            target,
            safe,
        })
    }

    /// Takes the server's answer to a transfer.
    pub(crate) fn transfer_answered(&mut self, call: String, answer: Result<Transfer, Error>) {
        match answer {
            Ok(transfer) => self.call_event(CallEvent::Started(facts::transfer(transfer))),
            Err(error) => {
                self.call_event(CallEvent::Refused { call });
                self.doubt_calls(&error);
            }
        }
        self.tell_calls();
    }
}

/// Puts calls that are not on hold last, the one that was joined last behind all others.
fn spoken_on(call: &CallView) -> (bool, &str) {
    match &call.phase {
        CallPhase::Connected { since, on_hold, .. } => (!on_hold, since),
        _ => (false, ""),
    }
}

/// What the phone system's answer to something that was asked of a call means.
pub(crate) fn explain_call(link: &Link, error: Error) -> AppError {
    match error {
        Error::NotFound => AppError::NoSuchCall,
        Error::Refused {
            error_id: Some(reason),
            ..
        } if reason == PHONE_REFUSED => AppError::PhoneCannot,
        error => link.explain(error),
    }
}

/// What the phone system's answer to a transfer means.
pub(crate) fn explain_transfer(host: &str, error: Error) -> AppError {
    match error {
        Error::NotFound => AppError::NoSuchTransfer,
        Error::Conflict => AppError::TransferRefused {
            reason: "transfer-already-started".into(),
        },
        Error::Refused {
            error_id: Some(reason),
            ..
        } => AppError::TransferRefused { reason },
        error => fault::explain(host, error),
    }
}

/// calld's word for a phone that it cannot tell what to do.
const PHONE_REFUSED: &str = "phoned-error";
