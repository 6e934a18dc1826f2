//! What can be wrong with an answer.

use serde_json::{Value, json};

/// One way in which an answer is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The service fails.
    Failed,
    /// nginx finds no service.
    BadGateway,
    /// nginx gave up waiting; nothing was done.
    GatewayTimeout,
    /// nginx gave up waiting, and it was done all the same.
    DoneAndGatewayTimeout,
    /// The token is not taken, though wazo-auth says that it is good.
    Unauthorized,
    /// The user may not.
    Forbidden,
    /// There is no such thing.
    NotFound,
    /// Too long for nginx.
    TooLarge,
    /// Asked too often.
    TooMany,
    /// An answer after everybody's patience is over.
    Late,
    /// It was done, and the connection breaks before the answer.
    DoneAndBroken,
    /// It was done, and the connection breaks in the middle of the answer.
    DoneAndCut,
    /// Bytes.
    Garbage,
    /// JSON in the shape of something else: an object.
    OtherObject,
    /// JSON in the shape of something else: a list.
    OtherList,
    /// Nothing.
    Empty,
}

pub const ALL: [Fault; 16] = [
    Fault::Failed,
    Fault::BadGateway,
    Fault::GatewayTimeout,
    Fault::DoneAndGatewayTimeout,
    Fault::Unauthorized,
    Fault::Forbidden,
    Fault::NotFound,
    Fault::TooLarge,
    Fault::TooMany,
    Fault::Late,
    Fault::DoneAndBroken,
    Fault::DoneAndCut,
    Fault::Garbage,
    Fault::OtherObject,
    Fault::OtherList,
    Fault::Empty,
];

/// Longer than any time limit of the client, and than nginx would wait.
const LATE_MS: u32 = 120_000;

impl Fault {
    /// How a test reads it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Failed => "500",
            Self::BadGateway => "502",
            Self::GatewayTimeout => "504",
            Self::DoneAndGatewayTimeout => "504 after it was done",
            Self::Unauthorized => "401",
            Self::Forbidden => "403",
            Self::NotFound => "404",
            Self::TooLarge => "413",
            Self::TooMany => "429",
            Self::Late => "late",
            Self::DoneAndBroken => "broken after it was done",
            Self::DoneAndCut => "cut after it was done",
            Self::Garbage => "garbage",
            Self::OtherObject => "another object",
            Self::OtherList => "another list",
            Self::Empty => "empty",
        }
    }

    /// What the sandbox's control takes, for these requests.
    pub fn at(self, method: &str, path: &str) -> Value {
        let mut fault = self.shape();
        fault["method"] = json!(method);
        fault["path"] = json!(path);
        fault["exact"] = json!(true);
        fault
    }

    fn shape(self) -> Value {
        match self {
            Self::Failed => json!({"status": 500}),
            Self::BadGateway => json!({"status": 502, "html": true}),
            Self::GatewayTimeout => json!({"status": 504, "html": true}),
            Self::DoneAndGatewayTimeout => json!({"status": 504, "html": true, "commit": true}),
            Self::Unauthorized => json!({"status": 401}),
            Self::Forbidden => json!({"status": 403}),
            Self::NotFound => json!({"status": 404}),
            Self::TooLarge => json!({"status": 413}),
            Self::TooMany => json!({"status": 429, "retry_after": 7}),
            Self::Late => json!({"delay_ms": LATE_MS}),
            Self::DoneAndBroken => json!({"cut_after": 0}),
            Self::DoneAndCut => json!({"cut_after": 1}),
            Self::Garbage => json!({"garbage": true}),
            Self::OtherObject => json!({"body": OTHER_OBJECT}),
            Self::OtherList => json!({"body": r#"[[1, "x"], {}, null]"#}),
            Self::Empty => json!({"body": ""}),
        }
    }
}

/// Names that answers have, with values of other types.
const OTHER_OBJECT: &str = r#"{
    "items": 7, "results": "none", "column_headers": {}, "column_types": 1, "data": [], "uuid": [], "id": {}, "state": 1,
    "status": {}, "lines": "x", "users": 1, "created": 1, "failed": 5, "folders": {}, "call_id": 7.5, "token": false, "agent": []
}"#;
