//! From an approved letter to the persons on a list: the next step on the paper's page, and whom
//! its runs have reached.

use axum::{
    Router,
    response::{IntoResponse as _, Redirect, Response},
    routing::post,
};
use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, can};
use hikeshi_incidents::{model::incident, page::CaseHead};
use hikeshi_kernel::from_millis;
use hikeshi_ui::Shell;
use hikeshi_web::{Platform, Posted, Problem};
use serde::Deserialize;

use super::{letters_numbers::state_text, papers_on::OnPaper};
use crate::{
    letters::{Channel, Reached, begin_approved, channel_of, reached, runs_of_paper},
    model::paper,
    papers::approved_version,
};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/incidents/{incident}/filings/{paper}/letters", post(begin))
}

/// What the form posts: the number of the version that the person saw.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct BeginForm {
    seen: String,
}

async fn begin(
    on: OnPaper<can::EditReporting>,
    Posted(form): Posted<BeginForm>,
) -> Result<Response, Problem> {
    let tx = on.write().await?;
    let seen = (&*on.paper, form.seen.parse().unwrap_or(0));
    let run = begin_approved(&tx, &on.platform, &on.scope, &on.incident, seen).await?;
    let Some(run) = run else {
        drop(tx);
        return on.answer(Some("letters-not-approved")).await;
    };
    tx.commit().await?;
    let case = format!("/c/{}/incidents/{}", on.scope.company(), on.incident.id);
    Ok(Redirect::to(&format!("{case}/letters/{}", run.id)).into_response())
}

/// Letters to persons, as the page of their paper shows them.
pub(super) struct Letters {
    /// Whether they go out as mail; else on paper.
    pub by_mail: bool,
    /// The number of the version that can be sent now.
    pub serial: Option<i64>,
    /// The runs, the latest first.
    pub runs: Vec<RunLine>,
}

/// A run.
pub(super) struct RunLine {
    pub href: String,
    /// To how many persons, and how.
    pub reached: String,
    /// When the last letter went out, or when the run was prepared.
    pub at: String,
    pub state: String,
}

impl Letters {
    /// What the person may see and begin; `None` for a paper that is no letter to persons, or a
    /// person who does not see runs.
    pub async fn read(
        tx: &Tx,
        scope: &CompanyScope,
        (shell, head): (&Shell, &CaseHead),
        (incident, paper): (&incident::Model, &paper::Model),
    ) -> Result<Option<Self>, Problem> {
        let Some(channel) = channel_of(paper)? else { return Ok(None) };
        if !scope.may::<can::EditReporting>() {
            return Ok(None);
        }
        let version = approved_version(tx, paper).await?.filter(|_| head.may_work);
        let runs = runs_of_paper(tx, incident, paper).await?;
        let runs = reached(tx, incident.company_id, runs).await?;
        Ok(Some(Self {
            by_mail: channel == Channel::Email,
            serial: version.map(|version| version.serial),
            runs: runs
                .iter()
                .map(|run| RunLine::new(shell, head, run))
                .collect::<Result<_, _>>()?,
        }))
    }
}

impl RunLine {
    fn new(shell: &Shell, head: &CaseHead, reached: &Reached) -> Result<Self, Problem> {
        let (words, run) = (&shell.words, &reached.run);
        let made = from_millis(run.made_at);
        Ok(Self {
            href: format!("{}/letters/{}", head.base, run.id),
            reached: reached_text(shell, reached),
            at: words.date_time(reached.last.unwrap_or(made)),
            state: state_text(words, run)?,
        })
    }
}

/// To how many persons letters of a run went, and how.
pub(super) fn reached_text(shell: &Shell, reached: &Reached) -> String {
    let words = &shell.words;
    let persons = words.number(reached.persons);
    let channel = words.t(&format!("letters-channel-{}", reached.run.channel));
    words.ta("letters-reached", &[("count", &persons), ("channel", &channel)])
}
