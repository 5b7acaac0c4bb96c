//! Pages of this slice, one file each; each group of pages lists its routes itself.

mod ask;
mod call_link;
mod call_sheet;
pub(crate) mod case_head;
mod case_link;
mod close;
mod correct;
mod correct_form;
mod document_file;
mod documents;
mod documents_view;
mod evidence;
mod evidence_acts;
mod evidence_add_file;
mod evidence_add_thing;
mod evidence_copy;
mod evidence_event;
pub(crate) mod evidence_events;
mod evidence_exhibit;
mod evidence_file;
mod evidence_form;
mod evidence_hand_over;
mod evidence_hand_over_one;
mod evidence_list;
mod evidence_papers;
mod evidence_people;
mod evidence_sent;
mod fact;
pub(crate) mod fact_form;
mod facts;
mod hand_over_link;
mod help;
mod help_actions;
mod help_busy;
mod help_check;
mod help_question;
mod help_receipt;
mod help_replaced;
mod help_resume;
mod help_start;
mod help_visit;
mod import;
mod incident;
mod incident_called;
mod incident_clocks;
mod incident_decisions;
mod incident_folds;
mod incident_next;
mod incident_people;
mod incident_tasks;
mod incident_top;
mod kind_choices;
mod lessons;
mod level;
mod level_form;
mod line_versions;
mod list;
mod measure;
mod measure_form;
mod open;
mod people;
mod poster;
mod president;
mod record;
mod run_choice;
mod shown_entry;
mod shown_fact;
mod shown_measure;
mod step;
mod step_act;
mod step_form;
mod step_history;
mod step_source;
mod timeline;
mod timeline_csv;
mod timeline_form;
pub(crate) mod typed_time;

use axum::Router;
use hikeshi_web::Platform;

/// All routes of this slice.
pub fn routes() -> Router<Platform> {
    Router::new()
        .merge(list::routes())
        .merge(help::routes())
        .merge(record::routes())
        .merge(open::routes())
        .merge(incident::routes())
        .merge(level::routes())
        .merge(lessons::routes())
        .merge(close::routes())
        .merge(run_choice::routes())
        .merge(step::routes())
        .merge(evidence::routes())
        .merge(hand_over_link::routes())
        .merge(ask::routes())
        .merge(call_link::routes())
        .merge(call_sheet::routes())
        .merge(people::routes())
        .merge(president::routes())
        .merge(documents::routes())
        .merge(poster::routes())
        .merge(import::routes())
        .merge(crate::api::routes())
}
