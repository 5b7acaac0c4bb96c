//! Whom runs have reached, and the paper that counts as given out with that.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::case::{IncidentId, find_incident};
use hikeshi_kernel::from_millis;
use hikeshi_web::{Platform, Problem};
use jiff::Timestamp;
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, FromQueryResult, QueryFilter as _, QuerySelect as _,
};
use uuid::Uuid;

use super::{Channel, RunState, Whole, still_approved};
use crate::{
    model::{
        letter_recipient::{Column, Entity},
        letter_run,
    },
    papers::{How, NewFiling, State, file_paper, fulfil_duty, paper_of_version},
};

/// A run with those whom it reached.
#[derive(Debug, Clone)]
pub struct Reached {
    /// The run.
    pub run: letter_run::Model,
    /// To how many persons a letter went, or was made to print; once letters were posted, how many.
    pub persons: i64,
    /// When the last of them.
    pub last: Option<Timestamp>,
}

impl Reached {
    /// Whether somebody was told by it. Letters to print count once a person has said that
    /// they were posted.
    ///
    /// # Errors
    /// A run in a state or channel that this version does not know.
    pub fn told_somebody(&self) -> Result<bool, Problem> {
        let out = match self.run.way()? {
            Channel::Email => true,
            Channel::Paper => self.run.posted_on.is_some(),
        };
        Ok(out && self.persons > 0)
    }

    /// How its letters went out.
    ///
    /// # Errors
    /// A channel that this version does not know.
    pub fn how(&self) -> Result<How, Problem> {
        Ok(match self.run.way()? {
            Channel::Email => How::Email,
            Channel::Paper => How::Post,
        })
    }
}

#[derive(FromQueryResult)]
struct Counted {
    run_id: Uuid,
    persons: i64,
    last: Option<i64>,
}

/// Whom these runs reached, in their order.
///
/// # Errors
/// A problem of the database.
pub async fn reached(
    tx: &Tx,
    company: Uuid,
    runs: Vec<letter_run::Model>,
) -> Result<Vec<Reached>, Problem> {
    let counted = Entity::find()
        .select_only()
        .column(Column::RunId)
        .column_as(Column::Line.count(), "persons")
        .column_as(Column::At.max(), "last")
        .filter(Column::CompanyId.eq(company))
        .filter(Column::RunId.is_in(runs.iter().map(|run| run.id)))
        .filter(Column::State.eq("sent"))
        .group_by(Column::RunId)
        .into_model::<Counted>()
        .all(tx.conn())
        .await?;
    let reached = runs.into_iter().map(|run| {
        let own = counted.iter().find(|counted| counted.run_id == run.id);
        Reached {
            persons: run.posted.unwrap_or_else(|| own.map_or(0, |own| own.persons)),
            last: run.posted_on.or_else(|| own.and_then(|own| own.last)).map(from_millis),
            run,
        }
    });
    Ok(reached.collect())
}

/// Notes the paper of a run that closes as given out. Its duty counts as reported only when everybody
/// concerned is told (`whole`). A paper that was noted before stays as it is, and so does one whose
/// approval no longer stands. The incident is held by the caller.
pub(super) async fn note_paper(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (run, end): (&letter_run::Model, RunState),
    whole: Whole,
) -> Result<(), Problem> {
    let before = run.run_state()?;
    let Some(out) = reached(tx, run.company_id, vec![run.clone()]).await?.pop() else {
        return Ok(());
    };
    // A run by e-mail in which all were tried has gone out, however it is closed afterwards.
    let all_tried = end == RunState::Ended || before == RunState::Open;
    if !(all_tried && out.told_somebody()?) {
        return Ok(());
    }
    let incident = find_incident(tx, scope, IncidentId(run.incident_id)).await?;
    let Some(paper) = paper_of_version(tx, &incident, run.paper_version).await? else {
        return Ok(());
    };
    if !still_approved(tx, &incident, run).await? {
        return Ok(());
    }
    let done_at = out.last.unwrap_or_else(|| platform.clock.now());
    let everybody = whole.is_everybody();
    if everybody && State::of(&paper) == State::Filed {
        return fulfil_duty(tx, platform, scope, &incident, (&paper, done_at)).await;
    }
    let filing = NewFiling {
        done_at,
        how: out.how()?,
        everybody,
        receipt: String::new(),
        exhibit: None,
        file: None,
        seen: paper.version,
    };
    file_paper(tx, platform, scope, &incident, (&paper.id.to_string(), filing)).await?;
    Ok(())
}
