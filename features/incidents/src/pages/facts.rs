//! What is known: the ten things of the IPA guides, then all other facts.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_ui::{Flash, Markup, NavItem, Shell, Tone};
use hikeshi_web::{Html, Platform, Problem, RequestContext, percent};
use jiff::Timestamp;
use serde::Deserialize;

use super::{
    case_head::{CaseHead, Tab},
    shown_fact::ShownFact,
};
use crate::{
    case::{FactCount, current_facts, kinds_of, view_incident},
    content::{Edition, FactClass, FactField, FactSheet, content},
    import::fact_name,
    model::fact,
};

/// One page for all facts.
#[derive(Template)]
#[template(path = "pages/facts.html")]
pub(crate) struct FactsPage {
    shell: Shell,
    head: CaseHead,
    editions: Vec<NavItem>,
    /// How many are written and confirmed.
    count: String,
    groups: Vec<Group>,
}

/// Facts under one heading: those to be seen at once, and those that fold away.
struct Group {
    title: String,
    lines: Vec<Line>,
    folded: Vec<Line>,
}

/// One fact, written or not.
struct Line {
    number: Option<u8>,
    title: Markup,
    name: String,
    href: String,
    fact: Option<ShownFact>,
}

/// What the address may say.
#[derive(Deserialize)]
pub(crate) struct Asked {
    /// `older` or `newer`.
    #[serde(default)]
    edition: String,
    /// The key of a fact that has just been written.
    #[serde(default)]
    saved: String,
}

/// Shows the page.
pub(crate) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewIncidents>,
    Path((_, incident)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Html<FactsPage>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let head = CaseHead::new(&scope, &context.words, &incident, Tab::Facts);
    let edition = if asked.edition == "older" { Edition::Older } else { Edition::Newer };
    let facts = current_facts(&tx, &incident).await?;
    let sheet = &content()?.facts;
    let count = FactCount::of(sheet, &incident, &facts).told(&context.words);
    if let Some(fact) = facts.iter().find(|fact| fact.key == asked.saved) {
        let name = fact_name(&context.words, sheet, &fact.key);
        let text = context.words.t1("record-fact-saved", "name", name);
        shell.flash = Some(Flash { kind: Tone::Done, text });
    }
    let draw = Draw { shell: &shell, head: &head, now: platform.clock.now() };
    let groups = draw.groups(sheet, edition, facts, &kinds_of(&incident));
    let editions = editions(&shell, &head, edition);
    Ok(Html(FactsPage { editions, count, groups, shell, head }))
}

fn editions(shell: &Shell, head: &CaseHead, chosen: Edition) -> Vec<NavItem> {
    let item = |edition: Edition| {
        let href = format!("{}/facts?edition={}", head.base, edition.name());
        let label = shell.t(&format!("record-edition-{}", edition.name()));
        NavItem::new(label, href).current_if(edition == chosen)
    };
    vec![item(Edition::Newer), item(Edition::Older)]
}

/// What the lines of one page share.
struct Draw<'a> {
    shell: &'a Shell,
    head: &'a CaseHead,
    now: Timestamp,
}

impl Draw<'_> {
    fn groups(
        &self,
        sheet: &FactSheet,
        edition: Edition,
        facts: Vec<fact::Model>,
        kinds: &[String],
    ) -> Vec<Group> {
        let mut written: BTreeMap<String, fact::Model> =
            facts.into_iter().map(|fact| (fact.key.clone(), fact)).collect();
        let mut line = |number, field: &FactField| {
            self.line(number, field, written.remove(&field.key).as_ref())
        };
        let ten = sheet.ten(edition).into_iter().map(|(nr, field)| line(Some(nr), field)).collect();
        let other = sheet.facts.iter().filter(|f| f.sheet.is_some() && f.number(edition).is_none());
        let other = other.map(|field| line(None, field)).collect();
        let mut groups = vec![
            self.group("record-ten", ten, vec![]),
            self.group("record-ten-other", other, vec![]),
        ];
        for class in FactClass::ALL {
            let ours = sheet.facts.iter().filter(|f| f.sheet.is_none() && f.class == class);
            let (concerned, rest): (Vec<_>, Vec<_>) = ours.partition(|f| f.concerns(kinds));
            let all: Vec<Line> =
                concerned.into_iter().chain(rest).map(|field| line(None, field)).collect();
            let (lines, folded) = all.into_iter().partition(|line| line.fact.is_some());
            groups.push(self.group(&format!("record-class-{}", class.name()), lines, folded));
        }
        let strangers: Vec<Line> =
            written.values().map(|fact| self.stranger(sheet, fact)).collect();
        if !strangers.is_empty() {
            groups.push(self.group("record-class-other", strangers, vec![]));
        }
        groups
    }

    fn group(&self, key: &str, lines: Vec<Line>, folded: Vec<Line>) -> Group {
        Group { title: self.shell.t(key), lines, folded }
    }

    fn line(&self, number: Option<u8>, field: &FactField, fact: Option<&fact::Model>) -> Line {
        let lang = self.shell.words.lang();
        Line {
            number,
            title: self.shell.text(&field.title),
            name: hikeshi_i18n::plain(field.title.get(lang)),
            href: format!("{}/facts/{}", self.head.base, field.key),
            fact: fact.map(|fact| ShownFact::new(self.shell, self.now, fact)),
        }
    }

    /// A fact that the sheet does not know, for instance from an imported file.
    fn stranger(&self, sheet: &FactSheet, fact: &fact::Model) -> Line {
        Line {
            number: None,
            title: Markup::default(),
            name: fact_name(&self.shell.words, sheet, &fact.key),
            href: format!("{}/facts/{}", self.head.base, percent(&fact.key)),
            fact: Some(ShownFact::new(self.shell, self.now, fact)),
        }
    }
}
