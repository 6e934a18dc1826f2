//! Export.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use people_core::directory::{ContactId, ContactRef};
use people_core::display::{ColumnKind, Display};
use people_core::export::{Reader, csv};
use people_core::personal::KNOWN_FIELDS;
use people_core::plan::Fields;
use people_core::vcard;

use super::EngineHandle;
use super::file::{blocking, write};
use crate::actor::Mailbox;
use crate::api::{
    AppError, ExportFormat, ExportRequest, ExportWhat, Exported, TaskKind, TaskState, Update,
};
use crate::session::Live;

/// From so many contacts on, the front ends are told that an export is under way.
const LARGE: u32 = 5_000;

impl EngineHandle {
    /// Writes contacts to a file, whole or not at all: all personal ones as they are on the server, or as they are known here
    /// while it is out of reach; or those of rows or of the open list as they are shown. Personal contacts have all their
    /// fields, others those that the display shows.
    ///
    /// # Errors
    /// [`AppError::NothingToExport`] without a contact; [`AppError::File`] where the file cannot be written.
    pub async fn export(
        &self,
        path: PathBuf,
        request: ExportRequest,
    ) -> Result<Exported, AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(export(mailbox, path, request)).await
    }

    /// The fields that an export can have: those of the personal contacts, the known ones first, and what the open list shows of
    /// others.
    pub async fn export_columns(&self) -> Result<Vec<String>, AppError> {
        self.ask(|state| Ok(state.live()?.export_columns())).await
    }
}

async fn export(
    mailbox: Mailbox,
    path: PathBuf,
    request: ExportRequest,
) -> Result<Exported, AppError> {
    let (what, all) = (request.what.clone(), request.what == ExportWhat::All);
    let begun = mailbox.ask(move |state| {
        let live = state.live()?;
        let contacts = live.shown(&what);
        let count = if all {
            live.personal.len()
        } else {
            contacts.len()
        };
        let is_large = count_of(count) >= LARGE;
        if is_large {
            live.updates.send(&under_way(count_of(count)));
        }
        Ok::<_, AppError>((contacts, is_large))
    });
    let (mut contacts, is_large) = begun.await??;
    let exported = async {
        if all {
            contacts = every_personal(&mailbox).await?;
        }
        write_contacts(path, contacts, request).await
    };
    let exported = exported.await;
    if is_large {
        let task = TaskKind::Exporting;
        let ended = mailbox.ask(move |state| state.updates.send(&Update::TaskEnded { task }));
        ended.await?;
    }
    exported
}

async fn write_contacts(
    path: PathBuf,
    contacts: Vec<Fields>,
    request: ExportRequest,
) -> Result<Exported, AppError> {
    if contacts.is_empty() {
        return Err(AppError::NothingToExport);
    }
    blocking(move || {
        let columns = request.columns.as_deref();
        let columns = columns.filter(|columns| !columns.is_empty());
        let bytes = match request.format {
            ExportFormat::Csv => csv(&contacts, columns, Reader::Import),
            ExportFormat::Spreadsheet => csv(&contacts, columns, Reader::Spreadsheet),
            ExportFormat::Vcard => match columns {
                None => vcard::write(&contacts),
                Some(columns) => vcard::write(&only(&contacts, columns)),
            },
        };
        write(&path, &bytes, count_of(contacts.len()))
    })
    .await
}

/// The personal contacts as they are on the server, or as they are known here while it is out of reach.
async fn every_personal(mailbox: &Mailbox) -> Result<Vec<Fields>, AppError> {
    let known = mailbox.ask(|state| {
        let live = state.live()?;
        Ok::<_, AppError>((live.link(), live.personal.clone()))
    });
    match known.await?? {
        (Ok(link), _) => {
            let contacts = link.api.personal().await;
            contacts.map_err(|error| link.explain(error))
        }
        (Err(AppError::Offline), known) => Ok(known.values().cloned().collect()),
        (Err(error), _) => Err(error),
    }
}

/// The contacts with these fields alone.
fn only(contacts: &[Fields], columns: &[String]) -> Vec<Fields> {
    let kept = |contact: &Fields| {
        let mut contact = contact.clone();
        contact.retain(|name, _| columns.contains(name));
        contact
    };
    contacts.iter().map(kept).collect()
}

