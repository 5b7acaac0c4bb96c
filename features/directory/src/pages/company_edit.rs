//! Changing a company's own data. The form carries the version that it was made from: when
//! somebody else was faster, the person sees what changed and keeps the own text.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_identity::{Allowed, CompanyScope, audit, can};
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext, Typed};
use serde::Deserialize;
use serde_json::json;

use crate::{
    companies::{NewCompany, change_company, company},
    model,
    shell::{Place, company_shell},
};

#[derive(Template)]
#[template(path = "pages/company_edit.html")]
struct CompanyEditPage {
    shell: Shell,
    home: String,
    form: CompanyForm,
    /// What stands in the database now, when it is not what the form was made from.
    changed: Vec<(String, String)>,
}

/// What the form posts.
#[derive(Debug, Default, Deserialize)]
pub(super) struct CompanyForm {
    pub(super) company_name: String,
    pub(super) industry: String,
    pub(super) staff_count: String,
    pub(super) phone: String,
    pub(super) address: String,
    #[serde(default)]
    pub(super) version: i64,
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditCompany>,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let form = form_of(company(&tx, &scope).await?);
    drop(tx);
    Ok(page(&platform, &context, &scope, form).await?.into_response())
}

pub(super) async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditCompany>,
    Posted(mut form): Posted<CompanyForm>,
) -> Result<Response, Problem> {
    let mut typed = Typed::new(&context.words);
    let clean = read(&context, &form, &mut typed);
    let errors = typed.errors();
    if !errors.is_empty() {
        let mut page = page(&platform, &context, &scope, form).await?;
        page.0.shell.errors = errors;
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let tx = platform.db.write(scope.fence()).await?;
    if change_company(&tx, &scope, &clean, form.version).await? {
        let target = ("company", scope.company().0);
        audit(&tx, &platform, &scope, "company.changed", target, json!({})).await?;
        tx.commit().await?;
        return Ok(Redirect::to(&after(&scope)).into_response());
    }
    let now = company(&tx, &scope).await?;
    drop(tx);
    form.version = now.version;
    let changed = differences(&context, &form, &form_of(now));
    let mut page = page(&platform, &context, &scope, form).await?;
    let text = context.words.t("directory-company-conflict");
    page.0.shell.errors = vec![FieldError::new("", text)];
    page.0.changed = changed;
    Ok(page.with_status(StatusCode::CONFLICT))
}

/// Reads the fields of a company, here and where a provider makes one.
pub(super) fn read(
    context: &RequestContext,
    form: &CompanyForm,
    typed: &mut Typed<'_>,
) -> NewCompany {
    let words = &context.words;
    let staff = words.t("directory-company-staff");
    let address = words.t("directory-company-address");
    let industry = words.t("directory-company-industry");
    NewCompany {
        name: typed.line(
            "company_name",
            &words.t("directory-company-name"),
            &form.company_name,
            100,
        ),
        industry: typed.optional_line("industry", &industry, &form.industry, 100),
        staff_count: typed.optional_number(
            "staff_count",
            &staff,
            &form.staff_count,
            &(1..=1_000_000),
        ),
        phone: typed.optional_phone("phone", &words.t("directory-phone"), &form.phone),
        address: typed.optional_line("address", &address, &form.address, 200),
    }
}

fn form_of(row: model::company::Model) -> CompanyForm {
    CompanyForm {
        company_name: row.name,
        industry: row.industry,
        staff_count: row.staff_count.map(|count| count.to_string()).unwrap_or_default(),
        phone: row.phone,
        address: row.address,
        version: row.version,
    }
}

fn differences(
    context: &RequestContext,
    own: &CompanyForm,
    now: &CompanyForm,
) -> Vec<(String, String)> {
    let words = &context.words;
    let fields = [
        (words.t("directory-company-name"), &own.company_name, &now.company_name),
        (words.t("directory-company-industry"), &own.industry, &now.industry),
        (words.t("directory-company-staff"), &own.staff_count, &now.staff_count),
        (words.t("directory-phone"), &own.phone, &now.phone),
        (words.t("directory-company-address"), &own.address, &now.address),
    ];
    let different = fields.into_iter().filter(|(_, own, now)| own != now);
    different.map(|(label, _, now)| (label, now.clone())).collect()
}

/// Where the person goes afterwards; a provider's person may not see the settings.
fn after(scope: &CompanyScope) -> String {
    let page = if scope.may::<can::InvitePeople>() { "/settings" } else { "" };
    format!("/c/{}{page}", scope.company())
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    form: CompanyForm,
) -> Result<Html<CompanyEditPage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, scope, context, Place::Company).await?;
    Ok(Html(CompanyEditPage { shell, home: after(scope), form, changed: vec![] }))
}
