//! The one TLS rule, for HTTP and for the websocket.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::verify_server_name;
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error as TlsError, OtherError,
    SignatureScheme,
};
use rustls_platform_verifier::Verifier;
use sha2::{Digest, Sha256};
use thiserror::Error as ThisError;

use crate::Error;
use crate::error::{CertificateProblem, CertificateReason};

/// Which certificates are trusted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Trust {
    /// Those that the system trusts.
    #[default]
    System,
    /// Those, and what these authorities (or servers) in PEM vouch for.
    Ca(String),
    /// This one certificate and no other. A person has looked at it, so its name, its dates and who
    /// signed it do not matter any more; that the server holds its key is still verified.
    Pinned(Fingerprint),
}

impl Trust {
    /// Whether it can be kept to.
    ///
    /// # Errors
    /// [`Error::UnusableTrust`] for an authority that is none.
    pub fn check(&self) -> Result<(), Error> {
        client_config(self).map(drop)
    }
}

/// SHA-256 of a certificate in DER. Its text is 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 32]);

/// A text that is no SHA-256 fingerprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ThisError)]
#[error("not a SHA-256 fingerprint")]
pub struct BadFingerprint;

impl Fingerprint {
    /// The fingerprint of a certificate in DER.
    pub fn of(der: &[u8]) -> Self {
        Self(Sha256::digest(der).into())
    }
}

impl FromStr for Fingerprint {
    type Err = BadFingerprint;

    /// Takes hexadecimal digits in either case, with or without colons or spaces between them.
    fn from_str(text: &str) -> Result<Self, BadFingerprint> {
        let mut bytes = [0; 32];
        let mut digits = text
            .chars()
            .filter(|c| !matches!(c, ':' | ' '))
            .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()));
        for byte in &mut bytes {
            let (Some(Some(high)), Some(Some(low))) = (digits.next(), digits.next()) else {
                return Err(BadFingerprint);
            };
            *byte = high << 4 | low;
        }
        match digits.next() {
            None => Ok(Self(bytes)),
            Some(_) => Err(BadFingerprint),
        }
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

/// The TLS side of a client: TLS 1.2 and 1.3 over ring, without a process-wide default.
pub(crate) fn client_config(trust: &Trust) -> Result<ClientConfig, Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = LeafVerifier::new(trust, &provider)?;
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| Error::UnusableTrust)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    Ok(config)
}

/// The certificate problem inside a chain of errors, if that is what it is about.
pub(crate) fn problem_in(error: &TlsError) -> Option<CertificateProblem> {
    match error {
        TlsError::InvalidCertificate(CertificateError::Other(OtherError(inner))) => {
            inner.downcast_ref::<CertificateProblem>().copied()
        }
        _ => None,
    }
}

#[derive(Debug)]
struct LeafVerifier {
    provider: Arc<CryptoProvider>,
    rule: Rule,
}

#[derive(Debug)]
enum Rule {
    /// `None` on a machine without any root certificate: then nothing is vouched for.
    System(Option<Verifier>),
    Ca {
        platform: Verifier,
        given: Vec<CertificateDer<'static>>,
    },
    Pinned(Fingerprint),
}

impl LeafVerifier {
    fn new(trust: &Trust, provider: &Arc<CryptoProvider>) -> Result<Self, Error> {
        let rule = match trust {
            Trust::System => Rule::System(Verifier::new(provider.clone()).ok()),
            Trust::Ca(pem) => {
                let given = CertificateDer::pem_slice_iter(pem.as_bytes())
                    .collect::<Result<Vec<_>, _>>()
                    .map_err(|_| Error::UnusableTrust)?;
                if given.is_empty() {
                    return Err(Error::UnusableTrust);
                }
                let platform = Verifier::new_with_extra_roots(given.clone(), provider.clone())
                    .map_err(|_| Error::UnusableTrust)?;
                Rule::Ca { platform, given }
            }
            Trust::Pinned(fingerprint) => Rule::Pinned(*fingerprint),
        };
        Ok(Self {
            provider: provider.clone(),
            rule,
        })
    }

