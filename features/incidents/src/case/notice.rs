//! The company's emergency band names a real incident on which work goes on.

use hikeshi_db::Tx;
use hikeshi_directory::set_notice;
use hikeshi_identity::CompanyScope;
use hikeshi_web::Problem;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::{Purpose, Status, hold_company};
use crate::model::incident;

/// Lets the band name the worst real incident that is not closed: the one with the highest level,
/// among several the newest. It is taken down when there is none. To be called whenever a real
/// incident begins, changes its level, is closed or is reopened.
///
/// # Errors
/// A problem of the database.
pub async fn renew_notice(tx: &Tx, scope: &CompanyScope) -> Result<(), Problem> {
    hold_company(tx, scope).await?;
    let running = incident::Entity::find()
        .filter(incident::Column::CompanyId.eq(scope.company().0))
        .filter(incident::Column::Purpose.eq(Purpose::Real.name()))
        .filter(incident::Column::Status.ne(Status::Closed.name()))
        .all(tx.conn())
        .await?;
    let worst = running.into_iter().max_by_key(|row| (weight(row), row.opened_at, row.id));
    let notice = worst.map(|row| {
        let href = format!("/c/{}/incidents/{}", scope.company(), row.id);
        (row.title, href)
    });
    let notice = notice.as_ref().map(|(title, href)| (title.as_str(), href.as_str()));
    Ok(set_notice(tx, scope, notice).await?)
}

/// How bad an incident is, as decided, otherwise as proposed. One of which nobody knows may be
/// harmless or not: it stands above level 0 and below level 1.
fn weight(incident: &incident::Model) -> i64 {
    incident.level.or(incident.proposed_level).map_or(1, |level| level * 2)
}
