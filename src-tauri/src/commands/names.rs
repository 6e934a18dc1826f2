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
    "delete_all",
    // Import and export
    "plan",
    "replan",
    "plan_rows",
    "drop_plan",
    "import",
    "cancel_import",
    "save_skipped",
    "export",
    // Settings
    "settings",
    "set_settings",
    "wipe_local_copy",
    // The desktop
    "pick_import_file",
    "pick_export_file",
    "copy_text",
    "open_mail",
    "system_language",
    // The embedded stack
    "has_embedded",
    "try_embedded",
];
