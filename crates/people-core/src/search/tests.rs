use super::*;
use crate::contact::Contact;
use crate::fixture::{contact, full_display, personal};
use crate::list::Sort;

mod naive;

fn directory(contacts: impl IntoIterator<Item = Contact>) -> Directory {
    let mut directory = Directory::new(full_display());
    directory.upsert(contacts);
    directory
}

fn query(text: &str) -> Query {
    Query {
        text: text.into(),
        ..Query::default()
    }
}

fn names(directory: &Directory, found: &[ContactId]) -> Vec<String> {
    found
        .iter()
        .map(|id| {
            directory
                .get(*id)
                .unwrap()
                .text(0)
                .unwrap_or_default()
                .to_owned()
        })
        .collect()
}

/// Names of those who are found, in order.
fn found(directory: &Directory, text: &str) -> Vec<String> {
    names(
        directory,
        &search(directory, &query(text), &Ranking::default()),
    )
}

#[test]
fn words_are_found_in_any_order_and_any_column() {
    let people = directory([
        contact("1", &["Alice Martin", "1001", "", "", "am@acme.example"]),
        contact("2", &["Martin Alizé", "1002"]),
        contact(
            "3",
            &["Bob Barker", "1003", "", "", "martin.alias@acme.example"],
        ),
    ]);
    assert_eq!(
        found(&people, "MARTIN alî"),
        ["Martin Alizé", "Alice Martin", "Bob Barker"]
    );
    assert_eq!(
        found(&people, "acme ali mart"),
        ["Alice Martin", "Bob Barker"]
    );
    assert_eq!(found(&people, "alice barker"), [""; 0]);
}

#[test]
fn a_name_s_beginning_comes_before_a_word_s_and_that_before_the_rest() {
    let people = directory([
        contact("1", &["Natalia Aubin"]),
        contact("2", &["Chloé Alizadeh"]),
        contact("3", &["Alice Martin"]),
        contact("4", &["Zoé Lambert", "", "", "", "", "Ali & Sons"]),
    ]);
    assert_eq!(
        found(&people, "ali"),
        [
            "Alice Martin",
            "Chloé Alizadeh",
            "Zoé Lambert",
            "Natalia Aubin"
        ]
    );
    assert_eq!(found(&people, "alice m"), ["Alice Martin"]);
}

#[test]
fn the_exact_number_comes_first() {
    let people = directory([
        contact("1", &["10 Downing", "2000"]),
        contact("2", &["Ann", "1010"]),
        contact("3", &["Bob", "10"]),
        contact("4", &["Cid", "+33 10"]),
    ]);
    assert_eq!(found(&people, "10"), ["Bob", "10 Downing", "Ann", "Cid"]);
}

#[test]
fn digits_find_a_number_whatever_its_punctuation_and_prefix() {
    let people = directory([
        contact("1", &["Abroad", "+49 (0)176 / 123-456"]),
        contact("2", &["Older", "0049 30 99 88"]),
        contact("3", &["Inland", "0176 555"]),
        contact("4", &["Montréal", "(514) 555-1234"]),
        contact("5", &["Here", "1760"]),
    ]);
    for (text, names) in [
        ("0176", vec!["Abroad", "Inland"]),
        ("0176123456", vec!["Abroad"]),
        ("0176 123", vec!["Abroad"]),
        ("+49 176", vec!["Abroad", "Inland"]),
        ("0049176", vec!["Abroad", "Inland"]),
        ("+4930", vec!["Older"]),
        ("030 99", vec!["Older"]),
        ("+33 176 12", vec![]),
        ("514-555", vec!["Montréal"]),
        ("5145551234", vec!["Montréal"]),
        ("+1 514 555 1234", vec!["Montréal"]),
        ("00", vec!["Abroad", "Older"]),
        ("+", vec!["Abroad", "Older"]),
        ("176", vec!["Here", "Abroad", "Inland"]),
    ] {
        let mut expected = names;
        let mut got = found(&people, text);
        expected.sort_unstable();
        got.sort_unstable();
        assert_eq!(got, expected, "{text}");
    }
}

#[test]
fn one_typing_error_is_forgiven_in_letters_and_never_in_digits() {
    let people = directory([
        contact("1", &["Alice Martin", "1234"]),
        contact("2", &["Élodie Tremblay", "1243"]),
    ]);
    assert_eq!(found(&people, "alcie"), ["Alice Martin"]);
    assert_eq!(found(&people, "mratin ali"), ["Alice Martin"]);
    assert_eq!(found(&people, "trembaly"), ["Élodie Tremblay"]);
    assert_eq!(found(&people, "elodi"), ["Élodie Tremblay"]);
    assert_eq!(found(&people, "mratin alcie"), [""; 0]);
    assert_eq!(found(&people, "1324"), [""; 0]);
}

