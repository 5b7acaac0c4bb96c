//! What was told to whom: papers that were given out, and runs of letters.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::model::{OfIncident as _, incident};
use hikeshi_kernel::from_millis;
use hikeshi_web::Problem;
use jiff::Timestamp;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use super::{Act, How, papers_of};
use crate::{
    letters::{Reached, reached, runs_of},
    model::{paper, paper_event, paper_version},
};

/// One line of what was told to whom.
#[derive(Debug, Clone)]
pub struct Told {
    /// The paper.
    pub paper: paper::Model,
    /// Number of the version that went out.
    pub serial: Option<i64>,
    /// When.
    pub at: Option<Timestamp>,
    /// How.
    pub how: Option<How>,
    /// The receipt.
    pub receipt: String,
    /// The exhibit that proves it.
    pub exhibit: Option<Uuid>,
    /// The runs of letters that prove it.
    pub runs: Vec<Reached>,
}

/// Everything that went out in an incident and that the person may read, the earliest first. A run stands once: with its paper
/// when that was given out, else on a line of its own, as when it was called off half-way.
///
/// # Errors
/// A problem of the database.
pub async fn told(
    tx: &Tx,
    scope: &CompanyScope,
    incident: &incident::Model,
) -> Result<Vec<Told>, Problem> {
    let events = paper_event::Entity::find()
        .of_incident(incident)
        .filter(paper_event::Column::Act.eq(Act::Filed.name()))
        .order_by_asc(paper_event::Column::DoneAt)
        .all(tx.conn())
        .await?;
    let versions = paper_version::Entity::find().of_incident(incident).all(tx.conn()).await?;
    let papers = papers_of(tx, scope, incident).await?;
    let mut runs = Vec::new();
    for run in reached(tx, incident.company_id, runs_of(tx, incident).await?).await? {
        if run.told_somebody()? {
            runs.push(run);
        }
    }
    let mut lines = Vec::new();
    for event in events {
        let Some(paper) = papers.iter().find(|paper| paper.id == event.paper_id) else { continue };
        let version = versions.iter().find(|version| Some(version.id) == event.version_id);
        let (own, others) =
            runs.into_iter().partition(|one| Some(one.run.paper_version) == event.version_id);
        runs = others;
        lines.push(Told {
            paper: paper.clone(),
            serial: version.map(|version| version.serial),
            at: event.done_at.map(from_millis),
            how: How::from_name(&event.how),
            receipt: event.receipt,
            exhibit: event.exhibit_id,
            runs: own,
        });
    }
    for run in runs {
        let version = versions.iter().find(|version| version.id == run.run.paper_version);
        let paper = version.and_then(|own| papers.iter().find(|paper| paper.id == own.paper_id));
        let (Some(version), Some(paper)) = (version, paper) else { continue };
        lines.push(Told {
            paper: paper.clone(),
            serial: Some(version.serial),
            at: run.last,
            how: Some(run.how()?),
            receipt: String::new(),
            exhibit: None,
            runs: vec![run],
        });
    }
    lines.sort_by_key(|line| line.at);
    Ok(lines)
}
