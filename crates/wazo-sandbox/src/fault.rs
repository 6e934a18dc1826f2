//! Faults on a route: what a test asks the stack to do instead of its work, or after it.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use hyper::Method;
use hyper::header::{HeaderValue, RETRY_AFTER};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::error;
use crate::http::{Answer, JSON};
use crate::stack::Service;

/// One fault, as `POST /faults` takes it. The first that fits a request is used.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fault {
    /// `GET`, `POST`…; any without.
    method: Option<String>,
    /// The start of a path, or a pattern of a whole path in which `*` stands for any text.
    path: String,
    /// The path is a whole one, segment by segment, and `*` stands for one of them.
    #[serde(default)]
    exact: bool,
    status: Option<u16>,
    /// nginx's page instead of the service's own body.
    #[serde(default)]
    html: bool,
    /// Milliseconds before anything else.
    #[serde(default)]
    delay_ms: u64,
    /// Breaks the connection after that many bytes of the body; 0 before any answer.
    pub(crate) cut_after: Option<usize>,
    /// Bytes that are no JSON.
    #[serde(default)]
    garbage: bool,
    body: Option<String>,
    content_type: Option<String>,
    /// Does the work first, and answers the fault all the same.
    #[serde(default)]
    commit: bool,
    /// How many requests it meets; all of them without.
    times: Option<u32>,
    /// Seconds, sent as `Retry-After`.
    retry_after: Option<u32>,
}

impl Fault {
    pub(crate) fn delay(&self) -> Duration {
        Duration::from_millis(self.delay_ms)
    }

    /// Whether the stack does its work: asked to, or there is nothing to answer in its place.
    pub(crate) fn works(&self) -> bool {
        self.commit || !self.replaces()
    }

    fn replaces(&self) -> bool {
        self.status.is_some() || self.garbage || self.body.is_some()
    }

    /// What goes out, given what the stack answered if it worked.
    pub(crate) fn answer(&self, path: &[&str], worked: Option<Answer>) -> Answer {
        let mut answer = match (worked, self.replaces()) {
            (Some(worked), false) => worked,
            _ => self.replacement(path),
        };
        if let Some(seconds) = self.retry_after {
            answer = answer.with_header(RETRY_AFTER, HeaderValue::from(seconds));
        }
        answer
    }

    fn replacement(&self, path: &[&str]) -> Answer {
        let status = self.status.unwrap_or(200);
        let content_type = self.content_type.as_deref().unwrap_or(JSON);
        if let Some(body) = &self.body {
            return Answer::new(status, content_type, body.clone());
        }
        if self.garbage {
            return Answer::new(
                status,
                content_type,
                b"\x00\xff{\"results\": [[[\xc3\x28".as_slice(),
            );
        }
        if self.html {
            return error::nginx(status);
        }
        own_words(status, Service::at(path))
    }

    fn fits(&self, method: &Method, path: &str) -> bool {
        self.method
            .as_ref()
            .is_none_or(|wanted| wanted.eq_ignore_ascii_case(method.as_str()))
            && if self.exact {
                segments(&self.path, path)
            } else if self.path.contains('*') {
                glob(&self.path, path)
            } else {
                path.starts_with(&self.path)
            }
    }
}

/// The error body that a service would give with that status.
fn own_words(status: u16, service: Option<Service>) -> Answer {
    match (status, service) {
        (502 | 504 | 413, _) | (_, None | Some(Service::Websocketd)) => error::nginx(status),
        (500, _) => error::internal(),
        (401, Some(Service::Dird)) => error::legacy_bare(401, &json!(["Unauthorized"])),
        (503, Some(Service::Dird)) => {
            error::legacy_bare(503, &json!(["Authentication server unreachable"]))
        }
        (429, Some(Service::Auth)) => error::resource(
            429,
            "Unable to proceed, user has exceeded the maximum number of active sessions",
            "max-user-concurrent-sessions",
            &json!({}),
            "users",
        ),
        (_, Some(Service::Auth)) => error::legacy(status, "Authentication Failed"),
        (_, Some(Service::Dird)) => error::legacy(status, "Injected fault"),
        (_, Some(Service::Confd)) => Answer::json(status, &json!(["Injected fault"])),
        (_, Some(Service::Agentd)) => Answer::json(status, &json!({"error": "injected fault"})),
        (_, Some(Service::Chatd | Service::Calld)) => {
            error::standard(status, "Injected fault", "injected-fault", &json!({}))
        }
    }
}

/// `*` stands for one segment.
fn segments(pattern: &str, path: &str) -> bool {
    let mut wanted = pattern.split('/');
    let fit = path
        .split('/')
        .all(|it| matches!(wanted.next(), Some(segment) if segment == "*" || segment == it));
    fit && wanted.next().is_none()
}

/// `*` stands for any text, `/` too.
fn glob(pattern: &str, path: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = path.strip_prefix(first) else {
        return false;
    };
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.split_once(part) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.is_empty()
}

/// The faults that wait for requests.
#[derive(Debug, Default)]
pub(crate) struct Faults(Mutex<Vec<Fault>>);

impl Faults {
    pub(crate) fn add(&self, fault: Fault) {
        self.list().push(fault);
    }

    /// Those that no request has used up.
    pub(crate) fn waiting(&self) -> Vec<Fault> {
        self.list().clone()
    }

    pub(crate) fn clear(&self) {
        self.list().clear();
    }

    /// The first fault that fits; one that has met its last request is gone.
    pub(crate) fn take(&self, method: &Method, path: &str) -> Option<Fault> {
        let mut faults = self.list();
        let index = faults.iter().position(|fault| fault.fits(method, path))?;
        let fault = faults.get_mut(index)?;
        let taken = fault.clone();
        if let Some(times) = &mut fault.times {
            *times = times.saturating_sub(1);
            if *times == 0 {
                faults.remove(index);
            }
        }
        Some(taken)
    }

    fn list(&self) -> std::sync::MutexGuard<'_, Vec<Fault>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_text() {
        assert!(glob(
            "/api/dird/*/lookup/*",
            "/api/dird/0.1/directories/lookup/default"
        ));
        assert!(glob("*/import", "/api/dird/0.1/personal/import"));
        assert!(!glob("*/import", "/api/dird/0.1/personal"));
        assert!(!glob("/api/*/x/*/y", "/api/x/y"));
    }

    #[test]
    fn an_exact_path_has_as_many_segments() {
        let pattern = "/api/dird/0.1/personal/*";
        assert!(segments(pattern, "/api/dird/0.1/personal/5"));
        assert!(!segments(pattern, "/api/dird/0.1/personal"));
        assert!(!segments(pattern, "/api/dird/0.1/personal/5/6"));
    }

    #[test]
    fn a_fault_with_times_is_used_up() {
        let faults = Faults::default();
        faults.add(
            serde_json::from_str(
                r#"{"path": "/api/auth", "method": "post", "status": 503, "times": 2}"#,
            )
            .unwrap(),
        );
        let take = |method| faults.take(&method, "/api/auth/0.1/token").is_some();
        assert!(!take(Method::GET));
        assert!(take(Method::POST));
        assert!(take(Method::POST));
        assert!(!take(Method::POST));
    }
}
