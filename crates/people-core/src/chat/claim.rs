//! Own messages on their way, and which message of the server's each of them became.
//!
//! The server's answer names it. Its event may come before the answer, and is all there is when the answer is
//! lost; then the text and the time tell.

use super::{Line, Message, Micros, Standing};

#[derive(Clone, Debug)]
pub(super) struct Pending<E> {
    pub message: Message,
    pub fate: Fate<E>,
    /// When the newest message was written that was there before.
    pub after: Option<Micros>,
}

#[derive(Clone, Debug)]
pub(super) enum Fate<E> {
    Sending,
    Failed {
        error: E,
        /// Whether the server may have it nevertheless.
        may_be_there: bool,
    },
}

impl<E: Clone> Pending<E> {
    pub fn line(&self) -> Line<E> {
        Line {
            message: self.message.clone(),
            standing: match &self.fate {
                Fate::Sending => Standing::Sending,
                Fate::Failed { error, .. } => Standing::Failed(error.clone()),
            },
        }
    }

    /// Whether a new message of the own user may be this one.
    fn may_be(&self, message: &Message) -> bool {
        let is_open = match self.fate {
            Fate::Sending => true,
            Fate::Failed { may_be_there, .. } => may_be_there,
        };
        is_open
            && self.message.text == message.text
            && self.after.is_none_or(|after| message.at > after)
    }
}

/// Takes out the first that a new message of the own user may be; gives its id.
pub(super) fn claim<E: Clone>(pending: &mut Vec<Pending<E>>, message: &Message) -> Option<String> {
    let found = pending.iter().position(|it| it.may_be(message))?;
    Some(pending.remove(found).message.id)
}
