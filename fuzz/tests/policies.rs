//! No policy of an administrator breaks its reader, and what it refuses stands where it says.

use bolero::check;
use fuzz::over;
use people_engine::check_policy;

fn seeds() -> Vec<Vec<u8>> {
    [
        "locked = [\"settings.calls\", \"server\"]\n[server]\naddress = \"pbx.example.com\"\ndomain = \"example.com\"\n",
        "[settings]\ntheme = \"dark\"\nzoom = 0x96\ncalls.mailbox_prefix = '*98'\n[settings.desktop]\ncall_links = \"always\"\n",
        "settings = { zoom = 1_00, notifications = { names = \"\"\"never\"\"\" } }\n[[locked]]\n",
        "[updates]\nendpoint = \"https://updates.example.com/\"\nkey = \"dW50cnVzdGVkIGNvbW1lbnQ6IG1pbmlzaWduIHB1YmxpYyBrZXk=\"\n",
    ]
    .map(|text| text.as_bytes().to_vec())
    .to_vec()
}

#[test]
fn what_is_refused_stands_in_the_file() {
    over(check!(), &seeds(), |bytes| {
        let policy = check_policy(bytes);
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
        for fault in &policy.faults {
            let line = fault.line.map_or(1, |line| line as usize);
            assert!((1..=lines).contains(&line), "{fault:?}");
            assert!(fault.column.is_none_or(|column| column >= 1), "{fault:?}");
        }
        assert_eq!(check_policy(bytes), policy);
    });
}
