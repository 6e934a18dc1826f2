use people_core::list::View;
use people_core::notice::{Notice, NoticeKind};
use people_core::presence::PhoneState;
use people_engine::api::{AppError, Desk, DeskState, NotificationSettings, Settings, Update};

use crate::bench::{Bench, SignedIn, query};
use crate::floor::{ANN, ZOE};

impl SignedIn {
    /// Waits until what stands on the desktop is like this.
    async fn desk(&mut self, mut wanted: impl FnMut(&Desk) -> bool) -> Desk {
        let now = self.engine.desk().await.unwrap();
        if wanted(&now) {
            return now;
        }
        self.update(|update| match update {
            Update::Desk { desk } if wanted(desk) => Some(desk.clone()),
            _ => None,
        })
        .await
    }
}

fn is(state: DeskState) -> impl Fn(&Desk) -> bool {
    move |desk| desk.state == state
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_stands_there_before_the_sign_in_and_after_the_sign_out() {
    let bench = Bench::new().await;
    let engine = bench.engine().await;
    assert_eq!(engine.desk().await.unwrap(), Desk::default());
    let mut here = bench.signed_in().await;
    here.desk(is(DeskState::Available)).await;
    here.engine.sign_out(false).await.unwrap();
    let gone = here
        .update(|update| match update {
            Update::Desk { desk } if desk.state == DeskState::SignedOut => Some(desk.clone()),
            _ => None,
        })
        .await;
    assert_eq!(gone, Desk::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_word_follows_what_the_person_chooses_and_what_the_phone_does() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    here.desk(is(DeskState::Available)).await;
    here.engine.set_do_not_disturb(true).await.unwrap();
    here.desk(is(DeskState::DoNotDisturb)).await;
    let notice = here
        .engine
        .notice(NoticeKind::Message, false)
        .await
        .unwrap();
    assert_eq!(notice, Notice::Nothing);
    here.engine.set_do_not_disturb(false).await.unwrap();
    here.desk(is(DeskState::Available)).await;
    bench.dial(ANN, ZOE).await;
    here.desk(is(DeskState::InCall)).await;
    bench.phone("hangup", ANN).await;
    let missed = here.desk(|desk| desk.missed == 1).await;
    assert_eq!(missed.missed, 1);
    here.desk(is(DeskState::Available)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_out_of_reach_leaves_nothing_sure() {
    let mut bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    here.desk(is(DeskState::Available)).await;
    bench.stop().await;
    here.engine.refresh().await.unwrap_err();
    here.desk(is(DeskState::Offline)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn favorites_stand_there_with_what_their_phones_do() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    let row = here.row(View::All, ANN).await;
    here.engine.set_favorite(row, true).await.unwrap();
    let shown = here
        .desk(|desk| desk.favorites.iter().any(|favorite| favorite.row == row))
        .await;
    let list = here.engine.open(query(View::Favorites, "")).await.unwrap();
    let first: Vec<u32> = list.rows.iter().map(|row| row.id).take(12).collect();
    let rows: Vec<u32> = shown.favorites.iter().map(|it| it.row).collect();
    assert_eq!(rows, first);
    bench.dial(ANN, ZOE).await;
    here.desk(|desk| {
        let mut favorites = desk.favorites.iter();
        favorites.any(|it| it.row == row && it.phone != PhoneState::Available)
    })
    .await;
    here.engine.set_favorite(row, false).await.unwrap();
    here.desk(|desk| desk.favorites.iter().all(|favorite| favorite.row != row))
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_told_only_when_it_changed() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    here.engine.own().await.unwrap();
    for text in ["a", "an", "ann"] {
        here.search(View::All, text).await;
    }
    here.engine.set_do_not_disturb(true).await.unwrap();
    let mut told = vec![Desk::default()];
    here.update(|update| match update {
        Update::Desk { desk } => {
            told.push(desk.clone());
            (desk.state == DeskState::DoNotDisturb).then_some(())
        }
        _ => None,
    })
    .await;
    assert!(told.windows(2).all(|pair| pair[0] != pair[1]));
}

#[tokio::test(flavor = "multi_thread")]
async fn notices_follow_the_settings() {
    let bench = Bench::new().await;
    let engine = bench.engine().await;
    let notice = engine.notice(NoticeKind::Missed, true).await;
    assert_eq!(notice, Ok::<_, AppError>(Notice::Discreet));
    let off = Settings {
        notifications: NotificationSettings {
            missed: false,
            ..NotificationSettings::default()
        },
        ..Settings::default()
    };
    engine.set_settings(off).await.unwrap();
    let notice = engine.notice(NoticeKind::Missed, false).await;
    assert_eq!(notice, Ok(Notice::Nothing));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_s_version_is_known_once_it_was_asked_for() {
    let mut bench = Bench::new().await;
    let here = bench.signed_in().await;
    let facts = here.engine.server_facts().await.unwrap();
    assert_eq!(facts.host, "127.0.0.1");
    assert!(facts.version.is_some());
    bench.stop().await;
    assert_eq!(here.engine.server_facts().await.unwrap(), facts);
}
