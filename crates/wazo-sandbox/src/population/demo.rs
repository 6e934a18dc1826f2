//! The demo: Acme, its rooms, its suppliers, and what the receptionist has collected.

use super::colleagues::colleagues;
use super::personal::personal_contacts;
use super::{Start, id, with_exten};
use crate::agentd::agent::Queue;
use crate::dird::display::{FULL, OFFICE, Profile, STOCK};
use crate::directory::{Backend, Dialplan, Directory, Entry, Person, Source, Tenant};

const WAZO: &str = "auto_wazo_acme";
const ROOMS: &str = "auto_conference_acme";
const PERSONAL: &str = "personal";
const SUPPLIERS: &str = "suppliers";

/// Name, extension, number from outside.
const CONFERENCE_ROOMS: [(&str, &str, &str); 6] = [
    ("Daily stand-up", "801", "+1 418 555 0181"),
    ("Direction générale", "802", "+1 418 555 0182"),
    ("Support triage", "803", "+1 418 555 0183"),
    ("Salle Saint-Laurent", "804", "+1 418 555 0184"),
    ("Ventes — Amérique du Nord", "805", "+1 418 555 0185"),
    ("All hands", "806", "+1 418 555 0186"),
];

const QUEUES: [Queue; 2] = [
    Queue {
        id: 1,
        name: "reception",
        display_name: "Réception",
        exten: "3001",
    },
    Queue {
        id: 2,
        name: "support",
        display_name: "Support technique",
        exten: "3002",
    },
];

/// First name, last name, company, number, mobile, e-mail; an empty text is nothing.
type Supplier = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

#[rustfmt::skip]
const PHONEBOOK: [Supplier; 16] = [
    ("Paula", "Santerre", "Papeterie du Fleuve", "+1 450 555 0101", "+1 450 555 0151", "paula@fleuve.example"),
    ("", "", "Ascenseurs Hautval", "+1 450 555 0102", "", "service@hautval.example"),
    ("Ångel", "Ünsal", "Nordisk Data", "+1 450 555 0103", "", "angel@nordisk.example"),
    ("Réjean", "Thibault", "Électricité Thibault & fils", "+1 450 555 0104", "+1 450 555 0154", "rejean@thibault.example"),
    ("Mina", "Park", "Parkside Catering", "+1 450 555 0105", "", "orders@parkside.example"),
    ("", "Service à la clientèle", "Télé-Laurentides", "+1 450 555 0106", "", ""),
    ("Gabriel", "O'Hara", "O'Hara Couriers", "+1 450 555 0107", "+1 450 555 0157", "gabriel@ohara.example"),
    ("Κατερίνα", "Δημητρίου", "Aegean Coffee", "+1 450 555 0108", "", "katerina@aegean.example"),
    ("Hugo", "Lemaire", "Nettoyage Clair-Matin", "+1 450 555 0109", "", "hugo@clairmatin.example"),
    ("Сергей", "Кузнецов", "Baltic Freight", "+1 450 555 0110", "+1 450 555 0160", "sergei@baltic.example"),
    ("Louise", "Archambault", "Archambault, notaires", "+1 450 555 0111", "", "louise@archambault.example"),
    ("Sam", "Whitfield", "Whitfield Print", "+1 450 555 0112", "", "sam@whitfield.example"),
    ("", "", "Taxi Capitale", "+1 450 555 0113", "", ""),
    ("Inès", "Carvalho", "Carvalho Design", "+1 450 555 0114", "+1 450 555 0164", "ines@carvalho.example"),
    ("Dr Maude", "Bissonnette", "Clinique du Parc", "+1 450 555 0115", "", "accueil@cliniqueduparc.example"),
    ("真由美", "小林", "Kobayashi Optics", "+1 450 555 0116", "", "mayumi@kobayashi.example"),
];

/// Extensions of the colleagues whom the receptionist calls most.
const FAVORITE_EXTENSIONS: [&str; 7] = ["1001", "1003", "1006", "1008", "1014", "1023", "1033"];

