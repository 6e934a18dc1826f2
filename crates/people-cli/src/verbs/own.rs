//! The own presence and the own agent.

use people_engine::EngineHandle;
use people_engine::api::{Own, OwnAgent};

use super::directory;
use crate::args::{Agent, Presence};
use crate::outcome::{Done, Failure};
use crate::output::code;
use crate::{output, words};

/// Does what is asked of presence.
pub async fn presence(
    engine: &EngineHandle,
    verb: Option<Presence>,
    json: bool,
) -> Result<Done, Failure> {
    match verb {
        None | Some(Presence::List) => directory::presence(engine, json).await,
        Some(Presence::Show) => {
            let own = engine.own().await?;
            if json {
                output::json(&own)?;
            } else {
                output::table(&words::OWN, &lines(&own))?;
            }
            Ok(Done::Whole)
        }
        Some(Presence::Set { state, status }) => {
            let status = match status {
                Some(status) => Some(status),
                None => engine.own().await?.status,
            };
            engine.set_presence(state.into(), status).await?;
            Ok(Done::Whole)
        }
    }
}

/// Does what is asked of the own agent.
pub async fn agent(engine: &EngineHandle, verb: Agent, json: bool) -> Result<Done, Failure> {
    match verb {
        Agent::Show => show(engine.own().await?.agent, json)?,
        Agent::Login { line } => {
            // The main line is known once the own user is.
            engine.own().await?;
            engine.agent_login(line).await?;
        }
        Agent::Logout => engine.agent_logout().await?,
        Agent::Pause { reason } => engine.agent_pause(reason).await?,
        Agent::Unpause => engine.agent_unpause().await?,
    }
    Ok(Done::Whole)
}

fn show(agent: Option<OwnAgent>, json: bool) -> Result<(), Failure> {
    if json {
        return Ok(output::json(&agent)?);
    }
    let Some(agent) = agent else {
        return Ok(output::line(words::NO_AGENT)?);
    };
    let mut state = vec![agent.number, code(&agent.state)];
    state.extend(agent.extension);
    state.extend(agent.reason);
    output::line(&state.join("  "))?;
    let rows: Vec<Vec<String>> = agent
        .queues
        .into_iter()
        .map(|queue| {
            vec![
                queue.name,
                queue.id.to_string(),
                words::on(queue.logged_in).into(),
            ]
        })
        .collect();
    Ok(output::table(&words::QUEUES, &rows)?)
}

fn lines(own: &Own) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = |what: &str, state: String| rows.push(vec![what.to_owned(), state]);
    if let Some(presence) = &own.presence {
        row("presence", code(presence));
    }
    row("status", own.status.clone().unwrap_or_default());
    if let Some(on) = own.do_not_disturb {
        row("do not disturb", words::on(on).into());
    }
    for forward in &own.forwards {
        let to = forward.to.as_deref().unwrap_or_default();
        let state = format!("{} {to}", words::on(forward.on));
        row(&format!("forward {}", code(&forward.kind)), state);
    }
    for line in &own.lines {
        let number = line.number.as_deref().unwrap_or_default();
        row(
            &format!("line {}", line.id),
            format!("{number} {}", code(&line.phone)),
        );
    }
    if let Some(agent) = &own.agent {
        row(&format!("agent {}", agent.number), code(&agent.state));
    }
    if let Some(new) = own.voicemails {
        row("new voicemails", new.to_string());
    }
    rows
}
