//! The start: what did you notice?

use askama::Template;
use axum::{extract::State, response::IntoResponse};
use axum_extra::extract::{CookieJar, Query};
use hikeshi_ui::{Markup, Shell};
use hikeshi_web::{Html, Platform, Problem};
use serde::Deserialize;

use super::{
    help::{actions_path, is_secret, receipt_path},
    help_resume::{RESUME_COOKIE, resume_path},
    help_visit::HelpVisit,
};
use crate::{content::content, help::find_draft};

#[derive(Template)]
#[template(path = "pages/help_start.html")]
struct StartPage {
    shell: Shell,
    groups: Vec<GroupView>,
    resume: Option<Resume>,
}

struct GroupView {
    id: String,
    icon: Markup,
    title: Markup,
    symptoms: Vec<(String, Markup)>,
}

/// The way back to answers that this browser began, or to what it sent.
enum Resume {
    Go(String),
    Receipt(String),
}

/// Which answers on the way get another symptom.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct DraftQuery {
    #[serde(default)]
    pub d: Option<String>,
}

pub(crate) async fn show(
    State(platform): State<Platform>,
    visit: HelpVisit,
    Query(query): Query<DraftQuery>,
    jar: CookieJar,
) -> Result<impl IntoResponse, Problem> {
    let cookie = jar.get(RESUME_COOKIE).map(|cookie| cookie.value().to_owned());
    let resume = match cookie.filter(|secret| is_secret(secret) && query.d.is_none()) {
        Some(secret) => resume(&platform, &visit, &secret).await?,
        None => None,
    };
    let groups = groups(&visit, query.d.as_deref())?;
    Ok(Html(StartPage { groups, resume, shell: visit.shell }))
}

fn groups(visit: &HelpVisit, draft: Option<&str>) -> Result<Vec<GroupView>, Problem> {
    let triage = &content()?.triage;
    let groups = triage.groups.iter().map(|group| GroupView {
        id: group.id.clone(),
        icon: visit.shell.icon(&group.icon),
        title: visit.shell.text(&group.title),
        symptoms: triage
            .symptoms_of(&group.id)
            .map(|symptom| {
                (actions_path(&visit.token, &symptom.id, draft), visit.shell.text(&symptom.title))
            })
            .collect(),
    });
    Ok(groups.collect())
}

async fn resume(
    platform: &Platform,
    visit: &HelpVisit,
    secret: &str,
) -> Result<Option<Resume>, Problem> {
    let tx = platform.db.read(visit.scope.fence()).await?;
    let Ok(draft) = find_draft(&tx, &visit.scope, secret).await else { return Ok(None) };
    Ok(Some(match draft.report {
        Some(_) => Resume::Receipt(receipt_path(&visit.token, secret)),
        None => Resume::Go(resume_path(&visit.token, secret)),
    }))
}
