//! A document begins: the template's text, and what the program can propose.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{Lang, to_millis};
use hikeshi_kit::Source;
use hikeshi_policy::{Group, Template};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde_json::json;
use uuid::Uuid;

use super::{documents, proposals};
use crate::model::policy;

/// A document to begin.
#[derive(Debug, Clone)]
pub struct NewDocument {
    /// Its id, made of the form, so that a form sent twice begins one document.
    pub id: Uuid,
    /// What it is made of.
    pub template: &'static Template,
    /// The language of its text.
    pub lang: Lang,
}

/// The languages in which documents are written.
#[must_use]
pub const fn langs_of() -> [Lang; 2] {
    [Lang::Ja, Lang::En]
}

/// Its name: a chapter of the rules names the rules, since it is handed out alone.
fn name_of(platform: &Platform, new: &NewDocument) -> String {
    let file = &new.template.file;
    let title = file.title.get(new.lang).to_owned();
    match file.group {
        Group::Rules => platform.words(new.lang).t1("policypaper-chapter", "title", title),
        Group::Policy | Group::Emergency | Group::Sheets => title,
    }
}

/// Begins it; answers the id of the document. Of a template that a company has once, the document
/// that is there already is answered.
///
/// # Errors
/// A problem of the database.
pub async fn begin(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    new: &NewDocument,
) -> Result<Uuid, Problem> {
    // Two people who begin at once begin one document.
    hikeshi_incidents::case::hold_company(tx, scope).await?;
    let others = documents(tx, scope).await?;
    let file = &new.template.file;
    let same = |id: Uuid, template: &str| id == new.id || !file.several && template == file.id;
    if let Some(there) = others.iter().find(|it| same(it.row.id, &it.row.template)) {
        return Ok(there.row.id);
    }
    let source = Source::read(tx, platform, scope).await?;
    let now = platform.clock.now();
    let values = proposals(new.template, new.lang, &source, &others, now);
    let body = serde_json::to_string(&new.template.begin(new.lang))?;
    let by = scope.actor_name().to_owned();
    let row = policy::ActiveModel {
        id: Set(new.id),
        company_id: Set(scope.company().0),
        template: Set(file.id.clone()),
        template_version: Set(file.version.clone()),
        told_version: Set(file.version.clone()),
        lang: Set(new.lang.code().to_owned()),
        name: Set(name_of(platform, new)),
        base_json: Set(body.clone()),
        body_json: Set(body),
        values_json: Set(serde_json::to_string(&values)?),
        revision: Set(1),
        made_at: Set(to_millis(now)),
        made_by: Set(by.clone()),
        changed_at: Set(to_millis(now)),
        changed_by: Set(by),
        review_told_at: Set(None),
        withdrawn_at: Set(None),
        withdrawn_by: Set(String::new()),
    };
    policy::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    let detail = json!({ "template": file.id, "version": file.version });
    audit(tx, platform, scope, "policy.begun", ("policy", new.id), detail).await?;
    Ok(new.id)
}
