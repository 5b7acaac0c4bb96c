//! One paper: what it says and from which facts, what is missing, and what comes next.

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    routing::get,
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_shell, entries_in_log};
use hikeshi_drafting::{Confidence, FactSet};
use hikeshi_i18n::plain;
use hikeshi_identity::{Allowed, CompanyScope, Member, can};
use hikeshi_incidents::{
    case::{Purpose, view_incident},
    model::incident,
    page::{CaseHead, FactForm, Tab},
};
use hikeshi_ui::{Choice, Flash, Markup, Shell, Tone};
use hikeshi_web::{Html, Platform, Problem, RequestContext, fresh_form, percent};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    papers_letters::Letters,
    papers_life::{Life, Line, provider_may},
    papers_official::{Official, place_to_keep},
    papers_view::{FactAsk, ItemView, Other, View},
};
use crate::{
    awaits::{asked_of, colleagues},
    model::{paper, paper_event, paper_version},
    papers::{
        Answer, PaperNow, Snapshot, State as Life0, consents_of, effective_state, events_of,
        find_paper, form_name, forms_of, kinds, readable_versions, said_of, shares,
        standing_approvals,
    },
};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/incidents/{incident}/filings/{paper}", get(show))
}

/// Company, incident, paper.
pub(super) type Place3 = Path<(String, String, String)>;

#[derive(Template)]
#[template(path = "pages/papers_paper.html")]
pub(super) struct PaperPage {
    pub shell: Shell,
    pub head: CaseHead,
    /// This page.
    pub base: String,
    /// Its entries in the log; empty for who may not see the log.
    pub log: String,
    pub title: Markup,
    pub name: String,
    pub purpose: Markup,
    pub number: i64,
    pub phase: Option<String>,
    pub recipient: String,
    pub language: String,
    pub to_check: bool,
    pub not_real: Option<String>,
    pub life: Life,
    /// Letters to persons, where the paper is one.
    pub letters: Option<Letters>,
    /// What the provider may do with it beside drafting.
    pub provider_may: Option<String>,
    pub items: Vec<ItemView>,
    /// What a person wrote in items that this phase does not have.
    pub homeless: Vec<String>,
    pub missing: Vec<FactAsk>,
    pub useful: Vec<FactAsk>,
    pub names_left: Vec<String>,
    pub attachments: Vec<Markup>,
    pub asks_consent: bool,
    pub consents: Vec<Consent>,
    pub consent_choices: Vec<Choice>,
    /// No answer is chosen before.
    pub consent_none: String,
    /// Those who can be asked to check it.
    pub colleagues: Vec<Choice>,
    /// The names of those who were.
    pub asked: Vec<String>,
    /// Papers that can carry it on.
    pub follow: Vec<(String, String)>,
    pub files: Vec<(String, String)>,
    /// The official file, where the company keeps one.
    pub official: Option<Official>,
    /// Where the official file of this kind can be kept, as long as nobody has kept one.
    pub official_keep: Option<String>,
    /// Of the form for a consent.
    pub form_id: String,
    pub versions: Vec<VersionLine>,
    pub history: Vec<Line>,
    /// A message about a change that could not be made.
    pub refused: Option<String>,
}

/// An answer about passing on.
pub(super) struct Consent {
    pub to_whom: String,
    pub answer: String,
    pub who: String,
    pub at: String,
}

/// A kept version.
pub(super) struct VersionLine {
    pub serial: i64,
    pub state: String,
    pub at: String,
    pub who: String,
    pub hash: String,
    /// Comparing shows drafts too.
    pub compare: Option<String>,
}

/// What the person typed, when the page is shown again.
pub(super) enum Typed {
    /// Nothing.
    None,
    /// A text of an item that was not written.
    Item { item: String, text: String, meanwhile: bool },
    /// A fact that was not written; the other value, if somebody was faster.
    Fact { key: String, form: Box<FactForm>, other: Option<String> },
    /// An act that was refused, in words.
    Refused(String),
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    saved: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewDocuments>,
    Path((_, incident, paper)): Place3,
    Query(asked): Query<Asked>,
) -> Result<Html<PaperPage>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    if !asked.saved.is_empty() {
        shell.flash = Some(Flash { kind: Tone::Done, text: shell.t("paperwork-saved") });
    }
    let row = find_paper(&tx, &scope, &incident, &paper).await?;
    Ok(Html(page(&tx, &platform, &scope, (&incident, row), (shell, Typed::None)).await?))
}

