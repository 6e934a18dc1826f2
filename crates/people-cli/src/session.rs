//! Signing in for one verb, and out after it.

use std::io::{self, IsTerminal, Write};

use people_engine::api::SignIn;
use people_engine::{Config, Engine, EngineHandle};

use crate::args::Global;
use crate::files;
use crate::outcome::Failure;
use crate::words;

/// The environment variable of the password.
const PASSWORD: &str = "PEOPLE_PASSWORD";

/// An engine that is signed in. Nothing of it is kept on this computer but the journal of its imports, which a later run goes
/// on from.
pub async fn open(global: &Global) -> Result<EngineHandle, Failure> {
    let needed = |value: &Option<String>, flag: &str| {
        given(value).ok_or_else(|| Failure::Usage(words::missing_flag(flag)))
    };
    let engine = Engine::start(Config {
        keep: false,
        ..Config::for_user()?
    })?;
    let policy = engine.policy().await?;
    let form = SignIn {
        server: needed(&given(&global.server).or(policy.server), "--server")?,
        username: needed(&global.username, "--username")?,
        password: password()?,
        domain: global.domain.clone(),
        stay: false,
    };
    let ca = global.ca.as_deref().map(files::read).transpose()?;
    if let Some(pin) = &global.pin {
        engine.trust(form.server.clone(), pin.clone()).await?;
    }
    engine.sign_in_with(form, ca).await?;
    Ok(engine)
}

fn given(value: &Option<String>) -> Option<String> {
    value.clone().filter(|text| !text.trim().is_empty())
}

fn password() -> Result<String, Failure> {
    match std::env::var(PASSWORD) {
        Ok(password) => Ok(password),
        Err(_) if io::stdin().is_terminal() => {
            let _ = io::stderr().flush();
            rpassword::prompt_password(words::PASSWORD_PROMPT)
                .map_err(|_| Failure::Usage(words::missing_flag(PASSWORD)))
        }
        Err(_) => Err(Failure::Usage(words::missing_flag(PASSWORD))),
    }
}
