//! Plans of imports: how files are read, what becomes of rows, and what is sent.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod chunks;
mod files;
mod properties;
mod reading;
mod rows;

use people_core::plan::{
    Creation, Existing, Fields, Plan, PlanError, ReadOptions, RowKind, SameAs, SkipReason,
};

fn plan(bytes: impl Into<Vec<u8>>) -> Plan {
    plan_beside(bytes, &[])
}

fn plan_beside(bytes: impl Into<Vec<u8>>, contacts: &[Fields]) -> Plan {
    Plan::make(
        bytes.into(),
        &ReadOptions::default(),
        &Existing::new(contacts),
    )
    .unwrap()
}

fn refusal(bytes: impl Into<Vec<u8>>) -> PlanError {
    Plan::make(bytes.into(), &ReadOptions::default(), &Existing::default()).unwrap_err()
}

fn contact(fields: &[(&str, &str)]) -> Fields {
    fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

fn created(plan: &Plan) -> Vec<Fields> {
    let fields = |creation: Creation<'_>| {
        creation
            .fields
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.into_owned()))
            .collect()
    };
    plan.creations().map(fields).collect()
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
