//! How plans stand: the read model for pages that look across.

use std::collections::BTreeMap;

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::LocalText;
use hikeshi_web::Problem;
use jiff::civil::Date;
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, FromQueryResult, QueryFilter as _, QuerySelect as _,
};
use uuid::Uuid;

use super::{State, find::measure};
use crate::model::plan_item;

/// How many of the next steps are named.
const NEXT: usize = 3;

/// How the plan of a company stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanStanding {
    /// Items that are still to be done, the overdue ones too.
    pub open: usize,
    /// Items that should have been done before today.
    pub overdue: usize,
    /// The next three, the most urgent first.
    pub next: Vec<NextStep>,
}

/// Something that is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// The item.
    pub id: Uuid,
    /// What to do.
    pub title: LocalText,
    /// Until when.
    pub due: Option<Date>,
    /// Who sees to it; empty for nobody.
    pub owner: String,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    company_id: Uuid,
    measure: String,
    title: String,
    owner: String,
    due: String,
    made_at: i64,
}

/// How the plan of the company stands on `today`.
///
/// # Errors
/// A problem of the database.
pub async fn plan_standing(
    tx: &Tx,
    scope: &CompanyScope,
    today: Date,
) -> Result<PlanStanding, Problem> {
    let company = scope.company().0;
    let mut all = plan_standings_of(tx, &[company], today).await?;
    Ok(all.remove(&company).unwrap_or_default())
}

/// The same for many companies; a company without an open item has no entry. The caller may see all of
/// them: nothing is checked here.
///
/// # Errors
/// A problem of the database.
pub async fn plan_standings_of(
    tx: &Tx,
    companies: &[Uuid],
    today: Date,
) -> Result<BTreeMap<Uuid, PlanStanding>, Problem> {
    let mut open: BTreeMap<Uuid, Vec<Row>> = BTreeMap::new();
    for some in companies.chunks(500) {
        let rows = plan_item::Entity::find()
            .select_only()
            .columns([
                plan_item::Column::Id,
                plan_item::Column::CompanyId,
                plan_item::Column::Measure,
                plan_item::Column::Title,
                plan_item::Column::Owner,
                plan_item::Column::Due,
                plan_item::Column::MadeAt,
            ])
            .filter(plan_item::Column::CompanyId.is_in(some.iter().copied()))
            .filter(plan_item::Column::State.is_in([State::Open.name(), State::Doing.name()]))
            .into_model::<Row>()
            .all(tx.conn())
            .await?;
        for row in rows {
            open.entry(row.company_id).or_default().push(row);
        }
    }
    let day = today.to_string();
    open.into_iter().map(|(company, rows)| Ok((company, standing(rows, &day)?))).collect()
}

/// Days are kept as `YYYY-MM-DD`, which sorts as they follow each other.
fn standing(mut rows: Vec<Row>, today: &str) -> Result<PlanStanding, Problem> {
    rows.sort_by(|a, b| {
        let key = |row: &Row| (row.due.is_empty(), row.due.clone(), row.made_at);
        key(a).cmp(&key(b))
    });
    let overdue = rows.iter().filter(|row| !row.due.is_empty() && row.due.as_str() < today).count();
    let step = |row: &Row| {
        let own = || LocalText { ja: row.title.clone(), ja_easy: None, en: None };
        let title = measure(&row.measure)?.map_or_else(own, |measure| measure.title.clone());
        let (due, owner) = (row.due.parse().ok(), row.owner.clone());
        Ok::<_, Problem>(NextStep { id: row.id, title, due, owner })
    };
    let next = rows.iter().take(NEXT).map(step).collect::<Result<_, _>>()?;
    Ok(PlanStanding { open: rows.len(), overdue, next })
}
