//! What the person wants of the program from outside its window: a link, a search, a key that is pressed anywhere.

use std::sync::{Mutex, MutexGuard, PoisonError};

use people_core::link::{Link, LinkFault, parse};
use serde::Serialize;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager};

use crate::background;
use crate::listener::Listener;

/// What is wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum Wish {
    /// To call whom a link of another program names.
    Link {
        /// Whom.
        link: Link,
    },
    /// To open a link that cannot be called.
    BadLink {
        /// The link as it was handed over, not longer than can be shown.
        text: String,
        /// Why.
        fault: LinkFault,
    },
    /// To search.
    Search {
        /// What for; empty: the search is only opened.
        text: String,
    },
    /// To call the number that is selected or copied.
    Dial {
        /// Whom.
        link: Link,
    },
    /// To call the number that is selected or copied, and there is none.
    NoNumber,
    /// To see the window.
    Focus,
}

impl Wish {
    /// To open a link.
    pub(crate) fn link(text: &str) -> Self {
        /// The characters of a link that are shown.
        const SHOWN: usize = 200;
        match parse(text) {
            Ok(link) => Self::Link { link },
            Err(fault) => Self::BadLink {
                text: text
                    .chars()
                    .filter(|c| !c.is_control())
                    .take(SHOWN)
                    .collect(),
                fault,
            },
        }
    }
}

/// Brings the window up and tells the page what is wanted.
pub(crate) fn fulfil(program: &AppHandle, wish: Wish) {
    background::raise(program);
    program.state::<Wishes>().tell(wish);
}

/// The page that is told, and what was wanted before it listened.
pub(crate) struct Wishes {
    page: Listener<Wish>,
    waiting: Mutex<Option<Wish>>,
}

impl Wishes {
    /// With what was wanted at the start.
    pub(crate) fn new(wish: Option<Wish>) -> Self {
        Self {
            page: Listener::default(),
            waiting: Mutex::new(wish),
        }
    }

    /// Whether something was wanted that no page was told yet.
    pub(crate) fn are_waiting(&self) -> bool {
        self.waiting().is_some()
    }

    /// From now on `page` is told, and at once of what waits.
    pub(crate) fn set(&self, page: Channel<Wish>) {
        let mut waiting = self.waiting();
        self.page.set(page);
        if let Some(wish) = waiting.take() {
            self.page.tell(wish);
        }
    }

    /// Tells the page; while none listens the last wish waits for it. To see the window is no more than the others want too.
    pub(crate) fn tell(&self, wish: Wish) {
        let mut waiting = self.waiting();
        if !self.page.tell(wish.clone()) && (waiting.is_none() || wish != Wish::Focus) {
            *waiting = Some(wish);
        }
    }

    fn waiting(&self) -> MutexGuard<'_, Option<Wish>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use tauri::ipc::InvokeResponseBody;

    use super::*;

    fn page() -> (Channel<Wish>, mpsc::Receiver<String>) {
        let (seen, sees) = mpsc::channel();
        let page = Channel::new(move |body| {
            if let InvokeResponseBody::Json(json) = body {
                seen.send(json).unwrap();
            }
            Ok(())
        });
        (page, sees)
    }

    fn search(text: &str) -> Wish {
        Wish::Search { text: text.into() }
    }

    #[test]
    fn the_last_wish_waits_for_the_page() {
        let wishes = Wishes::new(None);
        wishes.tell(search("ann"));
        wishes.tell(search("bob"));
        wishes.tell(Wish::Focus);
        let (page, sees) = page();
        wishes.set(page);
        let told: Vec<_> = sees.try_iter().collect();
        assert_eq!(told, [r#"{"kind":"search","text":"bob"}"#]);
    }

    #[test]
    fn what_was_told_is_not_told_again() {
        let wishes = Wishes::new(None);
        let (first, first_sees) = page();
        wishes.set(first);
        wishes.tell(Wish::Focus);
        wishes.tell(search("ann"));
        assert_eq!(first_sees.try_iter().count(), 2);
        let (second, second_sees) = page();
        wishes.set(second);
        assert_eq!(second_sees.try_iter().count(), 0);
    }

    #[test]
    fn a_link_that_cannot_be_called_is_shown_in_part() {
        let link = format!("mailto:\n{}", "a".repeat(5000));
        let Wish::BadLink { text, fault } = Wish::link(&link) else {
            panic!("no phone link");
        };
        assert_eq!(fault, LinkFault::TooLong);
        assert_eq!(text.len(), 200);
        assert!(!text.contains('\n'));
    }

    #[test]
    fn a_link_says_whom_to_call() {
        let Wish::Link { link } = Wish::link("tel:+1-555-0100") else {
            panic!("a phone link");
        };
        assert_eq!(link.number, "+15550100");
    }
}
