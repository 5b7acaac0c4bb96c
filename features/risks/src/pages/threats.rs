//! All threats of the model with the company's judgement of each.

use askama::Template;
use axum::extract::State;
use axum_extra::extract::Query;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_risk::RiskModel;
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use super::Done;
use crate::{
    answers::answers_on,
    content::risk_model,
    shown::{flash, names},
    threats::states,
};

#[derive(Template)]
#[template(path = "pages/threats.html")]
pub(super) struct ThreatsPage {
    shell: Shell,
    home: String,
    model: &'static RiskModel,
    lines: Vec<Line>,
    judged: usize,
}

struct Line {
    href: String,
    title: String,
    about: String,
    /// Judged wholly.
    done: bool,
    state: String,
    /// The assessment suggests another weakness than the one that was confirmed.
    differs: bool,
}

/// Shows them.
pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewRisks>,
    Query(asked): Query<Done>,
) -> Result<Html<ThreatsPage>, Problem> {
    let model = risk_model()?;
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Risks).await?;
    let states = states(&tx, &scope).await?;
    let answers = answers_on(&tx, &scope).await?;
    drop(tx);
    shell.flash = flash(&shell.words, &asked.done);
    let home = format!("/c/{}/risks", scope.company());
    let words = &shell.words;
    let lines = model.threats.iter().map(|threat| {
        let state = states.get(&threat.id).copied().unwrap_or_default();
        let both = state.threat.zip(state.weakness);
        let proposed = model.propose(threat, &answers.answers).map(|one| one.weakness);
        Line {
            href: format!("{home}/threats/{}", threat.id),
            title: threat.title.get(context.lang).to_owned(),
            about: names(words, &model.media, &threat.media),
            done: both.is_some(),
            state: both.map_or_else(
                || words.t("risks-not-judged"),
                |(likelihood, weakness)| {
                    let (likelihood, weakness) = (likelihood.number(), weakness.number());
                    let values: [(&str, &dyn std::fmt::Display); 2] =
                        [("likelihood", &likelihood), ("weakness", &weakness)];
                    words.ta("risks-judged", &values)
                },
            ),
            differs: state.weakness.is_some() && proposed.is_some() && state.weakness != proposed,
        }
    });
    let lines: Vec<Line> = lines.collect();
    let judged = lines.iter().filter(|line| line.done).count();
    Ok(Html(ThreatsPage { lines, judged, model, home, shell }))
}