#[test]
fn a_typing_error_is_looked_for_only_where_few_are_found_without() {
    let martins = (0..FEW_HITS).map(|n| contact(&n.to_string(), &["Martin"]));
    let mut people = directory(martins);
    people.upsert([contact("typo", &["Mratin"])]);
    assert_eq!(found(&people, "martin").len(), FEW_HITS);
    people.remove(people.find(&contact("0", &[]).key).unwrap());
    assert_eq!(found(&people, "martin").last().unwrap(), "Mratin");
}

#[test]
fn equals_stand_by_star_then_by_calls_then_by_name() {
    let mut people =
        directory(["Ali A", "Ali B", "Ali C", "Ali D"].map(|name| contact(name, &[name])));
    let id = |people: &Directory, name: &str| people.find(&contact(name, &[]).key).unwrap();
    let (b, c, d) = (
        id(&people, "Ali B"),
        id(&people, "Ali C"),
        id(&people, "Ali D"),
    );
    people.set_favorite(d, true);
    let mut ranking = Ranking::default();
    ranking.set_called(b, 2);
    ranking.set_called(c, u32::MAX);
    let order = search(&people, &query("ali"), &ranking);
    assert_eq!(names(&people, &order), ["Ali D", "Ali C", "Ali B", "Ali A"]);
    ranking.set_called(c, 0);
    let order = search(&people, &query("ali"), &ranking);
    assert_eq!(names(&people, &order), ["Ali D", "Ali B", "Ali A", "Ali C"]);
}

#[test]
fn a_view_shows_its_own_and_a_chosen_order_wins_over_rank() {
    let mut people = directory([
        contact("1", &["Natalia", "3"]),
        contact("2", &["Alice", "1"]),
        personal("1", &["Malik", "2"]),
    ]);
    people.set_favorite(people.find(&contact("1", &[]).key).unwrap(), true);
    let view = |view, text: &str, sort| {
        let query = Query {
            view,
            text: text.into(),
            sort,
        };
        names(&people, &search(&people, &query, &Ranking::default()))
    };
    assert_eq!(view(View::Favorites, "", None), ["Natalia"]);
    assert_eq!(view(View::Personal, "ali", None), ["Malik"]);
    assert_eq!(view(View::Favorites, "alice", None), [""; 0]);
    let by_number = Some(Sort {
        column: 1,
        descending: true,
    });
    assert_eq!(
        view(View::All, "ali", by_number),
        ["Natalia", "Malik", "Alice"]
    );
    assert_eq!(view(View::All, "ali", None), ["Alice", "Natalia", "Malik"]);
}

#[test]
fn a_word_does_not_run_over_from_one_value_into_the_next() {
    let people = directory([contact("1", &["Ann", "12", "34", "", "mail@x", "Oak"])]);
    for text in ["annoak", "1234", "x oakann", "n1"] {
        assert_eq!(found(&people, text), [""; 0], "{text}");
    }
}

#[test]
fn markers_in_a_text_or_a_query_find_nothing_that_is_not_there() {
    let people = directory([contact("1", &["A\u{1}b\u{4}49", "+49 1"])]);
    assert_eq!(found(&people, "\u{4}492"), [""; 0]);
    assert_eq!(found(&people, "\u{1}b"), ["A\u{1}b\u{4}49"]);
}

#[test]
fn a_hundred_thousand_people_are_found_one_by_one_and_all_together() {
    const PEOPLE: u32 = 100_000;
    let people = directory((0..PEOPLE).map(|n| {
        let (name, number) = (format!("Person {n} Nº"), format!("+33 {:06}", n));
        contact(
            &n.to_string(),
            &[
                &name,
                &number,
                "",
                "",
                "",
                if n % 2 == 0 { "Acme" } else { "Bolt" },
            ],
        )
    }));
    assert_eq!(found(&people, "p").len(), PEOPLE as usize);
    assert_eq!(found(&people, "acme").len(), PEOPLE as usize / 2);
    assert_eq!(found(&people, "person 99999"), ["Person 99999 Nº"]);
    assert_eq!(found(&people, "0033099999"), ["Person 99999 Nº"]);
    assert_eq!(
        found(&people, "preson 4242 acme").first().unwrap(),
        "Person 4242 Nº"
    );
    let all = found(&people, "");
    assert_eq!(
        (all[0].as_str(), all[99_999].as_str()),
        ("Person 0 Nº", "Person 99999 Nº")
    );
    let down = Query {
        sort: Some(Sort {
            column: 1,
            descending: true,
        }),
        ..query("bolt")
    };
    let first = search(&people, &down, &Ranking::default());
    assert_eq!(
        names(&people, &first[..2]),
        ["Person 99999 Nº", "Person 99997 Nº"]
    );
}
