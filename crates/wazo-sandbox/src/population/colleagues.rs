//! The people of the demo: sixty by hand, the rest from lists.

use uuid::Uuid;

use super::names::{FIRST, LAST, mailbox};
use super::{DEMO_PASSWORD, id, mix};
use crate::agentd::agent::Agent;
use crate::dird::fold::SEPARATOR;
use crate::directory::{Person, Presence};

/// First name, last name, mailbox, and what the person has: `n`umber, `m`obile, `e`-mail, `v`oicemail, `a`gent.
type Colleague = (&'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
const COLLEAGUES: [Colleague; 60] = [
    ("Zoé", "Lambert", "zoe.lambert", "nmeva"),
    ("Émilie", "Lefèvre", "emilie.lefevre", "nmev"),
    ("Jean-François", "Bélanger", "jean-francois.belanger", "nmev"),
    ("Marie", "Tremblay", "marie.tremblay", "nmev"),
    ("Marie", "Tremblay", "marie.tremblay2", "nev"),
    ("Søren", "Kjærgaard", "soren.kjaergaard", "nmeva"),
    ("Γιώργος", "Παπαδόπουλος", "giorgos.papadopoulos", "nmev"),
    ("Ольга", "Иванова", "olga.ivanova", "nmev"),
    ("由紀", "田中", "yuki.tanaka", "nev"),
    ("Łukasz", "Wiśniewski", "lukasz.wisniewski", "nmeva"),
    ("Carol", "Nguyễn", "carol.nguyen", "nmev"),
    ("Dave", "O'Brien", "dave.obrien", "nme"),
    ("José", "García López", "jose.garcia", "nmev"),
    ("Maximiliano-Bartholomew-Alexander", "van der Wolkenstein-Habsburg-Lothringen", "max.wolkenstein", "nmev"),
    ("Aïcha", "Benali", "aicha.benali", "nmeva"),
    ("John", "Smith", "john.smith", "nmev"),
    ("John", "Smith", "john.smith2", "nmev"),
    ("Zoë", "Šimůnková", "zoe.simunkova", "ne"),
    ("Sven", "Åkerström", "sven.akerstrom", "nmeva"),
    ("Norbert", "Ouellet", "norbert.ouellet", "me"),
    ("Priya", "Raghunathan", "priya.raghunathan", "nmev"),
    ("Benoît", "Côté", "benoit.cote", "nmev"),
    ("Héloïse", "de La Rochefoucauld-Montbel", "heloise.delarochefoucauld", "nmev"),
    ("Ahmed", "El-Sayed", "ahmed.elsayed", "nmeva"),
    ("Francine", "", "francine", "nev"),
    ("", "Sécurité", "securite", "n"),
    ("François", "Gagné", "francois.gagne", "nmev"),
    ("Ingrid", "Müller-Weiß", "ingrid.muller", "nmev"),
    ("Дмитрий", "Соколов", "dmitri.sokolov", "nmev"),
    ("Ελένη", "Νικολάου", "eleni.nikolaou", "nmev"),
    ("健太", "佐藤", "kenta.sato", "nmev"),
    ("Björk", "Þórðardóttir", "bjork.thordardottir", "nmev"),
    ("Martín", "Ibáñez", "martin.ibanez", "nmev"),
    ("Alice", "Martin", "alice.martin", "nmeva"),
    ("Martin", "Alice", "martin.alice", "nmev"),
    ("Siobhán", "Ní Dhomhnaill", "siobhan.nidhomhnaill", "nme"),
    ("Nathalie", "Desrosiers", "nathalie.desrosiers", "nmev"),
    ("Gülşen", "Çelik", "gulsen.celik", "nmev"),
    ("Tomáš", "Dvořák", "tomas.dvorak", "nev"),
    ("Anaïs", "Thériault", "anais.theriault", "nmeva"),
    ("Renée", "St-Onge", "renee.stonge", "nmev"),
    ("Olivier", "Paquette", "olivier.paquette", "nmev"),
    ("Mohammed", "Al-Farsi", "mohammed.alfarsi", "nmev"),
    ("Li", "Wu", "li.wu", "nmev"),
    ("Guðrún", "Jónsdóttir", "gudrun.jonsdottir", "nmev"),
    ("Chloé", "Fortin", "chloe.fortin", "nmeva"),
    ("Raphaël", "Desjardins-Bouchard", "raphael.desjardins", "nmev"),
    ("Ileana", "Popescu", "ileana.popescu", "nm"),
    ("Étienne", "Lavoie", "etienne.lavoie", "nmev"),
    ("Małgorzata", "Dąbrowska", "malgorzata.dabrowska", "nmev"),
    ("Karim", "Haddad", "karim.haddad", "nmeva"),
    ("Noémie", "Pelletier", "noemie.pelletier", "nmev"),
    ("Håkon", "Ødegård", "hakon.odegard", "nmev"),
    ("Victoria", "Adeyemi", "victoria.adeyemi", "nmev"),
    ("Mikaël", "Lévesque", "mikael.levesque", "nev"),
    ("Josée", "Beauchemin", "josee.beauchemin", "nmev"),
    ("Paulo", "Conceição", "paulo.conceicao", "nmev"),
    ("Yasmine", "Bouchard", "yasmine.bouchard", "nmeva"),
    ("Xavier", "Villeneuve", "xavier.villeneuve", "nmev"),
    ("Bob", "Gauthier", "bob.gauthier", "nmev"),
];

/// `state`, status text, do not disturb, connected, line state: each of the six line states is there.
type Mood = (&'static str, Option<&'static str>, bool, bool, &'static str);

const MOODS: [Mood; 11] = [
    ("available", None, false, true, "available"),
    ("available", Some("En télétravail"), false, true, "talking"),
    (
        "away",
        Some("Lunch, back at 1 pm"),
        false,
        true,
        "available",
    ),
    ("available", None, false, true, "ringing"),
    (
        "unavailable",
        Some("Vacances jusqu'au 3 août 🏖"),
        false,
        false,
        "unavailable",
    ),
    ("available", Some("Focus time"), true, true, "available"),
    ("available", None, false, false, "available"),
    ("available", None, false, true, "holding"),
    ("invisible", None, false, true, "available"),
    ("away", None, false, true, "unavailable"),
    (
        "available",
        Some("On the line with a supplier"),
        false,
        true,
        "progressing",
    ),
];

/// Extension of the first one: the receptionist whom the demo signs in.
const FIRST_EXTENSION: usize = 1000;

/// A day in 2026, in microseconds since 1970, for times of last activity.
const MORNING: i64 = 1_795_428_000_000_000;

pub(crate) fn colleagues(count: usize, seed: u64) -> Vec<Person> {
    let folded = FoldedNames::new();
    (0..count.max(1))
        .map(|index| colleague(index, seed, &folded))
        .collect()
}

fn colleague(index: usize, seed: u64, folded: &FoldedNames) -> Person {
    match COLLEAGUES.get(index) {
        Some(colleague) => by_hand(colleague, index, seed),
        None => from_lists(index, seed, folded),
    }
}

fn by_hand(&(first, last, mailbox, has): &Colleague, index: usize, seed: u64) -> Person {
    let exten = (FIRST_EXTENSION + index).to_string();
    let has = |what: char| has.contains(what);
    Person {
        uuid: uuid(seed, index),
        tenant: 0,
        id: number(index + 1),
        firstname: first.to_owned(),
        lastname: last.to_owned(),
        exten: has('n').then(|| exten.clone()),
        mobile: has('m').then(|| format!("+1 418 555 01{index:02}")),
        email: has('e').then(|| format!("{mailbox}@acme.example")),
        voicemail: has('v').then_some(exten),
        softphone: index == 0,
        agent: has('a').then(|| agent(index)),
        presence: if index == 0 {
            receptionist()
        } else {
            mood(index)
        },
        password: DEMO_PASSWORD.into(),
        searched: Box::default(),
    }
    .indexed()
}

/// Every other agent is at work, in both queues or in the first.
fn agent(index: usize) -> Agent {
    let queues: &[u32] = if index.is_multiple_of(2) {
        &[1, 2]
    } else {
        &[1]
    };
    let mut agent = Agent::new(number(index + 7), (5000 + index).to_string(), queues);
    if !index.is_multiple_of(2) {
        agent.log_in(number(index + 1));
    }
    if index % 3 == 1 {
        agent.pause(None);
    }
    agent
}

/// The receptionist is there; whether connected follows from the sessions.
fn receptionist() -> Presence {
    Presence {
        state: "available".into(),
        last_activity: Some(MORNING),
        ..Presence::default()
    }
}

fn mood(index: usize) -> Presence {
    let (state, status, do_not_disturb, connected, line_state) = MOODS[index % MOODS.len()];
    Presence {
        state: state.into(),
        status: status.map(Into::into),
        do_not_disturb,
        connected: Some(connected),
        line_state: line_state.into(),
        last_activity: connected
            .then_some(MORNING - number(index).cast_signed() as i64 * 1_000_000),
    }
}

fn from_lists(index: usize, seed: u64, folded: &FoldedNames) -> Person {
    let pick = mix(seed ^ index as u64) as usize;
    let (first, last) = (pick % FIRST.len(), pick / FIRST.len() % LAST.len());
    let exten = (FIRST_EXTENSION + index).to_string();
    let searched = format!(
        "{} {}{SEPARATOR}{exten}",
        folded.first[first], folded.last[last]
    );
    Person {
        uuid: uuid(seed, index),
        tenant: 0,
        id: number(index + 1),
        firstname: FIRST[first].to_owned(),
        lastname: LAST[last].to_owned(),
        mobile: (!pick.is_multiple_of(3))
            .then(|| format!("+1 {} 555 01{:02}", 200 + index / 100 % 800, index % 100)),
        email: Some(format!(
            "{}{index}@acme.example",
            folded.mailbox[first][last]
        )),
        voicemail: (!pick.is_multiple_of(4)).then(|| exten.clone()),
        exten: Some(exten),
        softphone: false,
        agent: None,
        presence: mood(pick % MOODS.len()),
        password: DEMO_PASSWORD.into(),
        searched: searched.into_boxed_str(),
    }
}

/// The lists as a search wants them, made once: a hundred thousand people have to be quick.
struct FoldedNames {
    first: Vec<String>,
    last: Vec<String>,
    mailbox: Vec<Vec<String>>,
}

impl FoldedNames {
    fn new() -> Self {
        let fold = |names: &[&str]| {
            names
                .iter()
                .map(|name| crate::dird::fold::fold(name))
                .collect()
        };
        FoldedNames {
            first: fold(&FIRST),
            last: fold(&LAST),
            mailbox: FIRST
                .iter()
                .map(|first| LAST.iter().map(|last| mailbox(first, last)).collect())
                .collect(),
        }
    }
}

fn uuid(seed: u64, index: usize) -> Uuid {
    id(seed, 1, index as u64)
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
