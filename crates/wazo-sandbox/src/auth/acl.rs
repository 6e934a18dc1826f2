//! Access rights: what the stock user policy grants, and whether a right covers a scope.

use std::sync::LazyLock;

use uuid::Uuid;

use crate::auth::sessions::Token;

/// Whether a user's token covers a scope, by the stock policy and by what was granted beside it. A `!` right takes away.
pub(crate) fn grants(scope: &str, token: &Token, granted: &[String]) -> bool {
    let scope: Vec<&str> = scope.split('.').collect();
    let covers = |right: &str| {
        let right: Vec<&str> = right.split('.').collect();
        matches(&right, &scope, token)
    };
    let granted = || granted.iter().map(String::as_str);
    if granted()
        .filter_map(|right| right.strip_prefix('!'))
        .any(covers)
    {
        return false;
    }
    POLICY_WORDS
        .iter()
        .any(|right| matches(right, &scope, token))
        || granted().any(covers)
}

/// The stock policy's rights, split: each event on the websocket is checked against them.
static POLICY_WORDS: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    USER_POLICY
        .iter()
        .map(|right| right.split('.').collect())
        .collect()
});

/// `*` is one word, `#` one or more, `me` the caller, `my_session` the session, and `edit` is `update`.
fn matches(right: &[&str], scope: &[&str], token: &Token) -> bool {
    match (right, scope) {
        ([], []) => true,
        (["#"], [_, ..]) => true,
        (["#", rest @ ..], [_, words @ ..]) => {
            matches(rest, words, token) || matches(right, words, token)
        }
        ([first, rest @ ..], [word, words @ ..]) => {
            word_matches(first, word, token) && matches(rest, words, token)
        }
        _ => false,
    }
}

fn word_matches(right: &str, word: &str, token: &Token) -> bool {
    match right {
        "*" => true,
        "me" => word == "me" || is(word, token.user),
        "my_session" => word == "my_session" || is(word, token.session),
        "edit" | "update" => matches!(word, "edit" | "update"),
        _ => right == word,
    }
}

fn is(word: &str, uuid: Uuid) -> bool {
    Uuid::try_parse(word) == Ok(uuid)
}

/// The stock policy of a user, as recorded.
pub(crate) const USER_POLICY: &[&str] = &[
    "agentd.users.me.#",
    "auth.users.me.external.#",
    "auth.users.me.password.update",
    "auth.users.me.sessions.*.delete",
    "auth.users.me.sessions.read",
    "auth.users.me.tokens.*.delete",
    "auth.users.me.tokens.read",
    "call-logd.users.me.#",
    "calld.lines.*.presences.read",
    "calld.parkings.#",
    "calld.switchboards.#",
    "calld.transfers.*.complete.update",
    "calld.transfers.*.delete",
    "calld.transfers.*.read",
    "calld.users.me.#",
    "calld.users.me.conferences.*.participants.read",
    "chatd.users.*.presences.read",
    "chatd.users.me.presences.update",
    "chatd.users.me.rooms.#",
    "chatd.users.presences.read",
    "confd.infos.read",
    "confd.users.me.#.read",
    "confd.users.me.forwards.*",
    "confd.users.me.forwards.*.*",
    "confd.users.me.funckeys.*",
    "confd.users.me.funckeys.*.*",
    "confd.users.me.meetings.#",
    "confd.users.me.read",
    "confd.users.me.services.*.*",
    "confd.users.me.update",
    "confd.users.me.blocklist.*",
    "dird.#.me.read",
    "dird.backends.*.sources.*.contacts.read",
    "dird.directories.*.sources.read",
    "dird.directories.favorites.#",
    "dird.directories.lookup.*.headers.read",
    "dird.directories.lookup.*.read",
    "dird.directories.personal.*.read",
    "dird.graphql.me",
    "dird.personal.#",
    "events.auth.users.me.external.#",
    "events.auth.users.me.sessions.my_session.expire_soon",
    "events.call_log.user.me.created",
    "events.calls.me",
    "events.chat.message.*.me",
    "events.chat.message.*.me.*",
    "events.chatd.users.*.presences.updated",
    "events.chatd.users.me.rooms.#",
    "events.conferences.users.me.#",
    "events.config.users.me.#",
    "events.directory.me.#",
    "events.faxes.outbound.users.me.*",
    "events.parkings.#",
    "events.statuses.*",
    "events.switchboards.#",
    "events.transfers.me",
    "events.users.me.#",
    "events.voicemails.global.messages.#",
    "webhookd.users.me.subscriptions.#",
    "websocketd",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn grants_to_a_user(scope: &str) -> bool {
        grants(scope, &Token::for_tests(), &[])
    }

    #[test]
    fn own_things_are_reached_by_uuid_and_by_me() {
        let user = Token::for_tests().user;
        assert!(grants_to_a_user("confd.users.me.read"));
        assert!(grants_to_a_user(&format!("confd.users.{user}.read")));
        assert!(!grants_to_a_user(
            "confd.users.00000000-0000-4000-8000-000000000000.read"
        ));
    }

    #[test]
    fn a_hash_stands_for_one_word_or_more() {
        assert!(grants_to_a_user("dird.personal.read"));
        assert!(grants_to_a_user("dird.personal.some.thing.delete"));
        assert!(!grants_to_a_user("dird.personal"));
        assert!(grants_to_a_user(&format!(
            "dird.directories.reverse.default.{}.read",
            Token::for_tests().user
        )));
    }

    #[test]
    fn what_the_policy_does_not_name_is_refused() {
        assert!(!grants_to_a_user("auth.users.read"));
        assert!(!grants_to_a_user("agentd.agents.read"));
        assert!(!grants_to_a_user("dird.profiles.create"));
    }

    #[test]
    fn a_granted_right_adds_and_one_with_a_mark_takes_away() {
        let granted = ["agentd.agents.read".to_owned(), "!websocketd".to_owned()];
        let token = Token::for_tests();
        assert!(grants("agentd.agents.read", &token, &granted));
        assert!(!grants("websocketd", &token, &granted));
    }
}
