//! A Wazo stack in one process, and its control.

use std::sync::Arc;

use serde_json::Value;
use wazo_client::{Api, Client, Credentials, LoginOptions, Secret, Server, Trust};
use wazo_sandbox::{Options, Sandbox};

pub struct Stack {
    pub sandbox: Sandbox,
    control: reqwest::Client,
}

impl Stack {
    pub async fn start() -> Self {
        let options = Options {
            tls: true,
            control: true,
            ..Options::default()
        };
        let sandbox = Sandbox::start(options).await.unwrap();
        let tls = client(&sandbox, &Trust::System).tls_config();
        let control = reqwest::Client::builder()
            .tls_backend_preconfigured(Arc::unwrap_or_clone(tls))
            .no_proxy()
            .build()
            .unwrap();
        Self { sandbox, control }
    }

    pub fn trust(&self) -> Trust {
        Trust::Ca(self.sandbox.ca_pem().unwrap().into())
    }

    pub fn client(&self) -> Client {
        client(&self.sandbox, &self.trust())
    }

    pub fn credentials(&self) -> Credentials {
        Credentials {
            username: self.sandbox.username().into(),
            password: Secret::new(self.sandbox.password()),
            domain: None,
        }
    }

    pub async fn api(&self) -> Api {
        let options = LoginOptions {
            client_id: Some("test".into()),
            ..LoginOptions::default()
        };
        let client = self.client();
        let session = client.login(&self.credentials(), &options).await.unwrap();
        Api::new(client, session)
    }

    pub async fn tell(&self, path: &str, body: Value) {
        let url = format!("{}{path}", self.sandbox.control_url().unwrap());
        let request = self.control.post(url).body(body.to_string());
        let response = request
            .header("content-type", "application/json")
            .send()
            .await
            .unwrap();
        assert!(
            response.status().is_success(),
            "{path}: {}",
            response.status()
        );
    }

    /// How many requests of this method and path the stack has seen.
    pub async fn count(&self, method: &str, path: &str) -> usize {
        let url = format!("{}/requests", self.sandbox.control_url().unwrap());
        let body = self
            .control
            .get(url)
            .send()
            .await
            .unwrap()
            .bytes()
            .await
            .unwrap();
        let seen: Value = serde_json::from_slice(&body).unwrap();
        let items = seen["items"].as_array().unwrap();
        items
            .iter()
            .filter(|item| item["method"] == method && item["path"] == path)
            .count()
    }
}

pub fn client(sandbox: &Sandbox, trust: &Trust) -> Client {
    Client::new(Server::parse(sandbox.url()).unwrap(), trust).unwrap()
}
