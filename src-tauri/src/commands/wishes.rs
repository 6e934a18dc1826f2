//! What is wanted from outside the window.

use tauri::State;
use tauri::ipc::Channel;

use super::Answer;
use crate::wishes::{Wish, Wishes};

/// Tells the page from now on what is wanted: at once the last wish from before it listened.
#[tauri::command]
#[specta::specta]
pub(crate) async fn listen_wishes(wishes: State<'_, Wishes>, wanted: Channel<Wish>) -> Answer<()> {
    wishes.set(wanted);
    Ok(())
}
