//! A company's first page: the one next thing, and what a new company still has to prepare.

use askama::Template;
use axum::extract::State;
use hikeshi_identity::{
    Allowed, CompanyScope, InvitedTo, Role, can, members_of_company, open_invitations,
};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use crate::{
    awaits::awaits_of,
    companies::company,
    contacts::contact_tree,
    notice::{OpenIncident, open_incidents},
    shell::{Place, company_shell},
};

#[derive(Template)]
#[template(path = "pages/company_home.html")]
pub(super) struct CompanyHomePage {
    shell: Shell,
    home: String,
    help: String,
    /// What waits for this person: the words and where it is decided.
    waiting: Vec<(String, String)>,
    /// The incidents on which work goes on, the worst first.
    open: Vec<OpenIncident>,
    /// Whether something goes on of which the person sees nothing more.
    hidden: bool,
    may_see_incidents: bool,
    /// Whether the person reads what became of the company's filings, year by year.
    may_see_filings: bool,
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
    // The page itself shows the incidents, larger than the band.
    shell.emergency = None;
    let open = open_incidents(&row, &scope);
    let hidden = row.notice_href.is_some() && open.is_empty();
    let mut waiting = waiting(&shell, &scope, &open);
    for awaited in awaits_of(&tx, &scope, None).await? {
        waiting.push((awaited.text(&shell), awaited.href));
    }
    let help = format!("/help/{}", row.help_token);
    Ok(Html(CompanyHomePage {
        home,
        help,
        waiting,
        open,
        hidden,
        may_see_incidents,
        may_see_filings: scope.provider().is_none() && scope.may::<can::DecideFilings>(),
        steps,
        mailed: platform.mailer.delivers(),
        shell,
    }))
}

/// What only the president decides, and the closings that wait for one more person.
fn waiting(shell: &Shell, scope: &CompanyScope, open: &[OpenIncident]) -> Vec<(String, String)> {
    if scope.role() != Some(Role::President) {
        return Vec::new();
    }
    let me = scope.account().map(|account| account.0);
    let mut all = Vec::new();
    for incident in open {
        let mine = incident.waiting.iter().filter(|one| one.not_by.is_none() || one.not_by != me);
        all.extend(mine.map(|one| {
            let text = match one.question.as_str() {
                "" => shell.t1("directory-home-waiting-closing", "title", &incident.title),
                question => question.to_owned(),
            };
            (text, one.href.clone())
        }));
    }
    all
}
