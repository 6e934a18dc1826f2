//! What works together here, and in which version.

use people_engine::api::ServerFacts;
use serde::Serialize;
use tauri::AppHandle;

/// The versions of everything that takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Versions {
    /// The program's, as `1.2.3`.
    pub(crate) program: String,
    /// The system's name, version and kind of processor.
    pub(crate) system: String,
    /// The desktop and its way of showing windows, as `GNOME, wayland`; absent where the system has one only.
    pub(crate) desktop: Option<String>,
    /// Of what shows the page; empty where the system does not tell.
    pub(crate) web_view: String,
    /// The server's; absent before a sign-in.
    pub(crate) server: Option<ServerFacts>,
}

impl Versions {
    /// Those of this computer, with what is known about the server.
    pub(crate) fn here(program: &AppHandle, server: Option<ServerFacts>) -> Self {
        let said = |name| std::env::var(name).unwrap_or_default();
        Self {
            program: program.package_info().version.to_string(),
            system: format!("{} {}", os_info::get(), std::env::consts::ARCH),
            desktop: desktop(&said("XDG_CURRENT_DESKTOP"), &said("XDG_SESSION_TYPE")),
            web_view: tauri::webview_version().unwrap_or_default(),
            server,
        }
    }
}

fn desktop(name: &str, session: &str) -> Option<String> {
    let known: Vec<_> = [name, session]
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect();
    (!known.is_empty()).then(|| known.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desktop_is_told_as_far_as_it_is_known() {
        assert_eq!(
            desktop("GNOME", "wayland").as_deref(),
            Some("GNOME, wayland")
        );
        assert_eq!(desktop("", "x11").as_deref(), Some("x11"));
        assert_eq!(desktop("", ""), None);
    }
}
