//! The shell around nothing: the window, its policy and every plugin, and a page that only says when it was painted. What the
//! program itself adds to the start and to the memory is measured beside it.

use std::borrow::Cow;
use std::error::Error;

use people_engine::Config;
use tauri::utils::assets::{AssetKey, AssetsIter, CspHash};
use tauri::{Assets, Manager, Runtime};

const PAGE: &str = r#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="color-scheme" content="light dark" />
    <title>People</title>
  </head>
  <body>
    <script type="module" src="painted.js"></script>
  </body>
</html>
"#;

/// The second frame begins when the first one is painted.
const SCRIPT: &str = r#"requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("painted")));
"#;

fn main() -> Result<(), Box<dyn Error>> {
    let mut context = people_shell::context();
    context.set_assets(Box::new(Nothing));
    people_shell::shell(&Config::for_user()?.data_dir)
        .setup(|program| {
            if let Some(window) = program.get_webview_window("main") {
                window.show()?;
                window.set_focus()?;
            }
            Ok(())
        })
        .run(context)?;
    Ok(())
}

struct Nothing;

impl<R: Runtime> Assets<R> for Nothing {
    fn get(&self, key: &AssetKey) -> Option<Cow<'_, [u8]>> {
        match key.as_ref() {
            "/index.html" => Some(Cow::Borrowed(PAGE.as_bytes())),
            "/painted.js" => Some(Cow::Borrowed(SCRIPT.as_bytes())),
            _ => None,
        }
    }

    fn iter(&self) -> Box<AssetsIter<'_>> {
        Box::new(std::iter::empty())
    }

    fn csp_hashes(&self, _html: &AssetKey) -> Box<dyn Iterator<Item = CspHash<'_>> + '_> {
        Box::new(std::iter::empty())
    }
}
