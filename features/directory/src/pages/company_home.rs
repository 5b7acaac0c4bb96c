//! A company's first page: the one next thing, and what a new company still has to prepare.

use askama::Template;
use axum::extract::State;
use hikeshi_identity::{Allowed, InvitedTo, can, members_of_company, open_invitations};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use crate::{
    companies::company,
    contacts::contact_tree,
    shell::{Place, company_shell},
};

#[derive(Template)]
#[template(path = "pages/company_home.html")]
pub(super) struct CompanyHomePage {
    shell: Shell,
    home: String,
    help: String,
    incident: Option<(String, String)>,
    may_see_incidents: bool,
    steps: Vec<Step>,
    /// Whether mail leaves this installation.
    mailed: bool,
}

/// Something to prepare before anything happens.
struct Step {
    title: String,
    hint: String,
    href: String,
    done: bool,
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewCompany>,
) -> Result<Html<CompanyHomePage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Home).await?;
    let row = company(&tx, &scope).await?;
    let home = format!("/c/{}", scope.company());
    let may_see_incidents = scope.may::<can::ViewIncidents>();
    let mut steps = Vec::new();
    if may_see_incidents {
        let step = |key: &str, hint: &str, path: &str, done: bool| Step {
            title: shell.t(key),
            hint: shell.t(hint),
            href: format!("{home}{path}"),
            done,
        };
        let tree = contact_tree(&tx, &scope).await?;
        let filled = (1..=3).all(|level| tree.iter().any(|contact| contact.level == level));
        steps.push(step(
            "directory-step-contacts",
            "directory-step-contacts-hint",
            "/contacts",
            filled,
        ));
        let hangs = row.poster_at.is_some();
        steps.push(step(
            "directory-step-poster",
            "directory-step-poster-hint",
            "/help-address",
            hangs,
        ));
        if scope.may::<can::InvitePeople>() {
            let members = members_of_company(&tx, scope.company()).await?;
            let to = InvitedTo::Company(scope.company());
            let invited = open_invitations(&tx, &platform, to).await?;
            let second = members.len() + invited.len() > 1;
            steps.push(step(
                "directory-step-second",
                "directory-step-second-hint",
                "/settings",
                second,
            ));
        }
    }
    // The page itself shows the incident, larger than the band.
    let incident = shell.emergency.take().map(|band| (band.title, band.href));
    let help = format!("/help/{}", row.help_token);
    let mailed = platform.mailer.delivers();
    Ok(Html(CompanyHomePage { shell, home, help, incident, may_see_incidents, steps, mailed }))
}
