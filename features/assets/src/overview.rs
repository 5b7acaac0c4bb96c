//! What others need of the ledger: how many, and what to worry about.

use std::collections::BTreeMap;

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyId, CompanyScope};
use hikeshi_inventory::Kind;
use hikeshi_web::Problem;
use jiff::civil::Date;
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use uuid::Uuid;

use crate::{
    ledger::{Warning, Which, chosen},
    model::asset,
};

/// How the ledger of a company stands. Retired assets do not count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AssetCounts {
    /// All assets.
    pub all: u64,
    /// PCs, servers and network gear.
    pub machines: u64,
    /// The maker's support has ended.
    pub past: u64,
    /// It ends within half a year.
    pub soon: u64,
    /// Contracts, licences and domains that have ended or end within half a year.
    pub ends: u64,
    /// Reachable from the internet.
    pub exposed: u64,
}

/// How the ledger stands on a day.
///
/// # Errors
/// A problem of the database.
pub async fn counts(tx: &Tx, scope: &CompanyScope, today: Date) -> Result<AssetCounts, Problem> {
    let count = async |warning: Option<Warning>| {
        let which = Which { warning, ..Which::default() };
        chosen(scope, &which, today).count(tx.conn()).await
    };
    let machines = Kind::ALL.into_iter().filter(|kind| kind.is_machine()).map(Kind::name);
    let of_machines = chosen(scope, &Which::default(), today)
        .filter(asset::Column::Kind.is_in(machines))
        .count(tx.conn());
    Ok(AssetCounts {
        all: count(None).await?,
        machines: of_machines.await?,
        past: count(Some(Warning::Past)).await?,
        soon: count(Some(Warning::Soon)).await?,
        ends: count(Some(Warning::Ends)).await?,
        exposed: count(Some(Warning::Exposed)).await?,
    })
}

/// The same for many companies at once, for whoever looks across them: in three queries. Companies
/// without assets are left out. The caller's fence decides whose rows are seen.
///
/// # Errors
/// A problem of the database.
pub async fn counts_of_many(
    tx: &Tx,
    companies: &[CompanyId],
    today: Date,
) -> Result<BTreeMap<CompanyId, AssetCounts>, Problem> {
    let mut all: BTreeMap<CompanyId, AssetCounts> = BTreeMap::new();
    let machines: Vec<&str> =
        Kind::ALL.into_iter().filter(|kind| kind.is_machine()).map(Kind::name).collect();
    for ids in companies.chunks(1000) {
        let ids = || ids.iter().map(|id| id.0);
        let of = |warning: Option<Warning>| {
            let query = asset::Entity::find()
                .select_only()
                .column(asset::Column::CompanyId)
                .column_as(asset::Column::Id.count(), "count")
                .filter(asset::Column::CompanyId.is_in(ids()))
                .filter(asset::Column::State.ne("retired"))
                .group_by(asset::Column::CompanyId);
            match warning {
                Some(warning) => query.filter(warning.condition(today)),
                None => query,
            }
        };
        let mut add = |rows: Vec<(Uuid, i64)>, put: fn(&mut AssetCounts, u64)| {
            for (id, count) in rows {
                put(all.entry(CompanyId(id)).or_default(), u64::try_from(count).unwrap_or(0));
            }
        };
        add(of(None).into_tuple().all(tx.conn()).await?, |sums, count| sums.all = count);
        let machines = of(None).filter(asset::Column::Kind.is_in(machines.iter().copied()));
        add(machines.into_tuple().all(tx.conn()).await?, |sums, count| sums.machines = count);
        for (warning, put) in [
            (Warning::Past, (|sums, count| sums.past = count) as fn(&mut AssetCounts, u64)),
            (Warning::Soon, |sums, count| sums.soon = count),
            (Warning::Ends, |sums, count| sums.ends = count),
            (Warning::Exposed, |sums, count| sums.exposed = count),
        ] {
            add(of(Some(warning)).into_tuple().all(tx.conn()).await?, put);
        }
    }
    Ok(all)
}

/// The assets that can be reached from the internet.
///
/// # Errors
/// A problem of the database.
pub async fn internet_facing(tx: &Tx, scope: &CompanyScope) -> Result<Vec<asset::Model>, Problem> {
    Ok(asset::Entity::find()
        .filter(asset::Column::CompanyId.eq(scope.company().0))
        .filter(asset::Column::State.ne("retired"))
        .filter(asset::Column::Exposed.eq("yes"))
        .order_by_asc(asset::Column::Name)
        .all(tx.conn())
        .await?)
}
