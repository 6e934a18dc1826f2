use proptest::prelude::*;

use super::*;
use crate::contact::Value;
use crate::fixture::{contact, display, full_display, personal};
use crate::list::{Query, Sort};
use crate::search::{Ranking, search};

fn names(directory: &Directory, query: &Query) -> Vec<String> {
    search(directory, query, &Ranking::default())
        .into_iter()
        .map(|id| {
            directory
                .get(id)
                .unwrap()
                .text(0)
                .unwrap_or_default()
                .to_owned()
        })
        .collect()
}

fn by(column: u32, descending: bool) -> Query {
    Query {
        sort: Some(Sort { column, descending }),
        ..Query::default()
    }
}

#[test]
fn a_contact_keeps_its_handle_and_a_gone_one_s_is_not_given_again() {
    let mut directory = Directory::new(full_display());
    let first = directory.upsert([contact("1", &["Ann"])]).added[0];
    let changes = directory.upsert([contact("1", &["Anna"]), contact("2", &["Bob"])]);
    assert_eq!(changes.changed, [first]);
    assert_eq!(changes.added.len(), 1);
    assert!(directory.remove(first));
    assert!(!directory.remove(first));
    assert!(directory.get(first).is_none());
    let again = directory.upsert([contact("1", &["Ann"])]).added[0];
    assert!(again > changes.added[0]);
    assert_eq!(directory.find(&contact("1", &[]).key), Some(again));
}

#[test]
fn the_same_contacts_again_change_nothing() {
    let mut directory = Directory::new(full_display());
    let contacts = || [contact("1", &["Ann"]), personal("1", &["Ann"])];
    assert_eq!(directory.upsert(contacts()).added.len(), 2);
    let revision = directory.revision();
    assert!(directory.upsert(contacts()).is_empty());
    assert_eq!(directory.revision(), revision);
}

#[test]
fn a_contact_that_changes_twice_in_a_batch_is_told_once() {
    let mut directory = Directory::new(full_display());
    let changes = directory.upsert([
        contact("1", &["a"]),
        contact("2", &["b"]),
        contact("1", &["c"]),
    ]);
    assert_eq!((changes.added.len(), changes.changed.len()), (2, 0));
    let changes = directory.upsert([
        contact("1", &["d"]),
        contact("2", &["e"]),
        contact("1", &["f"]),
    ]);
    assert_eq!((changes.added.len(), changes.changed.len()), (0, 2));
    assert_eq!(names(&directory, &Query::default()), ["e", "f"]);
}

#[test]
fn contacts_without_an_id_are_told_apart_by_their_values() {
    let mut directory = Directory::new(full_display());
    let nameless = |name: &str| {
        let mut contact = contact("", &[name]);
        contact.key.id = None;
        contact
    };
    assert_eq!(
        directory
            .upsert([nameless("Ann"), nameless("Bob"), nameless("Ann")])
            .added
            .len(),
        2
    );
    assert_eq!(directory.find(&nameless("Ann").key), None);
    let changes = directory.replace_source("wazo", "internal", [nameless("Bob"), nameless("Cid")]);
    assert_eq!((changes.added.len(), changes.removed.len()), (1, 1));
}

#[test]
fn a_source_is_replaced_without_touching_the_others() {
    let mut directory = Directory::new(full_display());
    directory.upsert([
        contact("1", &["Ann"]),
        contact("2", &["Bob"]),
        personal("1", &["Cid"]),
    ]);
    let changes = directory.replace_source(
        "wazo",
        "internal",
        [contact("2", &["Bob"]), contact("3", &["Dan"])],
    );
    assert_eq!(
        (
            changes.added.len(),
            changes.changed.len(),
            changes.removed.len()
        ),
        (1, 0, 1)
    );
    assert_eq!(names(&directory, &Query::default()), ["Bob", "Cid", "Dan"]);
    assert!(directory.replace_source("wazo", "nowhere", []).is_empty());
}

