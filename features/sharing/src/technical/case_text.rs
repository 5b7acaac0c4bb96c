//! What an incident says so far, as one text in which traces are looked for.

use hikeshi_db::Tx;
use hikeshi_incidents::{
    case::{TimelineFilter, current_facts, timeline},
    content::{FactClass, content},
    model::incident,
};
use hikeshi_web::Problem;

/// The facts of class "technical", then the lines of the timeline that people wrote.
///
/// # Errors
/// A problem of the database or of the content.
pub async fn case_text(tx: &Tx, incident: &incident::Model) -> Result<String, Problem> {
    let sheet = &content()?.facts;
    let is_technical =
        |key: &str| sheet.field(key).is_some_and(|field| field.class == FactClass::Technical);
    let facts = current_facts(tx, incident).await?;
    let facts = facts.into_iter().filter(|fact| is_technical(&fact.key)).map(|fact| fact.value);
    let typed = TimelineFilter { typed_only: true, ..TimelineFilter::default() };
    let lines = timeline(tx, incident, &typed).await?.into_iter().map(|line| line.text);
    Ok(facts.chain(lines).collect::<Vec<_>>().join("\n"))
}
