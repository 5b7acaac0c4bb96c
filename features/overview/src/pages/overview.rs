//! The president's page, the same on paper, and whether the company is counted among its peers.

use askama::Template;
use axum::{body::Body, extract::State, response::Redirect};
use axum_extra::extract::Query;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_ui::{Flash, Markup, Shell, Tone};
use hikeshi_web::{Download, Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use crate::{
    company::read,
    paper::{set_paper, sheet_data},
    peers::set_declined,
    said::{Line, ON_PAGE, Said, Sheet},
};

#[derive(Template)]
#[template(path = "pages/overview.html")]
pub(super) struct OverviewPage {
    shell: Shell,
    home: String,
    company: String,
    now: String,
    sheet: Sheet,
    may_choose: bool,
}

impl OverviewPage {
    fn say(&self, said: &Said) -> Markup {
        said.html(&self.shell)
    }

    fn about(&self, line: &Line) -> Option<Markup> {
        line.about.as_ref().map(|about| about.html(&self.shell))
    }
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    done: String,
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewOverview>,
    Query(asked): Query<Asked>,
) -> Result<Html<OverviewPage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Overview).await?;
    let overview = read(&tx, &platform, &scope, &shell).await?;
    drop(tx);
    if asked.done == "peers" {
        let text = shell.t("overview-peers-saved");
        shell.flash = Some(Flash { kind: Tone::Done, text });
    }
    Ok(Html(OverviewPage {
        home: format!("/c/{}", scope.company()),
        now: shell.words.date_time(platform.clock.now()),
        sheet: Sheet::of(&shell.words, scope.company(), (&overview, ON_PAGE)),
        company: overview.company,
        may_choose: scope.may::<can::ChoosePeers>(),
        shell,
    }))
}

pub(super) async fn paper(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewOverview>,
) -> Result<Download, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let overview = read(&tx, &platform, &scope, &context.shell()).await?;
    drop(tx);
    let now = platform.clock.now();
    let data = sheet_data(&context.words, scope.company(), &overview, now);
    let bytes = set_paper(&data, now).await?;
    let name = format!("{}.pdf", context.words.t("overview-title"));
    Ok(Download { name, mime: "application/pdf", inline: true, body: Body::from(bytes) })
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Choice {
    counted: String,
}

pub(super) async fn choose(
    State(platform): State<Platform>,
    scope: Allowed<can::ChoosePeers>,
    Posted(form): Posted<Choice>,
) -> Result<Redirect, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    set_declined(&tx, &platform, &scope, form.counted == "no").await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/c/{}/overview?done=peers#peers", scope.company())))
}
