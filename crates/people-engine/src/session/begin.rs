//! How a session begins: by a password, or with what was kept of an earlier run.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use people_core::display::Display;
use people_core::initials::initials;
use wazo_client::{
    Api, Client, Credentials, Error, LoginOptions, RefreshToken, Secret, Server, Trust,
};

use super::close::{self, retire};
use super::keep::Reach;
use super::merge::with_user;
use super::start::Start;
use super::{Link, check_profile, convert};
use crate::actor::Mailbox;
use crate::api::{Account, AppError, Keeping, Me, Session, SignIn};
use crate::config::Config;
use crate::fault;
use crate::keychain;
use crate::local::account_id;
use crate::state::State;
use crate::store::{Snapshot, Store};

/// How long a token lives that is renewed by itself.
pub(super) const TOKEN_LIFE: Duration = Duration::from_secs(3600);

/// How long a session lives of which nothing is kept: it cannot be renewed, and should last a working day.
const UNKEPT_LIFE: Duration = Duration::from_secs(12 * 3600);

/// The profile that every server has.
pub(super) const DEFAULT_PROFILE: &str = "default";

/// Which certificates are trusted.
pub(crate) enum Trusting {
    /// The one that the person pinned for this server; else the system's, and the administrator's.
    Remembered,
    /// The system's and this authority, PEM. It is not remembered, so neither is anything else of such a session.
    Ca(Vec<u8>),
}

/// What a sign-in needs to know of the state.
struct Known {
    config: Arc<Config>,
    client_id: String,
    profile: String,
    trust: Trust,
    local_copy: bool,
}

/// Signs in with a password.
pub(crate) async fn sign_in(
    mailbox: &Mailbox,
    form: SignIn,
    trusting: Trusting,
) -> Result<Session, AppError> {
    let (server, form) = mailbox
        .ask(move |state| state.rules.complete(form))
        .await??;
    let host = server.host().to_owned();
    let known = known(mailbox, &server).await?;
    let remembered = known.config.keep && matches!(trusting, Trusting::Remembered);
    let trust = match trusting {
        Trusting::Ca(pem) => {
            Trust::Ca(String::from_utf8(pem).map_err(|_| fault::internal("trust"))?)
        }
        Trusting::Remembered => known.trust.clone(),
    };
    let explain = |error: Error| fault::explain(&host, error);
    let client = Client::new(server.clone(), &trust).map_err(explain)?;
    let stay = form.stay && remembered;
    let credentials = Credentials {
        username: form.username.clone(),
        password: Secret::new(form.password),
        domain: form.domain.filter(|domain| !domain.trim().is_empty()),
    };
    let options = LoginOptions {
        client_id: stay.then(|| known.client_id.clone()),
        expiration: if stay { TOKEN_LIFE } else { UNKEPT_LIFE },
    };
    let session = client
        .login(&credentials, &options)
        .await
        .map_err(explain)?;
    let api = Api::new(client, session);
    let looked = look_around(&api, &host, &known.profile, &form.username).await;
    let (profile, display, me) = match looked {
        Ok(looked) => looked,
        Err(error) => {
            retire(&api).await;
            return Err(error);
        }
    };
    let id = account_id(&server, &form.username);
    let keeping = match (stay, api.refresh_token()) {
        (true, Some(refresh)) => keep(&known.config, &id, refresh.token).await,
        _ => Keeping::ThisRun,
    };
    if remembered && keeping != Keeping::Keychain {
        keychain::forget(&known.config.keychain, &id).await;
    }
    let (store, snapshot) = if remembered && known.local_copy {
        open_store(Store::path(&known.config.data_dir, &id)).await
    } else {
        (None, None)
    };
    let start = Start {
        account: Account {
            id,
            server: server.to_string(),
            username: form.username,
            name: me.name.clone(),
            kept: keeping == Keeping::Keychain,
        },
        keeping,
        host,
        profile,
        me,
        display,
        store,
        snapshot,
        reach: Reach::Api(api),
        remembered,
    };
    begin(mailbox, start).await
}

