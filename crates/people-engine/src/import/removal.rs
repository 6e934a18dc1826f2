//! Removing all contacts, with a copy of them made first, and bringing them back.

use std::collections::{BTreeSet, HashSet};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp, Unit};
use people_core::personal::{KNOWN_FIELDS, PersonalContact};
use people_core::plan::{Fields, SameAs, Upload};
use rusqlite::Connection;

use super::progress::Progress;
use super::run::carry_out;
use super::{Site, look, stars};
use crate::actor::Mailbox;
use crate::api::{AppError, ImportOf, ImportReport, Restorable, TaskKind};
use crate::config::Rhythm;
use crate::journal::removed::{self, Kept, Undecided};
use crate::journal::{Draft, Head, Journal};
use crate::session::{Link, PERSONAL, now};
use crate::store::Favorite;

/// How long the copy can be brought back.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How long after the copy was made the server may still come to remove its contacts, beside the time that the removal takes:
/// much longer than any request lives.
const LATE: SignedDuration = SignedDuration::from_mins(10);

/// How much longer than usual the server may be at work, for each contact that it removes: about three times as long as recorded.
const PURGE: Duration = Duration::from_millis(10);
/// How many contacts a server removed in a minute: 10,000 took 36 seconds.
const PURGED_A_MINUTE: u32 = 16_000;

/// Removes all personal contacts; gives how many.
///
/// # Errors
/// [`AppError::Store`], with nothing removed, when no copy can be made; otherwise when it did not begin or the server refused.
pub(crate) async fn delete_all(mailbox: Mailbox) -> Result<u32, AppError> {
    Site::work(mailbox, async move |site| {
        let (mailbox, epoch) = (site.mailbox.clone(), site.link.epoch);
        let removed = Removal(site).carry_out().await;
        let is_empty = removed.is_ok();
        let shown = mailbox.ask(move |state| {
            if let Some(live) = state.live_of(epoch) {
                live.writes += 1;
                if is_empty {
                    live.drop_every_personal();
                    live.tell_changes();
                    live.unsaved = true;
                } else {
                    live.refresh_soon();
                }
            }
        });
        shown.await?;
        removed.map(|(count, _)| count)
    })
    .await
}

/// The copy that can be brought back, if there is one.
pub(crate) async fn restorable(mailbox: &Mailbox) -> Result<Option<Restorable>, AppError> {
    let known = mailbox.ask(|state| {
        let live = state.live()?;
        Ok::<_, AppError>((live.journal.clone(), live.link()))
    });
    let (journal, link) = known.await??;
    // Without the server it stays open for now.
    if let Ok(link) = link
        && let Err(error) = decide(&journal, &link, false).await
    {
        tracing::debug!(%error, "whether all were removed");
    }
    find(&journal).await
}

/// Brings the contacts of the copy back under their own ids, with their stars: an import that may be interrupted and resumed.
///
/// # Errors
/// [`AppError::NothingToRestore`] without a copy; otherwise when it did not begin.
pub(crate) async fn restore(mailbox: Mailbox) -> Result<ImportReport, AppError> {
    Site::work(mailbox, async move |site| {
        decide(&site.journal, &site.link, false).await?;
        find(&site.journal)
            .await?
            .ok_or(AppError::NothingToRestore)?;
        let there = site.link.api.personal().await;
        let there = there.map_err(|error| site.link.explain(error))?;
        let there: HashSet<String> = there
            .into_iter()
            .filter_map(|mut contact| contact.remove("id"))
            .collect();
        let import = site
            .journal
            .with(move |connection| write_down(connection, &there))
            .await?;
        carry_out(site, import).await
    })
    .await
}

/// Writes the copy down as an import; contacts that are there are left alone.
fn write_down(connection: &mut Connection, there: &HashSet<String>) -> rusqlite::Result<u32> {
    let contacts = removed::contacts(connection)?;
    let fields = fields(&contacts);
    let head = Head {
        name: String::new(),
        at: now(),
        of: ImportOf::Restore,
        titles: fields.clone(),
        fields: fields.clone(),
    };
    let mut draft = Draft::begin(connection, &head)?;
    for (line, kept) in (1..).zip(contacts) {
        if there.contains(&kept.id) {
            let value = |name: &String| kept.fields.get(name).cloned().unwrap_or_default();
            let values: Vec<String> = fields.iter().map(value).collect();
            draft.same(line, &same_as(kept), &fields, &values)?;
        } else {
            draft.create(&Upload {
                line,
                id: kept.id,
                wanted_id: true,
                fields: kept.fields,
            })?;
        }
    }
    draft.finish()
}

struct Removal(Site);

