//! Whether the program runs from an AppImage. The variable `APPIMAGE` alone proves nothing: a program that an AppImage started,
//! by opening a link, inherits it.

use std::env;
use std::path::{Path, PathBuf};

/// The AppImage that this program runs from.
pub(crate) fn path() -> Option<PathBuf> {
    let image = env::var_os("APPIMAGE").filter(|image| !image.is_empty())?;
    let mounted = PathBuf::from(env::var_os("APPDIR")?);
    is_below(&env::current_exe().ok()?, &mounted).then(|| image.into())
}

fn is_below(program: &Path, folder: &Path) -> bool {
    match (program.canonicalize(), folder.canonicalize()) {
        (Ok(program), Ok(folder)) => folder.parent().is_some() && program.starts_with(folder),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_another_appimage_started_is_none() {
        let ours = env::current_exe().unwrap();
        let other = tempfile::tempdir().unwrap();
        assert!(is_below(&ours, ours.parent().unwrap()));
        assert!(!is_below(&ours, other.path()));
        assert!(!is_below(&ours, &other.path().join("gone")));
        assert!(!is_below(&ours, Path::new("/")));
    }
}
