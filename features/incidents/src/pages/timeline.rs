//! What happened when, and the field in which a line is written in seconds.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::{TextError, clean_line, new_uuid};
use hikeshi_ui::{Choice, FieldError, Pager, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use hikeshi_when::{Line, WhenError, parse_line};

use super::{
    case_head::{CaseHead, Tab},
    shown_entry::{ShownEntry, entry_flash, entry_link, kind_choices, kind_of},
    timeline_form::{Asked, LONGEST_LINE, LineForm},
    typed_time::why_unread,
};
use crate::{
    case::{
        NewEntry, add_entry_once, find_entry, incident_of, lies_ahead, timeline_page, view_incident,
    },
    content::content,
    model::incident,
};

/// Lines on one page.
const LINES: u64 = 100;

/// One page of the timeline.
#[derive(Template)]
#[template(path = "pages/timeline.html")]
struct TimelinePage {
    shell: Shell,
    head: CaseHead,
    form: LineForm,
    kinds: Vec<Choice>,
    asked: Asked,
    lines: Vec<ShownEntry>,
    total: u64,
    pager: Pager,
}

/// Shows one page, filtered as asked.
pub(crate) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewIncidents>,
    Path((_, incident)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    if let Ok(id) = asked.entry.parse()
        && let Some(entry) = find_entry(&tx, &incident, id).await?
    {
        shell.flash = Some(entry_flash(&shell.words, platform.clock.now(), &entry, &asked.done));
        let base = CaseHead::new(&scope, &shell.words, &incident, Tab::Timeline).base;
        shell.flash_link = Some(entry_link(&shell.words, &base, &entry));
    }
    let form = LineForm::default();
    let page = page(&tx, &platform, &scope, &incident, (shell, form, asked)).await?;
    Ok(Html(page).into_response())
}

/// Writes a line and goes back to where the person was; without words, or with a day or time that
/// does not exist at its beginning, the form comes again (422).
pub(crate) async fn add(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::WorkIncident>,
    Path((_, incident)): Path<(String, String)>,
    Posted(form): Posted<LineForm>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let incident = incident_of(&tx, &scope, &incident).await?;
    let line = clean_line(&form.line, LONGEST_LINE);
    let read = line.map(|line| match content() {
        Ok(content) => Ok(parse_line(&content.times, &line, platform.clock.now())),
        Err(fault) => Err(fault),
    });
    let wrong = match read {
        Ok(Ok(Line { problem: Some(problem), .. })) if !is_left_over(&problem) => {
            why_unread(&context.words, &problem)
        }
        Ok(Ok(line)) if lies_ahead(line.moment, platform.clock.now()) => {
            context.words.t("record-time-ahead")
        }
        Ok(Ok(line)) if !line.rest.is_empty() => {
            let done = match (&line.problem, line.guessed) {
                (Some(_), _) => "unread",
                (None, true) => "guessed",
                (None, false) => "added",
            };
            let new = NewEntry {
                kind: kind_of(&form.kind),
                moment: line.moment,
                text: line.rest,
                automatic: false,
                source: String::new(),
            };
            let (clock, rng) = platform.chance();
            let id = form.form.parse().unwrap_or_else(|_| new_uuid(clock, rng));
            let entry = add_entry_once(&tx, &platform, &scope, &incident, (id, new)).await?;
            tx.commit().await?;
            let base = CaseHead::new(&scope, &context.words, &incident, Tab::Timeline).base;
            let back = form.way_back(&base);
            let href = format!("{back}?entry={}&done={done}", entry.id);
            return Ok(Redirect::to(&href).into_response());
        }
        Ok(Err(fault)) => return Err(fault.into()),
        Err(TextError::TooLong { max }) => context.words.t1("record-too-long", "max", max),
        Ok(Ok(_)) | Err(TextError::Empty) => context.words.t("record-line-empty"),
    };
    let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    shell.errors = vec![FieldError::new("line", wrong)];
    let page = page(&tx, &platform, &scope, &incident, (shell, form, Asked::default())).await?;
    Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

/// The line has a time that is read, but something that is none stands before it: it is kept as
/// of about now, and the person is asked to correct it.
const fn is_left_over(problem: &WhenError) -> bool {
    matches!(problem, WhenError::LeftOver { .. })
}

async fn page(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (shell, mut form, asked): (Shell, LineForm, Asked),
) -> Result<TimelinePage, Problem> {
    let now = platform.clock.now();
    let head = CaseHead::new(scope, &shell.words, incident, Tab::Timeline);
    let at = asked.page();
    let (rows, total) =
        timeline_page(tx, incident, &asked.filter(), (at.saturating_sub(1), LINES)).await?;
    let lines =
        rows.iter().map(|row| ShownEntry::new(&shell.words, now, &head.base, row)).collect();
    let last = usize::try_from(total.div_ceil(LINES).max(1)).unwrap_or(1);
    let current = usize::try_from(at).unwrap_or(1);
    let pager = Pager::numbered(current, last, |page| asked.href(&head.base, page));
    let (clock, rng) = platform.chance();
    form.form = new_uuid(clock, rng).to_string();
    if form.kind.is_empty() {
        form.kind = crate::case::EntryKind::Happening.name().to_owned();
    }
    let kinds = kind_choices(&shell.words);
    Ok(TimelinePage { shell, head, form, kinds, asked, lines, total, pager })
}
