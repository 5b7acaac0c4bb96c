//! Companies, providers, the contact tree, outside desks, delegations.

mod awaits;
mod board;
mod companies;
mod contacts;
mod delegation_mail;
mod help_address;
mod help_token;
mod log_lines;
mod migrations;
pub mod model;
mod notice;
mod own_desks;
mod pages;
mod provider_shell;
mod shell;

pub use awaits::{AwaitKind, Awaited, Who, awaits_of, publish_awaits};
pub use companies::{
    NewCompany, acting_provider, by_help_token, companies, company, company_key, create_company,
    create_provider, first_companies, hold_company, provider,
};
pub use contacts::{NewContact, add_contact, contact_tree, remove_contact};
pub use help_address::{by_retired_help_token, replace_help_token};
pub use help_token::{new_help_token, read_help_token};
pub use log_lines::{LogLine, LogNames, entries_in_log};
pub use migrations::MIGRATIONS;
pub use notice::{OpenIncident, Waiting, set_notice};
pub use own_desks::{NewDesk, Slot, desk_slots, own_desks};
pub use pages::routes;
pub use provider_shell::{ProviderPlace, provider_shell};
pub use shell::{Place, company_shell, help_page_call};

/// The words of this slice.
pub const WORDS: hikeshi_i18n::Source = hikeshi_i18n::Source {
    slice: "directory",
    ja: include_str!("../locales/ja.ftl"),
    ja_easy: include_str!("../locales/ja-easy.ftl"),
    en: include_str!("../locales/en.ftl"),
};
