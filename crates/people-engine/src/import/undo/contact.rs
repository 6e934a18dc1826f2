//! Taking back what an import did to one contact.

use people_core::plan::Fields;
use wazo_client::Error;

use crate::journal::undo::{Deed, Fate, ToUndo};
use crate::session::Link;

/// How often one contact is tried in a row while the server stumbles, or it is not clear what it did.
const TRIES: u32 = 3;

/// Takes a contact back if it is still as the import left it. Doing so twice does no harm.
///
/// # Errors
/// When it is not about this contact: the server is out of reach, the session is over.
pub(super) async fn take_back(
    link: &Link,
    row: &ToUndo,
    starred: Option<&str>,
) -> Result<Fate, Error> {
    let mut was_asked = row.was_asked;
    let mut tries = 0;
    loop {
        let tried = match &row.deed {
            Deed::Created(fields) => remove(link, row, fields, was_asked).await,
            Deed::Changed { before, after } => put_back(link, row, before, after, was_asked).await,
        };
        match tried {
            Ok(fate) => {
                if fate == Fate::Removed
                    && let Some(source) = starred
                    && let Err(error) = link.api.delete_favorite(source, &row.id).await
                {
                    tracing::debug!(%error, "favorite of a removed contact");
                }
                return Ok(fate);
            }
            Err(Error::Refused { status: 500, .. }) if tries + 1 < TRIES => tries += 1,
            Err(Error::Refused {
                status, reasons, ..
            }) => return Ok(Fate::Refused { status, reasons }),
            Err(Error::Conflict) => return Ok(refused(409)),
            Err(Error::TooLarge) => return Ok(refused(413)),
            Err(error) => {
                tries += 1;
                if !error.outcome_unknown() || tries >= TRIES {
                    return Err(error);
                }
                was_asked = true;
            }
        }
    }
}

/// Removes a contact that the import created.
async fn remove(
    link: &Link,
    row: &ToUndo,
    fields: &Fields,
    was_asked: bool,
) -> Result<Fate, Error> {
    let absent = if was_asked {
        Fate::Removed
    } else if row.is_known {
        Fate::Gone
    } else {
        Fate::Untouched
    };
    let Some(current) = current(link, &row.id).await? else {
        return Ok(absent);
    };
    if !is_same(&current, fields) {
        return Ok(Fate::Edited);
    }
    match link.api.delete_personal(&row.id).await {
        Ok(()) | Err(Error::NotFound) => Ok(Fate::Removed),
        Err(error) => Err(error),
    }
}

/// Gives a contact that the import changed its text of before.
async fn put_back(
    link: &Link,
    row: &ToUndo,
    before: &Fields,
    after: &Fields,
    was_asked: bool,
) -> Result<Fate, Error> {
    let Some(current) = current(link, &row.id).await? else {
        return Ok(Fate::Gone);
    };
    if is_same(&current, before) {
        let was_changed = was_asked || row.is_known;
        return Ok(if was_changed {
            Fate::Restored
        } else {
            Fate::Untouched
        });
    }
    if !is_same(&current, after) {
        return Ok(Fate::Edited);
    }
    match link.api.edit_personal(&row.id, before).await {
        Ok(_) => Ok(Fate::Restored),
        Err(Error::NotFound) => Ok(Fate::Gone),
        Err(error) => Err(error),
    }
}

/// The contact as the server has it; none when it is gone.
async fn current(link: &Link, id: &str) -> Result<Option<Fields>, Error> {
    match link.api.personal_contact(id).await {
        Ok(current) => Ok(Some(current)),
        Err(Error::NotFound | Error::Unaddressable) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether two contacts have the same text; an empty field is as good as none.
fn is_same(one: &Fields, other: &Fields) -> bool {
    let filled = |fields: &'_ Fields| -> Vec<(String, String)> {
        let filled = fields
            .iter()
            .filter(|(name, value)| *name != "id" && !value.is_empty());
        filled
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    };
    filled(one) == filled(other)
}

fn refused(status: u16) -> Fate {
    Fate::Refused {
        status,
        reasons: Vec::new(),
    }
}
