//! Asking the database. The parts of the statement are constants; what somebody typed is a value.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyId, ProviderId};
use hikeshi_kernel::{japan, to_millis};
use jiff::Timestamp;
use sea_orm::{ConnectionTrait as _, DbErr, QueryResult, Statement, Value};

use super::{Column, Filter, State};

/// Companies on one page.
pub const PAGE: u64 = 50;
/// Industries to choose from.
const INDUSTRIES: u64 = 300;

/// A company of the list. `None`: not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The company.
    pub company: CompanyId,
    /// Its name.
    pub name: String,
    /// Its mark: letters and shape.
    pub mark: (String, i64),
    /// Its industry; may be empty.
    pub industry: String,
    /// People who work there.
    pub staff: Option<i64>,
    /// Stars whose declaration is on record.
    pub stars: Option<i64>,
    /// Points of what can be reached in the main self-check.
    pub score: Option<(i64, i64)>,
    /// The band of that.
    pub band: Option<String>,
    /// Its assessment and when it was finished, in milliseconds.
    pub finished: Option<(uuid::Uuid, i64)>,
    /// Open incidents.
    pub incidents: i64,
    /// Things that are overdue.
    pub overdue: i64,
    /// Assets whose maker's support has ended.
    pub support: Option<i64>,
    /// Risks about which nothing is done.
    pub risks: Option<i64>,
    /// Documents that wait.
    pub policies: Option<i64>,
}

/// One page of the companies that let the provider act, and how many fit in all.
///
/// # Errors
/// The database's error.
pub async fn page(
    tx: &Tx,
    provider: ProviderId,
    (filter, now): (&Filter, Timestamp),
) -> Result<(Vec<Row>, i64), DbErr> {
    let skipped = filter.page.saturating_sub(1).saturating_mul(PAGE);
    let found = ask(tx, provider, (filter, now), (PAGE, skipped)).await?;
    // Behind the last page the count is not told: the list has become shorter.
    if found.0.is_empty() && skipped > 0 {
        let (_, count) = ask(tx, provider, (filter, now), (1, 0)).await?;
        return Ok((Vec::new(), count));
    }
    Ok(found)
}

/// All companies that fit, for a file.
///
/// # Errors
/// The database's error.
pub async fn all(
    tx: &Tx,
    provider: ProviderId,
    (filter, now): (&Filter, Timestamp),
) -> Result<Vec<Row>, DbErr> {
    Ok(ask(tx, provider, (filter, now), (1_000_000, 0)).await?.0)
}

/// The industries of the provider's companies, to choose from.
///
/// # Errors
/// The database's error.
pub async fn industries(tx: &Tx, provider: ProviderId) -> Result<Vec<String>, DbErr> {
    let sql = format!(
        "SELECT DISTINCT k.industry FROM company k WHERE k.industry <> '' AND {OURS}
         ORDER BY k.industry LIMIT {INDUSTRIES}"
    );
    let backend = tx.conn().get_database_backend();
    let query = Statement::from_sql_and_values(backend, sql, [provider.0.into()]);
    let rows = tx.conn().query_all_raw(query).await?;
    rows.iter().map(|row| row.try_get("", "industry")).collect()
}

const OURS: &str = "k.id IN (SELECT d.company_id FROM delegation d
    WHERE d.provider_id = $1 AND d.withdrawn_at IS NULL)";

