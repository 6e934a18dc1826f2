use reqwest::Method;

use crate::replay::Replay;

const ALICE: &str = "TOKEN-7d75f7ad";

#[tokio::test]
async fn wazo_dird_answers_as_recorded() {
    let mut replay = Replay::of("dird").await;
    replay.sign_in("alice", ALICE).await;
    replay.sign_in("bob", "TOKEN-5ec1138f").await;
    replay.sign_in("gina", "TOKEN-ae2487f1").await;
    replay.sign_in("gina", "TOKEN-68356551").await;
    lookups(&mut replay).await;
    personal_contacts(&mut replay).await;
    favorites(&mut replay).await;
    ends(&mut replay).await;
    replay.finish().await;
}

async fn lookups(replay: &mut Replay) {
    replay
        .lines(&[
            "sources_default",
            "sources_nofav",
            "sources_nodisplay",
            "sources_d%C3%A9faut",
            "sources_search_order_limit",
            "sources_bad_limit",
            "headers_default",
            "headers_unknown",
            "headers_nodisplay",
            "lookup_default_ali",
            "lookup_full_ali",
            "lookup_unknown_profile",
            "lookup_nodisplay",
            "lookup_empty_term",
            "lookup_accent_insensitive",
            "lookup_accented_term",
            "lookup_number_partial",
            "lookup_number_formatted",
            "lookup_space_fullname",
            "lookup_reversed_name",
            "lookup_percent",
            "lookup_underscore",
            "lookup_star",
            "lookup_nul",
            "lookup_no_match",
            "lookup_limit_ignored",
            "lookup_post",
            "badtoken_lookup",
            "badtoken_sources",
            "noauth_lookup",
            "noacl_lookup",
            "noacl_personal",
            "noacl_sources",
            "other_tenant_default",
            "wrong_tenant_header",
            "wrong_tenant_header_sources",
            "user_creates_profile_refused",
            "token_in_query",
            "unknown_route",
            "options_cors",
        ])
        .await;
}

async fn personal_contacts(replay: &mut Replay) {
    replay
        .lines(&[
            "personal_empty",
            "directories_personal_empty",
            "fav_empty",
            "personal_create",
            "personal_create_b",
            "personal_create_empty",
            "personal_create_empty_again",
            "personal_create_int_value",
            "personal_create_null_value",
            "personal_create_empty_key",
            "personal_create_list_body",
            "personal_create_string_body",
            "personal_create_own_id",
            "personal_create_own_id_same_id_other_data",
            "personal_create_id_not_uuid",
            "personal_create_whitespace",
            "personal_create_emoji_newline",
        ])
        .await;
    let letters = |letter: &str, count: usize| letter.repeat(count);
    let long = format!(r#"{{"firstname": "{}"}}"#, letters("L", 20_000));
    replay.line_with_body("personal_create_long", long).await;
    let long_key = format!(r#"{{"{}": "v"}}"#, letters("k", 5_000));
    replay
        .line_with_body("personal_create_long_key", long_key)
        .await;
    replay
        .lines(&[
            "personal_get_one",
            "personal_get_unknown",
            "personal_get_malformed",
            "personal_put",
            "personal_put_same_again",
            "personal_put_with_id",
            "personal_put_with_other_id",
            "personal_put_duplicate",
            "personal_put_bad",
            "personal_put_unknown",
            "personal_list_bad_order",
            "personal_list_bad_direction",
            "personal_list_limit0",
            "personal_put_malformed",
            "personal_other_user_get",
            "personal_other_user_delete",
        ])
        .await;
}

async fn favorites(replay: &mut Replay) {
    put_favorite(replay, "personal/0b3864e5-68a2-4acd-9dd5-84ab4ec52d72").await;
    replay
        .lines(&[
            "fav_put_personal_again",
            "fav_put_wazo",
            "fav_put_phonebook",
            "fav_put_unknown_contact",
            "fav_put_unknown_source",
            "fav_list_nofav",
        ])
        .await;
    put_favorite(replay, "company%20csv/1").await;
    put_favorite(replay, "auto_conference_Acme/1").await;
    put_favorite(replay, "personal/not-a-uuid").await;
    replay
        .lines(&[
            "fav_del",
            "fav_del_again",
            "fav_del_malformed",
            "personal_delete",
            "personal_delete_again",
        ])
        .await;
    replay
        .lines(&["fav_after_contact_deleted", "fav_del_after_contact_deleted"])
        .await;
}

async fn ends(replay: &mut Replay) {
    replay
        .lines(&[
            "personal_list",
            "directories_personal",
            "personal_csv",
            "personal_csv_content_type",
            "personal_delete_malformed",
            "personal_purge",
            "personal_purge_after",
            "personal_list_after_purge",
        ])
        .await;
}

async fn put_favorite(replay: &Replay, favorite: &str) {
    let path = format!("/api/dird/0.1/directories/favorites/{favorite}");
    replay.step(Method::PUT, &path, ALICE, "").await;
}
