//! What the program can propose for the variables of a document: from the directory, from what the
//! company wrote in other documents, and the usual value of the template. A proposal is shown as one;
//! what nobody knows stays empty.

use std::collections::BTreeMap;

use hikeshi_identity::Role;
use hikeshi_kernel::{Lang, japan};
use hikeshi_kit::Source;
use hikeshi_policy::{Template, ValueFrom, Values, Variable};
use jiff::Timestamp;

use super::Document;

/// Proposals by the name of their variable.
pub type Proposals = BTreeMap<String, String>;

/// What can be proposed for a document in `lang`; `others` are the company's documents.
#[must_use]
pub fn proposals(
    template: &Template,
    lang: Lang,
    source: &Source,
    others: &[Document],
    now: Timestamp,
) -> Proposals {
    let propose = |variable: &Variable| {
        let value = variable
            .from
            .and_then(|from| registered(from, source, now))
            .or_else(|| written_before(variable, template, lang, others))
            .or_else(|| variable.default.as_ref().map(|text| text.get(lang).to_owned()))?;
        (!value.is_empty()).then(|| (variable.id.clone(), value))
    };
    template.file.variables.iter().filter_map(propose).collect()
}

/// What the company's records say now; `None` if they do not say it, or say it twice.
fn registered(from: ValueFrom, source: &Source, now: Timestamp) -> Option<String> {
    let role = |role: Role, level: i64| {
        let mut names = source.deciders.iter().filter(|(has, _)| *has == role);
        let one = names.next().filter(|_| names.next().is_none()).map(|(_, name)| name.clone());
        one.or_else(|| {
            let mut people = source.contacts.iter().filter(|row| row.level == level);
            people.next().map(|row| row.name.clone())
        })
    };
    let known = |text: &String| (!text.is_empty()).then(|| text.clone());
    match from {
        ValueFrom::CompanyName => known(&source.company.name),
        ValueFrom::CompanyAddress => known(&source.company.address),
        ValueFrom::CompanyPhone => known(&source.company.phone),
        ValueFrom::President => role(Role::President, 3),
        ValueFrom::Officer => role(Role::Officer, 2),
        ValueFrom::Staff => {
            source.contacts.iter().find(|row| row.level == 1).map(|row| row.name.clone())
        }
        ValueFrom::ProviderName => source.provider.as_ref().and_then(|row| known(&row.name)),
        ValueFrom::ProviderPhone => source.provider.as_ref().and_then(|row| known(&row.phone)),
        ValueFrom::Today => Some(now.to_zoned(japan()).date().to_string()),
    }
}

/// What the company wrote for the same thing elsewhere. Only what is asked for in the same words is
/// the same thing, and a template of which there are several starts empty.
fn written_before(
    variable: &Variable,
    template: &Template,
    lang: Lang,
    others: &[Document],
) -> Option<String> {
    if template.file.several {
        return None;
    }
    let same = |other: &&Document| {
        let known = other.template.and_then(|template| template.variable(&variable.id));
        other.lang() == lang && known.is_some_and(|known| known.label == variable.label)
    };
    let value = |values: &Values| values.get(&variable.id).filter(|it| !it.is_empty()).cloned();
    others.iter().rev().filter(same).find_map(|other| value(&other.values))
}
