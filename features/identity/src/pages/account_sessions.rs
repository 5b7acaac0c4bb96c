//! The browsers in which a person is signed in, and ending them.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Redirect,
};
use hikeshi_db::Fence;
use hikeshi_kernel::{from_millis, to_millis};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use uuid::Uuid;

use super::person_shell;
use crate::{Person, audit_open, end_other_sessions, end_session, sessions_of};

#[derive(Template)]
#[template(path = "pages/account_sessions.html")]
pub(crate) struct SessionsPage {
    shell: Shell,
    sessions: Vec<Row>,
}

struct Row {
    id: Uuid,
    browser: String,
    began: String,
    seen: String,
    this_one: bool,
}

pub(crate) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    person: Person,
) -> Result<Html<SessionsPage>, Problem> {
    let tx = platform.db.read(Fence::Open).await?;
    let now = platform.clock.now();
    let found = sessions_of(&tx, &platform, &person).await?;
    let sessions = found.into_iter().map(|session| Row {
        id: session.id,
        browser: browser_name(&session.browser),
        began: context.words.brief(from_millis(session.created_at), now),
        seen: context.words.brief(from_millis(session.last_seen_at), now),
        this_one: session.id == person.session,
    });
    let sessions = sessions.collect();
    Ok(Html(SessionsPage { shell: person_shell(&context, &person), sessions }))
}

pub(crate) async fn end_one(
    State(platform): State<Platform>,
    person: Person,
    Path(session): Path<String>,
) -> Result<Redirect, Problem> {
    let session: Uuid = session.parse().map_err(|_| Problem::not_found())?;
    let now = to_millis(platform.clock.now());
    let tx = platform.db.write(Fence::Open).await?;
    if !end_session(&tx, &person, session, now).await? {
        return Err(Problem::not_found());
    }
    let who = Some(person.account.0);
    audit_open(&tx, &platform, who, "account.session-ended", ("session", session)).await?;
    tx.commit().await?;
    Ok(Redirect::to("/account/sessions"))
}

pub(crate) async fn end_others(
    State(platform): State<Platform>,
    person: Person,
) -> Result<Redirect, Problem> {
    let tx = platform.db.write(Fence::Open).await?;
    end_other_sessions(&tx, &person, to_millis(platform.clock.now())).await?;
    let account = person.account.0;
    let target = ("account", account);
    audit_open(&tx, &platform, Some(account), "account.other-sessions-ended", target).await?;
    tx.commit().await?;
    Ok(Redirect::to("/account/sessions"))
}

/// A short name from what the browser says of itself: `Firefox, Windows`. The first name that
/// fits counts, because most browsers also name those that they resemble.
#[must_use]
pub fn browser_name(agent: &str) -> String {
    const BROWSERS: [(&str, &str); 7] = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("Chrom", "Chrome"),
        ("Safari", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 6] = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ];
    let named = |names: &[(&str, &'static str)]| {
        names.iter().find(|(part, _)| agent.contains(part)).map(|(_, name)| *name)
    };
    let names: Vec<&str> = named(&BROWSERS).into_iter().chain(named(&SYSTEMS)).collect();
    if names.is_empty() { agent.chars().take(40).collect() } else { names.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_shown_by_its_name_and_not_by_those_it_resembles() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130 Safari/537.36 Edg/130";
        assert_eq!(browser_name(edge), "Edge, Windows");
        assert_eq!(browser_name("curl/8"), "curl/8");
    }
}
