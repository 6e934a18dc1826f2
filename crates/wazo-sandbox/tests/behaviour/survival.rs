use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use reqwest::Method;
use serde_json::{Value, json};

use crate::visitor::{PERSONAL, Visitor};

/// The program with a data directory; killed when dropped.
struct Program {
    child: Child,
    ready: Value,
}

impl Program {
    fn start(data: &Path) -> Program {
        let mut child = Command::new(env!("CARGO_BIN_EXE_wazo-sandbox"))
            .args(["--control", "--personal", "5", "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        Program {
            child,
            ready: serde_json::from_str(&line).unwrap(),
        }
    }

    fn text(&self, field: &str) -> &str {
        self.ready[field].as_str().unwrap()
    }

    async fn sign_in(&self) -> Visitor {
        let control = self.text("control").to_owned();
        Visitor::sign_in(
            self.text("url"),
            self.text("username"),
            self.text("password"),
            control,
        )
        .await
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test]
async fn everything_survives_a_kill() {
    let data = tempfile::tempdir().unwrap();
    let program = Program::start(data.path());
    let mut visitor = program.sign_in().await;
    let ids: Vec<Value> = visitor
        .personal()
        .await
        .into_iter()
        .map(|contact| contact["id"].clone())
        .collect();
    let path = |id: &Value| format!("{PERSONAL}/{}", id.as_str().unwrap());
    visitor
        .send(Method::DELETE, &path(&ids[0]), json!(null))
        .await;
    visitor
        .send(Method::PUT, &path(&ids[1]), json!({"firstname": "Changed"}))
        .await;
    visitor
        .request(Method::POST, "/api/dird/0.1/personal/import")
        .body("firstname\nImported\n")
        .send()
        .await
        .unwrap();
    visitor
        .send(
            Method::PUT,
            "/api/dird/0.1/directories/favorites/suppliers/x",
            json!(null),
        )
        .await;
    visitor
        .send(
            Method::DELETE,
            "/api/dird/0.1/directories/favorites/auto_conference_acme/1",
            json!(null),
        )
        .await;
    visitor
        .send(
            Method::POST,
            "/api/calld/1.0/users/me/calls",
            json!({"extension": "1001"}),
        )
        .await;
    visitor
        .tell(
            "/presence",
            json!({"number": "1001", "status": "Survivor", "line_state": "holding"}),
        )
        .await;
    let person = visitor
        .tell(
            "/people",
            json!({"firstname": "Nora", "lastname": "Newcomer"}),
        )
        .await;
    let said = json!({"from": "1001", "to": visitor.user, "content": "still here?"});
    let said = visitor.tell("/chat/say", said).await;
    let messages = format!(
        "/api/chatd/1.0/users/me/rooms/{}/messages",
        said["room"]["uuid"].as_str().unwrap()
    );
    let busy = format!("/api/confd/1.1/users/{}/forwards/busy", visitor.user);
    let forward = json!({"enabled": true, "destination": "1009"});
    visitor.send(Method::PUT, &busy, forward.clone()).await;
    visitor
        .tell(
            "/grant",
            json!({"user": "1000", "scopes": ["agentd.agents.read"]}),
        )
        .await;
    visitor
        .tell("/agents", json!({"who": "1000", "logged": true}))
        .await;
    let removed = visitor.tell("/presence", json!({"number": "1002"})).await["uuid"].clone();
    let url = format!("{}/people/{}", visitor.control, removed.as_str().unwrap());
    visitor.client.delete(url).send().await.unwrap();
    let before = visitor.ask_control("/state").await;
    let calls = visitor.ask_control("/calls").await;
    drop(program);

    let program = Program::start(data.path());
    (visitor.url, visitor.control) = (
        program.text("url").to_owned(),
        program.text("control").to_owned(),
    );
    let after = visitor.ask_control("/state").await;
    assert_eq!(sorted(&before["personal"]), sorted(&after["personal"]));
    assert_eq!(sorted(&before["favorites"]), sorted(&after["favorites"]));
    assert_eq!(
        (&after["people"], &after["user_uuid"]),
        (&before["people"], &before["user_uuid"])
    );
    assert_eq!(visitor.ask_control("/calls").await, calls);
    assert_eq!(
        visitor.personal().await.len(),
        5,
        "the old token is still good"
    );
    assert_eq!(
        visitor.rows("newcomer").await[0]["relations"]["user_uuid"],
        person["uuid"]
    );
    assert_eq!(visitor.get(&messages).await.1["items"], json!([said]));
    assert_eq!(visitor.get(&busy).await.1, forward);
    let (status, agents) = visitor.get("/api/agentd/1.0/agents").await;
    assert_eq!((status, &agents[0]["logged"]), (200, &json!(true)));
    let presence = visitor.tell("/presence", json!({"number": "1001"})).await;
    assert_eq!(
        (&presence["status"], &presence["line_state"]),
        (&json!("Survivor"), &json!("holding"))
    );
}

#[tokio::test]
async fn a_purge_survives_a_kill_too() {
    let data = tempfile::tempdir().unwrap();
    let program = Program::start(data.path());
    program
        .sign_in()
        .await
        .send(Method::DELETE, PERSONAL, json!(null))
        .await;
    drop(program);
    let program = Program::start(data.path());
    assert_eq!(
        program.sign_in().await.personal().await,
        Vec::<Value>::new()
    );
}

#[cfg(unix)]
#[test]
fn a_request_to_end_is_obeyed() {
    let data = tempfile::tempdir().unwrap();
    let mut program = Program::start(data.path());
    let id = program.child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .unwrap()
            .success()
    );
    assert!(program.child.wait().unwrap().success());
}

fn sorted(list: &Value) -> Vec<String> {
    let mut items: Vec<String> = list
        .as_array()
        .unwrap()
        .iter()
        .map(Value::to_string)
        .collect();
    items.sort();
    items
}
