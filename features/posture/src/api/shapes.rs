//! Assessments as they are sent.

use hikeshi_kernel::from_millis;
use hikeshi_posture_engine::{Answers, Score};
use serde::Serialize;
use utoipa::ToSchema;

use crate::model::assessment;

/// An assessment in a list.
#[derive(Serialize, ToSchema)]
#[schema(as = Assessment)]
pub(super) struct AssessmentShape {
    id: uuid::Uuid,
    /// The questionnaire.
    #[schema(example = "ipa-25")]
    questionnaire: String,
    version: String,
    /// The sites; one empty name for the whole company.
    sites: Vec<String>,
    /// `draft` or `finished`.
    state: String,
    made_at: String,
    made_by: String,
    finished_at: Option<String>,
    finished_by: Option<String>,
    /// Whether it is the last finished one of its questionnaire.
    latest: bool,
    total: Option<i64>,
    max: Option<i64>,
    band: Option<String>,
    /// To be sent as `seen` by whoever changes it.
    revision: i64,
}

impl TryFrom<&assessment::Model> for AssessmentShape {
    type Error = serde_json::Error;

    fn try_from(row: &assessment::Model) -> Result<Self, Self::Error> {
        Ok(Self {
            id: row.id,
            questionnaire: row.catalogue.clone(),
            version: row.version.clone(),
            sites: serde_json::from_str(&row.sites_json)?,
            state: row.state.clone(),
            made_at: from_millis(row.made_at).to_string(),
            made_by: row.made_by.clone(),
            finished_at: row.finished_at.map(|at| from_millis(at).to_string()),
            finished_by: row.finished_by.clone(),
            latest: row.latest,
            total: row.total,
            max: row.max,
            band: row.band.clone(),
            revision: row.revision,
        })
    }
}

/// All assessments.
#[derive(Serialize, ToSchema)]
#[schema(as = Assessments)]
pub(super) struct ListShape {
    /// The latest first, at most 500.
    pub(super) assessments: Vec<AssessmentShape>,
}

/// One assessment with answers and score.
#[derive(Serialize, ToSchema)]
#[schema(as = AssessmentWithAnswers)]
pub(super) struct WholeShape {
    #[serde(flatten)]
    pub(super) assessment: AssessmentShape,
    /// `sheets`: for each `site`, `given` by item with `answer` and `note`.
    #[schema(value_type = Object)]
    pub(super) answers: Answers,
    /// What `hikeshi score --format json` prints.
    #[schema(value_type = Object)]
    pub(super) score: Score,
}
