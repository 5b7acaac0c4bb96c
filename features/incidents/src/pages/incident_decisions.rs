//! What waits for somebody's decision: steps of runs, and questions to the president.

use hikeshi_db::Tx;
use hikeshi_i18n::plain;
use hikeshi_kernel::from_millis;
use hikeshi_playbook::{Availability, StepKind, advise};
use hikeshi_ui::{Markup, Shell};
use hikeshi_web::Problem;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::{case_head::CaseHead, incident_people::People};
use crate::{
    case::Status,
    model::{OfIncident as _, executive_decision, incident},
    runs::Run,
};

/// A decision that waits.
pub(crate) struct ShownDecision {
    /// The page on which it is decided.
    pub href: String,
    /// The question.
    pub title: Markup,
    /// Who decides, and what is advised.
    pub hint: String,
}

/// The open decisions: first those of the runs, then those put to the president.
pub(crate) async fn open_decisions(
    tx: &Tx,
    shell: &Shell,
    head: &CaseHead,
    (incident, runs): (&incident::Model, &[Run]),
    people: &People,
) -> Result<Vec<ShownDecision>, Problem> {
    if incident.status == Status::Closed.name() {
        return Ok(Vec::new());
    }
    let mut open: Vec<_> = runs.iter().flat_map(|run| of_run(shell, head, run, people)).collect();
    let asked = executive_decision::Entity::find()
        .of_incident(incident)
        .filter(executive_decision::Column::DecidedAt.is_null())
        .filter(executive_decision::Column::WithdrawnAt.is_null())
        .order_by_asc(executive_decision::Column::AskedAt)
        .all(tx.conn())
        .await?;
    open.extend(asked.into_iter().map(|row| ShownDecision {
        href: format!("{}/president", head.base),
        title: shell.rich(plain(&row.question)),
        hint: shell.t1(
            "case-asked-president",
            "time",
            shell.words.time_of(from_millis(row.asked_at)),
        ),
    }));
    Ok(open)
}

fn of_run(shell: &Shell, head: &CaseHead, run: &Run, people: &People) -> Vec<ShownDecision> {
    let waits = run.views().into_iter().filter(|view| {
        view.step.kind == StepKind::Decision && view.availability == Availability::Available
    });
    waits
        .map(|view| {
            let actor = people.actor(view.step.actor);
            let advised = advise(&run.playbook, &run.state, view.step);
            let hint = match advised {
                Some(advised) => {
                    let option = plain(advised.option.title.get(shell.words.lang()));
                    shell.t2("case-decision-hint", "actor", actor, "option", option)
                }
                None => actor,
            };
            ShownDecision {
                href: format!("{}/runs/{}/steps/{}", head.base, run.row.id, view.step.id),
                title: shell.text(&view.step.title),
                hint,
            }
        })
        .collect()
}
