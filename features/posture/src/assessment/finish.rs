//! Finishing: answers, score and report are frozen together.

use std::convert::Infallible;

use bytes::Bytes;
use futures_util::stream;
use hikeshi_db::Tx;
use hikeshi_directory::{company, company_key};
use hikeshi_i18n::Words;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_incidents::{documents::render, evidence::KeptBlobs};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_posture_engine::{Answers, Score};
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr,
};
use serde_json::json;

use super::{
    Assessment, evidence_of, find,
    find::{FINISHED, of},
    hold, standing,
};
use crate::{
    look::look,
    model::{assessment, assessment_evidence},
    report::{REPORT, Report},
};

/// A draft as it would be frozen now.
#[derive(Debug, Clone)]
pub struct Ready {
    /// The draft.
    pub assessment: Assessment,
    /// Its answers.
    pub answers: Answers,
    /// Its score.
    pub score: Score,
    /// The last finished assessment of the same catalogue, with its answers.
    pub before: Option<(Assessment, Answers)>,
    /// What shows that answers are so.
    pub evidence: Vec<assessment_evidence::Model>,
}

/// What finishing would freeze.
///
/// # Errors
/// Not found; a problem of the database.
pub async fn ready(tx: &Tx, scope: &CompanyScope, id: &str) -> Result<Ready, Problem> {
    let assessment = find(tx, scope, id).await?;
    let answers = assessment.answers(tx).await?;
    let score = assessment.score(&answers)?;
    let all = standing(tx, scope).await?;
    let last = all
        .into_iter()
        .find(|one| one.catalogue == assessment.row.catalogue && one.id != assessment.row.id);
    let before = match last {
        Some(last) => {
            let last = find(tx, scope, &last.id.to_string()).await?;
            let said = last.answers(tx).await?;
            Some((last, said))
        }
        None => None,
    };
    let mut evidence = evidence_of(tx, &assessment).await?;
    evidence.retain(|row| row.withdrawn_at.is_none());
    Ok(Ready { assessment, answers, score, before, evidence })
}

/// Freezes the draft with its score and a report in the person's language. `seen` is the revision of
/// the draft that the person saw; with another one, or when it is finished already, nothing happens
/// and false comes back.
///
/// # Errors
/// Not found; a problem of the database or of the disk; a paper that cannot be set.
pub async fn finish(
    platform: &Platform,
    scope: &CompanyScope,
    words: &Words,
    (id, seen): (&str, i64),
) -> Result<bool, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let frozen = ready(&tx, scope, id).await?;
    let key = company_key(&tx, platform, scope).await?;
    let name = company(&tx, scope).await?.name;
    drop(tx);
    if !frozen.assessment.is_draft() || frozen.assessment.row.revision != seen {
        return Ok(false);
    }
    let now = platform.clock.now();
    let report = Report::of(words, &frozen, (&name, scope.actor_name(), now))?;
    let pdf = render(REPORT, &report, now).await?;
    let (clock, rng) = platform.chance();
    let blob = new_uuid(clock, rng);
    let whole = stream::iter([Ok::<_, Infallible>(Bytes::from(pdf.bytes))]);
    let mut kept = KeptBlobs::new(platform.blobs.clone());
    let stored = platform.blobs.put_stream(&key, blob, whole, u64::MAX).await?;
    kept.push(blob);

    let tx = platform.db.write(scope.fence()).await?;
    let held = hold(&tx, scope, id).await?;
    if !held.is_draft() || held.row.revision != seen {
        return Ok(false);
    }
    no_longer_latest(&tx, scope, &held.row.catalogue).await?;
    let sum = &frozen.score.sum;
    let change = assessment::ActiveModel {
        id: Set(held.row.id),
        state: Set(FINISHED.to_owned()),
        revision: Set(seen + 1),
        finished_at: Set(Some(to_millis(now))),
        finished_by: Set(Some(scope.actor_name().to_owned())),
        latest: Set(true),
        total: Set(Some(sum.total.into())),
        max: Set(Some(sum.max.into())),
        band: Set(sum.band.clone()),
        score_json: Set(Some(serde_json::to_string(&frozen.score)?)),
        answers_json: Set(Some(serde_json::to_string(&frozen.answers)?)),
        report_sha256: Set(Some(stored.sha256.clone())),
        report_size: Set(Some(i64::try_from(stored.size)?)),
        report_blob_id: Set(Some(blob)),
        ..Default::default()
    };
    assessment::Entity::update(change).exec_without_returning(tx.conn()).await?;
    let detail = json!({ "catalogue": held.row.catalogue, "version": held.row.version,
                         "total": sum.total, "max": sum.max, "band": sum.band,
                         "report_sha256": stored.sha256 });
    audit(&tx, platform, scope, "assessment.finished", ("assessment", held.row.id), detail).await?;
    look(&tx, scope).await?;
    // From here on the row may name the file, even if the answer to the commit is lost.
    kept.release();
    tx.commit().await?;
    Ok(true)
}

async fn no_longer_latest(tx: &Tx, scope: &CompanyScope, catalogue: &str) -> Result<(), Problem> {
    let older: Vec<_> = of(scope)
        .filter(assessment::Column::Catalogue.eq(catalogue))
        .filter(assessment::Column::Latest.eq(true))
        .all(tx.conn())
        .await?
        .into_iter()
        .map(|row| row.id)
        .collect();
    assessment::Entity::update_many()
        .col_expr(assessment::Column::Latest, Expr::value(false))
        .filter(assessment::Column::Id.is_in(older))
        .filter(assessment::Column::CompanyId.eq(scope.company().0))
        .exec(tx.conn())
        .await?;
    Ok(())
}
