//! The commands' names, for the build script (permissions) and for the test that compares them with what is registered.

/// Every command that the page may call.
pub const COMMANDS: &[&str] = &[
    // Sessions
    "accounts",
    "forget",
    "sign_in",
    "resume",
    "session",
    "trust",
    "sign_out",
    "leave",
    "subscribe",
    // Lists
    "open",
    "rows",
    "menu",
    "set_favorite",
    "call",
    // Personal contacts
    "contact",
    "check",
    "save",
    "remove",
    "undo_remove",
    "delete_all",
    "restorable",
    "restore",
    // What an import would do
    "plan",
    "replan",
    "plan_rows",
    "choose",
    "drop_plan",
    // Import
    "import",
    "resume_import",
    "pause_import",
    "cancel_import",
    "undo_import",
    // What imports did
    "imports",
    "import_rows",
    "save_report",
    "report_csv",
    // Export
    "export",
    "export_columns",
    // Settings
    "settings",
    "set_settings",
    "wipe_local_copy",
    // The desktop
    "pick_import_file",
    "pick_export_file",
    "show_in_folder",
    "copy_text",
    "open_mail",
    "system_language",
    // The window
    "listen_drops",
    "listen_closing",
    "tray_words",
    "close_window",
    // The embedded stack
    "has_embedded",
    "try_embedded",
];
