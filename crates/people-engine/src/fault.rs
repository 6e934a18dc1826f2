//! What a failed call to the server means to the person.

use people_core::calls::address::AddressFault;
use people_core::plan::PlanError;
use wazo_client::{AddressProblem, CertificateReason, Error};

use crate::api::{AppError, CertificateFault, PageAddressFault};

/// The error as the front end tells it.
pub(crate) fn explain(host: &str, error: Error) -> AppError {
    let host = host.to_owned();
    match error {
        Error::Address(problem) => address(&host, problem),
        Error::UnusableTrust => internal("trust"),
        Error::UnknownHost => AppError::UnknownHost { host },
        Error::ConnectionRefused => AppError::ConnectionRefused { host },
        Error::Unreachable | Error::Cut => AppError::Unreachable { host },
        Error::TimedOut { .. } => AppError::TimedOut { host },
        Error::Certificate(problem) => AppError::Certificate {
            host,
            fingerprint: problem.fingerprint.to_string(),
            fault: match problem.reason {
                CertificateReason::UnknownIssuer => CertificateFault::UnknownIssuer,
                CertificateReason::WrongHost => CertificateFault::WrongHost,
                CertificateReason::Expired => CertificateFault::Expired,
                CertificateReason::NotYetValid => CertificateFault::NotYetValid,
                CertificateReason::Changed { expected } => CertificateFault::Changed {
                    expected: expected.to_string(),
                },
                CertificateReason::Other => CertificateFault::Invalid,
            },
        },
        Error::NotWazo => AppError::NotWazo { host },
        Error::Authentication => AppError::WrongPassword,
        Error::Unauthorized | Error::SignedOut => AppError::SignedOut,
        Error::Forbidden { .. } => AppError::NotAllowed,
        Error::TooManySessions => AppError::TooManyRequests { retry_after: None },
        Error::TooManyRequests { retry_after } => AppError::TooManyRequests {
            retry_after: retry_after.and_then(|wait| u32::try_from(wait.as_secs()).ok()),
        },
        Error::Unavailable { status } => AppError::ServerUnavailable { status },
        Error::NotFound => refused(404, Vec::new()),
        Error::Conflict => refused(409, Vec::new()),
        Error::TooLarge => refused(413, Vec::new()),
        Error::Refused {
            status, reasons, ..
        } => refused(status, reasons),
        Error::Garbled { what } => AppError::BadAnswer { what: what.into() },
        Error::Oversized { .. } => AppError::BadAnswer {
            what: "size".into(),
        },
        Error::Unaddressable => AppError::NotAddressable,
    }
}

/// What is wrong with an address as it was typed.
pub(crate) fn address(typed: &str, problem: AddressProblem) -> AppError {
    match problem {
        AddressProblem::PlainHttp => AppError::PlainHttp { host: typed.into() },
        _ => AppError::BadAddress {
            address: typed.into(),
        },
    }
}

/// A file that cannot be planned.
pub(crate) fn plan(name: String, fault: PlanError) -> AppError {
    AppError::Plan { name, fault }
}

/// An address of a page about callers that cannot be opened.
pub(crate) fn page_address(fault: AddressFault) -> AppError {
    let fault = match fault {
        AddressFault::NotWeb => PageAddressFault::NotWeb,
        AddressFault::UnknownWord => PageAddressFault::UnknownWord,
    };
    AppError::BadPageAddress { fault }
}

/// Something that does not happen, for the log.
pub(crate) fn internal(what: &str) -> AppError {
    AppError::Internal { what: what.into() }
}

/// Whether the server is out of reach, so that what is on screen is all there is.
pub(crate) fn is_offline(error: &Error) -> bool {
    is_silent(error) || matches!(error, Error::Certificate(_) | Error::NotWazo)
}

/// Whether nothing is heard of the server, or only that it cannot work for now: nothing that waiting does not mend.
pub(crate) fn is_silent(error: &Error) -> bool {
    matches!(
        error,
        Error::UnknownHost
            | Error::ConnectionRefused
            | Error::Unreachable
            | Error::TimedOut { .. }
            | Error::Cut
            | Error::Unavailable { .. }
    )
}

/// Whether a service is not there or failed, so that what is known of it may be wrong, and waiting may mend it.
pub(crate) fn is_away(error: &Error) -> bool {
    is_offline(error) || matches!(error, Error::Refused { status, .. } if *status >= 500)
}

fn refused(status: u16, reasons: Vec<String>) -> AppError {
    AppError::ServerRefused { status, reasons }
}
