//! A chosen file, for as long as the link lives: a revoked one stops in the middle.

use std::io;

use axum::{
    body::{Body, Bytes},
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use futures_util::{Stream, StreamExt as _, stream};
use hikeshi_db::{Fence, Tx};
use hikeshi_directory::company_key;
use hikeshi_filings::model::paper_file;
use hikeshi_incidents::{
    case::{IncidentId, find_incident},
    documents::find_document,
    evidence::{CustodyKind, EvidenceId, NewCustodyEvent, Party, add_custody_event, find_exhibit},
    model::{OfIncident as _, incident},
};
use hikeshi_web::{Download, Platform, Problem};
use sea_orm::EntityTrait as _;
use uuid::Uuid;

use super::outside_visit::{Outsider, closed, private};
use crate::links::{FileKind, SharedFile, living_link, offered, seen};

/// After so many bytes is looked whether the link still lives.
const LOOK_AGAIN: usize = 1024 * 1024;

pub(super) async fn fetch(
    State(platform): State<Platform>,
    outsider: Outsider,
    Path((_, file)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let chosen = file.parse().ok().and_then(|id| outsider.frozen.file(id)).cloned();
    let Some(file) = chosen.filter(|_| outsider.visiting) else {
        return Ok(closed(&outsider.context));
    };
    let scope = &outsider.scope;
    let tx = platform.db.read(scope.fence()).await?;
    let incident = find_incident(&tx, scope, IncidentId(outsider.link.incident_id)).await?;
    // A paper that was taken back or an exhibit that was disposed of is not given out any more.
    let offered = offered(&tx, &outsider.context.words, scope, &incident).await?;
    if offered.file(&file.id.to_string()).is_none() {
        return Ok(closed(&outsider.context));
    }
    let blob = blob_of(&tx, &incident, &file).await?;
    let key = company_key(&tx, &platform, scope).await?;
    drop(tx);
    let bytes = platform.blobs.open_stream(&key, blob).await?;
    note(&platform, &outsider, &incident, &file).await?;
    let body = Body::from_stream(while_living(platform, outsider.token, Box::pin(bytes)));
    let mut response =
        Download { name: file.name, mime: "application/octet-stream", inline: false, body }
            .into_response();
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(file.size));
    Ok(private(response))
}

async fn blob_of(tx: &Tx, incident: &incident::Model, file: &SharedFile) -> Result<Uuid, Problem> {
    match file.kind {
        FileKind::Document => Ok(find_document(tx, incident, file.id).await?.blob_id),
        FileKind::Paper => {
            let row = paper_file::Entity::find_by_id(file.id).of_incident(incident);
            Ok(row.one(tx.conn()).await?.ok_or_else(Problem::not_found)?.blob_id)
        }
        FileKind::Exhibit => {
            let exhibit = find_exhibit(tx, incident, EvidenceId(file.id)).await?;
            exhibit.blob_id.ok_or_else(Problem::not_found)
        }
    }
}

/// Writes down that the file goes out, before the first byte does; for an exhibit in its chain too.
async fn note(
    platform: &Platform,
    outsider: &Outsider,
    incident: &incident::Model,
    file: &SharedFile,
) -> Result<(), Problem> {
    let tx = platform.db.write(outsider.scope.fence()).await?;
    let what = (file.kind.name(), Some(file.id));
    seen(&tx, platform, &outsider.link, what, &outsider.seen).await?;
    if file.kind == FileKind::Exhibit {
        let exhibit = find_exhibit(&tx, incident, EvidenceId(file.id)).await?;
        let event = NewCustodyEvent {
            to: Party::named(&outsider.link.recipient),
            ..NewCustodyEvent::now(platform, CustodyKind::Exported)
        };
        add_custody_event(&tx, platform, &outsider.scope, &exhibit, event).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The bytes until the link ends; then the transfer breaks off, so that nobody takes the rest for
/// the whole.
fn while_living<S, E>(
    platform: Platform,
    token: String,
    bytes: S,
) -> impl Stream<Item = io::Result<Bytes>>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
    E: std::error::Error + Send + Sync + 'static,
{
    let start = (bytes, platform, token, 0_usize, false);
    stream::unfold(start, |(mut bytes, platform, token, mut since, ended)| async move {
        if ended {
            return None;
        }
        if since >= LOOK_AGAIN {
            since = 0;
            if !lives(&platform, &token).await {
                let gone = io::Error::other("the link has ended");
                return Some((Err(gone), (bytes, platform, token, since, true)));
            }
        }
        let piece = match bytes.next().await? {
            Ok(piece) => piece,
            Err(error) => {
                let error = io::Error::other(error);
                return Some((Err(error), (bytes, platform, token, since, true)));
            }
        };
        since += piece.len();
        Some((Ok(piece), (bytes, platform, token, since, false)))
    })
}

async fn lives(platform: &Platform, token: &str) -> bool {
    let Ok(tx) = platform.db.read(Fence::Open).await else { return false };
    living_link(&tx, token, platform.clock.now()).await.is_ok_and(|link| link.is_some())
}
