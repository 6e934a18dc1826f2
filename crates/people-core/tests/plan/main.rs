//! Plans of imports: how files are read, what becomes of rows, and what is sent.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod cards;
mod changes;
mod chunks;
mod files;
mod header;
mod properties;
mod reading;
mod rows;
mod spectrum;

use std::io::Cursor;

use people_core::plan::{
    Existing, Fields, Plan, PlanError, ReadFault, ReadOptions, RowKind, SameAs, SkipReason, Upload,
};

fn plan(bytes: impl Into<Vec<u8>>) -> Plan {
    plan_beside(bytes, &[])
}

fn plan_beside(bytes: impl Into<Vec<u8>>, contacts: &[Fields]) -> Plan {
    make(bytes, &ReadOptions::default(), contacts).unwrap()
}

fn plan_with(bytes: impl Into<Vec<u8>>, options: &ReadOptions) -> Plan {
    make(bytes, options, &[]).unwrap()
}

fn refusal(bytes: impl Into<Vec<u8>>) -> PlanError {
    make(bytes, &ReadOptions::default(), &[]).unwrap_err()
}

fn make(
    bytes: impl Into<Vec<u8>>,
    options: &ReadOptions,
    contacts: &[Fields],
) -> Result<Plan, PlanError> {
    let file = Cursor::new(bytes.into());
    Plan::make(file, options, &Existing::new(contacts)).map_err(|fault| match fault {
        ReadFault::Plan(error) => error,
        ReadFault::Io(error) => panic!("memory can be read: {error}"),
    })
}

fn contact(fields: &[(&str, &str)]) -> Fields {
    fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

/// The contacts to create, fresh ids being `id-1`, `id-2`…
fn uploads(plan: &Plan) -> Vec<Upload> {
    let mut next = 0;
    let mut fresh_id = || {
        next += 1;
        format!("id-{next}")
    };
    plan.uploads(&mut fresh_id).collect()
}

fn created(plan: &Plan) -> Vec<Fields> {
    uploads(plan)
        .into_iter()
        .map(|upload| upload.fields)
        .collect()
}

/// Line, kind, and the reason or what it is the same as.
fn fates(plan: &Plan) -> Vec<(u32, RowKind, Option<SkipReason>, Option<SameAs>)> {
    let (_, rows) = plan.rows(None, 0, usize::MAX);
    rows.into_iter()
        .map(|row| (row.line, row.kind, row.reason, row.same_as))
        .collect()
}

fn reasons(plan: &Plan) -> Vec<(u32, SkipReason)> {
    fates(plan)
        .into_iter()
        .filter_map(|(line, _, reason, _)| Some((line, reason?)))
        .collect()
}
