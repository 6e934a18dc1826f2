//! A directory of any size, made from a seed: the same people each time.
//!
//! As in a large company: half are users of the phone system, the others come from a directory beside it. Common names are
//! common: one in some two hundred bears the most frequent surname, as in real registers.

use people_core::contact::{Contact, ContactKey, Relations, Value};
use people_core::directory::Directory;
use people_core::display::{Column, Display};

#[rustfmt::skip]
const FIRST: [&str; 80] = [
    "Marie", "Jean", "Alice", "Pierre", "Élodie", "Michel", "Sophie", "Thomas", "Chloé", "Nicolas", "Camille", "François", "Léa",
    "Julien", "Émilie", "Antoine", "Hélène", "Olivier", "Nathalie", "David", "Isabelle", "Éric", "Céline", "Benoît", "Amélie",
    "Stéphane", "Zoé", "Karim", "Fatima", "Mohammed", "Aïcha", "Ahmed", "Yasmine", "Ibrahim", "Priya", "Raj", "Wei", "Mei", "Hiroshi",
    "Yuki", "Anna", "Lukas", "Jürgen", "Ulrike", "Björn", "Søren", "Ingrid", "Håkon", "Małgorzata", "Łukasz", "Tomáš", "Václav",
    "Siobhán", "Liam", "Emma", "Olivia", "Noah", "William", "James", "Elizabeth", "Robert", "Patricia", "José", "María", "Carlos",
    "Inês", "João", "Giulia", "Marco", "Σοφία", "Γιώργος", "Ольга", "Дмитрий", "Jean-François", "Anne-Sophie", "Marc-André",
    "Raphaël", "Mélanie", "Félix", "Gülşen",
];

#[rustfmt::skip]
const STEMS: [&str; 60] = [
    "Tremb", "Mart", "Gagn", "Rob", "Bouch", "Gauth", "Mor", "Lav", "Fort", "Ouell", "Pellet", "Bélang", "Lévesq", "Berger",
    "Leb", "Sim", "Desj", "Poir", "Gir", "Ross", "Dub", "Dur", "Ler", "Lef", "Mull", "Schm", "Schneid", "Fisch", "Web", "Wagn", "Beck",
    "Hoff", "Koch", "Richt", "Klein", "Wolf", "Schröd", "Neum", "Zimm", "Kowal", "Nov", "Wiśn", "Kamin", "Dvoř", "Svob", "Anders",
    "Johans", "Karls", "Nils", "Hans", "Garc", "Fern", "Gonz", "Rodríg", "Lóp", "Smith", "Jon", "Will", "Brown", "Tayl",
];

#[rustfmt::skip]
const ENDINGS: [&str; 36] = [
    "lay", "in", "on", "ert", "er", "ier", "eau", "oie", "ard", "et", "ette", "iau", "al", "el", "ois", "and", "ine", "ault", "man",
    "mann", "ski", "ska", "ak", "ák", "ová", "son", "sen", "sson", "ía", "ez", "o", "s", "ing", "ton", "ford", "well",
];

#[rustfmt::skip]
const COMPANIES: [&str; 24] = [
    "Acme", "Analytique", "Boréal", "Clinique Rosemont", "Delta Conseil", "Étoile", "Fonderie du Nord", "Groupe Santé", "Horizon",
    "Imprimerie Centrale", "Jardins & Fils", "Kappa Logistik", "Librairie", "Maison Verte", "Nautilus", "Océane", "Pacific Freight",
    "Québec Énergie", "Riverside", "Soleil Télécom", "Transports Roy", "Usine 12", "Vega Systems", "Zénith",
];

/// How rarely each further name of a list is borne: the first of a thousand is forty times as frequent as the last.
const SKEW: f64 = 1.6;

/// The columns that a new server shows, and the company.
pub fn display() -> Display {
    let columns = [
        ("Name", Some("name")),
        ("Number", Some("number")),
        ("Mobile", Some("number")),
        ("Email", Some("email")),
        ("Company", None),
        ("Favorite", Some("favorite")),
        ("Personal", Some("personal")),
    ];
    Display {
        columns: columns
            .map(|(title, kind)| Column {
                title: Some(title.to_owned()),
                type_name: kind.map(str::to_owned),
            })
            .into(),
    }
}

