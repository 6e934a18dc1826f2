//! Calls.

use std::time::Duration;

use people_core::calls::address::fill;
use people_core::calls::{CallEvent, Party};
use people_core::number::dialable;
use wazo_client::{CallRequest, Error};

use super::EngineHandle;
use crate::actor::Mailbox;
use crate::api::{AppError, Calls, Missed};
use crate::fault;
use crate::session::{Act, Link, explain_call};

/// A phone that was told to pick up has done so by then.
const PICKS_UP: Duration = Duration::from_secs(2);

impl EngineHandle {
    /// The own calls as they stand, once they are known.
    pub async fn calls(&self) -> Result<Calls, AppError> {
        self.settled().await?;
        self.ask(|state| Ok(state.live()?.calls())).await
    }

    /// Whom a number calls, as far as that is known here.
    pub async fn who(&self, number: String) -> Result<Option<Party>, AppError> {
        self.ask(move |state| Ok(state.live()?.who(number))).await
    }

    /// Rings the own phone, then dials. While a number is being dialled, dialling it again does nothing.
    pub async fn call(&self, number: String) -> Result<(), AppError> {
        let Some(extension) = dialable(&number) else {
            return Err(AppError::NotANumber { text: number });
        };
        let mailbox = self.mailbox.clone();
        self.see_through(place(mailbox, extension)).await
    }

    /// Ends a call, or refuses one that rings. One that is over is none to complain about.
    pub async fn hang_up(&self, call: String) -> Result<(), AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(hang_up(mailbox, call)).await
    }

    /// Picks a call up, where the phone can be told to; [`AppError::PhoneCannot`] where it cannot, which is remembered.
    pub async fn answer(&self, call: String) -> Result<(), AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(press(mailbox, Act::Answer(call))).await
    }

    /// Holds a call or takes it back; [`AppError::PhoneCannot`] as with [`answer`](Self::answer).
    pub async fn hold(&self, call: String, on: bool) -> Result<(), AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(press(mailbox, Act::Hold(call, on))).await
    }

    /// Turns the own voice off or on.
    pub async fn mute(&self, call: String, on: bool) -> Result<(), AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(async move {
            let link = mailbox.ask(|state| state.live()?.link()).await??;
            let asked = link.api.mute(&call, on).await;
            conclude(&mailbox, &link, asked, |_| {}).await
        })
        .await
    }

    /// Sends tones: `0`–`9`, `*`, `#`.
    pub async fn send_digits(&self, call: String, digits: String) -> Result<(), AppError> {
        let is_tone = |digit: char| digit.is_ascii_digit() || matches!(digit, '*' | '#');
        if digits.is_empty() || !digits.chars().all(is_tone) {
            return Err(AppError::NotANumber { text: digits });
        }
        let mailbox = self.mailbox.clone();
        self.see_through(async move {
            let link = mailbox.ask(|state| state.live()?.link()).await??;
            let asked = link.api.dtmf(&call, &digits).await;
            conclude(&mailbox, &link, asked, |_| {}).await
        })
        .await
    }

    /// Calls that nobody took.
    pub async fn missed(&self) -> Result<Missed, AppError> {
        self.ask(|state| Ok(state.live()?.missed())).await
    }

    /// The person has looked at the missed calls.
    pub async fn see_missed(&self) -> Result<(), AppError> {
        self.tell_calls(CallEvent::MissedSeen).await
    }

    /// Forgets the missed calls.
    pub async fn clear_missed(&self) -> Result<(), AppError> {
        self.tell_calls(CallEvent::MissedCleared).await
    }

    /// The page about the caller of a call, where an address is set.
    pub async fn caller_page(&self, call: String) -> Result<Option<String>, AppError> {
        self.ask(move |state| {
            let template = state.settings().calls.caller_page.clone();
            let party = state.live()?.call(&call)?.party;
            if template.trim().is_empty() {
                return Ok(None);
            }
            let (number, name) = (party.number.as_deref(), party.name.as_deref());
            fill(&template, number, name, party.user.as_deref())
                .map(Some)
                .map_err(fault::page_address)
        })
        .await
    }

    async fn tell_calls(&self, event: CallEvent) -> Result<(), AppError> {
        self.ask(move |state| {
            let live = state.live()?;
            live.call_event(event);
            live.tell_calls();
            Ok(())
        })
        .await
    }
}

