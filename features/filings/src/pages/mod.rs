//! Pages of this slice, one file each, and their routes.

mod calendar;
mod clocks;
mod duties;
mod duty;
pub(crate) mod duty_form;
mod duty_papers;
mod duty_withdrawn;
mod faults;
mod letters;
mod letters_at;
mod letters_columns;
mod letters_end;
mod letters_fields;
mod letters_file;
mod letters_left;
mod letters_list;
mod letters_numbers;
mod letters_run;
mod official_forms;
mod official_map;
mod papers;
mod papers_acts;
mod papers_compare;
mod papers_copy;
pub(crate) mod papers_file;
mod papers_filed;
mod papers_letters;
mod papers_life;
mod papers_new;
mod papers_official;
mod papers_on;
mod papers_paper;
mod papers_recipient;
mod papers_view;
mod papers_write;
mod profile;
mod profile_form;
pub(crate) mod report_time;
mod year;

use axum::Router;
use hikeshi_web::{Platform, Problem};
use uuid::Uuid;

/// All routes of this slice.
pub fn routes() -> Router<Platform> {
    Router::new()
        .merge(crate::api::routes())
        .merge(calendar::routes())
        .merge(clocks::routes())
        .merge(duties::routes())
        .merge(duty::routes())
        .merge(papers::routes())
        .merge(papers_acts::routes())
        .merge(papers_compare::routes())
        .merge(papers_copy::routes())
        .merge(papers_file::routes())
        .merge(papers_official::routes())
        .merge(papers_filed::routes())
        .merge(papers_letters::routes())
        .merge(papers_new::routes())
        .merge(papers_paper::routes())
        .merge(papers_recipient::routes())
        .merge(papers_write::routes())
        .merge(official_forms::routes())
        .merge(letters::routes())
        .merge(profile::routes())
        .merge(year::routes())
}

/// An id from a path; what cannot be one is not found.
fn id_of(text: &str) -> Result<Uuid, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}
