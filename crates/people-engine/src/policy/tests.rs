use proptest::prelude::*;
use wazo_client::Server;

use super::*;
use crate::api::{AppError, PolicyFault, SignIn};

fn rules(text: &str) -> Rules {
    of_text(text.as_bytes())
}

fn refused_in(text: &str) -> Vec<PolicyFault> {
    check_policy(text.as_bytes()).faults
}

/// Line, column, key and what is wrong, of the only fault.
fn only(text: &str) -> (u32, u32, String, PolicyFaultKind) {
    let [fault] = &refused_in(text)[..] else {
        panic!("{:?}", refused_in(text));
    };
    (
        fault.line.unwrap(),
        fault.column.unwrap(),
        fault.key.clone().unwrap_or_default(),
        fault.why.clone(),
    )
}

fn wants(wanted: &str) -> PolicyFaultKind {
    PolicyFaultKind::WrongType {
        wanted: wanted.into(),
    }
}

fn form(server: &str, username: &str) -> SignIn {
    SignIn {
        server: server.into(),
        username: username.into(),
        password: "secret".into(),
        domain: None,
        stay: true,
    }
}

fn completed(rules: &Rules, server: &str, username: &str) -> Result<(String, String), AppError> {
    let (server, form) = rules.complete(form(server, username))?;
    Ok((server.to_string(), form.username))
}

fn locked(setting: &str) -> AppError {
    AppError::Locked {
        setting: setting.into(),
    }
}

#[test]
fn everything_that_can_be_set_is_taken() {
    let rules = rules(
        r#"
locked = ["settings.calls.mailbox_prefix", "server.address", "settings.notifications"]

[server]
address = "pbx.example.com"
domain = "example.com"

[settings]
theme = "dark"
local_copy = false
zoom = 150
calls.mailbox_prefix = "*98"

[settings.desktop]
call_links = "always"

[updates]
endpoint = "https://updates.example.com/{{target}}/{{current_version}}"
key = "dW50cnVzdGVkIGNvbW1lbnQ6IG1pbmlzaWduIHB1YmxpYyBrZXk="
"#,
    );
    assert_eq!(rules.shown.faults, []);
    assert_eq!(
        rules.shown.server.as_deref(),
        Some("https://pbx.example.com")
    );
    assert_eq!(rules.shown.domain.as_deref(), Some("example.com"));
    assert_eq!(
        rules.shown.locked,
        [
            "calls.mailboxPrefix",
            "notifications.calls",
            "notifications.messages",
            "notifications.missed",
            "notifications.names",
            "server"
        ]
    );
    for (path, value) in [
        ("theme", serde_json::json!("dark")),
        ("localCopy", serde_json::json!(false)),
        ("zoom", serde_json::json!(150)),
        ("calls.mailboxPrefix", serde_json::json!("*98")),
        ("desktop.callLinks", serde_json::json!("always")),
    ] {
        assert_eq!(rules.presets[path], value);
    }
    let updates = rules.updates.unwrap();
    assert!(updates.endpoint.starts_with("https://updates.example.com/"));
}

#[test]
fn each_fault_is_named_where_it_stands_and_the_rest_holds() {
    for (text, line, column, key, why) in [
        ("colour = 1", 1, 1, "colour", PolicyFaultKind::UnknownKey),
        (
            "\n[settings]\n  tehme = \"dark\"",
            3,
            3,
            "settings.tehme",
            PolicyFaultKind::UnknownKey,
        ),
        (
            "settings.theme = true",
            1,
            18,
            "settings.theme",
            wants("string"),
        ),
        (
            "settings.theme = \"purple\"",
            1,
            18,
            "settings.theme",
            PolicyFaultKind::BadValue,
        ),
        (
            "settings.zoom = \"150\"",
            1,
            17,
            "settings.zoom",
            wants("integer"),
        ),
        (
            "settings.zoom = 9",
            1,
            17,
            "settings.zoom",
            PolicyFaultKind::BadValue,
        ),
        (
            "settings.local_copy = 1",
            1,
            23,
            "settings.local_copy",
            wants("boolean"),
        ),
        (
            "settings.calls = 1",
            1,
            18,
            "settings.calls",
            wants("table"),
        ),
        (
            "settings.layouts = []",
            1,
            1,
            "settings.layouts",
            PolicyFaultKind::UnknownKey,
        ),
        ("server = \"pbx\"", 1, 10, "server", wants("table")),
        (
            "server.address = \"http://pbx\"",
            1,
            18,
            "server.address",
            PolicyFaultKind::BadValue,
        ),
        (
            "server.domain = \"a@b\"",
            1,
            17,
            "server.domain",
            PolicyFaultKind::BadValue,
        ),
        (
            "server.authority = \"ca.pem\"",
            1,
            20,
            "server.authority",
            PolicyFaultKind::BadValue,
        ),
        (
            "server.authority = \"/nowhere/ca.pem\"",
            1,
            20,
            "server.authority",
            PolicyFaultKind::BadFile,
        ),
        ("locked = \"theme\"", 1, 10, "locked", wants("array")),
        ("locked = [1]", 1, 11, "locked", wants("string")),
        (
            "locked = [\"settings.tehme\"]",
            1,
            11,
            "settings.tehme",
            PolicyFaultKind::UnknownKey,
        ),
        (
            "updates.endpoint = \"ftp://x\"",
            1,
            20,
            "updates.endpoint",
            PolicyFaultKind::BadValue,
        ),
        ("settings.theme = dark", 1, 18, "", PolicyFaultKind::Syntax),
    ] {
        // A dotted key stands where its last name stands.
        let (found_line, found_column, found_key, found_why) = only(text);
        assert_eq!(
            (found_line, found_key.as_str(), &found_why),
            (line, key, &why),
            "{text}"
        );
        if why != PolicyFaultKind::UnknownKey {
            assert_eq!(found_column, column, "{text}");
        }
        let more = format!("settings.profile = \"desk\"\n{text}");
        assert_eq!(rules(&more).presets["profile"], "desk", "{text}");
    }
}

