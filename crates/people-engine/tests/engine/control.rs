//! The sandbox's control, spoken to as plainly as possible.

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The control of one sandbox.
pub struct Control(String);

impl Control {
    pub fn new(url: &str) -> Self {
        Self(url.trim_start_matches("http://").to_owned())
    }

    /// Sends a request and reads its JSON; null for an answer without a body.
    pub async fn send(&self, method: &str, path: &str, body: Value) -> Value {
        let (head, body) = self.exchange(method, path, body).await;
        assert!(head.starts_with("HTTP/1.1 2"), "{path}: {head} {body}");
        serde_json::from_str(&body).unwrap_or(Value::Null)
    }

    /// Sends a request that may be about something that is not there; whether it was.
    pub async fn attempt(&self, method: &str, path: &str, body: Value) -> bool {
        let (head, _) = self.exchange(method, path, body).await;
        head.starts_with("HTTP/1.1 2")
    }

    async fn exchange(&self, method: &str, path: &str, body: Value) -> (String, String) {
        let mut stream = TcpStream::connect(&self.0).await.unwrap();
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let request = format!(
            "{method} /{path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.0,
            body.len()
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        let answer = String::from_utf8(answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), body.to_owned())
    }

    /// Injects a fault.
    pub async fn fault(&self, fault: Value) {
        self.send("POST", "faults", fault).await;
    }

    /// Takes all faults away.
    pub async fn heal(&self) {
        self.send("DELETE", "faults", Value::Null).await;
    }

    /// How many requests with this method and this in their path were answered.
    pub async fn requests(&self, method: &str, path: &str) -> usize {
        let seen = self.send("GET", "requests", Value::Null).await;
        let items = seen["items"].as_array().unwrap();
        let fits = |item: &&Value| {
            item["method"] == method && item["path"].as_str().unwrap().contains(path)
        };
        items.iter().filter(fits).count()
    }

    /// Every request that was answered since the list was emptied: its method and its path.
    pub async fn asked(&self) -> Vec<(String, String)> {
        let seen = self.send("GET", "requests", Value::Null).await;
        let items = seen["items"].as_array().unwrap().iter();
        let text = |item: &Value, name: &str| item[name].as_str().unwrap().to_owned();
        items
            .map(|item| (text(item, "method"), text(item, "path")))
            .collect()
    }

    /// Empties the list of requests.
    pub async fn forget_requests(&self) {
        self.send("DELETE", "requests", Value::Null).await;
    }

    /// The demo user's personal contacts, as the server has them.
    pub async fn personal(&self) -> Vec<Value> {
        let state = self.send("GET", "state", Value::Null).await;
        state["personal"].as_array().unwrap().clone()
    }

    /// Everything that the demo user keeps: contacts by id, and favorites.
    pub async fn kept(&self) -> (Vec<Value>, Vec<Value>) {
        let state = self.send("GET", "state", Value::Null).await;
        let list = |name: &str, key: &dyn Fn(&Value) -> String| {
            let mut list = state[name].as_array().unwrap().clone();
            list.sort_by_key(key);
            list
        };
        let personal = list("personal", &|contact| contact["id"].to_string());
        (personal, list("favorites", &Value::to_string))
    }
}

/// Contacts without their ids, sorted.
pub fn texts(contacts: &[Value]) -> Vec<String> {
    let mut texts: Vec<String> = contacts
        .iter()
        .map(|contact| {
            let mut contact = contact.clone();
            contact.as_object_mut().unwrap().remove("id");
            contact.to_string()
        })
        .collect();
    texts.sort();
    texts
}
