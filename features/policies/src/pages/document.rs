//! A document: how it stands, what is to be done next, what it says.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use axum_extra::extract::Query;
use hikeshi_directory::{Place, company_shell, entries_in_log};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::from_millis;
use hikeshi_policy::Span;
use hikeshi_ui::{Flash, Markup, Shell, Tone};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::{
    Place2,
    said::{Tag, remarks, tag_of},
    shown::{ShownSection, shown},
};
use crate::{
    document::{
        Now, Stands, approvals_now, find_document, hold, read_snapshot, standing_of, versions_of,
        withdraw,
    },
    look::look,
    readers::readers_of,
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/policies/{policy}", get(show))
        .route("/c/{company}/policies/{policy}/withdraw", post(take_off))
}

#[derive(Template)]
#[template(path = "pages/document.html")]
struct DocumentPage {
    shell: Shell,
    base: String,
    here: String,
    name: String,
    about: Markup,
    tag: Tag,
    remarks: Vec<String>,
    next: Next,
    blanks: Vec<String>,
    /// Where the contacts are entered, if a table of the document lacks some; else empty.
    contacts: String,
    /// Who approved the text as it stands now.
    approved_by: Vec<String>,
    versions: Vec<(String, String)>,
    /// "12 of 40 have read version 2".
    read: String,
    public: String,
    may: May,
    publishable: bool,
    new_edition: bool,
    sections: Vec<ShownSection>,
    doc_lang: &'static str,
    log: String,
    changed: String,
}

/// The one thing to do now.
#[derive(PartialEq, Eq)]
enum Next {
    /// Fill in what is needed.
    Fill,
    /// Approve what it says.
    Approve,
    /// Somebody else approves.
    Wait,
    /// Show it to the public.
    Publish,
    /// Ask people to read it.
    Ask,
    /// Nothing.
    Nothing,
}

/// What this person may do.
struct May {
    edit: bool,
    approve: bool,
    publish: bool,
}

/// What the address says: what has just been done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    done: String,
}

/// What was done and how the page says it.
const DONE: [(&str, &str); 6] = [
    ("filled", "policies-filled"),
    ("approved", "policies-approved"),
    ("noted", "policies-approval-noted"),
    ("edition", "policies-edition-taken"),
    ("shown", "policies-page-shown"),
    ("down", "policies-page-down"),
];

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewPolicies>,
    Path((_, id)): Place2,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let document = find_document(&tx, &scope, &id).await?;
    let versions = versions_of(&tx, &document).await?;
    let here = format!("/c/{}/policies/{}", scope.company(), document.row.id);
    let may = May {
        edit: scope.may::<can::EditPolicies>(),
        approve: scope.may::<can::ApprovePolicies>(),
        publish: scope.may::<can::PublishPolicies>(),
    };
    if !may.edit && !may.approve {
        let last = versions.first().ok_or_else(Problem::not_found)?;
        return Ok(Redirect::to(&format!("{here}/versions/{}", last.number)).into_response());
    }
    let now = Now::read(&tx, &platform, &scope, document).await?;
    let standing = standing_of(&tx, &platform, &scope, &now).await?;
    let approvals = approvals_now(&tx, &now.document, &now.text_sha256).await?;
    let readers = match &standing.version {
        Some(version) => readers_of(&tx, version).await?,
        None => Vec::new(),
    };
    let mut shell = company_shell(&tx, &scope, &context, Place::Policies).await?;
    drop(tx);
    if let Some((_, key)) = DONE.iter().find(|(done, _)| *done == asked.done) {
        shell.flash = Some(Flash { kind: Tone::Done, text: shell.t(key) });
    }
    let file = now.document.template.map(|template| &template.file);
    let publishable = file.is_some_and(|file| file.publishable);
    let is_new = standing.version.is_none() || standing.changed || standing.review_due;
    let next = if is_new && !now.required.is_empty() {
        Next::Fill
    } else if is_new && may.approve && !approvals.has(scope.account()) {
        Next::Approve
    } else if is_new {
        Next::Wait
    } else if publishable && may.publish && standing.stands != Stands::Published {
        Next::Publish
    } else if readers.is_empty() && may.edit {
        Next::Ask
    } else {
        Next::Nothing
    };
    let read = readers.iter().filter(|reader| reader.read_at.is_some()).count();
    let words = &shell.words;
    let version = |row: &crate::model::policy_version::Model| {
        let at = words.date_time(from_millis(row.made_at));
        let signed = read_snapshot(row)?.signed.into_iter().map(|signed| signed.name);
        let by = signed.collect::<Vec<_>>().join(&words.t("policies-between"));
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("number", &row.number), ("at", &at), ("by", &by)];
        let label = words.ta("policies-version-line", &values);
        Ok::<_, Problem>((format!("{here}/versions/{}", row.number), label))
    };
    let row = &now.document.row;
    let at = words.date_time(from_millis(row.changed_at));
    Ok(Html(DocumentPage {
        base: format!("/c/{}/policies", scope.company()),
        name: row.name.clone(),
        about: file.map(|file| shell.text(&file.about)).unwrap_or_default(),
        tag: tag_of(&shell, Some(standing.stands)),
        remarks: remarks(words, &standing),
        approved_by: approvals.given.iter().map(|(_, signed)| signed.name.clone()).collect(),
        versions: versions.iter().map(version).collect::<Result<_, _>>()?,
        read: match readers.len() {
            0 => String::new(),
            all => words.ta("policies-read-count", &[("read", &read), ("all", &all)]),
        },
        public: standing
            .shown
            .as_ref()
            .map(|page| platform.public(&format!("/policy/{}", page.slug)))
            .unwrap_or_default(),
        new_edition: standing.new_edition,
        changed: words.ta("policies-changed-line", &[("at", &at), ("by", &row.changed_by)]),
        sections: shown(&now.filled),
        doc_lang: now.document.lang().html(),
        log: entries_in_log(&scope, ("policy", row.id)),
        contacts: contacts_page(&scope, &now),
        blanks: now.blanks,
        next,
        may,
        publishable,
        here,
        shell,
    })
    .into_response())
}

/// Where what is missing in tables of contacts is entered; empty where nothing is missing there.
fn contacts_page(scope: &CompanyScope, now: &Now) -> String {
    let tables = now.filled.sections.iter().filter_map(|section| section.table.as_ref());
    let is_blank = |span: &Span| matches!(span, Span::Blank(_));
    let mut cells = tables.flat_map(|table| &table.rows).flatten().flatten();
    let listed = now.document.body.sections.iter().any(|section| section.list.is_some());
    match listed && cells.any(is_blank) {
        true => format!("/c/{}/contacts", scope.company()),
        false => String::new(),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct WithdrawForm {
    sure: String,
}

/// Takes it off the list: only when the public does not see it.
async fn take_off(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ApprovePolicies>,
    Path((_, id)): Place2,
    Posted(form): Posted<WithdrawForm>,
) -> Result<Redirect, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let document = hold(&tx, &scope, &id).await?;
    let here = format!("/c/{}/policies/{}", scope.company(), document.row.id);
    if form.sure != "yes" {
        return Ok(Redirect::to(&here));
    }
    let pages = crate::publish::pages_of(&tx, &document).await?;
    if pages.iter().any(crate::publish::is_shown) {
        return Err(Problem::conflict(context.words.t("policies-withdraw-shown")));
    }
    withdraw(&tx, &platform, &scope, &document).await?;
    look(&tx, &platform, &scope).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/c/{}/policies?done=withdrawn", scope.company())))
}
