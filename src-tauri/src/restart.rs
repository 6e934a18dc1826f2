//! The program ends and starts again: as by its icon, whatever it was started with. A link that was opened once is not opened
//! again.

use std::sync::atomic::{AtomicBool, Ordering};

use tauri::{AppHandle, Manager};

/// Whether the program starts again when it ends.
#[derive(Default)]
pub(crate) struct Restart(AtomicBool);

/// Ends the program in order, and starts it again.
pub(crate) fn ask(program: &AppHandle) {
    program.state::<Restart>().0.store(true, Ordering::Relaxed);
    program.exit(0);
}

/// Starts the program again where that was asked for; nothing is left to do before.
pub(crate) fn at_exit(program: &AppHandle) {
    if program.state::<Restart>().0.load(Ordering::Relaxed) {
        program.cleanup_before_exit();
        let mut env = program.env();
        env.args_os.truncate(1);
        #[cfg(target_os = "linux")]
        {
            env.appimage = crate::appimage::path().map(Into::into);
        }
        tauri::process::restart(&env);
    }
}
