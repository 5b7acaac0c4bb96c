//! The playbooks of a company or provider: own ones, the provider's, those on board.

use askama::Template;
use axum::{Router, extract::State, routing::get};
use hikeshi_identity::can;
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use super::name_of;
use crate::{
    keeper::{Keeper, Keeping},
    model::own_playbook,
    on_board::{find_on_board, on_board},
    shelf::{Draft, KeptBy, all_of, draft_of, source_of, startable, uses_of, version_of},
    shown::edition_key,
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/playbooks", get(show))
        .route("/p/{provider}/playbooks", get(show))
}

#[derive(Template)]
#[template(path = "pages/list.html")]
struct ListPage {
    shell: Shell,
    base: String,
    own: Vec<OwnItem>,
    /// What the provider keeps for its companies.
    provided: Vec<Item>,
    board: Vec<Item>,
    may_edit: bool,
    for_companies: bool,
}

/// A playbook of the own shelf.
struct OwnItem {
    href: String,
    title: String,
    tone: &'static str,
    icon: &'static str,
    state: String,
    about: String,
    newer: bool,
}

/// A playbook that others wrote.
struct Item {
    href: String,
    title: String,
    about: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    keeper: Keeping<can::ViewPlaybooks>,
) -> Result<Html<ListPage>, Problem> {
    let tx = platform.db.read(keeper.fence()).await?;
    let shell = keeper.shell(&tx, &context).await?;
    let base = keeper.base();
    let uses = uses_of(&tx, keeper.shelf()).await?;
    let runs = |id: &str| uses.get(id).copied().unwrap_or(0);
    let mut own = Vec::new();
    for row in all_of(&tx, &keeper).await? {
        own.push(OwnItem::new(&tx, &shell, (&keeper, &row), runs).await?);
    }
    let item = |playbook: &hikeshi_playbook::Playbook| {
        let edition = shell.t(edition_key(playbook.edition));
        let version =
            shell.t2("playbooks-version-of", "edition", edition, "version", &playbook.version);
        Item {
            href: format!("{base}/read/{}", playbook.id),
            title: name_of(&shell.words, playbook),
            about: shell.words.ta(
                "playbooks-about",
                &[
                    ("version", &version),
                    ("steps", &playbook.steps.len()),
                    ("runs", &runs(&playbook.id)),
                ],
            ),
        }
    };
    let mut provided = Vec::new();
    if let Keeper::Company(scope) = &*keeper {
        let all = startable(&tx, &platform, scope).await?;
        let theirs = all.iter().filter(|one| one.kept_by == KeptBy::Provider);
        provided.extend(theirs.map(|one| item(&one.playbook)));
    }
    let board = on_board()?.iter().map(item).collect();
    let (may_edit, for_companies) = (keeper.may_edit(), keeper.is_provider());
    Ok(Html(ListPage { base, own, provided, board, may_edit, for_companies, shell }))
}

impl OwnItem {
    async fn new(
        tx: &hikeshi_db::Tx,
        shell: &Shell,
        (keeper, row): (&Keeper, &own_playbook::Model),
        runs: impl Fn(&str) -> i64,
    ) -> Result<Self, Problem> {
        let draft = draft_of(tx, row).await?;
        let live = version_of(tx, row, row.last_number).await?;
        let playbook =
            live.map(|live| live.playbook).or_else(|| draft.as_ref().map(|d| d.playbook.clone()));
        let (tone, icon, key) = state_of(row);
        let mut about = match row.last_number {
            0 => Vec::new(),
            number => vec![shell.t1("playbooks-number", "number", number)],
        };
        if draft.is_some() && row.last_number > 0 {
            about.push(shell.t("playbooks-has-draft"));
        }
        let runs = runs(&keeper.playbook_id(row.id));
        if !keeper.is_provider() {
            about.push(shell.t1("playbooks-runs", "runs", runs));
        }
        Ok(Self {
            href: format!("{}/own/{}", keeper.base(), row.id),
            title: playbook.map(|playbook| name_of(&shell.words, &playbook)).unwrap_or_default(),
            tone,
            icon,
            state: shell.t(key),
            about: about.join(&shell.t("playbooks-comma")),
            newer: has_newer(row, draft.as_ref())?,
        })
    }
}

/// Tone, icon and word of what a playbook of the shelf is good for now.
pub(super) fn state_of(row: &own_playbook::Model) -> (&'static str, &'static str, &'static str) {
    match (row.live_number, row.last_number) {
        (Some(_), _) => ("done", "done", "playbooks-state-live"),
        (None, 0) => ("wait", "pen", "playbooks-state-draft"),
        (None, _) => ("wait", "minus", "playbooks-state-withdrawn"),
    }
}

/// Whether the playbook on board that it was copied from says something else by now.
pub(super) fn has_newer(row: &own_playbook::Model, draft: Option<&Draft>) -> Result<bool, Problem> {
    let Some(source) = row.source_id.as_deref() else { return Ok(false) };
    let Some(now) = find_on_board(source)? else { return Ok(false) };
    let then = source_of(row, draft)?;
    Ok(then.is_some_and(|then| !hikeshi_playbook::compare(&then, now).is_empty()))
}
