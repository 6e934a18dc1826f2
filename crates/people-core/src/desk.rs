//! What stands for the person on the desktop: one word for how they are, and the favorites that can be called from there.

use serde::{Deserialize, Serialize};

use crate::directory::{ContactId, Directory};
use crate::display::ColumnKind;
use crate::list::{Query, View};
use crate::menu::{call_number, columns};
use crate::presence::{ClientState, PhoneState, Presences};
use crate::search::{Ranking, search};

/// How the person stands, in one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum DeskState {
    /// Nobody is signed in.
    #[default]
    SignedOut,
    /// The server is out of reach, or the person is shown as offline.
    Offline,
    /// Available.
    Available,
    /// Away.
    Away,
    /// Not to be disturbed.
    DoNotDisturb,
    /// In a call, or one rings.
    InCall,
}

/// What the word is made of, while somebody is signed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Whether the server answers.
    pub in_reach: bool,
    /// Whether there is a call, also one that rings.
    pub in_call: bool,
    /// Whether do not disturb is on.
    pub do_not_disturb: bool,
    /// How others see the person.
    pub seen: ClientState,
}

impl DeskState {
    /// The word; `None` for nobody. A server out of reach hides all else, as all else may be old. What the person asked of
    /// the phone comes before how others see them, so that who hides still sees that nothing rings.
    pub fn of(standing: Option<Standing>) -> Self {
        let Some(standing) = standing else {
            return Self::SignedOut;
        };
        match standing.seen {
            _ if !standing.in_reach => Self::Offline,
            _ if standing.in_call => Self::InCall,
            _ if standing.do_not_disturb => Self::DoNotDisturb,
            ClientState::DoNotDisturb => Self::DoNotDisturb,
            ClientState::Available => Self::Available,
            ClientState::Away => Self::Away,
            ClientState::Offline | ClientState::Unknown => Self::Offline,
        }
    }
}

/// A favorite that can be called from there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct DeskFavorite {
    /// Handle of the contact.
    pub row: u32,
    /// Their name.
    pub name: String,
    /// What is dialled; absent: they have no number.
    pub number: Option<String>,
    /// How they are.
    pub state: ClientState,
    /// What their phone does.
    pub phone: PhoneState,
}

/// The first favorites by name, at most `most`.
pub fn first_favorites(directory: &Directory, most: usize) -> Vec<ContactId> {
    if directory.counts().favorites == 0 {
        // Without this, whoever has none would have everybody sorted for nothing.
        return Vec::new();
    }
    let query = Query {
        view: View::Favorites,
        ..Query::default()
    };
    let mut first = search(directory, &query, &Ranking::default());
    first.truncate(most);
    first
}

/// A contact as it stands there. None when there is no such contact.
pub fn favorite(
    directory: &Directory,
    id: ContactId,
    presences: &Presences,
) -> Option<DeskFavorite> {
    let contact = directory.get(id)?;
    let display = directory.display();
    let named = columns(display, ColumnKind::Name).chain(0..display.columns.len());
    let presence = contact.user_uuid().and_then(|user| presences.user(user));
    Some(DeskFavorite {
        row: id.0,
        name: named
            .filter_map(|column| contact.text(column))
            .next()
            .unwrap_or_default()
            .to_owned(),
        number: call_number(display, contact).map(|(_, number)| number.to_owned()),
        state: presence
            .map(|presence| presence.client())
            .unwrap_or_default(),
        phone: presence.map_or(PhoneState::Unknown, |presence| {
            presence.phone(contact.endpoint_id())
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::Relations;
    use crate::fixture::{contact, display};
    use crate::presence::{LinePresence, Presence};

    fn stands() -> Standing {
        Standing {
            in_reach: true,
            seen: ClientState::Available,
            ..Standing::default()
        }
    }

    #[test]
    fn what_is_known_for_sure_and_matters_more_comes_first() {
        let call = Standing {
            in_call: true,
            ..stands()
        };
        let quiet = Standing {
            do_not_disturb: true,
            ..stands()
        };
        let away = Standing {
            seen: ClientState::Away,
            ..stands()
        };
        for (standing, state) in [
            (None, DeskState::SignedOut),
            (Some(stands()), DeskState::Available),
            (Some(away), DeskState::Away),
            (Some(quiet), DeskState::DoNotDisturb),
            (
                Some(Standing {
                    do_not_disturb: true,
                    ..away
                }),
                DeskState::DoNotDisturb,
            ),
            (Some(call), DeskState::InCall),
            (
                Some(Standing {
                    do_not_disturb: true,
                    ..call
                }),
                DeskState::InCall,
            ),
            (
                Some(Standing {
                    in_reach: false,
                    ..call
                }),
                DeskState::Offline,
            ),
            (
                Some(Standing {
                    seen: ClientState::Unknown,
                    ..stands()
                }),
                DeskState::Offline,
            ),
        ] {
            assert_eq!(DeskState::of(standing), state, "{standing:?}");
        }
    }

    #[test]
    fn who_hides_is_offline_and_still_sees_calls_and_do_not_disturb() {
        let hidden = Standing {
            seen: ClientState::Offline,
            ..stands()
        };
        assert_eq!(DeskState::of(Some(hidden)), DeskState::Offline);
        let quiet = Standing {
            do_not_disturb: true,
            ..hidden
        };
        assert_eq!(DeskState::of(Some(quiet)), DeskState::DoNotDisturb);
        let call = Standing {
            in_call: true,
            ..hidden
        };
        assert_eq!(DeskState::of(Some(call)), DeskState::InCall);
    }

    #[test]
    fn the_first_favorites_stand_by_name_with_what_is_known_of_them() {
        let mut directory = Directory::new(display(&[("Name", "name"), ("Number", "number")]));
        let star = |id: &str, values: &[&str]| crate::contact::Contact {
            favorite: true,
            ..contact(id, values)
        };
        let mut zoe = star("1", &["Zoé", "1001"]);
        zoe.relations = Relations {
            user_uuid: Some("u-zoe".into()),
            endpoint_id: Some(4),
            ..Relations::default()
        };
        directory.upsert([
            zoe,
            star("2", &["Ann", ""]),
            contact("3", &["Bob", "1003"]),
            star("4", &["Mia", "1004"]),
        ]);
        let mut presences = Presences::default();
        presences.set_user(
            "u-zoe",
            Presence {
                state: "away".into(),
                connected: true,
                lines: vec![LinePresence {
                    id: 4,
                    state: "talking".into(),
                }],
                ..Presence::default()
            },
        );
        let shown = |most| -> Vec<DeskFavorite> {
            let first = first_favorites(&directory, most).into_iter();
            first
                .filter_map(|id| favorite(&directory, id, &presences))
                .collect()
        };
        let names: Vec<String> = shown(9).into_iter().map(|it| it.name).collect();
        assert_eq!(names, ["Ann", "Mia", "Zoé"]);
        assert_eq!(shown(2).len(), 2);
        let all = shown(9);
        assert_eq!(
            (&all[0].number, all[0].state),
            (&None, ClientState::Unknown)
        );
        assert_eq!(all[2].number.as_deref(), Some("1001"));
        assert_eq!(
            (all[2].state, all[2].phone),
            (ClientState::Away, PhoneState::Talking)
        );
    }
}
