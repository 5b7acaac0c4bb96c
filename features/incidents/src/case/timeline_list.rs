//! Reading the timeline: pages, filters, and what lines said before.

use hikeshi_db::Tx;
use hikeshi_kernel::Moment;
use hikeshi_web::Problem;
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, LikeExpr};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use sea_orm::{QueryOrder as _, QuerySelect as _, Select};
use uuid::Uuid;

use super::EntryKind;
use crate::model::{OfIncident as _, incident, timeline_correction, timeline_entry};

/// Which lines a list shows.
#[derive(Debug, Clone, Default)]
pub struct TimelineFilter {
    /// Only this kind.
    pub kind: Option<EntryKind>,
    /// Only lines with this text, whatever the case of Latin letters.
    pub text: String,
    /// Leave out lines that the program wrote.
    pub typed_only: bool,
    /// Only the latest so many (0: all, at most 5,000).
    pub latest: u64,
}

/// The line of that id, if it stands in this incident.
///
/// # Errors
/// A problem of the database.
pub async fn find_entry(
    tx: &Tx,
    incident: &incident::Model,
    entry: Uuid,
) -> Result<Option<timeline_entry::Model>, Problem> {
    Ok(timeline_entry::Entity::find_by_id(entry).of_incident(incident).one(tx.conn()).await?)
}

/// The lines, the earliest first (with `latest`: still earliest first, but only the last ones).
///
/// # Errors
/// A problem of the database.
pub async fn timeline(
    tx: &Tx,
    incident: &incident::Model,
    filter: &TimelineFilter,
) -> Result<Vec<timeline_entry::Model>, Problem> {
    let limit = if filter.latest == 0 { 5_000 } else { filter.latest };
    let mut rows = selected(incident, filter).limit(limit).all(tx.conn()).await?;
    rows.reverse();
    Ok(rows)
}

/// One page of the lines, the latest first, and how many there are in all. `page` begins with 0.
///
/// # Errors
/// A problem of the database.
pub async fn timeline_page(
    tx: &Tx,
    incident: &incident::Model,
    filter: &TimelineFilter,
    (page, size): (u64, u64),
) -> Result<(Vec<timeline_entry::Model>, u64), Problem> {
    let pages = selected(incident, filter).paginate(tx.conn(), size);
    Ok((pages.fetch_page(page).await?, pages.num_items().await?))
}

/// Every line, the earliest first, for files that must hold all of them.
///
/// # Errors
/// A problem of the database.
pub async fn whole_timeline(
    tx: &Tx,
    incident: &incident::Model,
) -> Result<Vec<timeline_entry::Model>, Problem> {
    let mut rows = selected(incident, &TimelineFilter::default()).all(tx.conn()).await?;
    rows.reverse();
    Ok(rows)
}

/// The lines that the filter lets through, the latest first.
fn selected(incident: &incident::Model, filter: &TimelineFilter) -> Select<timeline_entry::Entity> {
    let mut find = timeline_entry::Entity::find()
        .of_incident(incident)
        .order_by_desc(timeline_entry::Column::SortAt)
        .order_by_desc(timeline_entry::Column::WrittenAt)
        .order_by_desc(timeline_entry::Column::Id);
    if let Some(kind) = filter.kind {
        find = find.filter(timeline_entry::Column::Kind.eq(kind.name()));
    }
    if !filter.text.is_empty() {
        let escaped = filter.text.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
        let like = |text: &str| LikeExpr::new(format!("%{text}%")).escape('\\');
        let column = || Expr::col(timeline_entry::Column::Text);
        // SQLite lowers Latin letters only, PostgreSQL all: what was typed must fit as it is, too.
        let small = Expr::expr(Func::lower(column())).like(like(&escaped.to_ascii_lowercase()));
        find = find.filter(small.or(column().like(like(&escaped))));
    }
    if filter.typed_only {
        find = find.filter(timeline_entry::Column::Automatic.eq(false));
    }
    find
}

/// What the lines of an incident said before they were corrected, the earliest first.
///
/// # Errors
/// A problem of the database.
pub async fn corrections_of(
    tx: &Tx,
    incident: &incident::Model,
) -> Result<Vec<timeline_correction::Model>, Problem> {
    Ok(timeline_correction::Entity::find()
        .of_incident(incident)
        .order_by_asc(timeline_correction::Column::At)
        .all(tx.conn())
        .await?)
}

/// What one line said before it was corrected, the earliest first.
///
/// # Errors
/// A problem of the database.
pub async fn corrections_of_entry(
    tx: &Tx,
    entry: &timeline_entry::Model,
) -> Result<Vec<timeline_correction::Model>, Problem> {
    Ok(timeline_correction::Entity::find()
        .filter(timeline_correction::Column::EntryId.eq(entry.id))
        .filter(timeline_correction::Column::CompanyId.eq(entry.company_id))
        .order_by_asc(timeline_correction::Column::At)
        .order_by_asc(timeline_correction::Column::Id)
        .all(tx.conn())
        .await?)
}

/// When a line happened.
#[must_use]
pub fn moment_of(entry: &timeline_entry::Model) -> Moment {
    serde_json::from_str(&entry.moment_json).unwrap_or_default()
}
