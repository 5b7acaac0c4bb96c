//! A provider makes a company for a customer: it lets the provider act from the start, and its
//! security officer is invited by e-mail.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_db::Fence;
use hikeshi_identity::{
    AllowedProvider, InvitedTo, NewInvitation, ProviderScope, Role, audit, can, delegate, invite,
};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext, Typed};
use serde::Deserialize;
use serde_json::json;

use super::company_edit::{CompanyForm, read};
use crate::{
    companies::create_company,
    provider_shell::{ProviderPlace, provider_shell},
};

#[derive(Template)]
#[template(path = "pages/new_company.html")]
struct NewCompanyPage {
    shell: Shell,
    home: String,
    form: NewCompanyForm,
}

/// What the form posts.
#[derive(Debug, Default, Deserialize)]
pub(super) struct NewCompanyForm {
    company_name: String,
    industry: String,
    staff_count: String,
    phone: String,
    address: String,
    officer: String,
    email: String,
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: AllowedProvider<can::EditProvider>,
) -> Result<Response, Problem> {
    Ok(page(&platform, &context, &scope, NewCompanyForm::default()).await?.into_response())
}

pub(super) async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: AllowedProvider<can::EditProvider>,
    Posted(form): Posted<NewCompanyForm>,
) -> Result<Response, Problem> {
    let words = &context.words;
    let mut typed = Typed::new(words);
    let new = read(&context, &form.company(), &mut typed);
    let name = typed.line("officer", &words.t("directory-new-officer"), &form.officer, 80);
    let email = typed.email("email", &words.t("directory-email"), &form.email);
    let errors = typed.errors();
    if !errors.is_empty() {
        let mut page = page(&platform, &context, &scope, form).await?;
        page.0.shell.errors = errors;
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let by = scope.person.account;
    let tx = platform.db.write(Fence::Open).await?;
    let company = create_company(&tx, &platform, &new).await?;
    delegate(&tx, &platform, company, scope.provider, Some(by)).await?;
    let inside = scope.in_company(&tx, company).await?;
    let target = ("company", company.0);
    audit(&tx, &platform, &inside, "company.created", target, json!({})).await?;
    let target = ("provider", scope.provider.0);
    audit(&tx, &platform, &inside, "delegation.granted", target, json!({})).await?;
    let (to, role, lang) = (InvitedTo::Company(company), Role::Officer, context.lang);
    let invitation = NewInvitation { email, name, to, organisation: new.name, role, by, lang };
    let id = invite(&tx, &platform, invitation).await?;
    let detail = json!({ "role": role.name() });
    audit(&tx, &platform, &inside, "invitation.sent", ("invitation", id), detail).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/c/{company}")).into_response())
}

impl NewCompanyForm {
    fn company(&self) -> CompanyForm {
        CompanyForm {
            company_name: self.company_name.clone(),
            industry: self.industry.clone(),
            staff_count: self.staff_count.clone(),
            phone: self.phone.clone(),
            address: self.address.clone(),
            ..CompanyForm::default()
        }
    }
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &ProviderScope,
    form: NewCompanyForm,
) -> Result<Html<NewCompanyPage>, Problem> {
    let tx = platform.db.read(Fence::Open).await?;
    let (shell, _) = provider_shell(&tx, scope, context, ProviderPlace::Board).await?;
    Ok(Html(NewCompanyPage { shell, home: format!("/p/{}", scope.provider), form }))
}
