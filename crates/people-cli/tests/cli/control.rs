//! The sandbox's control, spoken to as plainly as possible.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::Value;

/// The control of one sandbox.
pub struct Control(String);

impl Control {
    pub fn new(url: &str) -> Self {
        Self(url.trim_start_matches("http://").to_owned())
    }

    /// Sends a request and reads its JSON; null for an answer without a body.
    pub async fn send(&self, method: &str, path: &str, body: Value) -> Value {
        let (host, method, path) = (self.0.clone(), method.to_owned(), path.to_owned());
        let sent = tokio::task::spawn_blocking(move || send(&host, &method, &path, &body));
        sent.await.unwrap()
    }

    /// The demo user's personal contacts, as the server has them.
    pub async fn personal(&self) -> Vec<Value> {
        let state = self.send("GET", "state", Value::Null).await;
        state["personal"].as_array().unwrap().clone()
    }

    /// Counts anew.
    pub async fn forget_requests(&self) {
        self.send("DELETE", "requests", Value::Null).await;
    }

    /// The demo user's favorites, as the server has them.
    pub async fn favorites(&self) -> Vec<Value> {
        let state = self.send("GET", "state", Value::Null).await;
        state["favorites"].as_array().unwrap().clone()
    }

    /// How many requests were answered.
    pub async fn requests(&self) -> usize {
        self.seen().await.len()
    }

    /// How many requests that change contacts were answered.
    pub async fn writes(&self) -> usize {
        let is_write = |item: &&Value| {
            item["method"] != "GET" && item["path"].as_str().unwrap().contains("/personal")
        };
        self.seen().await.iter().filter(is_write).count()
    }

    async fn seen(&self) -> Vec<Value> {
        let seen = self.send("GET", "requests", Value::Null).await;
        seen["items"].as_array().unwrap().clone()
    }

    /// Waits for so many of them.
    pub async fn until_writes(&self, count: usize) {
        while self.writes().await < count {}
    }
}

fn send(host: &str, method: &str, path: &str, body: &Value) -> Value {
    let mut stream = TcpStream::connect(host).unwrap();
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    let length = body.len();
    write!(
        stream,
        "{method} /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 2"), "{path}: {answer}");
    serde_json::from_str(body).unwrap_or(Value::Null)
}
