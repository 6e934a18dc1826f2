//! A signed-in client of a sandbox.

use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::Value;
use wazo_sandbox::{Options, Sandbox};

pub const LOOKUP: &str = "/api/dird/0.1/directories/lookup/full";
pub const PERSONAL: &str = "/api/dird/0.1/personal";

pub struct Visitor {
    pub client: Client,
    pub url: String,
    pub control: String,
    pub token: String,
    pub user: String,
}

/// A demo with its control, and the receptionist signed in.
pub async fn demo() -> (Sandbox, Visitor) {
    let sandbox = Sandbox::start(Options {
        control: true,
        ..Options::default()
    })
    .await
    .unwrap();
    let control = sandbox.control_url().unwrap().to_owned();
    let visitor = Visitor::sign_in(
        sandbox.url(),
        sandbox.username(),
        sandbox.password(),
        control,
    )
    .await;
    (sandbox, visitor)
}

pub fn client() -> Client {
    client_builder().build().unwrap()
}

pub fn client_builder() -> reqwest::ClientBuilder {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().no_proxy()
}

impl Visitor {
    pub async fn sign_in(url: &str, username: &str, password: &str, control: String) -> Visitor {
        let client = client();
        let answer = log_in(&client, url, username, password, r#"{"expiration": 3600}"#).await;
        assert_eq!(answer.status(), 200, "sign-in of {username}");
        let answer: Value = answer.json().await.unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let data = &answer["data"];
        Visitor {
            client,
            url: url.to_owned(),
            control,
            token: text(&data["token"]),
            user: text(&data["metadata"]["uuid"]),
        }
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client
            .request(method, format!("{}{path}", self.url))
            .header("X-Auth-Token", &self.token)
    }

    pub async fn get(&self, path: &str) -> (u16, Value) {
        read(self.request(Method::GET, path).send().await.unwrap()).await
    }

    pub async fn send(&self, method: Method, path: &str, body: Value) -> (u16, Value) {
        read(
            self.request(method, path)
                .body(body.to_string())
                .send()
                .await
                .unwrap(),
        )
        .await
    }

    /// The rows of a lookup with the full display.
    pub async fn rows(&self, term: &str) -> Vec<Value> {
        let (status, answer) = self.get(&format!("{LOOKUP}?term={term}")).await;
        assert_eq!(status, 200);
        answer["results"].as_array().unwrap().clone()
    }

    pub async fn personal(&self) -> Vec<Value> {
        self.get(PERSONAL).await.1["items"]
            .as_array()
            .unwrap()
            .clone()
    }

    pub async fn tell(&self, path: &str, body: Value) -> Value {
        let url = format!("{}{path}", self.control);
        let (status, answer) = read(
            self.client
                .post(url)
                .body(body.to_string())
                .send()
                .await
                .unwrap(),
        )
        .await;
        assert!(status < 300, "{path}: {answer}");
        answer
    }

    pub async fn ask_control(&self, path: &str) -> Value {
        read(
            self.client
                .get(format!("{}{path}", self.control))
                .send()
                .await
                .unwrap(),
        )
        .await
        .1
    }
}

pub async fn log_in(
    client: &Client,
    url: &str,
    username: &str,
    password: &str,
    body: &'static str,
) -> Response {
    let request = client.post(format!("{url}/api/auth/0.1/token"));
    request
        .basic_auth(username, Some(password))
        .body(body)
        .send()
        .await
        .unwrap()
}

/// Status and body, as text where it is no JSON.
pub async fn read(response: Response) -> (u16, Value) {
    let status = response.status().as_u16();
    let text = response.text().await.unwrap();
    (
        status,
        serde_json::from_str(&text).unwrap_or(Value::String(text)),
    )
}
