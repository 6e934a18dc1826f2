//! A wazo-auth in memory under a paused clock.

use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Semaphore;

use super::*;

/// Counts what it is asked; renewals wait at a gate.
struct Auth {
    live: Mutex<bool>,
    renewal: Mutex<Result<(), Error>>,
    renewals: AtomicUsize,
    asked_live: AtomicUsize,
    revoked: watch::Sender<Vec<String>>,
    arrived: watch::Sender<usize>,
    gate: Semaphore,
}

impl Auth {
    fn open() -> Arc<Self> {
        Self::with_gate(Semaphore::MAX_PERMITS)
    }

    fn closed() -> Arc<Self> {
        Self::with_gate(0)
    }

    fn with_gate(permits: usize) -> Arc<Self> {
        Arc::new(Self {
            live: Mutex::new(false),
            renewal: Mutex::new(Ok(())),
            renewals: AtomicUsize::new(0),
            asked_live: AtomicUsize::new(0),
            revoked: watch::Sender::default(),
            arrived: watch::Sender::default(),
            gate: Semaphore::new(permits),
        })
    }

    fn token_is_live(&self) {
        *lock(&self.live) = true;
    }

    fn renewals_give(&self, result: Result<(), Error>) {
        *lock(&self.renewal) = result;
    }

    fn renewals(&self) -> usize {
        self.renewals.load(Ordering::SeqCst)
    }

    async fn renewal_has_arrived(&self) {
        self.arrived.subscribe().wait_for(|n| *n > 0).await.unwrap();
    }

    async fn has_revoked(&self, token: &str) {
        let mut revoked = self.revoked.subscribe();
        revoked
            .wait_for(|all| all.iter().any(|t| t == token))
            .await
            .unwrap();
    }
}

impl TokenService for Arc<Auth> {
    async fn renew(&self, refresh: &RefreshToken, lifetime: Duration) -> Result<Session, Error> {
        let number = self.renewals.fetch_add(1, Ordering::SeqCst) + 1;
        self.arrived.send_replace(number);
        let _passed = self.gate.acquire().await.unwrap();
        lock(&self.renewal).clone()?;
        Ok(session(
            &format!("token-{number}"),
            lifetime,
            Some(refresh.clone()),
        ))
    }

    async fn is_live(&self, _: &Secret) -> Result<bool, Error> {
        self.asked_live.fetch_add(1, Ordering::SeqCst);
        Ok(*lock(&self.live))
    }

    async fn revoke(&self, token: &Secret) -> Result<(), Error> {
        self.revoked
            .send_modify(|all| all.push(token.expose().into()));
        Ok(())
    }
}

const LIFETIME: Duration = Duration::from_secs(3600);

fn session(token: &str, lifetime: Duration, refresh: Option<RefreshToken>) -> Session {
    Session {
        token: Secret::new(token),
        refresh,
        user_uuid: "user".into(),
        session_uuid: None,
        lifetime,
        asked_at: Instant::now(),
    }
}

fn lasting(auth: &Arc<Auth>) -> Renewer<Arc<Auth>> {
    let refresh = RefreshToken {
        token: Secret::new("refresh"),
        client_id: "here".into(),
    };
    Renewer::new(auth.clone(), session("token-0", LIFETIME, Some(refresh)))
}

fn passing(auth: &Arc<Auth>) -> Renewer<Arc<Auth>> {
    Renewer::new(auth.clone(), session("token-0", LIFETIME, None))
}

async fn token(renewer: &Renewer<Arc<Auth>>) -> String {
    renewer.lease().await.unwrap().token.expose().to_owned()
}

async fn until(renewer: &Renewer<Arc<Auth>>, wanted: SessionState) {
    renewer
        .state()
        .wait_for(|state| *state == wanted)
        .await
        .unwrap();
}

