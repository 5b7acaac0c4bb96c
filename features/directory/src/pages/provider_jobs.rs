//! The jobs that failed too often, for whoever set the installation up: what went wrong,
//! and trying again. Jobs belong to the whole installation.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Redirect,
};
use hikeshi_db::Fence;
use hikeshi_identity::{AllowedProvider, ProviderScope, audit_open, can};
use hikeshi_jobs::{DeadJob, dead_jobs, retry_dead};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use super::id_of;
use crate::provider_shell::{ProviderPlace, may_see_jobs, provider_shell};

#[derive(Template)]
#[template(path = "pages/provider_jobs.html")]
pub(super) struct JobsPage {
    shell: Shell,
    home: String,
    jobs: Vec<DeadJob>,
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: AllowedProvider<can::EditProvider>,
) -> Result<Html<JobsPage>, Problem> {
    if !may_see_jobs(&scope) {
        return Err(Problem::forbidden());
    }
    let tx = platform.db.read(Fence::Open).await?;
    let (shell, _) = provider_shell(&tx, &scope, &context, ProviderPlace::Jobs).await?;
    Ok(Html(JobsPage { shell, home: home(&scope), jobs: dead_jobs(&tx).await? }))
}

pub(super) async fn retry(
    State(platform): State<Platform>,
    scope: AllowedProvider<can::EditProvider>,
    Path((_, job)): Path<(String, String)>,
) -> Result<Redirect, Problem> {
    if !may_see_jobs(&scope) {
        return Err(Problem::forbidden());
    }
    let id = id_of(&job)?;
    let tx = platform.db.write(Fence::Open).await?;
    if !retry_dead(&tx, id, platform.clock.now()).await? {
        return Err(Problem::not_found());
    }
    let who = Some(scope.person.account.0);
    audit_open(&tx, &platform, who, "job.retried", ("job", id)).await?;
    tx.commit().await?;
    Ok(Redirect::to(&home(&scope)))
}

fn home(scope: &ProviderScope) -> String {
    format!("/p/{}/jobs", scope.provider)
}
