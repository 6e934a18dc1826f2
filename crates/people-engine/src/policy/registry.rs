//! A policy in the registry of Windows, where Group Policy puts it.

use std::io;

use winreg::enums::{REG_DWORD, REG_EXPAND_SZ, REG_MULTI_SZ, REG_SZ};
use winreg::types::FromRegValue;
use winreg::{HKLM, RegKey, RegValue};

use super::item::{Entry, Item, Node};

/// Where it is, below `HKEY_LOCAL_MACHINE`: only administrators write there.
const KEY: &str = r"Software\Policies\People";

/// Groups in groups that are followed.
const DEEPEST: usize = 8;

/// Reads it; none where there is no such key.
///
/// # Errors
/// When the system does not let it be read.
pub(super) fn read() -> io::Result<Option<Vec<Entry>>> {
    match HKLM.open_subkey(KEY) {
        Ok(key) => entries(&key, DEEPEST).map(Some),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn entries(key: &RegKey, deeper: usize) -> io::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for value in key.enum_values() {
        let (name, value) = value?;
        entries.push(entry(name, node(&value)));
    }
    if deeper > 0 {
        for name in key.enum_keys() {
            let name = name?;
            let group = self::entries(&key.open_subkey(&name)?, deeper - 1)?;
            entries.push(entry(name, Node::Group(group)));
        }
    }
    entries.sort_by(|one, other| one.key.cmp(&other.key));
    Ok(entries)
}

fn entry(key: String, node: Node) -> Entry {
    Entry {
        key,
        at: None,
        item: Item::bare(node),
    }
}

fn node(value: &RegValue<'_>) -> Node {
    let read = match value.vtype {
        REG_SZ | REG_EXPAND_SZ => String::from_reg_value(value).map(Node::Text),
        REG_DWORD => u32::from_reg_value(value).map(Node::Dword),
        REG_MULTI_SZ => Vec::<String>::from_reg_value(value).map(|texts| {
            let texts = texts.into_iter().filter(|text| !text.is_empty());
            Node::List(texts.map(|text| Item::bare(Node::Text(text))).collect())
        }),
        _ => return Node::Other,
    };
    read.unwrap_or(Node::Other)
}
