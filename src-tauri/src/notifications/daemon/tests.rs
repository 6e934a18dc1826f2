use std::collections::HashMap;
use std::os::unix::net::UnixStream;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use zbus::connection::Builder;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::OwnedValue;
use zbus::{Guid, fdo, interface};

use super::*;
use crate::notifications::{
    NotificationAction, NotificationAnswer, NotificationKind, NotificationWords,
};

#[derive(Debug, PartialEq, Eq)]
enum Asked {
    Show {
        number: u32,
        before: u32,
        title: String,
    },
    Close(u32),
}

/// A daemon that shows nothing and tells what it is asked.
struct Screen {
    tell: UnboundedSender<Asked>,
    last: u32,
    /// It refuses everything but to say what it can.
    out_of_order: bool,
}

#[interface(name = "org.freedesktop.Notifications")]
impl Screen {
    fn get_capabilities(&self) -> Vec<String> {
        vec!["actions".into(), "body".into()]
    }

    #[allow(clippy::too_many_arguments, reason = "as the specification has it")]
    fn notify(
        &mut self,
        _app: &str,
        before: u32,
        _icon: &str,
        title: String,
        _body: &str,
        _actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _timeout: i32,
    ) -> fdo::Result<u32> {
        if self.out_of_order {
            return Err(fdo::Error::LimitsExceeded(String::new()));
        }
        let number = if before == 0 {
            self.last += 1;
            self.last
        } else {
            before
        };
        let asked = Asked::Show {
            number,
            before,
            title,
        };
        let _ = self.tell.send(asked);
        Ok(number)
    }

    fn close_notification(&self, number: u32) -> fdo::Result<()> {
        let _ = self.tell.send(Asked::Close(number));
        Ok(())
    }

    #[zbus(signal)]
    async fn action_invoked(
        emitter: &SignalEmitter<'_>,
        number: u32,
        key: &str,
    ) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn notification_closed(
        emitter: &SignalEmitter<'_>,
        number: u32,
        reason: u32,
    ) -> zbus::Result<()>;
}

/// A desk, the daemon at its other end, and what each of them hears.
struct Set {
    desk: Desk,
    screen: Connection,
    asked: UnboundedReceiver<Asked>,
    pressed: UnboundedReceiver<Pressed>,
}

impl Set {
    async fn up() -> Self {
        Self::with(false).await
    }

    async fn with(out_of_order: bool) -> Self {
        let (ours, theirs) = UnixStream::pair().unwrap();
        let (tell, asked) = unbounded_channel();
        let screen = Screen {
            tell,
            last: 40,
            out_of_order,
        };
        let screen = Builder::async_io_unix_stream(theirs)
            .server(Guid::generate())
            .unwrap()
            .p2p()
            .serve_at(PATH, screen)
            .unwrap()
            .build();
        let bus = Builder::async_io_unix_stream(ours).p2p().build();
        let (screen, bus) = tokio::try_join!(screen, bus).unwrap();
        let sender = Sender {
            name: "People".into(),
            icon: "people".into(),
        };
        let (told, pressed) = unbounded_channel();
        let desk = Desk::with(Clerk::new(sender, Some(bus)), move |pressed| {
            let _ = told.send(pressed);
        });
        Self {
            desk,
            screen,
            asked,
            pressed,
        }
    }

    fn emitter(&self) -> SignalEmitter<'_> {
        SignalEmitter::new(&self.screen, PATH).unwrap()
    }

    async fn press(&self, number: u32, key: &str) {
        Screen::action_invoked(&self.emitter(), number, key)
            .await
            .unwrap();
    }
}

fn notification(id: &str, title: &str) -> Notification {
    Notification {
        id: id.into(),
        kind: NotificationKind::Call,
        title: title.into(),
        body: String::new(),
        discreet: NotificationWords {
            title: "Incoming call".into(),
            body: String::new(),
        },
        actions: vec![NotificationAction {
            id: "answer".into(),
            label: "Answer".into(),
            raises: false,
        }],
    }
}

fn show(number: u32, before: u32, title: &str) -> Option<Asked> {
    Some(Asked::Show {
        number,
        before,
        title: title.into(),
    })
}

