//! Asking for a link to choose a new password. The answer is the same for every address.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use hikeshi_db::Fence;
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext, Typed};
use serde::Deserialize;

use super::forgot_limit;
use crate::mail_job::MailNewPassword;

#[derive(Template)]
#[template(path = "pages/forgot.html")]
pub(crate) struct ForgotPage {
    shell: Shell,
    email: String,
    sent: bool,
}

/// What the form posts.
#[derive(Debug, Deserialize)]
pub(crate) struct ForgotForm {
    email: String,
}

pub(crate) async fn show(context: RequestContext) -> Html<ForgotPage> {
    Html(ForgotPage { shell: context.shell(), email: String::new(), sent: false })
}

pub(crate) async fn submit(
    State(platform): State<Platform>,
    context: RequestContext,
    Posted(form): Posted<ForgotForm>,
) -> Result<Response, Problem> {
    forgot_limit(&platform).check(&context.address)?;
    let mut shell = context.shell();
    let mut typed = Typed::new(&context.words);
    let email = typed.email("email", &context.words.t("identity-email"), &form.email);
    shell.errors = typed.errors();
    if !shell.errors.is_empty() {
        let page = ForgotPage { shell, email: form.email, sent: false };
        return Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let job = MailNewPassword { email: email.clone(), lang: context.lang };
    let now = platform.clock.now();
    let tx = platform.db.write(Fence::Open).await?;
    hikeshi_jobs::enqueue::<Platform, _>(&tx, platform.chance(), &job, now).await?;
    tx.commit().await?;
    Ok(Html(ForgotPage { shell, email, sent: true }).into_response())
}
