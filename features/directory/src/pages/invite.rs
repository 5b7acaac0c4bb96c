//! Inviting somebody into a company, and taking an invitation back.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_identity::{
    Allowed, CompanyScope, InvitedTo, NewInvitation, Role, audit, can, cancel_invitation,
    invite_once,
};
use hikeshi_ui::{Choice, Shell};
use hikeshi_web::{
    Html, Platform, Posted, Problem, RequestContext, Typed, fresh_form, row_of_form,
};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::id_of;
use crate::{
    companies::company,
    shell::{Place, company_shell},
};

/// The roles that a company gives by invitation; somebody from outside is invited to one case.
const ROLES: [Role; 4] = [Role::President, Role::Officer, Role::Staff, Role::Employee];

#[derive(Template)]
#[template(path = "pages/invite.html")]
struct InvitePage {
    shell: Shell,
    back: String,
    roles: Vec<Choice>,
    form: InviteForm,
}

/// What the form posts, here and on a provider's page.
#[derive(Debug, Default, Deserialize)]
pub(super) struct InviteForm {
    pub(super) person: String,
    pub(super) email: String,
    #[serde(default)]
    pub(super) role: String,
    /// The random id of the form, so that sending it twice invites once.
    #[serde(default)]
    pub(super) form_id: String,
}

impl InviteForm {
    /// The id of the invitation that this form makes into `place`, a company or a provider.
    pub(super) fn row(&self, platform: &Platform, place: Uuid) -> Uuid {
        row_of_form(platform, place, &self.form_id, &[&self.person, &self.email, &self.role])
    }
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::InvitePeople>,
) -> Result<Response, Problem> {
    Ok(page(&platform, &context, &scope, InviteForm::default()).await?.into_response())
}

pub(super) async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::InvitePeople>,
    Posted(form): Posted<InviteForm>,
) -> Result<Response, Problem> {
    let mut typed = Typed::new(&context.words);
    let (name, email, role) = read(&context, &form, &ROLES, &mut typed);
    let errors = typed.errors();
    let id = form.row(&platform, scope.company().0);
    let (Some(role), Some(by), true) = (role, scope.account(), errors.is_empty()) else {
        let mut page = page(&platform, &context, &scope, form).await?;
        page.0.shell.errors = errors;
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY));
    };
    let tx = platform.db.write(scope.fence()).await?;
    let organisation = company(&tx, &scope).await?.name;
    let to = InvitedTo::Company(scope.company());
    let new = NewInvitation { email, name, to, organisation, role, by, lang: context.lang };
    if invite_once(&tx, &platform, (id, new)).await? {
        let detail = json!({ "role": role.name() });
        audit(&tx, &platform, &scope, "invitation.sent", ("invitation", id), detail).await?;
        tx.commit().await?;
    }
    Ok(back(&scope).into_response())
}

pub(super) async fn cancel(
    State(platform): State<Platform>,
    scope: Allowed<can::InvitePeople>,
    Path((_, invitation)): Path<(String, String)>,
) -> Result<Redirect, Problem> {
    let id = id_of(&invitation)?;
    let tx = platform.db.write(scope.fence()).await?;
    if !cancel_invitation(&tx, &platform, InvitedTo::Company(scope.company()), id).await? {
        return Err(Problem::not_found());
    }
    let target = ("invitation", id);
    audit(&tx, &platform, &scope, "invitation.cancelled", target, json!({})).await?;
    tx.commit().await?;
    Ok(back(&scope))
}

/// Reads name, address and role; the role must be one of those that may be given here.
pub(super) fn read(
    context: &RequestContext,
    form: &InviteForm,
    roles: &[Role],
    typed: &mut Typed<'_>,
) -> (String, String, Option<Role>) {
    let words = &context.words;
    let name = typed.line("person", &words.t("directory-contact-name"), &form.person, 80);
    let email = typed.email("email", &words.t("directory-email"), &form.email);
    let role = Role::from_name(&form.role).filter(|role| roles.contains(role));
    if role.is_none() {
        typed.mistake("role", words.t("directory-invite-role-missing"));
    }
    (name, email, role)
}

/// The roles as choices, each with what it is for.
pub(super) fn choices(shell: &Shell, roles: &[Role]) -> Vec<Choice> {
    let choice = |role: &Role| {
        let hint = shell.t(&format!("directory-role-{}-about", role.name()));
        let label = shell.t(&format!("identity-role-{}", role.name()));
        Choice::new(role.name(), label).with_hint(hint)
    };
    roles.iter().map(choice).collect()
}

/// The page of the settings.
pub(super) fn back(scope: &CompanyScope) -> Redirect {
    Redirect::to(&format!("/c/{}/settings", scope.company()))
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    mut form: InviteForm,
) -> Result<Html<InvitePage>, Problem> {
    if form.form_id.is_empty() {
        form.form_id = fresh_form(platform);
    }
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, scope, context, Place::Company).await?;
    let roles = choices(&shell, &ROLES);
    let back = format!("/c/{}/settings", scope.company());
    Ok(Html(InvitePage { shell, back, roles, form }))
}
