//! Everything that the program asks a server, and what somebody does to have it asked.

use super::acts::Act;

/// A request of the program's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Endpoint {
    pub method: &'static str,
    /// `*` stands for one segment, as it does for the sandbox's faults.
    pub path: &'static str,
    /// What has it asked.
    pub act: Act,
}

impl Endpoint {
    /// Whether a request is one of these.
    pub fn fits(&self, method: &str, path: &str) -> bool {
        let (pattern, path) = (self.path.split('/'), path.split('/'));
        self.method == method
            && pattern.clone().count() == path.clone().count()
            && pattern
                .zip(path)
                .all(|(wanted, it)| wanted == "*" || wanted == it)
    }
}

const fn at(method: &'static str, path: &'static str, act: Act) -> Endpoint {
    Endpoint { method, path, act }
}

/// Every endpoint, by service. A test fails when anything else is asked, or one of these is not.
pub const ENDPOINTS: &[Endpoint] = &[
    at("POST", "/api/auth/0.1/token", Act::SignIn),
    at("POST", "/api/auth/0.1/token", Act::Resume),
    at("POST", "/api/auth/0.1/token", Act::Renew),
    at("HEAD", "/api/auth/0.1/token/*", Act::TokenRefused),
    at("DELETE", "/api/auth/0.1/token/*", Act::SignOut),
    at("POST", "/api/auth/0.1/token/*/scopes/check", Act::Resume),
    at("DELETE", "/api/auth/0.1/users/me/tokens/*", Act::SignOut),
    at(
        "GET",
        "/api/dird/0.1/directories/lookup/*/headers",
        Act::SignIn,
    ),
    at("GET", "/api/dird/0.1/directories/lookup/*", Act::Refresh),
    at("GET", "/api/dird/0.1/directories/lookup/*", Act::Search),
    at("GET", "/api/dird/0.1/directories/favorites/*", Act::Refresh),
    at("GET", "/api/dird/0.1/directories/*/sources", Act::Refresh),
    at(
        "GET",
        "/api/dird/0.1/backends/wazo/sources/*/contacts",
        Act::Refresh,
    ),
    at(
        "GET",
        "/api/dird/0.1/directories/reverse/*/*",
        Act::RingFromOutside,
    ),
    at("PUT", "/api/dird/0.1/directories/favorites/*/*", Act::Star),
    at(
        "DELETE",
        "/api/dird/0.1/directories/favorites/*/*",
        Act::Unstar,
    ),
    at("GET", "/api/dird/0.1/personal", Act::Refresh),
    at("POST", "/api/dird/0.1/personal", Act::Create),
    at("GET", "/api/dird/0.1/personal/*", Act::Edit),
    at("PUT", "/api/dird/0.1/personal/*", Act::Edit),
    at("DELETE", "/api/dird/0.1/personal/*", Act::Remove),
    at("POST", "/api/dird/0.1/personal/import", Act::Import),
    at("DELETE", "/api/dird/0.1/personal", Act::RemoveAll),
    at("GET", "/api/chatd/1.0/users/presences", Act::Reconnect),
    at("GET", "/api/chatd/1.0/users/*/presences", Act::SignIn),
    at("PUT", "/api/chatd/1.0/users/*/presences", Act::Choose),
    at("GET", "/api/chatd/1.0/users/me/rooms", Act::Reconnect),
    at(
        "GET",
        "/api/chatd/1.0/users/me/rooms/messages",
        Act::Reconnect,
    ),
    at("POST", "/api/chatd/1.0/users/me/rooms", Act::OpenChat),
    at(
        "GET",
        "/api/chatd/1.0/users/me/rooms/*/messages",
        Act::ReadChat,
    ),
    at(
        "POST",
        "/api/chatd/1.0/users/me/rooms/*/messages",
        Act::Write,
    ),
    at("GET", "/api/calld/1.0/users/me/calls", Act::Reconnect),
    at("POST", "/api/calld/1.0/users/me/calls", Act::Call),
    at("DELETE", "/api/calld/1.0/users/me/calls/*", Act::HangUp),
    at("PUT", "/api/calld/1.0/users/me/calls/*/answer", Act::Answer),
    at(
        "PUT",
        "/api/calld/1.0/users/me/calls/*/hold/start",
        Act::Hold,
    ),
    at(
        "PUT",
        "/api/calld/1.0/users/me/calls/*/hold/stop",
        Act::TakeBack,
    ),
    at(
        "PUT",
        "/api/calld/1.0/users/me/calls/*/mute/start",
        Act::Mute,
    ),
    at(
        "PUT",
        "/api/calld/1.0/users/me/calls/*/mute/stop",
        Act::Unmute,
    ),
    at(
        "PUT",
        "/api/calld/1.0/users/me/calls/*/dtmf",
        Act::SendDigits,
    ),
    at("GET", "/api/calld/1.0/users/me/transfers", Act::Reconnect),
    at("POST", "/api/calld/1.0/users/me/transfers", Act::Transfer),
    at(
        "PUT",
        "/api/calld/1.0/users/me/transfers/*/complete",
        Act::Complete,
    ),
    at("DELETE", "/api/calld/1.0/users/me/transfers/*", Act::Cancel),
    at("GET", "/api/calld/1.0/users/me/voicemails", Act::Reconnect),
    at("GET", "/api/confd/1.1/infos", Act::AskVersion),
    at("GET", "/api/confd/1.1/users/*", Act::Reconnect),
    at("GET", "/api/confd/1.1/users/*", Act::SignIn),
    at(
        "PUT",
        "/api/confd/1.1/users/*/services/dnd",
        Act::DoNotDisturb,
    ),
    at(
        "PUT",
        "/api/confd/1.1/users/*/forwards/unconditional",
        Act::ForwardAlways,
    ),
    at(
        "PUT",
        "/api/confd/1.1/users/*/forwards/busy",
        Act::ForwardBusy,
    ),
    at(
        "PUT",
        "/api/confd/1.1/users/*/forwards/noanswer",
        Act::ForwardUnanswered,
    ),
    at("GET", "/api/agentd/1.0/users/me/agents", Act::Reconnect),
    at(
        "POST",
        "/api/agentd/1.0/users/me/agents/login",
        Act::AgentLogin,
    ),
    at(
        "POST",
        "/api/agentd/1.0/users/me/agents/logoff",
        Act::AgentLogout,
    ),
    at(
        "POST",
        "/api/agentd/1.0/users/me/agents/pause",
        Act::AgentPause,
    ),
    at(
        "POST",
        "/api/agentd/1.0/users/me/agents/unpause",
        Act::AgentUnpause,
    ),
    at(
        "PUT",
        "/api/agentd/1.0/users/me/agents/queues/*/login",
        Act::QueueLogin,
    ),
    at(
        "PUT",
        "/api/agentd/1.0/users/me/agents/queues/*/logoff",
        Act::QueueLogout,
    ),
    at("GET", "/api/agentd/1.0/agents", Act::ShowAgents),
    at("GET", "/api/websocketd/", Act::Reconnect),
];
