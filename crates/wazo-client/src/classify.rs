//! What a refusal means. Wazo's services have six shapes of it; none of their `details` is kept,
//! except the name of a missing permission.

use serde::Deserialize;

use crate::Error;
use crate::http::Answer;
use crate::lenient::{self, Texts};

/// The most sentences of one refusal that are kept, and the most characters of one.
const REASONS: usize = 20;
const REASON_LENGTH: usize = 300;

/// What the server says of a request that it did not accept.
pub(crate) fn refusal(answer: &Answer) -> Error {
    match answer.status {
        300..=399 => Error::NotWazo,
        401 => Error::Unauthorized,
        403 => Error::Forbidden {
            permission: parse_denial(&answer.body).permission,
        },
        404 => Error::NotFound,
        409 | 503 => refusal_by_name(answer),
        413 => Error::TooLarge,
        429 => Error::TooManyRequests {
            retry_after: answer.retry_after,
        },
        status @ (502 | 504) => Error::Unavailable { status },
        status => parse_refusal(status, &answer.body),
    }
}

/// A conflict or a service that is away, unless the answer names something else: a state that does
/// not allow it (calld's `transfer-already-started`, agentd's `not logged in`), or a phone that
/// cannot be told what to do, which calld reports as if a service were away.
fn refusal_by_name(answer: &Answer) -> Error {
    let said = read(&answer.body);
    let is_named = match answer.status {
        409 => said.error_id.is_some() || !said.error.0.is_empty(),
        _ => said.error_id.as_deref() == Some("phoned-error"),
    };
    match answer.status {
        status if is_named => said.into_refusal(status),
        409 => Error::Conflict,
        status => Error::Unavailable { status },
    }
}

/// Reads the sentences of a refusal from any body: the legacy `reason` (a text, a list of texts or
/// of objects), the newer `message` and `error_id`, agentd's `error`, confd's bare list. HTML and
/// garbage give no sentence.
pub fn parse_refusal(status: u16, body: &[u8]) -> Error {
    read(body).into_refusal(status)
}

fn read(body: &[u8]) -> Said {
    serde_json::from_slice(body)
        .or_else(|_| {
            serde_json::from_slice::<Texts>(body).map(|reason| Said {
                reason,
                ..Said::default()
            })
        })
        .unwrap_or_default()
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Said {
    reason: Texts,
    message: Texts,
    error: Texts,
    #[serde(deserialize_with = "lenient::optional_text")]
    error_id: Option<String>,
}

impl Said {
    fn into_refusal(self, status: u16) -> Error {
        let reasons = [self.reason, self.message, self.error]
            .into_iter()
            .flat_map(|texts| texts.0)
            .take(REASONS)
            .map(|text| text.chars().take(REASON_LENGTH).collect())
            .collect();
        Error::Refused {
            status,
            error_id: self.error_id,
            reasons,
        }
    }
}

/// What a 401 or 403 lets through about itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Denial {
    /// The server says that the token is good and the permission is missing.
    pub token_is_good: bool,
    /// The access that was asked for.
    pub permission: Option<String>,
}

