//! What the columns of a list hold, what the list gives, and what is wrong in it, before anything
//! is sent.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_blobs::TenantKey;
use hikeshi_directory::{Place, company_key, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_incidents::{
    case::view_incident,
    model::incident,
    page::{CaseHead, Tab},
};
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use crate::{
    letters::{
        Accepted, Checked, Role, Table, Trouble, accept_columns, check_list, find_run,
        leave_out_told, merged, open_list,
    },
    model::letter_run,
};

/// Rows of the list that are shown.
const SHOWN_ROWS: usize = 5;

#[derive(Template)]
#[template(path = "pages/letters_columns.html")]
struct ColumnsPage {
    shell: Shell,
    head: CaseHead,
    here: String,
    version: i64,
    columns: Vec<Column>,
    choices: Vec<Choice>,
    /// What keeps the list from being used; each one sentence.
    blocks: Vec<String>,
    recipients: usize,
    recipients_text: String,
    left_out: usize,
    left_out_text: String,
    counts: Vec<(String, String)>,
    troubles: Vec<String>,
    sample: Option<(String, String)>,
    leave_out: bool,
}

/// One column.
struct Column {
    number: usize,
    heading: String,
    role: &'static str,
    samples: Vec<String>,
}

/// What the form posts.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ColumnsForm {
    role: Vec<String>,
    seen: String,
    leave_out: String,
    act: String,
}

type Place3 = Path<(String, String, String)>;

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditReporting>,
    Path((_, incident, run)): Place3,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let run = find_run(&tx, &incident, &run).await?;
    let key = company_key(&tx, &platform, &scope).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    drop(tx);
    let Some((table, checked, roles)) = look(&platform, &scope, (&key, &run), None).await? else {
        return Ok(back(&scope, &incident, &run));
    };
    let view = View { scope: &scope, incident: &incident, run: &run, table: &table };
    Ok(Html(view.page(shell, &checked, &roles, false)).into_response())
}

pub(super) async fn settle(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditReporting>,
    Path((_, incident, run)): Place3,
    Posted(form): Posted<ColumnsForm>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let run = find_run(&tx, &incident, &run).await?;
    let key = company_key(&tx, &platform, &scope).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    drop(tx);
    let Some((table, checked, roles)) =
        look(&platform, &scope, (&key, &run), Some(&form.role)).await?
    else {
        return Ok(back(&scope, &incident, &run));
    };
    let leave_out = form.leave_out == "yes";
    let view = View { scope: &scope, incident: &incident, run: &run, table: &table };
    if form.seen != run.version.to_string() {
        shell.errors.push(FieldError::new("", context.words.t("letters-moved")));
        let page = view.page(shell, &checked, &roles, leave_out);
        return Ok(Html(page).with_status(StatusCode::CONFLICT));
    }
    if form.act != "settle" {
        return Ok(Html(view.page(shell, &checked, &roles, leave_out)).into_response());
    }
    let mistake = if !checked.columns_fit() {
        None
    } else if checked.recipients.is_empty() {
        Some(("", "letters-nobody"))
    } else if checked.left_out > 0 && !leave_out {
        Some(("leave_out", "letters-leave-out-missing"))
    } else {
        let settled = (&*roles, &checked);
        return match accept_columns(&platform, &scope, &key, &run, settled).await? {
            Accepted::Done => Ok(back(&scope, &incident, &run)),
            Accepted::Moved => {
                shell.errors.push(FieldError::new("", context.words.t("letters-moved")));
                let page = view.page(shell, &checked, &roles, leave_out);
                Ok(Html(page).with_status(StatusCode::CONFLICT))
            }
        };
    };
    if let Some((field, key)) = mistake {
        shell.errors.push(FieldError::new(field, context.words.t(key)));
    }
    let page = view.page(shell, &checked, &roles, leave_out);
    Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

/// Reads and checks the list with the roles of the form, or with the settled or guessed ones.
async fn look(
    platform: &Platform,
    scope: &CompanyScope,
    (key, run): (&TenantKey, &letter_run::Model),
    typed: Option<&[String]>,
) -> Result<Option<(Table, Checked, Vec<Role>)>, Problem> {
    let Some(blob) = run.list_blob_id else { return Ok(None) };
    let Ok(table) = open_list(platform, key, blob).await? else { return Ok(None) };
    let mut roles = match typed {
        Some(typed) => {
            typed.iter().map(|name| Role::from_name(name).unwrap_or(Role::Field)).collect()
        }
        None => run.roles()?,
    };
    roles.resize(table.heads.len(), Role::Field);
    let (channel, fields) = (run.way()?, run.fields());
    let checking = tokio::task::spawn_blocking(move || {
        let checked = check_list(&table, &roles, channel, &fields)?;
        Ok::<_, Problem>((table, checked, roles))
    });
    let (table, mut checked, roles) = checking.await??;
    leave_out_told(platform, scope, key, run, &mut checked).await?;
    Ok(Some((table, checked, roles)))
}

fn back(scope: &CompanyScope, incident: &incident::Model, run: &letter_run::Model) -> Response {
    let path = format!("/c/{}/incidents/{}/letters/{}", scope.company(), incident.id, run.id);
    Redirect::to(&path).into_response()
}

/// What the parts of the page share.
struct View<'a> {
    scope: &'a CompanyScope,
    incident: &'a incident::Model,
    run: &'a letter_run::Model,
    table: &'a Table,
}

