//! The program's icons, each rendered from a drawing.

mod drawing;
mod file;

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::Fault;
use crate::tree;
use drawing::{Drawing, Picture};

const FOLDER: &str = "src-tauri/icons";

/// The program's icon, the one drawing of it.
const PROGRAM: &str = "icon.svg";

/// The sizes at which desktops look for a program's icon, in pixels.
pub const SIZES: [u32; 9] = [16, 22, 24, 32, 48, 64, 128, 256, 512];

/// The sizes within the `.ico` of Windows and the `.icns` of macOS.
const ICO: [u32; 6] = [16, 24, 32, 48, 64, 256];
const ICNS: [u32; 7] = [16, 32, 64, 128, 256, 512, 1024];

/// The drawings of the tray's states, and the sizes of panels.
const TRAY: &str = "tray";
const TRAY_SIZES: [u32; 5] = [16, 22, 24, 32, 48];

/// A file that is rendered.
struct Icon {
    path: PathBuf,
    bytes: Vec<u8>,
}

/// Renders every icon into its file.
///
/// # Errors
///
/// When a drawing cannot be read or a file cannot be written.
pub fn write() -> Result<(), Fault> {
    let icons = render()?;
    for icon in &icons {
        fs::write(&icon.path, &icon.bytes)
            .map_err(|fault| Fault::File(icon.path.clone(), fault))?;
    }
    println!("{} icons are in {FOLDER}", icons.len());
    Ok(())
}

/// The icons that are not what their drawings say now.
///
/// # Errors
///
/// When a drawing cannot be read.
pub fn check() -> Result<Vec<String>, Fault> {
    Ok(render()?
        .into_iter()
        .filter(|icon| fs::read(&icon.path).ok().as_ref() != Some(&icon.bytes))
        .map(|icon| {
            format!(
                "{}: is not what its drawing says: run `cargo xtask icons`",
                icon.path
                    .strip_prefix(tree::root())
                    .unwrap_or(&icon.path)
                    .display()
            )
        })
        .collect())
}

fn render() -> Result<Vec<Icon>, Fault> {
    let folder = tree::root().join(FOLDER);
    let mut icons = program(&folder)?;
    for path in drawings(&folder.join(TRAY))? {
        icons.extend(state(&path)?);
    }
    Ok(icons)
}

fn program(folder: &Path) -> Result<Vec<Icon>, Fault> {
    let drawing = Drawing::read(&folder.join(PROGRAM))?;
    let mut icons = SIZES
        .into_iter()
        .map(|size| {
            png(
                &drawing.at(size, air(size))?,
                folder,
                &format!("{size}x{size}"),
            )
        })
        .collect::<Result<Vec<_>, Fault>>()?;
    let pictures = |sizes: &[u32], air: fn(u32) -> u32| {
        sizes
            .iter()
            .map(|size| drawing.at(*size, air(*size)))
            .collect::<Result<Vec<_>, Fault>>()
    };
    icons.push(Icon {
        path: folder.join("icon.ico"),
        bytes: file::ico(&pictures(&ICO, air)?)?,
    });
    icons.push(Icon {
        path: folder.join("icon.icns"),
        bytes: file::icns(&pictures(&ICNS, air_of_macos)?)?,
    });
    Ok(icons)
}

/// The pictures of one state of the tray.
fn state(path: &Path) -> Result<Vec<Icon>, Fault> {
    let drawing = Drawing::read(path)?;
    let folder = path.parent().unwrap_or(path);
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    TRAY_SIZES
        .into_iter()
        .map(|size| png(&drawing.at(size, 0)?, folder, &format!("{name}-{size}")))
        .collect()
}

fn png(picture: &Picture, folder: &Path, name: &str) -> Result<Icon, Fault> {
    Ok(Icon {
        path: folder.join(format!("{name}.png")),
        bytes: file::png(picture)?,
    })
}

/// The pixels left free on each side. A small icon needs all there are; a large one stands among others.
fn air(size: u32) -> u32 {
    if size < 64 { 0 } else { size / 16 }
}

/// As Apple's template has it: 100 of 1024.
fn air_of_macos(size: u32) -> u32 {
    size * 100 / 1024
}

fn drawings(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let on_folder = |fault| Fault::File(folder.to_owned(), fault);
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut paths = fs::read_dir(folder)
        .map_err(on_folder)?
        .map(|entry| entry.map(|entry| entry.path()).map_err(on_folder))
        .collect::<Result<Vec<_>, Fault>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "svg"));
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_icon_has_all_its_pixels() {
        assert_eq!(air(16), 0);
        assert_eq!(air(128), 8);
        assert_eq!(air_of_macos(1024), 100);
    }

    #[test]
    fn each_state_has_each_size() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("away.svg");
        fs::write(&path, drawing::DISC).unwrap();
        assert_eq!(
            drawings(folder.path()).unwrap(),
            std::slice::from_ref(&path)
        );
        let names: Vec<_> = state(&path)
            .unwrap()
            .into_iter()
            .map(|icon| icon.path.file_name().unwrap().to_owned())
            .collect();
        assert_eq!(
            names,
            TRAY_SIZES.map(|size| std::ffi::OsString::from(format!("away-{size}.png")))
        );
    }
}
