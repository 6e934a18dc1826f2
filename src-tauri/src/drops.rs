//! Files that are dragged onto the window. Dropping one says as much as picking it in a dialog: it may be read.

use serde::Serialize;
use tauri::DragDropEvent;

use crate::listener::Listener;
use crate::picked::Picked;

/// What becomes of files over the window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum Drop {
    /// They are held over it.
    Over,
    /// They were carried off again.
    Left,
    /// They were let go.
    Files {
        /// The texts that stand for them, as of picked files.
        paths: Vec<String>,
    },
}

/// The page that wants to know.
pub(crate) type Drops = Listener<Drop>;

/// What the page is told of an event of the system; nothing while files only move on over the window, and nothing where no file
/// is carried, as with a text.
pub(crate) fn of(event: &DragDropEvent, picked: &Picked) -> Option<Drop> {
    match event {
        DragDropEvent::Enter { paths, .. } if !paths.is_empty() => Some(Drop::Over),
        DragDropEvent::Drop { paths, .. } if !paths.is_empty() => Some(Drop::Files {
            paths: paths
                .iter()
                .map(|path| picked.may_read(path.clone()))
                .collect(),
        }),
        DragDropEvent::Drop { .. } | DragDropEvent::Leave => Some(Drop::Left),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use tauri::PhysicalPosition;

    use super::*;

    const HERE: PhysicalPosition<f64> = PhysicalPosition::new(1.0, 1.0);

    fn file() -> Vec<PathBuf> {
        vec![PathBuf::from("/home/zoe/contacts.csv")]
    }

    fn enter(paths: Vec<PathBuf>) -> DragDropEvent {
        DragDropEvent::Enter {
            paths,
            position: HERE,
        }
    }

    #[test]
    fn a_dropped_file_may_be_read() {
        let picked = Picked::default();
        let event = DragDropEvent::Drop {
            paths: file(),
            position: HERE,
        };
        let paths = vec!["/home/zoe/contacts.csv".to_owned()];
        assert_eq!(of(&event, &picked), Some(Drop::Files { paths }));
        assert_eq!(
            picked.to_read("/home/zoe/contacts.csv"),
            Ok(PathBuf::from("/home/zoe/contacts.csv"))
        );
    }

    #[test]
    fn a_file_that_is_only_held_over_the_window_may_not_be_read() {
        let picked = Picked::default();
        assert_eq!(of(&enter(file()), &picked), Some(Drop::Over));
        assert_eq!(of(&DragDropEvent::Leave, &picked), Some(Drop::Left));
        assert!(picked.to_read("/home/zoe/contacts.csv").is_err());
    }

    #[test]
    fn a_text_that_is_dragged_is_no_file() {
        let picked = Picked::default();
        assert_eq!(of(&enter(vec![]), &picked), None);
    }
}