impl View<'_> {
    fn page(
        &self,
        mut shell: Shell,
        checked: &Checked,
        roles: &[Role],
        leave_out: bool,
    ) -> ColumnsPage {
        let head = CaseHead::new(self.scope, &shell.words, self.incident, Tab::Documents);
        let words = shell.words.clone();
        let blocks = self.blocks(&shell, checked);
        if !shell.errors.is_empty() || !blocks.is_empty() {
            let more = blocks.iter().map(|text| FieldError::new("column-1", text.clone()));
            shell.errors.extend(more);
        }
        let rows: Vec<_> = self.table.rows().take(SHOWN_ROWS).collect();
        let column = |(place, heading): (usize, &String)| Column {
            number: place + 1,
            heading: heading.clone(),
            role: roles.get(place).copied().unwrap_or(Role::Field).name(),
            samples: rows
                .iter()
                .map(|row| row.cells.get(place).cloned().unwrap_or_default())
                .collect(),
        };
        let fields = self.run.fields();
        let sample = checked.recipients.first().map(|one| {
            let text = |text: &str| merged(text, &fields, &one.values);
            (text(&self.run.subject), text(&self.run.body))
        });
        let choices = Role::ALL.map(|role| {
            Choice::new(role.name(), words.t(&format!("letters-role-{}", role.name())))
        });
        ColumnsPage {
            here: format!("{}/letters/{}", head.base, self.run.id),
            version: self.run.version,
            columns: self.table.heads.iter().enumerate().map(column).collect(),
            choices: choices.into(),
            blocks,
            recipients: checked.recipients.len(),
            recipients_text: number(&shell, checked.recipients.len()),
            left_out: checked.left_out,
            left_out_text: number(&shell, checked.left_out),
            counts: checked
                .counts
                .iter()
                .map(|(kind, count)| {
                    (words.t(&format!("letters-trouble-{}", kind.name())), number(&shell, *count))
                })
                .collect(),
            troubles: checked.troubles.iter().map(|trouble| line(&shell, trouble)).collect(),
            sample,
            leave_out,
            head,
            shell,
        }
    }

    fn blocks(&self, shell: &Shell, checked: &Checked) -> Vec<String> {
        let words = &shell.words;
        let role = |role: &Role| words.t(&format!("letters-role-{}", role.name()));
        let mut blocks = Vec::new();
        for missing in &checked.missing_roles {
            blocks.push(words.t1("letters-no-column", "what", role(missing)));
        }
        if let Some(doubled) = &checked.doubled_role {
            blocks.push(words.t1("letters-two-columns", "what", role(doubled)));
        }
        for field in &checked.missing_fields {
            blocks.push(words.t1("letters-no-field", "field", field));
        }
        blocks
    }
}

fn line(shell: &Shell, trouble: &Trouble) -> String {
    let what = shell.t(&format!("letters-trouble-{}", trouble.kind.name()));
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("line", &trouble.line), ("what", &what), ("place", &trouble.place)];
    let key =
        if trouble.place.is_empty() { "letters-trouble-line" } else { "letters-trouble-place" };
    shell.words.ta(key, &values)
}

fn number(shell: &Shell, count: usize) -> String {
    shell.words.number(i64::try_from(count).unwrap_or(i64::MAX))
}
