//! A request as the services see it, behind nginx, and the answer they give.

use std::fmt;

use hyper::body::Bytes;
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Uri};
use percent_encoding::percent_decode_str;
use serde::Serialize;
use serde_json::Value;

pub(crate) const JSON: &str = "application/json";
pub(crate) const HTML: &str = "text/html; charset=utf-8";

/// One request with its whole body. It holds secrets, so it is not `Debug`.
pub(crate) struct Request {
    pub(crate) method: Method,
    /// The path as sent, still percent-encoded, without the query.
    pub(crate) path: String,
    pub(crate) body: Bytes,
    headers: HeaderMap,
    segments: Vec<String>,
    query: Vec<(String, String)>,
}

impl Request {
    pub(crate) fn new(method: Method, uri: &Uri, headers: HeaderMap, body: Bytes) -> Self {
        let segments = uri
            .path()
            .split('/')
            .skip(1)
            .map(|segment| decode(segment, false))
            .collect();
        let query = uri
            .query()
            .unwrap_or_default()
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                (decode(name, true), decode(value, true))
            })
            .collect();
        Request {
            method,
            path: uri.path().to_owned(),
            body,
            headers,
            segments,
            query,
        }
    }

    /// The path's segments, decoded one by one: a `%2F` does not split one.
    pub(crate) fn segments(&self) -> Vec<&str> {
        self.segments.iter().map(String::as_str).collect()
    }

    /// The first query parameter of that name.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    pub(crate) fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        self.query
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The `X-Auth-Token` header: the only place where a token is read.
    pub(crate) fn token(&self) -> &str {
        self.header("x-auth-token").unwrap_or_default()
    }

    /// The body as JSON, whatever the content type says; `None` when it is none.
    pub(crate) fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }
}

fn decode(text: &str, plus_is_space: bool) -> String {
    if plus_is_space && text.contains('+') {
        return decode(&text.replace('+', " "), false);
    }
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// What a service answers. A handler returns `Result<Answer, Answer>` so that `?` ends it early.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) body: Bytes,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
}

impl fmt::Debug for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Answer")
            .field("status", &self.status)
            .field("content_type", &self.content_type)
            .finish_non_exhaustive()
    }
}

/// The outcome of a handler; both sides are sent.
pub(crate) type Outcome = Result<Answer, Box<Answer>>;

impl Answer {
    pub(crate) fn new(status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        Answer {
            status,
            content_type: content_type.to_owned(),
            body: body.into(),
            headers: Vec::new(),
        }
    }

    pub(crate) fn json<T: Serialize>(status: u16, value: &T) -> Self {
        match serde_json::to_vec(value) {
            Ok(body) => Answer::new(status, JSON, body),
            Err(error) => {
                tracing::error!(%error, "an answer could not be written as JSON");
                crate::error::internal()
            }
        }
    }

    pub(crate) fn ok<T: Serialize>(value: &T) -> Self {
        Answer::json(200, value)
    }

    /// 204, which these services still label as JSON.
    pub(crate) fn no_content() -> Self {
        Answer::new(204, JSON, Bytes::new())
    }

    pub(crate) fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(uri: &'static str) -> Request {
        Request::new(
            Method::GET,
            &Uri::from_static(uri),
            HeaderMap::new(),
            Bytes::new(),
        )
    }

    #[test]
    fn an_encoded_slash_does_not_split_a_segment() {
        assert_eq!(request("/a%2Fb/d%C3%A9faut").segments(), ["a/b", "défaut"]);
    }

    #[test]
    fn a_plus_is_a_space_in_the_query_only() {
        let request = request("/a+b?term=Alice+Martin&x=%2B1");
        assert_eq!(request.segments(), ["a+b"]);
        assert_eq!(request.query("term"), Some("Alice Martin"));
        assert_eq!(request.query("x"), Some("+1"));
    }
}
