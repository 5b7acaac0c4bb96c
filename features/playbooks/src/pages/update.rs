//! A newer edition of the source beside an own copy: taken over or kept step by step, never in
//! silence.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_db::Tx;
use hikeshi_identity::can;
use hikeshi_playbook::{Playbook, Proposal, Subject, What, proposals, take_over};
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::{Place2, name_of};
use crate::{
    keeper::{Keeper, Keeping},
    model::own_playbook,
    on_board::find_on_board,
    said::said_parts,
    shelf::{
        Draft, begin_draft, change_draft, draft_of, find, hold, settle_source, source_of,
        version_of,
    },
    shown::ShownStep,
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/playbooks/own/{playbook}/update", get(show).post(submit))
        .route("/p/{provider}/playbooks/own/{playbook}/update", get(show).post(submit))
}

#[derive(Template)]
#[template(path = "pages/update.html")]
struct UpdatePage {
    shell: Shell,
    /// The key of the heading: whether there is anything new.
    heading: &'static str,
    here: String,
    name: String,
    then: String,
    now: String,
    items: Vec<Item>,
    /// Names the two texts that were compared.
    seen: String,
    conflict: bool,
}

/// One proposal.
struct Item {
    /// The number in names of fields, from 1.
    nr: usize,
    subject: String,
    name: String,
    what: String,
    clashes: bool,
    ours: Option<ShownStep>,
    theirs: Option<ShownStep>,
    chosen: String,
}

/// What the form sends: for each subject `take` or `keep`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct UpdateForm {
    seen: String,
    #[serde(flatten)]
    choices: BTreeMap<String, String>,
}

/// The three texts.
struct Three {
    base: Playbook,
    newer: &'static Playbook,
    ours: Playbook,
    /// Whether `ours` is a draft.
    is_draft: bool,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    keeper: Keeping<can::EditPlaybooks>,
    Path((_, id)): Place2,
) -> Result<Response, Problem> {
    page(&platform, &context, &keeper, &id, (UpdateForm::default(), None)).await
}

async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    keeper: Keeping<can::EditPlaybooks>,
    Path((_, id)): Place2,
    Posted(form): Posted<UpdateForm>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(keeper.fence()).await?;
    let row = hold(&tx, &keeper, &id).await?;
    let three = three_of(&tx, &row).await?;
    let found = proposals(&three.base, three.newer, &three.ours);
    let choice = |one: &Proposal| form.choices.get(&field_of(&one.subject)).map(String::as_str);
    let status = if form.seen != print_of(&three)? {
        Some(StatusCode::CONFLICT)
    } else if !found.iter().all(|one| matches!(choice(one), Some("take" | "keep"))) {
        Some(StatusCode::UNPROCESSABLE_ENTITY)
    } else {
        None
    };
    if status.is_some() {
        drop(tx);
        return page(&platform, &context, &keeper, &id, (form, status)).await;
    }
    let taken: Vec<&Proposal> = found.iter().filter(|one| choice(one) == Some("take")).collect();
    if !taken.is_empty() {
        let draft = begin_draft(&tx, &platform, &keeper, &row).await?;
        let mut playbook = draft.playbook.clone();
        for one in &taken {
            take_over(&mut playbook, three.newer, &one.subject);
        }
        let draft: &Draft = &draft;
        change_draft(&tx, &platform, &keeper, (draft, &playbook)).await?;
    }
    let drafted = !taken.is_empty() || three.is_draft;
    let settled = (&row, three.newer, taken.len());
    settle_source(&tx, &platform, &keeper, settled, drafted).await?;
    tx.commit().await?;
    let own = format!("{}/own/{}", keeper.base(), row.id);
    let to = if taken.is_empty() { own } else { format!("{own}/draft?done=updated") };
    Ok(Redirect::to(&to).into_response())
}

