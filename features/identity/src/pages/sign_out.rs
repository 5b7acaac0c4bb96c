//! Signing out: ends the session in the database, not only in the browser.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::{CookieJar, cookie::Cookie};
use hikeshi_db::Fence;
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};

use crate::{Person, SESSION_COOKIE, end_session};

pub(crate) async fn submit(
    State(platform): State<Platform>,
    person: Person,
    jar: CookieJar,
) -> Result<Response, Problem> {
    let tx = platform.db.write(Fence::Open).await?;
    end_session(&tx, &person, person.session, to_millis(platform.clock.now())).await?;
    tx.commit().await?;
    let gone = Cookie::build((SESSION_COOKIE, "")).path("/").build();
    Ok((jar.remove(gone), Redirect::to("/sign-in")).into_response())
}
