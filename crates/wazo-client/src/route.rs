//! The path of a request: encoded, and with a form that may be logged.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{Error, Secret};

/// Everything but the unreserved characters of RFC 3986.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A path that is built segment by segment.
#[derive(Clone)]
pub(crate) struct Route {
    path: String,
    shown: String,
}

impl Route {
    /// Starts from a fixed path such as `/api/dird/0.1/personal`.
    pub fn new(fixed: &'static str) -> Self {
        Self {
            path: fixed.into(),
            shown: fixed.into(),
        }
    }

    /// Appends more of the fixed path.
    pub fn then(mut self, fixed: &'static str) -> Self {
        self.path.push_str(fixed);
        self.shown.push_str(fixed);
        self
    }

    /// Appends one segment that comes from outside.
    ///
    /// A `/` is refused even encoded: the server's router splits at it before it decodes, and would
    /// take the segment for two. `.` and `..` are resolved away on the way, and an empty one names
    /// the list instead of an item.
    pub fn segment(mut self, value: &str) -> Result<Self, Error> {
        let encoded = encode(value)?;
        self.path.push('/');
        self.path.push_str(&encoded);
        self.shown.push('/');
        self.shown.push_str(&encoded);
        Ok(self)
    }

    /// Appends one segment that no log may show.
    pub fn secret(mut self, value: &Secret) -> Result<Self, Error> {
        self.path.push('/');
        self.path.push_str(&encode(value.expose())?);
        self.shown.push_str("/<redacted>");
        Ok(self)
    }

    /// The encoded path to send.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The path without its secrets.
    pub fn shown(&self) -> &str {
        &self.shown
    }
}

fn encode(value: &str) -> Result<String, Error> {
    if value.contains('/') || matches!(value, "" | "." | "..") {
        return Err(Error::Unaddressable);
    }
    Ok(utf8_percent_encode(value, SEGMENT).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_encoded_and_slashes_are_never_sent() {
        let route = Route::new("/favorites").segment("company csv").unwrap();
        assert_eq!(
            route.segment("é?#%").unwrap().path(),
            "/favorites/company%20csv/%C3%A9%3F%23%25"
        );
        for unaddressable in ["a/b", "/", "", ".", ".."] {
            assert!(matches!(
                Route::new("").segment(unaddressable),
                Err(Error::Unaddressable)
            ));
        }
    }

    #[test]
    fn a_secret_segment_is_sent_and_not_shown() {
        let route = Route::new("/token").secret(&Secret::new("abc-1")).unwrap();
        assert_eq!(
            (route.path(), route.shown()),
            ("/token/abc-1", "/token/<redacted>")
        );
    }
}
