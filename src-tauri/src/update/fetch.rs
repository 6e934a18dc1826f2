//! Asking for a newer version, fetching it and putting it in place.

use std::time::Duration;

use people_engine::EngineHandle;
use tauri::async_runtime::spawn_blocking;
use tauri::utils::config::BundleType;
use tauri::utils::platform::bundle_type;
use tauri::{AppHandle, Manager};
use tauri_plugin_updater::{Update, Updater, UpdaterExt};
use tokio::sync::oneshot;
use url::Url;

use super::fault;
use super::state::{UpdateFault, UpdateOff, UpdateState};

/// No program of ours is larger, in bytes: what goes beyond it is not fetched to its end.
const LARGEST: u32 = 1024 * 1024 * 1024;

/// Progress is told once in so many bytes.
const STEP: u32 = 256 * 1024;

/// How long a server may say nothing.
const SILENCE: Duration = Duration::from_secs(30);

/// The way to the source that the administrator set; a state where none is to be asked.
pub(super) async fn updater(program: &AppHandle) -> Result<Updater, UpdateState> {
    let off = |why| UpdateState::Off { why };
    if is_packaged() {
        return Err(off(UpdateOff::Packaged));
    }
    let engine = program.state::<EngineHandle>().inner().clone();
    let source = match engine.update_source().await {
        Ok(Some(source)) => source,
        Ok(None) | Err(_) => return Err(off(UpdateOff::NotSet)),
    };
    let endpoint: Url = source
        .endpoint
        .parse()
        .map_err(|error: url::ParseError| fault::failed(error.into()))?;
    let exiting = program.clone();
    program
        .updater_builder()
        .endpoints(vec![endpoint])
        .and_then(|builder| {
            builder
                .pubkey(source.key)
                .configure_client(|client| {
                    client
                        .https_only(!cfg!(debug_assertions))
                        .read_timeout(SILENCE)
                })
                .on_before_exit(move || {
                    crate::leave(&exiting);
                    exiting.cleanup_before_exit();
                })
                .build()
        })
        .map_err(fault::failed)
}

/// Fetches the version, checks its signature and puts it in place. `told` hears how many bytes are here, and how many there are.
pub(super) async fn install(
    update: &Update,
    told: impl Fn(u32, Option<u32>),
) -> Result<(), UpdateFault> {
    told(0, None);
    let (cut, too_large) = oneshot::channel::<()>();
    let (mut cut, mut done) = (Some(cut), 0_u32);
    let downloading = update.download(
        |bytes, total| {
            let before = done;
            done = before.saturating_add(u32::try_from(bytes).unwrap_or(u32::MAX));
            if done > LARGEST {
                drop(cut.take());
            } else if done / STEP != before / STEP {
                told(done, total.and_then(|total| total.try_into().ok()));
            }
        },
        || {},
    );
    let fetched = tokio::select! {
        biased;
        _ = too_large => return Err(UpdateFault::BadFile),
        fetched = downloading => fetched.map_err(fault::why)?,
    };
    let update = update.clone();
    match spawn_blocking(move || update.install(fetched)).await {
        Ok(installed) => installed.map_err(fault::why),
        Err(_) => Err(UpdateFault::Unexpected),
    }
}

/// Whether a package of the system brought the program, and brings newer ones: on Linux all but an AppImage, on Windows what an
/// administrator rolled out as MSI.
fn is_packaged() -> bool {
    if cfg!(target_os = "linux") {
        crate::appimage::path().is_none()
    } else {
        matches!(bundle_type(), Some(BundleType::Msi))
    }
}
