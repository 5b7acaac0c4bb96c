//! The log for programs, read-only (C2SP tlog-tiles), and the address to which peers send their
//! checkpoints (C2SP tlog-witness).
//!
//! Everybody may read checkpoint, keys and hashes: they tell nothing of what the entries say. The
//! entries themselves hold ids of companies and people, so only the installation's administrators
//! and a monitor with the token in the settings may read them.

use axum::{
    body::Bytes,
    extract::{FromRequestParts as _, Path, State},
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse as _, Response},
};
use hikeshi_db::Fence;
use hikeshi_identity::{Person, hash_token};
use hikeshi_web::{Platform, Problem};

use super::tile_path::tile_path;
use crate::{
    files::read_file,
    own_log::{log_key, published, witness_key},
    witness::{Received, last_cosigned, receive, with_cosignatures},
};

const TEXT: &str = "text/plain; charset=utf-8";
/// Full and partial tiles of one name never change.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

pub(super) async fn checkpoint(State(platform): State<Platform>) -> Result<Response, Problem> {
    let ours = published(&platform).await?.ok_or_else(Problem::not_found)?;
    let tx = platform.db.read(Fence::Open).await?;
    Ok(text(with_cosignatures(&tx, &ours).await?))
}

/// The newest checkpoint for which somebody else vouches.
pub(super) async fn cosigned(State(platform): State<Platform>) -> Result<Response, Problem> {
    let tx = platform.db.read(Fence::Open).await?;
    let ours = last_cosigned(&tx).await?.ok_or_else(Problem::not_found)?;
    Ok(text(ours.note))
}

/// The public keys, one a line: those that the log has had, the oldest first, and that of our
/// cosignatures.
pub(super) async fn keys(State(platform): State<Platform>) -> Result<Response, Problem> {
    let log = match read_file(&platform, "keys").await? {
        Some(list) => String::from_utf8(list)?,
        None => format!("{}\n", log_key(&platform)?.verifier()),
    };
    Ok(text(format!("{log}{}\n", witness_key(&platform)?.verifier())))
}

pub(super) async fn tile(
    State(platform): State<Platform>,
    Path(path): Path<String>,
    parts: Parts,
) -> Result<Response, Problem> {
    let path = tile_path(&path).ok_or_else(Problem::not_found)?;
    let is_open = path.level.is_some();
    if !is_open && !may_read_entries(&platform, parts).await? {
        return Err(Problem::forbidden());
    }
    let bytes = read_file(&platform, &path.to_string()).await?.ok_or_else(Problem::not_found)?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    if is_open {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOR_EVER));
    }
    Ok(response)
}

pub(super) async fn add_checkpoint(
    State(platform): State<Platform>,
    body: Bytes,
) -> Result<Response, Problem> {
    let received = match std::str::from_utf8(&body) {
        Ok(body) => receive(&platform, body).await?,
        Err(_) => Received::Unreadable,
    };
    Ok(match received {
        Received::Cosigned(line) => text(line),
        Received::Holds(size) => {
            answer(StatusCode::CONFLICT, "text/x.tlog.size", format!("{size}\n"))
        }
        Received::Unreadable => refused(StatusCode::BAD_REQUEST, "the body is not a submission"),
        Received::OtherKey => refused(StatusCode::FORBIDDEN, "not signed by the key known here"),
        Received::Unknown => refused(StatusCode::NOT_FOUND, "the log is not known here"),
        Received::Unproved => refused(StatusCode::UNPROCESSABLE_ENTITY, "the proof does not hold"),
    })
}

/// Whether whoever asks is an administrator of the installation, or the monitor.
async fn may_read_entries(platform: &Platform, mut parts: Parts) -> Result<bool, Problem> {
    if let Some(file) = &platform.config.log.monitor_token_file {
        let token = hikeshi_config::read_secret(file)?;
        let sent = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let sent = sent.and_then(|value| value.strip_prefix("Bearer ")).map(str::trim);
        // Hashes are compared, so that the time it takes says nothing of the token.
        if token.len() >= 16 && sent.is_some_and(|sent| hash_token(sent) == hash_token(&token)) {
            return Ok(true);
        }
    }
    let person = Person::from_request_parts(&mut parts, platform).await;
    Ok(person.is_ok_and(|person| person.installation_admin))
}

fn text(body: String) -> Response {
    answer(StatusCode::OK, TEXT, body)
}

/// A refusal for a program. It has a type of its own, so that it does not become a page.
fn refused(status: StatusCode, detail: &str) -> Response {
    let body = serde_json::json!({ "status": status.as_u16(), "detail": detail });
    answer(status, "application/problem+json", body.to_string())
}

fn answer(status: StatusCode, mime: &'static str, body: String) -> Response {
    (status, [(header::CONTENT_TYPE, HeaderValue::from_static(mime))], body).into_response()
}
