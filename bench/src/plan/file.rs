//! A file as people have them, made from a seed: the same one in every run.

use people_core::plan::Fields;

/// What the file is like, for the table.
pub const LIKE: &str = "8 columns, 1 row in 5 with accents, 1 in 4 with quotes, 1 value in 6 empty";

/// The titles of the file; each is the name of a field here.
const TITLES: [&str; 8] = [
    "firstname",
    "lastname",
    "company",
    "email",
    "number",
    "mobile",
    "address",
    "note",
];

const FIRST: [&str; 20] = [
    "Anna",
    "Paul",
    "Marie",
    "Lucas",
    "Zoé",
    "Jean-Marc",
    "Sofia",
    "Émile",
    "Hanna",
    "Peter",
    "Nora",
    "Théo",
    "Clara",
    "David",
    "Ines",
    "Jürgen",
    "Laura",
    "Simon",
    "Alice",
    "Mateusz",
];
const LAST: [&str; 20] = [
    "Martin", "Schmidt", "Roy", "Tremblay", "Le Goff", "Müller", "Dubois", "Lefèvre", "Novak",
    "Bauer", "Moreau", "Garnier", "Kowalski", "O'Neil", "Fischer", "Girard", "Lambert", "Gagnon",
    "Berg", "Rossi",
];
const COMPANIES: [&str; 8] = [
    "Acme",
    "Boulangerie Roy",
    "Nordlicht GmbH",
    "\"Chez Zoé\"",
    "Transport Lavoie, inc.",
    "Atelier 12",
    "Hôpital Saint-Luc",
    "Wind & Co",
];
const STREETS: [&str; 5] = [
    "rue des Lilas",
    "Hauptstrasse",
    "avenue du Parc",
    "Oak Street",
    "Am Markt",
];
const NOTES: [&str; 4] = [
    "met at the fair",
    "calls back in the morning",
    "prefers e-mail, no calls",
    "asked for \"the blue one\"",
];

/// A generator of numbers that is the same everywhere (splitmix64).
struct Seed(u64);

impl Seed {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        let at = self.next() as usize % texts.len();
        texts[at]
    }

    /// Whether something is that is so in one case of `cases`.
    fn one_in(&mut self, cases: u64) -> bool {
        self.below(cases) == 0
    }
}

/// The values of a row of [`TITLES`].
fn values(number: usize) -> [String; 8] {
    let mut seed = Seed(number as u64);
    let (first, last) = (seed.of(&FIRST), seed.of(&LAST));
    let mut or_none = |text: String, cases: u64| {
        if seed.one_in(cases) {
            String::new()
        } else {
            text
        }
    };
    let email = format!("person{number}@example.com");
    let phone = format!("+49 30 {:07}", number % 10_000_000);
    let mobile = format!("0176-{:08}", number);
    let email = or_none(email, 6);
    let phone = or_none(phone, 6);
    let mobile = or_none(mobile, 3);
    let company = if seed.one_in(3) {
        ""
    } else {
        seed.of(&COMPANIES)
    };
    let address = match seed.below(4) {
        0 => String::new(),
        1 => format!(
            "{} {}, {:05} Berlin",
            seed.of(&STREETS),
            1 + seed.below(99),
            seed.below(100_000)
        ),
        _ => format!("{} {}", seed.of(&STREETS), 1 + seed.below(99)),
    };
    let note = if seed.one_in(4) { seed.of(&NOTES) } else { "" };
    let [first, last, company, note] = [first, last, company, note].map(str::to_owned);
    [first, last, company, email, phone, mobile, address, note]
}

/// The file with this many rows.
pub fn csv(rows: usize) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(TITLES)?;
    for number in 0..rows {
        writer.write_record(values(number))?;
    }
    writer
        .into_inner()
        .map_err(|error| error.into_error().into())
}

/// This many contacts that are there already, as the server gives them: a third of them as the file has them, a third with
/// another e-mail address than in the file, a third that the file knows nothing of. They stand all over a file of `rows`.
pub fn contacts(count: usize, rows: usize) -> Vec<Fields> {
    let step = (rows / count.max(1)).max(1);
    let contact = |place: usize| {
        let known = values(place * step);
        let mut fields: Fields = TITLES
            .iter()
            .zip(if place % 3 == 2 {
                values(rows + place)
            } else {
                known
            })
            .filter(|(_, value)| !value.is_empty())
            .map(|(title, value)| ((*title).to_owned(), value))
            .collect();
        if place % 3 == 1 {
            fields.insert("email".to_owned(), format!("before{place}@example.com"));
        }
        fields.insert(
            "id".to_owned(),
            format!("00000000-0000-4000-8000-{place:012x}"),
        );
        fields
    };
    (0..count).map(contact).collect()
}
