use reqwest::Method;
use serde_json::json;

use crate::replay::Replay;

#[tokio::test]
async fn wazo_auth_answers_as_recorded() {
    let mut replay = Replay::of("auth").await;
    replay
        .lines(&[
            "backends",
            "status_head",
            "idp",
            "unknown_route",
            "login_ok",
            "login_ok_empty_body_object",
            "login_no_body",
            "login_no_content_type",
            "login_invalid_json",
            "login_unknown_field",
            "login_explicit_backend",
            "login_unknown_backend",
            "login_uppercase_username",
            "login_no_credentials",
            "login_empty_credentials",
            "login_bad_password",
            "login_unknown_user",
            "login_expiration_0_0",
            "login_expiration_1_-1",
            "login_expiration_2_1",
            "login_expiration_3_60",
            "login_expiration_4_abc",
            "login_expiration_5_1.5",
            "login_expiration_6_None",
            "login_expiration_7_True",
            "login_expiration_8_1000000000",
            "login_expiration_9_1000000000000",
            "login_access_type_bad",
            "login_mobile_session",
            "login_offline_without_client_id",
            "login_offline",
            "login_offline_again_same_client_id",
            "refresh_ok",
            "refresh_no_client_id",
            "refresh_wrong_client_id",
            "refresh_unknown_token",
            "refresh_with_bad_basic_auth_too",
            "refresh_with_offline",
            "token_get",
            "token_get_scope_ok",
            "token_get_scope_refused",
            "token_get_tenant_other",
            "token_get_unknown",
            "token_get_malformed",
            "users_bad_token",
            "users_no_token",
            "users_list_forbidden",
            "users_me",
            "users_me_sessions",
            "users_me_refresh_tokens",
            "users_me_refresh_token_delete",
            "users_me_refresh_token_delete_again",
            "refresh_after_delete",
        ])
        .await;
    replay.sign_in("alice", "TOKEN-295f28a3").await;
    let token = replay.bindings.apply("TOKEN-295f28a3");
    replay
        .control("/token/expire", json!({"token": token}))
        .await;
    replay
        .lines(&["token_get_expired", "dird_with_expired_token"])
        .await;
    replay
        .lines(&[
            "token_delete",
            "token_delete_again",
            "token_delete_malformed",
            "token_get_after_delete",
        ])
        .await;
    replay.finish().await;
}

#[tokio::test]
async fn tokens_survive_while_wazo_auth_is_away() {
    let mut replay = Replay::of("fail").await;
    let token = "TOKEN-73d58f7c";
    replay.sign_in("alice", token).await;
    replay
        .step(
            Method::POST,
            "/api/dird/0.1/personal",
            token,
            r#"{"firstname": "Ws", "lastname": "1795408578.9220262"}"#,
        )
        .await;
    for favorite in [
        "company%20csv/1",
        "suppliers/473935f7-cc4e-4805-929b-04dde8443521",
        "auto_conference_Acme/1",
    ] {
        let path = format!("/api/dird/0.1/directories/favorites/{favorite}");
        replay.step(Method::PUT, &path, token, "").await;
    }
    replay
        .control("/services", json!({"name": "auth", "available": false}))
        .await;
    replay
        .lines(&[
            "auth_down_dird_lookup",
            "auth_down_dird_personal",
            "auth_down_dird_sources",
            "auth_down_login_nginx",
        ])
        .await;
    replay
        .control("/services", json!({"name": "auth", "available": true}))
        .await;
    replay.line("auth_back_token_survives").await;
    for source in ["auto_wazo_Acme", "auto_conference_Acme"] {
        replay
            .control("/sources", json!({"name": source, "available": false}))
            .await;
    }
    replay.line("confd_down_favorites").await;
    replay
        .control("/services", json!({"name": "dird", "available": false}))
        .await;
    replay.line("dird_down_nginx").await;
    replay.finish().await;
}
