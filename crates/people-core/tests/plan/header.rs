//! Which line of a file is its header.

use people_core::plan::{ColumnUse, Delimiter, PlanError, ReadOptions, RowKind};

use crate::{contact, created, fates, make, plan, plan_with};

fn with_header(line: u32) -> ReadOptions {
    ReadOptions {
        header: Some(line),
        ..ReadOptions::default()
    }
}

fn field(name: &str) -> ColumnUse {
    ColumnUse::Field {
        field: name.to_owned(),
    }
}

const REPORT: &str = "Acme, staff of 2026\n\nPrepared for;the board;2026\nFirst Name;Last Name;Phone\nAda;Martin;1\nBob;Barker;2\n";

#[test]
fn lines_above_the_header_are_passed_over() {
    let plan = plan(REPORT);
    let reading = &plan.summary().reading;
    assert_eq!((reading.header, reading.header_sure), (4, true));
    assert_eq!(reading.delimiter, Delimiter::Semicolon);
    let lines: Vec<u32> = fates(&plan).iter().map(|(line, ..)| *line).collect();
    assert_eq!(lines, [5, 6]);
}

#[test]
fn a_header_that_is_chosen_wins() {
    let plan = plan_with("Name,Phone\nx,1\nwho,what\nAda,1\n", &with_header(3));
    let reading = &plan.summary().reading;
    assert_eq!((reading.header, reading.header_sure), (3, true));
    assert_eq!(created(&plan), [contact(&[("who", "Ada"), ("what", "1")])]);
}

#[test]
fn a_header_that_is_chosen_inside_a_value_is_the_next_line() {
    let plan = plan_with("\"a\nb\nc\",d\nName,Phone\nAda,1\n", &with_header(2));
    assert_eq!(plan.summary().reading.header, 4);
}

#[test]
fn a_header_past_the_end_leaves_no_row() {
    let error = make("Name,Phone\nAda,1\n", &with_header(9), &[]).unwrap_err();
    assert_eq!(error, PlanError::HeaderOnly);
}

#[test]
fn without_a_header_the_first_line_is_a_contact_and_columns_are_chosen() {
    let text = "Ada Martin;0176 1\nBob Barker;2\n";
    let plan = plan_with(text, &with_header(0));
    let reading = &plan.summary().reading;
    assert_eq!(
        (reading.header, reading.delimiter),
        (0, Delimiter::Semicolon)
    );
    let columns: Vec<_> = reading
        .columns
        .iter()
        .map(|column| {
            (
                column.title.as_str(),
                column.sample.as_str(),
                column.target.clone(),
            )
        })
        .collect();
    assert_eq!(
        columns,
        [
            ("", "Ada Martin", ColumnUse::Drop),
            ("", "0176 1", ColumnUse::Drop)
        ]
    );
    assert_eq!(plan.summary().counts.skipped, 2);

    let options = ReadOptions {
        columns: Some(vec![field("name"), field("number")]),
        ..with_header(0)
    };
    let mapped = plan_with(text, &options);
    assert_eq!(fates(&mapped)[0].0, 1);
    assert_eq!(
        created(&mapped)[0],
        contact(&[
            ("firstname", "Ada"),
            ("lastname", "Martin"),
            ("number", "0176 1")
        ])
    );
}

#[test]
fn a_short_line_of_a_file_without_a_header_is_a_contact() {
    let options = ReadOptions {
        columns: Some(vec![field("firstname"), field("number")]),
        ..with_header(0)
    };
    let plan = plan_with("Ada\nBob,2\n", &options);
    assert!(
        fates(&plan)
            .iter()
            .all(|(_, kind, ..)| *kind == RowKind::New)
    );
}

#[test]
fn a_header_of_which_little_is_known_is_a_guess() {
    for (text, sure) in [
        ("Who,Colour,Weight,Phone\nAda,red,4,1\n", false),
        ("Name\nAda\n", true),
        ("Name,Phone,Colour\nAda,1,red\n", true),
    ] {
        assert_eq!(plan(text).summary().reading.header_sure, sure, "{text}");
    }
}

