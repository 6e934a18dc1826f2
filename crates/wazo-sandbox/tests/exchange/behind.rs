//! What is particular to single scenarios: what was done behind the scenes, and where the sandbox differs, and why.

use serde_json::{Value, json};

/// A scenario, milliseconds after its start, a request to the control and its body.
type Behind = (&'static str, i64, &'static str, fn() -> Value);

/// At 0 it was so before anybody listened.
pub const BEHIND: &[Behind] = &[
    (
        "05g_incoming_dnd",
        0,
        "presence",
        || json!({"number": "1001", "do_not_disturb": true}),
    ),
    ("20_phoned_down", 0, "exchange", || json!({"phoned": false})),
    (
        "20c_calld_restart",
        1_000,
        "services",
        || json!({"name": "calld", "available": false}),
    ),
    (
        "20c_calld_restart",
        6_000,
        "services",
        || json!({"name": "calld", "available": true}),
    ),
    (
        "21_asterisk_restart",
        1_936,
        "exchange",
        || json!({"asterisk": "gone"}),
    ),
    (
        "21_asterisk_restart",
        8_000,
        "exchange",
        || json!({"asterisk": "booting"}),
    ),
    (
        "21_asterisk_restart",
        9_000,
        "exchange",
        || json!({"asterisk": "there"}),
    ),
];

/// Scenarios that are followed that far, in milliseconds.
pub const UNTIL: &[(&str, i64, &str)] = &[(
    "14d_transferred_party_transfers_too",
    8_970,
    "two phones are put down at once to clear up, and the recorder hangs up what is left",
)];

/// Differences by their start, each with the reason.
pub const EXCUSED: &[(&str, &str, &str)] = &[
    (
        "01f_originate_bad_bodies",
        "0.071 alice POST /api/calld/1.0/users/me/calls: /details/mobile_exten",
        "the sandbox's laboratory has no mobile numbers, as in the recordings of dird",
    ),
    (
        "14b_two_transfers_at_the_same_time",
        "1.925 alice POST /api/calld/1.0/users/me/transfers: answered 400",
        "the sandbox takes one request after the other: the second finds the call parked, there is no race to lose",
    ),
];

/// Scenarios that are not replayed, each with the reason.
pub const NOT_REPLAYED: &[(&str, &str)] = &[];
