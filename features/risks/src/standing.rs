//! How a company stands, for pages that look at many companies: counts by band, written anew in the
//! transaction of every change.

use hikeshi_db::Tx;
use hikeshi_directory::{AwaitKind, Awaited, Who, publish_awaits};
use hikeshi_identity::{CompanyScope, Role};
use hikeshi_kernel::{LocalText, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, sea_query::OnConflict,
};

use crate::{
    content::risk_model,
    model::risk_standing,
    rated::{Rated, rated},
};

/// The counts of a company; `None` if it has no ledger yet.
///
/// # Errors
/// A problem of the database.
pub async fn standing(
    tx: &Tx,
    scope: &CompanyScope,
) -> Result<Option<risk_standing::Model>, Problem> {
    Ok(risk_standing::Entity::find_by_id(scope.company().0)
        .filter(risk_standing::Column::CompanyId.eq(scope.company().0))
        .one(tx.conn())
        .await?)
}

/// The rows with the highest known risk.
///
/// # Errors
/// A problem of the database or of the content.
pub async fn highest(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    count: usize,
) -> Result<Vec<Rated>, Problem> {
    let all = rated(tx, platform, scope).await?;
    Ok(all.into_iter().filter(|one| one.value().is_some()).take(count).collect())
}

/// Counts anew.
pub(crate) async fn publish(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
) -> Result<(), Problem> {
    let model = risk_model()?;
    let all = rated(tx, platform, scope).await?;
    let count = |fits: &dyn Fn(&Rated) -> bool| all.iter().filter(|one| fits(one)).count();
    let in_band = |id: &str| count(&|one| one.band(model).is_some_and(|band| band.id == id));
    let row = risk_standing::Model {
        company_id: scope.company().0,
        rows: i64::try_from(all.len())?,
        large: i64::try_from(in_band("large"))?,
        medium: i64::try_from(in_band("medium"))?,
        small: i64::try_from(in_band("small"))?,
        open: i64::try_from(count(&|one| one.value().is_none()))?,
        untreated: i64::try_from(count(&|one| one.is_untreated(model)))?,
        changed_at: to_millis(platform.clock.now()),
    };
    let replace = OnConflict::column(risk_standing::Column::CompanyId)
        .update_columns([
            risk_standing::Column::Rows,
            risk_standing::Column::Large,
            risk_standing::Column::Medium,
            risk_standing::Column::Small,
            risk_standing::Column::Open,
            risk_standing::Column::Untreated,
            risk_standing::Column::ChangedAt,
        ])
        .to_owned();
    risk_standing::Entity::insert(row.into_active_model().reset_all())
        .on_conflict(replace)
        .exec_without_returning(tx.conn())
        .await?;
    publish_awaited(tx, scope, &all).await
}

/// So many risks stand on the first page, the highest; the ledger shows all of them.
const MOST_AWAITED: usize = 5;

/// Risks that somebody wants left as they are, or that were accepted and have grown, wait for the
/// president.
async fn publish_awaited(tx: &Tx, scope: &CompanyScope, all: &[Rated]) -> Result<(), Problem> {
    let company = scope.company();
    let one = |rated: &Rated| Awaited {
        incident: company.0,
        key: format!("risk-{}", rated.row.id),
        kind: AwaitKind::AcceptRisk,
        title: LocalText { ja: rated.row.name.clone(), ja_easy: None, en: None },
        href: format!("/c/{company}/risks/rows/{}/accept", rated.row.id),
        who: Who { roles: vec![Role::President.name().to_owned()], ..Who::default() },
    };
    let waiting: Vec<Awaited> = all
        .iter()
        .filter(|rated| rated.waits_for_acceptance())
        .take(MOST_AWAITED)
        .map(one)
        .collect();
    Ok(publish_awaits(tx, scope, company.0, (&[AwaitKind::AcceptRisk], &waiting)).await?)
}
