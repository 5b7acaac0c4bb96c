//! The list: every template with what the company made of it.

use askama::Template;
use axum::{Router, extract::State, routing::get};
use axum_extra::extract::Query;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_policy::{Group, Template as PolicyTemplate};
use hikeshi_ui::{Flash, Markup, Shell, Tone};
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use serde::Deserialize;

use super::{
    begin,
    said::{Tag, remarks, tag_of},
};
use crate::{
    document::{Standing, standings},
    readers::mine,
    templates::templates,
};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/policies", get(show).post(begin::submit))
}

#[derive(Template)]
#[template(path = "pages/list.html")]
struct ListPage {
    shell: Shell,
    base: String,
    groups: Vec<ShownGroup>,
    /// How many templates have a version in force, of how many.
    done: (usize, usize),
    may_edit: bool,
    /// Documents that wait to be read by this person.
    to_read: usize,
}

struct ShownGroup {
    id: &'static str,
    title: String,
    lines: Vec<Line>,
}

/// A document, or a template of which there is none.
struct Line {
    href: String,
    title: Markup,
    about: Markup,
    remarks: Vec<String>,
    tag: Tag,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    done: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewPolicies>,
    Query(asked): Query<Asked>,
) -> Result<Html<ListPage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Policies).await?;
    let mut standings = standings(&tx, &platform, &scope).await?;
    let to_read = mine(&tx, &scope).await?.iter().filter(|one| one.read_at.is_none()).count();
    drop(tx);
    let may_edit = scope.may::<can::EditPolicies>();
    if !may_edit {
        standings.retain(|one| one.version.is_some());
    }
    if asked.done == "withdrawn" {
        shell.flash = Some(Flash { kind: Tone::Done, text: shell.t("policies-withdrawn") });
    }
    let base = format!("/c/{}/policies", scope.company());
    let all = templates()?;
    let in_force = |template: &&PolicyTemplate| {
        let of = |one: &Standing| one.document.row.template == template.file.id;
        standings.iter().any(|one| of(one) && one.version.is_some())
    };
    let groups = Group::ALL.into_iter().map(|group| ShownGroup {
        id: group.name(),
        title: shell.t(&format!("policies-group-{}", group.name())),
        lines: all
            .iter()
            .filter(|template| template.file.group == group)
            .flat_map(|template| lines(&shell, &base, template, (&standings, may_edit)))
            .collect(),
    });
    let groups: Vec<ShownGroup> = groups.filter(|group| !group.lines.is_empty()).collect();
    let done = (all.iter().filter(in_force).count(), all.len());
    Ok(Html(ListPage { groups, done, may_edit, to_read, base, shell }))
}

/// The documents of a template, and a line to begin one where there is none or may be several.
fn lines(
    shell: &Shell,
    base: &str,
    template: &PolicyTemplate,
    (standings, may_edit): (&[Standing], bool),
) -> Vec<Line> {
    let of = |one: &&Standing| one.document.row.template == template.file.id;
    let mut lines: Vec<Line> = standings
        .iter()
        .filter(of)
        .map(|one| Line {
            href: format!("{base}/{}", one.document.row.id),
            title: shell.rich(&one.document.row.name),
            about: shell.text(&template.file.about),
            remarks: remarks(&shell.words, one),
            tag: tag_of(shell, Some(one.stands)),
        })
        .collect();
    if may_edit && (lines.is_empty() || template.file.several) {
        lines.push(Line {
            href: format!("{base}/new/{}", template.file.id),
            title: shell.text(&template.file.title),
            about: shell.text(&template.file.about),
            remarks: Vec::new(),
            tag: tag_of(shell, None),
        });
    }
    lines
}
