//! How a problem looks: a readable page, or problem+json for programs (RFC 9457).

use askama::Template;
use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use hikeshi_ui::{Markup, Shell};

use crate::{Html, Problem, RequestContext, protect::BODY_LIMIT};

/// Bytes of a character in a posted form: three of UTF-8, each as `%E3`.
const BYTES_OF_CHARACTER: usize = 9;

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    shell: Shell,
    title: String,
    heading: Markup,
    what_to_do: Markup,
    detail: Option<String>,
    request: String,
}

pub(crate) fn html(problem: &Problem, context: &RequestContext) -> Response {
    let shell = context.shell();
    let page = ProblemPage {
        title: words(problem, context, "title"),
        heading: shell.html(&key(problem, "title")),
        what_to_do: shell.html2(
            &key(problem, "what"),
            "seconds",
            seconds(problem),
            "characters",
            characters(context),
        ),
        shell,
        detail: problem.detail.clone(),
        request: context.id.clone(),
    };
    Html(page).with_status(status(problem))
}

pub(crate) fn json(problem: &Problem, context: &RequestContext) -> Response {
    let body = serde_json::json!({
        "type": format!("urn:hikeshi:problem:{}", problem.kind.name()),
        "title": words(problem, context, "title"),
        "status": problem.kind.status(),
        "detail": problem.detail.clone().unwrap_or_else(|| words(problem, context, "what")),
        "instance": format!("urn:hikeshi:request:{}", context.id),
    });
    let mut response = (status(problem), Json(body)).into_response();
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response
}

fn words(problem: &Problem, context: &RequestContext, part: &str) -> String {
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("seconds", &seconds(problem)), ("characters", &characters(context))];
    context.words.ta(&key(problem, part), &values)
}

/// How much text a form takes, rounded down, so that nobody has to count exactly.
fn characters(context: &RequestContext) -> String {
    let most = BODY_LIMIT / BYTES_OF_CHARACTER / 10_000 * 10_000;
    context.words.number(i64::try_from(most).unwrap_or(i64::MAX))
}

fn key(problem: &Problem, part: &str) -> String {
    format!("web-problem-{}-{part}", problem.kind.name())
}

/// How long to wait, where the limiter said so.
fn seconds(problem: &Problem) -> u64 {
    problem.retry_after.unwrap_or(60)
}

fn status(problem: &Problem) -> StatusCode {
    StatusCode::from_u16(problem.kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
