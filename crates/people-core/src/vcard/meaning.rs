//! What the properties of a card are for.

/// What a property is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// `N`: last name, first name, further names, prefix, suffix.
    Name,
    /// `FN`: the whole name.
    WholeName,
    /// `ORG`: the company and its parts.
    Company,
    /// `TEL`: a number of the kind that its types say.
    Number,
    /// Text in this field.
    Text(&'static str),
    /// Several texts separated by commas, in one field.
    Texts(&'static str),
    /// A postal address in parts.
    Address,
    /// A day, in this field.
    Day(&'static str),
    /// `UID`.
    Id,
    /// What the card is a card of: a group is no contact.
    Kind,
    /// One of our fields, exactly: see [`OWN_FIELD`].
    OwnField,
    /// What programs say of their cards, which is no part of a contact.
    Silent,
    /// Nothing that a contact has a field for.
    Nothing,
}

/// The property that says one field exactly: name and value, separated by `;`. It goes before everything else in the card;
/// without a value it says that the field is not there.
pub(crate) const OWN_FIELD: &str = "X-PEOPLE-FIELD";

/// What the property with this name, in capital letters, is for.
pub(super) fn meaning(name: &str) -> Meaning {
    match name {
        "N" => Meaning::Name,
        "FN" => Meaning::WholeName,
        "ORG" => Meaning::Company,
        "TEL" => Meaning::Number,
        "EMAIL" => Meaning::Text("email"),
        "TITLE" => Meaning::Text("title"),
        "ROLE" => Meaning::Text("role"),
        "NOTE" => Meaning::Text("note"),
        "URL" => Meaning::Text("website"),
        "IMPP" => Meaning::Text("chat"),
        "X-CUSTOM1" => Meaning::Text("custom1"),
        "X-CUSTOM2" => Meaning::Text("custom2"),
        "X-CUSTOM3" => Meaning::Text("custom3"),
        "X-CUSTOM4" => Meaning::Text("custom4"),
        "NICKNAME" => Meaning::Texts("nickname"),
        "CATEGORIES" => Meaning::Texts("categories"),
        "ADR" => Meaning::Address,
        "BDAY" => Meaning::Day("birthday"),
        "ANNIVERSARY" | "X-ANNIVERSARY" => Meaning::Day("anniversary"),
        "UID" => Meaning::Id,
        "KIND" | "X-ADDRESSBOOKSERVER-KIND" => Meaning::Kind,
        OWN_FIELD => Meaning::OwnField,
        "VERSION" | "PRODID" | "REV" | "PROFILE" | "SOURCE" | "NAME" | "MAILER" | "CLASS"
        | "SORT-STRING" | "CLIENTPIDMAP" | "X-ABLABEL" | "X-ABADR" | "X-ABUID" | "X-ABSHOWAS"
        | "X-MS-SIGNATURE" => Meaning::Silent,
        _ if name.starts_with("X-MS-OL-") => Meaning::Silent,
        _ => Meaning::Nothing,
    }
}
