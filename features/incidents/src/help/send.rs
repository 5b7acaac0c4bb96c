//! Sending: one draft becomes one report, whatever is clicked twice.

use hikeshi_db::Tx;
use hikeshi_directory::model::company;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_playbooks::shelf::in_place_of;
use hikeshi_triage::propose;
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde_json::json;
use uuid::Uuid;

use super::{Draft, draft::hold_draft, number::next_number, reach_of, record as first, tell::tell};
use crate::{
    calls::start_round,
    content::{Content, content},
    model::{help_draft, help_report, incident},
    record::Written,
    runs::start_run,
};

/// The questions whose answers the report carries as columns.
const NAME: &str = "reporter_name";
const PHONE: &str = "reporter_phone";

/// Sends a draft, in one transaction: report, incident with facts and
/// timeline, playbook runs, mail, call tree. A draft
/// that was sent already stays as it is.
///
/// # Errors
/// Not found, or a problem of the database; then nothing was sent and the draft is kept.
pub(crate) async fn send(
    platform: &Platform,
    scope: &CompanyScope,
    company: &company::Model,
    secret: &str,
) -> Result<(), Problem> {
    let content = content()?;
    let tx = platform.db.write(scope.fence()).await?;
    let draft = hold_draft(&tx, scope, secret).await?;
    if draft.report.is_some() {
        return Ok(());
    }
    let symptom = content.triage.symptom(&draft.symptom).ok_or_else(Problem::not_found)?;
    let proposal = propose(&content.triage, &symptom.id, &draft.answers());
    let what = (symptom, &proposal);
    // Opening holds the company: two reports come one after the other, each with its own number.
    let incident = first::open(&tx, platform, scope, &draft, what).await?;
    let report = insert_report(&tx, platform, scope, content, (&draft, &incident)).await?;
    let whole = (&draft, symptom, &proposal);
    first::fill(&tx, platform, scope, (&incident, &report), whole).await?;
    let reporter = first::add_reporter(&tx, platform, company, &report).await?;
    for playbook in &proposal.playbooks {
        let playbook = in_place_of(&tx, platform, scope, playbook).await?;
        start_run(&tx, platform, scope, &incident, &playbook).await?;
    }
    first::settle(&tx, platform, scope, (&incident, &report), &draft).await?;
    let reach = reach_of(&tx, scope).await?;
    tell(&tx, platform, &reach, company, (symptom, &report, &incident)).await?;
    start_round(&tx, platform, scope, &incident, proposal.level).await?;
    mark_sent(&tx, draft.id, report.id).await?;
    let detail = json!({ "incident": incident.id, "rows": Written::of(&reporter)? });
    audit(&tx, platform, scope, "help.report-sent", ("help-report", report.id), detail).await?;
    tx.commit().await?;
    Ok(())
}

async fn insert_report(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    content: &Content,
    (draft, incident): (&Draft, &incident::Model),
) -> Result<help_report::Model, Problem> {
    let (clock, rng) = platform.chance();
    let now = clock.now();
    let report = help_report::Model {
        id: new_uuid(clock, rng),
        company_id: scope.company().0,
        number: next_number(tx, scope, now).await?,
        symptom: draft.symptom.clone(),
        answers_json: serde_json::to_string(&draft.saved)?,
        done_json: serde_json::to_string(&draft.done)?,
        pack: content.fingerprint.clone(),
        reporter_name: draft.typed(NAME).to_owned(),
        reporter_phone: draft.typed(PHONE).to_owned(),
        incident_id: incident.id,
        sent_at: to_millis(now),
    };
    help_report::Entity::insert(help_report::ActiveModel::from(report.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    Ok(report)
}

async fn mark_sent(tx: &Tx, draft: Uuid, report: Uuid) -> Result<(), Problem> {
    let change = help_draft::ActiveModel {
        id: Set(draft),
        report_id: Set(Some(report)),
        ..Default::default()
    };
    help_draft::Entity::update(change).exec_without_returning(tx.conn()).await?;
    Ok(())
}
