//! Python's `csv` reader as dird feeds it: line by line, the text cut at each line feed first.
//!
//! That is why a line break inside quotes disappears, and why a lone carriage return is an error.

/// Python's limit on a field, in characters.
const FIELD_LIMIT: usize = 131_072;

/// What makes Python raise, and the service answer 500.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Broken;

/// A record and the physical line on which it ends; the first line is 1.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) fields: Vec<String>,
    pub(crate) line: usize,
}

/// Every record that is not empty.
pub(crate) fn records(text: &str) -> Result<Vec<Record>, Broken> {
    if text.contains('\0') {
        return Err(Broken);
    }
    let mut reader = Reader::default();
    let mut records = Vec::new();
    let mut last = 0;
    for (index, line) in text.split('\n').enumerate() {
        last = index + 1;
        for character in line.chars() {
            reader.take(character)?;
        }
        reader.end_line();
        if reader.state == State::StartRecord {
            records.push(Record {
                fields: std::mem::take(&mut reader.fields),
                line: last,
            });
        }
    }
    if reader.state == State::Quoted || !reader.field.is_empty() {
        reader.save();
        records.push(Record {
            fields: reader.fields,
            line: last,
        });
    }
    records.retain(|record| !record.fields.is_empty());
    Ok(records)
}

#[derive(Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    StartRecord,
    StartField,
    Field,
    Quoted,
    QuoteInQuoted,
    CarriageReturn,
}

#[derive(Debug, Default)]
struct Reader {
    state: State,
    field: String,
    length: usize,
    fields: Vec<String>,
}

impl Reader {
    fn take(&mut self, character: char) -> Result<(), Broken> {
        match (&self.state, character) {
            (State::CarriageReturn, '\r') => {}
            (State::CarriageReturn, _) => return Err(Broken),
            (State::StartRecord, '\r') => self.state = State::CarriageReturn,
            (State::StartField | State::Field | State::QuoteInQuoted, '\r') => {
                self.save();
                self.state = State::CarriageReturn;
            }
            (State::StartRecord | State::StartField, '"') => self.state = State::Quoted,
            (State::Quoted, '"') => self.state = State::QuoteInQuoted,
            (State::QuoteInQuoted, '"') => {
                self.state = State::Quoted;
                self.push('"')?;
            }
            (State::Quoted, other) => self.push(other)?,
            (_, ',') => {
                self.save();
                self.state = State::StartField;
            }
            (_, other) => {
                self.state = State::Field;
                self.push(other)?;
            }
        }
        Ok(())
    }

    fn end_line(&mut self) {
        match self.state {
            State::StartRecord | State::Quoted => {}
            State::CarriageReturn => self.state = State::StartRecord,
            State::StartField | State::Field | State::QuoteInQuoted => {
                self.save();
                self.state = State::StartRecord;
            }
        }
    }

    fn push(&mut self, character: char) -> Result<(), Broken> {
        self.length += 1;
        if self.length > FIELD_LIMIT {
            return Err(Broken);
        }
        self.field.push(character);
        Ok(())
    }

    fn save(&mut self) {
        self.length = 0;
        self.fields.push(std::mem::take(&mut self.field));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Vec<(usize, Vec<String>)> {
        records(text)
            .unwrap()
            .into_iter()
            .map(|record| (record.line, record.fields))
            .collect()
    }

    #[test]
    fn a_line_break_in_quotes_disappears_and_a_carriage_return_stays() {
        assert_eq!(
            fields("a,\"b\nc\"\n"),
            [(2, vec!["a".to_owned(), "bc".to_owned()])]
        );
        assert_eq!(fields("\"b\r\nc\"\r\n"), [(2, vec!["b\rc".to_owned()])]);
    }

    #[test]
    fn a_quote_that_is_not_closed_takes_the_rest() {
        assert_eq!(fields("\"A,B\nC,D\n"), [(3, vec!["A,BC,D".to_owned()])]);
    }

    #[test]
    fn empty_lines_are_skipped_and_counted() {
        assert_eq!(
            fields("a\n\n\r\nb"),
            [(1, vec!["a".to_owned()]), (4, vec!["b".to_owned()])]
        );
    }

    #[test]
    fn what_python_cannot_read_is_broken() {
        assert_eq!(records("a,b\rc,d\r"), Err(Broken));
        assert_eq!(records("a\0b\n"), Err(Broken));
        assert_eq!(records(&"x".repeat(FIELD_LIMIT + 1)), Err(Broken));
        assert!(records(&"x".repeat(FIELD_LIMIT)).is_ok());
    }
}
