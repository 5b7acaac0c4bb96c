//! The company's emergency band names a real incident on which work goes on.

use hikeshi_db::Tx;
use hikeshi_directory::set_notice;
use hikeshi_identity::CompanyScope;
use hikeshi_web::Problem;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::{Purpose, Status, hold_company};
use crate::model::incident;

/// Lets the band name the latest real incident that is not closed, or takes it down when there
/// is none. To be called whenever a real incident begins, is closed or is reopened.
///
/// # Errors
/// A problem of the database.
pub async fn renew_notice(tx: &Tx, scope: &CompanyScope) -> Result<(), Problem> {
    hold_company(tx, scope).await?;
    let latest = incident::Entity::find()
        .filter(incident::Column::CompanyId.eq(scope.company().0))
        .filter(incident::Column::Purpose.eq(Purpose::Real.name()))
        .filter(incident::Column::Status.ne(Status::Closed.name()))
        .order_by_desc(incident::Column::OpenedAt)
        .order_by_desc(incident::Column::Id)
        .one(tx.conn())
        .await?;
    let notice = latest.map(|row| {
        let href = format!("/c/{}/incidents/{}", scope.company(), row.id);
        (row.title, href)
    });
    let notice = notice.as_ref().map(|(title, href)| (title.as_str(), href.as_str()));
    Ok(set_notice(tx, scope, notice).await?)
}
