//! One playbook of the own shelf: what it is good for now, where it comes from, its versions.

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    response::Redirect,
    routing::get,
};
use hikeshi_i18n::Words;
use hikeshi_identity::can;
use hikeshi_kernel::{from_millis, japan};
use hikeshi_playbook::Playbook;
use hikeshi_ui::{Flash, Shell, Tone};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use jiff::Timestamp;
use serde::Deserialize;

use super::{
    Place2,
    list::{has_newer, state_of},
    name_of,
};
use crate::{
    keeper::Keeping,
    on_board::find_on_board,
    said::{About, said_stored, step_name},
    shelf::{
        Original, Version, begin_draft, draft_of, find, hold, original_of, source_of, versions_of,
        withdraw,
    },
    take_in::Claims,
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
    /// Whether the edition that was copied is kept, to compare with.
    from_source: bool,
}

/// What is known of the file that it was taken over from.
struct ShownOriginal {
    file: String,
    format: String,
    author: String,
    reviewer: String,
    version: String,
    remarks: Vec<ShownRemark>,
}

/// A remark about the file, with the names of the steps that it is about.
struct ShownRemark {
    text: String,
    steps: Vec<String>,
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
    let shown = latest.or(draft.as_ref().map(|draft| &draft.playbook));
    let name = shown.map(|playbook| name_of(&shell.words, playbook)).unwrap_or_default();
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
        from_source: source_of(&row, draft.as_ref())?.is_some(),
        name,
        tone,
        icon,
        state: shell.t(state),
        origin,
        taken: original.map(|original| ShownOriginal::new(&shell, original, shown)),
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
    /// `playbook` is what was made of the file, for the names of its steps.
    fn new(shell: &Shell, original: Original, playbook: Option<&Playbook>) -> Self {
        let words = &shell.words;
        let Claims { author, reviewer, version } = original.claims;
        let day = version.parse::<Timestamp>().map(|at| words.date(at.to_zoned(japan()).date()));
        Self {
            file: original.row.file_name,
            format: shell.t(&format!("playbooks-format-{}", original.row.format)),
            // CACAO names an author by an id only, which tells a reader nothing.
            author: if author.starts_with("identity--") { String::new() } else { author },
            reviewer,
            version: day.unwrap_or(version),
            remarks: ShownRemark::all(words, &original.remarks, playbook),
        }
    }
}

impl ShownRemark {
    /// All remarks; those that say the same of several steps once.
    fn all(words: &Words, stored: &[About], playbook: Option<&Playbook>) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for remark in said_stored(words, stored) {
            let step = remark.step.map(|id| match playbook {
                Some(playbook) => step_name(words, playbook, &id),
                None => id,
            });
            match all.iter_mut().find(|known| known.text == remark.text) {
                Some(known) => known.steps.extend(step),
                None => all.push(Self { text: remark.text, steps: step.into_iter().collect() }),
            }
        }
        all
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
