//! The items one by one, each in a field of its own, to be copied into the recipient's web form.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    routing::get,
};
use hikeshi_content::Pack;
use hikeshi_directory::{Place, company_shell};
use hikeshi_i18n::plain;
use hikeshi_identity::{Allowed, can};
use hikeshi_incidents::{
    case::view_incident,
    page::{CaseHead, Tab},
};
use hikeshi_kernel::LocalText;
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use serde::Deserialize;

use super::papers_paper::Place3;
use crate::papers::{PaperNow, Snapshot, State as Stands, find_paper, said_of, versions_of};

/// Characters of a line in a field on a small screen.
const LINE: usize = 20;

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/incidents/{incident}/filings/{paper}/copy", get(show))
}

#[derive(Template)]
#[template(path = "pages/papers_copy.html")]
struct CopyPage {
    shell: Shell,
    head: CaseHead,
    base: String,
    name: String,
    /// The frozen version, if it is approved.
    serial: Option<i64>,
    items: Vec<Field>,
    /// Pages of those to whom it goes: name and address. None of them is confirmed.
    desks: Vec<(String, String)>,
    desk_notice: String,
    may_file: bool,
}

/// One field to copy.
struct Field {
    id: String,
    title: String,
    text: String,
    /// It is a sentence of ours, because the item says nothing.
    filler: bool,
    rows: usize,
    count: usize,
    limit: Option<usize>,
    over: Option<usize>,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewDocuments>,
    Path((_, incident, paper)): Place3,
) -> Result<Html<CopyPage>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let row = find_paper(&tx, &scope, &incident, &paper).await?;
    let versions = versions_of(&tx, &row).await?;
    let frozen = versions.last().filter(|_| Stands::of(&row).is_frozen());
    let now = PaperNow::read(&tx, &platform, &scope, &incident, row).await?;
    let (serial, texts) = match frozen {
        Some(version) => {
            let snapshot: Snapshot = serde_json::from_str(&version.snapshot_json)?;
            (Some(version.serial), snapshot.texts())
        }
        None => (None, now.items.iter().map(crate::papers::ItemNow::as_text).collect()),
    };
    let limit = |id: &str| now.kind.file.items.iter().find(|item| item.id == id)?.limit;
    let mut said = said_of(&platform, (&now, &incident), frozen)?;
    let field = |item: hikeshi_drafting::ItemText| {
        let said = said.remove(&item.id).unwrap_or_default();
        let own = if said.filler { 0 } else { item.text.chars().count() };
        let count = if said.filler { said.text.chars().count() } else { own };
        let limit = limit(&item.id);
        let number = item.number.unwrap_or_default();
        Field {
            title: format!("{number} {}", plain(&item.title)).trim().to_owned(),
            rows: rows_of(&said.text),
            over: limit.and_then(|limit| own.checked_sub(limit)).filter(|over| *over > 0),
            id: item.id,
            text: said.text,
            filler: said.filler,
            count,
            limit,
        }
    };
    let head = CaseHead::new(&scope, &shell.words, &incident, Tab::Duties);
    let (desks, desk_notice) = web_desks(&shell, &now.kind.file.to)?;
    Ok(Html(CopyPage {
        desks,
        desk_notice,
        may_file: scope.may::<can::ApproveFilings>() && Stands::of(&now.row) == Stands::Approved,
        base: format!("{}/filings/{}", head.base, now.row.id),
        name: plain(now.kind.title(shell.words.lang())),
        serial,
        items: texts.into_iter().map(field).collect(),
        head,
        shell,
    }))
}

/// As many rows as the text may need in a field of a small screen; browsers that can, measure it.
fn rows_of(text: &str) -> usize {
    let lines = text.lines().map(|line| line.chars().count().div_ceil(LINE).max(1));
    lines.sum::<usize>().max(2)
}

/// The web pages of desks, and what to say about them: nobody has confirmed them.
fn web_desks(shell: &Shell, ids: &[String]) -> Result<(Vec<(String, String)>, String), Problem> {
    let desks: Desks = Pack.read("desks/desks.yaml")?;
    let lang = shell.words.lang();
    let own = desks.desks.iter().filter(|desk| ids.contains(&desk.id));
    let pages = own.flat_map(|desk| {
        let web = desk.contacts.iter().filter(|contact| contact.kind == "web");
        web.map(|contact| {
            let label = contact.label.as_ref().map(|label| plain(label.get(lang)));
            let name = plain(desk.name.get(lang));
            let name = label.map_or_else(|| name.clone(), |label| format!("{name} ({label})"));
            (name, contact.value.clone())
        })
    });
    let notice = plain(desks.contact_notice.get(lang));
    Ok((pages.filter(|(_, page)| page.starts_with("https://")).collect(), notice))
}

/// What is read of the desks here.
#[derive(Deserialize)]
struct Desks {
    contact_notice: LocalText,
    desks: Vec<Desk>,
}

#[derive(Deserialize)]
struct Desk {
    id: String,
    name: LocalText,
    #[serde(default)]
    contacts: Vec<Contact>,
}

#[derive(Deserialize)]
struct Contact {
    kind: String,
    value: String,
    label: Option<LocalText>,
}
