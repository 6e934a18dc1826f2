//! No answer of a server breaks its reader.

use std::time::Duration;

use bolero::check;
use fuzz::{Edit, edited, recorded};
use wazo_client::LoginOptions;

/// Who is told most in the recorded calls.
const ALICE: &str = "ca4db7c3-ff1c-5c5a-86df-b9e2cd8f7362";

/// Runs readers over the edited answers of a service.
fn over(service: &str, read: impl Fn(&[u8]) + std::panic::RefUnwindSafe) {
    let seeds = recorded(service);
    check!()
        .with_type::<(u16, Vec<Edit>)>()
        .for_each(|(which, edits)| read(&edited(&seeds, *which, edits)));
}

#[test]
fn directory_answers() {
    over("dird", |body| {
        let _ = wazo_client::parse_headers(body);
        let _ = wazo_client::parse_sources(body);
        let _ = wazo_client::parse_reverse(body);
        if let Ok(answer) = wazo_client::parse_lookup(body) {
            for row in answer.results {
                assert!(row.source.len() <= body.len());
            }
        }
    });
}

#[test]
fn personal_answers() {
    over("import", |body| {
        let _ = wazo_client::parse_contact(body);
        let _ = wazo_client::parse_contacts(body);
        let _ = wazo_client::parse_import(body);
    });
}

#[test]
fn presence_answers() {
    over("chatd", |body| {
        let _ = wazo_client::parse_presence(body);
        let _ = wazo_client::parse_presences(body);
        let _ = wazo_client::parse_room(body);
        let _ = wazo_client::parse_rooms(body);
        let _ = wazo_client::parse_message(body);
        let _ = wazo_client::parse_messages(body);
    });
}

#[test]
fn call_and_agent_answers() {
    over("calld", |body| {
        let _ = wazo_client::parse_call(body);
        let _ = wazo_client::parse_calls(body);
        let _ = wazo_client::parse_transfer(body);
        let _ = wazo_client::parse_transfers(body);
    });
    over("agentd", |body| {
        let _ = wazo_client::parse_agent(body);
        let _ = wazo_client::parse_agents(body);
    });
}

#[test]
fn frames() {
    let seeds = fuzz::frames("08_attended_complete");
    check!()
        .with_type::<(u16, Vec<Edit>)>()
        .for_each(|(which, edits)| {
            let frame = edited(&seeds, *which, edits);
            let _ = wazo_client::parse_frame(&String::from_utf8_lossy(&frame), ALICE);
        });
}

#[test]
fn session_answers_keep_their_secrets() {
    let options = LoginOptions {
        client_id: None,
        expiration: Duration::from_secs(60),
    };
    over("auth", |body| {
        let _ = wazo_client::parse_user(body);
        let _ = wazo_client::parse_infos(body);
        if let Ok(session) = wazo_client::parse_session(body, &options) {
            let token = session.token.expose().to_owned();
            let shown = format!("{session:?}");
            assert!(token.len() < 8 || !shown.contains(&token));
        }
    });
}

#[test]
fn refusals_never_quote_a_token() {
    over("fail", |body| {
        let error = wazo_client::parse_refusal(500, body);
        assert!(!format!("{error:?} {error}").contains("invalid_token"));
    });
}
