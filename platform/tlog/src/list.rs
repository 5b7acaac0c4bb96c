//! Entries as they stand in the log, and one tenant's own log.

use hikeshi_kernel::from_millis;
use jiff::Timestamp;
use sea_orm::{ConnectionTrait, QueryResult};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::canonical::canonical_json;
use crate::rows::{COLUMNS, count_from, statement, to_bigint};
use crate::{Actor, Hash, TlogError, leaf_hash};

/// An entry as it stands in the log, with its place and its leaf.
#[derive(Debug, Clone, PartialEq)]
pub struct LoggedEntry {
    /// The place in the log, from 0; also the index of the leaf in the tree.
    pub seq: u64,
    /// When, in milliseconds UTC.
    pub at_millis: i64,
    /// In whose data.
    pub tenant_id: Option<Uuid>,
    /// Through which other party the actor acted.
    pub delegate_id: Option<Uuid>,
    /// Who.
    pub actor: Actor,
    /// Did what.
    pub action: String,
    /// To what: kind and id.
    pub target: Option<(String, Option<Uuid>)>,
    /// More about it, as canonical JSON; `None` if there was nothing or it was erased.
    pub detail: Option<String>,
    /// SHA-256 of the detail in hexadecimal; stays when the detail is erased.
    pub detail_hash: Option<String>,
    /// The hash of the leaf in hexadecimal, as stored.
    pub leaf_hash: String,
}

/// One page of the entries of a tenant, newest first: at most `limit` entries before the
/// sequence number `before` (`None`: from the newest).
///
/// # Errors
/// [`TlogError::Db`].
pub async fn list_for_tenant(
    conn: &impl ConnectionTrait,
    tenant_id: Uuid,
    before: Option<u64>,
    limit: u32,
) -> Result<Vec<LoggedEntry>, TlogError> {
    let before = before.and_then(|seq| i64::try_from(seq).ok()).unwrap_or(i64::MAX);
    let sql = format!(
        "SELECT {COLUMNS} FROM tlog_entry WHERE tenant_id = $1 AND seq < $2 \
         ORDER BY seq DESC LIMIT $3"
    );
    let values = [tenant_id.into(), before.into(), i64::from(limit).into()];
    let rows = conn.query_all_raw(statement(conn, &sql, values)).await?;
    rows.iter().map(LoggedEntry::from_row).collect()
}

/// All entries of a tenant about one thing, oldest first.
///
/// # Errors
/// [`TlogError::Db`].
pub async fn entries_about(
    conn: &impl ConnectionTrait,
    tenant_id: Uuid,
    kind: &str,
    id: Uuid,
) -> Result<Vec<LoggedEntry>, TlogError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM tlog_entry \
         WHERE target_id = $1 AND target_kind = $2 AND tenant_id = $3 ORDER BY seq"
    );
    let values = [id.into(), kind.into(), tenant_id.into()];
    let rows = conn.query_all_raw(statement(conn, &sql, values)).await?;
    rows.iter().map(LoggedEntry::from_row).collect()
}

/// All entries about one thing whosever it is, oldest first: for those who look after the
/// installation, never for a page.
///
/// # Errors
/// [`TlogError::Db`].
pub async fn all_entries_about(
    conn: &impl ConnectionTrait,
    kind: &str,
    id: Uuid,
) -> Result<Vec<LoggedEntry>, TlogError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM tlog_entry WHERE target_id = $1 AND target_kind = $2 ORDER BY seq"
    );
    let rows = conn.query_all_raw(statement(conn, &sql, [id.into(), kind.into()])).await?;
    rows.iter().map(LoggedEntry::from_row).collect()
}

/// The entry at a place, from 0; `None` if there is none.
///
/// # Errors
/// [`TlogError::Db`].
pub async fn entry_at(
    conn: &impl ConnectionTrait,
    seq: u64,
) -> Result<Option<LoggedEntry>, TlogError> {
    let sql = format!("SELECT {COLUMNS} FROM tlog_entry WHERE seq = $1");
    let row = conn.query_one_raw(statement(conn, &sql, [to_bigint(seq).into()])).await?;
    row.as_ref().map(LoggedEntry::from_row).transpose()
}

