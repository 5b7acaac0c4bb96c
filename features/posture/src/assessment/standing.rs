//! Where companies stand: the read model for pages that look across.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_web::Problem;
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, FromQueryResult, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Select,
};
use uuid::Uuid;

use crate::model::assessment;

/// The last finished assessment of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Standing {
    /// The company.
    pub company_id: Uuid,
    /// The assessment.
    pub id: Uuid,
    /// The catalogue's id: `ipa-25`.
    pub catalogue: String,
    /// Version of the catalogue.
    pub version: String,
    /// The points.
    pub total: Option<i64>,
    /// What can be reached.
    pub max: Option<i64>,
    /// The band, where the catalogue has bands.
    pub band: Option<String>,
    /// When it was finished, in milliseconds.
    pub finished_at: Option<i64>,
}

/// Where the company stands in each catalogue that it finished, by catalogue.
///
/// # Errors
/// A problem of the database.
pub async fn standing(tx: &Tx, scope: &CompanyScope) -> Result<Vec<Standing>, Problem> {
    standings_of(tx, &[scope.company().0]).await
}

/// The last finished assessments of a catalogue, at most `count`, the oldest first.
///
/// # Errors
/// A problem of the database.
pub async fn course(
    tx: &Tx,
    scope: &CompanyScope,
    (catalogue, count): (&str, u64),
) -> Result<Vec<Standing>, Problem> {
    let mut last = narrow()
        .filter(assessment::Column::CompanyId.eq(scope.company().0))
        .filter(assessment::Column::Catalogue.eq(catalogue))
        .filter(assessment::Column::FinishedAt.is_not_null())
        .order_by_desc(assessment::Column::FinishedAt)
        .limit(count)
        .into_model::<Standing>()
        .all(tx.conn())
        .await?;
    last.reverse();
    Ok(last)
}

/// The same as [`standing`] for many companies. The caller may see all of them: nothing is checked here.
///
/// # Errors
/// A problem of the database.
pub async fn standings_of(tx: &Tx, companies: &[Uuid]) -> Result<Vec<Standing>, Problem> {
    let mut all = Vec::new();
    for some in companies.chunks(500) {
        let found = narrow()
            .filter(assessment::Column::Latest.eq(true))
            .filter(assessment::Column::CompanyId.is_in(some.iter().copied()))
            .order_by_asc(assessment::Column::CompanyId)
            .order_by_asc(assessment::Column::Catalogue)
            .into_model::<Standing>()
            .all(tx.conn())
            .await?;
        all.extend(found);
    }
    Ok(all)
}

/// Rows without the texts of catalogues and answers.
fn narrow() -> Select<assessment::Entity> {
    assessment::Entity::find().select_only().columns([
        assessment::Column::CompanyId,
        assessment::Column::Id,
        assessment::Column::Catalogue,
        assessment::Column::Version,
        assessment::Column::Total,
        assessment::Column::Max,
        assessment::Column::Band,
        assessment::Column::FinishedAt,
    ])
}
