//! An insurance, as its certificate states it.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_i18n::{Words, plain};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_loss::{Head, HeadCover, Yen};
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{
    Html, Platform, Posted, Problem, RequestContext, Typed, fresh_form, row_of_form,
};
use jiff::civil::Date;
use serde::Deserialize;
use uuid::Uuid;

use super::{
    Place2,
    typed::{whole, yen},
};
use crate::{
    model::money_policy,
    store::{Changed, NewPolicy, find_policy, policy_of, save_policy},
};

/// Letters of a line.
const LINE: usize = 120;
/// Letters of a text.
const TEXT: usize = 600;

#[derive(Template)]
#[template(path = "pages/policy.html")]
struct PolicyPage {
    shell: Shell,
    home: String,
    form: PolicyForm,
    /// Id, name, whether it is paid, limit.
    heads: Vec<(&'static str, String, bool, String)>,
    conflict: bool,
}

/// What the form posts.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct PolicyForm {
    #[serde(default)]
    seen: i64,
    #[serde(default)]
    form_id: String,
    #[serde(default)]
    insurer: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    most: String,
    #[serde(default)]
    deductible: String,
    /// Ids of the heads that are paid.
    #[serde(default)]
    heads: Vec<String>,
    /// Ids of all heads, and beside each its limit.
    #[serde(default)]
    head: Vec<String>,
    #[serde(default)]
    limit: Vec<String>,
    #[serde(default)]
    waiting: String,
    #[serde(default)]
    notice: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    exclusions: String,
    #[serde(default)]
    ends_on: String,
    #[serde(default)]
    act: String,
}

/// An empty form.
pub(super) async fn new(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditMoney>,
) -> Result<Response, Problem> {
    let form = PolicyForm { form_id: fresh_form(&platform), ..PolicyForm::default() };
    page(&platform, &context, &scope, (form, Vec::new(), false)).await
}

/// Enters an insurance.
pub(super) async fn add(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditMoney>,
    Posted(form): Posted<PolicyForm>,
) -> Result<Response, Problem> {
    let parts = [form.insurer.as_str(), form.number.as_str(), form.most.as_str()];
    let id = row_of_form(&platform, scope.company().0, &form.form_id, &parts);
    write(&platform, &context, &scope, (id, PolicyForm { seen: 0, ..form })).await
}

/// The form of an insurance.
pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditMoney>,
    Path((_, id)): Place2,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let row = find_policy(&tx, &scope, &id).await?;
    drop(tx);
    page(&platform, &context, &scope, (PolicyForm::of(&row), Vec::new(), false)).await
}

/// Saves an insurance, or takes it out.
pub(super) async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditMoney>,
    Path((_, id)): Place2,
    Posted(form): Posted<PolicyForm>,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let row = find_policy(&tx, &scope, &id).await?;
    drop(tx);
    let form = PolicyForm { seen: form.seen.max(1), ..form };
    write(&platform, &context, &scope, (row.id, form)).await
}

async fn write(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (id, mut form): (Uuid, PolicyForm),
) -> Result<Response, Problem> {
    let words = &context.words;
    let (new, errors) = form.read(words);
    if !errors.is_empty() && !new.removed {
        return page(platform, context, scope, (form, errors, false)).await;
    }
    let tx = platform.db.write(scope.fence()).await?;
    match save_policy(&tx, platform, scope, (id, form.seen, &new)).await? {
        Changed::Yes => tx.commit().await?,
        Changed::Full => {
            drop(tx);
            let error = FieldError::new("insurer", words.t("money-full"));
            return page(platform, context, scope, (form, vec![error], false)).await;
        }
        Changed::Stale => {
            form.seen = find_policy(&tx, scope, &id.to_string()).await?.revision;
            drop(tx);
            return page(platform, context, scope, (form, Vec::new(), true)).await;
        }
    }
    let done = if new.removed { "removed" } else { "saved" };
    Ok(Redirect::to(&format!("/c/{}/money?done={done}#gap", scope.company())).into_response())
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (form, errors, conflict): (PolicyForm, Vec<FieldError>, bool),
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Money).await?;
    drop(tx);
    let status = match (conflict, errors.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, true) => StatusCode::OK,
    };
    shell.errors = errors;
    let heads = Head::ALL.map(|head| {
        let id = head.name();
        let paid = form.heads.iter().any(|one| one == id);
        (id, plain(&shell.t(&format!("money-head-{id}"))), paid, form.limit_of(id))
    });
    let home = format!("/c/{}/money", scope.company());
    let page = PolicyPage { heads: heads.into(), home, form, conflict, shell };
    Ok(Html(page).with_status(status))
}

