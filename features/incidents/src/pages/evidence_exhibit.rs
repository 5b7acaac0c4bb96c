//! One exhibit: who holds it, its record, its chain of custody, its copies, what can be done with it.

use std::collections::HashSet;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse as _, Response},
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_shell, entries_in_log};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::{Moment, from_millis};
use hikeshi_ui::{Markup, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use super::{
    evidence::{Done, exhibit_href, exhibit_of, list_href, size_text},
    evidence_acts::TypedEvent,
    evidence_events::{ShownEvent, offset_words, shown_chain},
    evidence_list::title_of,
};
use crate::{
    case::{Status, view_incident},
    content::content,
    evidence::{
        CheckResult, Custody, Disposal, Sameness, SealState, chain_of, checked_of, custody_of,
        disposal_of, last_check, list_exhibits, photos_of, read_offset, sameness,
    },
    model::{evidence, incident},
};

#[derive(Template)]
#[template(path = "pages/evidence_exhibit.html")]
pub(super) struct ExhibitPage {
    shell: Shell,
    list: String,
    href: String,
    add: String,
    /// Its entries in the log; empty for who may not see the log.
    log: String,
    exhibit: evidence::Model,
    kind: Markup,
    collected: String,
    added: String,
    size: String,
    bytes: String,
    offset: String,
    holder: String,
    since: String,
    custody: Custody,
    /// Tone and icon of the seal.
    seal_look: (&'static str, &'static str),
    chain: Vec<ShownEvent>,
    source: Option<Relative>,
    copies: Vec<Relative>,
    /// When the program last computed the hashes, and how it ended.
    checked: Option<(String, String)>,
    typed: TypedEvent,
    may_add: bool,
    /// Whether exhibits may still be added to the incident.
    open: bool,
    differs: bool,
    gone: bool,
    requested_by: String,
    may_confirm: bool,
}

/// The source of a copy, or a copy of the exhibit.
struct Relative {
    href: String,
    number: String,
    title: String,
    kind: String,
    same: String,
    tone: &'static str,
    icon: &'static str,
    depth: usize,
}

impl ExhibitPage {
    /// Reads what the page shows. `typed` is a form to show again.
    pub(super) async fn of(
        tx: &Tx,
        scope: &CompanyScope,
        shell: Shell,
        (incident, exhibit): (&incident::Model, evidence::Model),
        typed: Option<TypedEvent>,
    ) -> Result<Html<Self>, Problem> {
        let guidance = &content()?.guidance;
        let chain = chain_of(tx, &exhibit).await?;
        let custody = custody_of(&chain);
        let disposal = disposal_of(&chain);
        let all = list_exhibits(tx, incident).await?;
        let source = exhibit.source_id.and_then(|id| all.iter().find(|row| row.id == id));
        let moment: Moment = serde_json::from_str(&exhibit.collected_json)?;
        let (requested_by, may_confirm) = match &disposal {
            Disposal::Requested(event) => {
                let another = event.by_id != scope.account().map(Into::into);
                (event.by_name.clone(), another)
            }
            Disposal::None | Disposal::Disposed => (String::new(), false),
        };
        let checked = checked_of(tx, &exhibit).await?.map(|row| {
            let outcome = shell.t(&format!("evidence-outcome-{}", row.outcome));
            (shell.words.date_time(from_millis(row.at)), outcome)
        });
        let photos = photos_of(tx, &exhibit).await?;
        let list = list_href(incident);
        Ok(Html(Self {
            add: format!("{list}/add-file?copy_of={}", exhibit.id),
            list,
            href: exhibit_href(&exhibit),
            log: entries_in_log(scope, ("evidence", exhibit.id)),
            kind: title_of(&shell, guidance.kind(&exhibit.kind).map(|kind| &kind.title)),
            collected: shell.words.moment(&moment),
            added: shell.words.date_time(from_millis(exhibit.added_at)),
            size: exhibit.size.map(size_text).unwrap_or_default(),
            bytes: exhibit.size.map(|size| shell.words.number(size)).unwrap_or_default(),
            offset: read_offset(&guidance.clock_words, &exhibit.clock_offset)
                .map(|seconds| offset_words(&shell.words, seconds))
                .unwrap_or_default(),
            holder: custody.holder.as_ref().map(|one| one.name.clone()).unwrap_or_default(),
            since: shell.words.date_time(from_millis(custody.since)),
            source: source.map(|source| Relative::new(&shell, (&exhibit, source), source, 0)),
            copies: copies_below(&shell, &all, &exhibit),
            checked,
            typed: typed.unwrap_or_default(),
            may_add: scope.may::<can::AddEvidence>(),
            open: incident.status != Status::Closed.name(),
            differs: !matches!(last_check(&chain), None | Some(CheckResult::Match)),
            gone: disposal == Disposal::Disposed,
            requested_by,
            may_confirm,
            chain: shown_chain(&shell, guidance, (&chain, &custody), photos),
            seal_look: match custody.seal {
                Some((_, SealState::Broken)) => ("danger", "warn"),
                Some((_, SealState::Opened)) => ("wait", "seal"),
                _ => ("done", "seal"),
            },
            custody,
            shell,
            exhibit,
        }))
    }
}

impl Relative {
    /// `shown` is one of `copy` and `source`; `depth` is how many copies lie between.
    fn new(
        shell: &Shell,
        (copy, source): (&evidence::Model, &evidence::Model),
        shown: &evidence::Model,
        depth: usize,
    ) -> Self {
        let same = sameness(copy, source);
        let (tone, icon) = match same {
            Sameness::Same => ("done", "done"),
            Sameness::Differs => ("danger", "stop"),
            Sameness::Unknown => ("wait", "minus"),
        };
        Self {
            href: exhibit_href(shown),
            number: shown.number.clone(),
            title: shown.title.clone(),
            kind: match copy.copy_kind.as_str() {
                "" => String::new(),
                kind => shell.t(&format!("custody-copy-{kind}")),
            },
            same: shell.t(&format!("custody-same-{}", same.name())),
            tone,
            icon,
            depth,
        }
    }
}

/// All copies, each followed by its own copies. Rows that name each other in a circle are shown once.
fn copies_below(shell: &Shell, all: &[evidence::Model], source: &evidence::Model) -> Vec<Relative> {
    let mut below = Vec::new();
    let mut seen = HashSet::from([source.id]);
    let mut waiting = vec![(source, 0)];
    while let Some((source, depth)) = waiting.pop() {
        let copies: Vec<_> = all.iter().filter(|row| row.source_id == Some(source.id)).collect();
        for copy in copies.into_iter().rev() {
            if seen.insert(copy.id) {
                waiting.push((copy, depth + 1));
            }
        }
        if let Some(of) =
            all.iter().find(|row| Some(row.id) == source.source_id).filter(|_| depth > 0)
        {
            below.push(Relative::new(shell, (source, of), source, depth - 1));
        }
    }
    below
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
    let page = ExhibitPage::of(&tx, &scope, shell, (&incident, exhibit), None).await?;
    Ok(page.into_response())
}
