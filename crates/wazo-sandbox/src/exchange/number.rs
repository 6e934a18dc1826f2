//! Where a number leads.

use uuid::Uuid;

use crate::directory::Directory;

/// Where a number leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Destination {
    Person(Uuid),
    /// Leaving a message for somebody; for nobody when there is no such mailbox, which only shows when it is dialled.
    Mailbox(Option<Uuid>),
    /// A queue of agents, by its id.
    Queue(u32),
    /// A room or a service of the exchange: it answers by itself.
    Service,
    Outside,
    Nowhere,
}

/// People, queues and rooms of the tenant, mailboxes behind `*97` and `*96`, and what is outside if the dialplan leads there.
pub(crate) fn destination(directory: &Directory, tenant: usize, number: &str) -> Destination {
    let people = || directory.people_of(tenant);
    let with_exten = |exten: &str| people().find(|person| person.exten.as_deref() == Some(exten));
    if let Some(person) = with_exten(number) {
        return Destination::Person(person.uuid);
    }
    if let Some(mailbox) = number.strip_prefix("*97").filter(|rest| digits(rest, 1)) {
        let owner = people().find(|person| person.voicemail.as_deref() == Some(mailbox));
        return Destination::Mailbox(owner.map(|person| person.uuid));
    }
    if let Some(exten) = number.strip_prefix("*96").filter(|rest| digits(rest, 1)) {
        return Destination::Mailbox(with_exten(exten).map(|person| person.uuid));
    }
    let Some(tenant) = directory.tenants.get(tenant) else {
        return Destination::Nowhere;
    };
    if let Some(queue) = tenant.queues.iter().find(|queue| queue.exten == number) {
        return Destination::Queue(queue.id);
    }
    let is_room = tenant
        .sources
        .iter()
        .flat_map(|source| &source.entries)
        .any(|entry| entry.incoming.is_some() && entry.number.as_deref() == Some(number));
    let is_service = || number.strip_prefix('*').is_some_and(|rest| digits(rest, 2));
    let is_outside = || digits(number.strip_prefix('+').unwrap_or(number), 7);
    if is_room || (tenant.dialplan.outgoing && is_service()) {
        Destination::Service
    } else if tenant.dialplan.outgoing && is_outside() {
        Destination::Outside
    } else {
        Destination::Nowhere
    }
}

fn digits(text: &str, least: usize) -> bool {
    text.len() >= least && text.bytes().all(|byte| byte.is_ascii_digit())
}
