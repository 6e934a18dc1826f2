use people_core::list::{CellStatus, View};
use people_core::presence::{AgentState, ClientState, PhoneState};
use people_engine::api::{AppError, Forward, ForwardKind, PresenceChoice, Settings, Update};
use serde_json::json;

use crate::bench::{Bench, SignedIn, next, query};
use crate::floor::{ANN, ZOE};

#[tokio::test(flavor = "multi_thread")]
async fn what_one_chooses_another_sees() {
    let bench = Bench::new().await;
    let mut zoe = bench.signed_in().await;
    let mut ann = bench.colleague(&zoe, ANN).await;
    ann.search(people_core::list::View::All, "Zoé Lambert")
        .await;
    let words = Some("lunch".to_owned());
    zoe.engine
        .set_presence(PresenceChoice::Away, words.clone())
        .await
        .unwrap();
    let own = zoe
        .own(|own| own.presence == Some(PresenceChoice::Away))
        .await;
    assert_eq!(own.status, words);
    let me = zoe.session().await.me;
    assert_eq!((me.state, me.status), (ClientState::Away, words.clone()));
    ann.update(|update| match update {
        Update::Rows { .. } => Some(()),
        _ => None,
    })
    .await;
    let people = ann.engine.people().await.unwrap();
    let seen = people
        .iter()
        .find(|person| person.name.contains("Lambert, Zoé") || person.name == "Zoé Lambert");
    let seen = seen.unwrap();
    assert_eq!((seen.state, &seen.status), (ClientState::Away, &words));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_choice_is_taken_back() {
    let bench = Bench::new().await;
    let mut zoe = bench.signed_in().await;
    zoe.own(|own| own.presence == Some(PresenceChoice::Available))
        .await;
    bench
        .control
        .fault(json!({"path": "/api/chatd/1.0/users/*/presences", "method": "PUT", "status": 503}))
        .await;
    let mut updates = zoe.engine.updates();
    let choice = PresenceChoice::Invisible;
    zoe.engine.set_presence(choice, None).await.unwrap_err();
    for expected in [PresenceChoice::Invisible, PresenceChoice::Available] {
        let told = next(&mut updates, |update| match update {
            Update::Own { own } => own.presence,
            _ => None,
        });
        assert_eq!(told.await, expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn do_not_disturb_and_forwards_are_set_and_followed() {
    let bench = Bench::new().await;
    let zoe = bench.signed_in().await;
    let mut beside = bench.signed_in().await;
    zoe.engine.set_do_not_disturb(true).await.unwrap();
    beside.own(|own| own.do_not_disturb == Some(true)).await;
    let busy = Forward {
        kind: ForwardKind::Busy,
        on: true,
        to: Some("1009".into()),
    };
    zoe.engine
        .set_forward(ForwardKind::Busy, true, busy.to.clone())
        .await
        .unwrap();
    beside.own(|own| own.forwards.contains(&busy)).await;
    let nowhere = zoe
        .engine
        .set_forward(ForwardKind::Always, true, None)
        .await;
    assert!(matches!(nowhere, Err(AppError::NotANumber { .. })));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_own_line_shows_what_its_phone_does() {
    let bench = Bench::new().await;
    let mut zoe = bench.signed_in().await;
    let own = zoe.own(|own| !own.lines.is_empty()).await;
    assert_eq!(own.lines[0].number.as_deref(), Some(ZOE));
    assert!(own.lines[0].main);
    bench.dial(ANN, ZOE).await;
    zoe.own(|own| own.lines[0].phone == PhoneState::Ringing)
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_own_agent_logs_in_pauses_and_logs_out() {
    let bench = Bench::new().await;
    let mut zoe = bench.signed_in().await;
    let own = zoe.own(|own| own.agent.is_some()).await;
    if own.agent.unwrap().state == AgentState::LoggedOut {
        zoe.engine.agent_login(None).await.unwrap();
    }
    zoe.own(|own| own.agent.as_ref().unwrap().state == AgentState::LoggedIn)
        .await;
    let again = zoe.engine.agent_login(None).await.unwrap_err();
    assert!(matches!(again, AppError::AgentRefused { .. }));
    zoe.engine.agent_pause(Some("tea".into())).await.unwrap();
    zoe.own(|own| own.agent.as_ref().unwrap().reason.as_deref() == Some("tea"))
        .await;
    zoe.engine.agent_unpause().await.unwrap();
    zoe.engine.agent_logout().await.unwrap();
    zoe.own(|own| own.agent.as_ref().unwrap().state == AgentState::LoggedOut)
        .await;
    let elsewhere = json!({"who": ZOE, "logged": true});
    bench.control.send("POST", "agents", elsewhere).await;
    zoe.own(|own| own.agent.as_ref().unwrap().state == AgentState::LoggedIn)
        .await;
}

/// The states of the agents on screen, in the profile that shows them.
async fn agents(here: &SignedIn) -> Vec<AgentState> {
    let head = here.engine.open(query(View::All, "")).await.unwrap();
    let cells = head.rows.iter().flat_map(|row| &row.cells);
    let states = cells.filter_map(|cell| match cell.status {
        Some(CellStatus::Agent { state }) => Some(state),
        _ => None,
    });
    states.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_read_agents_sees_what_they_do_and_nobody_else_does() {
    let bench = Bench::new().await;
    let mut zoe = bench.signed_in().await;
    let full = Settings {
        profile: "full".into(),
        ..Settings::default()
    };
    zoe.engine.set_settings(full).await.unwrap();
    zoe.engine.in_step().await.unwrap();
    let own = 1;
    let known = |states: &[AgentState]| {
        let known = states.iter().filter(|state| **state != AgentState::Unknown);
        known.count()
    };
    let before = agents(&zoe).await;
    assert!(before.len() > own && known(&before) <= own, "{before:?}");
    assert_eq!(bench.control.requests("GET", "agentd/1.0/agents").await, 0);
    zoe.engine.close().await.unwrap();

    let grant = json!({"user": ZOE, "scopes": ["agentd.agents.read"]});
    bench.control.send("POST", "grant", grant).await;
    zoe.engine.resume(None).await.unwrap().unwrap();
    zoe.engine.in_step().await.unwrap();
    agents(&zoe).await;
    zoe.update(|update| match update {
        Update::Rows { rows, .. } => {
            let cells = rows.iter().flat_map(|row| &row.row.cells);
            let states = cells.filter_map(|cell| match cell.status {
                Some(CellStatus::Agent { state }) => Some(state),
                _ => None,
            });
            (known(&states.collect::<Vec<_>>()) > own).then_some(())
        }
        _ => None,
    })
    .await;
}
