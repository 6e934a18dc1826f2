//! The table of bad input, by the program's own answer.

use serde_json::{Value, json};

use crate::bench::Bench;

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_says_what_would_be_done_and_sends_nothing() {
    let bench = Bench::new().await;
    let file = bench.file(
        "x.csv",
        "firstname,number\nAnn,1\nAnn,1\nBob,1,2\nCarl,5.55E+09\n",
    );
    let path = file.to_str().unwrap();
    let would = bench.json(&["contacts", "import", path, "--dry-run"]).await;
    assert_eq!(
        (&would["created"], &would["duplicates"]),
        (&json!(1), &json!(1))
    );
    let skipped = would["skipped"].as_array().unwrap();
    let places: Vec<(&Value, &Value)> = skipped
        .iter()
        .map(|row| (&row["line"], &row["column"]))
        .collect();
    assert_eq!(places, [(&json!(4), &Value::Null), (&json!(5), &json!(2))]);
    assert!(
        skipped[0]["reason"]
            .as_str()
            .unwrap()
            .contains("3 values for 2 columns")
    );
    assert_eq!(
        bench
            .json(&["contacts", "list"])
            .await
            .as_array()
            .unwrap()
            .len(),
        25
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_that_are_left_out_make_it_a_part() {
    let bench = Bench::new().await;
    let file = bench.file("x.csv", "firstname,number\nAnn,1\nBob,1,2\n");
    let run = bench
        .run(&["contacts", "import", file.to_str().unwrap()])
        .await;
    assert_eq!(run.status, 1, "{run:?}");
    assert!(
        run.out
            .starts_with("1 created, 0 updated, 0 there already, 1 left out"),
        "{}",
        run.out
    );
    assert!(
        run.out.contains("line 3: 3 values for 2 columns"),
        "{}",
        run.out
    );
    assert_eq!(run.err, "", "no progress where nobody watches");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_makes_no_sense_is_named_with_the_cause_and_nothing_is_sent() {
    let bench = Bench::new().await;
    for (bytes, cause) in [
        (&b""[..], "the file is empty"),
        (b"firstname,number\r\n", "a header and no row"),
        (
            b"Hello,World\n1,2\n",
            "no column is known among: Hello, World",
        ),
        (b"\x7fELF\x00\x01\x00\x00\x00\xff\xfe\x00\x00", "not text"),
    ] {
        let file = bench.file("odd.csv", bytes);
        let run = bench
            .run(&["contacts", "import", file.to_str().unwrap()])
            .await;
        assert_eq!(run.status, 2, "{run:?}");
        assert!(
            run.err.contains("odd.csv") && run.err.contains(cause),
            "{}",
            run.err
        );
    }
    let directory = bench.home.path().to_str().unwrap().to_owned();
    let run = bench.run(&["contacts", "import", &directory]).await;
    assert!(
        run.status == 2 && run.err.contains("is a directory"),
        "{run:?}"
    );
    let missing = format!("{directory}/missing.csv");
    let run = bench.run(&["contacts", "import", &missing]).await;
    assert!(
        run.status == 2 && run.err.contains("missing.csv: the file is not there"),
        "{run:?}"
    );
    assert_eq!(
        bench
            .json(&["contacts", "list"])
            .await
            .as_array()
            .unwrap()
            .len(),
        25
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn files_as_people_have_them_are_imported_as_meant() {
    let utf16 = |text: &str, little: bool| {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        let bytes = |unit: u16| {
            if little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        };
        units.flat_map(bytes).collect::<Vec<u8>>()
    };
    let huge = format!("firstname,number\nZoé,{}\nAnn,2\n", "9".repeat(200_000));
    let files: [(&str, Vec<u8>, u64, u64); 9] = [
        ("bom", "\u{feff}firstname,number\nZoé,1\n".into(), 1, 0),
        (
            "utf-16le",
            utf16("firstname\tnumber\r\nZoé\t1\r\n", true),
            1,
            0,
        ),
        (
            "utf-16be",
            utf16("firstname,number\r\nZoé,1\r\n", false),
            1,
            0,
        ),
        (
            "windows-1252",
            b"firstname;lastname;number\r\nZo\xe9;Lef\xe8vre;1\r\nAna;Nu\xf1ez;2\r\n".to_vec(),
            2,
            0,
        ),
        ("pipe", "firstname|number\nZoé|1\n".into(), 1, 0),
        ("cr", "firstname,number\rZoé,1\r".into(), 1, 0),
        (
            "quoted break",
            "firstname,note\n\"Zoé\",\"a\r\nb\"\n".into(),
            1,
            0,
        ),
        (
            "nul",
            b"firstname,number\nAnn,\x001\nZo\xc3\xa9,2\n".to_vec(),
            1,
            1,
        ),
        ("200 kB", huge.into(), 1, 1),
    ];
    for (name, bytes, created, skipped) in files {
        let bench = Bench::new().await;
        let file = bench.file("x.csv", bytes);
        let answer = bench
            .json(&["contacts", "import", file.to_str().unwrap()])
            .await;
        assert_eq!(answer["created"], created, "{name}: {answer}");
        let left_out = answer["skipped"].as_array().unwrap();
        assert_eq!(left_out.len() as u64, skipped, "{name}: {answer}");
        let list = bench.json(&["contacts", "list"]).await;
        let names = list
            .as_array()
            .unwrap()
            .iter()
            .filter(|contact| contact["firstname"] == "Zoé" || contact["firstname"] == "Ann");
        assert_eq!(names.count(), 1, "{name}: {list}");
    }
}
