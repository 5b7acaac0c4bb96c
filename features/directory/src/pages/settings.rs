//! A company's settings: its data, its people, which provider may act.

use askama::Template;
use axum::extract::{Query, State};
use hikeshi_db::Tx;
use hikeshi_identity::{
    Allowed, CompanyScope, InvitedTo, Member, ProviderId, can, living_delegations,
    members_of_company, open_invitations,
};
use hikeshi_kernel::from_millis;
use hikeshi_ui::{Flash, Shell, Tone};
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use serde::Deserialize;

use crate::{
    companies::{company, provider},
    model::company,
    shell::{Place, company_shell},
};

#[derive(Template)]
#[template(path = "pages/settings.html")]
pub(super) struct SettingsPage {
    shell: Shell,
    home: String,
    row: company::Model,
    people: Vec<Member>,
    invited: Vec<Waiting>,
    provider: Option<Acting>,
}

impl SettingsPage {
    fn role(&self, member: &Member) -> String {
        self.shell.t(&format!("identity-role-{}", member.role.name()))
    }
}

/// An invitation that nobody has accepted yet.
pub(super) struct Waiting {
    pub(super) id: uuid::Uuid,
    pub(super) who: String,
    pub(super) role: String,
    pub(super) until: String,
}

/// The provider that may act for the company.
pub(super) struct Acting {
    pub(super) name: String,
    pub(super) since: String,
    /// Whether it may approve papers and give them out in the company's name.
    pub(super) may_file: bool,
}

/// What the address says: what has just been done.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    done: String,
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::InvitePeople>,
    Query(asked): Query<Asked>,
) -> Result<Html<SettingsPage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let to = InvitedTo::Company(scope.company());
    let mut shell = company_shell(&tx, &scope, &context, Place::Company).await?;
    let done = match asked.done.as_str() {
        "withdrawn" => Some("directory-delegation-withdrawn"),
        "filing" => Some("directory-filing-saved"),
        _ => None,
    };
    if let Some(key) = done {
        let text = shell.t(key);
        shell.flash = Some(Flash { kind: Tone::Done, text });
    }
    Ok(Html(SettingsPage {
        shell,
        home: format!("/c/{}", scope.company()),
        row: company(&tx, &scope).await?,
        people: members_of_company(&tx, scope.company()).await?,
        invited: waiting(&tx, &platform, &context, to).await?,
        provider: acting(&tx, &context, &scope).await?,
    }))
}

/// The invitations of a place that are still waiting.
pub(super) async fn waiting(
    tx: &Tx,
    platform: &Platform,
    context: &RequestContext,
    to: InvitedTo,
) -> Result<Vec<Waiting>, Problem> {
    let rows = open_invitations(tx, platform, to).await?;
    let waiting = rows.into_iter().map(|row| Waiting {
        id: row.id,
        who: format!("{} <{}>", row.name, row.email),
        role: context.words.t(&format!("identity-role-{}", row.role)),
        until: context.words.date_time(from_millis(row.expires_at)),
    });
    Ok(waiting.collect())
}

/// The provider that may act now, if there is one.
pub(super) async fn acting(
    tx: &Tx,
    context: &RequestContext,
    scope: &CompanyScope,
) -> Result<Option<Acting>, Problem> {
    let all = living_delegations(tx, scope.company()).await?;
    let Some(living) = all.first() else { return Ok(None) };
    let row = provider(tx, ProviderId(living.provider_id)).await?;
    let since = context.words.date_time(from_millis(living.granted_at));
    Ok(row.map(|row| Acting { name: row.name, since, may_file: living.may_file }))
}
