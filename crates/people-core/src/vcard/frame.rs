//! Where the cards of a text stand.

use memchr::memchr2;

/// A part of the text: a card, or what stands outside of cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frame<'t> {
    /// The line at which it starts, counted from 1: a card's `BEGIN:VCARD`.
    pub line: u32,
    /// A card's text between `BEGIN:VCARD` and `END:VCARD`.
    pub body: &'t str,
    /// How it stands there.
    pub shape: Shape,
}

/// How a part of the text stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A card with its end.
    Whole,
    /// A card that is cut: the text, or the next card, comes before its end.
    Cut,
    /// Lines outside of cards.
    Stray,
}

/// Goes through a text frame by frame.
#[derive(Clone, Debug)]
pub(super) struct Frames<'t> {
    text: &'t str,
    lines: Lines<'t>,
}

impl<'t> Frames<'t> {
    /// Starts at the first line of `text`.
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            lines: Lines::new(text),
        }
    }

    fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// The card that began before `self.lines`.
    fn card(&mut self, line: u32) -> Frame<'t> {
        let start = self.lines.at;
        let mut inner = 0_u32;
        let mut after_agent = false;
        loop {
            let before = self.lines.clone();
            let cut = |body| Frame {
                line,
                body,
                shape: Shape::Cut,
            };
            let Some((_, text)) = self.lines.next() else {
                return cut(self.slice(start, before.at));
            };
            if text.trim().is_empty() || is_folded(text) {
                continue;
            }
            match mark(text) {
                Some(Mark::End) if inner == 0 => {
                    return Frame {
                        line,
                        body: self.slice(start, before.at),
                        shape: Shape::Whole,
                    };
                }
                Some(Mark::End) => inner -= 1,
                Some(Mark::Begin) if after_agent => inner += 1,
                Some(Mark::Begin) => {
                    self.lines = before;
                    return cut(self.slice(start, self.lines.at));
                }
                None => {}
            }
            let agent = agent(text);
            inner += u32::from(agent == Some(Agent::Here));
            after_agent = agent == Some(Agent::Below);
        }
    }

    /// The lines outside of cards that began before `self.lines`.
    fn stray(&mut self, line: u32, start: usize) -> Frame<'t> {
        loop {
            let before = self.lines.clone();
            let next = self.lines.next();
            if next.is_none_or(|(_, text)| mark(text) == Some(Mark::Begin)) {
                self.lines = before;
                return Frame {
                    line,
                    body: self.slice(start, self.lines.at),
                    shape: Shape::Stray,
                };
            }
        }
    }
}

impl<'t> Iterator for Frames<'t> {
    type Item = Frame<'t>;

    fn next(&mut self) -> Option<Frame<'t>> {
        loop {
            let start = self.lines.at;
            let (line, text) = self.lines.next()?;
            if mark(text) == Some(Mark::Begin) {
                return Some(self.card(line));
            }
            if !text.trim().is_empty() {
                return Some(self.stray(line, start));
            }
        }
    }
}

/// The lines of a text with their numbers from 1. LF, CRLF and CR all end one.
#[derive(Clone, Debug)]
pub(super) struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: u32,
}

impl<'t> Lines<'t> {
    /// Starts at the beginning of `text`.
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            line: 0,
        }
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = (u32, &'t str);

    fn next(&mut self) -> Option<(u32, &'t str)> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let bytes = rest.as_bytes();
        let end = memchr2(b'\n', b'\r', bytes).unwrap_or(bytes.len());
        let ends = match bytes.get(end..) {
            Some([b'\r', b'\n', ..]) => 2,
            Some([_, ..]) => 1,
            _ => 0,
        };
        self.at += end + ends;
        self.line = self.line.saturating_add(1);
        Some((self.line, rest.get(..end).unwrap_or_default()))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Begin,
    End,
}

/// Whether a line inside of a card goes on with the one before: what it says then is a part of a value, and marks nothing.
fn is_folded(line: &str) -> bool {
    line.starts_with([' ', '\t'])
}

/// Whether a line begins or ends a card.
fn mark(line: &str) -> Option<Mark> {
    let (name, value) = line.trim().split_once(':')?;
    if !value.trim().eq_ignore_ascii_case("VCARD") {
        return None;
    }
    let name = name.trim_end();
    if name.eq_ignore_ascii_case("BEGIN") {
        Some(Mark::Begin)
    } else if name.eq_ignore_ascii_case("END") {
        Some(Mark::End)
    } else {
        None
    }
}

/// Where the card of an `AGENT` begins: vCard 2.1 puts a whole card inside of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agent {
    /// In this line.
    Here,
    /// In the next one.
    Below,
}

