//! One exhibit: its record, its chain of custody, what can be done with it.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse as _, Response},
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_shell, entries_in_log};
use hikeshi_i18n::plain;
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::{Moment, from_millis, new_uuid};
use hikeshi_ui::{Choice, Markup, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use super::{
    evidence::{Done, exhibit_href, exhibit_of, list_href, size_text},
    evidence_acts::TypedEvent,
    evidence_list::title_of,
};
use crate::{
    case::view_incident,
    content::{content, guidance::Guidance},
    evidence::{CheckResult, CustodyKind, Disposal, chain_of, disposal_of, last_check},
    model::{custody_event, evidence, incident},
};

#[derive(Template)]
#[template(path = "pages/evidence_exhibit.html")]
pub(super) struct ExhibitPage {
    shell: Shell,
    list: String,
    href: String,
    /// Its entries in the log; empty for who may not see the log.
    log: String,
    exhibit: evidence::Model,
    kind: Markup,
    collected: String,
    added: String,
    size: String,
    bytes: String,
    chain: Vec<Event>,
    kinds: Vec<Choice>,
    typed: TypedEvent,
    may_add: bool,
    differs: bool,
    gone: bool,
    requested_by: String,
    may_confirm: bool,
}

/// A line of the chain.
struct Event {
    title: Markup,
    row: custody_event::Model,
    when: String,
    written: String,
    outcome: String,
    icon: &'static str,
}

impl ExhibitPage {
    /// Reads what the page shows. `typed` is a form to show again.
    pub(super) async fn of(
        tx: &Tx,
        platform: &Platform,
        scope: &CompanyScope,
        shell: Shell,
        (incident, exhibit): (&incident::Model, evidence::Model),
        typed: Option<TypedEvent>,
    ) -> Result<Html<Self>, Problem> {
        let (guidance, lang) = (&content()?.guidance, shell.words.lang());
        let chain = chain_of(tx, &exhibit).await?;
        let disposal = disposal_of(&chain);
        let moment: Moment = serde_json::from_str(&exhibit.collected_json)?;
        let (clock, rng) = platform.chance();
        let fresh =
            || TypedEvent { form_id: new_uuid(clock, rng).to_string(), ..TypedEvent::default() };
        let (requested_by, may_confirm) = match &disposal {
            Disposal::Requested(event) => {
                let another = event.by_id != scope.account().map(Into::into);
                (event.by_name.clone(), another)
            }
            Disposal::None | Disposal::Disposed => (String::new(), false),
        };
        let kind_of = |kind: CustodyKind| {
            let title = guidance.event(kind.name()).map(|event| event.title.get(lang));
            Choice::new(kind.name(), plain(title.unwrap_or_default()))
        };
        Ok(Html(Self {
            list: list_href(incident),
            href: exhibit_href(&exhibit),
            log: entries_in_log(scope, ("evidence", exhibit.id)),
            kind: title_of(&shell, guidance.kind(&exhibit.kind).map(|kind| &kind.title)),
            collected: shell.words.moment(&moment),
            added: shell.words.date_time(from_millis(exhibit.added_at)),
            size: exhibit.size.map(size_text).unwrap_or_default(),
            bytes: exhibit.size.map(|size| shell.words.number(size)).unwrap_or_default(),
            kinds: CustodyKind::BY_HAND.into_iter().map(kind_of).collect(),
            typed: typed.unwrap_or_else(fresh),
            may_add: scope.may::<can::AddEvidence>(),
            differs: !matches!(last_check(&chain), None | Some(CheckResult::Match)),
            gone: disposal == Disposal::Disposed,
            requested_by,
            may_confirm,
            chain: chain.into_iter().map(|row| event_of(&shell, guidance, row)).collect(),
            shell,
            exhibit,
        }))
    }
}

fn event_of(shell: &Shell, guidance: &Guidance, row: custody_event::Model) -> Event {
    let moment: Moment = serde_json::from_str(&row.moment_json).unwrap_or_default();
    let icon = match (row.kind.as_str(), row.outcome.as_str()) {
        ("verified", "match") => "done",
        ("verified", _) | ("disposal-requested", _) => "warn",
        ("exported", _) => "download",
        ("accessed", _) => "eye",
        ("sealed", _) => "seal",
        ("stored", _) => "archive",
        ("disposed", _) => "trash",
        ("transferred" | "returned", _) => "user",
        _ => "box",
    };
    Event {
        title: title_of(shell, guidance.event(&row.kind).map(|event| &event.title)),
        when: shell.words.moment(&moment),
        written: shell.words.date_time(from_millis(row.at)),
        outcome: match row.outcome.as_str() {
            "" => String::new(),
            outcome => shell.t(&format!("evidence-outcome-{outcome}")),
        },
        icon,
        row,
    }
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewEvidence>,
    Path((_, incident, exhibit)): Path<(String, String, String)>,
    Query(done): Query<Done>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let exhibit = exhibit_of(&tx, &incident, &exhibit).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    done.tell(&mut shell);
    let page = ExhibitPage::of(&tx, &platform, &scope, shell, (&incident, exhibit), None).await?;
    Ok(page.into_response())
}