impl LoggedEntry {
    /// [`Self::at_millis`] as an instant.
    #[must_use]
    pub fn at(&self) -> Timestamp {
        from_millis(self.at_millis)
    }

    /// The bytes that are hashed into the tree and published: canonical JSON, without the detail
    /// but with its hash. `v` is the version of this form.
    ///
    /// # Errors
    /// [`TlogError::BadNumber`] if the time is beyond all calendars.
    pub fn bytes(&self) -> Result<Vec<u8>, TlogError> {
        let target = self.target.as_ref().map(|(kind, id)| json!({"kind": kind, "id": id}));
        let entry = json!({
            "v": 1,
            "seq": self.seq,
            "at": self.at_millis,
            "tenant": self.tenant_id,
            "delegate": self.delegate_id,
            "actor": {"kind": self.actor.kind, "id": self.actor.id},
            "action": self.action,
            "target": target,
            "detail": self.detail_hash,
        });
        canonical_json(&entry).map(String::into_bytes)
    }

    /// Reads [`LoggedEntry::bytes`]; `None` for any other text. The detail is not in there.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let fields: Value = serde_json::from_str(text).ok()?;
        let id = |value: &Value| match value {
            Value::Null => Some(None),
            other => other.as_str()?.parse().ok().map(Some),
        };
        let target = match &fields["target"] {
            Value::Null => None,
            target => Some((target["kind"].as_str()?.to_owned(), id(&target["id"])?)),
        };
        let actor = &fields["actor"];
        let read = Self {
            seq: fields["seq"].as_u64()?,
            at_millis: fields["at"].as_i64()?,
            tenant_id: id(&fields["tenant"])?,
            delegate_id: id(&fields["delegate"])?,
            actor: Actor { kind: actor["kind"].as_str()?.to_owned(), id: id(&actor["id"])? },
            action: fields["action"].as_str()?.to_owned(),
            target,
            detail: None,
            detail_hash: fields["detail"].as_str().map(str::to_owned),
            leaf_hash: hex::encode(leaf_hash(text.as_bytes())),
        };
        // Only what is written exactly so was hashed so.
        (read.bytes().ok()? == text.as_bytes()).then_some(read)
    }

    /// Computes the leaf from the fields.
    ///
    /// # Errors
    /// As [`LoggedEntry::bytes`].
    pub fn leaf(&self) -> Result<Hash, TlogError> {
        self.bytes().map(|bytes| leaf_hash(&bytes))
    }

    /// The detail as JSON; `None` if there was none or it was erased.
    #[must_use]
    pub fn detail_value(&self) -> Option<Value> {
        serde_json::from_str(self.detail.as_deref()?).ok()
    }

    /// The leaf, if the row agrees with itself; otherwise what is wrong.
    pub(crate) fn checked_leaf(&self) -> Result<Hash, &'static str> {
        match (&self.detail, &self.detail_hash) {
            (Some(detail), Some(hash)) if hash_text(detail) != *hash => {
                return Err("the detail was changed");
            }
            (Some(_), None) => return Err("a detail was added"),
            _ => {}
        }
        let leaf = self.leaf().map_err(|_| "a field is out of range")?;
        if hex::encode(leaf) == self.leaf_hash { Ok(leaf) } else { Err("a field was changed") }
    }

    pub(crate) fn from_row(row: &QueryResult) -> Result<Self, TlogError> {
        let target_kind: Option<String> = row.try_get("", "target_kind")?;
        let target_id: Option<Uuid> = row.try_get("", "target_id")?;
        Ok(Self {
            seq: count_from(row.try_get("", "seq")?),
            at_millis: row.try_get("", "at")?,
            tenant_id: row.try_get("", "tenant_id")?,
            delegate_id: row.try_get("", "delegate_id")?,
            actor: Actor { kind: row.try_get("", "actor_kind")?, id: row.try_get("", "actor_id")? },
            action: row.try_get("", "action")?,
            target: target_kind.map(|kind| (kind, target_id)),
            detail: row.try_get("", "detail")?,
            detail_hash: row.try_get("", "detail_hash")?,
            leaf_hash: row.try_get("", "leaf_hash")?,
        })
    }
}

/// SHA-256 of a text in hexadecimal.
pub(crate) fn hash_text(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}
