//! How far the company's records are sealed, in plain words, and the checkpoint to take along.

use askama::Template;
use axum::{body::Body, extract::State};
use hikeshi_db::Fence;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Actor, Allowed, can};
use hikeshi_tlog::list_for_tenant;
use hikeshi_ui::Shell;
use hikeshi_web::{Download, Html, Platform, Problem, RequestContext};

use super::standing::Standing;
use crate::{own_log::publish_now, witness::with_cosignatures};

#[derive(Template)]
#[template(path = "pages/sealed.html")]
pub(super) struct SealedPage {
    shell: Shell,
    home: String,
    size: u64,
    /// Number and time of the company's last entry under the checkpoint.
    last: Option<(u64, String)>,
    note: String,
    /// Whether the reader may see the page of the whole installation.
    admin: bool,
    standing: Standing,
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewLog>,
) -> Result<Html<SealedPage>, Problem> {
    let ours = publish_now(&platform).await?;
    let tx = platform.db.read(Fence::Open).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Log).await?;
    let before = Some(ours.checkpoint.size);
    let last = list_for_tenant(tx.conn(), scope.company().0, before, 1).await?;
    let last = last.first().map(|entry| (entry.seq, context.words.date_time(entry.at())));
    let standing = Standing::of(&tx, &platform, &context, None).await?;
    let admin = matches!(scope.actor(), Actor::Person(person) if person.installation_admin);
    Ok(Html(SealedPage {
        shell,
        home: format!("/c/{}", scope.company()),
        size: ours.checkpoint.size,
        last,
        note: ours.note,
        admin,
        standing,
    }))
}

/// The checkpoint as a file, with the lines of all who vouch for it.
pub(super) async fn checkpoint(
    State(platform): State<Platform>,
    _scope: Allowed<can::ViewLog>,
) -> Result<Download, Problem> {
    let ours = publish_now(&platform).await?;
    let tx = platform.db.read(Fence::Open).await?;
    let note = with_cosignatures(&tx, &ours).await?;
    Ok(Download {
        name: format!("checkpoint-{}.txt", ours.checkpoint.size),
        mime: "text/plain; charset=utf-8",
        inline: false,
        body: Body::from(note),
    })
}