fn count_of(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn under_way(total: u32) -> Update {
    Update::Task {
        task: TaskKind::Exporting,
        done: 0,
        total,
        per_minute: None,
        seconds_left: None,
        state: TaskState::Running,
    }
}

impl Live {
    /// The contacts of rows or of the open list, in that order; none for all, which the server knows best.
    fn shown(&self, what: &ExportWhat) -> Vec<Fields> {
        let names = field_names(self.directory.display());
        let fields = |id: ContactId| Some(self.fields(self.directory.get(id)?, &names));
        match what {
            ExportWhat::All => Vec::new(),
            ExportWhat::Rows { rows } => rows
                .iter()
                .filter_map(|row| fields(ContactId(*row)))
                .collect(),
            ExportWhat::View => self
                .list
                .ids()
                .iter()
                .filter_map(|id| fields(*id))
                .collect(),
        }
    }

    fn fields(&self, contact: ContactRef<'_>, names: &BTreeMap<usize, String>) -> Fields {
        let own = contact.entry_id().filter(|_| contact.is_personal());
        if let Some(fields) = own.and_then(|id| self.personal.get(id)) {
            return fields.clone();
        }
        let texts = names.iter().filter_map(|(column, name)| {
            let text = contact.text(*column).filter(|text| !text.is_empty())?;
            Some((name.clone(), text.to_owned()))
        });
        texts.collect()
    }

    fn export_columns(&self) -> Vec<String> {
        let own = self.personal.values().flat_map(BTreeMap::keys);
        let mut fields: BTreeSet<&str> = own.map(String::as_str).collect();
        let names = field_names(self.directory.display());
        let mut listed = self.list.ids().iter();
        if listed.any(|id| self.directory.get(*id).is_some_and(|it| !it.is_personal())) {
            fields.extend(names.values().map(String::as_str));
        }
        let known = KNOWN_FIELDS
            .into_iter()
            .filter(|name| fields.contains(name));
        let others = fields.iter().filter(|name| !KNOWN_FIELDS.contains(name));
        known.chain(others.copied()).map(str::to_owned).collect()
    }
}

/// The fields that a display's columns stand for, as a personal contact would have them: further numbers and addresses are
/// named by their titles.
fn field_names(display: &Display) -> BTreeMap<usize, String> {
    let mut names: BTreeMap<usize, String> = BTreeMap::new();
    for (place, column) in display.columns.iter().enumerate() {
        let title = column
            .title
            .as_deref()
            .unwrap_or_default()
            .trim()
            .to_lowercase();
        let usual = match column.kind() {
            ColumnKind::Agent | ColumnKind::Favorite | ColumnKind::Personal => continue,
            ColumnKind::Name => "name",
            ColumnKind::Number | ColumnKind::Callable => "number",
            ColumnKind::Email => "email",
            ColumnKind::Voicemail => "voicemail",
            ColumnKind::Text => column.type_name.as_deref().unwrap_or(&title),
        };
        if usual.is_empty() {
            continue;
        }
        let is_free = |name: &str| !name.is_empty() && names.values().all(|other| other != name);
        let mut numbered = (2..).map(|number| format!("{usual}{number}"));
        let name = [usual.to_owned(), title.clone()]
            .into_iter()
            .find(|name| is_free(name));
        if let Some(name) = name.or_else(|| numbered.find(|name| is_free(name))) {
            names.insert(place, name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use people_core::display::Column;

    use super::*;

    fn named(columns: &[(Option<&str>, Option<&str>)]) -> Vec<String> {
        let column = |(title, type_name): &(Option<&str>, Option<&str>)| Column {
            title: title.map(str::to_owned),
            type_name: type_name.map(str::to_owned),
        };
        let columns = columns.iter().map(column).collect();
        field_names(&Display { columns }).into_values().collect()
    }

    #[test]
    fn columns_are_exported_under_the_names_of_fields() {
        let columns = [
            (Some("Nom"), Some("name")),
            (Some("Numéro"), Some("number")),
            (Some("Mobile"), Some("callable")),
            (Some("Boîte vocale"), Some("voicemail")),
            (Some("Favoris"), Some("favorite")),
            (Some("E-mail"), Some("email")),
            (Some("Agent"), Some("agent")),
            (Some("Prénom"), Some("firstname")),
            (Some(" Étage "), None),
        ];
        let names = [
            "name",
            "number",
            "mobile",
            "voicemail",
            "email",
            "firstname",
            "étage",
        ];
        assert_eq!(named(&columns), names);
    }

    #[test]
    fn no_two_columns_are_exported_under_one_name() {
        let columns = [
            (None, Some("number")),
            (None, Some("number")),
            (Some("Number"), Some("callable")),
            (Some("Mail"), Some("email")),
            (Some("Mail"), Some("email")),
            (Some("Mail"), Some("email")),
            (None, None),
        ];
        let names = ["number", "number2", "number3", "email", "mail", "email2"];
        assert_eq!(named(&columns), names);
    }
}
