use std::fmt::Write;

use reqwest::Method;
use serde_json::json;

use crate::replay::Replay;

#[tokio::test]
async fn nginx_answers_as_recorded() {
    let mut replay = Replay::of("nginx").await;
    let token = "TOKEN-73d58f7c";
    replay.sign_in("alice", token).await;
    replay.sign_in("bob", "TOKEN-4bdf6111").await;
    replay
        .lines(&[
            "login",
            "unknown_path",
            "favorite_space",
            "favorite_space_del",
            "slash_in_source",
        ])
        .await;
    replay
        .step(
            Method::PUT,
            "/api/dird/0.1/directories/favorites/company%20csv/1",
            token,
            "",
        )
        .await;
    replay.line("lookup").await;
    let mut over = "firstname,lastname,number,note\r\n".to_owned();
    for index in 0..15_000 {
        let _ = write!(
            over,
            "First{index},Last{index},555{index:07},{}\r\n",
            "x".repeat(50)
        );
    }
    replay.line_with_body("import_over_1MiB", over).await;
    // The gateway gave up after a minute, and the server went on and committed.
    let fault = json!({"path": "*/personal/import", "status": 504, "html": true, "commit": true, "times": 1});
    replay.control("/faults", fault).await;
    let rows: Vec<String> = (0..40_000)
        .map(|index| format!("D{index},{index}\n"))
        .collect();
    replay
        .line_with_body(
            "import_40000_rows_timeout",
            format!("firstname,number\n{}", rows.concat()),
        )
        .await;
    replay.line("import_40000_then_personal_count").await;
    replay.finish().await;
}
