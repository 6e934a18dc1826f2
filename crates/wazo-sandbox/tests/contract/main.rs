//! The contract: each line of the recordings is sent to the sandbox, and the answer compared.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod compare;
mod replay;
mod scenarios;
mod socket;

/// Lines that the sandbox does not reproduce, each with its reason.
const NOT_REPRODUCED: &[(&str, &str)] = &[
    (
        "dird_sources_a%2Fb",
        "recorded at the service's own port; behind nginx the slash is decoded",
    ),
    (
        "dird_fav_del_slash_in_name",
        "the same; see nginx_slash_in_source",
    ),
    (
        "chatd_status",
        "asked with an administrator's token; the sandbox has users only",
    ),
    (
        "calld_status",
        "asked with an administrator's token; the sandbox has users only",
    ),
    (
        "agentd_status",
        "asked with an administrator's token; the sandbox has users only",
    ),
    (
        "calld_call_create",
        "recorded before the laboratory had a dialplan; later recordings answer 201",
    ),
    (
        "calld_calls_list_after",
        "a channel without a phone, made before the laboratory had a dialplan; `tests/exchange` has calls as they are",
    ),
    (
        "calld_voicemails",
        "recorded before the laboratory had mailboxes; `tests/exchange` has one with a message",
    ),
    (
        "conc_same_import_2",
        "the sandbox takes one request after the other, so there is no race to lose",
    ),
];
