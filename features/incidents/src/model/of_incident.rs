//! The wall around one incident: every query below it keeps to its rows and to its company's.

use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _, Select};

use super::incident;

/// A table whose rows belong to an incident; other slices say so of their own tables.
pub trait IncidentTable: EntityTrait {
    /// The column with the incident's id.
    const INCIDENT: Self::Column;
    /// The column with the id of the incident's company.
    const COMPANY: Self::Column;
}

/// Keeps a query inside one incident.
pub trait OfIncident {
    /// Only rows of this incident. The company is asked for as well, so that a row whose two ids
    /// disagree is never shown to anybody.
    fn of_incident(self, incident: &incident::Model) -> Self;
}

impl<E: IncidentTable> OfIncident for Select<E> {
    fn of_incident(self, incident: &incident::Model) -> Self {
        self.filter(E::INCIDENT.eq(incident.id)).filter(E::COMPANY.eq(incident.company_id))
    }
}

macro_rules! tables {
    ($($table:ident),+ $(,)?) => {$(
        impl IncidentTable for super::$table::Entity {
            const INCIDENT: Self::Column = super::$table::Column::IncidentId;
            const COMPANY: Self::Column = super::$table::Column::CompanyId;
        }
    )+};
}

tables!(
    call_attempt,
    call_round,
    clock,
    closing,
    custody_event,
    custody_photo,
    desk_contact,
    document,
    evidence,
    evidence_check,
    executive_decision,
    fact,
    level_change,
    measure,
    participant,
    playbook_run,
    run_event,
    timeline_correction,
    timeline_entry,
);
