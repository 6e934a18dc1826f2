//! The command line.

use clap::{Parser, Subcommand};

use crate::background::Opening;
use crate::wishes::Wish;

/// What the program is started with.
#[derive(Debug, Default, Parser)]
#[command(name = "people", version, about = env!("CARGO_PKG_DESCRIPTION"), args_conflicts_with_subcommands = true)]
pub(crate) struct Arguments {
    /// Whom to call: a link such as tel:+1-555-0100, callto:1002 or sip:1002@pbx.example
    link: Option<String>,
    /// Sign in to a phone system that is built in
    #[arg(long = "try")]
    pub(crate) try_embedded: bool,
    /// Start without a window where there is a tray
    #[arg(long)]
    pub(crate) hidden: bool,
    /// The system starts the program when the person logs in: without a window if the settings say so
    #[arg(long, hide = true)]
    pub(crate) at_login: bool,
    #[command(subcommand)]
    deed: Option<Deed>,
}

#[derive(Debug, Subcommand)]
enum Deed {
    /// Search for somebody
    Search {
        /// Whom to search for
        #[arg(required = true)]
        name: Vec<String>,
    },
}

impl Arguments {
    /// Whether the window stays away: not under a wish, and at a login only when the settings say so.
    pub(crate) fn opening(&self, hidden_at_login: bool) -> Opening {
        if self.wish().is_some() {
            Opening::Window
        } else if self.at_login && hidden_at_login {
            Opening::HiddenAtLogin
        } else if self.hidden {
            Opening::Hidden
        } else {
            Opening::Window
        }
    }

    /// Whether the start is not to be noticed.
    pub(crate) fn is_unseen(&self) -> bool {
        self.hidden || self.at_login
    }

    /// What is wanted of a program that runs; nothing more than to see its window: nothing.
    pub(crate) fn wish(&self) -> Option<Wish> {
        match (&self.deed, &self.link) {
            (Some(Deed::Search { name }), _) => Some(Wish::Search {
                text: name.join(" "),
            }),
            (None, Some(link)) => Some(Wish::link(link)),
            (None, None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn wish(arguments: &[&str]) -> Option<Wish> {
        let all = ["people"].iter().chain(arguments);
        Arguments::try_parse_from(all).unwrap().wish()
    }

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_start_without_a_word_wants_nothing() {
        assert_eq!(wish(&[]), None);
        assert_eq!(wish(&["--hidden"]), None);
    }

    #[test]
    fn the_window_stays_away_when_the_person_wants_it_so() {
        let opening = |arguments: &[&str], hidden_at_login| {
            let all = ["people"].iter().chain(arguments);
            Arguments::try_parse_from(all)
                .unwrap()
                .opening(hidden_at_login)
        };
        assert_eq!(opening(&["--hidden"], false), Opening::Hidden);
        assert_eq!(opening(&["--at-login"], true), Opening::HiddenAtLogin);
        assert_eq!(opening(&["--at-login"], false), Opening::Window);
        assert_eq!(opening(&[], true), Opening::Window);
        assert_eq!(opening(&["--hidden", "tel:1002"], true), Opening::Window);
    }

    #[test]
    fn a_link_is_a_wish() {
        assert_eq!(wish(&["tel:1002"]), Some(Wish::link("tel:1002")));
        assert_eq!(wish(&["nonsense"]), Some(Wish::link("nonsense")));
    }

    #[test]
    fn a_name_of_several_words_is_one_search() {
        let text = "Ann Lee".into();
        assert_eq!(wish(&["search", "Ann", "Lee"]), Some(Wish::Search { text }));
    }

    #[test]
    fn what_is_not_known_is_refused() {
        for arguments in [
            &["--nonsense"][..],
            &["tel:1", "tel:2"],
            &["search"],
            &["tel:1", "search", "ann"],
        ] {
            let all = ["people"].iter().chain(arguments);
            assert!(Arguments::try_parse_from(all).is_err(), "{arguments:?}");
        }
    }
}
