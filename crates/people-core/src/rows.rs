//! Rows as they are painted.

use crate::directory::{ContactId, ContactRef, Directory};
use crate::display::{ColumnKind, Display};
use crate::list::{Cell, CellStatus, GridColumn, Row, View};
use crate::marks::{Marked, marks};
use crate::menu::{call_number, columns};
use crate::presence::{PhoneState, Presences};
use crate::search::Terms;

/// The columns of the grid: those of the display in the server's order, without those that feed the menu
/// only. The star is always there, last where the display has no place for it; pencil and bin come last of
/// all, in the view of the user's own contacts.
pub fn grid(display: &Display, view: View) -> Vec<GridColumn> {
    let mut grid = Vec::new();
    let mut personal = None;
    let mut starred = false;
    for (index, column) in (0_u32..).zip(&display.columns) {
        let kind = column.kind();
        let shown = GridColumn {
            column: Some(index),
            title: column.title.clone().unwrap_or_default(),
            kind,
        };
        match kind {
            ColumnKind::Callable | ColumnKind::Voicemail => {}
            ColumnKind::Personal => personal = personal.or(Some(shown)),
            ColumnKind::Favorite if starred => {}
            ColumnKind::Favorite => {
                starred = true;
                grid.push(shown);
            }
            _ => grid.push(shown),
        }
    }
    if !starred {
        grid.push(missing(ColumnKind::Favorite));
    }
    if view == View::Personal {
        grid.push(personal.unwrap_or_else(|| missing(ColumnKind::Personal)));
    }
    grid
}

/// A contact as a row of `grid`, with the words of `terms` marked. None when there is no such contact.
pub fn row(
    directory: &Directory,
    id: ContactId,
    grid: &[GridColumn],
    terms: &Terms,
    presences: &Presences,
) -> Option<Row> {
    let contact = directory.get(id)?;
    let texts: Vec<&str> = grid.iter().map(|column| text(contact, column)).collect();
    let to_mark: Vec<Marked<'_>> = grid
        .iter()
        .zip(&texts)
        .map(|(column, text)| Marked {
            text,
            name: is_name(directory.display(), column),
        })
        .collect();
    let mut cells: Vec<Cell> = texts
        .iter()
        .zip(marks(&to_mark, terms))
        .map(|(text, marks)| Cell {
            text: (*text).to_owned(),
            marks,
            status: None,
        })
        .collect();
    set_statuses(&mut cells, contact, grid, presences);

    let display = directory.display();
    let call = call_number(display, contact);
    let has_menu = has_menu(display, contact);
    let place = |column: usize| {
        grid.iter()
            .position(|shown| shown.column.is_some_and(|shown| shown as usize == column))
    };
    let call_cell = match call {
        Some((column, _)) => place(column),
        None if has_menu => columns(display, ColumnKind::Number).find_map(place),
        None => None,
    };
    Some(Row {
        id: id.0,
        cells,
        favorite: contact.entry_id().map(|_| contact.is_favorite()),
        editable: contact.is_personal() && contact.entry_id().is_some(),
        number: call.map(|(_, number)| number.to_owned()),
        call_cell: call_cell.and_then(|index| u32::try_from(index).ok()),
        has_menu,
    })
}

fn missing(kind: ColumnKind) -> GridColumn {
    GridColumn {
        column: None,
        title: String::new(),
        kind,
    }
}

fn text<'a>(contact: ContactRef<'a>, column: &GridColumn) -> &'a str {
    match (column.kind, column.column) {
        (ColumnKind::Agent | ColumnKind::Favorite | ColumnKind::Personal, _) | (_, None) => "",
        (_, Some(index)) => contact.text(index as usize).unwrap_or_default(),
    }
}

fn is_name(display: &Display, column: &GridColumn) -> bool {
    let type_name = column
        .column
        .and_then(|index| display.columns.get(index as usize)?.type_name.as_deref());
    column.kind == ColumnKind::Name || matches!(type_name, Some("firstname" | "lastname"))
}

fn set_statuses(
    cells: &mut [Cell],
    contact: ContactRef<'_>,
    grid: &[GridColumn],
    presences: &Presences,
) {
    let presence = contact.user_uuid().and_then(|uuid| presences.user(uuid));
    let first = |cells: &[Cell], kind: ColumnKind, filled: bool| {
        grid.iter()
            .zip(cells)
            .position(|(column, cell)| column.kind == kind && (!filled || !cell.text.is_empty()))
    };
    if let Some(index) =
        first(cells, ColumnKind::Name, false).filter(|_| contact.user_uuid().is_some())
    {
        cells[index].status = Some(CellStatus::Client {
            state: presence
                .map(|presence| presence.client())
                .unwrap_or_default(),
            text: presence
                .and_then(|presence| presence.words())
                .map(str::to_owned),
        });
    }
    let has_line = contact.endpoint_id().is_some()
        || presence
            .is_some_and(|presence| presence.line_state.is_some() || !presence.lines.is_empty());
    if let Some(index) = first(cells, ColumnKind::Number, true).filter(|_| has_line) {
        let state = presence.map_or(PhoneState::Unknown, |presence| {
            presence.phone(contact.endpoint_id())
        });
        cells[index].status = Some(CellStatus::Phone { state });
    }
    if let Some(agent) = contact.agent_id() {
        for (cell, _) in cells
            .iter_mut()
            .zip(grid)
            .filter(|(_, column)| column.kind == ColumnKind::Agent)
        {
            cell.status = Some(CellStatus::Agent {
                state: presences.agent(agent),
            });
        }
    }
}

/// Whether there is anything to write to, to dial beside the first number, to pass a call on to, or to copy.
fn has_menu(display: &Display, contact: ContactRef<'_>) -> bool {
    use ColumnKind::{Callable, Email, Number, Voicemail};
    contact.user_uuid().is_some()
        || [Number, Callable, Email, Voicemail]
            .into_iter()
            .flat_map(|kind| columns(display, kind))
            .any(|column| {
                contact
                    .text(column)
                    .is_some_and(|text| !text.trim().is_empty())
            })
}

#[cfg(test)]
mod tests;
