//! What calld says when it does not reach Asterisk.

use serde_json::json;

use crate::error;
use crate::exchange::Asterisk;
use crate::http::Answer;

/// Where calld asks.
const ARI: &str = "http://127.0.0.1:5039";

/// # Errors
/// The answer when Asterisk is not there. Whether a number can be called is asked of wazo-amid first.
pub(super) fn reached(asterisk: Asterisk, scope: &str) -> Result<(), Box<Answer>> {
    let config = json!({"base_url": ARI});
    let answer = match asterisk {
        Asterisk::There => return Ok(()),
        Asterisk::Gone if scope == "calld.users.me.calls.create" => error::standard(
            503,
            "wazo-amid request error",
            "wazo-amid-error",
            &json!({
                "wazo_amid_config": {"host": "127.0.0.1", "port": 9491, "timeout": 10},
                "original_error": format!("AJAM server unreachable: {{'ajam_url': '{ARI}/rawman'}}"),
            }),
        ),
        Asterisk::Gone => error::standard(
            503,
            "Asterisk ARI server unreachable",
            "asterisk-ari-unreachable",
            &json!({
                "asterisk_ari_config": config,
                "original_error": format!("HTTPConnectionPool: Max retries exceeded with url: {ARI}/ari"),
            }),
        ),
        Asterisk::Booting => error::standard(
            503,
            "Asterisk ARI internal error",
            "asterisk-ari-error",
            &json!({
                "asterisk_ari_config": config,
                "original_error": format!("503 Server Error: Service Unavailable for url: {ARI}/ari: Asterisk not booted"),
            }),
        ),
    };
    Err(Box::new(answer))
}
