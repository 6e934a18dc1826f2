use people_core::list::{CellStatus, Sort, View};
use people_core::presence::{AgentState, ClientState};
use people_engine::api::{AppError, Update};
use serde_json::json;

use crate::bench::{Bench, SignedIn, query};

#[tokio::test(flavor = "multi_thread")]
async fn a_key_press_is_answered_from_memory() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    bench
        .control
        .fault(json!({"path": "/api", "delay_ms": 3_600_000}))
        .await;
    let found = here.search(View::All, "zoe lamb").await;
    assert_eq!(found.len(), 2, "{found:?}");
    let head = here
        .engine
        .open(query(View::All, "+1 (418) 555"))
        .await
        .unwrap();
    assert_eq!(head.dial.as_deref(), Some("+1418555"));
}

#[tokio::test(flavor = "multi_thread")]
async fn ranges_belong_to_a_revision_and_find_the_anchor() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let head = here.engine.open(query(View::All, "")).await.unwrap();
    let anchor = head.rows[7].id;
    let rows = here.engine.rows(5, 10, Some(anchor)).await.unwrap();
    assert_eq!((rows.revision, rows.total), (head.revision, head.total));
    assert_eq!(rows.rows[..], head.rows[5..15]);
    assert_eq!(rows.anchor, Some(7));
    let sorted = here.engine.open(people_core::list::Query {
        sort: Some(Sort {
            column: 0,
            descending: true,
        }),
        ..query(View::All, "")
    });
    let sorted = sorted.await.unwrap();
    assert_eq!(sorted.total, head.total);
    assert_ne!(sorted.rows[0], head.rows[0]);
    let gone = here.engine.menu(u32::MAX).await.unwrap_err();
    assert_eq!(gone, AppError::NoSuchContact);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_only_the_server_finds_joins_at_the_end() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    let person = json!({"firstname": "Aamar", "lastname": "Newcomer", "number": "1999"});
    bench.control.send("POST", "people", person).await;
    let head = here.engine.open(query(View::All, "mar")).await.unwrap();
    let total = here
        .update(|update| match update {
            Update::List { revision, total } if *revision > head.revision => Some(*total),
            _ => None,
        })
        .await;
    assert!(head.total > 0);
    assert_eq!(total, head.total + 1);
    let rows = here.engine.rows(0, 200, None).await.unwrap().rows;
    assert!(
        rows.last()
            .unwrap()
            .cells
            .iter()
            .any(|cell| cell.text.contains("Newcomer"))
    );
    let remembered = here.search(View::All, "newcomer").await;
    assert_eq!(remembered.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_answer_is_dropped() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    for name in ["Erstwhile", "Quibble"] {
        let person = json!({"firstname": name, "lastname": "Newcomer", "number": "1998"});
        bench.control.send("POST", "people", person).await;
    }
    let lookup = "/api/dird/0.1/directories/lookup";
    bench
        .control
        .fault(json!({"path": lookup, "delay_ms": 100}))
        .await;
    here.engine
        .open(query(View::All, "erstwhile"))
        .await
        .unwrap();
    let head = here.engine.open(query(View::All, "quibble")).await.unwrap();
    here.update(|update| match update {
        Update::List { revision, .. } if *revision > head.revision => Some(()),
        _ => None,
    })
    .await;
    let rows = here.search(View::All, "quibble").await;
    assert_eq!(rows.len(), 1, "{rows:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_presence_changes_one_cell_of_a_row_that_is_on_screen() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    let head = here.engine.open(query(View::All, "lambert")).await.unwrap();
    let me = head
        .rows
        .iter()
        .find(|row| row.number.as_deref() == Some("1000"))
        .unwrap()
        .id;
    let change = json!({"number": "1000", "connected": true, "state": "away", "status": "Lunch"});
    bench.control.send("POST", "presence", change).await;
    let (revision, cell) = here
        .update(|update| match update {
            Update::Rows { revision, rows } => {
                rows.iter().find(|at| at.row.id == me).and_then(|at| {
                    let cells = at.row.cells.iter();
                    let status = cells.filter_map(|cell| cell.status.clone());
                    let away = |status: &CellStatus| {
                        matches!(
                            status,
                            CellStatus::Client {
                                state: ClientState::Away,
                                ..
                            }
                        )
                    };
                    status
                        .into_iter()
                        .find(away)
                        .map(|status| (*revision, status))
                })
            }
            _ => None,
        })
        .await;
    let shown = CellStatus::Client {
        state: ClientState::Away,
        text: Some("Lunch".into()),
    };
    assert_eq!(cell, shown);
    assert!(revision > head.revision);
    let me = here.engine.session().await.unwrap().unwrap().me;
    assert_eq!(
        (me.state, me.status.as_deref()),
        (ClientState::Away, Some("Lunch"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_star_is_undone_when_the_server_refuses_it() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let head = here.engine.open(query(View::All, "")).await.unwrap();
    let plain = head
        .rows
        .iter()
        .find(|row| row.favorite == Some(false))
        .unwrap()
        .id;
    let favorites = "/api/dird/0.1/directories/favorites";
    bench
        .control
        .fault(json!({"path": favorites, "method": "PUT", "status": 500, "times": 1}))
        .await;
    let mut updates = here.engine.updates();
    let error = here.engine.set_favorite(plain, true).await.unwrap_err();
    assert!(crate::bench::refused(500)(&error), "{error:?}");
    let mut stars = Vec::new();
    while stars.len() < 2 {
        stars.push(
            crate::bench::next(&mut updates, |update| match update {
                Update::Rows { rows, .. } => rows
                    .iter()
                    .find(|at| at.row.id == plain)
                    .and_then(|at| at.row.favorite),
                _ => None,
            })
            .await,
        );
    }
    assert_eq!(stars, [true, false]);
}

const FAVORITES: &str = "/api/dird/0.1/directories/favorites";

/// Asks for a star and gives the task once it is on screen.
async fn star(here: &mut SignedIn) -> tokio::task::JoinHandle<Result<(), AppError>> {
    let head = here.engine.open(query(View::All, "")).await.unwrap();
    let mut plain = head.rows.iter().filter(|row| row.favorite == Some(false));
    let row = plain.next().unwrap().id;
    let engine = here.engine.clone();
    let asked = tokio::spawn(async move { engine.set_favorite(row, true).await });
    here.update(|update| match update {
        Update::Rows { rows, .. } => {
            let starred = rows.iter().find(|at| at.row.id == row)?.row.favorite;
            (starred == Some(true)).then_some(())
        }
        _ => None,
    })
    .await;
    asked
}

#[tokio::test(flavor = "multi_thread")]
async fn a_star_stays_while_the_server_has_not_answered() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    let stars = here.session().await.counts.favorites;
    bench
        .control
        .fault(json!({"path": FAVORITES, "method": "PUT", "delay_ms": 3_600_000}))
        .await;
    let asked = star(&mut here).await;
    here.engine.refresh().await.unwrap();
    assert!(!asked.is_finished());
    assert_eq!(here.session().await.counts.favorites, stars + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_directory_whose_favorites_are_older_than_a_star_is_read_again() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    let stars = here.session().await.counts.favorites;
    for slow in [
        json!({"path": FAVORITES, "method": "PUT", "delay_ms": 150}),
        json!({"path": "/api/dird/0.1/personal", "method": "GET", "delay_ms": 600, "times": 1}),
    ] {
        bench.control.fault(slow).await;
    }
    let asked = star(&mut here).await;
    here.engine.refresh().await.unwrap();
    assert!(asked.is_finished());
    assert_eq!(here.session().await.counts.favorites, stars + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_leaves_the_favorites_with_its_star() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let head = here.engine.open(query(View::Favorites, "")).await.unwrap();
    let row = head.rows[0].id;
    here.engine.set_favorite(row, false).await.unwrap();
    let rows = here.engine.rows(0, 100, Some(row)).await.unwrap();
    assert_eq!((rows.total, rows.anchor), (head.total - 1, None));
    here.engine.set_favorite(row, false).await.unwrap();
    here.engine.set_favorite(row, true).await.unwrap();
    let rows = here.engine.rows(0, 100, Some(row)).await.unwrap();
    assert_eq!(rows.total, head.total);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_cleaned_dialled_and_refused_by_its_reason() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    here.engine.call("10 01".into()).await.unwrap();
    let calls = bench
        .control
        .send("GET", "calls", serde_json::Value::Null)
        .await;
    assert_eq!(calls["items"].as_array().unwrap().len(), 1);
    let text = "nobody".to_owned();
    let error = here.engine.call(text.clone()).await.unwrap_err();
    assert_eq!(error, AppError::NotANumber { text });
    let error = here.engine.call("4999".into()).await.unwrap_err();
    let reason = "invalid-extension".to_owned();
    assert_eq!(error, AppError::CallRefused { reason });
}

#[tokio::test(flavor = "multi_thread")]
async fn the_own_agent_shows_whether_it_takes_calls() {
    let bench = Bench::new().await;
    let full = people_engine::api::Settings {
        profile: "full".into(),
        ..Default::default()
    };
    let engine = bench.engine().await;
    engine.set_settings(full).await.unwrap();
    let mut updates = engine.updates();
    engine.sign_in(bench.form()).await.unwrap();
    engine.in_step().await.unwrap();
    engine.open(query(View::All, "1000")).await.unwrap();
    let change = json!({"number": "1000", "agent": {"logged": true, "paused": true}});
    bench.control.send("POST", "presence", change).await;
    crate::bench::next(&mut updates, |update| match update {
        Update::Rows { rows, .. } => {
            let cells = rows.iter().flat_map(|at| &at.row.cells);
            let paused = CellStatus::Agent {
                state: AgentState::Paused,
            };
            cells
                .filter_map(|cell| cell.status.as_ref())
                .any(|status| *status == paused)
                .then_some(())
        }
        _ => None,
    })
    .await;
}
