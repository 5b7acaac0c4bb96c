//! The link with which somebody without an account confirms a hand-over: a police officer, a
//! forensic firm. It shows this one hand-over and nothing else, works once and ends after a week.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyId, CompanyScope, audit, hash_token};
use hikeshi_kernel::{from_millis, to_millis};
use hikeshi_web::{Platform, Problem};
use jiff::SignedDuration;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;
use uuid::Uuid;

use super::{
    Answer, EvidenceId, Way, answer_to, chain_of, find_exhibit, find_hand_over, hold_disposal,
};
use crate::{
    case::{IncidentId, find_incident},
    model::{
        custody_event, evidence,
        hand_over_link::{ActiveModel, Column, Entity},
        incident,
    },
};

/// How long a link works.
const LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What a link leads to.
#[derive(Debug)]
pub struct HandOverLink {
    /// The program acting for the company of the link.
    pub scope: CompanyScope,
    /// The incident.
    pub incident: incident::Model,
    /// The exhibit.
    pub exhibit: evidence::Model,
    /// The hand-over.
    pub event: custody_event::Model,
    /// How far it is.
    pub answer: Answer,
}

/// Makes a link for a hand-over that waits for somebody without an account, and ends the one made
/// before. Answers its secret, which is kept nowhere; `None` if nobody without an account is asked
/// or the answer is there.
///
/// # Errors
/// Not found: no such hand-over; a problem of the database.
pub async fn make_hand_over_link(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    exhibit: &evidence::Model,
    event: Uuid,
) -> Result<Option<String>, Problem> {
    hold_disposal(tx, exhibit).await?;
    let event = find_hand_over(tx, exhibit, event).await?;
    let waits = answer_to(&chain_of(tx, exhibit).await?, event.id) == Answer::Waiting;
    if !waits || super::asked_party(&event).account.is_some() {
        return Ok(None);
    }
    Entity::delete_by_id(event.id).exec(tx.conn()).await?;
    let (now, token) = (platform.clock.now(), platform.rng.secret());
    let row = ActiveModel {
        event_id: Set(event.id),
        company_id: Set(exhibit.company_id),
        incident_id: Set(exhibit.incident_id),
        evidence_id: Set(exhibit.id),
        token_hash: Set(hash_token(&token)),
        made_at: Set(to_millis(now)),
        expires_at: Set(to_millis(now + LIFE)),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    let detail = json!({ "event": event.id, "way": Way::Link.name() });
    audit(tx, platform, scope, "evidence.link-made", ("evidence", exhibit.id), detail).await?;
    Ok(Some(token))
}

/// What the link with this secret leads to. The transaction must be open to all companies, because
/// the link alone says which one.
///
/// # Errors
/// Not found: a wrong secret, or one that has ended.
pub async fn by_hand_over_link(
    tx: &Tx,
    platform: &Platform,
    token: &str,
) -> Result<HandOverLink, Problem> {
    let row = Entity::find()
        .filter(Column::TokenHash.eq(hash_token(token)))
        .one(tx.conn())
        .await?
        .filter(|row| platform.clock.now() < from_millis(row.expires_at))
        .ok_or_else(Problem::not_found)?;
    let scope = CompanyScope::of_program(CompanyId(row.company_id), "hand-over-link");
    let incident = find_incident(tx, &scope, IncidentId(row.incident_id)).await?;
    let exhibit = find_exhibit(tx, &incident, EvidenceId(row.evidence_id)).await?;
    let event = find_hand_over(tx, &exhibit, row.event_id).await?;
    let answer = answer_to(&chain_of(tx, &exhibit).await?, event.id);
    Ok(HandOverLink { scope, incident, exhibit, event, answer })
}
