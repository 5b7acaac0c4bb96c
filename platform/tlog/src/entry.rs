//! What is written to the log, and the tables that keep it.

use serde_json::Value;
use uuid::Uuid;

use crate::TlogError;

/// The tables, for SQLite and PostgreSQL alike. Hashes are hexadecimal text; `at` is in
/// milliseconds UTC; `detail` is canonical JSON and may be set to NULL to erase it.
pub const MIGRATION: &str = "CREATE TABLE tlog_head (
    id bigint PRIMARY KEY,
    size bigint NOT NULL,
    frontier text NOT NULL);
INSERT INTO tlog_head (id, size, frontier) VALUES (1, 0, '');
CREATE TABLE tlog_entry (
    seq bigint PRIMARY KEY,
    at bigint NOT NULL,
    tenant_id uuid,
    delegate_id uuid,
    actor_kind text NOT NULL,
    actor_id uuid,
    action text NOT NULL,
    target_kind text,
    target_id uuid,
    detail text,
    detail_hash text,
    leaf_hash text NOT NULL);
CREATE INDEX tlog_entry_tenant ON tlog_entry (tenant_id, seq);";

/// Finds the entries about one thing.
pub const TARGET_INDEX: &str = "CREATE INDEX tlog_entry_target ON tlog_entry (target_id, seq);";

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The kind of actor, a word such as `person`, `job` or `system`.
    pub kind: String,
    /// Which one, if there are several.
    pub id: Option<Uuid>,
}

/// An entry before it has its place in the log.
///
/// Words are 1 to 64 letters of `a-z 0-9 . _ -`. Nothing in an entry may be personal data: name
/// people and things by id, texts and files by hash.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub(crate) tenant_id: Option<Uuid>,
    pub(crate) delegate_id: Option<Uuid>,
    pub(crate) actor: Actor,
    pub(crate) action: String,
    pub(crate) target: Option<(String, Option<Uuid>)>,
    pub(crate) detail: Option<Value>,
}

impl Entry {
    /// `actor_kind` (`actor_id`) did `action`.
    #[must_use]
    pub fn new(actor_kind: &str, actor_id: Option<Uuid>, action: &str) -> Self {
        Self {
            tenant_id: None,
            delegate_id: None,
            actor: Actor { kind: actor_kind.to_owned(), id: actor_id },
            action: action.to_owned(),
            target: None,
            detail: None,
        }
    }

    /// In whose data; the entry then shows in that tenant's own log.
    #[must_use]
    pub fn tenant(mut self, id: Uuid) -> Self {
        self.tenant_id = Some(id);
        self
    }

    /// Through which other party the actor was allowed to act, if not as the tenant's own.
    #[must_use]
    pub fn delegate(mut self, id: Uuid) -> Self {
        self.delegate_id = Some(id);
        self
    }

    /// What it was done to.
    #[must_use]
    pub fn target(mut self, kind: &str, id: Option<Uuid>) -> Self {
        self.target = Some((kind.to_owned(), id));
        self
    }

    /// More about it: ids, states, counts, hashes. Only its hash enters the tree.
    #[must_use]
    pub fn detail(mut self, detail: Value) -> Self {
        self.detail = Some(detail);
        self
    }

    pub(crate) fn check(&self) -> Result<(), TlogError> {
        check_word("actor kind", &self.actor.kind)?;
        check_word("action", &self.action)?;
        self.target.as_ref().map_or(Ok(()), |(kind, _)| check_word("target kind", kind))
    }
}

fn check_word(field: &'static str, word: &str) -> Result<(), TlogError> {
    let good = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b);
    if (1..=64).contains(&word.len()) && word.bytes().all(good) {
        Ok(())
    } else {
        Err(TlogError::BadWord { field })
    }
}
