//! What the columns of other programs are called, and what becomes of them.
//!
//! To teach it another program or language, add its titles to the list of their meaning; case, accents, spaces and
//! punctuation do not count, and `#` stands for a number, as in `Phone 1 - Value`. Within a list the earlier title fills
//! the field first.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::HeaderFamily::{self, Google, Other, Outlook, Thunderbird, Wazo};

/// What a known title means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The contact's id.
    Id,
    /// A field; the next different value goes to `number2`, `number3`…
    Field(&'static str),
    /// A further first name, which joins the first.
    MiddleName,
    /// First and last name in one.
    WholeName,
    /// A phone number whose kind is named by the column [`Meaning::PhoneLabel`] with the same number.
    LabelledPhone,
    /// The kind of a phone number: `Work`, `Mobile`, `Home Fax`…
    PhoneLabel,
    /// Nothing that a contact needs, in a file of that program.
    Nothing,
}

/// Which of several columns fills a field first: the lower.
pub(super) type Rank = (usize, u32, u32);

/// A known title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Alias {
    pub meaning: Meaning,
    /// Whose title it is; `Other` where several programs have it, or where a code is not spelled as a code.
    pub family: HeaderFamily,
    /// Which of several columns fills a field first: the lower.
    pub rank: Rank,
    /// The number in the title, as 2 in `E-mail 2 - Value`.
    pub ordinal: u32,
}

/// What a title means, if it is known.
pub(super) fn alias(title: &str) -> Option<Alias> {
    let folded = fold(title);
    let (pattern, ordinal) = number_out(&folded);
    let (at, ordinal) = match (TITLES.get(&folded), TITLES.get(&pattern)) {
        (Some(at), _) => (*at, 0),
        (None, Some(at)) => (*at, ordinal),
        (None, None) => return None,
    };
    let (row, place) = at;
    let (meaning, family, names) = TABLE[row];
    let by_code = family == Wazo && !names.contains(&title);
    Some(Alias {
        meaning,
        family: if by_code { Other } else { family },
        rank: (row, place.saturating_add(ordinal), place),
        ordinal,
    })
}

/// Small letters and digits, without marks.
pub(super) fn fold(title: &str) -> String {
    title
        .nfkd()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The first number in a folded title replaced by `#`, and that number.
fn number_out(folded: &str) -> (String, u32) {
    let Some(start) = folded.find(|c: char| c.is_ascii_digit()) else {
        return (folded.to_owned(), 0);
    };
    let rest = &folded[start..];
    let digits = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let number = rest[..digits].parse().unwrap_or(u32::MAX / 2);
    (format!("{}#{}", &folded[..start], &rest[digits..]), number)
}

/// Folded title to its place: the row of the table, and the place in that row.
static TITLES: LazyLock<HashMap<String, (usize, u32)>> = LazyLock::new(|| {
    let mut titles = HashMap::new();
    for (row, (_, _, names)) in TABLE.iter().enumerate() {
        for (place, name) in (0_u32..).zip(names.iter()) {
            let pattern: Vec<String> = name.split('#').map(fold).collect();
            titles.entry(pattern.join("#")).or_insert((row, place));
        }
    }
    titles
});

const FIRST: Meaning = Meaning::Field("firstname");
const LAST: Meaning = Meaning::Field("lastname");
const NUMBER: Meaning = Meaning::Field("number");
const MOBILE: Meaning = Meaning::Field("mobile");
const FAX: Meaning = Meaning::Field("fax");
const EMAIL: Meaning = Meaning::Field("email");
const COMPANY: Meaning = Meaning::Field("company");

type Row = (Meaning, HeaderFamily, &'static [&'static str]);