async fn ask(
    tx: &Tx,
    provider: ProviderId,
    (filter, now): (&Filter, Timestamp),
    (limit, skipped): (u64, u64),
) -> Result<(Vec<Row>, i64), DbErr> {
    let today = now.to_zoned(japan()).date().to_string();
    let mut values: Vec<Value> = vec![provider.0.into(), to_millis(now).into(), today.into()];
    // Every statement has these three values, whether or not a figure needs them.
    let mut fits = vec![OURS.to_owned(), "$2 > 0 AND $3 <> ''".to_owned()];
    let mut value = |value: Value| {
        values.push(value);
        format!("${}", values.len())
    };
    if !filter.text.is_empty() {
        let text = value(contains(&filter.text).into());
        fits.push(format!(
            "(lower(k.name) LIKE {text} ESCAPE '!' OR lower(k.industry) LIKE {text} ESCAPE '!')"
        ));
    }
    if !filter.industry.is_empty() {
        fits.push(format!("k.industry = {}", value(filter.industry.clone().into())));
    }
    if let Some(size) = filter.size {
        let (least, most) = (value(size.least.into()), value(size.most.into()));
        fits.push(format!("k.staff_count >= {least} AND k.staff_count <= {most}"));
    }
    if let Some(state) = filter.state {
        fits.push(condition(state));
    }
    let rest = Column::ALL.into_iter().filter(|column| !OWN.contains(column));
    let rest: Vec<String> = rest.map(|one| format!("{} AS c_{}", one.sql(), one.name())).collect();
    let order = if filter.down { "DESC" } else { "ASC" };
    let sql = format!(
        "SELECT f.fitting, k.id, k.name, k.mark, k.mark_shape, k.industry, k.staff_count,
                z.id AS z_id, z.total AS z_total, z.max AS z_max, z.band AS z_band, {}
         FROM (SELECT k.id, {} AS sorted, count(*) OVER () AS fitting
               FROM company k WHERE {}
               ORDER BY sorted {order} NULLS LAST, k.name, k.id LIMIT {limit} OFFSET {skipped}) f
         JOIN company k ON k.id = f.id
         LEFT JOIN assessment z
           ON z.latest = true AND z.company_id = k.id AND z.catalogue = 'ipa-25'
         ORDER BY f.sorted {order} NULLS LAST, k.name, k.id",
        rest.join(", "),
        filter.sort.sql(),
        fits.join(" AND "),
    );
    let backend = tx.conn().get_database_backend();
    let query = Statement::from_sql_and_values(backend, sql, values);
    let rows = tx.conn().query_all_raw(query).await?;
    let fitting = rows.first().map_or(Ok(0), |row| row.try_get("", "fitting"))?;
    Ok((rows.iter().map(read).collect::<Result<_, _>>()?, fitting))
}

/// Columns that stand in the row of the company, or come with the assessment.
const OWN: [Column; 4] = [Column::Name, Column::Industry, Column::Staff, Column::Score];

fn condition(state: State) -> String {
    match state {
        State::Incident => format!("{} > 0", Column::Incidents.sql()),
        State::Overdue => format!("{} > 0", Column::Overdue.sql()),
        State::NeverChecked => format!("{} IS NULL", Column::Finished.sql()),
        State::Support => format!("{} > 0", Column::Support.sql()),
        State::Risks => format!("{} > 0", Column::Risks.sql()),
        State::Policies => format!("{} > 0", Column::Policies.sql()),
    }
}

/// The pattern for texts that contain `part`, whatever signs it has.
fn contains(part: &str) -> String {
    let escaped = part.to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
    format!("%{escaped}%")
}

fn read(row: &QueryResult) -> Result<Row, DbErr> {
    let total: Option<i64> = row.try_get("", "z_total")?;
    let max: Option<i64> = row.try_get("", "z_max")?;
    let assessment: Option<uuid::Uuid> = row.try_get("", "z_id")?;
    let finished: Option<i64> = row.try_get("", "c_finished")?;
    Ok(Row {
        company: CompanyId(row.try_get("", "id")?),
        name: row.try_get("", "name")?,
        mark: (row.try_get("", "mark")?, row.try_get("", "mark_shape")?),
        industry: row.try_get("", "industry")?,
        staff: row.try_get("", "staff_count")?,
        stars: number(row, "c_stars")?,
        score: total.zip(max),
        band: row.try_get("", "z_band")?,
        finished: assessment.zip(finished),
        incidents: row.try_get("", "c_incidents")?,
        overdue: row.try_get("", "c_overdue")?,
        support: row.try_get("", "c_support")?,
        risks: row.try_get("", "c_risks")?,
        policies: row.try_get("", "c_policies")?,
    })
}

/// A small number that one database calls an integer and the other a large one.
fn number(row: &QueryResult, column: &str) -> Result<Option<i64>, DbErr> {
    row.try_get::<Option<i64>>("", column)
        .or_else(|_| Ok(row.try_get::<Option<i32>>("", column)?.map(i64::from)))
}
