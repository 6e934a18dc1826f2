use crate::bench::{Bench, end};

fn policy(bench: &Bench, more: &str) {
    let (_, domain) = bench.sandbox.username().split_once('@').unwrap();
    let text = format!(
        "{more}\n[server]\naddress = {:?}\ndomain = {domain:?}\nauthority = {:?}\n",
        bench.sandbox.url(),
        bench.sandbox.ca().unwrap(),
    );
    std::fs::write(bench.home.path().join("policy.toml"), text).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn server_domain_and_authority_of_the_policy_need_not_be_given() {
    let bench = Bench::new().await;
    policy(&bench, "");
    let (name, _) = bench.sandbox.username().split_once('@').unwrap();
    let mut command = bench.command();
    command.args(["--username", name, "columns"]);
    command.env("PEOPLE_PASSWORD", bench.sandbox.password());
    let run = end(command).await;
    assert_eq!(run.status, 0, "{run:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_server_than_the_locked_one_is_refused() {
    let bench = Bench::new().await;
    policy(&bench, "locked = [\"server\"]");
    let mut command = bench.command();
    command.args(["--server", "pbx.example", "--username", "alice", "columns"]);
    command.env("PEOPLE_PASSWORD", "unused");
    let run = end(command).await;
    assert_ne!(run.status, 0, "{run:?}");
    assert!(run.err.contains("administrator"), "{}", run.err);
}
