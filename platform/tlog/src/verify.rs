//! Computing the whole log again from its rows.

use sea_orm::ConnectionTrait;

use crate::{Frontier, Hash, TlogError, rows};

/// Rows read at once.
const PAGE: u64 = 1000;

/// What was found to be whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified {
    /// The number of entries.
    pub size: u64,
    /// The root of their tree; compare it with a checkpoint that somebody else kept.
    pub root: Hash,
}

/// Recomputes every leaf from its row and the root from the leaves. Entries appended meanwhile
/// are left for the next time.
///
/// This finds changes by somebody who does not recompute the tree; somebody who does is found by
/// comparing the root with a kept checkpoint.
///
/// # Errors
/// [`TlogError::Broken`] with the first sequence number that does not fit; [`TlogError::Db`].
pub async fn verify_rows(conn: &impl ConnectionTrait) -> Result<Verified, TlogError> {
    let head = rows::head(conn).await?;
    let mut frontier = Frontier::default();
    while frontier.size() < head.size() {
        for entry in rows::entries(conn, frontier.size(), head.size(), PAGE).await? {
            let seq = entry.seq;
            frontier.append(entry.checked_leaf().map_err(|why| TlogError::Broken { seq, why })?);
        }
    }
    if frontier == head {
        Ok(Verified { size: head.size(), root: head.root() })
    } else {
        // Every row agrees with itself, but not with the tree that was built when it was written.
        let why = "the entries up to here do not give the root that was recorded";
        Err(TlogError::Broken { seq: head.size().saturating_sub(1), why })
    }
}