/// The page of a paper as it stands now, with what the person typed.
pub(super) async fn page(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (incident, row): (&incident::Model, paper::Model),
    (shell, typed): (Shell, Typed),
) -> Result<PaperPage, Problem> {
    let head = CaseHead::new(scope, &shell.words, incident, Tab::Duties);
    let base = format!("{}/filings/{}", head.base, row.id);
    let events = events_of(tx, &row).await?;
    let versions = readable_versions(tx, scope, &row).await?;
    let reads_drafts = scope.may::<can::ViewDrafts>();
    let consents = consents_of(tx, &row).await?;
    let letters = Letters::read(tx, scope, (&shell, &head), (incident, &row)).await?;
    let now = PaperNow::read(tx, platform, scope, incident, row).await?;
    let state = effective_state(&now.row, &events, &now.text_sha256);
    let frozen = versions.iter().rev().find(|_| state.is_frozen());
    let snapshot =
        frozen.map(|v| serde_json::from_str::<Snapshot>(&v.snapshot_json)).transpose()?;
    let mut facts = now.facts.clone();
    if let Some(snapshot) = &snapshot {
        facts.facts.clone_from(&snapshot.facts);
    }
    let view = View { shell: &shell, scope, case: &head.base, facts: &facts, lang: now.lang };
    let mut items = match &snapshot {
        Some(old) => {
            old.items.iter().map(|item| view.frozen(item, old)).collect::<Result<_, _>>()?
        }
        None => now.items.iter().map(|item| view.item(item)).collect::<Result<Vec<_>, _>>()?,
    };
    let mut said = said_of(platform, (&now, incident), frozen)?;
    for item in &mut items {
        item.said = said.remove(&item.id).unwrap_or_default();
    }
    let (missing, useful) = if state.is_frozen() { Default::default() } else { now.missing() };
    let ask = |keys: Vec<&str>| -> Result<Vec<FactAsk>, Problem> {
        keys.into_iter().map(|key| view.ask(&now, key)).collect()
    };
    let (mut missing, mut useful) = (ask(missing)?, ask(useful)?);
    let mut refused = None;
    match typed {
        Typed::None => {}
        Typed::Refused(text) => refused = Some(text),
        Typed::Item { item, text, meanwhile } => {
            put_item(&mut items, (&now, &view), item, text, meanwhile)
        }
        Typed::Fact { key, form, other } => {
            if !missing.iter().chain(&useful).any(|ask| ask.key == key) {
                missing.push(view.ask(&now, &key)?);
            }
            for ask in missing.iter_mut().chain(&mut useful).filter(|ask| ask.key == key) {
                ask.form = (*form).clone();
                ask.open = true;
                ask.other.clone_from(&other);
            }
        }
    }
    let given = (state, &*events, &*now.text_sha256);
    let approvals = standing_approvals(tx, scope.company(), now.kind, given).await?;
    let life =
        Life::new(&shell, scope, (&now, state), (&events, &approvals), frozen, may(scope, &head));
    let (asked, colleagues) = match life.may_check {
        true => to_ask(tx, scope, &now, &events).await?,
        false => Default::default(),
    };
    let words = &shell.words;
    let kind = now.kind;
    let purpose = Purpose::from_name(&incident.purpose).filter(|p| *p != Purpose::Real);
    let serial = frozen.map(|version| version.serial);
    let official = Official::read(tx, scope, (&now.row.kind, &base), frozen).await?;
    Ok(PaperPage {
        log: entries_in_log(scope, ("paper", now.row.id)),
        title: shell.text(&kind.file.title),
        name: plain(kind.title(words.lang())),
        purpose: shell.text(&kind.file.purpose),
        number: now.row.number,
        phase: (!kind.title_names(now.phase))
            .then(|| words.t(&format!("paperwork-phase-{}", now.row.phase))),
        recipient: now.row.recipient.clone(),
        language: words.t(&format!("ui-lang-{}", now.lang.code())),
        to_check: kind.file.confidence == Confidence::ToCheck,
        not_real: purpose.map(|p| words.t(&format!("paperwork-mark-{}", p.name()))),
        life,
        letters,
        provider_may: provider_may(tx, scope, (&shell, kind)).await?,
        items,
        homeless: now
            .homeless
            .iter()
            .filter(|_| reads_drafts)
            .filter_map(|item| item.edited.clone())
            .collect(),
        missing,
        useful,
        names_left: now.names_left().into_iter().map(str::to_owned).collect(),
        attachments: kind.file.attachments.iter().map(|one| shell.text(&one.title)).collect(),
        asks_consent: kind.file.consent,
        consents: consents
            .iter()
            .map(|consent| Consent {
                to_whom: consent.to_whom.clone(),
                answer: words.t(&format!("paperwork-consent-{}", consent.answer)),
                who: consent.by_name.clone(),
                at: view.when(consent.at),
            })
            .collect(),
        consent_choices: Answer::ALL
            .map(|a| Choice::new(a.name(), words.t(&format!("paperwork-consent-{}", a.name()))))
            .into(),
        consent_none: String::new(),
        colleagues,
        asked,
        follow: follow(&shell, &now.row, (Some(&now.facts), &head.base))?,
        files: forms_of(kind)
            .into_iter()
            .map(|form| {
                let name = form_name(form);
                let query = serial.map_or_else(String::new, |serial| format!("?serial={serial}"));
                let label = words.t(&format!("paperwork-form-{name}"));
                (label, format!("{base}/files/{name}{query}"))
            })
            .collect(),
        official_keep: place_to_keep(scope, &now.row.kind)?.filter(|_| official.is_none()),
        official,
        form_id: fresh_form(platform),
        versions: versions
            .iter()
            .rev()
            .map(|version| version_line(&view, version, reads_drafts.then_some(&base)))
            .collect(),
        history: events
            .iter()
            .rev()
            .filter(|_| reads_drafts)
            .map(|event| Line::new(&shell, event, &head.base))
            .collect(),
        refused,
        base,
        head,
        shell,
    })
}

