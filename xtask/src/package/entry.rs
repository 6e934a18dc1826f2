//! What a desktop reads of an installed program: its entry, what stores show of it, its icons, and the links that it takes.

use std::fs;
use std::path::Path;

use super::proof::has;
use crate::icons;
use crate::run::{self, Fault};
use crate::tree;

const ENTRY: &str = "People.desktop";
const METAINFO: &str = "/usr/share/metainfo/community.people.desktop.metainfo.xml";
const ICONS: &str = "/usr/share/icons/hicolor";

/// The schemes of the links that People takes.
const SCHEMES: &[&str] = &["tel", "callto", "sip"];

/// Looks at all of it.
///
/// # Errors
///
/// When something is missing or not as its specification has it.
pub fn prove() -> Result<(), Fault> {
    let path = Path::new("/usr/share/applications").join(ENTRY);
    run::run(
        run::command("desktop-file-validate")
            .arg("--no-hints")
            .arg(&path),
    )?;
    run::run(run::command("appstreamcli").args(["validate", "--no-net", METAINFO]))?;
    text(&path).and_then(|entry| starts_with_a_link(&entry))?;
    icons::SIZES
        .into_iter()
        .map(|size| format!("{ICONS}/{size}x{size}/apps/people.png"))
        .chain([format!("{ICONS}/scalable/apps/people.svg")])
        .try_for_each(|icon| expect(has(icon.as_ref()), || format!("{icon} is missing")))?;
    SCHEMES.iter().try_for_each(|scheme| opens(scheme))
}

/// The entry passes the link that was opened, and names the window that belongs to it.
fn starts_with_a_link(entry: &str) -> Result<(), Fault> {
    ["Exec=people %u", "Icon=people", "StartupWMClass=people"]
        .into_iter()
        .try_for_each(|line| {
            expect(entry.lines().any(|one| one == line), || {
                format!("{ENTRY} has no `{line}`")
            })
        })
}

/// A person who chose nothing else opens these links with People.
fn opens(scheme: &str) -> Result<(), Fault> {
    let nobody = tree::target().join("nobody");
    let program = run::ask(
        run::command("xdg-mime")
            .args(["query", "default"])
            .arg(format!("x-scheme-handler/{scheme}"))
            .env("HOME", &nobody)
            .env("XDG_CONFIG_HOME", &nobody)
            .env("XDG_DATA_HOME", &nobody)
            .env_remove("XDG_CURRENT_DESKTOP"),
    )?;
    expect(program.trim() == ENTRY, || {
        format!("links of `{scheme}` are opened by `{}`", program.trim())
    })
}

fn text(path: &Path) -> Result<String, Fault> {
    fs::read_to_string(path).map_err(|fault| Fault::File(path.to_owned(), fault))
}

fn expect(holds: bool, else_told: impl FnOnce() -> String) -> Result<(), Fault> {
    if holds {
        Ok(())
    } else {
        Err(Fault::Answer(else_told()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_without_the_link_is_refused() {
        let entry = "[Desktop Entry]\nExec=people %u\nIcon=people\nStartupWMClass=people\n";
        assert!(starts_with_a_link(entry).is_ok());
        assert!(starts_with_a_link(&entry.replace(" %u", "")).is_err());
    }
}
