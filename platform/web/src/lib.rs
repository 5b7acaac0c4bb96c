//! What every page and endpoint shares: the platform's ports, the context of a
//! request, problems that become readable pages, and the protection around all routes.

mod assets;
mod attempts;
mod client;
mod context;
mod form;
mod form_id;
mod health;
mod limiter;
mod page;
mod percent;
mod phone;
mod platform;
mod problem;
mod problem_page;
mod protect;
mod sent;
mod typed;
mod unread;
mod uri;

pub use attempts::Attempts;
pub use client::client_address;
pub use context::RequestContext;
pub use form::Posted;
pub use form_id::{fresh_form, row_of_form};
pub use limiter::Limiter;
pub use page::{Download, Html};
pub use percent::percent;
pub use phone::{dialled, plain_phone};
pub use platform::{DEMO_MARK, Platform, PlatformParts};
pub use problem::{Problem, ProblemKind};
pub use protect::{Protection, protect};
pub use sent::Sent;
pub use typed::Typed;

/// Routes that belong to no feature: assets, health, icons.
pub fn base_routes() -> axum::Router<Platform> {
    assets::routes().merge(health::routes())
}

/// The words of this crate's pages.
pub const WORDS: hikeshi_i18n::Source = hikeshi_i18n::Source {
    slice: "web",
    ja: include_str!("../locales/ja.ftl"),
    ja_easy: include_str!("../locales/ja-easy.ftl"),
    en: include_str!("../locales/en.ftl"),
};
