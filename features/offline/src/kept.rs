//! Which pages a device keeps: what helps in the first hours, as far as the person may see it.

use hikeshi_db::Tx;
use hikeshi_directory::company;
use hikeshi_identity::{CompanyScope, can};
use hikeshi_incidents::{
    case::{IncidentFilter, list_incidents},
    content::content,
    model::incident,
    runs::runs_of,
};
use hikeshi_web::Problem;

/// Open incidents that are kept: the newest ones.
const INCIDENTS: u64 = 5;
/// Pages of one company at most, so that a device is not filled and a line not blocked.
const MOST: usize = 400;

/// The addresses of the pages to keep, the most needed ones first: the contact tree, the help pages
/// with the first actions for each symptom, then the open incidents with their people, timeline,
/// facts and the steps of their playbooks.
///
/// # Errors
/// A problem of the database or of the content.
pub async fn kept_pages(tx: &Tx, scope: &CompanyScope) -> Result<Vec<String>, Problem> {
    let home = format!("/c/{}", scope.company());
    let mut pages = vec![home.clone(), format!("{home}/offline")];
    if scope.may::<can::ViewContacts>() {
        pages.push(format!("{home}/contacts"));
    }
    let mut incidents = vec![];
    if scope.may::<can::ViewIncidents>() {
        pages.push(format!("{home}/incidents"));
        let filter =
            IncidentFilter { open_only: true, limit: INCIDENTS, ..IncidentFilter::default() };
        incidents = list_incidents(tx, scope, &filter).await?;
    }
    let help = format!("/help/{}", company(tx, scope).await?.help_token);
    let symptoms = &content()?.triage.symptoms;
    let actions: Vec<_> = symptoms.iter().map(|symptom| format!("{help}/{}", symptom.id)).collect();
    pages.push(help);
    pages.extend(actions);
    for incident in &incidents {
        pages.extend(pages_of(tx, scope, incident).await?);
    }
    pages.truncate(MOST);
    Ok(pages)
}

/// The pages of one incident, those with the steps of its playbooks last.
async fn pages_of(
    tx: &Tx,
    scope: &CompanyScope,
    incident: &incident::Model,
) -> Result<Vec<String>, Problem> {
    let base = format!("/c/{}/incidents/{}", scope.company(), incident.id);
    let mut pages = vec![base.clone()];
    pages.extend(["people", "timeline", "facts"].map(|part| format!("{base}/{part}")));
    if scope.may::<can::WorkIncident>() {
        pages.push(format!("{base}/call-sheet"));
    }
    for run in runs_of(tx, incident).await? {
        let steps = run.playbook.steps.iter();
        pages.extend(steps.map(|step| format!("{base}/runs/{}/steps/{}", run.row.id, step.id)));
    }
    Ok(pages)
}
