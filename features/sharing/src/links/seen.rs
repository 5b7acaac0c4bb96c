//! What was seen when, and from where: for the company to look at.

use std::net::IpAddr;

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyId, CompanyScope, audit};
use hikeshi_kernel::{clean_line, new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use serde_json::json;
use uuid::Uuid;

use crate::model::{share_link, share_view};

/// From where somebody looks: enough to recognise an office, too little to follow a person.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// The address without its last part.
    pub address: String,
    /// What the browser calls itself, shortened.
    pub agent: String,
}

/// Writes down that something was seen (`page`, `document`, `paper`, `exhibit`) or that a code was
/// wrong (`wrong-code`), in the list and in the company's log.
///
/// # Errors
/// A problem of the database.
pub async fn seen(
    tx: &Tx,
    platform: &Platform,
    link: &share_link::Model,
    (kind, target): (&'static str, Option<Uuid>),
    visitor: &Seen,
) -> Result<(), Problem> {
    let (clock, rng) = platform.chance();
    let row = share_view::ActiveModel {
        id: Set(new_uuid(clock, rng)),
        company_id: Set(link.company_id),
        incident_id: Set(link.incident_id),
        link_id: Set(link.id),
        kind: Set(kind.to_owned()),
        target_id: Set(target),
        at: Set(to_millis(clock.now())),
        address: Set(visitor.address.clone()),
        agent: Set(visitor.agent.clone()),
    };
    share_view::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    let scope = CompanyScope::of_program(CompanyId(link.company_id), "share-link");
    let detail = json!({ "kind": kind, "target": target });
    audit(tx, platform, &scope, "share.seen", ("share", link.id), detail).await?;
    Ok(())
}

/// What was seen through a link, the latest first; no more than 500.
///
/// # Errors
/// A problem of the database.
pub async fn views_of(
    tx: &Tx,
    link: &share_link::Model,
) -> Result<Vec<share_view::Model>, Problem> {
    Ok(share_view::Entity::find()
        .filter(share_view::Column::LinkId.eq(link.id))
        .filter(share_view::Column::CompanyId.eq(link.company_id))
        .order_by_desc(share_view::Column::At)
        .order_by_desc(share_view::Column::Id)
        .limit(500)
        .all(tx.conn())
        .await?)
}

/// An address without the part that tells one machine from its neighbours.
#[must_use]
pub fn short_address(address: IpAddr) -> String {
    match address {
        IpAddr::V4(four) => {
            let [a, b, c, _] = four.octets();
            format!("{a}.{b}.{c}.*")
        }
        IpAddr::V6(six) => {
            let [a, b, c, ..] = six.segments();
            format!("{a:x}:{b:x}:{c:x}:*")
        }
    }
}

/// What a browser calls itself, in at most 120 characters.
#[must_use]
pub fn agent_of(header: &str) -> String {
    let short: String = header.chars().take(120).collect();
    clean_line(&short, 120).unwrap_or_default()
}
