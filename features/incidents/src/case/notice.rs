//! The company's emergency band names a real incident on which work goes on.

use std::cmp::Reverse;

use hikeshi_db::Tx;
use hikeshi_directory::{OpenIncident, Waiting, set_notice};
use hikeshi_identity::CompanyScope;
use hikeshi_web::Problem;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::{Purpose, Status, hold_company};
use crate::{closing::closings_of, executive::decisions_of, model::incident};

/// Tells the frame of the company's pages which real incidents are not closed: the one with the
/// highest level first, among several the newest. To be called whenever a real incident begins,
/// changes its level, is closed or reopened, and when something in it waits for a decision or does
/// no longer.
///
/// # Errors
/// A problem of the database.
pub async fn renew_notice(tx: &Tx, scope: &CompanyScope) -> Result<(), Problem> {
    hold_company(tx, scope).await?;
    let mut running = incident::Entity::find()
        .filter(incident::Column::CompanyId.eq(scope.company().0))
        .filter(incident::Column::Purpose.eq(Purpose::Real.name()))
        .filter(incident::Column::Status.ne(Status::Closed.name()))
        .all(tx.conn())
        .await?;
    running.sort_by_key(|row| Reverse((weight(row), row.opened_at, row.id)));
    let mut open = Vec::new();
    for row in running {
        let href = format!("/c/{}/incidents/{}", scope.company(), row.id);
        let waiting = waiting(tx, &row, &href).await?;
        open.push(OpenIncident { title: row.title, href, level: row.level, waiting });
    }
    Ok(set_notice(tx, scope, &open).await?)
}

/// What waits for the president, and the closing that waits for its second person.
async fn waiting(tx: &Tx, row: &incident::Model, href: &str) -> Result<Vec<Waiting>, Problem> {
    let asked = decisions_of(tx, row).await?.into_iter();
    let open = asked.filter(|one| one.decided_at.is_none() && one.withdrawn_at.is_none());
    let mut waiting: Vec<Waiting> = open
        .map(|one| Waiting {
            question: one.question,
            href: format!("{href}/president"),
            not_by: None,
        })
        .collect();
    if row.status == Status::Closing.name() {
        let first = closings_of(tx, row).await?.pop();
        waiting.push(Waiting {
            question: String::new(),
            href: format!("{href}/close"),
            not_by: first.and_then(|first| first.by_id),
        });
    }
    Ok(waiting)
}

/// How bad an incident is, as decided, otherwise as proposed. One of which nobody knows may be
/// harmless or not: it stands above level 0 and below level 1.
fn weight(incident: &incident::Model) -> i64 {
    incident.level.or(incident.proposed_level).map_or(1, |level| level * 2)
}
