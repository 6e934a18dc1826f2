//! The address of a Wazo server, as a person writes it.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};

use thiserror::Error;
use url::{Host, Url};

/// One server. Its text form (`https://pbx.example.com`, `https://[::1]:8443`) is canonical: two
/// ways to write the same address are equal, so it can name what is kept about the server.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Server {
    base: Url,
}

/// Why a text is no address of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AddressProblem {
    /// Nothing was written.
    #[error("empty")]
    Empty,
    /// It cannot be read as a host, `host:port` or URL.
    #[error("malformed")]
    Malformed,
    /// A scheme other than `https` and `http`.
    #[error("unsupported scheme")]
    Scheme,
    /// `http` to a host other than this machine: the password would travel in clear.
    #[error("plain http")]
    PlainHttp,
    /// A user name or password stands in the URL; they have their own fields.
    #[error("credentials in the address")]
    Credentials,
}

impl Server {
    /// Reads `host`, `host:port`, an IPv6 address with or without brackets, or a URL, of which the
    /// path is dropped: a Wazo stack answers below `/api` at the root of its host. Without a scheme
    /// it is https; http is taken for loopback only, when written.
    pub fn parse(text: &str) -> Result<Self, AddressProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(AddressProblem::Empty);
        }
        let mut base = if text.contains("://") {
            Url::parse(text)
        } else if text.parse::<Ipv6Addr>().is_ok() {
            Url::parse(&format!("https://[{text}]"))
        } else {
            Url::parse(&format!("https://{text}"))
        }
        .map_err(|_| AddressProblem::Malformed)?;

        if !matches!(base.scheme(), "https" | "http") {
            return Err(AddressProblem::Scheme);
        }
        if !base.username().is_empty() || base.password().is_some() {
            return Err(AddressProblem::Credentials);
        }
        if base.scheme() == "http" && !is_loopback(&base) {
            return Err(AddressProblem::PlainHttp);
        }
        if base.port() == Some(0) {
            return Err(AddressProblem::Malformed);
        }
        base.set_path("");
        base.set_query(None);
        base.set_fragment(None);
        Ok(Self { base })
    }

    /// The canonical text, without a slash at the end.
    pub fn as_str(&self) -> &str {
        self.base.as_str().trim_end_matches('/')
    }

    /// The host alone: a lower-case name, an IPv4 address, or an IPv6 address in brackets.
    pub fn host(&self) -> &str {
        self.base.host_str().unwrap_or_default()
    }

    /// Whether the server is on this machine.
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.base)
    }

    /// The URL of an encoded path.
    pub(crate) fn url(&self, path: &str) -> Url {
        let mut url = self.base.clone();
        url.set_path(path);
        url
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        None => false,
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Server({})", self.as_str())
    }
}

impl std::str::FromStr for Server {
    type Err = AddressProblem;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_way_to_write_an_address_gives_its_canonical_form() {
        for (written, canonical) in [
            ("pbx.example.com", "https://pbx.example.com"),
            ("  PBX.Example.COM \n", "https://pbx.example.com"),
            ("pbx.example.com:443", "https://pbx.example.com"),
            ("pbx:8443", "https://pbx:8443"),
            ("https://pbx.example.com/", "https://pbx.example.com"),
            (
                "https://pbx.example.com/login?next=/x#top",
                "https://pbx.example.com",
            ),
            (
                "https://pbx.example.com/api/auth/0.1",
                "https://pbx.example.com",
            ),
            (
                "HTTPS://pbx.example.com:8443/ui",
                "https://pbx.example.com:8443",
            ),
            ("192.0.2.7", "https://192.0.2.7"),
            ("2001:db8::1", "https://[2001:db8::1]"),
            ("[2001:DB8::1]:8443", "https://[2001:db8::1]:8443"),
            ("https://[::1]/", "https://[::1]"),
            ("téléphonie.example", "https://xn--tlphonie-b1ab.example"),
            ("localhost:9443", "https://localhost:9443"),
            ("http://localhost:8080", "http://localhost:8080"),
            ("http://127.0.0.1:8080/x", "http://127.0.0.1:8080"),
            ("http://[::1]:8080", "http://[::1]:8080"),
        ] {
            assert_eq!(
                Server::parse(written).map(|s| s.to_string()),
                Ok(canonical.into()),
                "{written}"
            );
        }
    }

    #[test]
    fn what_is_no_address_is_refused_with_its_reason() {
        for (written, problem) in [
            ("", AddressProblem::Empty),
            (" \t", AddressProblem::Empty),
            ("https://", AddressProblem::Malformed),
            ("two words", AddressProblem::Malformed),
            ("pbx:99999", AddressProblem::Malformed),
            ("pbx:0", AddressProblem::Malformed),
            ("fe80::1%eth0", AddressProblem::Malformed),
            ("ftp://pbx.example.com", AddressProblem::Scheme),
            ("file:///etc/passwd", AddressProblem::Scheme),
            ("http://pbx.example.com", AddressProblem::PlainHttp),
            ("http://192.0.2.7:8080", AddressProblem::PlainHttp),
            ("http://localhost.example.com", AddressProblem::PlainHttp),
            (
                "https://alice:pw@pbx.example.com",
                AddressProblem::Credentials,
            ),
            ("alice@pbx.example.com", AddressProblem::Credentials),
        ] {
            assert_eq!(Server::parse(written), Err(problem), "{written}");
        }
    }

    proptest! {
        #[test]
        fn the_canonical_form_reads_back_as_itself(text in "\\PC{0,40}") {
            if let Ok(server) = Server::parse(&text) {
                prop_assert_eq!(Server::parse(server.as_str()), Ok(server.clone()));
                prop_assert!(server.as_str().starts_with("https://") || server.is_loopback());
            }
        }
    }
}
