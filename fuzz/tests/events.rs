//! No frame of the websocket breaks its reader, and it is read the same each time.

use bolero::check;
use fuzz::{frames, over};

/// Who is told most in the recorded calls.
const ALICE: &str = "ca4db7c3-ff1c-5c5a-86df-b9e2cd8f7362";

#[test]
fn a_frame_is_read_the_same_each_time() {
    over(check!(), &frames(), |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let read = || wazo_client::parse_frame(&text, ALICE);
        assert_eq!(read(), read());
    });
}
