//! One property of a card: its name, what is said of it, and its value.

use std::borrow::Cow;

use super::Syntax;

/// A property as it stands in the card; its value is neither decoded nor unescaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Property<'t> {
    /// What ties it to other properties, as `item1`.
    pub group: Option<String>,
    /// In capital letters.
    pub name: String,
    /// Names and single values, in capital letters. vCard 2.1 leaves the names out.
    params: Vec<(String, String)>,
    /// What follows the colon.
    pub value: Cow<'t, str>,
}

impl Property<'_> {
    /// The values of a parameter.
    pub fn all<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p str> {
        let named = self.params.iter().filter(move |(own, _)| own == name);
        named.map(|(_, value)| value.as_str())
    }

    /// The first value of a parameter.
    pub fn first(&self, name: &str) -> Option<&str> {
        self.params
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether it is of this type, with the parameter's name or without.
    pub fn is(&self, kind: &str) -> bool {
        self.all("TYPE")
            .chain(self.all(""))
            .any(|value| value == kind)
    }

    /// How its value travels.
    pub fn transfer(&self) -> Transfer {
        let mut named = self.all("ENCODING").chain(self.all(""));
        named
            .find_map(|value| match value {
                "QUOTED-PRINTABLE" | "Q" => Some(Transfer::QuotedPrintable),
                "BASE64" | "B" => Some(Transfer::Base64),
                _ => None,
            })
            .unwrap_or_default()
    }
}

/// How a value travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Transfer {
    /// As it is.
    #[default]
    Plain,
    /// Bytes as `=E9`.
    QuotedPrintable,
    /// Bytes in base64.
    Base64,
}

/// A line that is no property; its beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NoProperty(pub String);

/// How much of a line that cannot be read is told, in characters.
const TOLD: usize = 60;

/// The properties of a card, from its lines.
pub(super) fn properties<'t>(
    lines: impl Iterator<Item = &'t str>,
    syntax: Syntax,
) -> Vec<Result<Property<'t>, NoProperty>> {
    let mut properties: Vec<Result<Property<'t>, NoProperty>> = Vec::new();
    for line in lines {
        let last = match properties.last_mut() {
            Some(Ok(last)) => Some(last),
            _ => None,
        };
        let folded = line.starts_with([' ', '\t']);
        match last {
            Some(last) if breaks_softly(last) => {
                let end = last.value.trim_end().len() - 1;
                let value = last.value.to_mut();
                value.truncate(end);
                value.push_str(line);
            }
            Some(last) if folded => {
                // vCard 2.1 folds at a blank, which stays; later ones put a blank in.
                let rest = match syntax {
                    Syntax::Old => line,
                    Syntax::New => line.get(1..).unwrap_or_default(),
                };
                last.value.to_mut().push_str(rest);
            }
            Some(last)
                if last.transfer() == Transfer::Base64
                    && !line.is_empty()
                    && !line.contains(':') =>
            {
                last.value.to_mut().push_str(line);
            }
            _ if line.trim().is_empty() => {}
            _ => properties.push(property(line)),
        }
    }
    properties
}

/// Whether the value goes on in the next line, which `=` says at the end of quoted-printable text.
fn breaks_softly(property: &Property<'_>) -> bool {
    property.transfer() == Transfer::QuotedPrintable && property.value.trim_end().ends_with('=')
}

fn property(line: &str) -> Result<Property<'_>, NoProperty> {
    let unreadable = || NoProperty(line.trim().chars().take(TOLD).collect());
    // A quote that is never closed hides the colon: then it is an ordinary character.
    let colon = outside_quotes(line, ':')
        .or_else(|| line.find(':'))
        .ok_or_else(unreadable)?;
    let (header, value) = (&line[..colon], &line[colon + 1..]);
    let mut parts = split_outside_quotes(header, ';');
    let name = parts.next().unwrap_or_default().trim();
    let (group, name) = match name.rsplit_once('.') {
        Some((group, name)) => (Some(group.to_ascii_uppercase()), name),
        None => (None, name),
    };
    if name.is_empty() || !name.bytes().all(is_name) {
        return Err(unreadable());
    }
    let mut params = Vec::new();
    for part in parts {
        let (name, values) = part.split_once('=').unwrap_or(("", part));
        // `TYPE="cell,work"` is two types as well.
        for value in values.split(',') {
            let value = value.trim().trim_matches('"');
            params.push((name.trim().to_ascii_uppercase(), value.to_ascii_uppercase()));
        }
    }
    Ok(Property {
        group,
        name: name.to_ascii_uppercase(),
        params,
        value: Cow::Borrowed(value),
    })
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// Where a character stands outside of double quotes.
fn outside_quotes(text: &str, wanted: char) -> Option<usize> {
    let mut quoted = false;
    text.find(|c| {
        quoted ^= c == '"';
        c == wanted && !quoted
    })
}

fn split_outside_quotes(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    text.split(move |c| {
        quoted ^= c == '"';
        c == separator && !quoted
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, syntax: Syntax) -> Vec<Property<'_>> {
        properties(text.lines(), syntax)
            .into_iter()
            .map(Result::unwrap)
            .collect()
    }

    #[test]
    fn a_property_has_a_group_a_name_types_and_a_value() {
        let read = read(
            "item1.tel;type=Work,\"cell,pref\";VALUE=uri:tel:+1:2",
            Syntax::New,
        );
        let tel = &read[0];
        assert_eq!(tel.group.as_deref(), Some("ITEM1"));
        assert_eq!((tel.name.as_str(), &*tel.value), ("TEL", "tel:+1:2"));
        assert!(tel.is("WORK") && tel.is("CELL") && tel.is("PREF") && !tel.is("HOME"));
        assert_eq!(tel.first("VALUE"), Some("URI"));
    }

    #[test]
    fn types_may_come_without_their_parameters_name() {
        let read = read("TEL;CELL;QUOTED-PRINTABLE:=31", Syntax::Old);
        assert!(read[0].is("CELL"));
        assert_eq!(read[0].transfer(), Transfer::QuotedPrintable);
    }

    #[test]
    fn a_colon_in_quotes_is_no_end_and_an_open_quote_hides_none() {
        assert_eq!(read("ADR;LABEL=\"a:b;c\":x", Syntax::New)[0].value, "x");
        assert_eq!(read("ADR;LABEL=\"a:x", Syntax::New)[0].value, "x");
    }

    #[test]
    fn folded_lines_are_one() {
        let text = "NOTE:Long\n  line\n\tend\nFN:A";
        assert_eq!(read(text, Syntax::New)[0].value, "Long lineend");
        assert_eq!(read(text, Syntax::Old)[0].value, "Long  line\tend");
        assert_eq!(read(text, Syntax::New).len(), 2);
    }

    #[test]
    fn soft_breaks_and_base64_without_blanks_go_on() {
        let text = "NOTE;ENCODING=QUOTED-PRINTABLE:a:b=\nc:d= \n e\nPHOTO;BASE64:AA\nBB\n\nFN:x";
        let read = read(text, Syntax::Old);
        let values: Vec<&str> = read.iter().map(|property| &*property.value).collect();
        assert_eq!(values, ["a:bc:d e", "AABB", "x"]);
    }

    #[test]
    fn a_line_without_a_colon_is_no_property() {
        let read = properties("FN:A\nnothing\n:x\na b:c".lines(), Syntax::New);
        let faults: Vec<&str> = read
            .iter()
            .filter_map(|property| property.as_ref().err())
            .map(|NoProperty(line)| line.as_str())
            .collect();
        assert_eq!(faults, ["nothing", ":x", "a b:c"]);
    }
}
