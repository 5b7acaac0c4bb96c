//! One run: its list, who has confirmed, how far it is, what people can do.

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use hikeshi_db::Tx;
use hikeshi_i18n::Words;
use hikeshi_identity::{
    CompanyScope,
    can::{self, Action},
};
use hikeshi_incidents::{
    case::Purpose,
    model::incident,
    page::{CaseHead, Tab},
};
use hikeshi_kernel::from_millis;
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{Html, Posted, Problem};
use serde::Deserialize;

use super::{
    letters_at::AtRun,
    letters_fields::with_fields,
    letters_numbers::{Persons, state_text},
};
use crate::{
    letters::{
        Act, Channel, NEEDED, Progress, Refused, RunState, act, chunks_of, confirm_run,
        confirmations_of, progress_of, runs_of, still_approved,
    },
    model::letter_run,
    papers::paper_of_version,
};

/// Seconds after which the page of a run under way loads itself again.
const RELOAD: &str = "10";

#[derive(Template)]
#[template(path = "pages/letters_run.html")]
pub(super) struct RunPage {
    shell: Shell,
    head: CaseHead,
    here: String,
    run: letter_run::Model,
    state: &'static str,
    state_text: String,
    /// Subject and text, their merge fields in words.
    subject: String,
    body: String,
    is_over: bool,
    paper: bool,
    real: bool,
    persons: Persons,
    /// Whether the rows left out can be saved.
    table: bool,
    /// How many printed letters were posted, and when.
    posted: Option<String>,
    /// Letters of another kind go to persons, too: who is on both lists gets both.
    other_way: bool,
    made: String,
    channel: String,
    progress: Progress,
    numbers: Numbers,
    /// Who has confirmed, and when.
    confirmed: Vec<(String, String)>,
    /// Who had confirmed and may not any more.
    lapsed: Vec<String>,
    mine: bool,
    may_decide: bool,
    /// The page of the paper that is sent.
    paper_href: Option<String>,
    /// Whether its approval still stands.
    stands: bool,
    files: Vec<File>,
}

/// The numbers of [`Progress`] as text.
struct Numbers {
    total: String,
    left_out: String,
    sent: String,
    failed: String,
    unknown: String,
    waiting: String,
}

/// A file to print.
struct File {
    href: String,
    name: String,
    missing: String,
}

/// What the forms of the page post.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ActForm {
    act: String,
    seen: String,
}

pub(super) async fn show(at: AtRun<can::EditReporting>) -> Result<Response, Problem> {
    let (tx, shell) = at.page().await?;
    let page = page(&tx, &at.scope, shell, (&at.incident, at.run)).await?;
    let reload = page.state == RunState::Running.name();
    let mut response = Html(page).into_response();
    if reload {
        response.headers_mut().insert(header::REFRESH, HeaderValue::from_static(RELOAD));
    }
    Ok(response)
}

pub(super) async fn confirm(
    at: AtRun<can::DecideFilings>,
    Posted(form): Posted<ActForm>,
) -> Result<Response, Problem> {
    let seen = form.seen.parse().unwrap_or(-1);
    let tx = at.platform.db.write(at.scope.fence()).await?;
    let about = (&at.incident, &at.run);
    let done = confirm_run(&tx, &at.platform, &at.scope, about, seen).await?;
    end(&at, tx, done).await
}

pub(super) async fn do_act(
    at: AtRun<can::DecideFilings>,
    Posted(form): Posted<ActForm>,
) -> Result<Response, Problem> {
    let wanted = Act::from_name(&form.act).ok_or_else(Problem::not_found)?;
    let tx = at.platform.db.write(at.scope.fence()).await?;
    let done = act(&tx, &at.platform, &at.scope, (&at.incident, &at.run), wanted).await?;
    end(&at, tx, done).await
}

/// Keeps what was done, or shows why it was not.
async fn end<A: Action>(
    at: &AtRun<A>,
    tx: Tx,
    done: Result<(), Refused>,
) -> Result<Response, Problem> {
    match done {
        Ok(()) => {
            tx.commit().await?;
            Ok(at.to(""))
        }
        Err(refused) => {
            drop(tx);
            at.refuse(refused.key()).await
        }
    }
}

