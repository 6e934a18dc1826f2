//! `wazo-sandbox`: starts a stack, says where it is in one JSON line, and serves until it is told to end.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use serde_json::json;
use tracing_subscriber::EnvFilter;
use wazo_sandbox::{Options, Sandbox};

/// A Wazo stack in one process, for this machine alone.
///
/// When it is ready it prints one line of JSON: url, username, password, and where they apply ca (the certificate's
/// file) and control. Every colleague can sign in too: the e-mail address (or the extension) and the same password.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// Loopback address to listen on; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// Number of people on the server
    #[arg(long, default_value_t = 60)]
    people: usize,
    /// Number of personal contacts of the user to sign in as
    #[arg(long, default_value_t = 25)]
    personal: usize,
    /// Serve HTTPS with a self-signed certificate
    #[arg(long)]
    tls: bool,
    /// Directory in which everything survives a kill
    #[arg(long)]
    data: Option<PathBuf>,
    /// Decides names, ids and orders
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Open the control port
    #[arg(long)]
    control: bool,
    /// Have people change their presence, call each other and the user, and answer chats
    #[arg(long)]
    lively: bool,
    /// How many times as fast they live; the phone system keeps its time
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1000))]
    speed: u32,
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn")),
        )
        .with_writer(std::io::stderr)
        .init();
    let arguments = Arguments::parse();
    let options = Options {
        listen: arguments.listen,
        people: arguments.people,
        personal: arguments.personal,
        tls: arguments.tls,
        data: arguments.data,
        seed: arguments.seed,
        control: arguments.control,
        lively: arguments.lively,
        speed: arguments.speed,
        ..Options::default()
    };
    let end = match end_of_work() {
        Ok(end) => end,
        Err(error) => {
            tracing::error!(%error, "signals cannot be heard");
            return ExitCode::FAILURE;
        }
    };
    match Sandbox::start(options).await {
        Ok(sandbox) => {
            announce(&sandbox);
            end.await;
            sandbox.stop().await;
            ExitCode::SUCCESS
        }
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the sandbox did not start"
            );
            ExitCode::FAILURE
        }
    }
}

#[expect(
    clippy::print_stdout,
    reason = "this line is what the program is asked for"
)]
fn announce(sandbox: &Sandbox) {
    let mut line = json!({
        "url": sandbox.url(),
        "username": sandbox.username(),
        "password": sandbox.password(),
    });
    if let Some(ca) = sandbox.ca() {
        line["ca"] = json!(ca);
    }
    if let Some(control) = sandbox.control_url() {
        line["control"] = json!(control);
    }
    println!("{line}");
}

/// What waits for SIGTERM or SIGINT; heard from now on, however early they come.
#[cfg(unix)]
fn end_of_work() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// What waits for Ctrl+C; heard from now on, however early it comes.
#[cfg(windows)]
fn end_of_work() -> std::io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}
