use reqwest::Method;

use crate::replay::Replay;

const ALICE: &str = "TOKEN-a4ad87ad";
const PERSONAL: &str = "/api/dird/0.1/personal";
const IMPORT: &str = "/api/dird/0.1/personal/import";

/// Imports that are sent to an empty list, each with whether the list is read afterwards.
const FILES: [(&str, bool); 33] = [
    ("all_bad", false),
    ("blank_lines_between", true),
    ("bom", true),
    ("bom_charset_utf8sig", true),
    ("content_type_json", false),
    ("cr_only", false),
    ("crlf", true),
    ("duplicate_columns", true),
    ("duplicate_rows_in_file", true),
    ("empty_file", false),
    ("empty_header_name", false),
    ("empty_values", true),
    ("formula", true),
    ("header_only", false),
    ("id_column_of_empty_existing", false),
    ("latin1_bytes_latin1_header", false),
    ("latin1_bytes_utf8_header", false),
    ("mix_good_bad_line_numbers", false),
    ("no_charset", false),
    ("no_content_type", false),
    ("no_trailing_newline", false),
    ("only_newlines", false),
    ("quoted_charset", false),
    ("quoted_commas_quotes", false),
    ("quoted_newlines", true),
    ("spaces_around_headers", false),
    ("tab", false),
    ("too_many_and_missing_fields", true),
    ("unknown_charset", false),
    ("unterminated_quote", false),
    ("uppercase_columns", false),
    ("uuid_column", true),
    ("import_get_method", false),
];

/// Lists whose import the recording left out: what was imported is told by what is in them.
const LISTS: [(&str, &str); 6] = [
    ("cp1252_then_get", "firstname,lastname\nÉlodie,“Noël”€\n"),
    ("id_column_not_uuid_then_get", "id,firstname\nabc,A\n"),
    (
        "reordered_columns_then_get",
        "number,email,lastname,firstname\n1,e@x,Last,First\n",
    ),
    ("semicolon_then_get", "firstname;lastname;number\nA;B;1\n"),
    (
        "unknown_columns_then_get",
        "firstname,favourite colour,Größe\nA,blue,1m\n",
    ),
    (
        "whitespace_values_then_get",
        "firstname,lastname\n A ,\tB\t\n",
    ),
];

#[tokio::test]
async fn an_import_answers_as_recorded() {
    let mut replay = Replay::of("import").await;
    replay.sign_in("alice", ALICE).await;
    for (name, then_get) in FILES {
        purge(&replay).await;
        replay.line(name).await;
        if then_get {
            replay.line(&format!("{name}_then_get")).await;
        }
    }
    for (name, file) in LISTS {
        purge(&replay).await;
        replay.step(Method::POST, IMPORT, ALICE, file).await;
        replay.line(name).await;
    }
    purge(&replay).await;
    replay
        .lines(&[
            "good",
            "good_then_get",
            "good_again_duplicates",
            "good_again_duplicates_then_get",
        ])
        .await;
    own_ids(&mut replay).await;
    round_trip(&mut replay).await;
    large_files(&mut replay).await;
    replay.finish().await;
}

async fn own_ids(replay: &mut Replay) {
    purge(replay).await;
    replay
        .lines(&[
            "id_column_new",
            "id_column_new_then_get",
            "id_column_again_same_data",
        ])
        .await;
    replay
        .step(
            Method::POST,
            IMPORT,
            ALICE,
            "id,firstname\n,C\n97c0a2c1-6755-4129-9ff0-77797a0b2447,B\n",
        )
        .await;
    replay.line("id_column_mixed_then_get").await;
}

async fn round_trip(replay: &mut Replay) {
    purge(replay).await;
    for contact in [
        r#"{"id": "bcf866cb-bd14-4baf-a057-4db6867c7d75", "firstname": "R1", "number": "1", "weird": "x,\"y\"\nz"}"#,
        r#"{"id": "24fc4781-4da2-4d24-b647-1260b998ff03", "lastname": "R2", "email": "r2@x"}"#,
    ] {
        replay.step(Method::POST, PERSONAL, ALICE, contact).await;
    }
    replay.line("roundtrip_export").await;
    let export = replay
        .step(
            Method::GET,
            &format!("{PERSONAL}?format=text/csv"),
            ALICE,
            "",
        )
        .await;
    purge(replay).await;
    replay.step(Method::POST, IMPORT, ALICE, export).await;
    replay
        .lines(&["roundtrip_get", "roundtrip_import_same_user"])
        .await;
}

async fn large_files(replay: &mut Replay) {
    purge(replay).await;
    let huge = format!("firstname,lastname\n{},B\n", "L".repeat(200_000));
    replay.line_with_body("huge_field", huge).await;
    replay.line_with_body("rows_1000", rows(1_000)).await;
    purge(replay).await;
    replay.line_with_body("rows_10000", rows(10_000)).await;
    replay.lines(&["get_10000", "get_10000_csv"]).await;
    replay
        .line_with_body("rows_10000_again_all_duplicates", rows(10_000))
        .await;
    replay.sign_in("bob", "TOKEN-08e7a706").await;
    replay
        .lines(&[
            "one_row_with_11005_contacts_on_server",
            "one_row_with_151004_contacts_on_server",
        ])
        .await;
}

#[tokio::test]
async fn imports_at_the_same_time_answer_as_recorded() {
    let mut replay = Replay::of("conc").await;
    replay.sign_in("bob", "TOKEN-0a4e0712").await;
    replay.sign_in("alice", "TOKEN-774aaedd").await;
    replay
        .line_with_body("same_import_1", pairs("C", 1_500))
        .await;
    replay.lines(&["after", "purge"]).await;
    replay
        .line_with_body("import_5000", pairs("E", 5_000))
        .await;
    replay.line("lookup_during_import").await;
    replay.finish().await;
}

#[tokio::test]
async fn a_purge_answers_as_recorded() {
    let mut replay = Replay::of("purge").await;
    replay.sign_in("bob", "TOKEN-08e7a706").await;
    replay.line("1000_after_analyze").await;
    replay.finish().await;
}

async fn purge(replay: &Replay) {
    replay.step(Method::DELETE, PERSONAL, ALICE, "").await;
}

fn rows(count: usize) -> String {
    let mut file = "firstname,lastname,number,email,company,mobile,note\r\n".to_owned();
    for index in 0..count {
        file.push_str(&format!(
            "First{index},Last{},555{index:07},u{index}@x.example,Company {},0600{index:06},some note\r\n",
            index % 997,
            index % 50,
        ));
    }
    file
}

fn pairs(letter: &str, count: usize) -> String {
    let rows: Vec<String> = (0..count)
        .map(|index| format!("{letter}{index},{index}\n"))
        .collect();
    format!("firstname,number\n{}", rows.concat())
}