impl Removal {
    /// Gives how many contacts are gone, and what tells the front ends that it is over once it is dropped.
    async fn carry_out(self) -> Result<(u32, Option<Progress>), AppError> {
        let there = self.0.link.api.personal().await;
        let there = there.map_err(|error| self.0.link.explain(error))?;
        let ids: HashSet<&str> = there.iter().filter_map(id).collect();
        if ids.is_empty() {
            return Ok((0, None));
        }
        let stars = self.stars(&ids).await?;
        let total = u32::try_from(there.len()).unwrap_or(u32::MAX);
        let starred: HashSet<&str> = stars.iter().map(|star| star.id.as_str()).collect();
        let kept = there.iter().filter_map(|contact| {
            let PersonalContact { id, fields } = PersonalContact::from_map(contact.clone())?;
            let starred = starred.contains(id.as_str());
            Some(Kept {
                id,
                fields,
                starred,
            })
        });
        let kept: Vec<Kept> = kept.collect();
        let copy = self
            .0
            .journal
            .with(move |connection| removed::keep(connection, &now(), &kept))
            .await?;
        let progress = Progress::new(self.0.updates.clone(), TaskKind::Removing, 0, total);
        let mut progress = progress.at_pace(PURGED_A_MINUTE);
        self.purge(total).await?;
        self.0
            .journal
            .with(move |connection| removed::done(connection, copy))
            .await?;
        stars::drop_all(&self.0.link, stars).await;
        progress.dealt(total);
        Ok((total, Some(progress)))
    }

    async fn purge(&self, total: u32) -> Result<(), AppError> {
        let Err(error) = self.0.link.api.purge_personal().await else {
            return Ok(());
        };
        if error.outcome_unknown() {
            let rhythm = Rhythm {
                settle_limit: self.0.rhythm.settle_limit + PURGE * total,
                ..self.0.rhythm
            };
            if look::settle_empty(&self.0.link, &rhythm).await == Ok(true) {
                return Ok(());
            }
        } else {
            // What is not decided now is when somebody wants to restore it.
            if let Err(error) = decide(&self.0.journal, &self.0.link, true).await {
                tracing::debug!(%error, "whether all were removed");
            }
        }
        Err(self.0.link.explain(error))
    }

    /// The stars of these contacts, as the server has them or, where it does not say, as they are known here.
    async fn stars(&self, ids: &HashSet<&str>) -> Result<Vec<Favorite>, AppError> {
        let link = &self.0.link;
        let mut stars: Vec<Favorite> = match link.api.favorites(&link.profile).await {
            Ok(answer) => {
                let rows = answer.results.into_iter();
                let own = rows.filter(|row| row.backend == PERSONAL);
                let named = own.filter_map(|row| {
                    Some(Favorite {
                        source: row.source,
                        id: row.relations.source_entry_id?,
                    })
                });
                named.collect()
            }
            Err(error) => {
                tracing::debug!(%error, "favorites");
                let epoch = link.epoch;
                let known = self.0.mailbox.ask(move |state| {
                    let live = state.live_of(epoch).ok_or(AppError::SignedOut)?;
                    Ok::<_, AppError>(live.favorites.iter().cloned().collect())
                });
                known.await??
            }
        };
        stars.retain(|star| ids.contains(star.id.as_str()));
        Ok(stars)
    }
}

/// Finds out whether the contacts of the last copy were removed, where that was left open: all are gone, or all are there and,
/// unless the server `answered`, it is too late for their removal. Some may have been removed or restored one by one: then it stays
/// open, and the copy counts.
async fn decide(journal: &Journal, link: &Link, answered: bool) -> Result<(), AppError> {
    let undecided = journal.with(|connection| removed::undecided(connection));
    let Some(Undecided { copy, at, ids }) = undecided.await? else {
        return Ok(());
    };
    let seen = look::look(link, |id| ids.contains(id)).await;
    let seen = seen.map_err(|error| link.explain(error))?;
    if seen.is_empty() {
        return journal
            .with(move |connection| removed::done(connection, copy))
            .await;
    }
    if seen.len() == ids.len() && (answered || is_late(&at, ids.len())) {
        journal
            .with(move |connection| removed::discard(connection, copy))
            .await?;
    }
    Ok(())
}

/// Whether the removal of so many contacts cannot arrive any more.
fn is_late(at: &str, count: usize) -> bool {
    let purge = PURGE.saturating_mul(u32::try_from(count).unwrap_or(u32::MAX));
    let Ok(at) = at.parse::<Timestamp>() else {
        return true;
    };
    let purge = SignedDuration::try_from(purge).unwrap_or(SignedDuration::MAX);
    Timestamp::now().duration_since(at) > LATE.saturating_add(purge)
}

async fn find(journal: &Journal) -> Result<Option<Restorable>, AppError> {
    let oldest = Timestamp::now()
        .saturating_sub(KEPT_FOR)
        .unwrap_or(Timestamp::MIN);
    let oldest = oldest.round(Unit::Second).unwrap_or(oldest).to_string();
    let last = journal.with(move |connection| removed::last(connection, &oldest));
    Ok(last.await?.map(|(at, count)| Restorable { count, at }))
}

/// The fields of contacts, the known ones first.
fn fields(contacts: &[Kept]) -> Vec<String> {
    let names: BTreeSet<&str> = contacts
        .iter()
        .flat_map(|kept| kept.fields.keys().map(String::as_str))
        .collect();
    let known = KNOWN_FIELDS.into_iter().filter(|name| names.contains(name));
    let others = names
        .iter()
        .copied()
        .filter(|name| !KNOWN_FIELDS.contains(name));
    known.chain(others).map(str::to_owned).collect()
}

fn same_as(kept: Kept) -> SameAs {
    let contact = PersonalContact {
        id: kept.id,
        fields: kept.fields,
    };
    SameAs::Contact {
        name: contact.name().unwrap_or_default(),
        id: contact.id,
    }
}

fn id(contact: &Fields) -> Option<&str> {
    contact.get("id").map(String::as_str)
}
