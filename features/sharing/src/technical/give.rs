//! Giving traces out as a file, and the record of what was given.

use std::collections::BTreeSet;

use hikeshi_db::Tx;
use hikeshi_directory::company;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_incidents::model::{OfIncident as _, incident};
use hikeshi_indicators::{
    Kind, OwnSigns, Reviewed,
    give::{Form, Item, Parcel, Tlp},
    review,
};
use hikeshi_kernel::{from_millis, new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::{EntityTrait as _, QueryOrder as _};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{indicators_of, own_signs, trace_of};
use crate::model::{given_out, indicator};

/// What a person chose.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The form of the file.
    pub form: Form,
    /// How far it may go.
    pub tlp: Tlp,
    /// Whether the company is named as the producer.
    pub named: bool,
    /// The traces that go; `None`: all that nothing speaks against.
    pub go: Option<BTreeSet<Uuid>>,
}

/// One trace as it was given out.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Given {
    /// Its kind.
    pub kind: String,
    /// Its value.
    pub value: String,
    /// When it was noted.
    pub noted_at: i64,
}

/// One trace that stayed behind.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Held {
    /// Its kind.
    pub kind: String,
    /// Its value.
    pub value: String,
    /// The names of the reasons; empty when a person left it out.
    pub reasons: Vec<String>,
}

/// The traces of an incident with what speaks against giving each out.
///
/// # Errors
/// A problem of the database.
pub async fn reviewed(
    tx: &Tx,
    scope: &CompanyScope,
    incident: &incident::Model,
) -> Result<Vec<(indicator::Model, Reviewed)>, Problem> {
    let own = own_signs(tx, scope, incident).await?;
    let rows = indicators_of(tx, incident).await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((look(&row, &own)?, row)))
        .map(|(r, row)| (row, r))
        .collect())
}

fn look(row: &indicator::Model, own: &OwnSigns) -> Option<Reviewed> {
    review(&[trace_of(row)?], own).pop()
}

/// Writes down what goes out and what stays behind; the file is [`file_of`] the row. `None` when
/// nothing is left to go.
///
/// # Errors
/// A problem of the database.
pub async fn give_out(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    choice: &Choice,
) -> Result<Option<given_out::Model>, Problem> {
    let row = prepare(tx, platform, scope, incident, choice).await?;
    if let Some(row) = &row {
        note_given(tx, platform, scope, row).await?;
    }
    Ok(row)
}

/// What [`give_out`] would write down, for a file that is not given out yet.
///
/// # Errors
/// A problem of the database.
pub async fn prepare(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    choice: &Choice,
) -> Result<Option<given_out::Model>, Problem> {
    let (mut items, mut held, mut released) = (Vec::new(), Vec::new(), 0);
    for (row, reviewed) in reviewed(tx, scope, incident).await? {
        let goes = choice.go.as_ref().map_or_else(|| reviewed.goes(), |go| go.contains(&row.id));
        if goes {
            released += i64::from(!reviewed.goes());
            items.push(Given { kind: row.kind, value: row.value, noted_at: row.noted_at });
        } else {
            let reasons = reviewed.holds.iter().map(|hold| hold.name().to_owned()).collect();
            held.push(Held { kind: row.kind, value: row.value, reasons });
        }
    }
    if items.is_empty() {
        return Ok(None);
    }
    let (clock, rng) = platform.chance();
    let producer = if choice.named { company(tx, scope).await?.name } else { String::new() };
    let mut row = given_out::Model {
        id: new_uuid(clock, rng),
        company_id: scope.company().0,
        incident_id: incident.id,
        form: choice.form.name().to_owned(),
        tlp: choice.tlp.name().to_owned(),
        producer,
        items_json: serde_json::to_string(&items)?,
        held_json: serde_json::to_string(&held)?,
        released,
        sha256: String::new(),
        at: to_millis(clock.now()),
        by_id: scope.account().map(Into::into),
        by_name: scope.actor_name().to_owned(),
    };
    row.sha256 = hex::encode(Sha256::digest(file_of(&row)?));
    Ok(Some(row))
}

/// Writes down that the file of a prepared row goes out now.
///
/// # Errors
/// A row that this program did not write, or a problem of the database.
pub async fn note_given(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    row: &given_out::Model,
) -> Result<(), Problem> {
    let items: Vec<Given> = serde_json::from_str(&row.items_json)?;
    let held: Vec<Held> = serde_json::from_str(&row.held_json)?;
    let detail = json!({
        "form": row.form, "tlp": row.tlp, "named": !row.producer.is_empty(), "items": items.len(),
        "held": held.len(), "released": row.released, "sha256": row.sha256,
    });
    given_out::Entity::insert(given_out::ActiveModel::from(row.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    let about = ("given-out", row.id);
    Ok(audit(tx, platform, scope, "indicators.given-out", about, detail).await?)
}

/// The file that was given out: the same bytes every time.
///
/// # Errors
/// A row that this program did not write.
pub fn file_of(row: &given_out::Model) -> Result<String, Problem> {
    let form = Form::from_name(&row.form).ok_or_else(Problem::not_found)?;
    Ok(form.write(&parcel_of(row)?))
}

/// What was given out, to be written in any form.
///
/// # Errors
/// A row that this program did not write.
pub fn parcel_of(row: &given_out::Model) -> Result<Parcel, Problem> {
    let items: Vec<Given> = serde_json::from_str(&row.items_json)?;
    let item = |given: Given| {
        let kind = Kind::from_name(&given.kind)?;
        Some(Item { kind, value: given.value, noted_at: from_millis(given.noted_at) })
    };
    Ok(Parcel {
        case: row.incident_id,
        made_at: from_millis(row.at),
        tlp: Tlp::from_name(&row.tlp).ok_or_else(Problem::not_found)?,
        producer: (!row.producer.is_empty()).then(|| row.producer.clone()),
        note: String::new(),
        items: items.into_iter().filter_map(item).collect(),
    })
}

/// What was given out of an incident, the latest first.
///
/// # Errors
/// A problem of the database.
pub async fn given_of(
    tx: &Tx,
    incident: &incident::Model,
) -> Result<Vec<given_out::Model>, Problem> {
    Ok(given_out::Entity::find()
        .of_incident(incident)
        .order_by_desc(given_out::Column::At)
        .order_by_desc(given_out::Column::Id)
        .all(tx.conn())
        .await?)
}

/// One of them.
///
/// # Errors
/// Not found, or a problem of the database.
pub async fn find_given(
    tx: &Tx,
    incident: &incident::Model,
    id: Uuid,
) -> Result<given_out::Model, Problem> {
    let row = given_out::Entity::find_by_id(id).of_incident(incident).one(tx.conn()).await?;
    row.ok_or_else(Problem::not_found)
}
