//! What an outsider sees: first a button, then the chosen parts.

use askama::Template;
use axum::{
    Router,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_i18n::{Words, plain};
use hikeshi_incidents::{
    case::Certainty,
    content::content,
    import::{fact_name, fact_value},
};
use hikeshi_kernel::from_millis;
use hikeshi_ui::{FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem};
use serde::Deserialize;

use super::{
    outside_file,
    outside_visit::{Outsider, closed, cookie, private},
};
use crate::links::{Frozen, Opened, begin_visit, seen};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/share/{token}", get(show).post(open))
        .route("/share/{token}/files/{file}", get(outside_file::fetch))
}

/// Before a visit: nothing of the case, not even whose it is.
#[derive(Template)]
#[template(path = "pages/outside_open.html")]
struct OpenPage {
    shell: Shell,
    with_code: bool,
}

#[derive(Template)]
#[template(path = "pages/outside.html")]
struct OutsidePage {
    shell: Shell,
    company: String,
    number: String,
    recipient: String,
    purpose: String,
    as_of: String,
    until: String,
    summary: Vec<(String, String)>,
    timeline: Option<Vec<(String, String)>>,
    facts: Vec<(String, String, String)>,
    files: Vec<FileLine>,
    custody: Option<Vec<ExhibitLines>>,
}

struct FileLine {
    href: String,
    title: String,
    size: i64,
    sha256: String,
}

struct ExhibitLines {
    title: String,
    sha256: String,
    events: Vec<String>,
}

/// What the button posts.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct OpenForm {
    code: String,
}

async fn show(State(platform): State<Platform>, outsider: Outsider) -> Result<Response, Problem> {
    if !outsider.visiting {
        let with_code = !outsider.link.code_hash.is_empty();
        let page = OpenPage { shell: outsider.context.shell(), with_code };
        return Ok(private(Html(page).into_response()));
    }
    let tx = platform.db.write(outsider.scope.fence()).await?;
    seen(&tx, &platform, &outsider.link, ("page", None), &outsider.seen).await?;
    tx.commit().await?;
    Ok(private(Html(page(&outsider)?).into_response()))
}

async fn open(
    State(platform): State<Platform>,
    outsider: Outsider,
    Posted(form): Posted<OpenForm>,
) -> Result<Response, Problem> {
    let Outsider { token, link, context, .. } = &outsider;
    let tx = platform.db.write(outsider.scope.fence()).await?;
    let opened = begin_visit(&tx, &platform, link, (token, &form.code), &outsider.seen).await?;
    tx.commit().await?;
    let again = |text: String, status: StatusCode| {
        let mut page = OpenPage { shell: context.shell(), with_code: true };
        page.shell.errors = vec![FieldError::new("code", text)];
        private(Html(page).with_status(status))
    };
    let words = &context.words;
    Ok(match opened {
        Opened::Visit(secret) => {
            let mut response = Redirect::to(&format!("/share/{token}")).into_response();
            let value = HeaderValue::from_str(&cookie(&platform, token, &secret))?;
            response.headers_mut().insert(header::SET_COOKIE, value);
            private(response)
        }
        Opened::WrongCode => {
            again(words.t("share-outside-wrong"), StatusCode::UNPROCESSABLE_ENTITY)
        }
        Opened::Wait(seconds) => {
            let minutes = seconds.div_ceil(60);
            let text = words.t1("share-outside-wait", "minutes", minutes);
            let mut response = again(text, StatusCode::TOO_MANY_REQUESTS);
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            response
        }
        Opened::Closed => closed(context),
    })
}