#[test]
fn a_column_shows_its_first_value_in_short() {
    let long = "y".repeat(100);
    let plan = plan(format!("Name,Note,Room\nAda,,\nBob, {long},\n"));
    let columns = &plan.summary().reading.columns;
    let samples: Vec<&str> = columns
        .iter()
        .map(|column| column.sample.as_str())
        .collect();
    assert_eq!(samples, ["Ada", &long[..60], ""]);
}

#[test]
fn any_column_may_fill_a_known_field_the_whole_name_or_the_id() {
    let plan = plan("Name,Phone\nAda,1\n");
    assert_eq!(
        plan.summary().reading.targets,
        [
            "firstname",
            "lastname",
            "number",
            "mobile",
            "fax",
            "email",
            "company",
            "name",
            "id"
        ]
    );
}

#[test]
fn the_titles_of_outlook_and_thunderbird_are_known_in_seven_languages() {
    let row = "Ada;Martin;1;2;3;4;a@acme.example;b@acme.example;Acme";
    let expected = contact(&[
        ("firstname", "Ada"),
        ("lastname", "Martin"),
        ("number", "1"),
        ("number2", "2"),
        ("mobile", "3"),
        ("fax", "4"),
        ("email", "a@acme.example"),
        ("email2", "b@acme.example"),
        ("company", "Acme"),
    ]);
    for titles in [
        "First Name;Last Name;Business Phone;Home Phone;Mobile Phone;Business Fax;E-mail Address;E-mail 2 Address;Company",
        "Prénom;Nom;Téléphone (bureau);Téléphone (domicile);Tél. mobile;Télécopie (bureau);Adresse de messagerie;Adresse de messagerie 2;Société",
        "Vorname;Nachname;Telefon geschäftlich;Telefon privat;Mobiltelefon;Fax geschäftlich;E-Mail-Adresse;E-Mail 2: Adresse;Firma",
        "Nombre;Apellidos;Teléfono del trabajo;Teléfono particular;Teléfono móvil;Fax del trabajo;Dirección de correo electrónico;Dirección del correo electrónico 2;Organización",
        "Nome;Cognome;Telefono (uff.);Telefono (ab.);Telefono cellulare;Fax (uff.);Indirizzo posta elettronica;Indirizzo posta elettronica 2;Società",
        "Voornaam;Achternaam;Telefoon op werk;Telefoon thuis;Mobiele telefoon;Fax op werk;E-mailadres;E-mailadres 2;Bedrijf",
        "Nome;Sobrenome;Telefone comercial;Telefone residencial;Telefone celular;Fax comercial;Endereço de e-mail;Endereço de e-mail 2;Empresa",
        "Nome;Apelido;Telefone da empresa;Telefone da residência;Telemóvel;Fax da empresa;Endereço de correio electrónico;Endereço de correio electrónico 2;Empresa",
        "First Name;Last Name;Work Phone;Home Phone;Mobile Number;Fax Number;Primary Email;Secondary Email;Organization",
        "Prénom;Nom de famille;Tél. professionnel;Tél. personnel;Portable;Fax;Première adresse électronique;Adresse électronique secondaire;Société",
        "Vorname;Nachname;Tel. dienstlich;Tel. privat;Mobil-Tel.-Nr.;Fax-Nummer;Primäre E-Mail-Adresse;Sekundäre E-Mail-Adresse;Organisation",
        "Nombre;Apellidos;Teléfono del trabajo;Teléfono de casa;Número de móvil;Número de fax;Correo electrónico primario;Correo electrónico secundario;Organización",
        "Nome;Cognome;Telefono lavoro;Telefono casa;Numero cellulare;Numero di fax;Email primaria;Email secondaria;Organizzazione",
        "Voornaam;Achternaam;Telefoonnummer werk;Telefoonnummer thuis;Mobiel nummer;Faxnummer;Primair e-mailadres;Secundair e-mailadres;Organisatie",
        "Nome;Sobrenome;Telefone comercial;Telefone residencial;Celular;Fax;E-mail principal;E-mail adicional;Organização",
    ] {
        let plan = plan(format!("{titles}\n{row}\n"));
        assert_eq!(
            created(&plan)[..],
            *std::slice::from_ref(&expected),
            "{titles}"
        );
    }
}