#[test]
fn counts_follow_every_change() {
    let mut directory = Directory::new(full_display());
    let starred = Contact {
        favorite: true,
        ..contact("1", &["Ann"])
    };
    directory.upsert([starred, personal("2", &["Bob"])]);
    assert_eq!(
        directory.counts(),
        Counts {
            all: 2,
            favorites: 1,
            personal: 1
        }
    );
    let bob = directory.find(&personal("2", &[]).key).unwrap();
    assert!(directory.set_favorite(bob, true));
    assert!(!directory.set_favorite(bob, true));
    assert!(!directory.set_favorite(ContactId(99), true));
    assert_eq!(directory.counts().favorites, 2);
    directory.retain(|contact| !contact.is_personal());
    assert_eq!(
        directory.counts(),
        Counts {
            all: 1,
            favorites: 1,
            personal: 0
        }
    );
    directory.upsert([contact("1", &["Ann"])]);
    assert_eq!(directory.counts().favorites, 0);
}

#[test]
fn another_display_forgets_the_contacts_and_the_same_one_does_not() {
    let mut directory = Directory::new(full_display());
    directory.upsert([contact("1", &["Ann"])]);
    assert!(!directory.set_display(full_display()));
    assert_eq!(directory.len(), 1);
    assert!(directory.set_display(display(&[("Nom", "name")])));
    assert!(directory.is_empty());
    assert_eq!(directory.find(&contact("1", &[]).key), None);
    assert_eq!(
        names(
            &directory,
            &Query {
                text: "ann".into(),
                ..Query::default()
            }
        ),
        [""; 0]
    );
}

#[test]
fn every_contact_of_a_user_is_found_by_the_uuid() {
    let mut directory = Directory::new(full_display());
    let of = |id: &str, uuid: &str| {
        let mut contact = contact(id, &["Ann"]);
        contact.relations.user_uuid = Some(uuid.into());
        contact
    };
    directory.upsert([of("1", "u"), of("2", "u"), of("3", "v")]);
    assert_eq!(directory.of_user("u").count(), 2);
    directory.upsert([of("1", "v")]);
    assert_eq!(directory.of_user("u").count(), 1);
    assert_eq!(directory.of_user("v").count(), 2);
    assert_eq!(directory.of_user("w").count(), 0);
}

#[test]
fn a_contact_comes_out_as_it_was_put_in() {
    let mut directory = Directory::new(display(&[("Name", "name"), ("", "favorite"), ("", "")]));
    let mut ann = contact("1", &["Ann"]);
    ann.values
        .extend([Value::Flag(true), Value::Text(String::new())]);
    ann.relations.xivo_id = Some("x".into());
    ann.favorite = true;
    let id = directory.upsert([ann.clone()]).added[0];
    assert_eq!(directory.get(id).unwrap().to_contact(), ann);
}

#[test]
fn a_list_sorts_either_way_with_empty_values_last_and_equal_ones_in_order() {
    let mut directory = Directory::new(full_display());
    directory.upsert([
        contact("1", &["Zoé", "", "", "", "", "Acme"]),
        contact("2", &["émile", "10", "", "", "", "Acme"]),
        contact("3", &["Ann", "9", "", "", "", "beta"]),
        contact("4", &["Ann", "100"]),
    ]);
    assert_eq!(
        names(&directory, &Query::default()),
        ["Ann", "Ann", "émile", "Zoé"]
    );
    assert_eq!(
        names(&directory, &by(1, false)),
        ["Ann", "émile", "Ann", "Zoé"]
    );
    assert_eq!(
        names(&directory, &by(1, true)),
        ["Ann", "émile", "Ann", "Zoé"]
    );
    assert_eq!(
        names(&directory, &by(5, false)),
        ["émile", "Zoé", "Ann", "Ann"]
    );
    assert_eq!(
        names(&directory, &by(5, true)),
        ["Ann", "émile", "Zoé", "Ann"]
    );
    assert_eq!(
        names(&directory, &by(99, true)),
        ["Ann", "Ann", "émile", "Zoé"]
    );
}

