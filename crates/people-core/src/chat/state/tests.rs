//! What is shown, whatever comes in which order.

use proptest::prelude::*;

use super::*;

type Chat = ChatState<&'static str>;

fn chat() -> Chat {
    let mut chat = Chat::new("me", Marks::default());
    chat.meet(facts("room", &["me", "bob"]));
    chat.catch_up(Vec::new(), false);
    chat
}

fn facts(id: &str, users: &[&str]) -> RoomFacts {
    RoomFacts {
        id: id.into(),
        name: None,
        users: users.iter().map(|&user| user.to_owned()).collect(),
    }
}

fn message(from: &str, text: &str, at: Micros) -> Message {
    Message {
        id: format!("id-{at}"),
        room: "room".into(),
        from: from.into(),
        text: text.into(),
        at,
    }
}

fn texts(chat: &Chat) -> Vec<String> {
    let (lines, _) = chat.room("room").unwrap().lines(None, 100);
    let shown = |line: Line<&str>| match line.standing {
        Standing::Sent => line.message.text,
        Standing::Sending => format!("{}…", line.message.text),
        Standing::Failed(why) => format!("{}!{why}", line.message.text),
    };
    lines.into_iter().map(shown).collect()
}

fn replaced(changes: &[Change]) -> Option<&str> {
    changes.iter().find_map(|change| match change {
        Change::Message { replaces, .. } => replaces.as_deref(),
        _ => None,
    })
}

#[test]
fn an_own_message_is_shown_once_whether_the_event_or_the_answer_comes_first() {
    for event_first in [true, false] {
        let mut chat = chat();
        chat.send("room", "own-1", "hello", 5);
        assert_eq!(texts(&chat), ["hello…"]);
        let sent = message("me", "hello", 7);
        let (first, second) = if event_first {
            (chat.hear(sent.clone()), chat.sent("own-1", sent))
        } else {
            (chat.sent("own-1", sent.clone()), chat.hear(sent))
        };
        assert_eq!(replaced(&first), Some("own-1"));
        assert_eq!(second, []);
        assert_eq!(texts(&chat), ["hello"]);
    }
}

#[test]
fn a_message_whose_answer_was_lost_is_found_when_it_turns_up() {
    let mut chat = chat();
    chat.send("room", "own-1", "hello", 5);
    chat.failed("own-1", "cut", true);
    assert_eq!(texts(&chat), ["hello!cut"]);
    assert_eq!(
        replaced(&chat.hear(message("me", "hello", 7))),
        Some("own-1")
    );
    assert_eq!(texts(&chat), ["hello"]);
}

#[test]
fn a_message_that_the_server_refused_stays_beside_another_of_the_same_words() {
    let mut chat = chat();
    chat.send("room", "own-1", "hello", 5);
    chat.failed("own-1", "refused", false);
    chat.hear(message("me", "hello", 7));
    assert_eq!(texts(&chat), ["hello", "hello!refused"]);
}

#[test]
fn an_old_message_of_the_same_words_is_not_the_one_on_its_way() {
    let mut chat = chat();
    chat.hear(message("bob", "hi", 4));
    chat.send("room", "own-1", "hello", 5);
    chat.hear(message("me", "hello", 3));
    assert_eq!(texts(&chat), ["hello", "hi", "hello…"]);
}

#[test]
fn a_message_that_failed_is_sent_again_or_given_up() {
    let mut chat = chat();
    chat.send("room", "own-1", "hello", 5);
    assert!(chat.send_again("own-1").is_none());
    assert_eq!(chat.discard("own-1"), []);
    chat.failed("own-1", "away", false);
    let (again, _) = chat.send_again("own-1").unwrap();
    assert_eq!(
        (again.room.as_str(), again.text.as_str()),
        ("room", "hello")
    );
    assert_eq!(texts(&chat), ["hello…"]);
    chat.failed("own-1", "away", false);
    assert_eq!(chat.discard("own-1"), [Change::Room("room".into())]);
    assert_eq!(texts(&chat), [""; 0]);
}

#[test]
fn messages_of_others_are_unread_until_they_are_read_or_answered() {
    let mut chat = chat();
    chat.hear(message("bob", "1", 1));
    chat.hear(message("bob", "2", 2));
    assert_eq!(chat.unread("room"), 2);
    assert_eq!(chat.read("room"), [Change::Room("room".into())]);
    assert_eq!((chat.unread("room"), chat.read("room")), (0, vec![]));
    assert_eq!(chat.marks().of("room"), 2);
    chat.hear(message("bob", "3", 3));
    assert_eq!(chat.unread("room"), 1);
    chat.hear(message("me", "answered elsewhere", 4));
    assert_eq!(chat.unread("room"), 0);
}

