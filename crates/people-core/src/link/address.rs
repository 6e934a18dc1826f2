//! The parts of a link, by RFC 3966 (`tel:`) and RFC 3261 (`sip:`).

use std::net::Ipv4Addr;

use percent_encoding::percent_decode_str;

use super::{LinkFault, extension, readable, shortened};

/// Whom a link names.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// The number as written, or the user's name; escapes resolved.
    pub(super) subscriber: String,
    /// The keys that a parameter gives: `;ext=`, `;postd=`, or the digits behind a `;` as telephones write a pause.
    pub(super) extension: Option<String>,
    /// `;phone-context=`, or the host of a SIP address.
    pub(super) context: Option<String>,
}

impl Address {
    pub(super) fn read(link: &str) -> Result<Self, LinkFault> {
        let (mut scheme, mut rest) = scheme_of(link).ok_or(LinkFault::NotALink)?;
        if scheme == Scheme::Callto
            && let Some(inner) = scheme_of(rest.trim_start_matches('/'))
        {
            (scheme, rest) = inner;
        }
        let rest = rest.trim_start_matches('/');
        let (user, host) = match rest.split_once('@') {
            Some((user, host)) => (user, Some(host)),
            None => (before(rest, &['?']).trim_end_matches('/'), None),
        };
        let user = match scheme {
            // What follows the colon is a password.
            Scheme::Sip => before(user, &[':']),
            Scheme::Tel | Scheme::Callto => user,
        };
        let mut parts = user.split(';');
        let subscriber = decoded(parts.next().unwrap_or_default())?;
        if scheme == Scheme::Sip && host.is_none() && subscriber.parse::<Ipv4Addr>().is_ok() {
            return Err(LinkFault::NoNumber);
        }
        let mut address = Self {
            subscriber,
            extension: None,
            context: None,
        };
        for parameter in parts {
            address.take(parameter)?;
        }
        if let (None, Some(host)) = (&address.context, host) {
            address.context = shown(before(host, &[';', '?', '/', ':']))?;
        }
        Ok(address)
    }

    /// Takes what is known of the parameters. The others say how a call is routed or shown, and nothing of whom to call.
    fn take(&mut self, parameter: &str) -> Result<(), LinkFault> {
        let (key, value) = parameter.split_once('=').unwrap_or(("", parameter));
        match key.to_ascii_lowercase().as_str() {
            "phone-context" if self.context.is_none() => self.context = shown(value)?,
            "ext" => self.extension = extension::keys(&decoded(value)?),
            "postd" | "" if self.extension.is_none() => {
                let keys = decoded(value)?;
                self.extension =
                    extension::keys(keys.trim_start_matches(['p', 'P', 'w', 'W', ',']));
            }
            _ => {}
        }
        Ok(())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scheme {
    Tel,
    Callto,
    Sip,
}

fn scheme_of(link: &str) -> Option<(Scheme, &str)> {
    let (scheme, rest) = link.split_once(':')?;
    let scheme = match scheme.to_ascii_lowercase().as_str() {
        "tel" => Scheme::Tel,
        "callto" => Scheme::Callto,
        "sip" | "sips" => Scheme::Sip,
        _ => return None,
    };
    Some((scheme, rest))
}

fn before<'a>(text: &'a str, ends: &[char]) -> &'a str {
    text.split(ends).next().unwrap_or_default()
}

fn decoded(text: &str) -> Result<String, LinkFault> {
    let text = percent_decode_str(text)
        .decode_utf8()
        .map_err(|_| LinkFault::Malformed)?;
    if text.contains(char::is_control) {
        return Err(LinkFault::Malformed);
    }
    Ok(text.into_owned())
}

/// A value as it may be shown; none when nothing is left of it.
fn shown(value: &str) -> Result<Option<String>, LinkFault> {
    let text = shortened(&readable(&decoded(value)?));
    Ok((!text.is_empty()).then_some(text))
}
