use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::visitor::{Visitor, demo};

#[tokio::test]
async fn the_colleagues_are_worth_looking_at() {
    let (_sandbox, visitor) = demo().await;
    let rows = visitor.rows("").await;
    let people: Vec<&Value> = rows.iter().filter(|row| row["backend"] == "wazo").collect();
    assert_eq!(people.len(), 60);
    let names: Vec<&str> = people
        .iter()
        .map(|row| row["column_values"][0].as_str().unwrap())
        .collect();
    assert!(
        names.iter().collect::<BTreeSet<_>>().len() < names.len(),
        "two people of the same name"
    );
    for (script, first, last) in [
        ("Greek", 'Α', 'ω'),
        ("Cyrillic", 'А', 'я'),
        ("Han", '一', '龥'),
    ] {
        assert!(
            names
                .iter()
                .any(|name| name.chars().any(|it| (first..=last).contains(&it))),
            "{script}"
        );
    }
    assert!(names.iter().any(|name| name.chars().count() > 60));
    let numbers: Vec<&str> = people
        .iter()
        .filter_map(|row| row["column_values"][1].as_str())
        .collect();
    assert_eq!(
        numbers.iter().collect::<BTreeSet<_>>().len(),
        numbers.len(),
        "no number twice"
    );
    for column in [1, 2, 3, 8] {
        assert!(
            people
                .iter()
                .any(|row| row["column_values"][column].is_null()),
            "column {column} is missing somewhere"
        );
    }
    assert!(
        people
            .iter()
            .filter(|row| row["relations"]["agent_id"].is_number())
            .count()
            >= 5
    );
    for backend in ["conference", "phonebook", "personal"] {
        assert!(
            rows.iter().any(|row| row["backend"] == backend),
            "{backend}"
        );
    }
}

#[tokio::test]
async fn every_presence_is_somewhere() {
    let (_sandbox, visitor) = demo().await;
    let (_, answer) = visitor.get("/api/chatd/1.0/users/presences").await;
    let items = answer["items"].as_array().unwrap();
    let seen = |field: &str| {
        items
            .iter()
            .map(|item| item[field].to_string())
            .collect::<BTreeSet<_>>()
    };
    let all = |names: &[&str]| {
        names
            .iter()
            .map(|name| format!("\"{name}\""))
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(
        seen("line_state"),
        all(&[
            "available",
            "holding",
            "ringing",
            "talking",
            "unavailable",
            "progressing"
        ])
    );
    assert_eq!(
        seen("state"),
        all(&["available", "unavailable", "invisible", "away"])
    );
    for flag in ["connected", "do_not_disturb"] {
        assert_eq!(seen(flag).len(), 2, "{flag}");
    }
}

#[tokio::test]
async fn the_receptionist_has_contacts_and_favourites_of_every_source() {
    let (_sandbox, visitor) = demo().await;
    let personal = visitor.personal().await;
    assert_eq!(personal.len(), 25);
    assert!(
        personal
            .iter()
            .any(|contact| contact["birthday"].is_string())
    );
    let (_, favorites) = visitor
        .get("/api/dird/0.1/directories/favorites/full")
        .await;
    let favorites = favorites["results"].as_array().unwrap();
    assert_eq!(favorites.len(), 12);
    let backends: BTreeSet<&str> = favorites
        .iter()
        .map(|row| row["backend"].as_str().unwrap())
        .collect();
    assert_eq!(
        backends,
        BTreeSet::from(["conference", "personal", "phonebook", "wazo"])
    );
}

#[tokio::test]
async fn any_colleague_signs_in_with_the_same_password() {
    let (sandbox, _) = demo().await;
    let url = sandbox.url();
    let visitor = Visitor::sign_in(
        url,
        "Olga.Ivanova@acme.example",
        sandbox.password(),
        String::new(),
    )
    .await;
    assert_eq!(visitor.personal().await, Vec::<Value>::new());
    // Who has no address has an extension.
    Visitor::sign_in(url, "1025", sandbox.password(), String::new()).await;
}

#[tokio::test]
async fn rows_come_in_another_order_each_time() {
    let (_sandbox, visitor) = demo().await;
    let (first, second) = (visitor.rows("").await, visitor.rows("").await);
    assert_ne!(first, second);
    let sorted = |rows: Vec<Value>| rows.iter().map(Value::to_string).collect::<BTreeSet<_>>();
    assert_eq!(sorted(first), sorted(second));
}

#[tokio::test]
async fn the_stock_display_is_french_and_has_no_voicemail() {
    let (_sandbox, visitor) = demo().await;
    let (_, answer) = visitor
        .get("/api/dird/0.1/directories/lookup/default?term=1000")
        .await;
    assert_eq!(answer["column_headers"][1], "Prénom");
    assert_eq!(answer["results"][0]["column_values"][5], json!(null));
}
