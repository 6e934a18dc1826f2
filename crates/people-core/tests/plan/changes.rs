//! Rows about contacts that are there, and what can be chosen for them.

use people_core::plan::{
    Change, ChangeBy, ChangeChoice, FieldChange, Fields, Plan, RowChange, RowKind, SameAs,
};

use crate::{contact, fates, plan_beside, uploads};

const ADA: &str = "4f9c52bd-0f97-417f-a600-8355a2a89cd2";
const BOB: &str = "571d00c5-bbf2-43fd-bc44-41bf0d49357a";
const NEW: &str = "0a0a0a0a-0000-4000-8000-000000000001";

fn ada() -> Fields {
    contact(&[
        ("id", ADA),
        ("firstname", "Ada"),
        ("lastname", "Martin"),
        ("number", "+49 176 1"),
        ("mobile", "1002"),
        ("email", "ada@acme.example"),
    ])
}

fn field(field: &str, before: &str, after: &str) -> FieldChange {
    FieldChange {
        field: field.to_owned(),
        before: before.to_owned(),
        after: after.to_owned(),
    }
}

/// What the rows change, with their lines.
fn changes(plan: &Plan) -> Vec<(u32, RowChange)> {
    let (_, rows) = plan.rows(Some(RowKind::Changes), 0, usize::MAX);
    rows.into_iter()
        .map(|row| (row.line, row.change.unwrap()))
        .collect()
}

fn kinds(plan: &Plan) -> Vec<RowKind> {
    fates(plan).into_iter().map(|(_, kind, ..)| kind).collect()
}

#[test]
fn a_change_is_shown_field_by_field_in_the_order_of_the_columns() {
    let plan = plan_beside(
        format!("number,id,email,firstname,room\n+49 176 1,{ADA},,Adele,4\n"),
        &[ada()],
    );
    let expected = RowChange {
        id: ADA.to_owned(),
        name: "Ada Martin".to_owned(),
        by: ChangeBy::Id,
        fields: vec![
            field("email", "ada@acme.example", ""),
            field("firstname", "Ada", "Adele"),
            field("room", "", "4"),
        ],
        choice: ChangeChoice::Update,
    };
    assert_eq!(changes(&plan), [(2, expected)]);
}

#[test]
fn equal_name_and_number_make_a_row_a_change_of_what_is_filled() {
    for (name, number) in [
        ("Ada;Martin", "0176 1"),
        ("ADA;MARTIN", "0049/176-1"),
        ("Ada;Martin", "10 02"),
        (";Ada Martin", "+49 (0)176 1"),
    ] {
        let text =
            format!("firstname;lastname;number;email;fax\n{name};{number};new@acme.example;\n");
        let plan = plan_beside(text, &[ada()]);
        let [(2, change)] = &changes(&plan)[..] else {
            panic!("one change for {name} {number}: {:?}", fates(&plan))
        };
        assert_eq!(change.by, ChangeBy::NameAndNumber);
        assert!(
            change
                .fields
                .contains(&field("email", "ada@acme.example", "new@acme.example"))
        );
        assert!(
            change
                .fields
                .iter()
                .all(|field| field.field != "number" && field.field != "fax")
        );
    }
}

#[test]
fn another_name_or_number_is_another_person() {
    for row in [
        "Ada,Martin,+33 176 1",
        "Ada,Martin,",
        "Bea,Martin,+49 176 1",
        ",,+49 176 1",
    ] {
        let plan = plan_beside(format!("firstname,lastname,number\n{row}\n"), &[ada()]);
        assert_eq!(kinds(&plan), [RowKind::New], "{row}");
    }
}

#[test]
fn a_row_that_adds_nothing_to_its_person_is_the_same() {
    let text = "Name,Phone,Mobile\nAda Martin,0176 1,\nAda Martin,1002,+49 176 1\n";
    let plan = plan_beside(text, &[ada()]);
    let same = Some(SameAs::Contact {
        id: ADA.to_owned(),
        name: "Ada Martin".to_owned(),
    });
    assert!(
        fates(&plan)
            .iter()
            .all(|(_, kind, _, as_)| { *kind == RowKind::Same && *as_ == same })
    );
}

#[test]
fn of_two_of_a_name_and_number_the_one_that_agrees_is_meant() {
    let mut other = ada();
    other.insert("id".to_owned(), BOB.to_owned());
    other.insert("email".to_owned(), "home@acme.example".to_owned());
    let text = "Name,Phone,Mail\nAda Martin,0176 1,home@acme.example\n";
    let plan = plan_beside(text, &[ada(), other]);
    assert_eq!(kinds(&plan), [RowKind::Same]);
}

