//! How well a contact is found.

/// Best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tier {
    /// The text is its number.
    ExactNumber,
    /// A name begins with it.
    NamePrefix,
    /// A word begins with it.
    WordPrefix,
    /// It stands inside a word.
    Inside,
    /// It is there but for one typing error.
    Typo,
}

impl Tier {
    /// Tiers that there are.
    pub(crate) const COUNT: usize = Tier::Typo as usize + 1;
}
