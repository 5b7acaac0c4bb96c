//! One playbook of the own shelf: what it is good for now, where it comes from, its versions.

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    response::Redirect,
    routing::get,
};
use hikeshi_identity::can;
use hikeshi_kernel::from_millis;
use hikeshi_ui::{Flash, Shell, Tone};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::{
    Place2,
    list::{has_newer, state_of},
    name_of,
};
use crate::{
    keeper::Keeping,
    on_board::find_on_board,
    said::{SaidRemark, said_stored},
    shelf::{
        Original, Version, begin_draft, draft_of, find, hold, original_of, versions_of, withdraw,
    },
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/playbooks/own/{playbook}", get(show).post(act))
        .route("/p/{provider}/playbooks/own/{playbook}", get(show).post(act))
}

#[derive(Template)]
#[template(path = "pages/own.html")]
struct OwnPage {
    shell: Shell,
    base: String,
    here: String,
    name: String,
    tone: &'static str,
    icon: &'static str,
    state: String,
    /// Where it comes from, in one sentence.
    origin: String,
    taken: Option<ShownOriginal>,
    versions: Vec<ShownVersion>,
    has_draft: bool,
    may_edit: bool,
    in_use: bool,
    newer: bool,
}

/// What is known of the file that it was taken over from.
struct ShownOriginal {
    file: String,
    format: String,
    author: String,
    reviewer: String,
    version: String,
    remarks: Vec<SaidRemark>,
}

/// A published version.
struct ShownVersion {
    number: i64,
    about: String,
    note: String,
    /// Whether it is the one that is started.
    live: bool,
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    done: String,
}

/// What a button sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ActForm {
    act: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    keeper: Keeping<can::ViewPlaybooks>,
    Path((_, id)): Place2,
    Query(asked): Query<Asked>,
) -> Result<Html<OwnPage>, Problem> {
    let tx = platform.db.read(keeper.fence()).await?;
    let row = find(&tx, &keeper, &id).await?;
    let mut shell = keeper.shell(&tx, &context).await?;
    let flash = match asked.done.as_str() {
        "import" => Some("playbooks-done-import"),
        "published" => Some("playbooks-done-published"),
        "withdrawn" => Some("playbooks-done-withdrawn"),
        _ => None,
    };
    shell.flash = flash.map(|key| Flash { kind: Tone::Done, text: shell.t(key) });
    let versions = versions_of(&tx, &row).await?;
    let draft = draft_of(&tx, &row).await?;
    let latest = versions.first().map(|version| &version.playbook);
    let name = latest.or(draft.as_ref().map(|draft| &draft.playbook));
    let name = name.map(|playbook| name_of(&shell.words, playbook)).unwrap_or_default();
    let original = original_of(&tx, &row).await?;
    let (tone, icon, state) = state_of(&row);
    let source = row.source_id.as_deref().map(find_on_board).transpose()?.flatten();
    let origin = match source {
        Some(source) => shell.t2(
            "playbooks-origin-copy",
            "title",
            name_of(&shell.words, source),
            "version",
            row.source_version.as_deref().unwrap_or_default(),
        ),
        None => shell.t(if original.is_some() {
            "playbooks-origin-import"
        } else {
            "playbooks-origin-new"
        }),
    };
    let base = keeper.base();
    Ok(Html(OwnPage {
        here: format!("{base}/own/{}", row.id),
        name,
        tone,
        icon,
        state: shell.t(state),
        origin,
        taken: original.map(|original| ShownOriginal::new(&shell, original)),
        versions: versions
            .iter()
            .map(|one| ShownVersion::new(&shell, one, row.live_number))
            .collect(),
        has_draft: draft.is_some(),
        may_edit: keeper.may_edit(),
        in_use: row.live_number.is_some(),
        newer: has_newer(&row, draft.as_ref())?,
        base,
        shell,
    }))
}

async fn act(
    State(platform): State<Platform>,
    keeper: Keeping<can::EditPlaybooks>,
    Path((_, id)): Place2,
    Posted(form): Posted<ActForm>,
) -> Result<Redirect, Problem> {
    let tx = platform.db.write(keeper.fence()).await?;
    let row = hold(&tx, &keeper, &id).await?;
    let here = format!("{}/own/{}", keeper.base(), row.id);
    let to = match form.act.as_str() {
        "edit" => {
            begin_draft(&tx, &platform, &keeper, &row).await?;
            format!("{here}/draft")
        }
        "withdraw" => {
            withdraw(&tx, &platform, &keeper, (&row, true)).await?;
            format!("{here}?done=withdrawn")
        }
        "put-back" => {
            withdraw(&tx, &platform, &keeper, (&row, false)).await?;
            format!("{here}?done=published")
        }
        _ => here,
    };
    tx.commit().await?;
    Ok(Redirect::to(&to))
}

impl ShownOriginal {
    fn new(shell: &Shell, original: Original) -> Self {
        Self {
            file: original.row.file_name,
            format: shell.t(&format!("playbooks-format-{}", original.row.format)),
            author: original.claims.author,
            reviewer: original.claims.reviewer,
            version: original.claims.version,
            remarks: said_stored(&shell.words, &original.remarks),
        }
    }
}

impl ShownVersion {
    fn new(shell: &Shell, version: &Version, live: Option<i64>) -> Self {
        let row = &version.row;
        let at = shell.words.date_time(from_millis(row.published_at));
        Self {
            number: row.number,
            about: shell.t2("playbooks-published-by", "at", at, "by", &row.published_by),
            note: row.note.clone(),
            live: live == Some(row.number),
        }
    }
}
