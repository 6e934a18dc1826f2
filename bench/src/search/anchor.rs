//! What a query stands beside.

use memchr::memmem::Finder;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use people_core::directory::{ContactRef, Directory};
use people_core::fold::fold;

/// Looks for what is nowhere, so that it goes through every byte.
pub fn pass<'a>(texts: impl IntoIterator<Item = &'a str>) -> bool {
    let finder = Finder::new("qzxjkvw");
    texts
        .into_iter()
        .any(|text| finder.find(text.as_bytes()).is_some())
}

/// Everybody's texts one by one, folded, as a fuzzy search reads them.
pub struct Names {
    texts: Vec<String>,
    matcher: Matcher,
}

impl Names {
    /// The texts that our search reads.
    pub fn of(directory: &Directory) -> Self {
        let columns = 0..directory.display().columns.len();
        let folded = |contact: ContactRef<'_>| {
            let texts = columns.clone().filter_map(|column| contact.text(column));
            fold(&texts.collect::<Vec<_>>().join(" "))
        };
        Self {
            texts: directory.iter().map(folded).collect(),
            matcher: Matcher::new(Config::DEFAULT),
        }
    }

    /// How many fit.
    pub fn scan(&mut self, text: &str) -> usize {
        let pattern = Pattern::parse(text, CaseMatching::Respect, Normalization::Never);
        let mut buffer = Vec::new();
        let matcher = &mut self.matcher;
        let fits = |text: &&String| {
            pattern
                .score(Utf32Str::new(text, &mut buffer), matcher)
                .is_some()
        };
        self.texts.iter().filter(fits).count()
    }
}
