//! A provider's settings: the code that companies type, and the provider's people.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_db::Fence;
use hikeshi_identity::{
    AllowedProvider, EndRole, InvitedTo, Member, NewInvitation, ProviderScope, Role, audit_open,
    can, cancel_invitation, end_provider_role, invite_once, members_of_provider,
};
use hikeshi_kernel::to_millis;
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext, Typed, fresh_form};

use super::{
    id_of,
    invite::{InviteForm, choices, read},
    settings::{Waiting, waiting},
};
use crate::{
    companies::provider,
    provider_shell::{ProviderPlace, provider_shell},
};

#[derive(Template)]
#[template(path = "pages/provider_people.html")]
struct ProviderPeoplePage {
    shell: Shell,
    home: String,
    code: String,
    people: Vec<Member>,
    invited: Vec<Waiting>,
    roles: Vec<Choice>,
    form: InviteForm,
}

impl ProviderPeoplePage {
    fn role(&self, member: &Member) -> String {
        self.shell.t(&format!("identity-role-{}", member.role.name()))
    }
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: AllowedProvider<can::EditProvider>,
) -> Result<Response, Problem> {
    Ok(page(&platform, &context, &scope, InviteForm::default()).await?.into_response())
}

pub(super) async fn invite_one(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: AllowedProvider<can::EditProvider>,
    Posted(form): Posted<InviteForm>,
) -> Result<Response, Problem> {
    let mut typed = Typed::new(&context.words);
    let (name, email, role) = read(&context, &form, &Role::PROVIDER, &mut typed);
    let errors = typed.errors();
    let (Some(role), true) = (role, errors.is_empty()) else {
        return again(&platform, &context, &scope, form, errors).await;
    };
    let by = scope.person.account;
    let tx = platform.db.write(Fence::Open).await?;
    let row = provider(&tx, scope.provider).await?.ok_or_else(Problem::not_found)?;
    let (to, organisation, lang) = (InvitedTo::Provider(scope.provider), row.name, context.lang);
    let new = NewInvitation { email, name, to, organisation, role, by, lang };
    let id = form.row(&platform, scope.provider.0);
    if invite_once(&tx, &platform, (id, new)).await? {
        audit_open(&tx, &platform, Some(by.0), "invitation.sent", ("invitation", id)).await?;
        tx.commit().await?;
    }
    Ok(back(&scope).into_response())
}

pub(super) async fn cancel(
    State(platform): State<Platform>,
    scope: AllowedProvider<can::EditProvider>,
    Path((_, invitation)): Path<(String, String)>,
) -> Result<Redirect, Problem> {
    let id = id_of(&invitation)?;
    let tx = platform.db.write(Fence::Open).await?;
    if !cancel_invitation(&tx, &platform, InvitedTo::Provider(scope.provider), id).await? {
        return Err(Problem::not_found());
    }
    let who = Some(scope.person.account.0);
    audit_open(&tx, &platform, who, "invitation.cancelled", ("invitation", id)).await?;
    tx.commit().await?;
    Ok(back(&scope))
}

pub(super) async fn end(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: AllowedProvider<can::EditProvider>,
    Path((_, membership)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let id = id_of(&membership)?;
    let now = to_millis(platform.clock.now());
    let tx = platform.db.write(Fence::Open).await?;
    match end_provider_role(&tx, scope.provider, id, now).await? {
        EndRole::Ended => {}
        EndRole::Unknown => return Err(Problem::not_found()),
        EndRole::Last => {
            drop(tx);
            let text = context.words.t("directory-people-last-admin");
            let errors = vec![FieldError::new("", text)];
            return again(&platform, &context, &scope, InviteForm::default(), errors).await;
        }
    }
    let who = Some(scope.person.account.0);
    audit_open(&tx, &platform, who, "role.ended", ("membership", id)).await?;
    tx.commit().await?;
    Ok(back(&scope).into_response())
}

async fn again(
    platform: &Platform,
    context: &RequestContext,
    scope: &ProviderScope,
    form: InviteForm,
    errors: Vec<FieldError>,
) -> Result<Response, Problem> {
    let mut page = page(platform, context, scope, form).await?;
    page.0.shell.errors = errors;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &ProviderScope,
    mut form: InviteForm,
) -> Result<Html<ProviderPeoplePage>, Problem> {
    if form.form_id.is_empty() {
        form.form_id = fresh_form(platform);
    }
    let tx = platform.db.read(Fence::Open).await?;
    let (shell, row) = provider_shell(&tx, scope, context, ProviderPlace::Settings).await?;
    let roles = choices(&shell, &Role::PROVIDER);
    let people = members_of_provider(&tx, scope.provider).await?;
    let to = InvitedTo::Provider(scope.provider);
    let invited = waiting(&tx, platform, context, to).await?;
    let (home, code) = (format!("/p/{}", scope.provider), row.id.to_string());
    Ok(Html(ProviderPeoplePage { shell, home, code, people, invited, roles, form }))
}

fn back(scope: &ProviderScope) -> Redirect {
    Redirect::to(&format!("/p/{}/settings", scope.provider))
}
