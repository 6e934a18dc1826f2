//! The stack that is built in: it runs in this process, and keeps its contacts beside the program's own data.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use people_engine::EngineHandle;
use people_engine::api::{AppError, Session};

/// What the program was asked at its start.
#[derive(Debug, Default)]
pub(crate) struct Start {
    try_embedded: AtomicBool,
}

impl Start {
    /// With `try_embedded`, the first sign-in is to the embedded stack and nobody is asked.
    pub(crate) fn new(try_embedded: bool) -> Self {
        Self {
            try_embedded: AtomicBool::new(try_embedded),
        }
    }

    /// Whether to sign in to the embedded stack now; true once.
    pub(crate) fn take_try(&self) -> bool {
        self.try_embedded.swap(false, Ordering::Relaxed)
    }
}

#[cfg(feature = "sandbox")]
pub(crate) use built_in::Embedded;
#[cfg(not(feature = "sandbox"))]
pub(crate) use left_out::Embedded;

#[cfg(feature = "sandbox")]
mod built_in {
    use super::{AppError, EngineHandle, PathBuf, Session};
    use people_engine::api::SignIn;
    use tokio::sync::OnceCell;
    use wazo_sandbox::{Options, Sandbox, StartError};

    /// The embedded stack, started at the first use.
    pub(crate) struct Embedded {
        data: PathBuf,
        lively: bool,
        stack: OnceCell<Sandbox>,
    }

    impl Embedded {
        /// A stack that will keep its data below `data`; in a lively one, people call, write and change presence by themselves.
        pub(crate) fn new(data: PathBuf, lively: bool) -> Self {
            Self {
                data,
                lively,
                stack: OnceCell::new(),
            }
        }

        /// Whether there is one.
        pub(crate) fn is_built_in(&self) -> bool {
            true
        }

        /// Starts it, once a run, and signs in as its user. Nothing is kept in the keychain: the stack ends with the program.
        pub(crate) async fn sign_in(&self, engine: &EngineHandle) -> Result<Session, AppError> {
            let stack = self
                .stack
                .get_or_try_init(|| self.start())
                .await
                .map_err(|error| {
                    tracing::error!(%error, "the embedded stack did not start");
                    AppError::Internal {
                        what: "embedded-stack".into(),
                    }
                })?;
            let request = SignIn {
                server: stack.url().to_owned(),
                username: stack.username().to_owned(),
                password: stack.password().to_owned(),
                domain: None,
                stay: false,
            };
            let ca = stack.ca_pem().map(|pem| pem.as_bytes().to_vec());
            engine.sign_in_with(request, ca).await
        }

        async fn start(&self) -> Result<Sandbox, StartError> {
            Sandbox::start(Options {
                tls: true,
                data: Some(self.data.clone()),
                lively: self.lively,
                ..Options::default()
            })
            .await
        }
    }
}

#[cfg(not(feature = "sandbox"))]
mod left_out {
    use super::{AppError, EngineHandle, PathBuf, Session};

    /// This program was built without an embedded stack.
    pub(crate) struct Embedded;

    impl Embedded {
        /// Nothing to keep.
        pub(crate) fn new(_data: PathBuf, _lively: bool) -> Self {
            Self
        }

        /// Whether there is one.
        pub(crate) fn is_built_in(&self) -> bool {
            false
        }

        /// There is none to sign in to.
        pub(crate) async fn sign_in(&self, _engine: &EngineHandle) -> Result<Session, AppError> {
            Err(AppError::Internal {
                what: "no-embedded-stack".into(),
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Start;

    #[test]
    fn the_embedded_stack_is_tried_once() {
        let start = Start::new(true);
        assert!(start.take_try());
        assert!(!start.take_try());
    }

    #[test]
    fn nothing_is_tried_unasked() {
        assert!(!Start::default().take_try());
    }
}
