//! The contacts to create, in pieces that an import request takes.

use super::Fields;
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
    pub fn survives_import(&self) -> bool {
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

/// The body of an import request: a header of `id` and the fields that are filled, and a line for each contact.
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

/// Cuts contacts to create into pieces; each step may have another size.
///
/// The server stores an empty value for each field of the header that a contact does not have. So a piece holds contacts of
/// one set of fields only, and ends where the next contact has another one: whoever has them in the order of their sets
/// gets few pieces.
#[derive(Debug)]
pub struct Chunks<I> {
    uploads: I,
    /// A contact that was no part of the last chunk.
    left: Option<Upload>,
}

impl<I: Iterator<Item = Upload>> Chunks<I> {
    /// Goes through these contacts.
    pub fn new(uploads: I) -> Self {
        Self {
            uploads,
            left: None,
        }
    }

    /// The next piece: at most `rows` contacts, and its CSV at most `bytes` long.
    pub fn next_chunk(&mut self, rows: usize, bytes: usize) -> Option<Chunk> {
        let mut chunk: Vec<Upload> = Vec::new();
        let mut length = 0;
        while chunk.len() < rows.max(1) {
            let Some(upload) = self.left.take().or_else(|| self.uploads.next()) else {
                break;
            };
            let first = chunk.first();
            if first.is_none() {
                length = header_length(&upload);
            }
            length += row_length(&upload);
            let fits = upload.survives_import()
                && length <= bytes
                && first.is_none_or(|first| first.fields.keys().eq(upload.fields.keys()));
            if fits {
                chunk.push(upload);
            } else if first.is_none() {
                return Some(Chunk::Single(upload));
            } else {
                self.left = Some(upload);
                break;
            }
        }
        (!chunk.is_empty()).then_some(Chunk::Import(chunk))
    }
}

/// How long the header is of a table of contacts with these fields.
fn header_length(upload: &Upload) -> usize {
    let names = upload.fields.keys().map(|name| written_length(name));
    "id".len() + names.sum::<usize>() + commas_and_end(upload)
}

/// How long a contact's line is.
fn row_length(upload: &Upload) -> usize {
    let values = upload.fields.values().map(|value| written_length(value));
    written_length(&upload.id) + values.sum::<usize>() + commas_and_end(upload)
}

fn commas_and_end(upload: &Upload) -> usize {
    upload.fields.len() + 2
}
