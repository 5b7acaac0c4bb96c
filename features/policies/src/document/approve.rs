//! Approving: people of the company decide that a text holds. The last approval freezes it.

use hikeshi_db::Tx;
use hikeshi_directory::company_key;
use hikeshi_identity::{AccountId, CompanyId, CompanyScope, Role, audit, can, scope_of_account};
use hikeshi_kernel::{from_millis, japan, to_millis};
use hikeshi_policy::Template;
use hikeshi_web::{Platform, Problem};
use jiff::ToSpan as _;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    Document, Now, Signed, Snapshot, find_document,
    freeze::{KeptFile, keep_files, keep_version},
    hold, last_version,
};
use crate::{model::policy_approval, readers};

/// What became of an approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Approval {
    /// Nobody is missing: the version is frozen.
    Complete,
    /// It is noted; another person is missing.
    Noted,
    /// The document no longer says what the person saw.
    Moved,
    /// This person approved it already.
    Already,
    /// The person's role does not approve this document.
    NotTheirs,
    /// Something that the document needs is not filled in.
    Blank,
}

/// Who approved what the document says now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Approvals {
    /// Account, name, role, when: only those who may still approve.
    pub given: Vec<(Uuid, Signed)>,
    /// So many different people are needed.
    pub needed: usize,
    /// One of them in such a role.
    pub roles: Vec<String>,
}

impl Approvals {
    /// Whether nobody is missing.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.given.len() >= self.needed && self.has_role()
    }

    /// Whether somebody with the role that decides is among them.
    #[must_use]
    pub fn has_role(&self) -> bool {
        self.given.iter().any(|(_, signed)| self.roles.contains(&signed.role))
    }

    /// Whether this account approved.
    #[must_use]
    pub fn has(&self, account: Option<AccountId>) -> bool {
        self.given.iter().any(|(id, _)| Some(*id) == account.map(Uuid::from))
    }
}

/// Reads who approved the text named `text_sha256`.
///
/// # Errors
/// A problem of the database.
pub async fn approvals_now(
    tx: &Tx,
    document: &Document,
    text_sha256: &str,
) -> Result<Approvals, Problem> {
    let rows = policy_approval::Entity::find()
        .filter(policy_approval::Column::PolicyId.eq(document.row.id))
        .filter(policy_approval::Column::CompanyId.eq(document.row.company_id))
        .filter(policy_approval::Column::TextSha256.eq(text_sha256))
        .order_by_asc(policy_approval::Column::At)
        .all(tx.conn())
        .await?;
    let mut given = Vec::new();
    for row in rows {
        let account = AccountId(row.account_id);
        let scope = scope_of_account(tx, account, CompanyId(row.company_id)).await?;
        if scope.is_some_and(|scope| scope.may::<can::ApprovePolicies>()) {
            given.push((row.account_id, Signed { name: row.name, role: row.role, at: row.at }));
        }
    }
    let (needed, roles) = needs(document.template);
    Ok(Approvals { given, needed, roles })
}

fn needs(template: Option<&Template>) -> (usize, Vec<String>) {
    match template {
        Some(template) => {
            (if template.file.two_persons { 2 } else { 1 }, template.file.approvers.clone())
        }
        None => (1, vec![Role::President.name().to_owned(), Role::Officer.name().to_owned()]),
    }
}

/// Approves the text named `seen`. Setting the files takes longer than a transaction should, so it
/// stands between the one that reads and the one that writes.
///
/// # Errors
/// Not found; too much for a file; a problem of the database or the disk.
pub async fn approve(
    platform: &Platform,
    scope: &CompanyScope,
    (id, seen): (&str, &str),
) -> Result<Approval, Problem> {
    let Some((account, role)) = scope.account().zip(scope.role()) else {
        return Ok(Approval::NotTheirs);
    };
    let mine = Signed {
        name: scope.actor_name().to_owned(),
        role: role.name().to_owned(),
        at: to_millis(platform.clock.now()),
    };
    let tx = platform.db.read(scope.fence()).await?;
    let document = find_document(&tx, scope, id).await?;
    let now = Now::read(&tx, platform, scope, document).await?;
    if now.text_sha256 != seen {
        return Ok(Approval::Moved);
    }
    if !now.required.is_empty() {
        return Ok(Approval::Blank);
    }
    let mut approvals = approvals_now(&tx, &now.document, seen).await?;
    if approvals.has(Some(account)) {
        return Ok(Approval::Already);
    }
    approvals.given.push((account.into(), mine.clone()));
    if approvals.needed == 1 && !approvals.has_role() {
        return Ok(Approval::NotTheirs);
    }
    let number = last_version(&tx, &now.document).await?.map_or(0, |row| row.number) + 1;
    let key = company_key(&tx, platform, scope).await?;
    drop(tx);
    if !approvals.is_complete() {
        return write(platform, scope, &now, (&mine, None)).await;
    }
    let snapshot = snapshot_of(&now, number, approvals.given, mine.at);
    let (files, kept) = keep_files(platform, &key, &snapshot).await?;
    let done = write(platform, scope, &now, (&mine, Some((&snapshot, &files)))).await?;
    if done == Approval::Complete {
        kept.release();
    }
    Ok(done)
}

