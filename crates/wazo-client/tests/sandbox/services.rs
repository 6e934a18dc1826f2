//! Requests over TLS, with faults.

use serde_json::json;
use wazo_client::{
    Api, CallRequest, CellValue, CertificateReason, Error, LoginOptions, PersonalContact, Secret,
    SessionEnd, SessionState, Trust,
};

use crate::stack::{Stack, client};

fn contact(fields: &[(&str, &str)]) -> PersonalContact {
    fields
        .iter()
        .map(|&(name, text)| (name.to_owned(), text.to_owned()))
        .collect()
}

#[tokio::test]
async fn a_self_signed_stack_is_refused_until_it_is_pinned() {
    let stack = Stack::start().await;
    let distrusting = client(&stack.sandbox, &Trust::System);
    let options = LoginOptions::default();
    let refused = distrusting
        .login(&stack.credentials(), &options)
        .await
        .err()
        .unwrap();
    let Error::Certificate(problem) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(problem.reason, CertificateReason::UnknownIssuer);
    assert_eq!(
        problem.fingerprint.to_string(),
        stack.sandbox.fingerprint().unwrap()
    );
    let pinned = client(&stack.sandbox, &Trust::Pinned(problem.fingerprint));
    pinned.login(&stack.credentials(), &options).await.unwrap();
}

#[tokio::test]
async fn a_wrong_password_is_told_from_a_garbled_answer() {
    let stack = Stack::start().await;
    let mut wrong = stack.credentials();
    wrong.password = Secret::new("wrong");
    let options = LoginOptions::default();
    assert_eq!(
        stack.client().login(&wrong, &options).await.err(),
        Some(Error::Authentication)
    );
    stack
        .tell(
            "/faults",
            json!({"path": "/api/auth/0.1/token", "garbage": true}),
        )
        .await;
    let garbled = stack.client().login(&stack.credentials(), &options).await;
    assert_eq!(garbled.err(), Some(Error::NotWazo));
}

#[tokio::test]
async fn people_are_found_and_marked() {
    let stack = Stack::start().await;
    let api = stack.api().await;
    let headers = api.headers("default").await.unwrap();
    assert!(headers.types.contains(&Some("name".into())));
    let everybody = api.lookup("default", "").await.unwrap();
    assert_eq!(everybody.types, headers.types);
    let row = everybody
        .results
        .iter()
        .find(|row| row.backend == "wazo")
        .unwrap();
    let id = row.relations.source_entry_id.clone().unwrap();

    let is_marked = async || {
        let favorites = api.favorites("default").await.unwrap();
        let ids = favorites
            .results
            .into_iter()
            .map(|row| (row.source, row.relations.source_entry_id));
        ids.into_iter()
            .any(|marked| marked == (row.source.clone(), Some(id.clone())))
    };
    for _ in 0..2 {
        api.put_favorite(&row.source, &id).await.unwrap();
        assert!(is_marked().await);
    }
    for _ in 0..2 {
        api.delete_favorite(&row.source, &id).await.unwrap();
        assert!(!is_marked().await);
    }
    let sources = api.sources("default", Some("wazo")).await.unwrap();
    assert!(sources.iter().any(|source| source.name == row.source));
    let nobody = api.reverse("default", "0000").await.unwrap();
    assert_eq!((nobody.exten.as_str(), nobody.display), ("0000", None));
    assert_eq!(api.lookup("nosuch", "a").await.err(), Some(Error::NotFound));
}

#[tokio::test]
async fn personal_contacts_are_created_edited_and_removed() {
    let stack = Stack::start().await;
    let api = stack.api().await;
    let before = api.personal().await.unwrap().len();
    let zoe = contact(&[("firstname", "Zoë"), ("note", "a\nb")]);
    let stored = api.create_personal(&zoe).await.unwrap();
    let id = stored["id"].as_str();
    assert_eq!(stored["note"], "a\nb");
    assert_eq!(api.create_personal(&zoe).await, Err(Error::Conflict));
    let edited = api
        .edit_personal(id, &contact(&[("firstname", "Zoé")]))
        .await
        .unwrap();
    assert_eq!(edited, contact(&[("firstname", "Zoé"), ("id", id)]));
    assert_eq!(api.personal_contact(id).await, Ok(edited));
    let rows = api.personal_rows("default").await.unwrap().results;
    assert_eq!(rows.len(), before + 1);
    assert!(
        rows.iter()
            .any(|row| row.values.contains(&CellValue::Text("Zoé".into())))
    );
    api.delete_personal(id).await.unwrap();
    assert_eq!(api.delete_personal(id).await, Err(Error::NotFound));
    api.purge_personal().await.unwrap();
    assert_eq!(api.personal().await, Ok(vec![]));
}

