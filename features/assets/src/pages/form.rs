//! The form of an asset: short for its kind, the rest one click away.

use std::collections::BTreeMap;

use hikeshi_i18n::Words;
use hikeshi_inventory::{Field, Kind, Values, read_date, read_mac};
use hikeshi_ui::{Choice, FieldError};
use hikeshi_web::Typed;

use crate::{keep::NewAsset, ledger::OwnFields};

/// Characters of one line and of a note.
const LINE: usize = 300;
const NOTE: usize = 4000;
/// Own fields that a form holds.
const MOST_OWN: usize = 60;
/// Empty own fields that a form offers.
const SPARE_OWN: usize = 2;

/// What a form sends and shows again.
#[derive(Debug, Clone, Default)]
pub(crate) struct AssetForm {
    pub(crate) kind: String,
    pub(crate) fields: BTreeMap<String, String>,
    pub(crate) own: OwnFields,
    /// The version that was seen.
    pub(crate) seen: i64,
    pub(crate) form_id: String,
}

/// A field as the page shows it.
pub(super) struct FieldView {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) value: String,
    pub(super) required: bool,
    /// `text`, `date`, `select`, `area` or `secret`.
    pub(super) input: &'static str,
    pub(super) choices: Vec<Choice>,
}

impl AssetForm {
    /// The pairs of a posted form.
    pub(super) fn posted(pairs: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        let (mut headings, mut values) = (Vec::new(), Vec::new());
        for (name, value) in pairs {
            match name.as_str() {
                "kind" => form.kind = value,
                "seen" => form.seen = value.parse().unwrap_or(0),
                "form_id" => form.form_id = value,
                "own_heading" => headings.push(value),
                "own_value" => values.push(value),
                name if Field::from_name(name).is_some() => {
                    form.fields.insert(name.to_owned(), value);
                }
                _ => {}
            }
        }
        form.own = headings.into_iter().zip(values).collect();
        form
    }

    /// An asset as it is kept.
    pub(super) fn of(kind: Kind, values: &Values, own: &OwnFields, seen: i64) -> Self {
        let named = |(field, value): (&Field, &String)| (field.name().to_owned(), value.clone());
        let fields = values.iter().map(named).collect();
        let kind = kind.name().to_owned();
        Self { kind, fields, own: own.clone(), seen, form_id: String::new() }
    }

    /// The asset that was typed. Secrets that were left empty stay as they are.
    pub(crate) fn read(&self, words: &Words) -> Result<NewAsset, Vec<FieldError>> {
        let mut typed = Typed::new(words);
        let kind = Kind::from_name(&self.kind);
        if kind.is_none() {
            typed.mistake("kind", words.t("assets-kind-missing"));
        }
        let mut values = Values::new();
        for field in Field::ALL.iter().copied().filter(|field| *field != Field::Kind) {
            let text = self.fields.get(field.name()).map_or("", String::as_str);
            let value = value_of(&mut typed, words, field, text);
            if !value.is_empty() {
                values.insert(field, value);
            }
        }
        let mut own = OwnFields::new();
        for (heading, value) in self.own.iter().take(MOST_OWN) {
            let heading = typed.optional_line("own_heading", &words.t("assets-own-heading"), heading, 80);
            let value = typed.optional_text("own_value", &words.t("assets-own-value"), value, 2000);
            if !value.is_empty() || !heading.is_empty() {
                own.push((heading, value));
            }
        }
        let errors = typed.errors();
        match kind {
            Some(kind) if errors.is_empty() => Ok(NewAsset { kind, values, own }),
            _ => Err(errors),
        }
    }

    /// The fields that are asked for, and the others.
    pub(super) fn views(&self, words: &Words) -> (Vec<FieldView>, Vec<FieldView>) {
        let kind = Kind::from_name(&self.kind).unwrap_or(Kind::Device);
        let asked = kind.asked();
        let rest = Field::ALL.iter().filter(|field| **field != Field::Kind);
        let rest = rest.filter(|field| !asked.contains(field));
        let view = |field: &Field| self.view(words, *field);
        (asked.iter().map(view).collect(), rest.map(view).collect())
    }

    /// Own fields, with empty ones to add some.
    pub(super) fn own_rows(&self) -> OwnFields {
        let spare = std::iter::repeat_n((String::new(), String::new()), SPARE_OWN);
        self.own.iter().cloned().chain(spare).collect()
    }

    fn view(&self, words: &Words, field: Field) -> FieldView {
        let name = field.name();
        let hint = format!("assets-hint-{name}");
        let choice = |value: &str, key: &str| Choice::new(value, words.t(key));
        let (input, choices) = match field {
            Field::State => (
                "select",
                ["in-use", "stored", "retired"]
                    .map(|state| choice(state, &format!("assets-state-{state}")))
                    .into(),
            ),
            field if field.is_yes_no() => (
                "select",
                ["", "yes", "no"]
                    .map(|value| match value {
                        "" => choice("", "assets-yes-no-unknown"),
                        value => choice(value, &format!("assets-yes-no-{value}")),
                    })
                    .into(),
            ),
            field if field.is_secret() => ("secret", Vec::new()),
            Field::Note => ("area", Vec::new()),
            _ => ("text", Vec::new()),
        };
        FieldView {
            name,
            label: words.t(&format!("assets-field-{name}")),
            hint: if words.has(&hint) { words.t(&hint) } else { String::new() },
            value: self.fields.get(name).cloned().unwrap_or_default(),
            required: field == Field::Name,
            input,
            choices,
        }
    }
}

/// A value in the form in which it is kept.
fn value_of(typed: &mut Typed<'_>, words: &Words, field: Field, text: &str) -> String {
    let label = words.t(&format!("assets-field-{}", field.name()));
    let name = field.name();
    match field {
        Field::Name => typed.line(name, &label, text, LINE),
        Field::Note => typed.optional_text(name, &label, text, NOTE),
        Field::State => match text {
            "stored" | "retired" => text.to_owned(),
            // In use is what nobody has to say.
            _ => String::new(),
        },
        field if field.is_yes_no() => {
            if ["yes", "no"].contains(&text) { text.to_owned() } else { String::new() }
        }
        field if field.is_date() => {
            let text = typed.optional_line(name, &label, text, LINE);
            match read_date(&text) {
                Ok(day) => day.to_string(),
                Err(_) if text.is_empty() => String::new(),
                Err(_) => {
                    typed.mistake(name, words.t1("assets-no-day", "label", &label));
                    String::new()
                }
            }
        }
        Field::Mac => {
            let text = typed.optional_line(name, &label, text, LINE);
            let mac = read_mac(&text);
            if mac.is_none() && !text.is_empty() {
                typed.mistake(name, words.t1("assets-no-mac", "label", &label));
            }
            mac.unwrap_or_default()
        }
        field if field.is_technical() => {
            hikeshi_inventory::plain(&typed.optional_line(name, &label, text, LINE))
        }
        _ => typed.optional_line(name, &label, text, LINE),
    }
}
