use proptest::prelude::*;

use super::*;
use crate::display::Column;

fn contact(fields: &[(&str, &str)]) -> PersonalContact {
    let fields = fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    PersonalContact {
        id: "1".into(),
        fields,
    }
}

#[test]
fn an_edit_keeps_what_the_form_did_not_show() {
    let contact = contact(&[("firstname", "Ann"), ("birthday", " 1 May"), ("empty", "")]);
    let merged = contact.merged([
        ("firstname", " Anna "),
        ("email", ""),
        ("id", "2"),
        ("", "x"),
        ("birthday", "1 May"),
    ]);
    let expected = [("birthday", " 1 May"), ("empty", ""), ("firstname", "Anna")];
    assert_eq!(
        merged
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect::<Vec<_>>(),
        expected
    );
}

#[test]
fn a_form_changes_what_was_touched_and_takes_away_what_it_left_out() {
    let contact = contact(&[
        ("firstname", "Ann "),
        ("fax", "1"),
        ("room", "A"),
        ("void", ""),
    ]);
    let form = [
        ("firstname", "Ann"),
        ("email", ""),
        ("fax", ""),
        ("note", "n"),
    ];
    let edits = contact.edits(form);
    assert_eq!(
        edits,
        [("fax", ""), ("note", "n"), ("room", ""), ("void", "")]
    );
    let merged: Vec<_> = contact.merged(edits).into_iter().collect();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(merged, [pair("firstname", "Ann "), pair("note", "n")]);
    let form = contact.form();
    let form = form
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    assert_eq!(contact.edits(form), []);
}

#[test]
fn a_field_that_is_emptied_goes() {
    let merged = contact(&[("fax", "1"), ("number", "2")]).merged([("fax", " ")]);
    assert_eq!(merged.into_keys().collect::<Vec<_>>(), ["number"]);
}

#[test]
fn the_form_shows_the_known_fields_and_then_the_others() {
    let names: Vec<String> = contact(&[("zodiac", "x"), ("email", "a@b")])
        .form()
        .into_iter()
        .map(|field| field.0)
        .collect();
    assert_eq!(names[..7], KNOWN_FIELDS);
    assert_eq!(names[7..], ["zodiac"]);
}

#[test]
fn addresses_and_numbers_are_checked_by_their_shape_only() {
    for (name, value, warns) in [
        ("email", "my@email", false),
        ("email", "ann@acme.example", false),
        ("email", "ann.acme.example", true),
        ("email", "ann@@acme", true),
        ("email2", "ann @acme", true),
        ("number", "+49 (0)176/12", false),
        ("mobile", "call me", true),
        ("fax", "1", true),
        ("note", "not a number", false),
    ] {
        let checks = check([(name, value), ("firstname", "Ann")]);
        assert_eq!(!checks.is_empty(), warns, "{name} {value} {checks:?}");
    }
}

#[test]
fn a_contact_that_nobody_could_find_again_is_told() {
    assert_eq!(
        check([("note", "blue"), ("firstname", " ")]),
        [FieldCheck::Nameless]
    );
    assert_eq!(check([("company", "Acme")]), []);
}

#[test]
fn a_new_contact_shows_in_the_display_before_the_server_answers() {
    let column = |title: &str, type_name: Option<&str>| Column {
        title: Some(title.into()),
        type_name: type_name.map(str::to_owned),
    };
    let display = Display {
        columns: vec![
            column("Name", Some("name")),
            column("Number", Some("number")),
            column("Mobile", Some("callable")),
            column("Company", None),
            column("VM", Some("voicemail")),
            column("", Some("personal")),
        ],
    };
    let contact = contact(&[
        ("firstname", "Ann"),
        ("lastname", "Oak"),
        ("number", "10"),
        ("mobile", "555"),
        ("company", "Acme"),
    ]);
    let text = |text: &str| Value::Text(text.into());
    assert_eq!(
        contact.display_values(&display),
        [
            text("Ann Oak"),
            text("10"),
            text("555"),
            text("Acme"),
            Value::Empty,
            Value::Flag(true)
        ]
    );
}

#[test]
fn a_map_without_an_id_is_no_stored_contact() {
    assert_eq!(PersonalContact::from_map(BTreeMap::new()), None);
}

proptest! {
    #[test]
    fn the_server_s_map_comes_back_whole(mut map in any::<BTreeMap<String, String>>(), id in "[a-z0-9]{1,9}") {
        map.insert("id".into(), id);
        let contact = PersonalContact::from_map(map.clone()).unwrap();
        prop_assert_eq!(contact.to_map(), map);
        prop_assert_eq!(contact.merged([]), contact.fields);
    }
}