/// Goes on with a kept session: at once from the local copy; the server is reached beside it. None when nothing is kept.
pub(crate) async fn resume(
    mailbox: &Mailbox,
    account: Option<String>,
) -> Result<Option<Session>, AppError> {
    let found = mailbox.ask(move |state| find(state, account.as_deref()));
    let Some((account, server)) = found.await?? else {
        return Ok(None);
    };
    let known = known(mailbox, &server).await?;
    let Ok(Some(token)) = keychain::get(&known.config.keychain, &account.id).await else {
        return Ok(None);
    };
    let host = server.host().to_owned();
    let client = Client::new(server, &known.trust).map_err(|error| fault::explain(&host, error))?;
    let (store, snapshot) = if known.local_copy {
        open_store(Store::path(&known.config.data_dir, &account.id)).await
    } else {
        (None, None)
    };
    let head = snapshot.as_ref().map(|snapshot| &snapshot.head);
    let me = head.and_then(|head| head.me.clone());
    let refresh = RefreshToken {
        token,
        client_id: known.client_id,
    };
    let start = Start {
        me: me.unwrap_or_else(|| stranger(&account.name)),
        display: head.map(|head| head.display.clone()).unwrap_or_default(),
        account,
        keeping: Keeping::Keychain,
        host,
        // The server may lack the chosen profile, or it was chosen since: what is there is shown until the server is asked.
        profile: head.map_or(known.profile, |head| head.profile.clone()),
        store,
        snapshot,
        reach: Reach::Kept(client, refresh),
        remembered: true,
    };
    begin(mailbox, start).await.map(Some)
}

/// Opens the local copy; without one the program works all the same.
pub(crate) async fn open_store(path: PathBuf) -> (Option<Store>, Option<Snapshot>) {
    let opened = tokio::task::spawn_blocking(move || Store::open(&path)).await;
    match opened {
        Ok(Ok((store, snapshot))) => (Some(store), snapshot),
        Ok(Err(error)) => {
            tracing::warn!(%error, "no local copy");
            (None, None)
        }
        Err(_) => (None, None),
    }
}

/// The account of an id; without one, the last used one that is kept and may be gone on with.
fn find(state: &State, id: Option<&str>) -> Result<Option<(Account, Server)>, AppError> {
    let server_of = |account: &Account| {
        Server::parse(&account.server).map_err(|problem| fault::address(&account.server, problem))
    };
    let may_go_on = |account: &Account| {
        server_of(account).is_ok_and(|server| state.rules.admit(&server).is_ok())
    };
    let Some(account) = state.book.find(id, may_go_on) else {
        return Ok(None);
    };
    let server = server_of(account)?;
    state.rules.admit(&server)?;
    Ok(Some((account.clone(), server)))
}

/// Whom to trust at a server, as far as it was decided on this computer.
fn trust(state: &State, server: &Server) -> Trust {
    let authority = state.rules.authority.clone();
    let decided = state.book.pin(server).map(Trust::Pinned);
    decided.unwrap_or_else(|| authority.map_or(Trust::System, Trust::Ca))
}

async fn known(mailbox: &Mailbox, server: &Server) -> Result<Known, AppError> {
    let server = server.clone();
    let known = mailbox.ask(move |state| Known {
        config: state.config.clone(),
        client_id: state.book.client_id().to_owned(),
        profile: state.settings().profile.clone(),
        trust: trust(state, &server),
        local_copy: state.settings().local_copy,
    });
    known.await
}

/// Reads what the first screen needs. A profile that is not there gives way to the one that every server has.
async fn look_around(
    api: &Api,
    host: &str,
    profile: &str,
    username: &str,
) -> Result<(String, Display, Me), AppError> {
    let link = Link {
        epoch: 0,
        api: api.clone(),
        host: host.to_owned(),
        profile: profile.to_owned(),
    };
    let columns = async {
        match check_profile(&link, profile).await {
            Err(AppError::BadProfile { .. }) if profile != DEFAULT_PROFILE => {
                let display = check_profile(&link, DEFAULT_PROFILE).await?;
                Ok((DEFAULT_PROFILE.to_owned(), display))
            }
            display => Ok((profile.to_owned(), display?)),
        }
    };
    let (columns, user, presence) = tokio::join!(columns, api.own_user(), api.own_presence());
    let (profile, display) = columns?;
    let mut me = stranger(username);
    if let Ok(user) = user {
        me = with_user(me, &user);
    }
    if let Ok(presence) = presence {
        let presence = convert::presence(presence);
        me.state = presence.client();
        me.status = presence.words().map(str::to_owned);
    }
    Ok((profile, display, me))
}

fn stranger(name: &str) -> Me {
    Me {
        name: name.to_owned(),
        initials: initials(name),
        number: None,
        state: Default::default(),
        status: None,
    }
}

async fn keep(config: &Config, account: &str, token: Secret) -> Keeping {
    match keychain::set(&config.keychain, account, token).await {
        Ok(()) => Keeping::Keychain,
        Err(_) => Keeping::KeychainFailed,
    }
}

async fn begin(mailbox: &Mailbox, start: Start) -> Result<Session, AppError> {
    let (session, before) = mailbox.ask(move |state| state.begin(start)).await??;
    if let Some(before) = before {
        close::end(before).await;
    }
    Ok(session)
}
