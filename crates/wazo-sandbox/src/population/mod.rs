//! Who lives on the server at its first start.

mod colleagues;
mod demo;
mod lab;
mod names;
mod personal;

use uuid::{Builder, Uuid};

use crate::dird::contact::Contact;
use crate::directory::{Directory, Person};

/// Which people the stack starts with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Population {
    /// A company with a receptionist to sign in as; as many people as asked for.
    #[default]
    Demo,
    /// The laboratory that the recordings were made in: two small tenants. Ignores the numbers of people.
    Lab,
}

/// What a population starts with.
pub(crate) struct Start {
    pub(crate) directory: Directory,
    /// Personal contacts of the demo user.
    pub(crate) personal: Vec<Contact>,
    /// Favourites of the demo user: source and entry.
    pub(crate) favorites: Vec<(String, String)>,
    /// Who to sign in as.
    pub(crate) demo_user: Uuid,
}

pub(crate) fn start(population: Population, people: usize, personal: usize, seed: u64) -> Start {
    match population {
        Population::Demo => demo::start(people, personal, seed),
        Population::Lab => lab::start(),
    }
}

/// The password of every colleague of the demo.
pub(crate) const DEMO_PASSWORD: &str = "sandbox";

/// An id that the seed decides.
fn id(seed: u64, space: u64, index: u64) -> Uuid {
    let high = mix(seed ^ mix(space));
    let low = mix(high ^ index.wrapping_add(1));
    let high = mix(low ^ high);
    Builder::from_random_bytes(((u128::from(high) << 64) | u128::from(low)).to_be_bytes())
        .into_uuid()
}

/// SplitMix64's finaliser.
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// Looks up the person of that extension in a list that is not yet a directory.
fn with_exten<'a>(people: &'a [Person], exten: &str) -> Option<&'a Person> {
    people
        .iter()
        .find(|person| person.exten.as_deref() == Some(exten))
}
