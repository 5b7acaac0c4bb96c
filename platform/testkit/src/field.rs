//! One field of a form, with the words a person knows it by.

use scraper::{ElementRef, Html};

use crate::name::{by_id, name, selector, text};

/// One field of a form.
#[derive(Debug, Clone)]
pub struct Field {
    /// The name sent to the server.
    pub name: String,
    /// What a screen reader says for it.
    pub label: String,
    /// The legend of the group it stands in.
    pub group: String,
    /// What it is.
    pub kind: Kind,
    /// What it would send.
    pub value: String,
    /// Texts that explain it or say what is wrong with it (`aria-describedby`).
    pub description: String,
    /// Whether the page marks it as wrong (`aria-invalid`).
    pub invalid: bool,
}

/// What a field is, as far as sending depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A line or an area of text, a date, a number.
    Text,
    /// Carried along unseen.
    Hidden,
    /// A file to send.
    File,
    /// One of a group; sent only when chosen.
    Radio(bool),
    /// A tick; sent only when set.
    Checkbox(bool),
    /// A list of choices.
    Select(Vec<Choice>),
}

/// One choice of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The value that is sent.
    pub value: String,
    /// The words that are shown.
    pub words: String,
}

impl Field {
    /// Whether a person would call the field so: its label, or its group's legend.
    pub(crate) fn is_named(&self, label: &str) -> bool {
        let named = |name: &str| name == label || without_mark(name) == label;
        self.kind != Kind::Hidden && (named(&self.label) || named(&self.group))
    }
}

/// Reads one control with its label, legend, value and description.
pub(crate) fn read_field(html: &Html, control: ElementRef<'_>) -> Field {
    let described = control.attr("aria-describedby").unwrap_or_default();
    let described = described.split_whitespace().filter_map(|id| by_id(html, id)).map(text);
    let kind = kind(control);
    let value = match (&kind, control.value().name()) {
        (Kind::Select(choices), _) => selected(control, choices),
        (_, "textarea") => without_first_newline(&control.text().collect::<String>()).to_owned(),
        (Kind::Radio(_) | Kind::Checkbox(_), _) => control.attr("value").unwrap_or("on").to_owned(),
        _ => control.attr("value").unwrap_or_default().to_owned(),
    };
    Field {
        name: control.attr("name").unwrap_or_default().to_owned(),
        label: label(html, control),
        group: group(control),
        kind,
        value,
        description: described.collect::<Vec<_>>().join(" "),
        invalid: control.attr("aria-invalid") == Some("true"),
    }
}

/// The elements around this one, from the inside out.
pub(crate) fn parents(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    element.ancestors().filter_map(ElementRef::wrap)
}

fn kind(control: ElementRef<'_>) -> Kind {
    let checked = control.attr("checked").is_some();
    match (control.value().name(), control.attr("type").unwrap_or("text")) {
        ("select", _) => {
            Kind::Select(control.select(&selector("option")).map(|option| choice(option)).collect())
        }
        ("input", "hidden") => Kind::Hidden,
        ("input", "file") => Kind::File,
        ("input", "radio") => Kind::Radio(checked),
        ("input", "checkbox") => Kind::Checkbox(checked),
        _ => Kind::Text,
    }
}

fn choice(option: ElementRef<'_>) -> Choice {
    let words = text(option);
    Choice { value: option.attr("value").map_or_else(|| words.clone(), str::to_owned), words }
}

fn selected(control: ElementRef<'_>, choices: &[Choice]) -> String {
    let marked = control.select(&selector("option[selected]")).next().map(choice);
    marked.or_else(|| choices.first().cloned()).map(|choice| choice.value).unwrap_or_default()
}

/// A label without the word that says whether the field must be filled.
fn without_mark(name: &str) -> &str {
    [" required", " optional"].iter().find_map(|mark| name.strip_suffix(mark)).unwrap_or(name)
}

/// HTML drops the first line break of a text area.
fn without_first_newline(text: &str) -> &str {
    text.strip_prefix('\n').unwrap_or(text)
}

fn label(html: &Html, control: ElementRef<'_>) -> String {
    let spoken = name_by_aria(html, control);
    if !spoken.is_empty() {
        return spoken;
    }
    let id = control.attr("id");
    let labels = selector("label[for]");
    let by_for = html.select(&labels).find(|label| id.is_some() && label.attr("for") == id);
    let around = || parents(control).find(|parent| parent.value().name() == "label");
    by_for.or_else(around).map(text).unwrap_or_default()
}

fn name_by_aria(html: &Html, control: ElementRef<'_>) -> String {
    let has = ["aria-labelledby", "aria-label"].iter().any(|key| control.attr(key).is_some());
    if has { name(html, control) } else { String::new() }
}

fn group(control: ElementRef<'_>) -> String {
    let fieldset = parents(control).find(|parent| parent.value().name() == "fieldset");
    let legend = selector("legend");
    fieldset.and_then(|set| set.select(&legend).next().map(text)).unwrap_or_default()
}
