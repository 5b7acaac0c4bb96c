//! Who is to answer which questions: a part at a time, for each site.

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    response::Redirect,
    routing::get,
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can, members_of_company};
use hikeshi_ui::{Choice, Flash, NavItem, Shell, Tone};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::{
    Place2,
    shown::{href, plain_text, site_tabs},
};
use crate::assessment::{assign, assignees_of, find, hold};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/assessments/{assessment}/people", get(show).post(ask))
}

#[derive(Template)]
#[template(path = "pages/people.html")]
struct PeoplePage {
    shell: Shell,
    base: String,
    site: usize,
    tabs: Vec<NavItem>,
    rows: Vec<Row>,
    people: Vec<Choice>,
}

/// A part, or a question of it, with who is asked.
struct Row {
    /// What the form sends: the part's id.
    part: String,
    title: String,
    /// How many questions each person answers.
    asked: Vec<String>,
    items: Vec<Choice>,
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    site: usize,
    done: String,
}

/// What the form sends: a part or one question, and a person.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct AskForm {
    part: String,
    item: String,
    person: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::AnswerPosture>,
    Path((_, id)): Place2,
    Query(asked): Query<Asked>,
) -> Result<Html<PeoplePage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let assessment = find(&tx, &scope, &id).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Posture).await?;
    if asked.done == "asked" {
        shell.flash = Some(Flash { kind: Tone::Done, text: shell.t("posture-people-done") });
    }
    let assigned = assignees_of(&tx, &assessment).await?;
    let site = asked.site.min(assessment.sites.len().saturating_sub(1));
    let name = assessment.site(site);
    let row = |part: &hikeshi_posture_engine::Part| {
        let mut counts: Vec<(String, usize)> = Vec::new();
        for item in &part.items {
            let Some(row) = assigned.get(&(name.to_owned(), item.id.clone())) else { continue };
            match counts.iter_mut().find(|(known, _)| *known == row.name) {
                Some((_, count)) => *count += 1,
                None => counts.push((row.name.clone(), 1)),
            }
        }
        let asked = counts.into_iter().map(|(person, count)| {
            shell.t2("posture-people-count", "name", person, "count", count)
        });
        let all = Choice::new("", shell.t("posture-people-whole-part"));
        let one = |item: &hikeshi_posture_engine::Item| {
            Choice::new(
                item.id.clone(),
                format!("{}\u{3000}{}", item.id, plain_text(&shell, &item.title)),
            )
        };
        Row {
            part: part.id.clone(),
            title: plain_text(&shell, &part.title),
            asked: asked.collect(),
            items: std::iter::once(all).chain(part.items.iter().map(one)).collect(),
        }
    };
    let rows = assessment.catalogue.parts.iter().map(row).collect();
    let nobody = Choice::new("", shell.t("posture-people-nobody"));
    let members = members_of_company(&tx, scope.company()).await?;
    let able = members.into_iter().filter(|member| member.role.may("answer-posture"));
    let person = |one: hikeshi_identity::Member| Choice::new(one.account.to_string(), one.name);
    let people = std::iter::once(nobody).chain(able.map(person)).collect();
    let base = href(&scope, &assessment);
    let tabs = site_tabs(&assessment, &format!("{base}/people"), site);
    Ok(Html(PeoplePage { base, site, tabs, rows, people, shell }))
}

async fn ask(
    State(platform): State<Platform>,
    scope: Allowed<can::AnswerPosture>,
    Path((_, id)): Place2,
    Query(asked): Query<Asked>,
    Posted(form): Posted<AskForm>,
) -> Result<Redirect, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let assessment = hold(&tx, &scope, &id).await?;
    let here = format!("{}/people?site={}", href(&scope, &assessment), asked.site);
    let part = assessment.catalogue.parts.iter().find(|one| one.id == form.part);
    let part = part.ok_or_else(Problem::not_found)?;
    let wanted = |id: &&String| form.item.is_empty() || **id == form.item;
    let items: Vec<String> =
        part.items.iter().map(|item| &item.id).filter(wanted).cloned().collect();
    let members = members_of_company(&tx, scope.company()).await?;
    let person = members.iter().find(|one| one.account.to_string() == form.person);
    if items.is_empty() || !assessment.is_draft() || (person.is_none() && !form.person.is_empty()) {
        return Ok(Redirect::to(&here));
    }
    let person = person.map(|one| (one.account, one.name.as_str()));
    let site = assessment.site(asked.site);
    assign(&tx, &platform, &scope, &assessment, (site, &items, person)).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("{here}&done=asked")))
}
