//! Every request that the program makes, with every answer that can be wrong: what the person is told, that it goes on by
//! itself once the server is well, and how often it is asked meanwhile. Time is paused, so that minutes pass at once, in the
//! rhythm of the program as it is delivered.

mod acts;
mod endpoints;
mod import;
mod kinds;
mod stage;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::time::Duration;

use people_engine::api::{AppError, Connection};

use self::acts::Act;
use self::endpoints::{ENDPOINTS, Endpoint};
use self::kinds::{ALL, Fault};
use self::stage::Stage;
use crate::control::texts;

/// How long a fault is watched.
const MINUTE: Duration = Duration::from_secs(60);

/// Longer than the longest pause of the program before it tries anything again.
const RECOVERY: Duration = Duration::from_secs(400);

/// The most often that one thing is asked for within a minute, all of its reasons taken together: every three seconds while it
/// is unclear what became of an import's lines, and now and then beside that.
const MOST_A_MINUTE: usize = 25;

/// What must not be.
const STUCK: &str = "STUCK";
const NOT_BACK: &str = "NOT BACK";
const NOT_ASKED: &str = "NOT ASKED";
const TOO_OFTEN: &str = "TOO OFTEN";
const UNKNOWN: &str = "UNKNOWN";

/// The environment variable that has every fault tried, and not only those that each found most: `all`.
const EXTENT: &str = "PEOPLE_FAULTS";

fn is_full() -> bool {
    std::env::var(EXTENT).is_ok_and(|extent| extent == "all")
}

fn faults() -> impl Iterator<Item = Fault> {
    let few = [
        Fault::DoneAndGatewayTimeout,
        Fault::TooMany,
        Fault::OtherObject,
    ];
    ALL.into_iter()
        .filter(move |fault| is_full() || few.contains(fault))
}

/// The faults at the endpoints of a service, and what came of each.
async fn matrix(service: &str) -> String {
    let path = format!("/api/{service}/");
    let mut told = String::new();
    for endpoint in ENDPOINTS.iter().filter(|it| it.path.starts_with(&path)) {
        let cells = row(endpoint).await;
        writeln!(
            told,
            "{} {} ({:?})",
            endpoint.method, endpoint.path, endpoint.act
        )
        .unwrap();
        let mut grouped: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut order = Vec::new();
        for (fault, cell) in &cells {
            let group = grouped.entry(cell).or_default();
            if group.is_empty() {
                order.push(cell);
            }
            group.push(fault.name());
        }
        for cell in order {
            writeln!(told, "  {}: {cell}", grouped[cell.as_str()].join(", ")).unwrap();
        }
    }
    told
}

/// One endpoint with each fault after the other, in a stack of its own.
async fn row(endpoint: &Endpoint) -> Vec<(Fault, String)> {
    let mut stage = Stage::new().await;
    let mut cells = Vec::new();
    for fault in faults() {
        if matches!(endpoint.act, Act::Complete | Act::Cancel) {
            // What is left of one transfer is not the next one's to deal with.
            stage = Stage::new().await;
        }
        let cell = cell(&mut stage, endpoint, fault).await;
        cells.push((fault, cell));
    }
    cells
}

async fn cell(stage: &mut Stage, endpoint: &Endpoint, fault: Fault) -> String {
    let case = format!(
        "{} {} {:?}, {}",
        endpoint.method,
        endpoint.path,
        endpoint.act,
        fault.name()
    );
    if !stage.is_signed_in().await {
        stage.sign_in().await.unwrap();
    }
    // What is read now and then anyhow is not read again while the fault is watched.
    stage.engine().refresh().await.expect(&case);
    stage.trap = Some((fault, endpoint.method, endpoint.path));
    let outcome = endpoint.act.play(stage).await;
    stage.pass(MINUTE).await;
    let mut told = vec![words(outcome)];
    told.extend(shown(stage).await);
    told.extend(asked(stage, endpoint).await);

    stage.trap = None;
    stage.bench.control.heal().await;
    stage.pass(RECOVERY).await;
    if !stage.is_signed_in().await {
        stage.sign_in().await.expect(&case);
    }
    let again = endpoint.act.play(stage).await;
    if again != Ok(String::new()) {
        told.push(format!("{STUCK}: {again:?}"));
    }
    stage.pass(MINUTE).await;
    if !stage.is_signed_in().await {
        stage.sign_in().await.expect(&case);
        stage.pass(MINUTE).await;
    }
    let mut after = shown(stage).await;
    after.extend(differences(stage).await);
    if !after.is_empty() {
        told.push(format!("{NOT_BACK}: {}", after.join("; ")));
    }
    told.join("; ")
}