impl PolicyForm {
    fn of(row: &money_policy::Model) -> Self {
        let number = |number: Option<i64>| number.map(|one| one.to_string()).unwrap_or_default();
        let heads = policy_of(row).heads;
        Self {
            seen: row.revision,
            form_id: String::new(),
            insurer: row.insurer.clone(),
            number: row.number.clone(),
            most: number(row.most),
            deductible: number(row.deductible),
            heads: heads.iter().map(|one| one.head.name().to_owned()).collect(),
            head: heads.iter().map(|one| one.head.name().to_owned()).collect(),
            limit: heads
                .iter()
                .map(|one| one.limit.map(|limit| limit.get().to_string()).unwrap_or_default())
                .collect(),
            waiting: number(row.waiting_hours),
            notice: row.notice.clone(),
            phone: row.phone.clone(),
            exclusions: row.exclusions.clone(),
            ends_on: row.ends_on.clone(),
            act: String::new(),
        }
    }

    fn limit_of(&self, head: &str) -> String {
        let at = self.head.iter().position(|one| one == head);
        at.and_then(|at| self.limit.get(at)).cloned().unwrap_or_default()
    }

    /// The insurance, and what is wrong with what was typed.
    fn read(&self, words: &Words) -> (NewPolicy, Vec<FieldError>) {
        let mut typed = Typed::new(words);
        let label = |key: &str| plain(&words.t(key));
        let insurer = typed.line("insurer", &label("money-p-insurer"), &self.insurer, LINE);
        let number = typed.optional_line("number", &label("money-p-number"), &self.number, LINE);
        let notice = typed.optional_line("notice", &label("money-p-notice"), &self.notice, LINE);
        let phone = typed.optional_phone("phone", &label("money-p-phone"), &self.phone);
        let exclusions = label("money-p-exclusions");
        let exclusions = typed.optional_text("exclusions", &exclusions, &self.exclusions, TEXT);
        let number_of = |sum: Option<Yen>| sum.and_then(|sum| i64::try_from(sum.get()).ok());
        let most = yen(&mut typed, words, ("most", "money-p-most"), &self.most);
        let deductible = ("deductible", "money-p-deductible");
        let deductible = yen(&mut typed, words, deductible, &self.deductible);
        let waiting = ("waiting", "money-p-waiting");
        let waiting_hours = whole(&mut typed, words, waiting, &self.waiting, (0, 10_000));
        let ends_on = self.ends_on.trim();
        if !ends_on.is_empty() && ends_on.parse::<Date>().is_err() {
            typed.mistake("ends_on", words.t("money-no-day"));
        }
        let mut heads = Vec::new();
        for head in self.heads.iter().filter_map(|id| Head::from_name(id)) {
            let field = format!("limit-{}", head.name());
            let limit = self.limit_of(head.name());
            let limit = yen(&mut typed, words, (&field, "money-p-limit"), &limit);
            heads.push(HeadCover { head, limit });
        }
        let new = NewPolicy {
            insurer,
            number,
            most: number_of(most),
            deductible: number_of(deductible),
            heads,
            waiting_hours,
            notice,
            phone,
            exclusions,
            ends_on: ends_on.to_owned(),
            removed: self.act == "remove",
        };
        (new, typed.errors())
    }
}
