//! The requests of an import and nothing else.

use std::error::Error;
use std::time::Instant;

use serde_json::{Value, json};

use super::stack;
use crate::turns::milliseconds;

/// Posts these bodies one after the other to a new stack, and reads each answer: the milliseconds.
pub async fn post(bodies: Vec<Vec<u8>>) -> Result<f64, Box<dyn Error>> {
    let sandbox = stack().await?;
    // Nothing here is encrypted, and reqwest asks for a provider all the same. One that is there already will do.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let http = reqwest::Client::builder().no_proxy().build()?;
    let url = |path: &str| format!("{}{path}", sandbox.url());
    let asked = http
        .post(url("/api/auth/0.1/token"))
        .basic_auth(sandbox.username(), Some(sandbox.password()))
        .json(&json!({"expiration": 3600}));
    let answer: Value = asked.send().await?.error_for_status()?.json().await?;
    let token = answer["data"]["token"].as_str().ok_or("no token")?;
    let start = Instant::now();
    for body in bodies {
        let answer = http
            .post(url("/api/dird/0.1/personal/import"))
            .header("X-Auth-Token", token)
            .header("Content-Type", "text/csv; charset=utf-8")
            .body(body)
            .send()
            .await?;
        answer.error_for_status()?.bytes().await?;
    }
    let took = milliseconds(start.elapsed());
    sandbox.stop().await;
    Ok(took)
}
