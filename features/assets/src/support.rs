//! Until when makers support what is in the ledger.

use std::sync::LazyLock;

use hikeshi_content::Pack;
use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_inventory::{Finding, Kind, Lifecycle, LifecycleFile, Standing, Thing, Values};
use hikeshi_kernel::japan;
use hikeshi_web::{Platform, Problem};
use jiff::civil::Date;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _,
};

use crate::{ledger::values_of, model::asset};

/// Rows that are judged anew at once.
const AT_ONCE: u64 = 20_000;

/// The data of all files, and a mark that names it.
static DATA: LazyLock<Result<(Lifecycle, String), String>> = LazyLock::new(|| {
    let files = Pack.files("lifecycle");
    let mut mark = Vec::new();
    let mut all: Vec<LifecycleFile> = Vec::new();
    for file in files {
        let head = Pack.head(&file).map_err(|error| error.to_string())?;
        mark.push(format!("{} {} {}", head.id, head.version, head.reviewed_on));
        all.push(Pack.read(&file).map_err(|error| error.to_string())?);
    }
    Ok((Lifecycle::new(all), mark.join("; ")))
});

/// The data on board, or the operator's.
///
/// # Errors
/// A problem if a file of it cannot be read.
pub fn lifecycle() -> Result<&'static Lifecycle, Problem> {
    data().map(|(lifecycle, _)| lifecycle)
}

/// Names the edition of all files.
///
/// # Errors
/// As [`lifecycle`].
pub(crate) fn mark() -> Result<&'static str, Problem> {
    data().map(|(_, mark)| mark.as_str())
}

fn data() -> Result<&'static (Lifecycle, String), Problem> {
    DATA.as_ref().map_err(Problem::internal)
}

/// Whether all files can be read: asked at the start.
///
/// # Errors
/// What is wrong with which file.
pub fn check_content() -> Result<(), String> {
    DATA.as_ref().map(|_| ()).map_err(Clone::clone)
}

/// The day in Japan.
#[must_use]
pub fn today(platform: &Platform) -> Date {
    platform.clock.now().to_zoned(japan()).date()
}

/// What the data says about an asset, the worst first.
///
/// # Errors
/// As [`lifecycle`].
pub fn findings(
    kind: Kind,
    values: &Values,
    today: Date,
) -> Result<Vec<Finding<'static>>, Problem> {
    Ok(lifecycle()?.look_up(Thing { kind, values }, today))
}

/// What is kept of it beside an asset: the first day on which support ends, and whether something
/// has to be looked at.
pub(crate) fn kept(kind: Kind, values: &Values) -> Result<(Option<String>, bool), Problem> {
    // Asked on the last day there is, a product of unknown version has the end of its last version.
    let ends = findings(kind, values, Date::MAX)?.iter().filter_map(|one| one.ends).min();
    let first = findings(kind, values, Date::MIN)?;
    let look = first.iter().any(|finding| finding.standing == Standing::Look);
    Ok((ends.map(|day| day.to_string()), look))
}

/// Judges the assets again that were judged with other data than today's; returns how many.
///
/// # Errors
/// A problem of the database or of the data.
pub async fn refresh(platform: &Platform, scope: &CompanyScope) -> Result<usize, Problem> {
    let mark = mark()?;
    let stale = |query: sea_orm::Select<asset::Entity>| {
        query
            .filter(asset::Column::CompanyId.eq(scope.company().0))
            .filter(asset::Column::SupportMark.ne(mark))
    };
    let tx = platform.db.read(scope.fence()).await?;
    let any = stale(asset::Entity::find()).one(tx.conn()).await?;
    drop(tx);
    if any.is_none() {
        return Ok(0);
    }
    let tx = platform.db.write(scope.fence()).await?;
    let rows = stale(asset::Entity::find()).limit(AT_ONCE).all(tx.conn()).await?;
    for row in &rows {
        judge_again(&tx, row, mark).await?;
    }
    tx.commit().await?;
    Ok(rows.len())
}

async fn judge_again(tx: &Tx, row: &asset::Model, mark: &str) -> Result<(), Problem> {
    let kind = Kind::from_name(&row.kind).unwrap_or(Kind::Device);
    let (ends, look) = kept(kind, &values_of(row)?)?;
    let change = asset::ActiveModel {
        id: Set(row.id),
        support_ends: Set(ends),
        support_look: Set(look),
        support_mark: Set(mark.to_owned()),
        ..Default::default()
    };
    asset::Entity::update(change).exec_without_returning(tx.conn()).await?;
    Ok(())
}
