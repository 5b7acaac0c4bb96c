//! The link of a hand-over: somebody without an account confirms it or says that it is not so.
//!
//! Opening it changes nothing, because mail programs open links by themselves. It shows what is in
//! the person's hands and nothing else of the case.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_db::{Fence, Tx};
use hikeshi_directory::company;
use hikeshi_kernel::{Moment, from_millis};
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::evidence_form::Check;
use crate::evidence::{
    Answer, Answered, HandOverLink, NewAnswer, Party, Side, answer_hand_over, asked_party,
    asked_side, by_hand_over_link,
};

pub(crate) fn routes() -> Router<Platform> {
    Router::new().route("/hand-over/{token}", get(show).post(submit))
}

#[derive(Template)]
#[template(path = "pages/hand_over_link.html")]
struct LinkPage {
    shell: Shell,
    company: String,
    number: String,
    title: String,
    serial_number: String,
    seal: String,
    sha256: String,
    from: String,
    to: String,
    when: String,
    asks_giver: bool,
    waits: bool,
    confirmed: bool,
    answered: String,
    typed: Typed,
}

/// What the person typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Typed {
    act: String,
    name: String,
    reason: String,
}

impl LinkPage {
    async fn of(
        tx: &Tx,
        shell: Shell,
        link: HandOverLink,
        typed: Typed,
    ) -> Result<Html<Self>, Problem> {
        let moment: Moment = serde_json::from_str(&link.event.moment_json).unwrap_or_default();
        let answered = match &link.answer {
            Answer::Waiting => String::new(),
            Answer::Confirmed(event) | Answer::Refused(event) | Answer::Withdrawn(event) => {
                shell.words.date_time(from_millis(event.at))
            }
        };
        Ok(Html(Self {
            company: company(tx, &link.scope).await?.name,
            when: shell.words.moment(&moment),
            asks_giver: asked_side(&link.event) == Side::Giver,
            waits: link.answer == Answer::Waiting,
            confirmed: matches!(link.answer, Answer::Confirmed(_)),
            number: link.exhibit.number,
            title: link.exhibit.title,
            serial_number: link.exhibit.serial_number,
            seal: link.event.seal,
            sha256: link.exhibit.sha256,
            from: link.event.from_name,
            to: link.event.to_name,
            answered,
            typed,
            shell,
        }))
    }
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let tx = platform.db.read(Fence::Open).await?;
    let link = by_hand_over_link(&tx, &platform, &token).await?;
    let typed = Typed { name: asked_party(&link.event).name, ..Typed::default() };
    Ok(LinkPage::of(&tx, context.shell(), link, typed).await?.into_response())
}

async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    Path(token): Path<String>,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(Fence::Open).await?;
    let link = by_hand_over_link(&tx, &platform, &token).await?;
    let mut shell = context.shell();
    let mut check = Check { shell: &mut shell, failed: false };
    let confirmed = typed.act == "confirm";
    let name = check.line("name", &typed.name, 120, true);
    let note = check.line("reason", &typed.reason, 400, !confirmed);
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    if !check.failed {
        let new = NewAnswer {
            confirmed,
            by: Party::named(name),
            note,
            moment: Moment::Exact { at: platform.clock.now() },
            witness: String::new(),
            photos: Vec::new(),
        };
        let about = (&link.incident, &link.exhibit);
        let answer = (link.event.id, new);
        match answer_hand_over(&tx, &platform, &link.scope, about, answer).await? {
            Answered::Done => {
                tx.commit().await?;
                return Ok(Redirect::to(&format!("/hand-over/{token}")).into_response());
            }
            Answered::Already => {
                return Ok(Redirect::to(&format!("/hand-over/{token}")).into_response());
            }
            Answered::SamePerson => {
                let text = shell.t("custody-error-same-person");
                shell.errors.push(FieldError::new("name", text));
            }
        }
    }
    Ok(LinkPage::of(&tx, shell, link, typed).await?.with_status(status))
}
