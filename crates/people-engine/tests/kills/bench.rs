//! A stack, and the program's files beside it.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::{env, fs};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tempfile::TempDir;
use wazo_sandbox::{Options, Sandbox};

use crate::program::{PART, Part, SAID, Wish};

/// What the program found when it was started.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// Whether a session was kept.
    pub session: bool,
    pub zoom: u32,
    /// Every contact's key, and every personal one's text.
    pub contacts: Vec<String>,
    pub favorites: Vec<String>,
}

pub struct Bench {
    sandbox: Sandbox,
    home: TempDir,
}

impl Bench {
    /// A program that somebody signed in to stay, and that ended in order.
    pub async fn signed_in(personal: usize) -> Self {
        let options = Options {
            tls: true,
            control: true,
            personal,
            ..Options::default()
        };
        let bench = Self {
            sandbox: Sandbox::start(options).await.unwrap(),
            home: tempfile::tempdir().unwrap(),
        };
        bench.written_by(Wish::SignIn).await;
        bench
    }

    /// Lets the program come to its end; gives the most bytes that were on their way into its local copy.
    pub async fn written_by(&self, wish: Wish) -> u64 {
        let program = self.start(wish);
        let log = self.log();
        blocking(move || {
            let mut most = 0;
            let ended = watched(program, || {
                most = most.max(length(&log));
                false
            });
            assert!(ended.is_some_and(|status| status.success()));
            most
        })
        .await
    }

    /// Kills the program when so many bytes are on their way into its local copy. False when it came to its end before.
    pub async fn kill_at_bytes(&self, wish: Wish, mark: u64) -> bool {
        let program = self.start(wish);
        let log = self.log();
        blocking(move || watched(program, || length(&log) > mark).is_none()).await
    }

    /// Kills the program when it said that it wrote its settings so often; gives the last write that it told of.
    pub async fn kill_at_write(&self, mark: usize) -> u32 {
        let mut program = self.start(Wish::WriteSettings);
        blocking(move || {
            let mut said = lines(&mut program);
            let marked = said.nth(mark - 1).unwrap();
            program.kill().unwrap();
            // What it still said before it died.
            let last = said.last().unwrap_or(marked);
            program.wait().unwrap();
            serde_json::from_value(last).unwrap()
        })
        .await
    }

    /// What a new start of the program finds without the server.
    pub async fn found(&self) -> Found {
        let out_of_order = json!({"path": "/", "status": 503});
        self.send("POST", "faults", out_of_order).await;
        let mut program = self.start(Wish::Look);
        let found = blocking(move || {
            let said = lines(&mut program).last();
            assert!(program.wait().unwrap().success());
            serde_json::from_value(said.unwrap()).unwrap()
        });
        let mut found: Found = found.await;
        self.send("DELETE", "faults", Value::Null).await;
        found.contacts.sort();
        found.favorites.sort();
        found
    }

    /// The local copy of the only account.
    pub fn store(&self) -> PathBuf {
        let files = fs::read_dir(self.home.path().join("data")).unwrap();
        let mut paths = files.map(|file| file.unwrap().path());
        paths.find(|path| is_store(path)).unwrap()
    }

    /// What SQLite writes first.
    fn log(&self) -> PathBuf {
        let data = self.home.path().join("data");
        if !data.exists() {
            return data;
        }
        let mut name = self.store().into_os_string();
        name.push("-wal");
        name.into()
    }

    fn start(&self, wish: Wish) -> Child {
        let part = Part {
            wish,
            home: self.home.path().to_owned(),
            server: self.sandbox.url().to_owned(),
            fingerprint: self.sandbox.fingerprint().unwrap().to_owned(),
            username: self.sandbox.username().to_owned(),
            password: self.sandbox.password().to_owned(),
        };
        Command::new(env::current_exe().unwrap())
            .args(["the_program", "--exact", "--ignored", "--nocapture"])
            .env(PART, json!(part).to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Adds a colleague.
    pub async fn hire(&self) {
        let new = json!({"firstname": "New", "number": "1999"});
        self.send("POST", "people", new).await;
    }

    /// Asks the control for something.
    async fn send(&self, method: &'static str, path: &'static str, body: Value) {
        let control = self.sandbox.control_url().unwrap();
        let host = control.trim_start_matches("http://").to_owned();
        blocking(move || {
            let body = body.to_string();
            let mut stream = TcpStream::connect(&host).unwrap();
            write!(
                stream,
                "{method} /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            )
            .unwrap();
            let head = BufReader::new(stream).lines().next().unwrap().unwrap();
            assert!(head.starts_with("HTTP/1.1 2"), "{head}");
        })
        .await;
    }
}

fn is_store(path: &Path) -> bool {
    let name = path.file_name().unwrap().to_string_lossy();
    name.ends_with(".sqlite") && !name.contains("journal")
}

fn length(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |file| file.len())
}

/// Waits for the end of the program, or kills it as soon as it is time; gives how it ended by itself.
fn watched(mut program: Child, mut is_time: impl FnMut() -> bool) -> Option<ExitStatus> {
    loop {
        if let Some(status) = program.try_wait().unwrap() {
            return Some(status);
        }
        if is_time() {
            program.kill().unwrap();
            program.wait().unwrap();
            return None;
        }
    }
}

/// What the program says.
fn lines(program: &mut Child) -> impl Iterator<Item = Value> + use<> {
    let said = BufReader::new(program.stdout.take().unwrap()).lines();
    said.map_while(Result::ok).filter_map(|line| {
        let (_, said) = line.split_once(SAID)?;
        serde_json::from_str(said).ok()
    })
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.unwrap()
}