pub(crate) fn start(people: usize, personal: usize, seed: u64) -> Start {
    let people = colleagues(people, seed);
    let demo_user = people.first().map(|person| person.uuid).unwrap_or_default();
    let personal = personal_contacts(personal, seed);
    let suppliers = suppliers(seed);
    let favorites = favorites(
        &people,
        &suppliers,
        personal.iter().map(|contact| contact.id.as_str()),
    );
    let tenant = Tenant {
        uuid: id(seed, 2, 0),
        profiles: profiles(),
        sources: vec![
            source(seed, WAZO, Backend::Wazo, Vec::new()),
            source(seed, ROOMS, Backend::Conference, rooms()),
            source(seed, PERSONAL, Backend::Personal, Vec::new()),
            source(seed, SUPPLIERS, Backend::Phonebook, suppliers),
        ],
        dialplan: Dialplan {
            context: "default-key-acme-internal",
            outgoing: true,
        },
        queues: &QUEUES,
    };
    Start {
        directory: Directory::new(vec![tenant], people),
        personal,
        favorites,
        demo_user,
    }
}

fn profiles() -> Vec<Profile> {
    let profile = |name, display, favorites, sources: &[&str]| Profile {
        name,
        display,
        favorites,
        sources: sources.iter().map(|&source| source.to_owned()).collect(),
    };
    vec![
        profile(
            "default",
            Some(STOCK),
            true,
            &[WAZO, ROOMS, PERSONAL, SUPPLIERS],
        ),
        profile(
            "full",
            Some(FULL),
            true,
            &[WAZO, ROOMS, PERSONAL, SUPPLIERS],
        ),
        profile(
            "office",
            Some(OFFICE),
            true,
            &[WAZO, ROOMS, PERSONAL, SUPPLIERS],
        ),
        profile("nofav", Some(FULL), false, &[WAZO, PERSONAL]),
        profile("nodisplay", None, true, &[WAZO]),
    ]
}

fn source(seed: u64, name: &str, backend: Backend, entries: Vec<Entry>) -> Source {
    let index = name
        .bytes()
        .fold(0, |sum: u64, byte| sum.rotate_left(8) ^ u64::from(byte));
    Source {
        uuid: id(seed, 3, index),
        name: name.to_owned(),
        backend,
        entries,
        available: true,
    }
}

fn rooms() -> Vec<Entry> {
    CONFERENCE_ROOMS
        .iter()
        .zip(1..)
        .map(|(&(name, number, incoming), index)| {
            Entry {
                id: index.to_string(),
                name: Some(name.to_owned()),
                number: Some(number.to_owned()),
                incoming: Some(incoming.to_owned()),
                ..Entry::default()
            }
            .indexed(Backend::Conference)
        })
        .collect()
}

fn suppliers(seed: u64) -> Vec<Entry> {
    let there = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    PHONEBOOK
        .iter()
        .zip(0..)
        .map(|(&(first, last, company, number, mobile, email), index)| {
            Entry {
                id: id(seed, 4, index).to_string(),
                firstname: there(first),
                lastname: there(last),
                company: there(company),
                number: there(number),
                mobile: there(mobile),
                email: there(email),
                ..Entry::default()
            }
            .indexed(Backend::Phonebook)
        })
        .collect()
}

fn favorites<'a>(
    people: &[Person],
    suppliers: &[Entry],
    personal: impl Iterator<Item = &'a str>,
) -> Vec<(String, String)> {
    let colleagues = FAVORITE_EXTENSIONS
        .iter()
        .filter_map(|exten| with_exten(people, exten));
    let pair = |source: &str, id: &str| (source.to_owned(), id.to_owned());
    colleagues
        .map(|person| pair(WAZO, &person.id.to_string()))
        .chain([pair(ROOMS, "1")])
        .chain(
            suppliers
                .iter()
                .step_by(6)
                .take(2)
                .map(|entry| pair(SUPPLIERS, &entry.id)),
        )
        .chain(personal.step_by(4).take(2).map(|id| pair(PERSONAL, id)))
        .collect()
}
