use people_core::list::View;
use people_engine::api::{AppError, FieldWarning, TaskKind, Update};
use serde_json::json;

use crate::bench::{Bench, field};

#[tokio::test(flavor = "multi_thread")]
async fn a_new_contact_appears_at_once_and_is_on_the_server() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let fields = vec![
        field("firstname", " Ångström "),
        field("number", "+46 8 555 01 23"),
        field("fax", ""),
    ];
    let saved = here.engine.save(None, fields).await.unwrap();
    let found = here.row(View::Personal, "angstrom").await;
    assert_eq!(found, saved.row);
    let there = bench.control.personal().await;
    let new = there
        .iter()
        .find(|contact| contact["firstname"] == "Ångström")
        .unwrap();
    assert_eq!(new["number"], "+46 8 555 01 23");
    assert!(new.get("fax").is_none());
    let twin = vec![
        field("firstname", "Ångström"),
        field("number", "+46 8 555 01 23"),
    ];
    let error = here.engine.save(None, twin).await.unwrap_err();
    assert_eq!(error, AppError::DuplicateContact);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_loses_no_field_that_it_does_not_name() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let fields = vec![
        field("firstname", "Keeper"),
        field("birthday", "1970-01-01"),
        field("fax", "1"),
    ];
    let row = here.engine.save(None, fields).await.unwrap().row;
    let shown = here.engine.contact(row).await.unwrap();
    assert!(shown.contains(&field("birthday", "1970-01-01")));
    let edit = vec![field("lastname", "Kept"), field("fax", "")];
    assert_eq!(here.engine.edit(row, edit).await.unwrap().row, row);
    let there = bench.control.personal().await;
    let kept = there
        .iter()
        .find(|contact| contact["firstname"] == "Keeper")
        .unwrap();
    assert_eq!(kept["birthday"], "1970-01-01");
    assert_eq!(kept["lastname"], "Kept");
    assert!(kept.get("fax").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_reverts_nothing_that_was_changed_elsewhere_meanwhile() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let fields = vec![
        field("firstname", "Shared"),
        field("number", "1"),
        field("room", "A"),
        field("zodiac", "ram"),
        field("nickname", "Sha"),
    ];
    let row = here.engine.save(None, fields).await.unwrap().row;
    let mut form = here.engine.contact(row).await.unwrap();

    let elsewhere = bench.signed_in().await;
    let there = elsewhere.row(View::Personal, "shared").await;
    let edits = vec![
        field("number", "2"),
        field("room", ""),
        field("note", "new"),
    ];
    elsewhere.engine.edit(there, edits).await.unwrap();
    here.engine.refresh().await.unwrap();

    for field in &mut form {
        match field.name.as_str() {
            "lastname" => field.value = "Mine".into(),
            "zodiac" => field.value.clear(),
            _ => {}
        }
    }
    form.retain(|field| field.name != "nickname");
    let saved = here.engine.save(Some(row), form.clone()).await.unwrap();
    let mut kept = bench.stored("Shared").await;
    kept.as_object_mut().unwrap().remove("id");
    let wanted = json!({"firstname": "Shared", "lastname": "Mine", "number": "2", "note": "new"});
    assert_eq!(kept, wanted);

    for field in form.iter_mut().filter(|field| field.name == "lastname") {
        field.value.clear();
    }
    here.engine.save(Some(saved.row), form).await.unwrap();
    let kept = bench.stored("Shared").await;
    assert_eq!(
        kept.get("lastname"),
        None,
        "a second save of a form counts from the first"
    );
    assert_eq!(kept["number"], "2");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_that_was_stored_before_the_answer_was_lost_is_saved() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let personal = "/api/dird/0.1/personal";
    bench
        .control
        .fault(json!({"path": personal, "method": "POST", "status": 504, "html": true, "commit": true, "times": 1}))
        .await;
    here.engine
        .save(None, vec![field("firstname", "Onceonly")])
        .await
        .unwrap();
    let there = bench.control.personal().await;
    let same = there
        .iter()
        .filter(|contact| contact["firstname"] == "Onceonly");
    assert_eq!(same.count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_contact_is_gone_here_and_there_with_its_star() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let row = here
        .engine
        .save(None, vec![field("firstname", "Goner")])
        .await
        .unwrap()
        .row;
    here.engine.set_favorite(row, true).await.unwrap();
    here.engine.remove(row).await.unwrap();
    assert_eq!(here.search(View::Personal, "goner").await, [""; 0]);
    let state = bench
        .control
        .send("GET", "state", serde_json::Value::Null)
        .await;
    assert_eq!(state["personal"].as_array().unwrap().len(), 25);
    let stars = state["favorites"].as_array().unwrap();
    assert_eq!(
        stars.len() as u32,
        here.engine
            .session()
            .await
            .unwrap()
            .unwrap()
            .counts
            .favorites
    );
    let error = here.engine.remove(row).await.unwrap_err();
    assert_eq!(error, AppError::NoSuchContact);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_that_somebody_else_removed_counts_as_removed() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let row = here.row(View::Personal, "").await;
    let personal = "/api/dird/0.1/personal/*";
    bench
        .control
        .fault(json!({"path": personal, "method": "DELETE", "status": 404, "times": 1}))
        .await;
    here.engine.remove(row).await.unwrap();
    assert_eq!(here.search(View::Personal, "").await.len(), 24);
}

#[tokio::test(flavor = "multi_thread")]
async fn all_are_deleted_after_their_number_was_told() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    assert_eq!(here.engine.delete_all().await.unwrap(), 25);
    let told = here
        .update(|update| match update {
            Update::Task {
                task: TaskKind::Removing,
                total,
                ..
            } => Some(*total),
            _ => None,
        })
        .await;
    assert_eq!(told, 25);
    assert_eq!(here.search(View::Personal, "").await.len(), 0);
    assert_eq!(bench.control.personal().await.len(), 0);
    assert_eq!(here.engine.delete_all().await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn deleting_all_is_believed_when_the_list_is_empty_after_a_lost_answer() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let fault = json!({"path": "/api/dird/0.1/personal", "method": "DELETE", "status": 504, "html": true, "commit": true});
    bench.control.fault(fault).await;
    assert_eq!(here.engine.delete_all().await.unwrap(), 25);
}

#[tokio::test(flavor = "multi_thread")]
async fn odd_fields_are_warned_of() {
    let bench = Bench::new().await;
    let engine = bench.engine().await;
    let warnings = engine.check(&[field("email", "nobody"), field("number", "call me")]);
    let email = FieldWarning::Email {
        field: "email".into(),
    };
    let number = FieldWarning::Number {
        field: "number".into(),
    };
    assert_eq!(warnings, [email, number]);
    assert_eq!(
        engine.check(&[field("note", "x")]),
        [FieldWarning::Nameless]
    );
}