/// Reads the newer services' word on a denial; the older ones have none.
pub(crate) fn parse_denial(body: &[u8]) -> Denial {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Denied {
        #[serde(deserialize_with = "lenient::object")]
        details: Details,
    }
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Details {
        #[serde(deserialize_with = "lenient::optional_text")]
        reason: Option<String>,
        #[serde(deserialize_with = "lenient::optional_text")]
        required_access: Option<String>,
    }
    let Denied { details } = serde_json::from_slice(body).unwrap_or_default();
    Denial {
        token_is_good: details.reason.as_deref() == Some("missing_permission_or_invalid_tenant"),
        permission: details.required_access,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn answered(status: u16, body: &str) -> Error {
        refusal(&Answer {
            status,
            json: body.starts_with('{'),
            retry_after: Some(Duration::from_secs(7)),
            body: body.as_bytes().to_vec(),
        })
    }

    #[test]
    fn each_status_has_its_meaning() {
        let html = "<html><body><h1>x</h1></body></html>";
        for (status, meaning) in [
            (301, Error::NotWazo),
            (401, Error::Unauthorized),
            (403, Error::Forbidden { permission: None }),
            (404, Error::NotFound),
            (409, Error::Conflict),
            (413, Error::TooLarge),
            (
                429,
                Error::TooManyRequests {
                    retry_after: Some(Duration::from_secs(7)),
                },
            ),
            (502, Error::Unavailable { status: 502 }),
            (503, Error::Unavailable { status: 503 }),
            (504, Error::Unavailable { status: 504 }),
            (
                500,
                Error::Refused {
                    status: 500,
                    error_id: None,
                    reasons: vec![],
                },
            ),
            (
                418,
                Error::Refused {
                    status: 418,
                    error_id: None,
                    reasons: vec![],
                },
            ),
        ] {
            assert_eq!(answered(status, html), meaning, "{status}");
        }
    }

    #[test]
    fn a_conflict_with_a_name_keeps_it() {
        let named = |error_id: Option<&str>, reason: &str| Error::Refused {
            status: 409,
            error_id: error_id.map(str::to_owned),
            reasons: vec![reason.to_owned()],
        };
        let calld = r#"{"message":"Transfer already started","error_id":"transfer-already-started","details":{}}"#;
        assert_eq!(
            answered(409, calld),
            named(Some("transfer-already-started"), "Transfer already started")
        );
        assert_eq!(
            answered(409, r#"{"error":"not logged in"}"#),
            named(None, "not logged in")
        );
        assert_eq!(
            answered(
                409,
                r#"{"reason":["Adding this favorite would create a duplicate"]}"#
            ),
            Error::Conflict
        );
    }

    #[test]
    fn a_phone_that_cannot_be_told_is_not_a_server_that_is_away() {
        let phone = r#"{"message":"Phoned internal error","error_id":"phoned-error","details":{}}"#;
        assert!(matches!(
            answered(503, phone),
            Error::Refused { status: 503, error_id: Some(id), .. } if id == "phoned-error"
        ));
        let asterisk = r#"{"message":"x","error_id":"asterisk-ari-unreachable","details":{}}"#;
        assert_eq!(answered(503, asterisk), Error::Unavailable { status: 503 });
    }

    #[test]
    fn sentences_are_found_in_every_shape() {
        for (body, id, sentences) in [
            (
                r#"{"reason":["No contact found"],"status_code":400}"#,
                None,
                vec!["No contact found"],
            ),
            (
                r#"{"reason":"limit must be a positive number"}"#,
                None,
                vec!["limit must be a positive number"],
            ),
            (
                r#"{"reason":[{"errors":["too many fields"],"line":2}]}"#,
                None,
                vec!["too many fields", "2"],
            ),
            (
                r#"{"message":"Invalid extension","error_id":"invalid-extension","details":{"token":"t"}}"#,
                Some("invalid-extension"),
                vec!["Invalid extension"],
            ),
            (
                r#"{"message":{"term":"Missing required parameter"}}"#,
                None,
                vec!["Missing required parameter"],
            ),
            (r#"{"error":"no such line"}"#, None, vec!["no such line"]),
            (
                r#"["Input Error - field 'x': missing"]"#,
                None,
                vec!["Input Error - field 'x': missing"],
            ),
            (
                r#"{"reason":null,"message":7,"error_id":[]}"#,
                None,
                vec!["7"],
            ),
            ("<html>", None, vec![]),
            ("", None, vec![]),
        ] {
            let expected = Error::Refused {
                status: 400,
                error_id: id.map(str::to_owned),
                reasons: sentences.into_iter().map(str::to_owned).collect(),
            };
            assert_eq!(answered(400, body), expected, "{body}");
        }
    }

    #[test]
    fn a_denial_gives_its_permission_and_nothing_else() {
        let body = br#"{"message":"Unauthorized","details":{"invalid_token":"T-1",
            "reason":"missing_permission_or_invalid_tenant","required_access":"dird.x.read"}}"#;
        let denial = parse_denial(body);
        assert_eq!(
            denial,
            Denial {
                token_is_good: true,
                permission: Some("dird.x.read".into())
            }
        );
        assert!(!format!("{denial:?}").contains("T-1"));
        assert_eq!(
            parse_denial(br#"{"reason":["Unauthorized"]}"#),
            Denial::default()
        );
        assert_eq!(parse_denial(br#"["Unauthorized T-1"]"#), Denial::default());
        assert_eq!(parse_denial(br#"{"details":["T-1"]}"#), Denial::default());
    }
}
