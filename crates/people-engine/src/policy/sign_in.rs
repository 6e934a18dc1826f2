//! What a policy means to a sign-in.

use wazo_client::Server;

use super::Rules;
use crate::api::{AppError, SignIn};
use crate::fault;

impl Rules {
    /// The form with what it leaves open: the server, and what follows the `@` of the user's name.
    ///
    /// # Errors
    /// [`AppError::Locked`] for another server or domain than the one that is set and locked.
    pub(crate) fn complete(&self, mut form: SignIn) -> Result<(Server, SignIn), AppError> {
        if form.server.trim().is_empty()
            && let Some(server) = &self.shown.server
        {
            form.server.clone_from(server);
        }
        let server =
            Server::parse(&form.server).map_err(|problem| fault::address(&form.server, problem))?;
        self.admit(&server)?;
        let is_elsewhere = self.server().is_some_and(|set| set != server);
        if !is_elsewhere && let Some(domain) = &self.shown.domain {
            form.username = self.complete_name(&form.username, domain)?;
        }
        Ok((server, form))
    }

    /// Whether sessions of a server may be.
    ///
    /// # Errors
    /// [`AppError::Locked`] for another server than the one that is set and locked.
    pub(crate) fn admit(&self, server: &Server) -> Result<(), AppError> {
        match self.server() {
            Some(set) if self.is_locked("server") && set != *server => Err(locked("server")),
            _ => Ok(()),
        }
    }

    fn server(&self) -> Option<Server> {
        Server::parse(self.shown.server.as_deref()?).ok()
    }

    fn complete_name(&self, name: &str, domain: &str) -> Result<String, AppError> {
        let name = name.trim();
        match name.rsplit_once('@') {
            None if name.is_empty() => Ok(String::new()),
            None => Ok(format!("{name}@{domain}")),
            Some((_, other)) if self.is_locked("domain") && !other.eq_ignore_ascii_case(domain) => {
                Err(locked("domain"))
            }
            Some(_) => Ok(name.to_owned()),
        }
    }
}

fn locked(setting: &str) -> AppError {
    AppError::Locked {
        setting: setting.into(),
    }
}