#[test]
fn what_there_is_at_the_very_first_look_counts_as_read() {
    let mut chat = Chat::new("me", Marks::default());
    chat.meet(facts("room", &["me", "bob"]));
    let (changes, gaps) = chat.catch_up(vec![message("bob", "old", 9)], false);
    assert!(
        !changes
            .iter()
            .any(|change| matches!(change, Change::Wrote { .. }))
    );
    assert_eq!((gaps, chat.unread("room")), (vec![], 0));
    assert_eq!(chat.marks().since, Some(9));
}

#[test]
fn what_came_while_the_program_was_away_is_unread() {
    let marks = Marks {
        since: Some(3),
        rooms: HashMap::from([("room".to_owned(), 5)]),
    };
    let mut chat = Chat::new("me", marks);
    chat.meet(facts("room", &["me", "bob"]));
    let (_, gaps) = chat.catch_up(vec![message("bob", "8", 8)], false);
    let gap = Gap {
        room: "room".into(),
        from: 5,
        news: None,
    };
    assert_eq!(gaps, std::slice::from_ref(&gap));
    assert_eq!(chat.unread("room"), 1);
    let missed = [8, 7, 6, 5].map(|at| message("bob", &at.to_string(), at));
    chat.fill(&gap, missed.to_vec(), true);
    assert_eq!(chat.unread("room"), 3);
    assert_eq!(texts(&chat), ["5", "6", "7", "8"]);
}

#[test]
fn what_came_while_the_way_was_lost_is_told_once_and_in_its_place() {
    let mut chat = chat();
    chat.hear(message("bob", "1", 1));
    chat.read("room");
    let (changes, gaps) = chat.catch_up(vec![message("bob", "4", 4)], true);
    assert_eq!(changes, []);
    // Until the gap is read, nothing is shown beyond it.
    chat.hear(message("bob", "5", 5));
    assert_eq!(texts(&chat), ["1"]);
    let since = [4, 3, 2, 1].map(|at| message("bob", &at.to_string(), at));
    let told = chat.fill(&gaps[0], since.to_vec(), true);
    let wrote = |change: &&Change| matches!(change, Change::Wrote { .. });
    assert_eq!(told.iter().filter(wrote).count(), 4);
    assert_eq!(texts(&chat), ["1", "2", "3", "4", "5"]);
    assert_eq!(chat.unread("room"), 4);
    let (changes, gaps) = chat.catch_up(vec![message("bob", "4", 4)], true);
    assert_eq!((changes, gaps), (vec![], vec![]));
}

#[test]
fn a_gap_that_cannot_be_read_leaves_no_hole() {
    for is_part_read in [true, false] {
        let mut chat = chat();
        chat.hear(message("bob", "1", 1));
        let (_, gaps) = chat.catch_up(vec![message("bob", "8", 8)], true);
        chat.hear(message("bob", "9", 9));
        let part = is_part_read.then(|| message("bob", "8", 8));
        chat.fill(&gaps[0], part.into_iter().collect(), false);
        let after = if is_part_read {
            &["8", "9"][..]
        } else {
            &["9"]
        };
        assert_eq!(texts(&chat), after);
        assert!(!chat.room("room").unwrap().has(None, 3));
    }
}

#[test]
fn an_own_message_that_is_answered_during_a_gap_is_shown_after_it() {
    let mut chat = chat();
    chat.hear(message("bob", "1", 1));
    chat.send("room", "own-1", "hello", 2);
    let (_, gaps) = chat.catch_up(vec![message("bob", "3", 3)], true);
    assert_eq!(chat.sent("own-1", message("me", "hello", 4)), []);
    assert_eq!(texts(&chat), ["1", "hello…"]);
    let told = chat.fill(&gaps[0], vec![message("bob", "3", 3)], true);
    assert_eq!(replaced(&told[3..]), Some("own-1"));
    assert_eq!(texts(&chat), ["1", "3", "hello"]);
}

#[test]
fn history_is_read_page_by_page_to_its_beginning() {
    let mut chat = chat();
    let all: Vec<_> = (1..=7)
        .rev()
        .map(|at| message("bob", &at.to_string(), at))
        .collect();
    chat.page("room", None, all[..3].to_vec(), false);
    let room = chat.room("room").unwrap();
    assert!(room.has(None, 3) && !room.has(None, 4) && !room.has(Some("id-6"), 2));
    let (lines, more) = room.lines(Some("id-7"), 1);
    assert_eq!((lines[0].message.at, more), (6, true));
    chat.page("room", Some("id-5"), all[3..].to_vec(), true);
    let room = chat.room("room").unwrap();
    assert!(room.has(Some("id-2"), 50));
    let (lines, more) = room.lines(Some("id-3"), 50);
    assert_eq!((lines.len(), more), (2, false));
}

#[test]
fn a_server_that_repeats_itself_ends_the_history() {
    let mut chat = chat();
    let page = vec![message("bob", "1", 1)];
    chat.page("room", None, page.clone(), false);
    assert!(chat.room("room").unwrap().lines(None, 9).1);
    chat.page("room", Some("id-1"), page, false);
    assert!(!chat.room("room").unwrap().lines(None, 9).1);
}