async fn place(mailbox: Mailbox, extension: String) -> Result<(), AppError> {
    let act = Act::Place(extension.clone());
    let pressed = act.clone();
    let begun = mailbox.ask(move |state| {
        let settings = state.settings().calls.clone();
        let live = state.live()?;
        let link = live.link()?;
        let chosen = settings.line.map(i64::from);
        let line = chosen.filter(|line| live.own.has_line(*line));
        let begun = live.press(&pressed);
        Ok::<_, AppError>(begun.then_some((link, line, settings.auto_answer)))
    });
    let Some((link, line_id, auto_answer_caller)) = begun.await?? else {
        return Ok(());
    };
    let request = CallRequest {
        extension: extension.clone(),
        line_id,
        auto_answer_caller,
    };
    let answer = link.api.call(&request).await;
    let refused = answer.as_ref().err().cloned();
    let epoch = link.epoch;
    let told = mailbox.ask(move |state| {
        let Some(live) = state.live_of(epoch) else {
            return;
        };
        live.release(&act);
        match answer {
            Ok(call) => {
                let user = live.colleague(&extension, None);
                live.count_call(&extension);
                live.placed(call, extension, user);
            }
            Err(error) => live.doubt_calls(&error),
        }
    });
    told.await?;
    match refused {
        None => Ok(()),
        Some(Error::Refused {
            error_id: Some(reason),
            ..
        }) => Err(AppError::CallRefused { reason }),
        Some(error) => Err(link.explain(error)),
    }
}

async fn hang_up(mailbox: Mailbox, call: String) -> Result<(), AppError> {
    let id = call.clone();
    let begun = mailbox.ask(move |state| {
        let live = state.live()?;
        let link = live.link()?;
        live.call_event(CallEvent::HangUp { call: id });
        Ok::<_, AppError>(link)
    });
    let link = begun.await??;
    match link.api.hang_up(&call).await {
        Ok(()) | Err(Error::NotFound) => Ok(()),
        asked => {
            let failed = CallEvent::HangUpFailed { call };
            conclude(&mailbox, &link, asked, |live| live.call_event(failed)).await
        }
    }
}

/// Presses a key of the own phone.
async fn press(mailbox: Mailbox, act: Act) -> Result<(), AppError> {
    let pressed = act.clone();
    let begun = mailbox.ask(move |state| {
        let live = state.live()?;
        let link = live.link()?;
        Ok::<_, AppError>(live.press(&pressed).then_some(link))
    });
    let Some(link) = begun.await?? else {
        return Ok(());
    };
    let asked = match &act {
        Act::Hold(call, on) => link.api.hold(call, *on).await,
        Act::Answer(call) | Act::Place(call) | Act::Transfer(call) => link.api.answer(call).await,
    };
    let outcome = asked.clone().map_err(|error| explain_call(&link, error));
    conclude(&mailbox, &link, asked, move |live| {
        match (&act, &outcome) {
            // Pressed again before the phone has picked up, the key would hold the call, or end it.
            (Act::Answer(_), Ok(())) => live.release_later(act.clone(), PICKS_UP),
            _ => live.release(&act),
        }
        match (act, outcome) {
            (Act::Hold(call, true), Ok(())) => live.call_event(CallEvent::Held { call }),
            (Act::Hold(call, false), Ok(())) => live.call_event(CallEvent::Resumed { call }),
            (Act::Hold(call, _) | Act::Answer(call), Err(AppError::PhoneCannot)) => {
                live.call_event(CallEvent::PhoneRefused { call });
            }
            _ => {}
        }
    })
    .await
}

/// Takes the phone system's answer over.
async fn conclude(
    mailbox: &Mailbox,
    link: &Link,
    answer: Result<(), Error>,
    then: impl FnOnce(&mut crate::session::Live) + Send + 'static,
) -> Result<(), AppError> {
    let (epoch, error) = (link.epoch, answer.as_ref().err().cloned());
    let told = mailbox.ask(move |state| {
        if let Some(live) = state.live_of(epoch) {
            then(live);
            if let Some(error) = error {
                live.doubt_calls(&error);
            }
            live.tell_calls();
        }
    });
    told.await?;
    answer.map_err(|error| explain_call(link, error))
}
