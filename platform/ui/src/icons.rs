//! Icons as inline SVG: one stroke, in the text's colour, silent for screen readers because the
//! word beside an icon carries the meaning.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::Markup;

static ICONS: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("../icons.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(" = ")).collect()
});

/// The icon of that name; nothing at all for an unknown name.
#[must_use]
pub fn icon(name: &str) -> Markup {
    drawn(name, "hk-icon")
}

/// The names of all icons, sorted.
pub fn icon_names() -> impl Iterator<Item = &'static str> {
    ICONS.keys().copied()
}

pub(crate) fn drawn(name: &str, class: &str) -> Markup {
    Markup::new(ICONS.get(name).map_or_else(String::new, |inner| {
        format!("<svg class=\"{class}\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">{inner}</svg>")
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_icon_is_drawn_silently_and_an_unknown_one_not_at_all() {
        assert!(icon("phone").as_str().starts_with("<svg class=\"hk-icon\""));
        assert_eq!(icon("\"><script>").as_str(), "");
        assert!(icon_names().count() > 50);
    }
}
