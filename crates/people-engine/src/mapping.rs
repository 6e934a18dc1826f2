//! What columns were used for by hand, for the next file with the same header. It is a convenience: that it cannot be read or
//! written stops nothing.

use people_core::plan::{ColumnUse, PlanError, Reading};

use crate::api::AppError;
use crate::import::Planned;
use crate::journal::{Journal, mapping};
use crate::session::now;

/// How the columns of a file are to be used that was read by its titles, or could not be: as they were by hand the last time, if
/// that is otherwise.
pub(crate) async fn remembered(
    journal: &Journal,
    read: &Result<Planned, AppError>,
) -> Option<Vec<ColumnUse>> {
    let (titles, by_title) = match read {
        Ok(planned) => {
            let reading = planned.reading();
            let uses = reading.columns.iter().map(|column| column.target.clone());
            (titles(&reading)?, uses.collect())
        }
        Err(AppError::Plan {
            fault: PlanError::NoKnownColumn { titles },
            ..
        }) => (titles.clone(), Vec::new()),
        Err(_) => return None,
    };
    let found = journal.with(move |connection| mapping::find(connection, &titles));
    let columns = found.await.ok().flatten()?;
    (columns != by_title).then_some(columns)
}

/// Remembers how the columns of a file were used by hand.
pub(crate) async fn remember(journal: &Journal, reading: &Reading, columns: Vec<ColumnUse>) {
    let Some(titles) = titles(reading).filter(|titles| titles.len() == columns.len()) else {
        return;
    };
    let kept = journal.with(move |connection| mapping::keep(connection, &now(), &titles, &columns));
    tell(kept.await);
}

/// Forgets how the columns of a file were used by hand: they are used by their titles again.
pub(crate) async fn forget(journal: &Journal, reading: &Reading) {
    if let Some(titles) = titles(reading) {
        let forgotten = journal.with(move |connection| mapping::forget(connection, &titles));
        tell(forgotten.await);
    }
}

/// The header's titles; none where there is no header to know a file by.
fn titles(reading: &Reading) -> Option<Vec<String>> {
    let titles = reading.columns.iter().map(|column| column.title.clone());
    let titles: Vec<String> = titles.collect();
    (reading.header > 0 && !titles.is_empty()).then_some(titles)
}

fn tell(kept: Result<(), AppError>) {
    if let Err(error) = kept {
        tracing::debug!(%error, "mapping");
    }
}
