//! Who a caller is: by the directory, else as the server knows the number.

use std::collections::HashMap;

use people_core::calls::{CallBook, Party};
use people_core::directory::Directory;
use people_core::number::dialable;

use crate::session::Live;

/// Numbers that are remembered whatever the server said of them.
const MOST_STRANGERS: usize = 1_000;

/// The directory and what the server said of other numbers.
pub(crate) struct Book<'a> {
    directory: &'a Directory,
    strangers: &'a HashMap<String, Option<Party>>,
}

impl CallBook for Book<'_> {
    fn find(&self, number: Option<&str>, user: Option<&str>) -> Option<Party> {
        CallBook::find(self.directory, number, user).or_else(|| {
            let number = dialable(number?)?;
            self.strangers.get(&number).cloned().flatten()
        })
    }
}

impl Live {
    /// Who callers are.
    pub(super) fn book(&self) -> Book<'_> {
        Book {
            directory: &self.directory,
            strangers: &self.own_calls.strangers,
        }
    }

    /// Whom a number calls; nobody where they are not known.
    pub(crate) fn who(&self, number: String) -> Option<Party> {
        let known = self.book().find(Some(&number), None)?;
        Some(Party {
            number: Some(number),
            ..known
        })
    }

    /// Asks the server for each number that the directory does not have, once.
    pub(super) fn ask_who_calls(&mut self, parties: &[Party]) {
        let Ok(link) = self.link() else {
            return;
        };
        for party in parties {
            let Some(number) = party.number.as_deref().and_then(dialable) else {
                continue;
            };
            if party.row.is_some() || self.own_calls.strangers.contains_key(&number) {
                continue;
            }
            if self.own_calls.strangers.len() >= MOST_STRANGERS {
                self.own_calls.strangers.clear();
            }
            self.own_calls.strangers.insert(number.clone(), None);
            let (home, link, shown) = (self.home.clone(), link.clone(), party.number.clone());
            tokio::spawn(async move {
                let shown = shown.unwrap_or_default();
                let known = match link.api.reverse(&link.profile, &shown).await {
                    Ok(known) => known,
                    Err(error) => {
                        tracing::debug!(%error, "who calls");
                        let forgotten = home.ask(move |state| {
                            if let Some(live) = state.live_of(link.epoch) {
                                live.own_calls.strangers.remove(&number);
                            }
                        });
                        forgotten.await;
                        return;
                    }
                };
                let Some(party) = stranger(known) else {
                    return;
                };
                let told = home.ask(move |state| {
                    if let Some(live) = state.live_of(link.epoch) {
                        live.own_calls.strangers.insert(number, Some(party));
                        live.tell_calls();
                    }
                });
                told.await;
            });
        }
    }
}

fn stranger(known: wazo_client::Reverse) -> Option<Party> {
    let name = known.display.filter(|name| !name.trim().is_empty())?;
    let company = ["company", "entreprise", "organization"]
        .into_iter()
        .find_map(|field| known.fields.get(field).filter(|text| !text.is_empty()));
    Some(Party {
        name: Some(name),
        company: company.cloned(),
        ..Party::default()
    })
}
