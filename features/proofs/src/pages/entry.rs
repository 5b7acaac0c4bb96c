//! One entry of the log, what vouches for it, and its proof as a file.

use askama::Template;
use axum::{
    body::Body,
    extract::{Path, State},
};
use hikeshi_db::Fence;
use hikeshi_directory::{LogLine, LogNames, Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_tlog::{LoggedEntry, entry_at, prove_against};
use hikeshi_ui::Shell;
use hikeshi_web::{Download, Html, Platform, Problem, RequestContext};

use super::standing::Standing;
use crate::{
    own_log::{Published, publish_now, published},
    witness::{last_cosigned, with_cosignatures},
};

#[derive(Template)]
#[template(path = "pages/entry.html")]
pub(super) struct EntryPage {
    shell: Shell,
    home: String,
    line: LogLine,
    leaf: String,
    /// All entries about the same thing; empty if it is about none.
    about: String,
    /// The size of the checkpoint that covers it; `None` while there is none.
    sealed: Option<u64>,
    verify: String,
    standing: Standing,
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewLog>,
    Path((_, seq)): Path<(String, String)>,
) -> Result<Html<EntryPage>, Problem> {
    let entry = entry_of(&platform, &scope, &seq).await?;
    let sealed = match covering(&platform, entry.seq).await {
        Ok(found) => Some(found),
        Err(problem) => {
            tracing::warn!(?problem, "an entry could not be brought under a checkpoint");
            None
        }
    };
    let tx = platform.db.read(Fence::Open).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Log).await?;
    let names = LogNames::of(&tx, std::slice::from_ref(&entry)).await?;
    let standing = Standing::of(&tx, &platform, &context, i64::try_from(entry.seq).ok()).await?;
    let home = format!("/c/{}/log", scope.company());
    let about = match &entry.target {
        Some((kind, Some(id))) => format!("{home}?about={kind}:{id}"),
        _ => String::new(),
    };
    let verify = sealed.as_ref().map(|at| {
        let root = hex::encode(at.checkpoint.root);
        let (size, seq, leaf) = (at.checkpoint.size, entry.seq, &entry.leaf_hash);
        format!("/verify?size={size}&root={root}&entry={seq}&leaf={leaf}")
    });
    Ok(Html(EntryPage {
        shell,
        line: names.line(&context, &entry),
        leaf: entry.leaf_hash,
        about,
        home,
        sealed: sealed.map(|at| at.checkpoint.size),
        verify: verify.unwrap_or_default(),
        standing,
    }))
}

/// The proof as a `tlog-proof` file, against the newest checkpoint for which others vouch, or the
/// last one.
pub(super) async fn proof(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewLog>,
    Path((_, seq)): Path<(String, String)>,
) -> Result<Download, Problem> {
    let entry = entry_of(&platform, &scope, &seq).await?;
    let at = covering(&platform, entry.seq).await?;
    let tx = platform.db.read(Fence::Open).await?;
    let vouched = last_cosigned(&tx).await?.filter(|it| it.checkpoint.size > entry.seq);
    let note = match vouched {
        Some(vouched) => vouched.note,
        None => with_cosignatures(&tx, &at).await?,
    };
    let folder = platform.data_folder.join("log");
    let proof = prove_against(tx.conn(), &folder, entry.seq, &note).await?;
    Ok(Download {
        name: format!("entry-{}.tlog-proof", entry.seq),
        mime: "text/plain; charset=utf-8",
        inline: false,
        body: Body::from(proof.to_text()),
    })
}

/// The entry at that place, if it is the company's.
async fn entry_of(
    platform: &Platform,
    scope: &CompanyScope,
    seq: &str,
) -> Result<LoggedEntry, Problem> {
    let seq: u64 = seq.parse().map_err(|_| Problem::not_found())?;
    let tx = platform.db.read(scope.fence()).await?;
    let entry = entry_at(tx.conn(), seq).await?;
    entry.filter(|entry| entry.tenant_id == Some(scope.company().0)).ok_or_else(Problem::not_found)
}

/// A checkpoint over the entry: the last one, or one that is made now.
async fn covering(platform: &Platform, seq: u64) -> Result<Published, Problem> {
    match published(platform).await? {
        Some(last) if last.checkpoint.size > seq => Ok(last),
        _ => publish_now(platform).await,
    }
}
