//! The search by its definition, slow and plain, and that the fast one finds the same.

use std::cmp::Reverse;

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::contact::{ContactKey, Value};
use crate::display::ColumnKind;
use crate::fold::fold;
use crate::number::{Number, dialable};

const NAMES: usize = 1;

fn phrase(text: &str) -> String {
    fold(text).trim().to_owned()
}

/// How well all words are found.
fn tier(contact: &Contact, text: &str) -> Option<Tier> {
    let phrase = phrase(text);
    let words = phrase
        .split_whitespace()
        .map(|word| word_tier(contact, word));
    let worst = words.collect::<Option<Vec<_>>>()?.into_iter().max()?;
    let begins = name(contact).starts_with(&phrase);
    Some(if begins {
        worst.min(Tier::NamePrefix)
    } else {
        worst
    })
}

/// How well the whole text is found as one number.
fn number_alone(contact: &Contact, text: &str) -> Option<Tier> {
    let phrase = phrase(text);
    (phrase.contains(' ') && dialable(&phrase).is_some())
        .then(|| word_tier(contact, &phrase))
        .flatten()
}

fn name(contact: &Contact) -> String {
    fold(contact.values[0].text().unwrap_or_default())
}

fn word_tier(contact: &Contact, word: &str) -> Option<Tier> {
    let mut tiers = Vec::new();
    for (column, value) in contact.values.iter().enumerate() {
        let Some(text) = value.text() else { continue };
        let kind = full_display().columns[column].kind();
        let is_name = column < NAMES;
        let pure = dialable(text).is_some() && !is_name;
        if !pure {
            tiers.extend(text_tier(&fold(text), word, is_name));
            if let Some(digits) = dialable(word).filter(|digits| !digits.starts_with('+')) {
                tiers.extend(text_tier(
                    &fold(text),
                    &digits.replace(['*', '#'], ""),
                    is_name,
                ));
            }
        }
        let phone = matches!(
            kind,
            ColumnKind::Number | ColumnKind::Callable | ColumnKind::Voicemail
        );
        if (pure || phone) && (dialable(word).is_some() || word == "+") {
            tiers.extend(Number::read(text).and_then(|number| number_tier(&number, word)));
        }
    }
    tiers.into_iter().min()
}

fn text_tier(text: &str, word: &str, is_name: bool) -> Option<Tier> {
    text.match_indices(word)
        .map(|(at, _)| match text[..at].chars().next_back() {
            None if is_name => Tier::NamePrefix,
            None => Tier::WordPrefix,
            Some(before) if before.is_ascii() && !before.is_ascii_alphanumeric() => {
                Tier::WordPrefix
            }
            Some(_) => Tier::Inside,
        })
        .min()
}

fn number_tier(number: &Number, word: &str) -> Option<Tier> {
    let digits: String = dialable(word)
        .unwrap_or_default()
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    let inside = |shown: &str, typed: &str| {
        if shown == typed {
            return Some(Tier::ExactNumber);
        }
        if shown.starts_with(typed) {
            return Some(Tier::WordPrefix);
        }
        shown.contains(typed).then_some(Tier::Inside)
    };
    let begins =
        |shown: &str, typed: &str| inside(shown, typed).filter(|tier| *tier != Tier::Inside);
    let plus = dialable(word).map_or(word == "+", |number| number.starts_with('+'));
    let typed_abroad = if plus {
        Some(digits.as_str())
    } else {
        digits.strip_prefix("00")
    };
    let mut tiers = Vec::new();
    match number {
        Number::Local { digits: shown } => {
            if !plus {
                tiers.push(inside(shown, &digits));
            }
            if let Some(Number::International {
                digits: typed,
                country,
            }) = Number::read(word)
            {
                let national = &typed[country..];
                if !national.is_empty() {
                    tiers.push(begins(shown, &format!("0{national}")));
                }
                if national.len() >= 7 {
                    tiers.push(begins(shown, national));
                }
            }
        }
        Number::International {
            digits: shown,
            country,
        } => {
            if !plus {
                tiers.push(inside(shown, &digits));
                tiers.push(inside(&format!("0{}", &shown[*country..]), &digits));
            }
            if let Some(typed) = typed_abroad {
                tiers.push(begins(shown, typed));
            }
        }
    }
    tiers.into_iter().flatten().min()
}

/// Whether one word fits with one error at the start of a word, and the others are found.
fn fits_with_error(contact: &Contact, text: &str) -> bool {
    let folded = fold(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    words.iter().enumerate().any(|(index, word)| {
        let long = word.chars().count() >= 4 && word.chars().all(char::is_alphabetic);
        let others = words
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != index);
        long && near(contact, word)
            && others
                .into_iter()
                .all(|(_, other)| word_tier(contact, other).is_some())
    })
}

