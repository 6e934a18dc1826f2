//! The receptionist's own contacts: twenty-five by hand, the rest from lists.

use std::borrow::Cow;

use super::names::{FIRST, LAST};
use super::{id, mix};
use crate::dird::contact::Contact;

/// Name and value pairs; two of them have keys that no other program knows.
type Fields = &'static [(&'static str, &'static str)];

#[rustfmt::skip]
const CONTACTS: [Fields; 25] = [
    &[("firstname", "Ada"), ("lastname", "Lovelace"), ("number", "+1 514 555 0101"), ("email", "ada@engine.example"), ("company", "Analytical Engines"), ("birthday", "1815-12-10")],
    &[("firstname", "Blaise"), ("lastname", "Pascal"), ("number", "+33 4 65 71 55 02"), ("email", "blaise@pascaline.example")],
    &[("firstname", "Mémé"), ("number", "+1 514 555 0103"), ("note", "Appeler le dimanche")],
    &[("firstname", "Noor"), ("lastname", "van den Berg"), ("number", "+31 20 555 0104"), ("mobile", "+31 6 555 0154"), ("email", "noor@vandenberg.example"), ("company", "Bergfiets")],
    &[("company", "Pizzeria Etna"), ("number", "+1 514 555 0105")],
    &[("firstname", "Dr Anne-Sophie"), ("lastname", "Lachapelle"), ("number", "+1 514 555 0106"), ("fax", "+1 514 555 0196"), ("company", "Clinique Rosemont")],
    &[("firstname", "Σοφία"), ("lastname", "Παππά"), ("mobile", "+30 21 0555 0107"), ("email", "sofia@pappa.example")],
    &[("firstname", "Léo"), ("lastname", "Tremblay"), ("mobile", "+1 514 555 0108")],
    &[("firstname", "Garage"), ("lastname", "Du Pont"), ("number", "+1 514 555 0109"), ("company", "Garage du Pont")],
    &[("firstname", "Наталья"), ("lastname", "Белова"), ("number", "+1 514 555 0110"), ("email", "natalia@belova.example")],
    &[("firstname", "Grace"), ("lastname", "Hopper"), ("number", "+1 514 555 0111"), ("email", "grace@cobol.example"), ("company", "Navy"), ("note", "Likes nanoseconds")],
    &[("lastname", "Plombier d'urgence"), ("number", "+1 514 555 0112")],
    &[("firstname", "Zoe"), ("lastname", "Lambert"), ("number", "+1 514 555 0113"), ("email", "zoe@home.example")],
    &[("firstname", "山田"), ("lastname", "花子"), ("number", "+81 3 5550 0114"), ("email", "hanako@yamada.example")],
    &[("firstname", "René"), ("lastname", "Lévesque"), ("number", "+1 514 555 0115"), ("company", "Imprimerie Lévesque")],
    &[("firstname", "O'Neil"), ("lastname", "\"Buddy\" Jackson"), ("number", "+1 514 555 0116")],
    &[("firstname", "Elif"), ("lastname", "Yılmaz"), ("mobile", "+90 212 555 0117"), ("email", "elif@yilmaz.example"), ("company", "Yılmaz Tekstil")],
    &[("firstname", "École"), ("lastname", "Sainte-Anne"), ("number", "+1 514 555 0118"), ("email", "secretariat@sainte-anne.example")],
    &[("firstname", "Wolfgang"), ("lastname", "Groß"), ("number", "+49 176 5550119"), ("email", "w.gross@gross.example")],
    &[("email", "newsletter@quiet.example"), ("note", "No number at all")],
    &[("firstname", "Thi Kim"), ("lastname", "Đỗ"), ("number", "+1 514 555 0121"), ("company", "Phở Đỗ")],
    &[("firstname", "Alan"), ("lastname", "Turing"), ("number", "+44 161 555 0122"), ("email", "alan@bletchley.example"), ("address", "Wilmslow, Cheshire"), ("assistant", "Joan")],
    &[("firstname", "Jean-Baptiste"), ("lastname", "Poquelin de La Grange-aux-Belles et Saint-Germain"), ("number", "+1 514 555 0123"), ("company", "Théâtre de l'Illustre")],
    &[("firstname", "Ana"), ("lastname", "Sousa"), ("number", "+351 21 555 0124"), ("mobile", "+351 91 555 0124"), ("email", "ana@sousa.example")],
    &[("firstname", "Voisin"), ("lastname", "du 2e"), ("number", "+1 514 555 0125")],
];

pub(crate) fn personal_contacts(count: usize, seed: u64) -> Vec<Contact> {
    (0..count)
        .map(|index| {
            let fields = match CONTACTS.get(index) {
                Some(fields) => fields
                    .iter()
                    .map(|&(name, value)| (Cow::Borrowed(name), value.to_owned()))
                    .collect(),
                None => from_lists(index, seed),
            };
            Contact::new(id(seed, 5, index as u64).to_string(), fields)
        })
        .collect()
}

fn from_lists(index: usize, seed: u64) -> Vec<(Cow<'static, str>, String)> {
    let pick = mix(!seed ^ index as u64) as usize;
    vec![
        ("firstname".into(), FIRST[pick % FIRST.len()].to_owned()),
        (
            "lastname".into(),
            LAST[pick / FIRST.len() % LAST.len()].to_owned(),
        ),
        ("number".into(), format!("+1 514 556 {index:06}")),
        ("email".into(), format!("contact{index}@people.example")),
        ("company".into(), format!("Company {}", pick % 500)),
    ]
}
