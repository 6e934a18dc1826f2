//! The own mailbox.

use serde::Deserialize;

use crate::http::Request;
use crate::route::Route;
use crate::{Api, Error, lenient};

impl Api {
    /// New messages in the own mailbox; `None` for a user without one.
    pub async fn new_voicemails(&self) -> Result<Option<u32>, Error> {
        let route = Route::new("/api/calld/1.0/users/me/voicemails");
        match self.read(Request::get(route), parse_new_voicemails).await {
            Ok(new) => Ok(Some(new)),
            Err(Error::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Counts the new messages of a mailbox (`UserVoicemail` of the specification): those in folders of the type `new`.
pub fn parse_new_voicemails(body: &[u8]) -> Result<u32, Error> {
    #[derive(Deserialize)]
    struct Mailbox {
        #[serde(deserialize_with = "lenient::all")]
        folders: Vec<Folder>,
    }
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Folder {
        #[serde(rename = "type", deserialize_with = "lenient::text")]
        kind: String,
        #[serde(deserialize_with = "lenient::objects")]
        messages: Vec<Message>,
    }
    #[derive(Default, Deserialize)]
    struct Message {}
    let mailbox: Mailbox = lenient::answer(body, "voicemails")?;
    let new = mailbox.folders.iter().filter(|folder| folder.kind == "new");
    let count = new.map(|folder| folder.messages.len()).sum::<usize>();
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_messages_in_new_folders_are_new() {
        let mailbox = br#"{"id":3,"folders":[
            {"id":1,"type":"new","messages":[{"id":"a"},{"id":"b"}]},
            {"id":2,"type":"old","messages":[{"id":"c"}]},
            {"id":3,"type":"urgent"}]}"#;
        assert_eq!(parse_new_voicemails(mailbox), Ok(2));
        let empty = br#"{"id":3,"folders":[]}"#;
        assert_eq!(parse_new_voicemails(empty), Ok(0));
        let garbled = Error::Garbled { what: "voicemails" };
        assert_eq!(parse_new_voicemails(b"{}"), Err(garbled));
    }
}
