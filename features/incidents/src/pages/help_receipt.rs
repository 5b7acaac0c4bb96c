//! The receipt: it arrived, who was told, who calls and until when, what to do until then.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use hikeshi_ui::{Markup, Shell};
use hikeshi_web::{Html, Platform, Problem};

use super::{
    help::{actions_path, start_path},
    help_resume::next_path,
    help_visit::HelpVisit,
};
use crate::{
    content::content,
    help::{Receipt, find_draft, receipt_of},
};

#[derive(Template)]
#[template(path = "pages/help_receipt.html")]
struct ReceiptPage {
    shell: Shell,
    receipt: Receipt,
    /// Whether mail leaves this installation.
    mailed: bool,
    arrived: String,
    call_by: Option<String>,
    then: Option<String>,
    taken: Option<(String, String)>,
    others: Vec<(String, String)>,
    until_then: Vec<Markup>,
    actions: String,
    another: String,
}

pub(crate) async fn show(
    State(platform): State<Platform>,
    visit: HelpVisit,
    Path((_, secret)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let tx = platform.db.read(visit.scope.fence()).await?;
    let draft = find_draft(&tx, &visit.scope, &secret).await?;
    let Some(receipt) = receipt_of(&tx, &visit.scope, &draft).await? else {
        return Ok(Redirect::to(&next_path(&visit.token, &secret, &draft)?).into_response());
    };
    let (shell, now) = (visit.shell, platform.clock.now());
    let words = &shell.words;
    let symptom = content()?.triage.symptom(&draft.symptom);
    let dont = symptom.map(|symptom| symptom.dont.as_slice()).unwrap_or_default();
    Ok(Html(ReceiptPage {
        arrived: words.brief(receipt.sent_at, now),
        call_by: receipt.call_by.map(|at| words.brief(at, now)),
        then: receipt.then.as_ref().map(|(name, title)| {
            words.ta("help-person-title", &[("name", name), ("title", title)])
        }),
        taken: receipt.taken.as_ref().map(|(name, at)| (words.brief(*at, now), name.clone())),
        others: receipt
            .others
            .iter()
            .map(|(number, at)| (number.clone(), words.brief(*at, now)))
            .collect(),
        until_then: dont.iter().map(|step| shell.text(&step.title)).collect(),
        actions: actions_path(&visit.token, &draft.symptom, None),
        another: start_path(&visit.token, None),
        mailed: platform.mailer.delivers(),
        receipt,
        shell,
    })
    .into_response())
}