/// The edition that was copied, the one on board now, and what is written or published of the copy.
async fn three_of(tx: &Tx, row: &own_playbook::Model) -> Result<Three, Problem> {
    let draft = draft_of(tx, row).await?;
    let base = source_of(row, draft.as_ref())?.ok_or_else(Problem::not_found)?;
    let newer = find_on_board(&base.id)?.ok_or_else(Problem::not_found)?;
    let is_draft = draft.is_some();
    let ours = match draft {
        Some(draft) => draft.playbook,
        None => {
            let latest = version_of(tx, row, row.last_number).await?;
            latest.ok_or_else(Problem::not_found)?.playbook
        }
    };
    Ok(Three { base, newer, ours, is_draft })
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    keeper: &Keeper,
    id: &str,
    (form, status): (UpdateForm, Option<StatusCode>),
) -> Result<Response, Problem> {
    let tx = platform.db.read(keeper.fence()).await?;
    let row = find(&tx, keeper, id).await?;
    let three = three_of(&tx, &row).await?;
    let mut shell = keeper.shell(&tx, context).await?;
    let found = proposals(&three.base, three.newer, &three.ours);
    let items: Vec<Item> = found
        .iter()
        .enumerate()
        .map(|(at, one)| {
            let chosen = form.choices.get(&field_of(&one.subject)).cloned().unwrap_or_default();
            Item::new(&shell, &three, (at + 1, one, chosen))
        })
        .collect();
    if status == Some(StatusCode::UNPROCESSABLE_ENTITY) {
        let open = items.iter().filter(|item| item.chosen.is_empty());
        let errors = open.map(|item| {
            let text = shell.t1("playbooks-update-choose", "step", &item.name);
            FieldError::new(&item.subject, text)
        });
        shell.errors = errors.collect();
    }
    let page = UpdatePage {
        here: format!("{}/own/{}", keeper.base(), row.id),
        name: name_of(&shell.words, &three.ours),
        heading: if three.base.version == three.newer.version && items.is_empty() {
            "playbooks-update-same"
        } else {
            "playbooks-newer"
        },
        then: three.base.version.clone(),
        now: three.newer.version.clone(),
        items,
        seen: print_of(&three)?,
        conflict: status == Some(StatusCode::CONFLICT),
        shell,
    };
    Ok(Html(page).with_status(status.unwrap_or(StatusCode::OK)))
}

impl Item {
    fn new(shell: &Shell, three: &Three, (nr, one, chosen): (usize, &Proposal, String)) -> Self {
        let shown = |playbook: &Playbook| match &one.subject {
            Subject::Head => None,
            Subject::Step(id) => playbook.step(id).map(|step| ShownStep::new(shell, step, None)),
        };
        let (ours, theirs) = (shown(&three.ours), shown(three.newer));
        let name = match (&one.subject, &theirs, &ours) {
            (Subject::Head, ..) => shell.t("playbooks-place-head"),
            (_, Some(step), _) | (_, None, Some(step)) => step.name.clone(),
            (Subject::Step(id), None, None) => id.clone(),
        };
        let what = match &one.what {
            What::New => shell.t("playbooks-update-new"),
            What::Gone => shell.t("playbooks-update-gone"),
            What::Changed(parts) if parts.is_empty() => shell.t("playbooks-update-head"),
            What::Changed(parts) => said_parts(&shell.words, parts),
        };
        let (subject, clashes) = (field_of(&one.subject), one.clashes);
        Self { nr, subject, name, what, clashes, ours, theirs, chosen }
    }
}

/// The name of the field in which a subject is decided.
fn field_of(subject: &Subject) -> String {
    match subject {
        Subject::Head => "head".to_owned(),
        Subject::Step(id) => format!("step-{id}"),
    }
}

/// Names what was compared, so that nobody decides about a text that was not shown.
fn print_of(three: &Three) -> Result<String, Problem> {
    use sha2::{Digest as _, Sha256};
    let texts = serde_json::to_vec(&(&three.base, three.newer, &three.ours))?;
    Ok(hex::encode(&Sha256::digest(texts)[..8]))
}
