//! The exhibits of an incident, and in which order to collect.

use askama::Template;
use axum::extract::{Path, Query, State};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_kernel::{Moment, from_millis};
use hikeshi_ui::{Markup, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use super::{
    case_head::{CaseHead, Tab},
    evidence::{Done, exhibit_href, list_href, short_hash, size_text},
};
use crate::{
    case::{Status, view_incident},
    content::{content, guidance::Guidance},
    evidence::{
        CheckResult, Custody, CustodyKind, chains_of_incident, custody_of, last_check,
        list_exhibits, number_key,
    },
    model::{custody_event, evidence},
};

#[derive(Template)]
#[template(path = "pages/evidence_list.html")]
pub(super) struct ListPage {
    shell: Shell,
    head: CaseHead,
    href: String,
    may_add: bool,
    rows: Vec<Row>,
    guidance: &'static Guidance,
}

struct Row {
    href: String,
    exhibit: evidence::Model,
    kind: Markup,
    collected: String,
    size: String,
    short_hash: String,
    state: Markup,
    tone: &'static str,
    icon: &'static str,
    differs: bool,
    /// Who holds it, as far as confirmed.
    holder: String,
    /// To whom it is on its way, not yet confirmed.
    waiting_to: Vec<String>,
    /// Whether something in its chain does not fit.
    odd: bool,
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewEvidence>,
    Path((_, incident)): Path<(String, String)>,
    Query(done): Query<Done>,
) -> Result<Html<ListPage>, Problem> {
    let guidance = &content()?.guidance;
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    done.tell(&mut shell);
    let mut chains = chains_of_incident(&tx, &incident).await?;
    let row = |exhibit: evidence::Model| {
        let chain = chains.remove(&exhibit.id).unwrap_or_default();
        row_of(&shell, guidance, exhibit, &chain)
    };
    let mut rows: Vec<Row> = list_exhibits(&tx, &incident).await?.into_iter().map(row).collect();
    // Copies stand below their source.
    rows.sort_by_key(|row| number_key(&row.exhibit.number));
    let may_add = scope.may::<can::AddEvidence>() && incident.status != Status::Closed.name();
    let head = CaseHead::new(&scope, &shell.words, &incident, Tab::Evidence);
    Ok(Html(ListPage { href: list_href(&incident), shell, head, may_add, rows, guidance }))
}

fn row_of(
    shell: &Shell,
    guidance: &Guidance,
    exhibit: evidence::Model,
    chain: &[custody_event::Model],
) -> Row {
    let custody = custody_of(chain);
    let (state, tone, icon) = state_of(shell, guidance, (chain, &custody));
    let moment: Moment = serde_json::from_str(&exhibit.collected_json).unwrap_or_default();
    Row {
        href: exhibit_href(&exhibit),
        kind: title_of(shell, guidance.kind(&exhibit.kind).map(|kind| &kind.title)),
        collected: shell.words.moment_brief(&moment, from_millis(exhibit.added_at)),
        size: exhibit.size.map(size_text).unwrap_or_default(),
        short_hash: short_hash(&exhibit.sha256),
        state,
        tone,
        icon,
        holder: custody.holder.map(|holder| holder.name).unwrap_or_default(),
        waiting_to: custody.waiting.into_iter().map(|event| event.to_name).collect(),
        odd: !custody.oddities.is_empty(),
        differs: !matches!(last_check(chain), None | Some(CheckResult::Match)),
        exhibit,
    }
}

/// What happened last, in words, with tone and icon. A hand-over that the other side has not confirmed
/// is not done.
fn state_of(
    shell: &Shell,
    guidance: &Guidance,
    (chain, custody): (&[custody_event::Model], &Custody),
) -> (Markup, &'static str, &'static str) {
    let last = chain.last();
    if last.is_some_and(|last| custody.waiting.iter().any(|event| event.id == last.id)) {
        let returned = last.is_some_and(|last| last.kind == CustodyKind::Returned.name());
        let key = if returned { "custody-returned-open" } else { "custody-transferred-open" };
        return (shell.html(key), "wait", "clock");
    }
    let state = last.map(|event| event.kind.as_str()).unwrap_or_default();
    let (tone, icon) = match CustodyKind::from_name(state) {
        Some(CustodyKind::DisposalRequested | CustodyKind::SealBroken | CustodyKind::Refused) => {
            ("caution", "warn")
        }
        Some(CustodyKind::Disposed | CustodyKind::Returned | CustodyKind::Withdrawn) => {
            ("wait", "minus")
        }
        _ => ("done", "done"),
    };
    (title_of(shell, guidance.event(state).map(|event| &event.title)), tone, icon)
}

/// A title of the content pack; nothing for a name that the pack does not know (any more).
pub(super) fn title_of(shell: &Shell, title: Option<&hikeshi_kernel::LocalText>) -> Markup {
    title.map(|title| shell.text(title)).unwrap_or_default()
}
