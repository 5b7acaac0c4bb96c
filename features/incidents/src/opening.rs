//! Opening an incident for work: the incident, its first line, the playbook of its kind.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, Role};
use hikeshi_kernel::{Lang, Moment, to_millis};
use hikeshi_playbooks::shelf::in_place_of;
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::{
    case::{
        Certainty, EntryKind, IncidentId, NewEntry, NewFact, NewIncident, Purpose, add_entry,
        find_incident, hold_company, kinds_of, noticed_of, open_incident, set_fact,
    },
    content::content,
    model::{idempotency, incident},
    runs::{Reported, record_reported, start_run},
};

/// The fact of the sheet that says what happened.
const EVENT: &str = "event";

/// What happened, as whoever opens an incident says it.
#[derive(Debug, Clone)]
pub struct Happened {
    /// The words; not empty.
    pub text: String,
    /// How sure the person is.
    pub certainty: Certainty,
}

/// Opens an incident, writes that it was opened and what happened (if anything is said): into the
/// timeline, and as the fact from which documents are made. Starts the playbook of its main kind;
/// history needs no playbook. What an officer opens is known to the officer: the step to tell the
/// officer is done.
///
/// # Errors
/// A problem of the database, or a fault of the content on board.
pub async fn begin_incident(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (new, happened): (NewIncident, Option<Happened>),
) -> Result<incident::Model, Problem> {
    let real = new.purpose != Purpose::History;
    let incident = open_incident(tx, platform, scope, new).await?;
    let opened = platform.words(Lang::Ja).t("case-line-opened");
    let line = NewEntry::automatic(EntryKind::Action, platform.clock.now(), opened);
    add_entry(tx, platform, scope, &incident, line).await?;
    if let Some(happened) = happened {
        write_event(tx, platform, scope, &incident, &happened).await?;
        let line = NewEntry {
            kind: EntryKind::Happening,
            moment: noticed_of(&incident),
            text: happened.text,
            automatic: false,
            source: String::new(),
        };
        add_entry(tx, platform, scope, &incident, line).await?;
    }
    if real {
        start_playbook(tx, platform, scope, &incident).await?;
        if scope.role() == Some(Role::Officer) {
            // Whoever is to be told knows it already.
            let known = Reported { by: None, source: "", ticked: &[] };
            record_reported(tx, platform, scope, &incident, known).await?;
        }
    }
    Ok(incident)
}

async fn write_event(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    happened: &Happened,
) -> Result<(), Problem> {
    let new = NewFact {
        key: EVENT.to_owned(),
        value: happened.text.clone(),
        certainty: happened.certainty,
        as_of: Moment::Exact { at: platform.clock.now() },
        source: String::new(),
        seen_revision: None,
    };
    // Nobody else can have written a fact of an incident that this transaction opened.
    let _ = set_fact(tx, platform, scope, incident, new).await?;
    Ok(())
}

/// Starts the playbook of the incident's main kind, if there is one; the company's own copy of it
/// comes first.
///
/// # Errors
/// A problem of the database, or a fault of the content on board.
pub(crate) async fn start_playbook(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
) -> Result<(), Problem> {
    let (triage, kinds) = (&content()?.triage, kinds_of(incident));
    let playbook = kinds.iter().find_map(|kind| triage.kind(kind)?.playbook.as_deref());
    if let Some(playbook) = playbook {
        let playbook = in_place_of(tx, platform, scope, playbook).await?;
        start_run(tx, platform, scope, incident, &playbook).await?;
    }
    Ok(())
}

/// As [`begin_incident`], for a form that may be sent twice: the second time the first incident
/// is answered. `form` is the random id that the form carries; it counts for its person only.
///
/// # Errors
/// A problem of the database, or a fault of the content on board.
pub async fn begin_incident_once(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    form: Uuid,
    opening: (NewIncident, Option<Happened>),
) -> Result<incident::Model, Problem> {
    let Some(account) = scope.account().map(Uuid::from) else {
        return begin_incident(tx, platform, scope, opening).await;
    };
    hold_company(tx, scope).await?;
    let key = format!("open-form/{form}");
    let before = idempotency::Entity::find()
        .filter(idempotency::Column::CompanyId.eq(scope.company().0))
        .filter(idempotency::Column::AccountId.eq(account))
        .filter(idempotency::Column::Key.eq(&key))
        .one(tx.conn())
        .await?;
    if let Some(before) = before {
        let id: IncidentId = serde_json::from_str(&before.response_json)?;
        return find_incident(tx, scope, id).await;
    }
    let incident = begin_incident(tx, platform, scope, opening).await?;
    let row = idempotency::ActiveModel {
        company_id: Set(scope.company().0),
        account_id: Set(account),
        key: Set(key),
        body_sha256: Set(String::new()),
        status: Set(303),
        response_json: Set(serde_json::to_string(&incident.id)?),
        at: Set(to_millis(platform.clock.now())),
    };
    idempotency::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(incident)
}
