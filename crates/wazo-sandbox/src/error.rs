//! The shapes in which the services say no. Recorded in `auth`, `dird`, `chatd`, `calld`, `nginx` and `fail`.

use serde_json::{Value, json};

use crate::clock;
use crate::http::{Answer, HTML, JSON};
use crate::store::StoreError;

/// wazo-auth's login and dird's older routes: `{"reason": [text], "timestamp": [seconds], "status_code"}`.
pub(crate) fn legacy(status: u16, reason: &str) -> Answer {
    legacy_reasons(status, &json!([reason]))
}

/// As [`legacy`], with any `reason`: a list of objects for a failed import, a bare text for bad paging.
pub(crate) fn legacy_reasons(status: u16, reason: &Value) -> Answer {
    Answer::json(
        status,
        &json!({"reason": reason, "timestamp": [clock::timestamp()], "status_code": status}),
    )
}

/// What the old routes say when the caller is not let in: the timestamp is a number, not a list.
pub(crate) fn legacy_bare(status: u16, reason: &Value) -> Answer {
    Answer::json(
        status,
        &json!({"reason": reason, "timestamp": clock::timestamp(), "status_code": status}),
    )
}

/// The newer routes: `{"message", "error_id", "details", "timestamp"}`.
pub(crate) fn standard(status: u16, message: &str, error_id: &str, details: &Value) -> Answer {
    Answer::json(
        status,
        &json!({"message": message, "error_id": error_id, "details": details, "timestamp": clock::timestamp()}),
    )
}

/// As [`standard`], naming the resource.
pub(crate) fn resource(
    status: u16,
    message: &str,
    error_id: &str,
    details: &Value,
    resource: &str,
) -> Answer {
    Answer::json(
        status,
        &json!({
            "message": message,
            "error_id": error_id,
            "details": details,
            "timestamp": clock::timestamp(),
            "resource": resource,
        }),
    )
}

/// A failed validation on a newer route; `details` has a list of problems for each field.
pub(crate) fn invalid_data(details: &Value) -> Answer {
    standard(400, "Sent data is invalid", "invalid-data", details)
}

/// Flask's own `{"message"}`.
pub(crate) fn message(status: u16, message: &str) -> Answer {
    Answer::json(status, &json!({"message": message}))
}

/// A body that is no JSON where one is needed.
pub(crate) fn unreadable() -> Answer {
    message(
        400,
        "The browser (or proxy) sent a request that this server could not understand.",
    )
}

pub(crate) fn internal() -> Answer {
    Answer::new(500, JSON, r#"{"message": "Internal Server Error"}"#)
}

pub(crate) fn not_allowed() -> Answer {
    message(405, "The method is not allowed for the requested URL.")
}

/// Flask's page for a route that a service does not have.
pub(crate) fn no_route() -> Answer {
    Answer::new(
        404,
        HTML,
        "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n<p>The requested URL was \
         not found on the server. If you entered the URL manually please check your spelling and try again.</p>\n",
    )
}

/// nginx's own page: 404, 413, 429, 502, 503 or 504.
pub(crate) fn nginx(status: u16) -> Answer {
    let title = match status {
        404 => "404 Not Found",
        413 => "413 Request Entity Too Large",
        429 => "429 Too Many Requests",
        502 => "502 Bad Gateway",
        503 => "503 Service Temporarily Unavailable",
        504 => "504 Gateway Time-out",
        _ => "500 Internal Server Error",
    };
    let page = format!(
        "<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n\
         <hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n"
    );
    Answer::new(status, "text/html", page)
}

impl From<StoreError> for Box<Answer> {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the data directory could not be written");
        Box::new(internal())
    }
}