#[tokio::test]
async fn an_import_whose_answer_is_lost_can_be_sent_again_without_harm() {
    let stack = Stack::start().await;
    let api = stack.api().await;
    api.purge_personal().await.unwrap();
    let id = "5dc89144-1c21-4f45-81c6-12a3f5ca792b";
    let csv = format!("id,firstname,number\n{id},Zoë,1\n");
    let import = "/api/dird/0.1/personal/import";
    stack
        .tell(
            "/faults",
            json!({"path": import, "status": 504, "html": true, "commit": true, "times": 1}),
        )
        .await;
    let lost = api.import_personal(csv.clone().into()).await.err().unwrap();
    assert_eq!(lost, Error::Unavailable { status: 504 });
    assert!(lost.outcome_unknown());

    let again = api.import_personal(csv.into()).await.unwrap();
    assert!(again.created.is_empty());
    assert_eq!(
        again.failed[0].errors,
        [format!("contact \"{id}\" already exist")]
    );
    assert_eq!(api.personal().await.unwrap().len(), 1);

    stack
        .tell(
            "/faults",
            json!({"path": import, "cut_after": 10, "times": 1}),
        )
        .await;
    let cut = api.import_personal(b"firstname\nA\n".to_vec()).await.err();
    assert_eq!(cut, Some(Error::Cut));
    let large = vec![b'x'; 1_100_000];
    assert_eq!(
        api.import_personal(large).await.err(),
        Some(Error::TooLarge)
    );
}

#[tokio::test]
async fn presences_own_data_and_calls_are_there() {
    let stack = Stack::start().await;
    let api = stack.api().await;
    let own = vec![api.user_uuid().to_owned()];
    api.set_presence("away", Some(Some("lunch"))).await.unwrap();
    let presences = api.presences(&own).await.unwrap();
    assert_eq!(presences.len(), 1);
    assert_eq!(
        (&*presences[0].state, presences[0].status.as_deref()),
        ("away", Some("lunch"))
    );
    assert_eq!(api.own_presence().await.unwrap(), presences[0]);
    assert!(api.every_presence().await.unwrap().len() > 1);
    assert!(!api.infos().await.unwrap().wazo_version.is_empty());
    let user = api.own_user().await.unwrap();
    assert_eq!(user.uuid, api.user_uuid());
    assert!(!user.lines[0].extensions[0].exten.is_empty());
    assert!(api.own_agent().await.unwrap().unwrap().id.is_some());

    let dial = |extension: &str| CallRequest {
        extension: extension.into(),
        ..CallRequest::default()
    };
    let call = api.call(&dial("1001")).await.unwrap();
    assert_eq!(call.dialed_extension.as_deref(), Some("1001"));
    let refused = api.call(&dial("not a number")).await.err().unwrap();
    assert!(
        matches!(refused, Error::Refused { error_id: Some(id), .. } if id == "invalid-extension")
    );
}

#[tokio::test]
async fn an_expired_token_is_renewed_once_for_all_callers() {
    let stack = Stack::start().await;
    let api = stack.api().await;
    stack.tell("/token/expire", json!({})).await;
    let calls: Vec<_> = (0..20)
        .map(|_| {
            let api = api.clone();
            tokio::spawn(async move { api.personal().await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(stack.count("POST", "/api/auth/0.1/token").await, 2);
}

#[tokio::test]
async fn a_revoked_refresh_token_signs_out() {
    let stack = Stack::start().await;
    let api = stack.api().await;
    stack.tell("/token/revoke", json!({"refresh": true})).await;
    assert_eq!(api.personal().await.err(), Some(Error::SignedOut));
    assert_eq!(
        *api.session_state().borrow(),
        SessionState::Ended(SessionEnd::Revoked)
    );
}

#[tokio::test]
async fn a_missing_permission_does_not_sign_out() {
    let stack = Stack::start().await;
    let api = stack.api().await;
    let unauthorized = json!({"reason": ["Unauthorized"], "status_code": 401}).to_string();
    stack
        .tell(
            "/faults",
            json!({"path": "/api/dird/0.1/personal", "status": 401, "body": unauthorized,
            "content_type": "application/json", "times": 1}),
        )
        .await;
    assert_eq!(
        api.personal().await.err(),
        Some(Error::Forbidden { permission: None })
    );
    api.personal().await.unwrap();
}

#[tokio::test]
async fn after_signing_out_neither_token_is_good() {
    let stack = Stack::start().await;
    let api = stack.api().await;
    let refresh = api.refresh_token().unwrap();
    let options = LoginOptions::default();
    stack
        .client()
        .login_with_refresh(&refresh, options.expiration)
        .await
        .unwrap();
    let token = api.renewer().lease().await.unwrap().token;
    api.sign_out().await.unwrap();

    let again = stack
        .client()
        .login_with_refresh(&refresh, options.expiration)
        .await;
    assert_eq!(again.err(), Some(Error::Authentication));
    let session = stack
        .client()
        .login(&stack.credentials(), &options)
        .await
        .unwrap();
    let stale = Api::new(stack.client(), wazo_client::Session { token, ..session });
    assert_eq!(stale.personal().await.err(), Some(Error::SignedOut));
}
