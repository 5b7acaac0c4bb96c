//! Beginning a paper: its phase, its recipient, its language, and what it carries on.

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_shell};
use hikeshi_drafting::{Confidence, Kind, Phase};
use hikeshi_i18n::plain;
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_incidents::{
    case::view_incident,
    model::incident,
    page::{CaseHead, Tab},
};
use hikeshi_kernel::Lang;
use hikeshi_ui::{Choice, Markup, Shell};
use hikeshi_web::{
    Html, Platform, Posted, Problem, RequestContext, Typed, fresh_form, row_of_form,
};
use serde::Deserialize;

use crate::papers::{
    LONGEST_RECIPIENT, NewPaper, PAPER_LANGS, State as Stands, duty_of_new, find_paper, kinds,
    make_paper_once, may_follow, papers_of, phase_name, phase_named, usual_recipient,
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/incidents/{incident}/filings/new/{kind}", get(show).post(save))
}

#[derive(Template)]
#[template(path = "pages/papers_new.html")]
struct NewPage {
    shell: Shell,
    head: CaseHead,
    title: Markup,
    name: String,
    purpose: Markup,
    to_check: bool,
    phases: Vec<Choice>,
    langs: Vec<Choice>,
    earlier: Vec<Choice>,
    form: NewForm,
}

/// What the form posts, and what the address of the page may say before.
#[derive(Debug, Clone, Default, Deserialize)]
struct NewForm {
    #[serde(default)]
    phase: String,
    #[serde(default)]
    recipient: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    duty: String,
    #[serde(default)]
    follows: String,
    /// Random, so that a form sent twice makes one paper.
    #[serde(default)]
    form_id: String,
}

type Place3 = Path<(String, String, String)>;

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::PrepareFilings>,
    Path((_, incident, kind)): Place3,
    Query(mut form): Query<NewForm>,
) -> Result<Html<NewPage>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let kind = kinds()?.get(&kind).ok_or_else(Problem::not_found)?;
    if form.recipient.is_empty() {
        form.recipient = usual_recipient(kind)?;
    }
    form.form_id = fresh_form(&platform);
    if form.language.is_empty() {
        Lang::Ja.code().clone_into(&mut form.language);
    }
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    Ok(Html(page(&tx, &scope, (&incident, kind), (shell, form)).await?))
}

async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::PrepareFilings>,
    Path((_, incident, kind)): Place3,
    Posted(form): Posted<NewForm>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let kind = kinds()?.get(&kind).ok_or_else(Problem::not_found)?;
    let words = &context.words;
    let mut typed = Typed::new(words);
    let label = words.t("paperwork-recipient");
    let recipient = typed.line("recipient", &label, &form.recipient, LONGEST_RECIPIENT);
    let phase = phase_named(kind, &form.phase);
    if phase.is_none() {
        typed.mistake("phase", words.t("paperwork-phase-missing"));
    }
    let lang =
        PAPER_LANGS.into_iter().find(|lang| lang.code() == form.language).unwrap_or(Lang::Ja);
    let follows = Some(&*form.follows).filter(|id| !id.is_empty());
    if let Some(id) = follows
        && !may_follow(&find_paper(&tx, &scope, &incident, id).await?, kind)?
    {
        typed.mistake("follows", words.t("paperwork-follows-wrong"));
    }
    let errors = typed.errors();
    let Some(phase) = phase.filter(|_| errors.is_empty()) else {
        let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
        shell.errors = errors;
        let page = page(&tx, &scope, (&incident, kind), (shell, form)).await?;
        return Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY));
    };
    let duty = duty_of_new(&tx, &platform, &scope, &incident, (kind, &form.duty)).await?;
    drop(tx);
    let new = NewPaper {
        kind: kind.id().to_owned(),
        phase,
        lang,
        recipient,
        duty,
        follows: follows.map(str::to_owned),
    };
    let typed =
        [kind.id(), &form.phase, &form.recipient, &form.language, &form.duty, &form.follows];
    let id = row_of_form(&platform, incident.id, &form.form_id, &typed);
    let tx = platform.db.write(scope.fence()).await?;
    let id = make_paper_once(&tx, &platform, &scope, &incident, (id, new)).await?;
    tx.commit().await?;
    let path = format!("/c/{}/incidents/{}/filings/{id}", scope.company(), incident.id);
    Ok(Redirect::to(&path).into_response())
}

async fn page(
    tx: &Tx,
    scope: &CompanyScope,
    (incident, kind): (&incident::Model, &Kind),
    (shell, mut form): (Shell, NewForm),
) -> Result<NewPage, Problem> {
    let words = &shell.words;
    let phase_choice = |phase: &Phase| {
        let name = phase_name(*phase);
        Choice::new(name, words.t(&format!("paperwork-phase-{name}")))
    };
    if form.phase.is_empty() {
        form.phase =
            kind.file.phases.first().map(|p| phase_name(*p)).unwrap_or_default().to_owned();
    }
    let mut earlier = vec![Choice::new("", words.t("paperwork-follows-none"))];
    for paper in papers_of(tx, scope, incident).await? {
        let stands = Stands::of(&paper);
        let other = kinds()?.get(&paper.kind).map(|kind| plain(kind.title(words.lang())));
        if let (true, Some(title)) = (may_follow(&paper, kind)?, other) {
            let (number, state) =
                (paper.number, words.t(&format!("paperwork-state-{}", stands.name())));
            let values: [(&str, &dyn std::fmt::Display); 3] =
                [("number", &number), ("title", &title), ("state", &state)];
            earlier.push(Choice::new(paper.id.to_string(), words.ta("paperwork-earlier", &values)));
        }
    }
    Ok(NewPage {
        head: CaseHead::new(scope, words, incident, Tab::Duties),
        title: shell.text(&kind.file.title),
        name: plain(kind.title(words.lang())),
        purpose: shell.text(&kind.file.purpose),
        to_check: kind.file.confidence == Confidence::ToCheck,
        phases: kind.file.phases.iter().map(phase_choice).collect(),
        langs: PAPER_LANGS
            .map(|l| Choice::new(l.code(), words.t(&format!("ui-lang-{}", l.code()))))
            .into(),
        earlier,
        form,
        shell,
    })
}
