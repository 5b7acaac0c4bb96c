//! A list cut into pieces: each is one encrypted file, worked off on its own.

use hikeshi_blobs::TenantKey;
use hikeshi_db::Tx;
use hikeshi_web::{Platform, Problem};
use uuid::Uuid;

use super::{Channel, Recipient, list, run};
use crate::model::{letter_chunk, letter_run};

/// The most recipients of a piece, and of a file to print.
const LARGEST: usize = 500;
/// Pages of a file to print, at most.
const PAGES: usize = 700;
/// Lines that certainly fit on a page, and letters in such a line.
const LINES_OF_PAGE: usize = 24;
const LETTERS_OF_LINE: usize = 34;
/// Bytes of a list in a file to print, at most.
const BYTES: usize = 600_000;

/// The pieces of a run in their order, with the files of a run on paper.
///
/// # Errors
/// A problem of the database.
pub async fn chunks_of(
    tx: &Tx,
    run: &letter_run::Model,
) -> Result<Vec<letter_chunk::Model>, Problem> {
    run::chunks(tx, run).await
}

/// Stores the recipients in pieces; returns the files with their numbers of recipients.
pub(super) async fn keep_chunks(
    platform: &Platform,
    key: &TenantKey,
    run: &letter_run::Model,
    recipients: &[Recipient],
) -> Result<Vec<(Uuid, usize)>, Problem> {
    let mut kept = Vec::new();
    for chunk in recipients.chunks(size(run, recipients)?) {
        kept.push((list::keep(platform, key, serde_json::to_vec(chunk)?).await?, chunk.len()));
    }
    Ok(kept)
}

/// The recipients of a piece; none when its list is deleted.
pub(super) async fn open_chunk(
    platform: &Platform,
    key: &TenantKey,
    chunk: &letter_chunk::Model,
) -> Result<Vec<Recipient>, Problem> {
    let Some(blob) = chunk.list_blob_id else { return Ok(Vec::new()) };
    Ok(serde_json::from_slice(&list::whole(platform, key, blob).await?)?)
}

/// So many recipients that the file to print stays within the bounds of the typesetter.
fn size(run: &letter_run::Model, recipients: &[Recipient]) -> Result<usize, Problem> {
    if run.way()? == Channel::Email {
        return Ok(LARGEST);
    }
    let longest = recipients.iter().map(|one| serde_json::to_vec(one).map_or(0, |json| json.len()));
    let longest = longest.max().unwrap_or(1);
    let pages = pages(&run.body, longest);
    Ok((PAGES / pages).min(BYTES / longest.max(1)).clamp(1, LARGEST))
}

/// The most pages that a letter can have, with `merged` bytes put into it.
fn pages(body: &str, merged: usize) -> usize {
    let lines = |line: &str| line.chars().count() / LETTERS_OF_LINE + 1;
    let lines: usize = body.lines().map(lines).sum();
    // The first page has room for half as much.
    (lines + merged / 3 / LETTERS_OF_LINE) / LINES_OF_PAGE + 2
}