#[test]
fn an_update_needs_both_its_address_and_its_key() {
    let text = "updates.endpoint = \"https://updates.example.com/\"";
    let (_, _, key, why) = only(text);
    assert_eq!((key.as_str(), why), ("updates", PolicyFaultKind::BadValue));
    assert_eq!(rules(text).updates, None);
}

#[test]
fn a_file_that_is_no_text_or_cannot_be_read_is_one_fault() {
    let why = |policy: Policy| {
        policy
            .faults
            .into_iter()
            .map(|fault| fault.why)
            .collect::<Vec<_>>()
    };
    assert_eq!(why(check_policy(b"\xff\xfe")), [PolicyFaultKind::Syntax]);
    let directory = tempfile::tempdir().unwrap();
    let directory_itself = PolicySource::File(directory.path().to_owned());
    assert_eq!(
        why(Rules::read(&directory_itself).shown),
        [PolicyFaultKind::Unreadable]
    );
    let huge = directory.path().join("huge.toml");
    std::fs::write(&huge, vec![b'#'; MOST_BYTES as usize + 1]).unwrap();
    assert_eq!(
        why(Rules::read(&PolicySource::File(huge)).shown),
        [PolicyFaultKind::Syntax]
    );
    let nowhere = PolicySource::File(directory.path().join("policy.toml"));
    assert_eq!(Rules::read(&nowhere).shown, Policy::default());
}

#[test]
fn a_sign_in_is_completed_by_what_is_set() {
    let rules = rules("server = { address = \"PBX.example.com\", domain = \"example.com\" }");
    let set = |name: &str| Ok(("https://pbx.example.com".to_owned(), name.to_owned()));
    assert_eq!(completed(&rules, "", " zoe "), set("zoe@example.com"));
    assert_eq!(
        completed(&rules, "pbx.example.com", "zoe"),
        set("zoe@example.com")
    );
    assert_eq!(
        completed(&rules, " ", "zoe@other.example"),
        set("zoe@other.example")
    );
    let elsewhere = ("https://other.example".to_owned(), "zoe".to_owned());
    assert_eq!(completed(&rules, "other.example", "zoe"), Ok(elsewhere));
}

#[test]
fn a_locked_server_is_the_only_one() {
    let rules = rules(
        "locked = [\"server\"]\nserver = { address = \"pbx.example.com\", domain = \"example.com\" }",
    );
    assert_eq!(
        completed(&rules, "other.example", "zoe"),
        Err(locked("server"))
    );
    assert_eq!(
        completed(&rules, "", "zoe@other.example"),
        Err(locked("domain"))
    );
    assert!(completed(&rules, "https://pbx.example.com/", "zoe@Example.com").is_ok());
    let elsewhere = Server::parse("other.example").unwrap();
    assert_eq!(rules.admit(&elsewhere), Err(locked("server")));
}

#[test]
fn a_server_that_is_locked_to_nothing_is_refused_and_locks_nobody_out() {
    for written in ["server", "server.address", "server.domain"] {
        let text = format!("locked = [\"{written}\"]");
        let fault = (1, 11, written.to_owned(), PolicyFaultKind::BadValue);
        assert_eq!(only(&text), fault);
        assert!(completed(&rules(&text), "other.example", "zoe").is_ok());
    }
    let address = rules("locked = [\"server\"]\nserver.address = \"pbx.example.com\"");
    assert_eq!(address.shown.locked, ["server"]);
    assert_eq!(address.shown.faults, []);
}

proptest! {
    #[test]
    fn no_text_breaks_the_reader(text in "(\\PC|\n|\\[|\\]|=|\"|'|\\.){0,80}") {
        let policy = check_policy(text.as_bytes());
        for fault in &policy.faults {
            let lines = text.matches('\n').count() as u32 + 1;
            prop_assert!(fault.line.is_none_or(|line| (1..=lines).contains(&line)));
            prop_assert!(fault.column.is_none_or(|column| column >= 1));
        }
    }

    #[test]
    fn what_is_taken_is_sound(key in "[a-z_.]{1,24}", number in any::<i64>(), word in "[a-z*+#0-9]{0,9}") {
        for value in [number.to_string(), format!("{word:?}"), "true".to_owned()] {
            let rules = rules(&format!("[settings]\n{key} = {value}"));
            for (path, value) in &rules.presets {
                prop_assert!(crate::local::flat::is_sound(path, value));
            }
        }
    }
}
