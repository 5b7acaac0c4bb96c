//! A person's calendar feed: making its secret address, ending it, and the feed itself.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::header,
    response::{IntoResponse as _, Redirect, Response},
    routing::{get, post},
};
use hikeshi_identity::{Person, person_shell};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use crate::feed::{FENCE, calendar, end_feed, feed_of, make_feed};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/account/calendar", get(show).post(make))
        .route("/account/calendar/end", post(end))
        .route("/calendar/{file}", get(feed))
}

#[derive(Template)]
#[template(path = "pages/calendar.html")]
struct CalendarPage {
    shell: Shell,
    /// When the feed was made.
    made: Option<String>,
    /// The address, shown once.
    address: Option<String>,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    person: Person,
) -> Result<Html<CalendarPage>, Problem> {
    let tx = platform.db.read(FENCE).await?;
    let made = feed_of(&tx, &person).await?.map(|at| context.words.date_time(at));
    Ok(Html(CalendarPage { shell: person_shell(&context, &person), made, address: None }))
}

async fn make(
    State(platform): State<Platform>,
    context: RequestContext,
    person: Person,
) -> Result<Html<CalendarPage>, Problem> {
    let tx = platform.db.write(FENCE).await?;
    let secret = make_feed(&tx, &platform, &person).await?;
    tx.commit().await?;
    let address = Some(platform.public(&format!("/calendar/{secret}.ics")));
    let made = Some(context.words.date_time(platform.clock.now()));
    Ok(Html(CalendarPage { shell: person_shell(&context, &person), made, address }))
}

async fn end(State(platform): State<Platform>, person: Person) -> Result<Redirect, Problem> {
    let tx = platform.db.write(FENCE).await?;
    end_feed(&tx, &platform, &person).await?;
    tx.commit().await?;
    Ok(Redirect::to("/account/calendar"))
}

/// The feed. Whoever knows the address may read it: calendar programs cannot sign in.
async fn feed(
    State(platform): State<Platform>,
    Path(file): Path<String>,
) -> Result<Response, Problem> {
    let secret = file.strip_suffix(".ics").ok_or_else(Problem::not_found)?;
    let tx = platform.db.read(FENCE).await?;
    let text = calendar(&tx, &platform, secret).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((headers, text).into_response())
}