fn near(contact: &Contact, word: &str) -> bool {
    let word: Vec<char> = word.chars().collect();
    contact.values.iter().filter_map(Value::text).any(|text| {
        let folded = fold(text);
        folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|part| !part.is_empty())
            .any(|part| {
                let part: Vec<char> = part.chars().collect();
                (0..=part.len()).any(|end| distance(&part[..end], &word) <= 1)
            })
    })
}

/// Letters to change, to add, to take away or to swap: the optimal string alignment distance.
fn distance(a: &[char], b: &[char]) -> usize {
    match (a.split_last(), b.split_last()) {
        (None, _) => b.len(),
        (_, None) => a.len(),
        _ if a.len().abs_diff(b.len()) > 1 => 2,
        (Some((x, a_rest)), Some((y, b_rest))) => {
            let mut best = distance(a_rest, b_rest) + usize::from(x != y);
            best = best
                .min(distance(a_rest, b) + 1)
                .min(distance(a, b_rest) + 1);
            if let (Some((v, a_more)), Some((w, b_more))) =
                (a_rest.split_last(), b_rest.split_last())
                && x == w
                && y == v
            {
                best = best.min(distance(a_more, b_more) + 1);
            }
            best
        }
    }
}

fn naive(contacts: &[Contact], text: &str) -> Vec<ContactKey> {
    let by = |find: fn(&Contact, &str) -> Option<Tier>| -> Vec<(Tier, &Contact)> {
        contacts
            .iter()
            .filter_map(|contact| Some((find(contact, text)?, contact)))
            .collect()
    };
    let mut hits = by(number_alone);
    if hits.is_empty() {
        hits = by(tier);
    }
    if hits.len() < FEW_HITS {
        let found: Vec<&ContactKey> = hits.iter().map(|(_, contact)| &contact.key).collect();
        let near =
            |contact: &&Contact| !found.contains(&&contact.key) && fits_with_error(contact, text);
        let near: Vec<&Contact> = contacts.iter().filter(near).collect();
        hits.extend(near.into_iter().map(|contact| (Tier::Typo, contact)));
    }
    hits.sort_by_key(|(tier, contact)| {
        (
            *tier,
            Reverse(contact.favorite),
            name(contact),
            contact.key.clone(),
        )
    });
    hits.into_iter()
        .map(|(_, contact)| contact.key.clone())
        .collect()
}

fn contacts() -> impl Strategy<Value = Vec<Contact>> {
    let numbers = || {
        select(vec![
            "",
            "101",
            "1012",
            "0176 12",
            "+49 176 12",
            "0049 (0)176-12",
            "+49 (0)176 12",
            "555-1234",
            "+1 514 555 1234",
            "(514) 555-1234",
            "00",
            "+353 1",
            "desk 12",
            "*97",
            "none",
        ])
    };
    // Names differ, so that the order among equals is told by them alone.
    let row = (
        "[abcé]{2,6}( [abc]{1,5})?",
        numbers(),
        numbers(),
        "[ab]{0,2}@[ac]{1,3}",
        select(vec!["", "Oak 12", "176", "a-b ’c"]),
    );
    proptest::collection::vec((row, any::<bool>(), any::<bool>()), 0..14).prop_map(|rows| {
        let mut contacts = Vec::new();
        for (index, ((name, number, other, mail, company), favorite, own)) in
            rows.into_iter().enumerate()
        {
            let letter = char::from(b'd' + index as u8);
            let values = [
                &format!("{name} {letter}"),
                number,
                "",
                other,
                &mail,
                company,
            ];
            let id = index.to_string();
            let made = if own {
                personal(&id, &values)
            } else {
                contact(&id, &values)
            };
            contacts.push(Contact { favorite, ..made });
        }
        contacts
    })
}

fn texts() -> impl Strategy<Value = String> {
    let numbers = select(vec![
        "0176",
        "176",
        "+49",
        "+49 176",
        "0049176",
        "+4917612",
        "004",
        "+353 1",
        "555-1234",
        "5145551234",
        "+1 514 555 1234",
        "12",
        "1",
        "(0)",
        "101",
        "*97",
        "0176 12 oak",
        "+",
        "-",
        "-+1",
    ]);
    prop_oneof![
        "[abcé]{1,6}",
        "[abcd]{1,5} [abce]{1,4}",
        "[abc]{4,5} [ab]@",
        numbers.prop_map(str::to_owned),
        "[abcé019+ @-]{0,6}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn the_search_finds_what_its_definition_says_in_that_order(contacts in contacts(), text in texts()) {
        prop_assume!(!text.trim().is_empty());
        let directory = directory(contacts.clone());
        let found: Vec<ContactKey> = search(&directory, &query(&text), &Ranking::default())
            .into_iter()
            .map(|id| directory.get(id).unwrap().key())
            .collect();
        prop_assert_eq!(found, naive(&contacts, &text), "{}", text);
    }

    #[test]
    fn no_text_breaks_the_search(text in any::<String>(), name in any::<String>()) {
        let people = directory([contact("1", &[&name, &text])]);
        let _ = search(&people, &query(&text), &Ranking::default());
    }
}
