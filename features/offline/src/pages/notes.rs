//! Taking in what a device held.

use axum::{Json, extract::State};
use hikeshi_identity::{Allowed, can};
use hikeshi_web::{Platform, Problem, RequestContext, Sent};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{HeldNote, NoteState, take_note};

/// Notes in one message; a device sends the next ones afterwards.
const MOST: usize = 50;

/// What a device sends.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Held {
    /// Who wrote the notes: the account, as [`super::offline::list`] named it.
    person: Uuid,
    /// The clock of the device, now.
    sent_at: Timestamp,
    notes: Vec<HeldNote>,
}

/// What became of each.
#[derive(Debug, Serialize)]
pub(crate) struct Taken {
    notes: Vec<TakenNote>,
}

#[derive(Debug, Serialize)]
struct TakenNote {
    id: Uuid,
    #[serde(flatten)]
    state: NoteState,
}

/// Takes the notes in, one after the other. Nobody sends the notes of somebody else: a device may
/// have changed hands since they were written.
pub(crate) async fn take(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::WorkIncident>,
    sent: Sent<Held>,
) -> Result<Json<Taken>, Problem> {
    let Held { person, sent_at, notes } = sent.value;
    if scope.account().is_none_or(|account| account.0 != person) {
        return Err(Problem::conflict(context.words.t("offline-other-person")));
    }
    if notes.len() > MOST {
        return Err(Problem::too_large());
    }
    let mut taken = Vec::with_capacity(notes.len());
    for note in notes {
        let state = take_note(&platform, &scope, &context.words, (&note, sent_at)).await?;
        taken.push(TakenNote { id: note.id, state });
    }
    Ok(Json(Taken { notes: taken }))
}
