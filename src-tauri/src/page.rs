//! The page from a folder, in place of the one inside the program: tests show it in languages that nobody speaks. No build for
//! people has this.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};

use tauri::utils::assets::{AssetKey, AssetsIter, CspHash};
use tauri::{Assets, Context, Runtime};

/// The environment variable that names the folder.
const FOLDER: &str = "PEOPLE_PAGE";

/// The context, with the page of the folder where one is named.
pub fn from_folder(mut context: Context) -> Context {
    if let Some(folder) = std::env::var_os(FOLDER) {
        context.set_assets(Box::new(Folder(folder.into())));
    }
    context
}

struct Folder(PathBuf);

impl Folder {
    fn read(&self, name: &str) -> Option<Vec<u8>> {
        let parts: Option<Vec<&OsStr>> = Path::new(name)
            .components()
            .filter(|part| *part != Component::RootDir)
            .map(|part| match part {
                Component::Normal(name) => Some(name),
                _ => None,
            })
            .collect();
        fs::read(
            parts?
                .into_iter()
                .fold(self.0.clone(), |path, part| path.join(part)),
        )
        .ok()
    }
}

impl<R: Runtime> Assets<R> for Folder {
    fn get(&self, key: &AssetKey) -> Option<Cow<'_, [u8]>> {
        self.read(key.as_ref()).map(Cow::Owned)
    }

    fn iter(&self) -> Box<AssetsIter<'_>> {
        Box::new(std::iter::empty())
    }

    fn csp_hashes(&self, _html: &AssetKey) -> Box<dyn Iterator<Item = CspHash<'_>> + '_> {
        Box::new(std::iter::empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_read_outside_of_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let page = Folder(folder.path().join("page"));
        fs::create_dir(&page.0).unwrap();
        fs::write(page.0.join("index.html"), "page").unwrap();
        fs::write(folder.path().join("secret"), "secret").unwrap();
        assert_eq!(page.read("/index.html").as_deref(), Some(&b"page"[..]));
        assert_eq!(page.read("/../secret"), None);
        assert_eq!(page.read("/none"), None);
    }
}
