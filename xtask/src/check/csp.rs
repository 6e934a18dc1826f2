//! The page's content security policy.

use serde_json::Value;

use super::at;
use crate::tree::Source;

const CONFIG: &str = "tauri.conf.json";
const CAPABILITIES: &str = "src-tauri/capabilities/";

/// What a policy must not have: a way to run text, or to load from anywhere.
const BANNED: &[&str] = &["unsafe", "*", "https:"];

/// Loopholes in the policy, and permissions that are wider than one command.
pub fn check(sources: &[Source]) -> Vec<String> {
    let mut findings = Vec::new();
    match at(sources, CONFIG).and_then(|source| serde_json::from_str(&source.text).ok()) {
        Some(config) => findings.extend(policy(&config)),
        None => findings.push(format!("{CONFIG}: cannot be read")),
    }
    for source in sources
        .iter()
        .filter(|source| source.path.starts_with(CAPABILITIES))
    {
        match serde_json::from_str(&source.text) {
            Ok(capability) => findings.extend(permissions(&source.path, &capability)),
            Err(fault) => findings.push(format!("{}: {fault}", source.path)),
        }
    }
    findings
}

fn policy(config: &Value) -> Vec<String> {
    let app = &config["app"];
    let policy = &app["security"]["csp"];
    let mut findings = Vec::new();
    if policy["default-src"] != "'none'" {
        findings.push(format!("{CONFIG}: default-src has to be 'none'"));
    }
    for (directive, sources) in policy.as_object().into_iter().flatten() {
        let sources = sources.as_str().unwrap_or("*");
        findings.extend(
            BANNED
                .iter()
                .filter(|banned| sources.contains(**banned))
                .map(|banned| format!("{CONFIG}: {directive} has `{banned}`")),
        );
    }
    if app["withGlobalTauri"] != false {
        findings.push(format!("{CONFIG}: withGlobalTauri has to be false"));
    }
    if app["security"]
        .get("dangerousDisableAssetCspModification")
        .is_some()
    {
        findings.push(format!("{CONFIG}: the policy of assets is switched off"));
    }
    findings
}

fn permissions(path: &str, capability: &Value) -> Vec<String> {
    let texts = |key: &str| {
        capability[key]
            .as_array()
            .into_iter()
            .flatten()
            .map(|value| value.as_str().unwrap_or("*").to_owned())
            .collect::<Vec<_>>()
    };
    let windows = texts("windows")
        .into_iter()
        .filter(|window| window.contains('*'))
        .map(|window| format!("{path}: window `{window}`"));
    let permissions = texts("permissions")
        .into_iter()
        .filter(|permission| !permission.starts_with("allow-"))
        .map(|permission| format!("{path}: `{permission}` is more than one command of ours"));
    windows.chain(permissions).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_loophole_is_found() {
        let config =
            |policy: Value| json!({"app": {"withGlobalTauri": false, "security": {"csp": policy}}});
        assert_eq!(policy(&config(json!({"default-src": "'none'"}))), [""; 0]);
        let open = json!({"default-src": "'none'", "style-src": "'self' 'unsafe-inline'"});
        assert_eq!(policy(&config(open)).len(), 1);
        assert_eq!(policy(&config(json!("default-src 'self'"))).len(), 1);
    }

    #[test]
    fn a_wide_permission_is_found() {
        let wide = json!({"windows": ["*"], "permissions": ["allow-open", "dialog:default"]});
        assert_eq!(permissions("main.json", &wide).len(), 2);
    }
}
