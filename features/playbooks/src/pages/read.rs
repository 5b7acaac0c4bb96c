//! A playbook that others wrote, as a responder sees it: to read, to give out, to copy.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::Redirect,
    routing::get,
};
use hikeshi_db::Tx;
use hikeshi_identity::can;
use hikeshi_playbook::Playbook;
use hikeshi_ui::Shell;
use hikeshi_web::{Download, Html, Platform, Problem, RequestContext};
use std::borrow::Cow;

use super::{Place2, cacao_file, name_of, whole::Whole};
use crate::{
    keeper::{Keeper, Keeping},
    on_board::find_on_board,
    shelf::{KeptBy, copy_on_board, find_startable, give_out},
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/playbooks/read/{playbook}", get(show).post(copy))
        .route("/p/{provider}/playbooks/read/{playbook}", get(show).post(copy))
        .route("/c/{company}/playbooks/read/{playbook}/cacao", get(download))
        .route("/p/{provider}/playbooks/read/{playbook}/cacao", get(download))
}

#[derive(Template)]
#[template(path = "pages/read.html")]
struct ReadPage {
    shell: Shell,
    base: String,
    here: String,
    name: String,
    whole: Whole,
    may_copy: bool,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    keeper: Keeping<can::ViewPlaybooks>,
    Path((_, id)): Place2,
) -> Result<Html<ReadPage>, Problem> {
    let tx = platform.db.read(keeper.fence()).await?;
    let playbook = of_others(&tx, &platform, &keeper, &id).await?;
    let shell = keeper.shell(&tx, &context).await?;
    let base = keeper.base();
    Ok(Html(ReadPage {
        here: format!("{base}/read/{}", playbook.id),
        name: name_of(&shell.words, &playbook),
        whole: Whole::new(&shell, &playbook),
        may_copy: keeper.may_edit() && find_on_board(&id)?.is_some(),
        base,
        shell,
    }))
}

async fn copy(
    State(platform): State<Platform>,
    keeper: Keeping<can::EditPlaybooks>,
    Path((_, id)): Place2,
) -> Result<Redirect, Problem> {
    let source = find_on_board(&id)?.ok_or_else(Problem::not_found)?;
    let tx = platform.db.write(keeper.fence()).await?;
    let row = copy_on_board(&tx, &platform, &keeper, source).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("{}/own/{}/draft", keeper.base(), row.id)))
}

async fn download(
    State(platform): State<Platform>,
    keeper: Keeping<can::ViewPlaybooks>,
    Path((_, id)): Place2,
) -> Result<Download, Problem> {
    let tx = platform.db.read(keeper.fence()).await?;
    let playbook = of_others(&tx, &platform, &keeper, &id).await?;
    let written = give_out(&playbook, None)?;
    let written = written.map_err(|refusal| Problem::internal(refusal.to_string()))?;
    Ok(cacao_file(&playbook.id, &written))
}

/// One on board, or one that the company's provider keeps for it.
async fn of_others(
    tx: &Tx,
    platform: &Platform,
    keeper: &Keeper,
    id: &str,
) -> Result<Cow<'static, Playbook>, Problem> {
    if let Some(playbook) = find_on_board(id)? {
        return Ok(Cow::Borrowed(playbook));
    }
    let Keeper::Company(scope) = keeper else { return Err(Problem::not_found()) };
    let found = find_startable(tx, platform, scope, id).await?;
    let found = found.filter(|found| found.kept_by == KeptBy::Provider);
    found.map(|found| found.playbook).ok_or_else(Problem::not_found)
}
