//! No answer of a server breaks its reader.

use std::time::Duration;

use bolero::check;
use fuzz::{over, recorded};
use wazo_client::LoginOptions;

#[test]
fn directory_answers() {
    over(check!(), &recorded("dird"), |body| {
        let _ = wazo_client::parse_headers(body);
        let _ = wazo_client::parse_sources(body);
        let _ = wazo_client::parse_reverse(body);
        let _ = wazo_client::parse_wazo_contacts(body);
        if let Ok(answer) = wazo_client::parse_lookup(body) {
            for row in answer.results {
                assert!(row.source.len() <= body.len());
            }
        }
    });
}

#[test]
fn personal_answers() {
    over(check!(), &recorded("import"), |body| {
        let _ = wazo_client::parse_contact(body);
        let _ = wazo_client::parse_contacts(body);
        let _ = wazo_client::parse_import(body);
    });
}

#[test]
fn presence_and_chat_answers() {
    over(check!(), &recorded("chatd"), |body| {
        let _ = wazo_client::parse_presence(body);
        let _ = wazo_client::parse_presences(body);
        let _ = wazo_client::parse_room(body);
        let _ = wazo_client::parse_rooms(body);
        let _ = wazo_client::parse_message(body);
        let _ = wazo_client::parse_messages(body);
    });
}

#[test]
fn call_answers() {
    over(check!(), &recorded("calld"), |body| {
        let _ = wazo_client::parse_call(body);
        let _ = wazo_client::parse_calls(body);
        let _ = wazo_client::parse_transfer(body);
        let _ = wazo_client::parse_transfers(body);
        let _ = wazo_client::parse_new_voicemails(body);
    });
}

#[test]
fn agent_answers() {
    over(check!(), &recorded("agentd"), |body| {
        let _ = wazo_client::parse_agent(body);
        let _ = wazo_client::parse_agents(body);
    });
}

#[test]
fn session_answers_keep_their_secrets() {
    let options = LoginOptions {
        client_id: None,
        expiration: Duration::from_secs(60),
    };
    over(check!(), &recorded("auth"), |body| {
        let _ = wazo_client::parse_user(body);
        let _ = wazo_client::parse_infos(body);
        let _ = wazo_client::parse_granted(body);
        if let Ok(session) = wazo_client::parse_session(body, &options) {
            let token = session.token.expose().to_owned();
            let shown = format!("{session:?}");
            assert!(token.len() < 8 || !shown.contains(&token));
        }
    });
}

#[test]
fn refusals_never_quote_a_token() {
    over(check!(), &recorded("fail"), |body| {
        let error = wazo_client::parse_refusal(500, body);
        assert!(!format!("{error:?} {error}").contains("invalid_token"));
    });
}