#[tokio::test(start_paused = true)]
async fn many_callers_share_one_renewal() {
    let auth = Auth::closed();
    let renewer = lasting(&auth);
    let lease = renewer.lease().await.unwrap();
    let callers: Vec<_> = (0..50)
        .map(|_| {
            let (renewer, lease) = (renewer.clone(), lease.clone());
            tokio::spawn(async move { renewer.refused(&lease).await })
        })
        .collect();
    auth.renewal_has_arrived().await;
    auth.gate.add_permits(1);
    for caller in callers {
        assert_eq!(caller.await.unwrap(), Ok(Verdict::Renewed));
    }
    assert_eq!(auth.renewals(), 1);
    assert_eq!(auth.asked_live.load(Ordering::SeqCst), 1);
    assert_eq!(token(&renewer).await, "token-1");
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_gives_up_does_not_stop_the_renewal() {
    let auth = Auth::closed();
    let renewer = lasting(&auth);
    let lease = renewer.lease().await.unwrap();
    let caller = tokio::spawn({
        let renewer = renewer.clone();
        async move { renewer.refused(&lease).await }
    });
    auth.renewal_has_arrived().await;
    caller.abort();
    auth.gate.add_permits(1);
    until(&renewer, SessionState::Live { generation: 1 }).await;
    assert_eq!(token(&renewer).await, "token-1");
}

#[tokio::test(start_paused = true)]
async fn the_token_is_renewed_at_three_quarters_of_its_life() {
    let auth = Auth::open();
    let renewer = lasting(&auth);
    let start = Instant::now();
    until(&renewer, SessionState::Live { generation: 1 }).await;
    let passed = start.elapsed();
    assert!(
        passed >= LIFETIME * 3 / 4 && passed < LIFETIME,
        "{passed:?}"
    );
    until(&renewer, SessionState::Live { generation: 3 }).await;
    assert_eq!(auth.renewals(), 3);
}

#[tokio::test(start_paused = true)]
async fn the_old_token_is_taken_back_after_a_renewal() {
    let auth = Auth::open();
    let renewer = lasting(&auth);
    let lease = renewer.lease().await.unwrap();
    assert_eq!(renewer.refused(&lease).await, Ok(Verdict::Renewed));
    auth.has_revoked("token-0").await;
}

#[tokio::test(start_paused = true)]
async fn a_refusal_of_an_older_token_renews_nothing() {
    let auth = Auth::open();
    let renewer = lasting(&auth);
    let lease = renewer.lease().await.unwrap();
    assert_eq!(renewer.refused(&lease).await, Ok(Verdict::Renewed));
    assert_eq!(renewer.refused(&lease).await, Ok(Verdict::Renewed));
    assert_eq!(auth.renewals(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_refused_permission_renews_nothing() {
    let auth = Auth::open();
    auth.token_is_live();
    let renewer = lasting(&auth);
    let lease = renewer.lease().await.unwrap();
    assert_eq!(renewer.refused(&lease).await, Ok(Verdict::StillGood));
    assert_eq!(auth.renewals(), 0);
}

#[tokio::test(start_paused = true)]
async fn network_trouble_does_not_sign_out_and_is_tried_again() {
    let auth = Auth::open();
    auth.renewals_give(Err(Error::Unreachable));
    let renewer = lasting(&auth);
    let lease = renewer.lease().await.unwrap();
    assert_eq!(renewer.refused(&lease).await, Err(Error::Unreachable));
    assert_eq!(
        *renewer.state().borrow(),
        SessionState::Live { generation: 0 }
    );

    auth.arrived
        .subscribe()
        .wait_for(|n| *n >= 4)
        .await
        .unwrap();
    auth.renewals_give(Ok(()));
    until(&renewer, SessionState::Live { generation: 1 }).await;
}

#[tokio::test(start_paused = true)]
async fn a_revoked_refresh_token_ends_the_session() {
    let auth = Auth::open();
    auth.renewals_give(Err(Error::Authentication));
    let renewer = lasting(&auth);
    let lease = renewer.lease().await.unwrap();
    assert_eq!(renewer.refused(&lease).await, Err(Error::SignedOut));
    assert_eq!(
        *renewer.state().borrow(),
        SessionState::Ended(SessionEnd::Revoked)
    );
    assert_eq!(renewer.lease().await.err(), Some(Error::SignedOut));
    assert_eq!(renewer.refused(&lease).await, Err(Error::SignedOut));
    assert_eq!(auth.renewals(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_session_without_refresh_token_ends_with_its_token() {
    let auth = Auth::open();
    let renewer = passing(&auth);
    let start = Instant::now();
    until(&renewer, SessionState::Ended(SessionEnd::Expired)).await;
    assert!(start.elapsed() >= LIFETIME);
    assert_eq!(renewer.lease().await.err(), Some(Error::SignedOut));
}

#[tokio::test(start_paused = true)]
async fn a_session_that_the_server_keeps_longer_goes_on() {
    let auth = Auth::open();
    auth.token_is_live();
    let renewer = passing(&auth);
    tokio::time::advance(LIFETIME * 2).await;
    assert_eq!(token(&renewer).await, "token-0");
}

#[tokio::test(start_paused = true)]
async fn a_sign_out_during_a_renewal_takes_the_new_token_back() {
    let auth = Auth::closed();
    let renewer = lasting(&auth);
    let lease = renewer.lease().await.unwrap();
    let caller = tokio::spawn({
        let renewer = renewer.clone();
        async move { renewer.refused(&lease).await }
    });
    auth.renewal_has_arrived().await;
    let token = renewer.end(SessionEnd::SignedOut).unwrap();
    assert_eq!(token.expose(), "token-0");
    assert!(renewer.end(SessionEnd::SignedOut).is_none());
    auth.gate.add_permits(1);
    assert_eq!(caller.await.unwrap(), Err(Error::SignedOut));
    auth.has_revoked("token-1").await;
    assert_eq!(
        *renewer.state().borrow(),
        SessionState::Ended(SessionEnd::SignedOut)
    );
}

#[tokio::test(start_paused = true)]
async fn nothing_is_renewed_for_nobody() {
    let auth = Auth::open();
    drop(lasting(&auth));
    tokio::time::advance(LIFETIME).await;
    tokio::task::yield_now().await;
    assert_eq!(auth.renewals(), 0);
    assert_eq!(Arc::strong_count(&auth), 1);
}

#[tokio::test(start_paused = true)]
async fn the_longest_lifetime_overflows_nothing() {
    let auth = Auth::open();
    let renewer = Renewer::new(auth.clone(), session("token-0", Duration::MAX, None));
    assert_eq!(token(&renewer).await, "token-0");
}

#[tokio::test(start_paused = true)]
async fn who_is_told_that_the_end_is_near_gets_a_new_token_at_once() {
    let auth = Auth::open();
    let renewer = lasting(&auth);
    renewer.renew().await.unwrap();
    assert_eq!(renewer.lease().await.unwrap().token.expose(), "token-1");
    let single = Renewer::new(auth.clone(), session("token-0", LIFETIME, None));
    single.renew().await.unwrap();
    assert_eq!(single.lease().await.unwrap().token.expose(), "token-0");
    assert_eq!(auth.renewals(), 1);
}