#[test]
fn a_page_that_comes_too_late_is_dropped() {
    let mut chat = chat();
    chat.hear(message("bob", "5", 5));
    let (_, gaps) = chat.catch_up(vec![message("bob", "9", 9)], true);
    chat.fill(&gaps[0], vec![message("bob", "9", 9)], false);
    chat.page("room", Some("id-5"), vec![message("bob", "4", 4)], false);
    assert_eq!(texts(&chat), ["9"]);
}

#[test]
fn the_conversation_with_one_person_is_the_one_with_nobody_else() {
    let mut chat = chat();
    chat.meet(facts("group", &["me", "bob", "eve"]));
    assert_eq!(chat.room_with("bob").unwrap().facts().id, "room");
    assert!(chat.room_with("eve").is_none());
}

#[test]
fn a_message_of_a_room_that_nobody_told_of_is_kept_and_asked_about() {
    let mut chat = Chat::new("me", Marks::default());
    let changes = chat.hear(message("bob", "hi", 1));
    assert_eq!(changes[0], Change::Unknown("room".into()));
    assert_eq!(texts(&chat), ["hi"]);
    let named = RoomFacts {
        name: Some("Team".into()),
        ..facts("room", &["me", "bob"])
    };
    chat.meet(named.clone());
    assert_eq!(chat.room("room").unwrap().facts(), &named);
}

#[test]
fn a_message_of_a_room_that_the_list_does_not_name_asks_for_nothing() {
    let mut chat = Chat::new("me", Marks::default());
    let read = chat.catch_up(vec![message("bob", "hi", 1)], true);
    assert_eq!(read, (vec![], vec![]));
    assert!(chat.room("room").is_none());
}

#[test]
fn what_was_dropped_is_told_and_not_looked_for() {
    let mut chat = chat();
    chat.hear(message("bob", "1", 1));
    let (_, gaps) = chat.catch_up(vec![message("bob", "9", 9)], true);
    let changes = chat.fill(&gaps[0], vec![message("bob", "9", 9)], false);
    let wrote = Change::Wrote {
        room: "room".into(),
        id: "id-9".into(),
    };
    let room = || Change::Room("room".into());
    let dropped = Change::Dropped("room".into());
    assert_eq!(changes, [room(), dropped, room(), wrote]);
    let room = chat.room("room").unwrap();
    assert!(room.has(Some("id-1"), 50) && !room.has(Some("id-9"), 50));
    assert!(room.lines(Some("id-1"), 50).1);
}

/// What happens to one message: who writes it, and in which order its event, its answer and a second reading come.
#[derive(Clone, Copy, Debug)]
struct Fortune {
    is_own: bool,
    word: u8,
    order: u8,
    is_answer_lost: bool,
}

prop_compose! {
    fn fortune()(is_own: bool, word in 0u8..2, order in 0u8..6, is_answer_lost: bool) -> Fortune {
        Fortune { is_own, word, order, is_answer_lost }
    }
}

proptest! {
    #[test]
    fn every_message_is_shown_once_and_in_order(fortunes in prop::collection::vec(fortune(), 1..12)) {
        let mut chat = chat();
        let mut steps = Vec::new();
        for (number, fortune) in fortunes.iter().enumerate() {
            let at = Micros::try_from(number).unwrap() + 1;
            let from = if fortune.is_own { "me" } else { "bob" };
            let written = message(from, &fortune.word.to_string(), at);
            if fortune.is_own {
                chat.send("room", &format!("own-{at}"), &written.text, at);
            }
            // The rank in which each of the three arrives, over all messages.
            let ranks = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
            for (kind, rank) in ranks[usize::from(fortune.order)].into_iter().enumerate() {
                steps.push((rank, number, kind, written.clone(), *fortune));
            }
        }
        steps.sort_by_key(|(rank, number, ..)| (*rank, *number));
        for (_, _, kind, written, fortune) in steps {
            let id = format!("own-{}", written.at);
            match kind {
                0 => drop(chat.hear(written)),
                1 if fortune.is_own && fortune.is_answer_lost => drop(chat.failed(&id, "cut", true)),
                1 if fortune.is_own => drop(chat.sent(&id, written)),
                1 => {}
                _ => drop(chat.catch_up(vec![written], true)),
            }
        }
        let everything: Vec<_> = fortunes
            .iter()
            .zip(1..)
            .map(|(fortune, at)| {
                message(if fortune.is_own { "me" } else { "bob" }, &fortune.word.to_string(), at)
            })
            .collect();
        let gap = Gap { room: "room".into(), from: 0, news: Some(0) };
        chat.fill(&gap, everything.clone(), true);
        let (lines, _) = chat.room("room").unwrap().lines(None, 100);
        let shown: Vec<_> = lines.into_iter().map(|line| (line.message.at, line.standing)).collect();
        let expected: Vec<_> = everything.iter().map(|it| (it.at, Standing::Sent)).collect();
        prop_assert_eq!(shown, expected);
    }
}
