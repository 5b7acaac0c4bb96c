//! Who is who: accounts, sign-in, sessions, roles, delegations; makes scopes.
//!
//! Every other slice gets data only through a scope that an extractor of this
//! crate made ([`Allowed`], [`AllowedProvider`], [`Person`]).

mod accounts;
mod api_tokens;
mod audit;
mod delegations;
mod extract;
mod failures;
mod hashing;
mod invitations;
mod links;
mod mail_job;
mod members;
mod migrations;
pub mod model;
mod pages;
mod password;
mod role;
mod scope;
mod sessions;
mod standing;
mod token;

pub use accounts::{
    SignIn, create_account, find as find_account, has_administrator, names_of, normal_email,
    set_password, try_create_account,
};
pub use api_tokens::{
    API_TOKEN_PREFIX, ApiToken, MadeToken, NewApiToken, api_tokens_of, create_api_token,
    create_api_token_once, revoke_api_token,
};
pub use audit::{audit, audit_open};
pub use delegations::{delegate, let_file, living_delegations, withdraw};
pub use extract::{Allowed, AllowedProvider, SESSION_COOKIE, company_scope};
pub use failures::forget_failures;
pub use invitations::{
    InvitedTo, NewInvitation, cancel_invitation, invite, invite_once, open_invitations,
};
pub use links::{
    LinkPurpose, NEW_PASSWORD_LIFE, end_first_admin_links, make_link, read_link, use_link,
};
pub use mail_job::{SendMail, register_jobs, send_mail};
pub use members::{
    EndRole, Member, Places, end_company_role, end_provider_role, join_company, join_provider,
    members_of_company, members_of_provider, places_of, places_of_account,
};
pub use migrations::MIGRATIONS;
pub use pages::{begin_in_browser, browser_name, person_shell, routes};
pub use password::{PasswordProblem, hash as hash_password, hash_aside, judge as judge_password};
pub use role::{Role, can};
pub use scope::{AccountId, Actor, CompanyId, CompanyScope, Person, ProviderId, ProviderScope};
pub use sessions::{
    SessionSummary, begin_session, end_all_sessions, end_other_sessions, end_session, sessions_of,
};
pub use standing::scope_of_account;
pub use token::hash_token;

/// The words of this slice.
pub const WORDS: hikeshi_i18n::Source = hikeshi_i18n::Source {
    slice: "identity",
    ja: include_str!("../locales/ja.ftl"),
    ja_easy: include_str!("../locales/ja-easy.ftl"),
    en: include_str!("../locales/en.ftl"),
};