fn answer(id: &str, action: Option<&str>) -> Option<Pressed> {
    Some(Pressed {
        answer: NotificationAnswer {
            id: id.into(),
            action: action.map(Into::into),
        },
        raises: action.is_none(),
    })
}

#[tokio::test]
async fn one_with_the_same_id_takes_the_place_of_the_one_before() {
    let mut set = Set::up().await;
    set.desk.show(notification("a", "Bob calls"));
    set.desk.show(notification("b", "Ada calls"));
    set.desk.show(notification("a", "Bob Gauthier calls"));
    assert_eq!(set.asked.recv().await, show(41, 0, "Bob calls"));
    assert_eq!(set.asked.recv().await, show(42, 0, "Ada calls"));
    assert_eq!(set.asked.recv().await, show(41, 41, "Bob Gauthier calls"));
}

#[tokio::test]
async fn what_is_withdrawn_is_closed_once() {
    let mut set = Set::up().await;
    set.desk.show(notification("a", "Bob calls"));
    set.desk.withdraw("a".into());
    set.desk.withdraw("a".into());
    set.desk.withdraw("unknown".into());
    set.desk.show(notification("a", "Bob calls again"));
    set.desk.withdraw_all().await;
    assert_eq!(set.asked.recv().await, show(41, 0, "Bob calls"));
    assert_eq!(set.asked.recv().await, Some(Asked::Close(41)));
    assert_eq!(set.asked.recv().await, show(42, 0, "Bob calls again"));
    assert_eq!(set.asked.recv().await, Some(Asked::Close(42)));
}

#[tokio::test]
async fn what_is_shown_gets_other_words_and_nothing_else_is_shown_for_it() {
    let mut set = Set::up().await;
    set.desk.reword(notification("a", "Incoming call"));
    set.desk.show(notification("a", "Bob calls"));
    set.desk.reword(notification("a", "Incoming call"));
    set.desk.withdraw("a".into());
    set.desk.reword(notification("a", "Incoming call"));
    set.desk.withdraw_all().await;
    assert_eq!(set.asked.recv().await, show(41, 0, "Bob calls"));
    assert_eq!(set.asked.recv().await, show(41, 41, "Incoming call"));
    assert_eq!(set.asked.recv().await, Some(Asked::Close(41)));
    assert!(set.asked.try_recv().is_err());
}

#[tokio::test]
async fn a_press_comes_back_under_the_page_s_names() {
    let mut set = Set::up().await;
    set.desk.show(notification("a", "Bob calls"));
    set.desk.show(notification("b", "Ada calls"));
    set.asked.recv().await;
    set.asked.recv().await;
    set.press(42, "answer").await;
    set.press(41, "default").await;
    assert_eq!(set.pressed.recv().await, answer("b", Some("answer")));
    assert_eq!(set.pressed.recv().await, answer("a", None));
}

#[tokio::test]
async fn what_was_not_offered_is_not_heard() {
    let mut set = Set::up().await;
    set.desk.show(notification("a", "Bob calls"));
    set.asked.recv().await;
    set.press(41, "format-disk").await;
    set.press(7, "answer").await;
    set.press(41, "answer").await;
    assert_eq!(set.pressed.recv().await, answer("a", Some("answer")));
}

#[tokio::test]
async fn one_that_the_daemon_closed_is_shown_anew() {
    let mut set = Set::up().await;
    set.desk.show(notification("a", "Bob calls"));
    set.desk.show(notification("b", "Ada calls"));
    set.asked.recv().await;
    set.asked.recv().await;
    Screen::notification_closed(&set.emitter(), 41, 2)
        .await
        .unwrap();
    // What is heard in order tells that the closing was heard.
    set.press(42, "answer").await;
    set.pressed.recv().await;
    set.desk.show(notification("a", "Bob calls"));
    assert_eq!(set.asked.recv().await, show(43, 0, "Bob calls"));
}

#[tokio::test]
async fn a_daemon_that_refuses_is_no_error() {
    let set = Set::with(true).await;
    set.desk.show(notification("a", "Bob calls"));
    set.desk.show(notification("b", "Ada calls"));
    set.desk.withdraw("a".into());
    set.desk.withdraw_all().await;
}
