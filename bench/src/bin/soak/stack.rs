//! The server: this program once more, in a process of its own, so that what it takes is not counted.

use std::io;
use std::process::Stdio;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::task::spawn_blocking;
use wazo_sandbox::{Options, Sandbox};

use crate::Fault;

/// People of the company.
const PEOPLE: usize = 200;

/// Where the server is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Place {
    pub url: String,
    pub username: String,
    pub password: String,
    pub fingerprint: String,
    control: String,
}

/// A running server. It ends with this value.
pub struct Stack {
    pub place: Place,
    _server: Child,
}

impl Stack {
    /// Starts it, with people who live `speed` times as fast as people do.
    pub async fn start(speed: u32, seed: u64) -> Result<Self, Fault> {
        let mut server = Command::new(std::env::current_exe()?)
            .args(["--serve", "--speed", &speed.to_string()])
            .args(["--seed", &seed.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let gone = || io::Error::from(io::ErrorKind::BrokenPipe);
        let said = server.stdout.take().ok_or_else(gone)?;
        let line = BufReader::new(said).lines().next_line().await?;
        let place = serde_json::from_str(&line.ok_or_else(gone)?)?;
        Ok(Self {
            place,
            _server: server,
        })
    }

    /// Asks the server's control for something.
    pub async fn control(&self, path: &str, body: Value) -> Result<(), Fault> {
        self.ask("POST", path, &body.to_string()).await
    }

    /// Takes the faults away that wait for requests.
    pub async fn heal(&self) -> Result<(), Fault> {
        self.ask("DELETE", "faults", "").await
    }

    async fn ask(&self, method: &str, path: &str, body: &str) -> Result<(), Fault> {
        let host = self.place.control.trim_start_matches("http://");
        let mut stream = TcpStream::connect(host).await?;
        let request = format!(
            "{method} /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes()).await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        if answer.starts_with("HTTP/1.1 2") {
            Ok(())
        } else {
            Err(Fault::Control(answer))
        }
    }
}

/// What the server's process does: serves until who started it is gone.
pub async fn serve(speed: u32, seed: u64) -> Result<(), Fault> {
    let sandbox = Sandbox::start(Options {
        people: PEOPLE,
        tls: true,
        control: true,
        lively: true,
        speed,
        seed,
        ..Options::default()
    })
    .await?;
    let place = Place {
        url: sandbox.url().to_owned(),
        username: sandbox.username().to_owned(),
        password: sandbox.password().to_owned(),
        fingerprint: sandbox.fingerprint().unwrap_or_default().to_owned(),
        control: sandbox.control_url().unwrap_or_default().to_owned(),
    };
    println!("{}", serde_json::to_string(&place)?);
    // Nothing is ever written there: it ends with the other process.
    let ended = spawn_blocking(|| io::copy(&mut io::stdin(), &mut io::sink()));
    ended.await.map_err(io::Error::from)??;
    Ok(())
}
