//! The head of an imported playbook: where it comes from, who took it over, from when it holds.

use hikeshi_kernel::{Confidence, Source, japan};
use hikeshi_playbook::{Edition, Phase, Playbook, Step};
use jiff::Timestamp;

use super::{Intake, Taken, own_words};
use crate::cacao::{CacaoPlaybook, ExternalReference};
use crate::plain::{self, LINE, TITLE};
use crate::wording::{Wording, foreign};

/// The one heading, as CACAO has none.
pub(super) const PHASE: &str = "steps";

pub(super) fn head(
    from: &CacaoPlaybook,
    steps: Vec<Step>,
    words: &Wording,
    intake: &Intake,
    own: Option<Playbook>,
) -> Playbook {
    let text = |text: &str, max| Some(plain::one_line(text, max)).filter(|text| !text.is_empty());
    let title = text(&from.name, TITLE).map_or_else(|| words.unnamed.clone(), |t| foreign(&t));
    let summary = from.description.as_deref().and_then(|description| text(description, LINE));
    let on = intake.on.to_string();
    let own_title = own_words::text(own.as_ref().map(|own| &own.title), Some(&from.name));
    let own_summary =
        own_words::text(own.as_ref().map(|own| &own.summary), from.description.as_deref());
    let mut phases = vec![Phase { id: PHASE.to_owned(), title: words.phase.clone() }];
    if let Some(own) = own {
        let kept = own.phases.into_iter().filter(|phase| phase.id != PHASE);
        phases.splice(0..0, kept);
    }
    phases.retain(|phase| steps.iter().any(|step| step.phase == phase.id));
    Playbook {
        id: Taken::default().free(&from.id, "imported"),
        version: intake.on.strftime("%Y.%m").to_string(),
        edition: Edition::Hikeshi,
        kind: intake.kind.clone(),
        title: own_title.unwrap_or(title),
        summary: own_summary
            .or_else(|| summary.map(|text| foreign(&text)))
            .unwrap_or_else(|| words.summary.clone()),
        sources: sources(from),
        confidence: Confidence::ToCheck,
        author: from.created_by.clone().unwrap_or_else(|| from.id.clone()),
        reviewer: intake.by.clone(),
        reviewed_on: on.clone(),
        valid_from: from.valid_from.as_deref().and_then(day).unwrap_or(on),
        valid_until: from.valid_until.as_deref().and_then(day),
        phases,
        steps,
    }
}

/// The file itself, then what its author read.
fn sources(from: &CacaoPlaybook) -> Vec<Source> {
    let own = Source {
        title: plain::one_line(&from.name, TITLE),
        publisher: from.created_by.clone().unwrap_or_else(|| "CACAO".to_owned()),
        url: None,
        published: from.modified.as_deref().and_then(day),
        seen: None,
    };
    let read = |reference: &ExternalReference| Source {
        title: plain::one_line(&reference.name, TITLE),
        publisher: reference
            .source
            .as_deref()
            .map(|source| plain::one_line(source, LINE))
            .filter(|source| !source.is_empty())
            .unwrap_or_else(|| plain::one_line(&reference.name, TITLE)),
        url: reference.url.clone(),
        published: None,
        seen: None,
    };
    let all = std::iter::once(own).chain(from.external_references.iter().take(20).map(read));
    all.filter(|source| !source.title.is_empty()).collect()
}

/// The day in Japan of a time such as `2023-02-19T08:00:24.918Z`.
fn day(time: &str) -> Option<String> {
    let time: Timestamp = time.parse().ok()?;
    Some(time.to_zoned(japan()).date().to_string())
}
