use crate::bench::{Bench, end};

#[tokio::test(flavor = "multi_thread")]
async fn without_a_server_a_user_or_a_password_it_is_wrong_usage() {
    let bench = Bench::new().await;
    for (flags, missing) in [
        (&[][..], "--server"),
        (&["--server", "pbx.example"], "--username"),
        (
            &["--server", "pbx.example", "--username", "alice"],
            "PEOPLE_PASSWORD",
        ),
    ] {
        let mut command = bench.command();
        command.args(flags).arg("columns");
        let run = end(command).await;
        assert_eq!(run.status, 2, "{run:?}");
        assert!(run.err.contains(missing), "{}", run.err);
    }
    let mut command = bench.command();
    command.args(["--pin", "00", "columns"]);
    assert_eq!(end(command).await.status, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_sign_in_the_status_is_three() {
    let bench = Bench::new().await;
    let password = bench.sandbox.password().to_owned();
    let distrusted = bench.run_bare(&["columns"], &password).await;
    assert_eq!(distrusted.status, 3, "{distrusted:?}");
    assert!(
        distrusted
            .err
            .contains(bench.sandbox.fingerprint().unwrap())
    );

    let pin = bench.sandbox.fingerprint().unwrap().to_owned();
    let pinned = bench.run_bare(&["--pin", &pin, "columns"], &password).await;
    assert_eq!(pinned.status, 0, "{pinned:?}");
    let changed = bench
        .run_bare(&["--pin", &"00".repeat(32), "columns"], &password)
        .await;
    assert_eq!(changed.status, 3, "{changed:?}");

    let wrong = bench.run_bare(&["--pin", &pin, "columns"], "wrong").await;
    assert_eq!(wrong.status, 3, "{wrong:?}");
    assert!(wrong.err.contains("Wrong user name or password"));
    assert!(!wrong.err.contains(&password));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_left_on_this_computer() {
    let bench = Bench::new().await;
    assert_eq!(bench.run(&["contacts", "list"]).await.status, 0);
    assert_eq!(std::fs::read_dir(bench.home.path()).unwrap().count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn completions_need_no_server() {
    let bench = Bench::new().await;
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let mut command = bench.command();
        command.args(["completions", shell]);
        let run = end(command).await;
        assert!(run.status == 0 && run.out.contains("people-cli"), "{run:?}");
    }
}
