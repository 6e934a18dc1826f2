//! The TLS rule against servers with all kinds of certificates.

use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    date_time_ymd,
};
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use rustls::{ServerConfig, SupportedProtocolVersion};
use wazo_client::{CertificateReason, Client, Error, Fingerprint, LoginOptions, Trust};

use crate::responder::{Responder, alice, granted, ok};

/// A server's certificate with its key.
struct Identity {
    certificate: CertificateDer<'static>,
    key: PrivateKeyDer<'static>,
    pem: String,
}

impl Identity {
    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.certificate)
    }

    fn config(&self, versions: &[&'static SupportedProtocolVersion]) -> ServerConfig {
        ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(versions)
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![self.certificate.clone()], self.key.clone_key())
            .unwrap()
    }
}

fn params(names: &[&str]) -> CertificateParams {
    let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
    let mut params = CertificateParams::new(names).unwrap();
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params
}

fn here() -> CertificateParams {
    params(&["127.0.0.1"])
}

fn self_signed(params: CertificateParams) -> Identity {
    let key = KeyPair::generate().unwrap();
    let certificate = params.self_signed(&key).unwrap();
    Identity {
        certificate: certificate.der().clone(),
        pem: certificate.pem(),
        key: PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
    }
}

/// An authority, and a certificate that it signed.
fn signed(params: CertificateParams) -> (String, Identity) {
    let mut authority = CertificateParams::new(vec![]).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let certificate = params.signed_by(&key, &authority).unwrap();
    let identity = Identity {
        certificate: certificate.der().clone(),
        pem: certificate.pem(),
        key: PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
    };
    (authority.pem(), identity)
}

async fn sign_in_with(config: ServerConfig, trust: &Trust) -> Result<(), Error> {
    let responder = Responder::start_tls(config, |_| ok(&granted("t"))).await;
    let client = Client::new(responder.server(), trust).unwrap();
    client
        .login(&alice(), &LoginOptions::default())
        .await
        .map(drop)
}

async fn sign_in(identity: &Identity, trust: &Trust) -> Result<(), Error> {
    sign_in_with(identity.config(rustls::ALL_VERSIONS), trust).await
}

async fn reason(identity: &Identity, trust: &Trust) -> CertificateReason {
    match sign_in(identity, trust).await {
        Err(Error::Certificate(problem)) => {
            assert_eq!(problem.fingerprint, identity.fingerprint());
            problem.reason
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn nobody_vouches_for_a_self_signed_certificate() {
    let mut authority = here();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    for params in [here(), authority] {
        let identity = self_signed(params);
        assert_eq!(
            reason(&identity, &Trust::System).await,
            CertificateReason::UnknownIssuer
        );
    }
}

#[tokio::test]
async fn a_given_authority_vouches_for_what_it_signed() {
    let (authority, identity) = signed(here());
    assert_eq!(sign_in(&identity, &Trust::Ca(authority)).await, Ok(()));
    let (other, _) = signed(here());
    assert_eq!(
        reason(&identity, &Trust::Ca(other)).await,
        CertificateReason::UnknownIssuer
    );
}

#[tokio::test]
async fn a_given_self_signed_certificate_vouches_for_itself_under_its_own_name() {
    for is_ca in [IsCa::NoCa, IsCa::Ca(BasicConstraints::Unconstrained)] {
        for (name, outcome) in [("127.0.0.1", None), ("elsewhere.example", Some(()))] {
            let mut params = params(&[name]);
            params.is_ca = is_ca;
            let identity = self_signed(params);
            let trust = Trust::Ca(identity.pem.clone());
            match outcome {
                None => assert_eq!(sign_in(&identity, &trust).await, Ok(())),
                Some(()) => {
                    assert_eq!(
                        reason(&identity, &trust).await,
                        CertificateReason::WrongHost
                    );
                }
            }
        }
    }
}

#[tokio::test]
async fn a_certificate_out_of_its_time_or_place_says_which() {
    let mut expired = here();
    expired.not_before = date_time_ymd(2000, 1, 1);
    expired.not_after = date_time_ymd(2001, 1, 1);
    let mut early = here();
    early.not_before = date_time_ymd(4000, 1, 1);
    early.not_after = date_time_ymd(4001, 1, 1);
    for (params, expected) in [
        (expired, CertificateReason::Expired),
        (early, CertificateReason::NotYetValid),
        (params(&["elsewhere.example"]), CertificateReason::WrongHost),
    ] {
        let (authority, identity) = signed(params);
        assert_eq!(reason(&identity, &Trust::Ca(authority)).await, expected);
        assert_eq!(
            sign_in(&identity, &Trust::Pinned(identity.fingerprint())).await,
            Ok(())
        );
    }
}

#[tokio::test]
async fn a_pinned_certificate_is_trusted_in_both_versions_of_tls() {
    let identity = self_signed(here());
    let trust = Trust::Pinned(identity.fingerprint());
    for version in [&rustls::version::TLS12, &rustls::version::TLS13] {
        assert_eq!(
            sign_in_with(identity.config(&[version]), &trust).await,
            Ok(())
        );
    }
}

#[tokio::test]
async fn a_certificate_that_replaces_the_pinned_one_is_refused() {
    let expected = self_signed(here()).fingerprint();
    let identity = self_signed(here());
    let changed = CertificateReason::Changed { expected };
    assert_eq!(reason(&identity, &Trust::Pinned(expected)).await, changed);
}

/// Shows a certificate without having its key.
#[derive(Debug)]
struct Impostor(Arc<CertifiedKey>);

impl ResolvesServerCert for Impostor {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.0.clone())
    }
}

#[tokio::test]
async fn a_pinned_certificate_without_its_key_is_refused() {
    let (stolen, own) = (self_signed(here()), self_signed(here()));
    let key = ring::sign::any_supported_type(&own.key).unwrap();
    let shown = CertifiedKey::new(vec![stolen.certificate.clone()], key);
    for version in [&rustls::version::TLS12, &rustls::version::TLS13] {
        let mut config = own.config(&[version]);
        config.cert_resolver = Arc::new(Impostor(Arc::new(shown.clone())));
        match sign_in_with(config, &Trust::Pinned(stolen.fingerprint())).await {
            Err(Error::Certificate(problem)) => {
                assert_eq!(problem.reason, CertificateReason::Other);
            }
            other => panic!("{other:?}"),
        }
    }
}
