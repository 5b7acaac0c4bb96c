//! What a spare knows of itself, and how its pages say so.

use axum::{
    extract::{Request, State},
    http::Method,
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use hikeshi_db::Tx;
use hikeshi_kernel::from_millis;
use hikeshi_web::{Problem, RequestContext};
use jiff::Timestamp;
use sea_orm::ConnectionTrait as _;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::{SpareError, rows::statement};

/// Of what this data folder is a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The spare.
    pub spare: Uuid,
    /// The public half of the installation's master key.
    pub installation: String,
    /// The company.
    pub company: Uuid,
    /// When it was made.
    pub copied_at: Timestamp,
    /// The hash of the rows as they were then.
    pub base_sha256: String,
    /// When its work was taken back, if it was.
    pub merged_at: Option<Timestamp>,
}

/// Where this data folder comes from; nothing if it is an installation itself.
///
/// # Errors
/// A failure of the database.
pub async fn origin(tx: &Tx) -> Result<Option<Origin>, SpareError> {
    let sql = "SELECT spare_id, installation, company_id, copied_at, base_sha256, merged_at \
               FROM spare_origin WHERE id = 1";
    let found = tx.conn().query_one_raw(statement(tx, sql.to_owned(), Vec::new())).await?;
    let Some(row) = found else { return Ok(None) };
    let merged: Option<i64> = row.try_get("", "merged_at")?;
    Ok(Some(Origin {
        spare: row.try_get("", "spare_id")?,
        installation: row.try_get("", "installation")?,
        company: row.try_get("", "company_id")?,
        copied_at: from_millis(row.try_get("", "copied_at")?),
        base_sha256: row.try_get("", "base_sha256")?,
        merged_at: merged.map(from_millis),
    }))
}

/// SHA-256 over the base: table, key and content of every row, in their order.
pub(crate) async fn base_hash(tx: &Tx) -> Result<String, SpareError> {
    const PAGE: usize = 500;
    let sql = format!(
        "SELECT table_name, row_key, content FROM spare_base \
         WHERE (table_name, row_key) > ($1, $2) ORDER BY table_name, row_key LIMIT {PAGE}"
    );
    let (mut hash, mut table, mut key) = (Sha256::new(), String::new(), String::new());
    loop {
        let values = vec![table.clone().into(), key.clone().into()];
        let rows = tx.conn().query_all_raw(statement(tx, sql.clone(), values)).await?;
        for row in &rows {
            table = row.try_get("", "table_name")?;
            key = row.try_get("", "row_key")?;
            let content: String = row.try_get("", "content")?;
            for part in [&table, &key, &content] {
                hash.update((part.len() as u64).to_be_bytes());
                hash.update(part.as_bytes());
            }
        }
        if rows.len() < PAGE {
            return Ok(hex::encode(hash.finalize()));
        }
    }
}

/// Lets every page of a spare say first that it is one, and of when.
pub async fn mark_banner(
    State(origin): State<Origin>,
    mut request: Request,
    next: Next,
) -> Response {
    if let Some(context) = request.extensions_mut().get_mut::<RequestContext>() {
        let words = context.words.clone();
        let when = words.date_time(origin.copied_at);
        context.banner = Some(match origin.merged_at {
            None => words.html_a("spare-banner", &[("when", &when)]),
            Some(at) => {
                let merged = words.date_time(at);
                words.html_a("spare-banner-merged", &[("when", &when), ("merged", &merged)])
            }
        });
    }
    next.run(request).await
}

/// Refuses what belongs to the installation alone: letters, so that nobody gets one twice; the
/// printed kit, whose tags are numbered; links for outsiders, whose visits would not come back.
pub async fn refuse_letters(request: Request, next: Next) -> Response {
    let key = request.uri().path().split('/').find_map(|part| match part {
        "letters" => Some("spare-letters-held"),
        "kit" => Some("spare-kit-held"),
        "shares" => Some("spare-shares-held"),
        _ => None,
    });
    let Some(key) = key.filter(|_| request.method() != Method::GET) else {
        return next.run(request).await;
    };
    let words = request.extensions().get::<RequestContext>().map(|context| context.words.clone());
    let text = words.map(|words| words.t(key)).unwrap_or_default();
    Problem::invalid(text).into_response()
}
