//! A published version as a responder sees it, and as a file for others.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    routing::get,
};
use hikeshi_db::Tx;
use hikeshi_identity::can;
use hikeshi_ui::Shell;
use hikeshi_web::{Download, Html, Platform, Problem, RequestContext};

use super::{cacao_file, name_of, whole::Whole};
use crate::{
    keeper::{Keeper, Keeping},
    model::own_playbook,
    shelf::{Version, find, give_out, original_of, version_of},
};

/// Company or provider, playbook, number.
type Place3 = Path<(String, String, String)>;

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/playbooks/own/{playbook}/versions/{number}", get(show))
        .route("/p/{provider}/playbooks/own/{playbook}/versions/{number}", get(show))
        .route("/c/{company}/playbooks/own/{playbook}/versions/{number}/cacao", get(download))
        .route("/p/{provider}/playbooks/own/{playbook}/versions/{number}/cacao", get(download))
}

#[derive(Template)]
#[template(path = "pages/version.html")]
struct VersionPage {
    shell: Shell,
    here: String,
    name: String,
    number: i64,
    whole: Whole,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    keeper: Keeping<can::ViewPlaybooks>,
    Path((_, id, number)): Place3,
) -> Result<Html<VersionPage>, Problem> {
    let tx = platform.db.read(keeper.fence()).await?;
    let (row, version) = of(&tx, &keeper, &id, &number).await?;
    let shell = keeper.shell(&tx, &context).await?;
    Ok(Html(VersionPage {
        here: format!("{}/own/{}", keeper.base(), row.id),
        name: name_of(&shell.words, &version.playbook),
        number: version.row.number,
        whole: Whole::new(&shell, &version.playbook),
        shell,
    }))
}

async fn download(
    State(platform): State<Platform>,
    keeper: Keeping<can::ViewPlaybooks>,
    Path((_, id, number)): Place3,
) -> Result<Download, Problem> {
    let tx = platform.db.read(keeper.fence()).await?;
    let (row, version) = of(&tx, &keeper, &id, &number).await?;
    let original = original_of(&tx, &row).await?;
    let written = give_out(&version.playbook, original.as_ref())?;
    let written = written.map_err(|refusal| Problem::internal(refusal.to_string()))?;
    Ok(cacao_file(&format!("{}-{}", version.playbook.id, version.row.number), &written))
}

async fn of(
    tx: &Tx,
    keeper: &Keeper,
    id: &str,
    number: &str,
) -> Result<(own_playbook::Model, Version), Problem> {
    let row = find(tx, keeper, id).await?;
    let number = number.parse().map_err(|_| Problem::not_found())?;
    let version = version_of(tx, &row, number).await?.ok_or_else(Problem::not_found)?;
    Ok((row, version))
}
