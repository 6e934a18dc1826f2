//! Lists: opened from memory at once, while the server is asked beside it.

use people_core::directory::ContactId;
use people_core::list::{Query, RowMenu};
use people_core::menu::{MenuRules, menu};
use people_core::number::typed_number;
use wazo_client::Api;

use super::EngineHandle;
use crate::api::{AppError, ListHead, Rows};
use crate::list::FIRST_ROWS;

impl EngineHandle {
    /// Opens a list in place of the one before. It is answered from memory; what only the server finds joins at the end, told
    /// by an update.
    pub async fn open(&self, query: Query) -> Result<ListHead, AppError> {
        self.ask(move |state| {
            let rhythm = state.config.rhythm;
            let home = state.home.clone();
            let live = state.live()?;
            let dial = typed_number(&query.text);
            live.ask_server(&query, rhythm.typing, home);
            live.looked.notify_one();
            let head = live.with_list(|list, pool| {
                list.open(query, pool);
                ListHead {
                    rows: list.rows(0, FIRST_ROWS, pool),
                    revision: list.revision(),
                    total: list.total(),
                    dial,
                }
            });
            Ok(head)
        })
        .await
    }

    /// A range of the open list; `anchor` is the id of a row whose place is wanted too.
    pub async fn rows(
        &self,
        start: u32,
        count: u32,
        anchor: Option<u32>,
    ) -> Result<Rows, AppError> {
        self.ask(move |state| {
            let live = state.live()?;
            live.looked.notify_one();
            let rows = live.with_list(|list, pool| Rows {
                rows: list.rows(start, count, pool),
                revision: list.revision(),
                total: list.total(),
                start,
                anchor: anchor.and_then(|id| list.position(ContactId(id))),
            });
            Ok(rows)
        })
        .await
    }

    /// What can be done with a contact.
    pub async fn menu(&self, row: u32) -> Result<RowMenu, AppError> {
        self.ask(move |state| {
            let calls = state.settings().calls.clone();
            let live = state.live()?;
            let rules = MenuRules {
                own_user: live.api.as_ref().map(Api::user_uuid),
                mailbox_prefix: &calls.mailbox_prefix,
                extension_prefix: &calls.extension_prefix,
                mailbox: &|user| live.mailboxes.of(user),
            };
            let contact = live.directory.get(ContactId(row));
            contact
                .map(|contact| menu(live.directory.display(), contact, &rules))
                .ok_or(AppError::NoSuchContact)
        })
        .await
    }
}