#[test]
fn ten_thousand_of_one_name_are_told_apart_by_their_number() {
    let there: Vec<Fields> = (0..10_000)
        .map(|at| {
            contact(&[
                ("id", &format!("{at:08}-0000-4000-8000-000000000000")),
                ("lastname", "Reception"),
                ("number", &format!("+49 30 {}", 100_000 + at)),
            ])
        })
        .collect();
    let rows = (0..10_000).map(|at| format!("Reception,030 {},{at}\n", 100_000 + at));
    let plan = plan_beside(
        format!("lastname,number,room\n{}", rows.collect::<String>()),
        &there,
    );
    assert_eq!(plan.summary().counts.changes, 10_000);
    let changes = changes(&plan);
    assert!(
        changes
            .iter()
            .zip(&there)
            .all(|((_, change), there)| change.id == there["id"])
    );
}

#[test]
fn one_contact_is_changed_by_one_row_only() {
    let text =
        "Name,Phone,Mail\nAda Martin,0176 1,b@acme.example\nAda Martin,0176 1,c@acme.example\n";
    let plan = plan_beside(text, &[ada()]);
    assert_eq!(kinds(&plan), [RowKind::Changes, RowKind::New]);
}

#[test]
fn a_change_is_updated_kept_beside_or_left_out_as_is_chosen() {
    let text = format!("id,firstname,number\n{ADA},Adele,1\n{BOB},Rob,2\n{NEW},Chloé,3\n");
    let bob = contact(&[("id", BOB), ("firstname", "Bob")]);
    let mut plan = plan_beside(text, &[ada(), bob]);
    let sent = |plan: &Plan| {
        let created: Vec<(u32, String)> = uploads(plan)
            .into_iter()
            .map(|it| (it.line, it.id))
            .collect();
        let updated: Vec<u32> = plan.changes().map(|change| change.line).collect();
        let left: Vec<u32> = plan.chosen_out().map(|(change, _)| change.line).collect();
        (created, updated, left)
    };
    let chloe = (4, NEW.to_owned());
    assert_eq!(sent(&plan), (vec![chloe.clone()], vec![2, 3], vec![]));

    plan.choose(None, ChangeChoice::KeepBoth);
    plan.choose(Some(3), ChangeChoice::Skip);
    let second_ada = (2, "id-1".to_owned());
    assert_eq!(
        sent(&plan),
        (vec![second_ada, chloe.clone()], vec![], vec![3])
    );
    assert_eq!(plan.summary().on_change, ChangeChoice::KeepBoth);
    let cells: Vec<Vec<String>> = plan
        .chosen_out()
        .map(|(_, cells)| cells.iter().map(ToString::to_string).collect())
        .collect();
    assert_eq!(cells, [[BOB, "Rob", "2"]]);

    plan.choose(Some(99), ChangeChoice::Update);
    plan.choose(None, ChangeChoice::Skip);
    assert_eq!(sent(&plan), (vec![chloe], vec![], vec![2, 3]));
    assert_eq!(plan.summary().counts.changes, 2);
}

#[test]
fn who_has_an_id_of_the_file_is_kept_beside_a_person_of_equal_name() {
    let text =
        format!("id,firstname,lastname,number,email\n{NEW},Ada,Martin,0176 1,b@acme.example\n");
    let mut plan = plan_beside(text, &[ada()]);
    let [upload] = &uploads(&plan)[..] else {
        panic!("one contact")
    };
    assert_eq!((upload.id.as_str(), upload.wanted_id), (NEW, true));
    assert_eq!(upload.fields["email"], "b@acme.example");
    plan.choose(Some(2), ChangeChoice::Update);
    assert_eq!((uploads(&plan).len(), plan.changes().count()), (0, 1));
}

#[test]
fn only_what_differs_is_laid_over_the_contact() {
    let plan = plan_beside(format!("id,firstname,mobile\n{ADA},Ada,2\n"), &[ada()]);
    let changes: Vec<&Change> = plan.changes().collect();
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].edits, contact(&[("mobile", "2")]));
}

#[test]
fn a_contact_is_called_by_what_there_is_to_know_it_by() {
    let named = |fields: &[(&str, &str)]| {
        let mut there = contact(fields);
        there.insert("id".to_owned(), ADA.to_owned());
        let plan = plan_beside(format!("id,room\n{ADA},4\n"), &[there]);
        changes(&plan).remove(0).1.name
    };
    assert_eq!(
        named(&[("lastname", " Martin "), ("company", "Acme")]),
        "Martin"
    );
    assert_eq!(named(&[("name", "Ada M"), ("company", "Acme")]), "Ada M");
    assert_eq!(named(&[("company", "Acme"), ("number", "1")]), "Acme");
    assert_eq!(named(&[("number", "1"), ("email", "a")]), "1");
    assert_eq!(named(&[("note", "x")]), "");
}
