//! Reading assessments.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_posture_engine::{Answers, Catalogue, Score, score};
use hikeshi_web::Problem;
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select,
};
use uuid::Uuid;

use super::answers_of;
use crate::model::assessment;

/// An assessment with its catalogue as it was when it began.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// The row.
    pub row: assessment::Model,
    /// The catalogue.
    pub catalogue: Catalogue,
    /// The sites; one without a name for the whole company.
    pub sites: Vec<String>,
}

impl Assessment {
    /// Reads a row.
    ///
    /// # Errors
    /// A row that this program did not write.
    pub fn of(row: assessment::Model) -> Result<Self, Problem> {
        let catalogue = serde_json::from_str(&row.catalogue_json)?;
        let sites = serde_json::from_str(&row.sites_json)?;
        Ok(Self { row, catalogue, sites })
    }

    /// Whether answers can still change.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        self.row.state == DRAFT
    }

    /// The answers: as they stand now, or as they stood when it was finished.
    ///
    /// # Errors
    /// A problem of the database.
    pub async fn answers(&self, tx: &Tx) -> Result<Answers, Problem> {
        match &self.row.answers_json {
            Some(json) => Ok(serde_json::from_str(json)?),
            None => answers_of(tx, self).await,
        }
    }

    /// The score: of now, or the one that was frozen.
    ///
    /// # Errors
    /// A frozen score that this program did not write.
    pub fn score(&self, answers: &Answers) -> Result<Score, Problem> {
        match &self.row.score_json {
            Some(json) => Ok(serde_json::from_str(json)?),
            None => Ok(score(&self.catalogue, answers)),
        }
    }

    /// A site by its place in the list; the first where there is none.
    #[must_use]
    pub fn site(&self, place: usize) -> &str {
        self.sites.get(place).or_else(|| self.sites.first()).map_or("", String::as_str)
    }

    /// Whether it is divided into sites.
    #[must_use]
    pub fn has_sites(&self) -> bool {
        self.sites.iter().any(|site| !site.is_empty())
    }
}

/// The state of an assessment that is being answered.
pub(super) const DRAFT: &str = "draft";
/// The state of one that is frozen.
pub(super) const FINISHED: &str = "finished";

/// All assessments of the company, the latest first.
///
/// # Errors
/// A problem of the database.
pub async fn assessments(tx: &Tx, scope: &CompanyScope) -> Result<Vec<assessment::Model>, Problem> {
    let all = of(scope).order_by_desc(assessment::Column::MadeAt);
    Ok(all.order_by_desc(assessment::Column::Id).limit(500).all(tx.conn()).await?)
}

/// The assessments that are being answered.
///
/// # Errors
/// A problem of the database.
pub async fn drafts(tx: &Tx, scope: &CompanyScope) -> Result<Vec<Assessment>, Problem> {
    let rows = of(scope).filter(assessment::Column::State.eq(DRAFT)).limit(500);
    rows.all(tx.conn()).await?.into_iter().map(Assessment::of).collect()
}

/// One assessment of the company.
///
/// # Errors
/// Not found: no id, unknown, or of another company; a problem of the database.
pub async fn find(tx: &Tx, scope: &CompanyScope, id: &str) -> Result<Assessment, Problem> {
    let id: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    let row = of(scope).filter(assessment::Column::Id.eq(id)).one(tx.conn()).await?;
    Assessment::of(row.ok_or_else(Problem::not_found)?)
}

/// The same, held until the end of the transaction, so that two people do not change it at once.
///
/// # Errors
/// As [`find`].
pub async fn hold(tx: &Tx, scope: &CompanyScope, id: &str) -> Result<Assessment, Problem> {
    let id: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    let held = of(scope).filter(assessment::Column::Id.eq(id)).lock_exclusive();
    Assessment::of(held.one(tx.conn()).await?.ok_or_else(Problem::not_found)?)
}

pub(super) fn of(scope: &CompanyScope) -> Select<assessment::Entity> {
    assessment::Entity::find().filter(assessment::Column::CompanyId.eq(scope.company().0))
}
