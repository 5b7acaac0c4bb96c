//! Everything that decides where a company stands, read in one transaction.

use std::collections::BTreeMap;

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_policies::{document, publish};
use hikeshi_posture::assessment::{Assessment, assessments, find};
use hikeshi_posture_engine::{Answers, Catalogue, Score};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use super::{Confirmation, DeclarationData, confirmation_of, data_of};
use crate::{content::ladder, model::star_declaration};

/// What is known of a company.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// By catalogue: the last finished assessment, and the one that is being answered.
    pub assessed: BTreeMap<String, Assessed>,
    /// The document of the basic policy; none before it was begun.
    pub policy: Option<Uuid>,
    /// Whether a version of it is in force.
    pub policy_approved: bool,
    /// The address at which the public reads it.
    pub policy_address: Option<String>,
    /// What was declared and not taken back, the last one first.
    pub declarations: Vec<star_declaration::Model>,
    /// What a declaration asks for beside the directory.
    pub data: DeclarationData,
    /// What was signed about the last finished assessment of three stars.
    pub confirmation: Confirmation,
}

/// The assessments of one catalogue.
#[derive(Debug, Clone, Default)]
pub struct Assessed {
    /// The last finished one: only this one counts.
    pub finished: Option<Told>,
    /// The one that is being answered.
    pub draft: Option<Told>,
    /// Points of the finished one before that.
    pub before: Option<i64>,
}

/// What was answered.
#[derive(Debug, Clone)]
pub struct Told {
    /// The assessment.
    pub id: Uuid,
    /// The catalogue as it was when it began.
    pub catalogue: Catalogue,
    /// The answers.
    pub answers: Answers,
    /// The score.
    pub score: Score,
    /// When it was finished, or changed last.
    pub at: i64,
}

impl Known {
    /// What was answered of a catalogue: finished, otherwise what stands so far.
    #[must_use]
    pub fn told(&self, catalogue: &str) -> Option<&Told> {
        let one = self.assessed.get(catalogue)?;
        one.finished.as_ref().or(one.draft.as_ref())
    }

    /// The last finished answers of a catalogue.
    #[must_use]
    pub fn finished(&self, catalogue: &str) -> Option<&Told> {
        self.assessed.get(catalogue)?.finished.as_ref()
    }

    /// The last declaration of a star.
    #[must_use]
    pub fn declaration(&self, star: &str) -> Option<&star_declaration::Model> {
        self.declarations.iter().find(|one| one.star == star)
    }
}

/// Reads it.
///
/// # Errors
/// A problem of the database; content that cannot be used.
pub async fn known(tx: &Tx, platform: &Platform, scope: &CompanyScope) -> Result<Known, Problem> {
    let mut known = Known { data: data_of(tx, scope).await?, ..Known::default() };
    answers(tx, scope, &mut known).await?;
    policy(tx, platform, scope, &mut known).await?;
    known.declarations = star_declaration::Entity::find()
        .filter(star_declaration::Column::CompanyId.eq(scope.company().0))
        .filter(star_declaration::Column::WithdrawnAt.is_null())
        .order_by_desc(star_declaration::Column::DeclaredOn)
        .order_by_desc(star_declaration::Column::At)
        .all(tx.conn())
        .await?;
    if let Some(told) = known.finished("scs-3") {
        known.confirmation = confirmation_of(tx, scope, told.id).await?;
    }
    Ok(known)
}

/// The last finished and the last unfinished assessment of each catalogue of a star.
async fn answers(tx: &Tx, scope: &CompanyScope, known: &mut Known) -> Result<(), Problem> {
    let steps = ladder()?.rungs.iter().flat_map(|rung| &rung.steps);
    let wanted: Vec<&str> =
        steps.flat_map(|step| step.catalogues.iter().map(String::as_str)).collect();
    let rows = assessments(tx, scope).await?;
    for row in rows.iter().filter(|row| wanted.contains(&row.catalogue.as_str())) {
        let one = known.assessed.entry(row.catalogue.clone()).or_default();
        let counts = if row.finished_at.is_some() { row.latest } else { one.draft.is_none() };
        if counts {
            let told = told(tx, scope, row.id).await?;
            if row.finished_at.is_some() {
                one.finished = Some(told)
            } else {
                one.draft = Some(told)
            }
        }
    }
    for (catalogue, one) in &mut known.assessed {
        let last = one.finished.as_ref().map(|told| told.id);
        let earlier = rows.iter().filter(|row| row.catalogue == *catalogue && Some(row.id) != last);
        let earlier = earlier.filter(|row| row.finished_at.is_some());
        one.before = earlier.max_by_key(|row| row.finished_at).and_then(|row| row.total);
    }
    Ok(())
}

async fn told(tx: &Tx, scope: &CompanyScope, id: Uuid) -> Result<Told, Problem> {
    let found: Assessment = find(tx, scope, &id.to_string()).await?;
    let answers = found.answers(tx).await?;
    let score = found.score(&answers)?;
    let at = found.row.finished_at.unwrap_or(found.row.changed_at);
    Ok(Told { id, catalogue: found.catalogue, answers, score, at })
}

/// The basic policy: begun, in force, public here or at an address of the company's own.
async fn policy(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    known: &mut Known,
) -> Result<(), Problem> {
    let template = ladder()?.declaration.policy_template.as_str();
    let documents = document::documents(tx, scope).await?;
    for one in documents.iter().filter(|one| one.row.template == template) {
        let in_force = document::last_version(tx, one).await?.is_some();
        if known.policy.is_none() || in_force {
            known.policy = Some(one.row.id);
        }
        known.policy_approved |= in_force;
    }
    let shown = publish::shown_address(tx, scope, template).await?;
    let own = Some(known.data.policy_address.clone()).filter(|address| !address.is_empty());
    known.policy_address = shown.map(|slug| platform.public(&format!("/policy/{slug}"))).or(own);
    Ok(())
}
