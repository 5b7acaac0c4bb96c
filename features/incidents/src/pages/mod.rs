//! Pages of this slice, one file each; each group of pages lists its routes itself.

mod ask;
mod call_link;
mod call_sheet;
mod case_head;
mod case_link;
mod correct;
mod correct_form;
mod fact;
mod fact_form;
mod facts;
mod help;
mod help_actions;
mod help_busy;
mod help_check;
mod help_question;
mod help_receipt;
mod help_refusal;
mod help_resume;
mod help_start;
mod help_visit;
mod line_versions;
mod list;
mod people;
mod president;
mod record;
mod shown_entry;
mod shown_fact;
mod timeline;
mod timeline_csv;
mod timeline_form;
mod typed_time;

use axum::Router;
use hikeshi_web::Platform;

/// All routes of this slice.
pub fn routes() -> Router<Platform> {
    Router::new()
        .merge(list::routes())
        .merge(help::routes())
        .merge(record::routes())
        .merge(ask::routes())
        .merge(call_link::routes())
        .merge(call_sheet::routes())
        .merge(people::routes())
        .merge(president::routes())
}
