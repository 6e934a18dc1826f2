//! The certificate: self-signed, for this machine's own names, the same across restarts in a data directory.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rcgen::{CertificateParams, ExtendedKeyUsagePurpose, KeyPair, KeyUsagePurpose};
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tokio_rustls::TlsAcceptor;

/// Why there is no certificate.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file cannot be written or read.
    #[error("the certificate's files cannot be used")]
    File(#[from] std::io::Error),
    /// Making one failed.
    #[error("the certificate cannot be made")]
    Made(#[from] rcgen::Error),
    /// The files in the data directory hold none.
    #[error("the certificate's files cannot be read")]
    Pem(#[from] rustls::pki_types::pem::Error),
    /// rustls does not take it.
    #[error("the certificate cannot be served")]
    Served(#[from] rustls::Error),
}

/// What a client needs to trust the server, and what the server needs to serve it.
pub(crate) struct Certificate {
    /// The certificate's file.
    pub(crate) path: PathBuf,
    pub(crate) pem: String,
    /// SHA-256 of the certificate, in lower-case hexadecimal.
    pub(crate) fingerprint: String,
    pub(crate) acceptor: TlsAcceptor,
    /// Without a data directory, the file's place until the end.
    _temporary: Option<TempDir>,
}

impl Certificate {
    /// The one in the directory, else a new one.
    pub(crate) fn open(data: Option<&Path>) -> Result<Self, TlsError> {
        let temporary = if data.is_none() {
            Some(TempDir::new()?)
        } else {
            None
        };
        let directory = data
            .or(temporary.as_ref().map(TempDir::path))
            .unwrap_or(Path::new("."));
        let (path, key_path) = (directory.join("ca.pem"), directory.join("key.pem"));
        if !(path.exists() && key_path.exists()) {
            let (pem, key) = make()?;
            write_private(&key_path, &key)?;
            fs::write(&path, pem)?;
        }
        let pem = fs::read_to_string(&path)?;
        let certificate = CertificateDer::from_pem_slice(pem.as_bytes())?;
        let key = PrivateKeyDer::from_pem_file(&key_path)?;
        let fingerprint = Sha256::digest(&certificate)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key)?;
        Ok(Certificate {
            path,
            pem,
            fingerprint,
            acceptor: TlsAcceptor::from(Arc::new(config)),
            _temporary: temporary,
        })
    }
}

/// Certificate and key, as PEM.
fn make() -> Result<(String, String), rcgen::Error> {
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::new(vec![
        "localhost".to_owned(),
        "127.0.0.1".to_owned(),
        "::1".to_owned(),
    ])?;
    params
        .distinguished_name
        .push(rcgen::DnType::CommonName, "wazo-sandbox");
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.not_before = rcgen::date_time_ymd(2026, 1, 1);
    params.not_after = rcgen::date_time_ymd(2126, 1, 1);
    Ok((params.self_signed(&key)?.pem(), key.serialize_pem()))
}

fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}
