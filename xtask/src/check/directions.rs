//! Styles know a beginning and an end of a line, and neither left nor right: so the page can be read from either side.

use crate::tree::Source;

const SIDES: &[&str] = &["left", "right"];

/// Properties of four values, the second of which is the right and the fourth the left.
const AROUND: &[&str] = &[
    "margin",
    "padding",
    "inset",
    "border-width",
    "border-style",
    "border-color",
];

/// Declarations that name a side.
pub fn check(sources: &[Source]) -> Vec<String> {
    sources
        .iter()
        .filter(|source| source.path.starts_with("ui/src/"))
        .flat_map(|source| {
            declarations(source)
                .filter(|(_, property, value)| names_side(property, value))
                .map(|(line, property, value)| {
                    format!("{}:{line}: `{property}: {value}` names a side", source.path)
                })
        })
        .collect()
}

/// The declarations of a style sheet or of a component's style, with their lines.
fn declarations(source: &Source) -> impl Iterator<Item = (usize, &str, &str)> {
    let mut in_style = source.path.ends_with(".css");
    let is_component = source.path.ends_with(".svelte");
    source
        .text
        .lines()
        .enumerate()
        .filter(move |(_, line)| {
            if is_component {
                in_style = (in_style || line.starts_with("<style")) && !line.starts_with("</style");
            }
            in_style
        })
        .filter_map(|(at, line)| {
            let (property, value) = line.trim().split_once(':')?;
            Some((at + 1, property.trim(), value.trim().trim_end_matches(';')))
        })
}

fn names_side(property: &str, value: &str) -> bool {
    let side_in = |text: &str| text.split('-').any(|part| SIDES.contains(&part));
    let sided_value =
        ["float", "clear", "text-align"].contains(&property) && SIDES.contains(&value);
    let values: Vec<_> = value.split_whitespace().collect();
    let uneven = AROUND.contains(&property) && values.len() == 4 && values[1] != values[3];
    let uneven_corners = property == "border-radius" && values.len() > 1;
    (side_in(property) && !property.starts_with("--")) || sided_value || uneven || uneven_corners
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    fn found(style: &str) -> usize {
        check(&[source("ui/src/base.css", style)]).len()
    }

    #[test]
    fn a_side_is_found_in_properties_and_values() {
        for style in [
            "  margin-left: 1px;",
            "left: 0;",
            "text-align: right;",
            "border-top-left-radius: 2px;",
            "padding: 0 1px 0 2px;",
        ] {
            assert_eq!(found(style), 1, "{style}");
        }
    }

    #[test]
    fn a_beginning_an_end_and_even_sides_are_fine() {
        for style in [
            "margin-inline-start: 1px;",
            "text-align: start;",
            "padding: 0 1px 2px 1px;",
            "inset: 0;",
        ] {
            assert_eq!(found(style), 0, "{style}");
        }
    }

    #[test]
    fn only_the_style_of_a_component_is_looked_at() {
        let text = "<script>\n  left: 1;\n</script>\n<style>\n  right: 0;\n</style>\n";
        assert_eq!(
            check(&[source("ui/src/A.svelte", text)]),
            ["ui/src/A.svelte:5: `right: 0` names a side"]
        );
    }
}
