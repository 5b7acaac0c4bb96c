//! The name of an element as a screen reader says it, as far as our pages need it.

use scraper::node::Node;
use scraper::{ElementRef, Html, Selector};

/// A selector that the testkit itself wrote.
pub fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|error| panic!("not a CSS selector: {css}: {error}"))
}

/// The element with this id.
pub fn by_id<'a>(html: &'a Html, id: &str) -> Option<ElementRef<'a>> {
    html.select(&selector("[id]")).find(|element| element.attr("id") == Some(id))
}

/// `aria-labelledby`, else `aria-label`, else the text without what is hidden from everybody.
pub fn name(html: &Html, element: ElementRef<'_>) -> String {
    if let Some(ids) = element.attr("aria-labelledby") {
        let parts: Vec<_> =
            ids.split_whitespace().filter_map(|id| by_id(html, id)).map(text).collect();
        return parts.join(" ");
    }
    element.attr("aria-label").map_or_else(|| text(element), squeeze)
}

/// The text a person hears: without script, style, drawings, and what is `hidden` or
/// `aria-hidden`; white space is one space.
pub fn text(element: ElementRef<'_>) -> String {
    let mut out = String::new();
    collect(element, &mut out);
    squeeze(&out)
}

/// White space as one space, none at the ends.
pub fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn collect(element: ElementRef<'_>, out: &mut String) {
    for child in element.children() {
        match child.value() {
            Node::Text(text) => out.push_str(text),
            Node::Element(_) => {
                let Some(child) = ElementRef::wrap(child) else { continue };
                if is_silent(child) {
                    continue;
                }
                let apart = !is_inline(child.value().name());
                out.push_str(if apart { " " } else { "" });
                collect(child, out);
                out.push_str(if apart { " " } else { "" });
            }
            _ => {}
        }
    }
}

fn is_silent(element: ElementRef<'_>) -> bool {
    matches!(element.value().name(), "script" | "style" | "template" | "svg" | "head")
        || element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
}

fn is_inline(tag: &str) -> bool {
    matches!(
        tag,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "code"
            | "em"
            | "i"
            | "mark"
            | "ruby"
            | "rb"
            | "rt"
            | "rp"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "u"
            | "wbr"
    )
}
