//! Everything that papers show of one incident, read in one transaction.

use std::collections::HashMap;

use hikeshi_db::Tx;
use hikeshi_directory::{
    acting_provider, company, contact_tree,
    model::{company, contact, provider},
};
use hikeshi_identity::CompanyScope;
use hikeshi_web::Problem;
use sea_orm::{EntityTrait as _, QueryOrder as _};
use uuid::Uuid;

use crate::{
    case::{
        IncidentId, corrections_of, current_facts, find_incident, level_history, whole_timeline,
    },
    evidence::chains_of_incident,
    model::{
        OfIncident as _, closing, custody_event, desk_contact, evidence, executive_decision, fact,
        incident, level_change, measure, participant, run_event, timeline_correction,
        timeline_entry,
    },
    runs::{Run, runs_of},
};

/// The rows, each list the earliest first. Papers are made from it after the transaction has
/// ended, because setting a page takes longer than a transaction should.
#[derive(Debug, Clone)]
pub struct CaseFile {
    /// Whose incident it is.
    pub company: company::Model,
    /// The provider that may act for the company, if there is one.
    pub provider: Option<provider::Model>,
    /// The contact tree of the company.
    pub tree: Vec<contact::Model>,
    /// The incident.
    pub incident: incident::Model,
    /// The living facts.
    pub facts: Vec<fact::Model>,
    /// Decisions about the level.
    pub levels: Vec<level_change::Model>,
    /// Playbook runs.
    pub runs: Vec<Run>,
    /// What was done to their steps.
    pub run_events: Vec<run_event::Model>,
    /// Questions put to the president.
    pub questions: Vec<executive_decision::Model>,
    /// The timeline.
    pub timeline: Vec<timeline_entry::Model>,
    /// What its lines said before they were corrected.
    pub corrections: Vec<timeline_correction::Model>,
    /// People on the case.
    pub people: Vec<participant::Model>,
    /// Outside desks that were asked.
    pub desks: Vec<desk_contact::Model>,
    /// Exhibits.
    pub exhibits: Vec<evidence::Model>,
    /// Their custody events.
    pub custody: HashMap<Uuid, Vec<custody_event::Model>>,
    /// What is to be restored and prevented.
    pub measures: Vec<measure::Model>,
    /// Closing and reopening.
    pub closings: Vec<closing::Model>,
}

/// The rows of one incident in a table, by a column.
macro_rules! rows_of {
    ($tx:expr, $incident:expr, $table:ident, $order:ident) => {
        $table::Entity::find()
            .of_incident(&$incident)
            .order_by_asc($table::Column::$order)
            .order_by_asc($table::Column::Id)
            .all($tx.conn())
            .await?
    };
}

impl CaseFile {
    /// Reads the incident of that id.
    ///
    /// # Errors
    /// Not found: unknown, of another company, or hidden from an outsider; a problem of the
    /// database.
    pub async fn read(tx: &Tx, scope: &CompanyScope, id: IncidentId) -> Result<Self, Problem> {
        let incident = find_incident(tx, scope, id).await?;
        Ok(Self {
            company: company(tx, scope).await?,
            provider: acting_provider(tx, scope.company()).await?,
            tree: contact_tree(tx, scope).await?,
            facts: current_facts(tx, &incident).await?,
            levels: level_history(tx, &incident).await?,
            runs: runs_of(tx, &incident).await?,
            run_events: rows_of!(tx, incident, run_event, At),
            questions: rows_of!(tx, incident, executive_decision, AskedAt),
            timeline: whole_timeline(tx, &incident).await?,
            corrections: corrections_of(tx, &incident).await?,
            people: rows_of!(tx, incident, participant, AddedAt),
            desks: rows_of!(tx, incident, desk_contact, At),
            exhibits: rows_of!(tx, incident, evidence, Serial),
            custody: chains_of_incident(tx, &incident).await?,
            measures: rows_of!(tx, incident, measure, AddedAt),
            closings: rows_of!(tx, incident, closing, At),
            incident,
        })
    }

    /// The living fact of that key.
    #[must_use]
    pub fn fact(&self, key: &str) -> Option<&fact::Model> {
        self.facts.iter().find(|fact| fact.key == key)
    }

    /// The level as decided, otherwise as proposed, otherwise none: nobody knows is not harmless.
    #[must_use]
    pub fn level(&self) -> Option<u8> {
        let level = self.incident.level.or(self.incident.proposed_level)?;
        u8::try_from(level.clamp(0, 3)).ok()
    }
}
