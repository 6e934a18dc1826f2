//! A stack, and the program beside it.

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;
use wazo_sandbox::{Options, Sandbox};

use crate::control::Control;

pub struct Bench {
    pub sandbox: Sandbox,
    pub control: Control,
    pub home: TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub struct Run {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Bench {
    pub async fn new() -> Self {
        Self::with(Options::default()).await
    }

    /// A stack whose demo user has so many contacts.
    pub async fn with_personal(personal: usize) -> Self {
        let options = Options {
            personal,
            ..Options::default()
        };
        Self::with(options).await
    }

    async fn with(options: Options) -> Self {
        let options = Options {
            tls: true,
            control: true,
            ..options
        };
        let sandbox = Sandbox::start(options).await.unwrap();
        Self {
            control: Control::new(sandbox.control_url().unwrap()),
            sandbox,
            home: tempfile::tempdir().unwrap(),
        }
    }

    /// Runs the program, signed in as the demo user and trusting the stack's certificate.
    pub async fn run(&self, verb: &[&str]) -> Run {
        end(self.command_for(verb)).await
    }

    /// Runs the program with these arguments beside server and user.
    pub async fn run_bare(&self, arguments: &[&str], password: &str) -> Run {
        end(self.bare_command(arguments, password)).await
    }

    /// The program, to be signed in as the demo user and trusting the stack's certificate.
    pub fn command_for(&self, verb: &[&str]) -> Command {
        let ca = self.sandbox.ca().unwrap().display().to_string();
        let mut arguments = vec!["--ca", &ca];
        arguments.extend(verb);
        self.bare_command(&arguments, self.sandbox.password())
    }

    fn bare_command(&self, arguments: &[&str], password: &str) -> Command {
        let mut command = self.command();
        command
            .args([
                "--server",
                self.sandbox.url(),
                "--username",
                self.sandbox.username(),
            ])
            .args(arguments)
            .env("PEOPLE_PASSWORD", password);
        command
    }

    /// The program in a home of its own.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_people-cli"));
        command
            .env("PEOPLE_DATA_DIR", self.home.path())
            .env_remove("PEOPLE_SERVER")
            .env_remove("PEOPLE_USERNAME")
            .env_remove("PEOPLE_PASSWORD");
        command
    }

    /// The program's answer in JSON.
    pub async fn json(&self, verb: &[&str]) -> Value {
        let mut arguments = vec!["--json"];
        arguments.extend(verb);
        let run = self.run(&arguments).await;
        serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{run:?}"))
    }

    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.home.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

pub async fn end(mut command: Command) -> Run {
    command.stdin(std::process::Stdio::null());
    let run = tokio::task::spawn_blocking(move || command.output());
    Run::from(run.await.unwrap().unwrap())
}