fn page(outsider: &Outsider) -> Result<OutsidePage, Problem> {
    let Outsider { token, link, frozen, context, .. } = outsider;
    let words = &context.words;
    let timeline = frozen.timeline.as_ref().map(|lines| {
        lines.iter().map(|line| (words.moment(&line.moment), line.text.clone())).collect()
    });
    let files = frozen.files.iter().map(|file| FileLine {
        href: format!("/share/{token}/files/{}", file.id),
        title: file.title.clone(),
        size: file.size,
        sha256: file.sha256.clone(),
    });
    Ok(OutsidePage {
        shell: context.shell(),
        company: frozen.company.clone(),
        number: frozen.number.clone(),
        recipient: link.recipient.clone(),
        purpose: link.purpose.clone(),
        as_of: words.date_time(from_millis(frozen.at)),
        until: words.date_time(from_millis(link.expires_at)),
        summary: summary(words, frozen)?,
        timeline,
        facts: facts(words, frozen)?,
        files: files.collect(),
        custody: custody(words, frozen),
    })
}

fn summary(words: &Words, frozen: &Frozen) -> Result<Vec<(String, String)>, Problem> {
    let Some(summary) = &frozen.summary else { return Ok(Vec::new()) };
    let known = &content()?.triage.kinds;
    let named = summary.kinds.iter().filter_map(|id| known.iter().find(|kind| kind.id == *id));
    let kinds: Vec<String> = named.map(|kind| plain(kind.title.get(words.lang()))).collect();
    let level = summary.level.map_or_else(|| words.t("case-level-none"), |level| level.to_string());
    let lines = [
        ("share-outside-title", summary.title.clone()),
        ("share-outside-kind", kinds.join(&words.t("run-list-comma"))),
        ("share-outside-purpose", words.t(&format!("case-purpose-{}", summary.purpose))),
        ("share-outside-noticed", words.moment(&summary.noticed)),
        ("share-outside-status", words.t(&format!("case-status-{}", summary.status))),
        ("share-outside-level", level),
    ];
    let told = lines.into_iter().filter(|(_, value)| !value.is_empty());
    Ok(told.map(|(key, value)| (words.t(key), value)).collect())
}

/// Name, value and certainty of each fact.
fn facts(words: &Words, frozen: &Frozen) -> Result<Vec<(String, String, String)>, Problem> {
    let sheet = &content()?.facts;
    let line = |fact: &crate::links::FactLine| {
        let certainty = Certainty::from_name(&fact.certainty).unwrap_or(Certainty::Unknown);
        (
            fact_name(words, sheet, &fact.key),
            fact_value(words, sheet, &fact.key, &fact.value),
            words.t(&format!("record-certainty-{}", certainty.name())),
        )
    };
    Ok(frozen.facts.iter().map(line).collect())
}

fn custody(words: &Words, frozen: &Frozen) -> Option<Vec<ExhibitLines>> {
    let event = |event: &crate::links::Event| {
        let what = words.t(&format!("papers-custody-{}", event.kind));
        let name = |name: &str, number: usize| match number {
            0 => name.to_owned(),
            number => words.t1("share-outside-person", "n", number),
        };
        let (from, to) = (name(&event.from, event.from_person), name(&event.to, event.to_person));
        let way = match (from.as_str(), to.as_str()) {
            ("", "") => String::new(),
            ("", to) => to.to_owned(),
            (from, to) => words.ta("papers-custody-way", &[("from", &from), ("to", &to)]),
        };
        let state = match event.state.as_str() {
            "not-confirmed" => words.t("custody-not-confirmed"),
            "confirmed" => words.t("custody-confirmed"),
            "refused" => words.t("custody-refused"),
            "withdrawn" => words.t("custody-withdrawn"),
            _ => String::new(),
        };
        let state = match state.as_str() {
            "" => state,
            state => words.t1("ui-brackets", "text", state),
        };
        let place = match event.place.as_str() {
            "" => String::new(),
            place => words.t1("evidence-event-place", "place", place),
        };
        let all = [words.moment(&event.moment), format!("{what}{state}"), way, place];
        all.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
    };
    frozen.custody.as_ref().map(|exhibits| {
        let lines = exhibits.iter().map(|exhibit| ExhibitLines {
            title: format!("{} {}", exhibit.number, exhibit.title),
            sha256: exhibit.sha256.clone(),
            events: exhibit.events.iter().map(event).collect(),
        });
        lines.collect()
    })
}
