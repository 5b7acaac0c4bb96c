//! The facts of an incident as papers ask for them.

use hikeshi_drafting::{Certainty, Choice, Class, Fact, FactSet, Sharing, TimeForm};
use hikeshi_i18n::Words;
use hikeshi_incidents::{
    case::Certainty as Written,
    content::{Content, FactClass, FactField, FactKind},
    model::fact,
};
use hikeshi_kernel::{Moment, from_millis};
use hikeshi_when::parse_moment;

use super::Derived;

/// The facts with the words of their choices. `words` are those of the paper's language. What a
/// person wrote, even that it is not known, goes before what follows from elsewhere.
#[must_use]
pub fn fact_set(
    words: &Words,
    content: &Content,
    derived: &[Derived],
    facts: &[fact::Model],
) -> FactSet {
    let sheet = &content.facts;
    let mut set = FactSet::default();
    for field in sheet.facts.iter().filter(|field| !field.choices.is_empty()) {
        let choice = |choice: &hikeshi_incidents::content::FactChoice| Choice {
            id: choice.id.clone(),
            title: choice.title.clone(),
        };
        set.choices.insert(field.key.clone(), field.choices.iter().map(choice).collect());
    }
    for row in facts {
        set.facts.insert(row.key.clone(), fact_of(words, content, row));
    }
    for fact in derived {
        if let Some(field) = sheet.field(fact.key).filter(|_| set.get(fact.key).is_none()) {
            set.facts.insert(fact.key.to_owned(), fact_from(field, fact));
        }
    }
    set
}

fn fact_of(words: &Words, content: &Content, row: &fact::Model) -> Fact {
    let field = content.facts.field(&row.key);
    let certainty = match Written::from_name(&row.certainty) {
        Some(Written::Confirmed) => Certainty::Confirmed,
        Some(Written::Suspected) => Certainty::Suspected,
        Some(Written::Unknown) | None => Certainty::Unknown,
    };
    let (choices, value) =
        field.map_or_else(|| (Vec::new(), row.value.clone()), |field| field.parts(&row.value));
    let (value, time) = match field.map(|field| (field.kind, field)) {
        Some((FactKind::Time, _)) => timed(words, content, row, value),
        Some((FactKind::Number, field)) => (counted(words, content, field, value), TimeForm::Words),
        _ => (value, TimeForm::Words),
    };
    let as_of = match serde_json::from_str(&row.as_of_json).unwrap_or_default() {
        Moment::Unknown => String::new(),
        moment => words.moment(&moment),
    };
    Fact {
        choices,
        value,
        certainty,
        as_of,
        time,
        revision: row.revision,
        origin: String::new(),
        class: field.map_or(Class::Damage, |field| class_of(field.class)),
        sharing: Sharing::Anyone,
        // A fact that the sheet does not know may name anybody.
        names_person: field.is_none_or(|field| field.names_person),
        withheld: None,
    }
}

/// A time in the words of the paper's language, where what was written is understood as one.
fn timed(words: &Words, content: &Content, row: &fact::Model, value: String) -> (String, TimeForm) {
    match parse_moment(&content.times, &value, from_millis(row.at)) {
        Ok(moment) if moment != Moment::Unknown => (words.moment(&moment), form_of(&moment)),
        _ => (value, TimeForm::Words),
    }
}

/// Into what kind of sentence a moment fits.
pub(super) const fn form_of(moment: &Moment) -> TimeForm {
    match moment {
        Moment::Exact { .. } | Moment::About { .. } | Moment::Day { .. } => TimeForm::Point,
        Moment::Range { .. } => TimeForm::Range,
        Moment::Unknown => TimeForm::Words,
    }
}

/// A count with its unit, the same however it was typed.
fn counted(words: &Words, content: &Content, field: &FactField, value: String) -> String {
    let unit = field.unit.as_ref().map(|unit| unit.get(words.lang())).unwrap_or_default();
    content.facts.number_words.written(words, &value, unit).unwrap_or(value)
}

fn fact_from(field: &FactField, fact: &Derived) -> Fact {
    let (choices, value) = field.parts(&fact.value);
    Fact {
        choices,
        value,
        certainty: fact.certainty,
        as_of: String::new(),
        time: fact.time,
        revision: 0,
        origin: fact.origin.name().to_owned(),
        class: class_of(field.class),
        sharing: Sharing::Anyone,
        names_person: field.names_person,
        withheld: None,
    }
}

const fn class_of(class: FactClass) -> Class {
    match class {
        FactClass::Damage => Class::Damage,
        FactClass::Technical => Class::Technical,
        FactClass::Response => Class::Response,
    }
}
