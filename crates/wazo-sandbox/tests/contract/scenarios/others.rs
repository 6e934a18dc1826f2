use reqwest::Method;

use crate::replay::Replay;

const BOB: &str = "cfeb8351-cd8f-52f3-ac4f-72699a066a96";
/// The room of the recorded messages, which was made in between.
const ROOM: &str = "a43c83bc-255a-447f-979e-e8fdacbde591";

#[tokio::test]
async fn wazo_chatd_answers_as_recorded() {
    let mut replay = Replay::of("chatd").await;
    replay.sign_in("alice", "TOKEN-943434d0").await;
    replay
        .lines(&[
            "presence_one",
            "presence_unknown",
            "presence_put",
            "presence_get_me",
            "presence_put_bad_state",
            "presence_put_other",
            "presence_put_me",
            "presence_put_back",
            "rooms_empty",
        ])
        .await;
    let room = replay
        .step(
            Method::POST,
            "/api/chatd/1.0/users/me/rooms",
            "TOKEN-943434d0",
            format!(r#"{{"users": [{{"uuid": "{BOB}"}}]}}"#),
        )
        .await;
    let room: serde_json::Value = serde_json::from_str(&room).unwrap();
    replay.bindings.bind(ROOM, room["uuid"].as_str().unwrap());
    replay.lines(&["message", "messages"]).await;
    replay.finish().await;
}

#[tokio::test]
async fn wazo_calld_refuses_as_recorded() {
    let mut replay = Replay::of("calld").await;
    for token in ["TOKEN-943434d0", "TOKEN-c237dbcf", "TOKEN-6eff4963"] {
        replay.sign_in("alice", token).await;
    }
    replay
        .lines(&[
            "call_create_bad_extension",
            "call_create_formatted",
            "call_create_no_extension",
            "call_create_unknown_extension",
        ])
        .await;
    replay.finish().await;
}

#[tokio::test]
async fn wazo_agentd_answers_as_recorded() {
    let mut replay = Replay::of("agentd").await;
    replay.sign_in("alice", "TOKEN-943434d0").await;
    replay.sign_in("carol", "TOKEN-741b51f0").await;
    replay.sign_in("alice", "TOKEN-35248338").await;
    replay
        .lines(&[
            "agents",
            "me",
            "me_not_agent",
            "pause_not_logged",
            "login_other_line",
            "login_line",
            "logoff",
        ])
        .await;
    replay.finish().await;
}

/// The recordings of speed: three sizes of one user's list, of which the sandbox is filled with each in turn.
#[tokio::test]
async fn a_long_list_answers_as_recorded() {
    let mut replay = Replay::of("perf").await;
    for (size, token) in [
        (1_000, "TOKEN-04df7ae4"),
        (10_000, "TOKEN-8b60bb35"),
        (100_000, "TOKEN-ce56c1f3"),
    ] {
        replay.sign_in("bob", token).await;
        replay
            .step(Method::DELETE, "/api/dird/0.1/personal", token, "")
            .await;
        for start in (0..size).step_by(10_000) {
            replay
                .step(
                    Method::POST,
                    "/api/dird/0.1/personal/import",
                    token,
                    rows(start, size.min(start + 10_000)),
                )
                .await;
        }
        for question in [
            "headers",
            "favorites",
            "lookup_no_match",
            "lookup_one_match",
            "lookup_few",
            "lookup_many_1char",
            "personal_all",
            "personal_limit20",
            "directories_personal",
        ] {
            replay.line(&format!("{size}_{question}")).await;
        }
    }
    replay.finish().await;
}

fn rows(start: usize, end: usize) -> String {
    let mut file = "firstname,lastname,number,email,company,mobile\n".to_owned();
    for index in start..end {
        file.push_str(&format!(
            "First{index},Last{},555{index:07},u{index}@x.example,Company {},0600{index:06}\n",
            index % 997,
            index % 50,
        ));
    }
    file
}