/// What is wrong with what was asked of the server meanwhile.
async fn asked(stage: &Stage, endpoint: &Endpoint) -> Vec<String> {
    let mut times: BTreeMap<&Endpoint, usize> = BTreeMap::new();
    let mut wrong = BTreeSet::new();
    let asked = stage.bench.control.asked().await;
    for (method, path) in &asked {
        match ENDPOINTS.iter().find(|it| it.fits(method, path)) {
            Some(known) => *times.entry(known).or_default() += 1,
            None => drop(wrong.insert(format!("{UNKNOWN}: {method} {path}"))),
        }
    }
    // The stack does not note a request that nobody waits for any more.
    let is_noted = !matches!(stage.trap, Some((Fault::Late, ..)));
    if is_noted
        && !asked
            .iter()
            .any(|(method, path)| endpoint.fits(method, path))
    {
        wrong.insert(NOT_ASKED.into());
    }
    let minutes = usize::try_from(stage.struck.elapsed().as_secs() / 60).unwrap();
    let most = MOST_A_MINUTE * minutes.max(1);
    let often = times.iter().filter(|(_, times)| **times > most);
    wrong.extend(
        often.map(|(it, times)| format!("{TOO_OFTEN}: {} {} {times} times", it.method, it.path)),
    );
    wrong.into_iter().collect()
}

fn words(outcome: Result<String, AppError>) -> String {
    match outcome {
        Ok(words) if words.is_empty() => "done".into(),
        Ok(words) => words,
        Err(error) => format!("{error:?}"),
    }
}

/// What is not as it is when all is well.
async fn shown(stage: &mut Stage) -> Vec<String> {
    if !stage.is_signed_in().await {
        return vec!["signed out".into()];
    }
    let session = stage.here().session().await;
    let mut shown = Vec::new();
    match session.connection {
        Connection::Online => {}
        Connection::Offline {
            reason: Some(reason),
            ..
        } => shown.push(format!("offline: {reason:?}")),
        Connection::Offline { reason: None, .. } => shown.push("offline".into()),
        Connection::Behind { .. } => shown.push("behind".into()),
        Connection::Connecting { .. } => shown.push("connecting".into()),
        Connection::SignedOut => shown.push("signed out".into()),
    }
    let own = stage.engine().own().await.unwrap();
    let facts = [
        ("name", session.me.name == "Zoé Lambert"),
        ("number", session.me.number.is_some()),
        ("presence", own.presence.is_some()),
        ("do not disturb", own.do_not_disturb.is_some()),
        ("forwards", own.forwards.len() == 3),
        ("lines", !own.lines.is_empty()),
        ("agent", own.agent.is_some()),
        ("mailbox", own.voicemails.is_some()),
        ("people", !stage.engine().people().await.unwrap().is_empty()),
    ];
    shown.extend(
        facts
            .iter()
            .filter(|(_, there)| !there)
            .map(|(name, _)| format!("no {name}")),
    );
    shown
}

/// What is another thing here than at the server, and what is there twice.
async fn differences(stage: &mut Stage) -> Vec<String> {
    let mut shown = Vec::new();
    let session = stage.here().session().await;
    let (personal, favorites) = stage.bench.control.kept().await;
    let mut differs = |what: &str, here: u32, there: usize| {
        if here as usize != there {
            shown.push(format!("{what}: {here} of {there}"));
        }
    };
    differs("own contacts", session.counts.personal, personal.len());
    differs("favorites", session.counts.favorites, favorites.len());
    let different: BTreeSet<String> = texts(&personal).into_iter().collect();
    if different.len() != personal.len() {
        shown.push("a contact is there twice".into());
    }
    shown
}

/// The matrix of a service is as it was written down, everything asked is known, nothing is asked without end, and each time
/// it went on.
async fn stands(service: &str) {
    let told = matrix(service).await;
    let extent = if is_full() { "all" } else { "few" };
    insta::assert_snapshot!(format!("{service}-{extent}"), told);
    for wrong in [STUCK, NOT_BACK, NOT_ASKED, TOO_OFTEN, UNKNOWN] {
        assert!(!told.contains(wrong), "{told}");
    }
}

#[tokio::test(start_paused = true)]
async fn whatever_wazo_auth_answers_the_person_is_told_and_it_goes_on() {
    stands("auth").await;
}

#[tokio::test(start_paused = true)]
async fn whatever_wazo_dird_answers_the_person_is_told_and_it_goes_on() {
    stands("dird").await;
}

#[tokio::test(start_paused = true)]
async fn whatever_wazo_chatd_answers_the_person_is_told_and_it_goes_on() {
    stands("chatd").await;
}

#[tokio::test(start_paused = true)]
async fn whatever_wazo_calld_answers_the_person_is_told_and_it_goes_on() {
    stands("calld").await;
}

#[tokio::test(start_paused = true)]
async fn whatever_wazo_confd_answers_the_person_is_told_and_it_goes_on() {
    stands("confd").await;
}

#[tokio::test(start_paused = true)]
async fn whatever_wazo_agentd_answers_the_person_is_told_and_it_goes_on() {
    stands("agentd").await;
}

#[tokio::test(start_paused = true)]
async fn whatever_wazo_websocketd_answers_the_person_is_told_and_it_goes_on() {
    stands("websocketd").await;
}