/// The page of the run as it stands now, with what is wrong at a field (`""`: at none).
pub(super) async fn refused<A: Action>(
    at: &AtRun<A>,
    status: StatusCode,
    (field, text): (&str, String),
) -> Result<Response, Problem> {
    let (tx, mut shell) = at.page().await?;
    let run = at.run_now(&tx).await?;
    shell.errors.push(FieldError::new(field, text));
    Ok(Html(page(&tx, &at.scope, shell, (&at.incident, run)).await?).with_status(status))
}

async fn page(
    tx: &Tx,
    scope: &CompanyScope,
    shell: Shell,
    (incident, run): (&incident::Model, letter_run::Model),
) -> Result<RunPage, Problem> {
    let words = shell.words.clone();
    let state = run.run_state()?;
    let mut progress = progress_of(tx, &run).await?;
    if state.is_over() {
        // Nobody is at work any more: what was claimed when the run ended is of unknown fate.
        progress.unknown += std::mem::take(&mut progress.claimed);
    }
    let (confirmed, lapsed): (Vec<_>, Vec<_>) =
        confirmations_of(tx, &run).await?.into_iter().partition(|one| one.stands);
    let me = scope.account().map(Into::into);
    let mine = confirmed.iter().any(|one| Some(one.row.account_id) == me);
    let head = CaseHead::new(scope, &words, incident, Tab::Documents);
    let here = format!("{}/letters/{}", head.base, run.id);
    let paper = paper_of_version(tx, incident, run.paper_version).await?;
    let stands = still_approved(tx, incident, &run).await?;
    let persons = Persons::read(tx, scope, &words, (incident, &run)).await?;
    let others = runs_of(tx, incident).await?;
    let other_way = others.iter().any(|one| one.channel != run.channel && one.started_at.is_some());
    let missing = NEEDED.saturating_sub(confirmed.len());
    let state_text = match state {
        RunState::Confirm => words.t1("letters-confirm-wait", "count", missing),
        _ => state_text(&words, &run)?,
    };
    let mut files = Vec::new();
    for chunk in chunks_of(tx, &run).await?.into_iter().filter(|chunk| chunk.pdf_blob_id.is_some())
    {
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("number", &(chunk.nth + 1)), ("count", &words.number(chunk.recipients))];
        files.push(File {
            href: format!("{here}/files/{}", chunk.nth),
            name: words.ta("letters-file", &values),
            missing: chunk.missing,
        });
    }
    Ok(RunPage {
        paper_href: paper.map(|paper| format!("{}/filings/{}", head.base, paper.id)),
        stands,
        here,
        state: state.name(),
        state_text,
        subject: with_fields(&words, &run.subject),
        body: with_fields(&words, &run.body),
        persons,
        table: run.left_out_blob_id.is_some(),
        posted: posted_text(&words, &run),
        other_way,
        is_over: state.is_over(),
        paper: run.way()? == Channel::Paper,
        real: incident.purpose == Purpose::Real.name(),
        made: words.date_time(from_millis(run.made_at)),
        channel: words.t(&format!("letters-channel-{}", run.channel)),
        numbers: Numbers {
            total: words.number(progress.total),
            left_out: words.number(run.left_out),
            sent: words.number(progress.sent),
            failed: words.number(progress.failed),
            unknown: words.number(progress.unknown),
            waiting: words.number(progress.waiting().max(0)),
        },
        progress,
        confirmed: confirmed
            .into_iter()
            .map(|one| (one.row.name, words.date_time(from_millis(one.row.at))))
            .collect(),
        lapsed: lapsed.into_iter().map(|one| one.row.name).collect(),
        mine,
        may_decide: scope.may::<can::DecideFilings>() && scope.provider().is_none(),
        files,
        run,
        head,
        shell,
    })
}

/// How many printed letters were posted, and when.
fn posted_text(words: &Words, run: &letter_run::Model) -> Option<String> {
    let (count, on) = run.posted.zip(run.posted_on)?;
    let at = words.date_time(from_millis(on));
    Some(words.ta("letters-posted-on", &[("count", &words.number(count)), ("at", &at)]))
}
