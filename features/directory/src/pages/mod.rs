//! Pages of this slice, one file each, and their routes.

mod board;
mod company_edit;
mod company_home;
mod contact_edit;
mod contacts;
mod delegation;
mod delegation_filing;
mod desk_edit;
mod help_address;
mod home;
mod invite;
mod keys;
mod log;
mod new_company;
mod people;
mod provider_jobs;
mod provider_people;
mod settings;
mod setup;

use axum::{
    Router,
    routing::{get, post},
};
use hikeshi_web::{Platform, Problem};
use uuid::Uuid;

/// All routes of this slice.
pub fn routes() -> Router<Platform> {
    Router::new()
        .route("/", get(home::show))
        .route("/setup/{token}", get(setup::show).post(setup::submit))
        .merge(company())
        .merge(contact_tree())
        .merge(company_settings())
        .merge(provider())
}

fn company() -> Router<Platform> {
    Router::new()
        .route("/c/{company}", get(company_home::show))
        .route("/c/{company}/log", get(log::show))
        .route("/c/{company}/help-address", get(help_address::show))
        .route("/c/{company}/help-address/poster-hangs", post(help_address::poster_hangs))
        .route(
            "/c/{company}/help-address/replace",
            get(help_address::confirm).post(help_address::replace),
        )
}

fn contact_tree() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/contacts", get(contacts::show))
        .route("/c/{company}/contacts/new", get(contact_edit::new).post(contact_edit::add))
        .route(
            "/c/{company}/contacts/{contact}",
            get(contact_edit::edit).post(contact_edit::change),
        )
        .route("/c/{company}/contacts/{contact}/up", post(contacts::up))
        .route("/c/{company}/contacts/{contact}/down", post(contacts::down))
        .route("/c/{company}/contacts/{contact}/remove", post(contacts::remove))
        .route("/c/{company}/desks/new", get(desk_edit::new).post(desk_edit::add))
        .route("/c/{company}/desks/{desk}", get(desk_edit::edit).post(desk_edit::change))
        .route("/c/{company}/desks/{desk}/remove", post(desk_edit::remove))
}

fn company_settings() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/keys", get(keys::show).post(keys::make))
        .route("/c/{company}/keys/{key}/revoke", post(keys::revoke))
        .route("/c/{company}/settings", get(settings::show))
        .route("/c/{company}/settings/company", get(company_edit::show).post(company_edit::submit))
        .route("/c/{company}/settings/invite", get(invite::show).post(invite::submit))
        .route("/c/{company}/settings/invitations/{invitation}/cancel", post(invite::cancel))
        .route(
            "/c/{company}/settings/people/{membership}/end",
            get(people::confirm).post(people::end),
        )
        .route("/c/{company}/settings/delegation", get(delegation::show).post(delegation::grant))
        .route(
            "/c/{company}/settings/delegation/withdraw",
            get(delegation::confirm).post(delegation::withdraw_it),
        )
        .route(
            "/c/{company}/settings/delegation/filing",
            get(delegation_filing::show).post(delegation_filing::save),
        )
}

fn provider() -> Router<Platform> {
    Router::new()
        .route("/p/{provider}", get(board::show))
        .route("/p/{provider}/companies/new", get(new_company::show).post(new_company::submit))
        .route(
            "/p/{provider}/settings",
            get(provider_people::show).post(provider_people::invite_one),
        )
        .route("/p/{provider}/settings/people/{membership}/end", post(provider_people::end))
        .route(
            "/p/{provider}/settings/invitations/{invitation}/cancel",
            post(provider_people::cancel),
        )
        .route("/p/{provider}/jobs", get(provider_jobs::show))
        .route("/p/{provider}/jobs/{job}/retry", post(provider_jobs::retry))
}

/// An id from a path; what cannot be one is not found.
fn id_of(text: &str) -> Result<Uuid, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}