fn snapshot_of(now: &Now, number: i64, given: Vec<(Uuid, Signed)>, at: i64) -> Snapshot {
    let months = now.document.template.map_or(12, |template| template.file.review_months);
    let review = from_millis(at).to_zoned(japan()).saturating_add(months.months());
    Snapshot {
        lang: now.document.row.lang.clone(),
        name: now.document.row.name.clone(),
        company: now.company.clone(),
        number,
        filled: now.filled.clone(),
        signed: given.into_iter().map(|(_, signed)| signed).collect(),
        made_at: at,
        review_on: to_millis(review.timestamp()),
    }
}

/// Writes the approval, and with files the frozen version; [`Approval::Moved`] if the text or the
/// right of an earlier approver changed since they were read.
async fn write(
    platform: &Platform,
    scope: &CompanyScope,
    before: &Now,
    (mine, frozen): (&Signed, Option<(&Snapshot, &[KeptFile])>),
) -> Result<Approval, Problem> {
    let Some(account) = scope.account() else { return Ok(Approval::NotTheirs) };
    let tx = platform.db.write(scope.fence()).await?;
    let document = hold(&tx, scope, &before.document.row.id.to_string()).await?;
    let now = Now::read(&tx, platform, scope, document).await?;
    if now.text_sha256 != before.text_sha256 {
        return Ok(Approval::Moved);
    }
    let given = approvals_now(&tx, &now.document, &now.text_sha256).await?;
    if given.has(Some(account)) {
        return Ok(Approval::Already);
    }
    let about = ("policy", now.document.row.id);
    let detail = json!({ "text_sha256": now.text_sha256, "role": mine.role });
    audit(&tx, platform, scope, "policy.approved", about, detail).await?;
    let done = match frozen {
        Some((snapshot, files)) => {
            let last = last_version(&tx, &now.document).await?;
            let same_people = given.given.len() + 1 == snapshot.signed.len();
            if last.as_ref().map_or(0, |row| row.number) + 1 != snapshot.number || !same_people {
                return Ok(Approval::Moved);
            }
            let text = (&now.document, now.text_sha256.as_str());
            let version = keep_version(&tx, platform, scope, text, (snapshot, files)).await?;
            forget_approvals(&tx, &now.document).await?;
            readers::ask_again(&tx, platform, scope, (&now.document, version), last.as_ref())
                .await?;
            Approval::Complete
        }
        None => {
            let row = policy_approval::ActiveModel {
                policy_id: Set(now.document.row.id),
                text_sha256: Set(now.text_sha256.clone()),
                account_id: Set(account.into()),
                company_id: Set(scope.company().0),
                name: Set(mine.name.clone()),
                role: Set(mine.role.clone()),
                at: Set(mine.at),
            };
            policy_approval::Entity::insert(row).exec_without_returning(tx.conn()).await?;
            Approval::Noted
        }
    };
    crate::look::look(&tx, platform, scope).await?;
    tx.commit().await?;
    Ok(done)
}

/// The version carries its approvals; the same text can be approved again after a review.
async fn forget_approvals(tx: &Tx, document: &Document) -> Result<(), Problem> {
    policy_approval::Entity::delete_many()
        .filter(policy_approval::Column::PolicyId.eq(document.row.id))
        .filter(policy_approval::Column::CompanyId.eq(document.row.company_id))
        .exec(tx.conn())
        .await?;
    Ok(())
}