/// Whether the person may write here at all: nobody may in a closed incident.
fn may(scope: &CompanyScope, head: &CaseHead) -> bool {
    scope.may::<can::PrepareFilings>() && head.may_work
}

/// The names of those who were asked to check, and the colleagues who can be asked.
async fn to_ask(
    tx: &Tx,
    scope: &CompanyScope,
    now: &PaperNow,
    events: &[paper_event::Model],
) -> Result<(Vec<String>, Vec<Choice>), Problem> {
    let asked = asked_of(tx, &now.row).await?;
    let all = colleagues(tx, scope, &now.row, events).await?;
    let was_asked =
        |one: &Member| asked.iter().any(|ask| ask.account_id == Uuid::from(one.account));
    let (told, free): (Vec<_>, Vec<_>) = all.into_iter().partition(was_asked);
    let choice = |one: Member| Choice::new(one.account.to_string(), one.name);
    Ok((told.into_iter().map(|one| one.name).collect(), free.into_iter().map(choice).collect()))
}

/// The kinds that carry a paper on, with the page where each is begun; with the facts at hand, those
/// that fit them.
pub(super) fn follow(
    shell: &Shell,
    row: &paper::Model,
    (facts, case): (Option<&FactSet>, &str),
) -> Result<Vec<(String, String)>, Problem> {
    let mut all = Vec::new();
    for kind in &kinds()?.list {
        let own = kind.id() == row.kind;
        let fits = facts.is_none_or(|facts| kind.may_follow(facts));
        if !(own && kind.file.phases.len() > 1 || !own && fits && shares(&row.kind, kind)?) {
            continue;
        }
        let phase = if own { "follow-up" } else { "" };
        let to = percent(&row.recipient);
        let query = format!("follows={}&phase={phase}&recipient={to}", row.id);
        let title = plain(kind.title(shell.words.lang()));
        all.push((title, format!("{case}/filings/new/{}?{query}", kind.id())));
    }
    Ok(all)
}

/// Shows the person's own text again, beside what stands there now.
fn put_item(
    items: &mut [ItemView],
    (now, view): (&PaperNow, &View<'_>),
    id: String,
    text: String,
    meanwhile: bool,
) {
    let Some(item) = items.iter_mut().find(|item| item.id == id) else { return };
    item.typed = Some(text);
    let kept = now.item(&id).and_then(|item| item.kept.as_ref());
    item.other = meanwhile.then(|| Other {
        who: kept.map(|kept| (kept.by.clone(), view.when(kept.at))),
        text: item.text.clone(),
    });
}

fn version_line(
    view: &View<'_>,
    version: &paper_version::Model,
    base: Option<&String>,
) -> VersionLine {
    let key = if version.state == Life0::Approved.name() { "approved" } else { "checked" };
    VersionLine {
        serial: version.serial,
        state: view.shell.t(&format!("paperwork-state-{key}")),
        at: view.when(version.made_at),
        who: version.made_by.clone(),
        hash: version.sha256.clone(),
        compare: base.map(|base| format!("{base}/compare?old={}", version.serial)),
    }
}
