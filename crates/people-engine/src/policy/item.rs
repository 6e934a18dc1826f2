//! What a policy says, whichever way the system keeps it: names, values, and where they stand.

use crate::api::{PolicyFault, PolicyFaultKind};

/// Line and column, from 1.
pub(super) type Place = (u32, u32);

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    /// Where it stands, in a file that has lines.
    pub(super) at: Option<Place>,
    pub(super) node: Node,
}

/// What a value holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Text(String),
    Flag(bool),
    Whole(i64),
    /// A number of the registry, which has no other way to say yes and no.
    #[cfg_attr(not(windows), allow(dead_code, reason = "only the registry has it"))]
    Dword(u32),
    List(Vec<Item>),
    Group(Vec<Entry>),
    /// Of a type that no key has.
    Other,
}

/// A value under its name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) at: Option<Place>,
    pub(super) item: Item,
}

/// A value that is no group, under the names that lead to it.
pub(super) struct Leaf<'a> {
    /// `settings.calls.mailbox_prefix`.
    pub(super) path: String,
    pub(super) at: Option<Place>,
    pub(super) item: &'a Item,
}

impl Item {
    /// A value of a system that has no lines.
    #[cfg_attr(
        not(any(windows, target_os = "macos", test)),
        allow(dead_code, reason = "files have lines")
    )]
    pub(super) fn bare(node: Node) -> Self {
        Self { at: None, node }
    }

    pub(super) fn text(&self) -> Result<&str, PolicyFaultKind> {
        match &self.node {
            Node::Text(text) => Ok(text),
            _ => Err(wrong_type("string")),
        }
    }

    pub(super) fn flag(&self) -> Result<bool, PolicyFaultKind> {
        match self.node {
            Node::Flag(flag) => Ok(flag),
            Node::Dword(number @ (0 | 1)) => Ok(number == 1),
            _ => Err(wrong_type("boolean")),
        }
    }

    pub(super) fn whole(&self) -> Result<i64, PolicyFaultKind> {
        match self.node {
            Node::Whole(number) => Ok(number),
            Node::Dword(number) => Ok(number.into()),
            _ => Err(wrong_type("integer")),
        }
    }

    pub(super) fn list(&self) -> Result<&[Item], PolicyFaultKind> {
        match &self.node {
            Node::List(items) => Ok(items),
            _ => Err(wrong_type("array")),
        }
    }
}

/// Every value that is no group, in order.
pub(super) fn leaves(entries: &[Entry]) -> Vec<Leaf<'_>> {
    fn walk<'a>(entries: &'a [Entry], above: &str, found: &mut Vec<Leaf<'a>>) {
        for entry in entries {
            let path = format!("{above}{}", entry.key);
            match &entry.item.node {
                Node::Group(entries) => walk(entries, &format!("{path}."), found),
                _ => found.push(Leaf {
                    path,
                    at: entry.at,
                    item: &entry.item,
                }),
            }
        }
    }
    let mut found = Vec::new();
    walk(entries, "", &mut found);
    found
}

pub(super) fn wrong_type(wanted: &str) -> PolicyFaultKind {
    PolicyFaultKind::WrongType {
        wanted: wanted.into(),
    }
}

/// Something that is refused.
pub(super) fn fault(at: Option<Place>, key: Option<String>, why: PolicyFaultKind) -> PolicyFault {
    PolicyFault {
        line: at.map(|(line, _)| line),
        column: at.map(|(_, column)| column),
        key,
        why,
    }
}
