//! The laboratory of the recordings: Acme with everything, Globex with one person.

use uuid::Uuid;

use super::Start;
use crate::agentd::agent::{Agent, Queue};
use crate::dird::display::{FULL, Profile, STOCK};
use crate::directory::{Backend, Dialplan, Directory, Entry, Person, Presence, Source, Tenant};

/// Number, uuid, names, mailbox, extension, voicemail, agent.
type LabUser = (
    u32,
    u128,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    u32,
);

#[rustfmt::skip]
const ACME: [LabUser; 12] = [
    (1, 0xca4db7c3_ff1c_5c5a_86df_b9e2cd8f7362, "Alice", "Martin", "alice", "1001", "8001", 7),
    (2, 0xcfeb8351_cd8f_52f3_ac4f_72699a066a96, "Bob", "Tremblay", "bob", "1002", "8002", 8),
    (3, 0x43936ec9_b865_506a_a912_98e5046d652a, "Carol", "Nguyễn", "carol", "1003", "8003", 0),
    (4, 0x677b16d3_386d_5e91_9973_856a4b06e748, "Dave", "O'Brien", "dave", "1004", "8004", 0),
    (5, 0x90726413_4b28_5901_b5f4_88eb1abd8c9a, "Émilie", "Lefèvre", "emilie", "1005", "", 0),
    (6, 0x4d2d8221_e142_5158_abf1_3dbfdb52eff8, "José", "García López", "jose", "1006", "", 0),
    (7, 0x6cacff27_6d7c_5de0_b7b3_74fef7fe5e76, "Zoë", "Šimůnková", "zoe", "1007", "", 0),
    (8, 0x0fd9a997_a373_5f18_bcc3_aeffda61d829, "由紀", "田中", "yuki", "1008", "", 0),
    (9, 0xd8d87c8b_8572_5ad3_a29f_678c8f979599, "Ольга", "Иванова", "olga", "1009", "", 0),
    (10, 0x8688afa9_a5a8_519a_9283_07b3b28af14b, "Norbert", "Noline", "noline", "", "", 0),
    (11, 0xc5314dab_e695_51e5_bad1_6a414e666b4a, "Maximiliano-Bartholomew-Alexander", "van der Wolkenstein-Habsburg-Lothringen", "long", "1011", "", 0),
    (12, 0xc3bbb066_765e_5b9e_9cdc_8da99c5bc92c, "Sven", "Åkerström", "sven", "1012", "", 9),
];

const GINA: LabUser = (
    101,
    0xe33f8f47_9dc9_5696_bc41_61d9ffea4dfb,
    "Gina",
    "Other",
    "gina",
    "2001",
    "",
    0,
);

/// Id, names, number, mobile, e-mail; an empty text is nothing.
type Line = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
);

#[rustfmt::skip]
const COMPANY_CSV: [Line; 5] = [
    ("1", "Alice", "AAA", "5555555555", "", Some("alice@aaa.example")),
    ("2", "Bob", "BBB", "5555551234", "5550002", Some("bob@bbb.example")),
    ("3", "Charles", "CCC", "555-555-1235", "", Some("")),
    ("4", "Élodie", "Noël", "+33 1 23 45 67 89", "", Some("elodie@noel.example")),
    ("5", "Quote \"Q\"", "d'Arc Semi;colon", "", "", Some("a@b.example")),
];

const QUEUES: [Queue; 1] = [Queue {
    id: 1,
    name: "support",
    display_name: "Support",
    exten: "3001",
}];

