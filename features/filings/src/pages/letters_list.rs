//! A list of recipients comes in.

use axum::{
    extract::{Multipart, Path, State, multipart::MultipartError},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_blobs::{BlobError, Stored, TenantKey};
use hikeshi_directory::company_key;
use hikeshi_identity::{Allowed, can};
use hikeshi_incidents::case::view_incident;
use hikeshi_kernel::new_uuid;
use hikeshi_web::{Platform, Problem, RequestContext};
use uuid::Uuid;

use super::letters_run::refused;
use crate::letters::{MAX_LIST_BYTES, Refusal, find_run, guess_roles, open_list, receive_list};

pub(super) async fn receive(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditReporting>,
    Path((_, incident, run)): Path<(String, String, String)>,
    form: Multipart,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let run = find_run(&tx, &incident, &run).await?;
    let key = company_key(&tx, &platform, &scope).await?;
    drop(tx);
    let answer = |refusal: Refusal| {
        let text = context.words.t(&format!("letters-refused-{}", refusal.name()));
        refused(&platform, &context, &scope, (&incident, &run), text)
    };
    let (blob, stored) = match keep(&platform, &key, form).await? {
        Kept::File(blob, stored) => (blob, stored),
        Kept::Nothing => return answer(Refusal::Empty).await,
        Kept::TooLarge => return answer(Refusal::TooLarge).await,
    };
    let table = match open_list(&platform, &key, blob).await? {
        Ok(table) => table,
        Err(refusal) => {
            platform.blobs.delete(blob).await?;
            return answer(refusal).await;
        }
    };
    let roles = guess_roles(&table.heads)?;
    let tx = platform.db.write(scope.fence()).await?;
    let list = (blob, stored.sha256, &*roles);
    if !receive_list(&tx, &platform, &scope, &run, list).await? {
        drop(tx);
        platform.blobs.delete(blob).await?;
        let text = context.words.t("letters-too-late");
        return refused(&platform, &context, &scope, (&incident, &run), text).await;
    }
    tx.commit().await?;
    let path =
        format!("/c/{}/incidents/{}/letters/{}/columns", scope.company(), incident.id, run.id);
    Ok(Redirect::to(&path).into_response())
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
