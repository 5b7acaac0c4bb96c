//! Reading the plan.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::LocalText;
use hikeshi_posture::library;
use hikeshi_posture_engine::Measure;
use hikeshi_web::Problem;
use jiff::civil::Date;
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select,
};
use uuid::Uuid;

use super::{Entry, State};
use crate::model::{plan_change, plan_item};

/// The most items that a list shows.
const MOST: u64 = 2000;

/// An item with its measure, if that is one of the content.
#[derive(Debug, Clone)]
pub struct Item {
    /// The row.
    pub row: plan_item::Model,
    /// What people entered.
    pub entry: Entry,
    /// How far it is.
    pub state: State,
    /// The measure, if it is still on board.
    pub measure: Option<&'static Measure>,
}

impl Item {
    /// Reads a row.
    ///
    /// # Errors
    /// A fault of the content.
    pub fn of(row: plan_item::Model) -> Result<Self, Problem> {
        Ok(Self {
            entry: Entry::of(&row),
            state: State::from_name(&row.state).unwrap_or(State::Open),
            measure: measure(&row.measure)?,
            row,
        })
    }

    /// What to do, in all languages that it is known in.
    #[must_use]
    pub fn title(&self) -> LocalText {
        self.measure.map_or_else(
            || LocalText { ja: self.row.title.clone(), ja_easy: None, en: None },
            |measure| measure.title.clone(),
        )
    }

    /// Whether it should have been done before today.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.state.is_open() && self.entry.due.is_some_and(|due| due < today)
    }
}

/// A measure of the content.
///
/// # Errors
/// A fault of the content.
pub(crate) fn measure(id: &str) -> Result<Option<&'static Measure>, Problem> {
    Ok(library()?.measures().measures.iter().find(|measure| measure.id == id))
}

/// The whole plan: what is open by day, what has no day behind that, then what ended, the last first.
///
/// # Errors
/// A problem of the database.
pub async fn items(tx: &Tx, scope: &CompanyScope) -> Result<Vec<Item>, Problem> {
    let rows = of(scope).order_by_desc(plan_item::Column::MadeAt).limit(MOST);
    let rows = rows.order_by_asc(plan_item::Column::Id).all(tx.conn()).await?;
    let mut items: Vec<Item> = rows.into_iter().map(Item::of).collect::<Result<_, _>>()?;
    items.sort_by_key(|item| {
        let ended = item.row.ended_at.filter(|_| !item.state.is_open());
        let day = item.entry.due.filter(|_| ended.is_none());
        (ended.is_some(), ended.map(std::cmp::Reverse), day.is_none(), day, item.row.made_at)
    });
    Ok(items)
}

/// One item of the company.
///
/// # Errors
/// Not found: no id, unknown, or of another company; a problem of the database.
pub async fn find(tx: &Tx, scope: &CompanyScope, id: &str) -> Result<Item, Problem> {
    let id: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    let row = of(scope).filter(plan_item::Column::Id.eq(id)).one(tx.conn()).await?;
    Item::of(row.ok_or_else(Problem::not_found)?)
}

/// The same, held until the end of the transaction.
///
/// # Errors
/// As [`find`].
pub async fn hold(tx: &Tx, scope: &CompanyScope, id: &str) -> Result<Item, Problem> {
    let id: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    let held = of(scope).filter(plan_item::Column::Id.eq(id)).lock_exclusive();
    Item::of(held.one(tx.conn()).await?.ok_or_else(Problem::not_found)?)
}

/// What happened to an item, the last first.
///
/// # Errors
/// A problem of the database.
pub async fn changes_of(tx: &Tx, item: &Item) -> Result<Vec<plan_change::Model>, Problem> {
    Ok(plan_change::Entity::find()
        .filter(plan_change::Column::ItemId.eq(item.row.id))
        .filter(plan_change::Column::CompanyId.eq(item.row.company_id))
        .order_by_desc(plan_change::Column::At)
        .order_by_desc(plan_change::Column::Id)
        .all(tx.conn())
        .await?)
}

pub(super) fn of(scope: &CompanyScope) -> Select<plan_item::Entity> {
    plan_item::Entity::find().filter(plan_item::Column::CompanyId.eq(scope.company().0))
}
