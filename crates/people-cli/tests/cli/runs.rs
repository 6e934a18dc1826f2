//! How a file is imported: columns by hand, changes by choice, gone on with, taken back, reported.

use std::fmt::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::bench::{Bench, Run};

impl Bench {
    async fn import(&self, file: &str, flags: &[&str]) -> Value {
        let mut verb = vec!["contacts", "import", file];
        verb.extend(flags);
        self.json(&verb).await
    }

    async fn named(&self, firstname: &str) -> Vec<Value> {
        let mut contacts = self.control.personal().await;
        contacts.retain(|contact| contact["firstname"] == firstname);
        for contact in &mut contacts {
            contact.as_object_mut().unwrap().remove("id");
        }
        contacts
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_are_mapped_by_title_and_number() {
    let bench = Bench::new().await;
    let file = bench.file("x.csv", "Rufname;Tel A;Tel B;Kram\nAnn;1;2;x\n");
    let file = file.to_str().unwrap();
    let unknown = bench.run(&["contacts", "import", file]).await;
    assert_eq!(unknown.status, 2, "{unknown:?}");
    let flags = [
        "--map",
        "firstname=rufname",
        "--map",
        "number=3",
        "--map",
        "=Kram",
    ];
    let done = bench.import(file, &flags).await;
    assert_eq!(done["created"], 1, "{done}");
    assert_eq!(
        bench.named("Ann").await,
        [json!({"firstname": "Ann", "number": "2", "Tel A": "1"})]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_column_that_is_not_there_is_named_with_those_that_are() {
    let bench = Bench::new().await;
    let file = bench.file("x.csv", "firstname,number\nAnn,1\n");
    let file = file.to_str().unwrap();
    let run = bench
        .run(&["contacts", "import", file, "--map", "fax=Telefax"])
        .await;
    assert_eq!(run.status, 2, "{run:?}");
    assert!(
        run.err.contains("`Telefax`") && run.err.contains("1 firstname, 2 number"),
        "{}",
        run.err
    );
    assert!(bench.named("Ann").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_read_as_it_is_said() {
    let bench = Bench::new().await;
    let file = bench.file("x.csv", b"Zo\xe9|1\nAnn|2\n");
    let flags = [
        "--encoding",
        "windows-1252",
        "--delimiter",
        "|",
        "--header",
        "none",
        "--map",
        "firstname=1",
        "--map",
        "number=2",
    ];
    let done = bench.import(file.to_str().unwrap(), &flags).await;
    assert_eq!(done["created"], 2, "{done}");
    assert_eq!(
        bench.named("Zoé").await,
        [json!({"firstname": "Zoé", "number": "1"})]
    );
    let run = bench
        .run(&[
            "contacts",
            "import",
            file.to_str().unwrap(),
            "--encoding",
            "klingon",
        ])
        .await;
    assert!(
        run.status == 2 && run.err.contains("no encoding `klingon`"),
        "{run:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_is_made_kept_beside_or_left_out() {
    for (choice, counts, notes) in [
        ("update", [0, 1], vec!["new"]),
        ("keep", [1, 0], vec!["new", "old"]),
        ("skip", [0, 0], vec!["old"]),
    ] {
        let bench = Bench::new().await;
        let before = bench.file("old.csv", "firstname,number,note\nAnn,1,old\n");
        bench.import(before.to_str().unwrap(), &[]).await;
        let file = bench.file("new.csv", "firstname,number,note\nAnn,1,new\n");
        let file = file.to_str().unwrap();
        let would = bench
            .import(file, &["--on-change", choice, "--dry-run"])
            .await;
        let mut done = bench.import(file, &["--on-change", choice]).await;
        assert_eq!(json!([done["created"], done["updated"]]), json!(counts));
        done["undo"] = Value::Null;
        assert_eq!(would, done, "{choice}");
        let mut there: Vec<Value> = bench.named("Ann").await;
        there.sort_by_key(|contact| contact["note"].to_string());
        let there: Vec<&Value> = there.iter().map(|contact| &contact["note"]).collect();
        assert_eq!(json!(there), json!(notes), "{choice}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_is_taken_back_and_stands_in_the_list_as_such() {
    let bench = Bench::new().await;
    let before = bench.control.personal().await;
    let file = bench.file("x.csv", "firstname,number\nAnn,1\nBob,2\n");
    let done = bench.import(file.to_str().unwrap(), &[]).await;
    let id = done["undo"].as_u64().unwrap().to_string();
    let undone = bench.json(&["contacts", "import", "--undo", &id]).await;
    assert_eq!(undone, json!({"removed": 2, "restored": 0, "kept": []}));
    assert_eq!(bench.control.personal().await, before);
    let twice = bench.run(&["contacts", "import", "--undo", &id]).await;
    assert_eq!(twice.status, 1, "{twice:?}");

    let imports = bench.json(&["contacts", "imports"]).await;
    assert_eq!(imports[0]["name"], "x.csv");
    assert_eq!(imports[0]["undone"]["removed"], 2);
    let listed = bench.run(&["contacts", "imports"]).await;
    assert!(
        listed.out.contains("x.csv") && listed.out.contains("taken back"),
        "{}",
        listed.out
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_has_the_lines_that_are_not_there_and_can_be_imported() {
    let bench = Bench::new().await;
    let file = bench.file("x.csv", "firstname,number\nAnn,1\nBob,5.55E+09\n");
    let report = bench.home.path().join("report.csv");
    let path = report.to_str().unwrap();
    bench
        .import(file.to_str().unwrap(), &["--report", path])
        .await;
    let written = std::fs::read_to_string(&report).unwrap();
    let lines: Vec<&str> = written.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines.len(), 2, "{written}");
    assert_eq!(lines[0], "line,reason,firstname,number");
    assert!(
        lines[1].starts_with("3,") && lines[1].contains(",Bob,") && lines[1].contains("5.55E+09"),
        "{written}"
    );
    let over = bench
        .run(&["contacts", "import", path, "--report", path])
        .await;
    assert_eq!(over.status, 2, "{over:?}");
    assert_eq!(std::fs::read_to_string(&report).unwrap(), written);
    let mended = bench.file("report.csv", written.replace("5.55E+09", "5550000001"));
    let again = bench.import(mended.to_str().unwrap(), &[]).await;
    assert_eq!(again["created"], 1, "{again}");
    assert_eq!(
        bench.named("Bob").await,
        [json!({"firstname": "Bob", "number": "5550000001"})]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_all_deleted_is_restored() {
    let bench = Bench::new().await;
    let before = bench.control.personal().await;
    let nothing = bench.run(&["contacts", "restore"]).await;
    assert_eq!(nothing.status, 1, "{nothing:?}");
    bench.run(&["contacts", "delete-all", "--yes"]).await;
    let restored = bench.json(&["contacts", "restore"]).await;
    assert_eq!(restored["created"], before.len());
    let sorted = |mut contacts: Vec<Value>| {
        contacts.sort_by_key(|contact| contact["id"].to_string());
        contacts
    };
    assert_eq!(
        sorted(bench.control.personal().await),
        sorted(before),
        "with their ids"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn each_format_comes_back_with_nothing_to_do() {
    let bench = Bench::new().await;
    for format in ["csv", "spreadsheet", "vcard"] {
        let path = bench.home.path().join(format);
        let path = path.to_str().unwrap();
        bench
            .json(&["contacts", "export", path, "--format", format])
            .await;
        let back = bench.import(path, &["--dry-run"]).await;
        let counts = json!([back["created"], back["updated"], back["duplicates"]]);
        assert_eq!(counts, json!([0, 0, 25]), "{format}: {back}");
    }
    let path = bench.home.path().join("columns.csv");
    let columns = ["--column", "lastname", "--column", "firstname"];
    let mut verb = vec!["contacts", "export", path.to_str().unwrap()];
    verb.extend(columns);
    bench.json(&verb).await;
    let written = std::fs::read_to_string(path).unwrap();
    assert_eq!(written.lines().next(), Some("firstname,lastname"));
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn an_interrupt_stops_after_the_chunk_and_says_how_to_go_on() {
    let bench = Bench::new().await;
    let mut csv = String::from("firstname,lastname,number\n");
    for row in 0..10_000 {
        writeln!(csv, "First{row},Imported,+1418556{row:04}").unwrap();
    }
    let file = bench.file("many.csv", csv);
    bench.control.forget_requests().await;
    let mut command = bench.command_for(&["contacts", "import", file.to_str().unwrap()]);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let program = command.spawn().unwrap();
    bench.control.until_writes(1).await;
    let id = program.id().to_string();
    let sent = Command::new("kill").args(["-INT", &id]).status().unwrap();
    assert!(sent.success());
    let ended = tokio::task::spawn_blocking(move || program.wait_with_output());
    let run = Run::from(ended.await.unwrap().unwrap());
    assert_eq!(run.status, 1, "{run:?}");
    let there = bench.control.personal().await.len() - 25;
    assert!(
        run.out.starts_with(&format!("{there} created")),
        "{run:?}: {there} are there"
    );
    let unsent = format!("{} rows were not sent", 10_000 - there);
    assert!(run.err.contains(&unsent), "{}", run.err);
    assert!(run.err.contains("--resume"), "{}", run.err);
    let rest = bench.json(&["contacts", "import", "--resume"]).await;
    assert_eq!(rest["created"], 10_000, "{rest}");
    assert_eq!(bench.control.personal().await.len(), 10_025);
}