    fn judge(
        &self,
        leaf: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<(), CertificateReason> {
        let verify = |platform: &Verifier| {
            platform
                .verify_server_cert(leaf, intermediates, name, ocsp, now)
                .map(|_| ())
        };
        match &self.rule {
            Rule::System(None) => Err(CertificateReason::UnknownIssuer),
            Rule::System(Some(platform)) => verify(platform).map_err(|error| reason(&error)),
            Rule::Ca { platform, given } => match verify(platform) {
                Err(error) if is_ca_as_leaf(&error) && given.contains(leaf) => {
                    ParsedCertificate::try_from(leaf)
                        .and_then(|parsed| verify_server_name(&parsed, name))
                        .map_err(|error| reason(&error))
                }
                verdict => verdict.map_err(|error| reason(&error)),
            },
            Rule::Pinned(expected) if *expected == Fingerprint::of(leaf) => Ok(()),
            Rule::Pinned(expected) => Err(CertificateReason::Changed {
                expected: *expected,
            }),
        }
    }
}

impl ServerCertVerifier for LeafVerifier {
    fn verify_server_cert(
        &self,
        leaf: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, TlsError> {
        self.judge(leaf, intermediates, name, ocsp, now)
            .map(|()| ServerCertVerified::assertion())
            .map_err(|reason| rejection(leaf, reason))
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        leaf: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, leaf, signature, algorithms)
            .map_err(|_| rejection(leaf, CertificateReason::Other))
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        leaf: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, leaf, signature, algorithms)
            .map_err(|_| rejection(leaf, CertificateReason::Other))
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider
            .signature_verification_algorithms
            .supported_schemes()
    }
}

fn rejection(leaf: &CertificateDer<'_>, reason: CertificateReason) -> TlsError {
    let problem = CertificateProblem {
        fingerprint: Fingerprint::of(leaf),
        reason,
    };
    CertificateError::Other(OtherError(Arc::new(problem))).into()
}

/// Whether webpki stopped at a certificate that is an authority by its own words: what
/// `openssl req -x509` makes, so the usual self-signed server. Its dates were good by then, its name
/// was not looked at.
fn is_ca_as_leaf(error: &TlsError) -> bool {
    match error {
        TlsError::InvalidCertificate(CertificateError::Other(OtherError(inner))) => matches!(
            inner.downcast_ref::<webpki::Error>(),
            Some(webpki::Error::CaUsedAsEndEntity)
        ),
        _ => false,
    }
}

fn reason(error: &TlsError) -> CertificateReason {
    let TlsError::InvalidCertificate(certificate) = error else {
        return CertificateReason::Other;
    };
    match certificate {
        // A bad signature here is one that a known authority of the same name did not make.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => {
            CertificateReason::UnknownIssuer
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            CertificateReason::Expired
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            CertificateReason::NotYetValid
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            CertificateReason::WrongHost
        }
        _ if is_ca_as_leaf(error) => CertificateReason::UnknownIssuer,
        _ => CertificateReason::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_read_as_tools_write_it() {
        let plain = "00ff".repeat(16);
        let colons = plain
            .to_uppercase()
            .as_bytes()
            .chunks(2)
            .map(|pair| String::from_utf8_lossy(pair).into_owned())
            .collect::<Vec<_>>()
            .join(":");
        let read: Fingerprint = colons.parse().unwrap();
        assert_eq!(read.to_string(), plain);
        assert_eq!(plain.parse(), Ok(read));
        for bad in ["", "00ff", &format!("{plain}0"), &plain.replace('f', "g")] {
            assert_eq!(bad.parse::<Fingerprint>(), Err(BadFingerprint), "{bad}");
        }
    }

    #[test]
    fn an_authority_that_is_no_certificate_is_refused() {
        for pem in [
            "",
            "hello",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        ] {
            assert_eq!(
                Trust::Ca(pem.into()).check(),
                Err(Error::UnusableTrust),
                "{pem:?}"
            );
        }
    }
}