#[test]
fn stars_and_agents_sort_first_and_follow_a_change() {
    let mut directory = Directory::new(full_display());
    let mut agent = contact("2", &["Bob"]);
    agent.relations.agent_id = Some(7);
    directory.upsert([contact("1", &["Ann"]), agent, contact("3", &["Cid"])]);
    assert_eq!(names(&directory, &by(8, false)), ["Bob", "Ann", "Cid"]);
    assert_eq!(names(&directory, &by(8, true)), ["Ann", "Cid", "Bob"]);
    assert_eq!(names(&directory, &by(6, false)), ["Ann", "Bob", "Cid"]);
    directory.set_favorite(directory.find(&contact("3", &[]).key).unwrap(), true);
    assert_eq!(names(&directory, &by(6, false)), ["Cid", "Ann", "Bob"]);
    directory.upsert([
        Contact {
            favorite: true,
            ..contact("1", &["Ann"])
        },
        contact("3", &["Cid"]),
    ]);
    assert_eq!(names(&directory, &by(6, false)), ["Ann", "Bob", "Cid"]);
}

/// A step in a directory's life.
#[derive(Clone, Debug)]
enum Step {
    Upsert(Vec<Contact>),
    Replace(Vec<Contact>),
    Remove(usize),
    Star(usize, bool),
    /// Asks for every order, so that the steps after it have something to keep up.
    Look,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let made = || {
        (
            "[0-9]",
            "[abAé]{0,2}",
            "[0-3]{0,2}",
            any::<bool>(),
            any::<bool>(),
        )
            .prop_map(|(id, name, number, favorite, own)| {
                let values = [name.as_str(), number.as_str()];
                let contact = if own {
                    personal(&id, &values)
                } else {
                    contact(&id, &values)
                };
                Contact {
                    favorite,
                    ..contact
                }
            })
    };
    let several = || proptest::collection::vec(made(), 0..5);
    let step = prop_oneof![
        several().prop_map(Step::Upsert),
        several().prop_map(Step::Replace),
        (0..10_usize).prop_map(Step::Remove),
        (0..10_usize, any::<bool>()).prop_map(|(id, star)| Step::Star(id, star)),
        Just(Step::Look),
    ];
    proptest::collection::vec(step, 0..12)
}

/// The keys that each question gives, in order.
fn answers(directory: &Directory) -> Vec<Vec<ContactKey>> {
    let sorts = (0..10)
        .flat_map(|column| [false, true].map(|descending| Some(Sort { column, descending })));
    let texts = ["", "a", "ab", "1"];
    sorts
        .chain([None])
        .flat_map(|sort| {
            texts.map(|text| Query {
                text: text.into(),
                sort,
                ..Query::default()
            })
        })
        .map(|query| {
            let found = search(directory, &query, &Ranking::default());
            found
                .into_iter()
                .map(|id| directory.get(id).unwrap().key())
                .collect()
        })
        .collect()
}

proptest! {
    #[test]
    fn a_directory_answers_as_one_that_was_filled_at_once(steps in steps()) {
        let mut directory = Directory::new(full_display());
        for step in steps {
            let nth = |directory: &Directory, n| directory.iter().map(|contact| contact.id()).nth(n);
            match step {
                Step::Upsert(contacts) => drop(directory.upsert(contacts)),
                Step::Replace(contacts) => {
                    let own = contacts.into_iter().filter(|contact| contact.key.is_personal());
                    directory.replace_source("personal", "personal", own);
                }
                Step::Remove(n) => drop(nth(&directory, n).map(|id| directory.remove(id))),
                Step::Star(n, star) => drop(nth(&directory, n).map(|id| directory.set_favorite(id, star))),
                Step::Look => drop(answers(&directory)),
            }
        }
        let contacts: Vec<Contact> = directory.iter().map(|contact| contact.to_contact()).collect();
        let mut fresh = Directory::new(full_display());
        fresh.upsert(contacts.clone());
        prop_assert_eq!(answers(&directory), answers(&fresh));
        prop_assert_eq!(directory.counts(), fresh.counts());
        for contact in contacts {
            prop_assert!(directory.find(&contact.key).is_some());
        }
    }
}
