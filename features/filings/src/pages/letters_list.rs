//! A list of recipients comes in.

use axum::{
    extract::{Multipart, multipart::MultipartError},
    http::StatusCode,
    response::Response,
};
use hikeshi_blobs::{BlobError, Stored, TenantKey};
use hikeshi_identity::can;
use hikeshi_kernel::new_uuid;
use hikeshi_web::{Platform, Problem};
use uuid::Uuid;

use super::{letters_at::AtRun, letters_run::refused};
use crate::letters::{MAX_LIST_BYTES, Refusal, guess_roles, open_list, receive_list};

pub(super) async fn receive(
    at: AtRun<can::EditReporting>,
    form: Multipart,
) -> Result<Response, Problem> {
    let (platform, key) = (&at.platform, at.key().await?);
    let words = &at.context.words;
    let answer = |text: String| refused(&at, StatusCode::UNPROCESSABLE_ENTITY, ("list", text));
    let no_list = |refusal: Refusal| {
        let key = format!("letters-refused-{}", refusal.name());
        answer(match refusal {
            Refusal::OpenQuote(line) => words.t1(&key, "line", line),
            _ => words.t(&key),
        })
    };
    let (blob, stored) = match keep(platform, &key, form).await? {
        Kept::File(blob, stored) => (blob, stored),
        Kept::Nothing => return no_list(Refusal::Empty).await,
        Kept::TooLarge => return no_list(Refusal::TooLarge).await,
    };
    let table = match open_list(platform, &key, blob).await? {
        Ok(table) => table,
        Err(refusal) => {
            platform.blobs.delete(blob).await?;
            return no_list(refusal).await;
        }
    };
    let roles = guess_roles(&table.heads)?;
    let tx = platform.db.write(at.scope.fence()).await?;
    let list = (blob, stored.sha256, &*roles);
    if !receive_list(&tx, platform, &at.scope, &at.run, list).await? {
        drop(tx);
        platform.blobs.delete(blob).await?;
        return answer(words.t("letters-too-late")).await;
    }
    tx.commit().await?;
    Ok(at.to("/columns"))
}

/// What the form held.
enum Kept {
    File(Uuid, Stored),
    Nothing,
    TooLarge,
}

/// Stores the file of the form, encrypted, while it comes in.
async fn keep(platform: &Platform, key: &TenantKey, mut form: Multipart) -> Result<Kept, Problem> {
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        if field.name() != Some("list") {
            continue;
        }
        let (clock, rng) = platform.chance();
        let blob = new_uuid(clock, rng);
        let limit = MAX_LIST_BYTES as u64;
        return match platform.blobs.put_stream(key, blob, field, limit).await {
            Ok(stored) if stored.size == 0 => {
                platform.blobs.delete(blob).await?;
                Ok(Kept::Nothing)
            }
            Ok(stored) => Ok(Kept::File(blob, stored)),
            Err(BlobError::TooLong { .. }) => Ok(Kept::TooLarge),
            Err(error) => Err(error.into()),
        };
    }
    Ok(Kept::Nothing)
}

/// Too many bytes, or a body that is no form.
fn unreadable(error: MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::too_large();
    }
    Problem { cause: Some(error.body_text()), ..Problem::invalid("") }
}
