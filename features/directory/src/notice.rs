//! What the frame of a company's pages knows of its open incidents. The slice of incidents tells
//! it; nothing here looks into an incident.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, can};
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait as _};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::model::company;

/// An open incident as other pages name it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenIncident {
    /// Its title.
    pub title: String,
    /// Its page; the last part is its id.
    pub href: String,
    /// The level that was decided, 0 to 3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<i64>,
    /// What waits for the president or for the second person who closes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waiting: Vec<Waiting>,
}

/// Something in an open incident that waits for a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// The question as it was put; empty for a closing that waits to be confirmed.
    pub question: String,
    /// Where it is decided.
    pub href: String,
    /// The account that cannot decide it: whoever closed it as the first person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_by: Option<Uuid>,
}

/// Says which incidents of the company are open, the worst first. The worst one is named in the
/// band over all pages of the company.
///
/// # Errors
/// The database's error.
pub async fn set_notice(tx: &Tx, scope: &CompanyScope, open: &[OpenIncident]) -> Result<(), DbErr> {
    let worst = open.first();
    let json = serde_json::to_string(open).map_err(|fault| DbErr::Custom(fault.to_string()))?;
    let change = company::ActiveModel {
        id: Set(scope.company().0),
        notice_title: Set(worst.map(|incident| incident.title.clone())),
        notice_href: Set(worst.map(|incident| incident.href.clone())),
        notice_json: Set(json),
        ..Default::default()
    };
    company::Entity::update(change).exec_without_returning(tx.conn()).await.map(|_| ())
}

/// The open incidents of a company that the scope may see, the worst first.
pub(crate) fn open_incidents(row: &company::Model, scope: &CompanyScope) -> Vec<OpenIncident> {
    if !scope.may::<can::ViewIncidents>() {
        return Vec::new();
    }
    let id = |incident: &OpenIncident| incident.href.rsplit('/').next()?.parse().ok();
    let mut open =
        read_notice(&row.notice_json, row.notice_title.as_deref(), row.notice_href.as_deref());
    open.retain(|incident| id(incident).is_some_and(|id| scope.sees_incident(id)));
    open
}

/// The stored list. Before the list was kept, only the worst one was.
pub(crate) fn read_notice(
    json: &str,
    title: Option<&str>,
    href: Option<&str>,
) -> Vec<OpenIncident> {
    let open: Vec<OpenIncident> = serde_json::from_str(json).unwrap_or_default();
    match (open.is_empty(), title.zip(href)) {
        (true, Some((title, href))) => {
            let (title, href) = (title.to_owned(), href.to_owned());
            vec![OpenIncident { title, href, ..OpenIncident::default() }]
        }
        _ => open,
    }
}