/// English first, then French, German, Spanish, Italian, Dutch, Portuguese.
#[rustfmt::skip] // a title a line would make a table that nobody reads
static TABLE: &[Row] = &[
    // Wazo, and plain words that people write by hand.
    (Meaning::Id, Wazo, &["id"]),
    (FIRST, Wazo, &["firstname"]),
    (LAST, Wazo, &["lastname"]),
    (NUMBER, Wazo, &["number"]),
    (MOBILE, Other, &["mobile"]),
    (FAX, Other, &["fax"]),
    (EMAIL, Other, &["email"]),
    (COMPANY, Other, &["company"]),
    (FIRST, Other, &["Given Name", "Forename", "Prénom", "Vorname", "Nome", "Nombre", "Voornaam", "Primeiro nome"]),
    (LAST, Other, &[
        "Family Name", "Surname", "Nom de famille", "Nachname", "Familienname", "Apellidos", "Apellido", "Cognome",
        "Achternaam", "Sobrenome", "Apelido", "Último nome",
    ]),
    (Meaning::WholeName, Other, &[
        "Name", "Full Name", "Display Name", "Nom", "Nom complet", "Vollständiger Name", "Nombre completo",
        "Nome completo", "Volledige naam", "Naam",
    ]),
    (NUMBER, Other, &[
        "Phone", "Phone Number", "Telephone", "Telephone Number", "Tel", "Extension", "Téléphone",
        "Numéro", "Numéro de téléphone", "Poste", "Telefon", "Telefonnummer", "Rufnummer", "Nummer", "Durchwahl",
        "Teléfono", "Número de teléfono", "Número", "Telefono", "Numero di telefono", "Telefoon", "Telefoonnummer",
        "Telefone", "Número de telefone",
    ]),
    (MOBILE, Other, &[
        "Mobile Phone", "Mobile Number", "Cell", "Cell Phone", "Cellphone", "Portable", "Téléphone portable",
        "Téléphone mobile", "Cellulaire", "Mobil", "Mobiltelefon", "Mobiltelefon #", "Handy", "Móvil", "Teléfono móvil", "Celular",
        "Cellulare", "Telefono cellulare", "Mobiel", "Telemóvel", "Telefone celular",
    ]),
    (FAX, Other, &["Fax Number", "Télécopie", "Télécopieur", "Fax-Nummer", "Número de fax"]),
    (EMAIL, Other, &[
        "Email Address", "Mail", "Courriel", "Adresse e-mail", "Adresse électronique", "E-Mail-Adresse",
        "Correo electrónico", "Correo", "Posta elettronica", "Indirizzo e-mail", "E-mailadres",
        "Endereço de e-mail", "Correio eletrônico",
    ]),
    (COMPANY, Other, &[
        "Organization", "Organisation", "Société", "Entreprise", "Firma", "Unternehmen", "Empresa", "Compañía",
        "Società", "Azienda", "Bedrijf", "Organización", "Organizzazione", "Organisatie", "Organização",
    ]),
    // Google Contacts, today's and before. Its titles are English everywhere.
    (Meaning::LabelledPhone, Google, &["Phone # - Value"]),
    (Meaning::PhoneLabel, Google, &["Phone # - Label", "Phone # - Type"]),
    (EMAIL, Google, &["E-mail # - Value"]),
    (COMPANY, Google, &["Organization Name", "Organization # - Name"]),
    (Meaning::Nothing, Google, &[
        "E-mail # - Label", "Labels", "Group Membership", "Photo", "File As", "Organization # - Type",
    ]),
    (Meaning::Nothing, Other, &["E-mail # Type"]),
    // Outlook, on the desktop and on the web.
    (Meaning::MiddleName, Other, &[
        "Middle Name", "Additional Name", "Deuxième prénom", "Weitere Vornamen", "Zweiter Vorname", "2. Vorname",
        "Segundo nombre", "Secondo nome", "Middelste naam", "Segundo nome", "Nome do meio",
    ]),
    (NUMBER, Outlook, &[
        "Business Phone", "Business Phone #", "Primary Phone", "Company Main Phone", "Other Phone", "Home Phone #",
        "Téléphone (bureau)", "Téléphone # (bureau)", "Téléphone principal", "Téléphone société",
        "Téléphone (domicile)", "Téléphone # (domicile)", "Téléphone (autre)", "Téléphone professionnel",
        "Téléphone professionnel #", "Téléphone personnel", "Téléphone personnel #",
        "Telefon geschäftlich", "Telefon geschäftlich #", "Telefon (geschäftlich)", "Rufnummer (geschäftlich)",
        "Haupttelefon", "Telefon Firma", "Telefon privat", "Telefon privat #", "Rufnummer (privat)", "Weiteres Telefon",
        "Teléfono del trabajo", "Teléfono del trabajo #", "Teléfono principal", "Teléfono particular",
        "Teléfono particular #", "Número de centralita de la organización", "Otro teléfono",
        "Telefono (uff.)", "Telefono # (uff.)", "Telefono ufficio", "Telefono principale", "Telefono (ab.)",
        "Telefono # (ab.)", "Telefono abitazione", "Telefono principale società", "Altro telefono",
        "Telefoon op werk", "Telefoon op werk #", "Hoofdtelefoon", "Telefoon thuis", "Telefoon thuis #",
        "Andere telefoon",
        "Telefone comercial", "Telefone comercial #", "Telefone principal", "Telefone residencial",
        "Telefone residencial #", "Telefone da empresa", "Telefone da empresa #", "Telefone da residência",
        "Telefone da residência #", "Telefone principal da empresa", "Outro telefone",
    ]),
    (MOBILE, Outlook, &[
        "Tél. mobile", "Car Phone", "Téléphone (voiture)", "Autotelefon", "Teléfono del automóvil", "Telefono auto",
        "Mobiele telefoon", "Autotelefoon", "Telefone do carro",
    ]),
    (FAX, Outlook, &[
        "Business Fax", "Home Fax", "Other Fax", "Télécopie (bureau)", "Télécopie (domicile)", "Télécopie (autre)",
        "Fax geschäftlich", "Fax (geschäftlich)", "Fax privat", "Fax (privat)", "Weiteres Fax", "Fax del trabajo",
        "Fax particular", "Otro fax", "Fax (uff.)", "Fax (ab.)", "Altro fax", "Fax op werk", "Fax thuis", "Andere fax",
        "Fax comercial", "Fax residencial", "Fax da empresa", "Fax da residência", "Outro fax",
    ]),
    (EMAIL, Outlook, &[
        "E-mail # Address", "Adresse de messagerie", "Adresse de messagerie #", "Adresse e-mail #", "E-Mail #: Adresse",
        "Dirección de correo electrónico", "Dirección de correo electrónico #", "Dirección del correo electrónico",
        "Dirección del correo electrónico #", "Indirizzo posta elettronica",
        "Indirizzo posta elettronica #", "E-mailadres #", "Endereço de correio electrónico",
        "Endereço de correio electrónico #", "Endereço de e-mail #",
    ]),
    (Meaning::Nothing, Outlook, &[
        "E-mail Type", "E-mail Display Name", "E-mail # Display Name", "Priority", "Private",
        "Sensitivity", "Gender", "Initials", "Type de messagerie", "Type de messagerie #",
        "Nom complet de l'adresse de messagerie", "Nom complet de l'adresse de messagerie #", "Priorité", "Privé",
        "Critère de diffusion", "Sexe", "Initiales", "E-Mail-Typ", "E-Mail-#-Typ", "E-Mail: Angezeigter Name",
        "E-Mail #: Typ", "E-Mail #: Angezeigter Name", "Priorität", "Privat", "Vertraulichkeit", "Geschlecht", "Initialen",
        "Tipo de correo electrónico", "Tipo de correo electrónico #", "Nombre de pantalla de correo electrónico",
        "Nombre de pantalla de correo electrónico #", "Prioridad", "Privado", "Confidencialidad", "Sexo", "Iniciales",
        "Tipo posta elettronica", "Tipo posta elettronica #", "Nome visualizzato posta elettronica",
        "Nome visualizzato posta elettronica #", "Priorità", "Privato", "Riservatezza", "Sesso", "Iniziali",
        "E-mailtype", "E-mailtype #", "E-mailweergavenaam", "E-mailweergavenaam #", "Prioriteit", "Gevoeligheid", "Geslacht",
        "Tipo de e-mail", "Tipo de e-mail #", "Nome para exibição do e-mail", "Nome para exibição do e-mail #", "Prioridade",
        "Particular", "Confidencialidade", "Iniciais",
    ]),
    // Thunderbird.
    (EMAIL, Thunderbird, &[
        "Primary Email", "Secondary Email", "Première adresse électronique", "Adresse électronique principale",
        "Deuxième adresse électronique", "Adresse électronique secondaire", "Primäre E-Mail-Adresse",
        "Sekundäre E-Mail-Adresse", "Correo electrónico principal", "Correo electrónico primario", "Correo electrónico secundario",
        "Email primaria", "Email secondaria", "Primair e-mailadres", "Secundair e-mailadres", "Email primário",
        "Email secundário", "E-mail principal", "E-mail adicional", "E-mail secundário",
    ]),
    (Meaning::WholeName, Thunderbird, &[
        "Nom à afficher", "Anzeigename", "Nombre a mostrar", "Nome visualizzato", "Weergavenaam", "Nome de exibição",
    ]),
    (NUMBER, Thunderbird, &[
        "Work Phone", "Tél. professionnel", "Tél. personnel", "Tél. domicile", "Tel. dienstlich", "Tel. privat",
        "Tel. trabajo", "Tel. casa", "Teléfono de casa", "Tel. ufficio", "Tel. lavoro", "Telefono lavoro", "Telefono casa",
        "Tel. werk", "Telefoonnummer werk", "Tel. thuis", "Telefoonnummer thuis", "Telefone do trabalho", "Telefone de casa",
    ]),
    (MOBILE, Thunderbird, &["Mobil-Tel.-Nr.", "Numéro de mobile", "Número de móvil", "Numero cellulare", "Mobiel nummer"]),
    (FAX, Thunderbird, &["Numero di fax", "Número do fax"]),
    (NUMBER, Other, &["Home Phone"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(title: &str) -> Option<Meaning> {
        alias(title).map(|alias| alias.meaning)
    }

    #[test]
    fn case_accents_spaces_and_punctuation_do_not_count() {
        for title in [
            "E-mail Address",
            "email  address",
            "E-MAIL ADDRESS:",
            "Émail_Address",
        ] {
            assert_eq!(meaning(title), Some(EMAIL), "{title}");
        }
        assert_eq!(meaning("telephone (BUREAU)"), Some(NUMBER));
    }

    #[test]
    fn the_number_in_a_title_decides_which_comes_first() {
        let ranks: Vec<Rank> = ["E-mail 1 - Value", "E-mail 2 - Value", "E-mail 10 - Value"]
            .iter()
            .map(|title| alias(title).unwrap().rank)
            .collect();
        assert!(ranks.is_sorted_by(|a, b| a < b), "{ranks:?}");
        assert_eq!(alias("Phone 3 - Value").unwrap().ordinal, 3);
    }

    #[test]
    fn a_title_with_an_unknown_number_is_unknown() {
        assert_eq!(meaning("number2"), None);
        assert_eq!(meaning("Room"), None);
        assert_eq!(meaning(""), None);
        assert_eq!(
            meaning("Phone 99999999999999999999 - Value"),
            Some(Meaning::LabelledPhone)
        );
    }

    #[test]
    fn no_title_has_two_meanings() {
        let mut seen = HashMap::new();
        for (row, (_, _, names)) in TABLE.iter().enumerate() {
            for name in *names {
                let pattern: Vec<String> = name.split('#').map(fold).collect();
                let before = seen.insert(pattern.join("#"), row);
                assert!(before.is_none_or(|before| before == row), "{name}");
            }
        }
    }
}
