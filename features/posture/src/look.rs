//! Questions that somebody was asked to answer wait for them on their first page.

use std::collections::BTreeSet;

use hikeshi_db::Tx;
use hikeshi_directory::{AwaitKind, Awaited, Who, publish_awaits};
use hikeshi_identity::CompanyScope;
use hikeshi_web::Problem;
use uuid::Uuid;

use crate::assessment::{Assessment, assignees_of, drafts};

/// Publishes what waits for whom. Call it after every change of a draft.
///
/// # Errors
/// A problem of the database.
pub(crate) async fn look(tx: &Tx, scope: &CompanyScope) -> Result<(), Problem> {
    let mut awaited = Vec::new();
    for assessment in drafts(tx, scope).await? {
        let people = waiting_for(tx, &assessment).await?;
        awaited.extend(people.into_iter().map(|account| one(scope, &assessment, account)));
    }
    let company = scope.company().0;
    Ok(publish_awaits(tx, scope, company, (&[AwaitKind::Answer], &awaited)).await?)
}

/// The accounts of those who were asked and have not answered everything.
async fn waiting_for(tx: &Tx, assessment: &Assessment) -> Result<BTreeSet<Uuid>, Problem> {
    let assignees = assignees_of(tx, assessment).await?;
    if assignees.is_empty() {
        return Ok(BTreeSet::new());
    }
    let answers = assessment.answers(tx).await?;
    let waits = |site: &str, item: &str| {
        let sheet = answers.sheets.iter().find(|sheet| sheet.site == site);
        sheet.is_none_or(|sheet| !sheet.answer(item).is_given())
    };
    let asked = assignees.into_iter().filter(|((site, item), _)| waits(site, item));
    Ok(asked.map(|(_, row)| row.account_id).collect())
}

fn one(scope: &CompanyScope, assessment: &Assessment, account: Uuid) -> Awaited {
    Awaited {
        incident: scope.company().0,
        key: format!("assessment-{}-{account}", assessment.row.id),
        kind: AwaitKind::Answer,
        title: assessment.catalogue.title.clone(),
        href: format!("/c/{}/assessments/{}", scope.company(), assessment.row.id),
        who: Who { accounts: vec![account], ..Who::default() },
    }
}