/// Whether a line begins the card of an agent.
pub(super) fn agent(line: &str) -> Option<Agent> {
    let (header, value) = line.split_once(':')?;
    let name = header.split(';').next().unwrap_or_default().trim();
    let name = name.rsplit_once('.').map_or(name, |(_, name)| name);
    if !name.eq_ignore_ascii_case("AGENT") {
        None
    } else if value.trim().is_empty() {
        Some(Agent::Below)
    } else if mark(value) == Some(Mark::Begin) {
        Some(Agent::Here)
    } else {
        None
    }
}

/// The body of a card without the cards of agents in it.
pub(super) fn own_lines(body: &str) -> impl Iterator<Item = &str> {
    let mut inner = 0_u32;
    Lines::new(body).map(|(_, line)| line).filter(move |line| {
        if is_folded(line) {
            return inner == 0;
        }
        let mark = mark(line);
        let own = inner == 0 && mark.is_none();
        match mark {
            Some(Mark::Begin) => inner += 1,
            Some(Mark::End) => inner = inner.saturating_sub(1),
            None => inner += u32::from(agent(line) == Some(Agent::Here)),
        }
        own
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(text: &str) -> Vec<(u32, Shape, &str)> {
        Frames::new(text)
            .map(|frame| (frame.line, frame.shape, frame.body))
            .collect()
    }

    #[test]
    fn a_card_has_the_line_of_its_beginning_whatever_ends_lines() {
        for end in ["\n", "\r\n", "\r"] {
            let text = [
                "",
                "BEGIN:VCARD",
                "A:1",
                "END:VCARD",
                "",
                "begin:vcard ",
                "End:vCard",
            ]
            .join(end);
            let seen: Vec<_> = Frames::new(&text)
                .map(|frame| (frame.line, frame.shape, frame.body.trim_end()))
                .collect();
            assert_eq!(seen, [(2, Shape::Whole, "A:1"), (6, Shape::Whole, "")]);
        }
    }

    #[test]
    fn a_cut_card_takes_nothing_of_the_next() {
        assert_eq!(
            frames("BEGIN:VCARD\nA:1\nBEGIN:VCARD\nB:2\nEND:VCARD\nBEGIN:VCARD\nC:3"),
            [
                (1, Shape::Cut, "A:1\n"),
                (3, Shape::Whole, "B:2\n"),
                (6, Shape::Cut, "C:3"),
            ]
        );
    }

    #[test]
    fn a_value_that_is_folded_ends_no_card() {
        let text = "BEGIN:VCARD\nNOTE:x\n END:VCARD\n\tBEGIN:VCARD\nTEL:1\nEND:VCARD\n";
        let frames: Vec<_> = Frames::new(text).collect();
        assert_eq!((frames.len(), frames[0].shape), (1, Shape::Whole));
        assert_eq!(own_lines(frames[0].body).count(), 4);
    }

    #[test]
    fn lines_outside_of_cards_are_seen_together() {
        assert_eq!(
            frames("x\n\ny\nBEGIN:VCARD\nEND:VCARD\nEND:VCARD\n"),
            [
                (1, Shape::Stray, "x\n\ny\n"),
                (4, Shape::Whole, ""),
                (6, Shape::Stray, "END:VCARD\n"),
            ]
        );
    }

    #[test]
    fn the_card_of_an_agent_belongs_to_the_card_around_it() {
        for agent in ["AGENT:\nBEGIN:VCARD", "item1.Agent;X=1:Begin:VCard"] {
            let text = format!(
                "BEGIN:VCARD\nA:1\n{agent}\nB:2\nEND:VCARD\nC:3\nEND:VCARD\nBEGIN:VCARD\nEND:VCARD"
            );
            let frames: Vec<_> = Frames::new(&text).collect();
            assert_eq!(frames.len(), 2, "{agent}");
            let own: Vec<&str> = own_lines(frames[0].body).collect();
            let opening = agent.lines().next().unwrap();
            assert_eq!(own, ["A:1", opening, "C:3"]);
        }
    }
}