pub(crate) fn start() -> Start {
    let acme = Tenant {
        uuid: Uuid::from_u128(0x0a30ba7c_9f42_4f30_a9fa_dd5cb65b2ac7),
        profiles: vec![
            profile("default", Some(STOCK), true, &ALL),
            profile("full", Some(FULL), true, &ALL),
            profile("nofav", Some(FULL), false, &["auto_wazo_Acme", "personal"]),
            profile("nodisplay", None, true, &["auto_wazo_Acme"]),
        ],
        sources: vec![
            source(
                0x6c2bc74c_bfec_4b63_9503_2c1ed73c6167,
                "auto_wazo_Acme",
                Backend::Wazo,
                vec![],
            ),
            source(
                0x758175a9_6c82_408a_ad80_63843ac4df23,
                "auto_conference_Acme",
                Backend::Conference,
                vec![standup()],
            ),
            source(
                0x56eee969_ba87_4ea3_aed6_7a364b7b9e28,
                "personal",
                Backend::Personal,
                vec![],
            ),
            source(
                0xeac4d47d_90f9_46ef_a430_56579529b5d5,
                "company csv",
                Backend::Csv,
                company_csv(),
            ),
            source(
                0x869a0a35_3a8d_4f34_ae89_ce92aa402de8,
                "suppliers",
                Backend::Phonebook,
                suppliers(),
            ),
        ],
        dialplan: dialplan(),
        queues: &QUEUES,
    };
    let globex = Tenant {
        uuid: Uuid::from_u128(0x3a18f341_779d_46c7_a60a_c68903efcdfa),
        profiles: vec![profile(
            "default",
            Some(STOCK),
            true,
            &["auto_wazo_Globex", "auto_conference_Globex", "personal"],
        )],
        sources: vec![
            source(
                0x7c2bc74c_bfec_4b63_9503_2c1ed73c6167,
                "auto_wazo_Globex",
                Backend::Wazo,
                vec![],
            ),
            source(
                0x858175a9_6c82_408a_ad80_63843ac4df23,
                "auto_conference_Globex",
                Backend::Conference,
                vec![standup()],
            ),
            source(
                0x66eee969_ba87_4ea3_aed6_7a364b7b9e28,
                "personal",
                Backend::Personal,
                vec![],
            ),
        ],
        dialplan: dialplan(),
        queues: &[],
    };
    let people: Vec<Person> = ACME
        .iter()
        .map(|user| person(user, 0, "acme"))
        .chain([person(&GINA, 1, "globex")])
        .collect();
    let demo_user = people.first().map(|person| person.uuid).unwrap_or_default();
    Start {
        directory: Directory::new(vec![acme, globex], people),
        personal: Vec::new(),
        favorites: Vec::new(),
        demo_user,
    }
}

const ALL: [&str; 5] = [
    "auto_conference_Acme",
    "auto_wazo_Acme",
    "company csv",
    "personal",
    "suppliers",
];

fn profile(
    name: &'static str,
    display: Option<&'static [crate::dird::display::Column]>,
    favorites: bool,
    sources: &[&str],
) -> Profile {
    Profile {
        name,
        display,
        favorites,
        sources: sources.iter().map(|&source| source.to_owned()).collect(),
    }
}

fn source(uuid: u128, name: &str, backend: Backend, entries: Vec<Entry>) -> Source {
    let entries = entries
        .into_iter()
        .map(|entry| entry.indexed(backend))
        .collect();
    Source {
        uuid: Uuid::from_u128(uuid),
        name: name.to_owned(),
        backend,
        entries,
        available: true,
    }
}

/// No trunk: nothing outside can be dialled.
fn dialplan() -> Dialplan {
    Dialplan {
        context: "internal",
        outgoing: false,
    }
}

fn person(user: &LabUser, tenant: usize, domain: &str) -> Person {
    let &(id, uuid, first, last, mailbox, exten, voicemail, agent) = user;
    Person {
        uuid: Uuid::from_u128(uuid),
        tenant,
        id,
        firstname: first.to_owned(),
        lastname: last.to_owned(),
        exten: there(exten),
        mobile: None,
        email: Some(format!("{mailbox}@{domain}.example")),
        voicemail: there(voicemail),
        softphone: false,
        agent: (agent > 0).then(|| Agent::new(agent, format!("500{agent}"), &[1])),
        presence: Presence::default(),
        password: format!("lab-password-{mailbox}").into(),
        searched: Box::default(),
    }
    .indexed()
}

fn standup() -> Entry {
    Entry {
        id: "1".to_owned(),
        name: Some("Daily standup".to_owned()),
        number: Some("4001".to_owned()),
        incoming: Some("5554001".to_owned()),
        ..Entry::default()
    }
}

fn company_csv() -> Vec<Entry> {
    COMPANY_CSV
        .iter()
        .map(|&(id, first, last, number, mobile, email)| Entry {
            id: id.to_owned(),
            firstname: there(first),
            lastname: there(last),
            number: there(number),
            mobile: there(mobile),
            email: email.map(str::to_owned),
            ..Entry::default()
        })
        .collect()
}

fn suppliers() -> Vec<Entry> {
    vec![
        Entry {
            id: "c45e6d55-363d-4401-81b7-c02cd4f2eeb6".to_owned(),
            firstname: there("Paula"),
            lastname: there("Supplier"),
            number: there("+1 555 000 1111"),
            email: there("paula@sup.example"),
            company: there("Sup Inc"),
            ..Entry::default()
        },
        // Found by `a` and shown without a name: its text is in a column that the display does not have.
        Entry {
            id: "473935f7-cc4e-4805-929b-04dde8443521".to_owned(),
            number: there("444"),
            incoming: there("No name at all"),
            ..Entry::default()
        },
        Entry {
            id: "ec3872f5-d507-48bd-9380-5317f386cbbc".to_owned(),
            firstname: there("Ångström"),
            lastname: there("Ünïcode"),
            mobile: there("123"),
            ..Entry::default()
        },
    ]
}

fn there(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