/// So many people, one after the other.
pub fn people(count: u32) -> impl Iterator<Item = Contact> {
    (0..count).map(person)
}

/// A directory of so many people, sorted as the engine has it before the first question.
pub fn directory(count: u32) -> Directory {
    filled(people(count))
}

/// A directory of these people, sorted.
pub fn filled(people: impl IntoIterator<Item = Contact>) -> Directory {
    let mut directory = Directory::new(display());
    directory.upsert(people);
    directory.prepare();
    directory
}

/// Bytes of a contact's texts, as the server gives them.
pub fn text_of(contact: &Contact) -> usize {
    let relations = &contact.relations;
    let ids = [&contact.key.id, &relations.user_uuid, &relations.xivo_id];
    let ids: usize = ids.into_iter().flatten().map(String::len).sum();
    let values = contact.values.iter().filter_map(Value::text);
    ids + values.map(str::len).sum::<usize>()
}

fn person(index: u32) -> Contact {
    let mut dice = Dice(u64::from(index));
    let first = dice.pick(&FIRST);
    let (stem, ending) = (dice.pick(&STEMS), dice.pick(&ENDINGS));
    let last = format!("{stem}{ending}");
    let plain = |name: &str| -> String {
        let folded = people_core::fold::fold(name);
        folded.chars().filter(char::is_ascii_alphanumeric).collect()
    };
    let (company, user) = (dice.pick(&COMPANIES), index.is_multiple_of(2));
    let mail = format!(
        "{}.{}{}@{}.example",
        plain(first),
        plain(&last),
        if dice.roll(3) == 0 {
            String::new()
        } else {
            dice.roll(1000).to_string()
        },
        plain(company.split(' ').next().unwrap_or(company)),
    );
    let mobile = match dice.roll(4) {
        0 => Value::Empty,
        1 => Value::Text(format!(
            "0{}{:08}",
            6 + dice.roll(2),
            dice.roll(100_000_000)
        )),
        _ => Value::Text(format!(
            "+33 6 {:02} {:02} {:02} {:02}",
            dice.roll(100),
            dice.roll(100),
            dice.roll(100),
            dice.roll(100)
        )),
    };
    let values = vec![
        Value::Text(format!("{first} {last}")),
        Value::Text((1000 + index).to_string()),
        mobile,
        Value::Text(mail),
        Value::Text(company.to_owned()),
        Value::Flag(false),
        Value::Flag(false),
    ];
    let source = if user {
        ("wazo", "internal")
    } else {
        ("ldap", "staff")
    };
    let id = if user {
        (index + 1).to_string()
    } else {
        dice.uuid()
    };
    Contact {
        key: ContactKey {
            backend: source.0.to_owned(),
            source: source.1.to_owned(),
            id: Some(id),
        },
        values,
        relations: if user {
            ties(index, &mut dice)
        } else {
            Relations::default()
        },
        favorite: false,
    }
}

fn ties(index: u32, dice: &mut Dice) -> Relations {
    Relations {
        agent_id: index.is_multiple_of(50).then(|| i64::from(index) + 1),
        endpoint_id: Some(i64::from(index) + 1),
        user_id: Some(i64::from(index) + 1),
        user_uuid: Some(dice.uuid()),
        xivo_id: Some("11111111-2222-4333-8444-555555555555".to_owned()),
    }
}

/// SplitMix64.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut value = self.0 ^ 0x5851_f42d_4c95_7f2d;
        value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        value ^ (value >> 31)
    }

    fn roll(&mut self, sides: u64) -> u64 {
        self.next() % sides
    }

    /// One of a list, the first ones more often.
    fn pick<T: Copy, const N: usize>(&mut self, list: &[T; N]) -> T {
        let part = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        list[((part.powf(SKEW) * N as f64) as usize).min(N - 1)]
    }

    fn uuid(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        format!(
            "{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xffff,
            high & 0xfff,
            low >> 52,
            low & 0xffff_ffff_ffff
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_people_come_each_time_and_no_two_are_one() {
        let some: Vec<Contact> = people(500).collect();
        assert_eq!(some, people(500).collect::<Vec<_>>());
        assert_eq!(directory(500).len(), 500);
    }
}
