//! The start with the session on Linux: an entry of the Desktop Application Autostart Specification. Tauri's plugin writes one
//! that breaks at a space in the program's path, and not where `XDG_CONFIG_HOME` says.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tauri::{AppHandle, Manager};

use super::AT_LOGIN;
use crate::appimage;

const FILE: &str = "People.desktop";

/// Whether the entry is there. One that the person turned off in the system's settings is there too.
pub(super) fn is_there(program: &AppHandle) -> bool {
    path(program).is_ok_and(|path| path.exists())
}

/// Writes the entry.
pub(super) fn put(program: &AppHandle) -> io::Result<()> {
    let path = path(program)?;
    // What runs of an AppImage is mounted somewhere else each time.
    let binary = match appimage::path() {
        Some(image) => image,
        None => std::env::current_exe()?,
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, entry(&binary)?)
}

/// Removes the entry.
pub(super) fn remove(program: &AppHandle) -> io::Result<()> {
    fs::remove_file(path(program)?)
}

fn path(program: &AppHandle) -> io::Result<PathBuf> {
    let folder = program.path().config_dir().map_err(io::Error::other)?;
    Ok(folder.join("autostart").join(FILE))
}

fn entry(binary: &Path) -> io::Result<String> {
    let text = text(binary)?;
    let command = quoted(text);
    // A program that was removed without its entry is not missed.
    let there = text.replace('\\', "\\\\");
    Ok(format!(
        "[Desktop Entry]\n\
         Type=Application\n\
         Name=People\n\
         Icon=people\n\
         TryExec={there}\n\
         Exec={command} {AT_LOGIN}\n\
         Terminal=false\n\
         StartupNotify=false\n"
    ))
}

/// A path that an entry can name.
fn text(path: &Path) -> io::Result<&str> {
    path.to_str()
        .filter(|text| !text.contains(char::is_control))
        .ok_or_else(|| io::ErrorKind::InvalidFilename.into())
}

/// A path as the `Exec` key quotes it: once for the command line, once for the string that it is in.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '`' | '$' => quoted.extend(["\\\\", c.encode_utf8(&mut [0; 4])]),
            '\\' => quoted.push_str("\\\\\\\\"),
            '%' => quoted.push_str("%%"),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_quoted_for_the_entry() {
        for (path, written) in [
            ("/usr/bin/people", r#""/usr/bin/people""#),
            ("/home/ann/My Apps/People", r#""/home/ann/My Apps/People""#),
            (r#"/a "b" $c `d` 5%"#, r#""/a \\"b\\" \\$c \\`d\\` 5%%""#),
            (r"/a\b", r#""/a\\\\b""#),
        ] {
            assert_eq!(quoted(path), written);
        }
        assert!(entry(Path::new("/a\nExec=evil")).is_err());
    }

    #[test]
    fn the_entry_says_that_it_is_a_start_with_the_session() {
        let entry = entry(Path::new("/usr/bin/people")).unwrap();
        assert!(entry.contains("\nTryExec=/usr/bin/people\n"));
        assert!(entry.contains("\nExec=\"/usr/bin/people\" --at-login\n"));
    }
}
