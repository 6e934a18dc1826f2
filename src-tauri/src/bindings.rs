//! The commands as TypeScript, so that the page and the shell cannot disagree about a type.

use std::path::Path;

use specta_typescript::{Error, Typescript};
use tauri_specta::{Builder, ErrorHandlingMode, collect_commands};

use crate::commands::{
    calls, chat, contacts, desktop, diagnostics, embedded, export, import, lists, notifications,
    own, plan, reports, session, settings, updates, window, wishes,
};

/// Every command of the program.
pub(crate) fn builder() -> Builder<tauri::Wry> {
    Builder::new()
        .error_handling(ErrorHandlingMode::Throw)
        .disable_serde_phases()
        .commands(collect_commands![
            session::accounts,
            session::forget,
            session::sign_in,
            session::resume,
            session::session,
            session::trust,
            session::sign_out,
            session::leave,
            session::subscribe,
            lists::open,
            lists::rows,
            lists::menu,
            lists::set_favorite,
            calls::call,
            calls::calls,
            calls::who,
            calls::hang_up,
            calls::answer,
            calls::mute,
            calls::hold,
            calls::send_digits,
            calls::transfer,
            calls::complete_transfer,
            calls::cancel_transfer,
            calls::missed,
            calls::see_missed,
            calls::clear_missed,
            chat::rooms,
            chat::open_chat,
            chat::messages,
            chat::send_message,
            chat::send_again,
            chat::discard_message,
            chat::mark_read,
            own::own,
            own::desk,
            own::set_presence,
            own::set_do_not_disturb,
            own::set_forward,
            own::agent_login,
            own::agent_logout,
            own::agent_pause,
            own::agent_unpause,
            own::agent_queue,
            contacts::contact,
            contacts::check,
            contacts::save,
            contacts::remove,
            contacts::undo_remove,
            contacts::delete_all,
            contacts::restorable,
            contacts::restore,
            plan::plan,
            plan::replan,
            plan::plan_rows,
            plan::choose,
            plan::drop_plan,
            import::import,
            import::resume_import,
            import::pause_import,
            import::cancel_import,
            import::undo_import,
            reports::imports,
            reports::import_rows,
            reports::save_report,
            reports::report_csv,
            export::export,
            export::export_columns,
            settings::settings,
            settings::set_settings,
            settings::policy,
            settings::wipe_local_copy,
            desktop::pick_import_file,
            desktop::pick_export_file,
            desktop::show_in_folder,
            desktop::copy_text,
            desktop::open_mail,
            desktop::system_language,
            notifications::notify,
            notifications::withdraw_notification,
            notifications::listen_notifications,
            notifications::open_link,
            notifications::open_caller_page,
            window::listen_drops,
            window::listen_closing,
            window::set_tray,
            window::listen_tray,
            window::has_tray,
            window::hide_window,
            window::close_window,
            wishes::listen_wishes,
            diagnostics::versions,
            diagnostics::report,
            diagnostics::show_log,
            updates::update_state,
            updates::check_update,
            updates::install_update,
            updates::restart,
            updates::listen_update,
            embedded::has_embedded,
            embedded::try_embedded,
        ])
}

/// Writes the commands and the types that cross to `target`.
///
/// # Errors
///
/// When a type has no TypeScript shape, or the file cannot be written.
pub fn export(target: &Path) -> Result<(), Error> {
    builder().export(Typescript::default(), target)
}
