//! The contacts to create, in pieces that an import request takes.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{Creation, Fields, Plan};
use crate::export::{write_row, written_length};

/// A contact under the id that it is to be created with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// The line of the file at which the row starts.
    pub line: u32,
    /// The id: the file's own, or a fresh one.
    pub id: String,
    /// Whether the id is the file's own. It may be taken by another user; the server then refuses the row.
    pub wanted_id: bool,
    /// The filled fields, without the id.
    pub fields: Fields,
}

impl Upload {
    /// The fields with the id among them, as `POST /personal` takes them.
    pub fn with_id(&self) -> Fields {
        let mut fields = self.fields.clone();
        fields.insert("id".to_owned(), self.id.clone());
        fields
    }

    /// Whether an import would store it as it is: the server loses line breaks inside values.
    fn survives_import(&self) -> bool {
        let broken = |text: &String| text.contains(['\n', '\r']);
        !self
            .fields
            .iter()
            .any(|(name, value)| broken(name) || broken(value))
    }
}

/// A piece of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chunk {
    /// Contacts for one import request.
    Import(Vec<Upload>),
    /// A contact that has to be created alone, or the import would change or refuse it.
    Single(Upload),
}

impl Chunk {
    /// The contacts.
    pub fn uploads(&self) -> &[Upload] {
        match self {
            Self::Import(uploads) => uploads,
            Self::Single(upload) => std::slice::from_ref(upload),
        }
    }
}

/// The body of an import request: a header of the fields that are filled and `id`, and a line for each contact.
/// Line *n* of the server's answer is `uploads[n - 2]`.
pub fn import_csv(uploads: &[Upload]) -> Vec<u8> {
    let mut names: Vec<&str> = uploads
        .iter()
        .flat_map(|upload| upload.fields.keys())
        .map(String::as_str)
        .collect();
    names.sort_unstable();
    names.dedup();
    let mut csv = Vec::new();
    write_row(&mut csv, std::iter::once("id").chain(names.iter().copied()));
    for upload in uploads {
        let values = names
            .iter()
            .map(|name| upload.fields.get(*name).map_or("", String::as_str));
        write_row(&mut csv, std::iter::once(upload.id.as_str()).chain(values));
    }
    csv
}

/// Goes through the contacts to create; each step may have another size.
#[derive(Debug)]
pub struct Chunks<'p> {
    plan: &'p Plan,
    /// The next row of the plan.
    row: usize,
    /// A contact that was too much for the last chunk.
    left: Option<Upload>,
}

impl<'p> Chunks<'p> {
    pub(super) fn new(plan: &'p Plan) -> Self {
        Self {
            plan,
            row: 0,
            left: None,
        }
    }

    /// The next piece: at most `rows` contacts, and its CSV at most `bytes` long. `fresh_id` gives a new UUID each
    /// time.
    pub fn next_chunk(
        &mut self,
        rows: usize,
        bytes: usize,
        fresh_id: &mut dyn FnMut() -> String,
    ) -> Option<Chunk> {
        let mut uploads: Vec<Upload> = Vec::new();
        let mut size = Size::default();
        while uploads.len() < rows.max(1) {
            let Some(upload) = self.left.take().or_else(|| self.upload(fresh_id)) else {
                break;
            };
            size.add(&upload);
            if !upload.survives_import() || size.bytes() > bytes {
                if uploads.is_empty() {
                    return Some(Chunk::Single(upload));
                }
                self.left = Some(upload);
                break;
            }
            uploads.push(upload);
        }
        (!uploads.is_empty()).then_some(Chunk::Import(uploads))
    }

    fn upload(&mut self, fresh_id: &mut dyn FnMut() -> String) -> Option<Upload> {
        loop {
            let row = self.plan.rows.get(self.row)?;
            self.row += 1;
            if let Some(Creation {
                line,
                fields,
                wanted_id,
            }) = self.plan.creation(row)
            {
                let own =
                    |(name, value): (&str, Cow<'_, str>)| (name.to_owned(), value.into_owned());
                return Some(Upload {
                    line,
                    wanted_id: wanted_id.is_some(),
                    id: wanted_id.unwrap_or_else(&mut *fresh_id),
                    fields: fields.into_iter().map(own).collect(),
                });
            }
        }
    }
}

/// How long the CSV of some contacts is.
#[derive(Debug, Default)]
struct Size {
    names: BTreeSet<String>,
    name_bytes: usize,
    value_bytes: usize,
    rows: usize,
}

impl Size {
    fn add(&mut self, upload: &Upload) {
        for name in upload.fields.keys() {
            if !self.names.contains(name) {
                self.name_bytes += written_length(name);
                self.names.insert(name.clone());
            }
        }
        let values = upload.fields.values().map(|value| written_length(value));
        self.value_bytes += written_length(&upload.id) + values.sum::<usize>();
        self.rows += 1;
    }

    fn bytes(&self) -> usize {
        let commas_and_end = self.names.len() + 2;
        "id".len() + self.name_bytes + self.value_bytes + (self.rows + 1) * commas_and_end
    }
}
