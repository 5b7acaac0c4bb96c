//! The companies of a provider, one page of them in one query.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyId, ProviderId};
use sea_orm::{ConnectionTrait as _, DbErr, QueryResult, Statement};

use crate::notice::{OpenIncident, read_notice};

/// Companies on one page of the board.
pub(crate) const PAGE: u64 = 100;

/// Which companies are shown.
#[derive(Debug, Clone, Default)]
pub(crate) struct BoardFilter {
    /// A part of the name; empty for all.
    pub(crate) name: String,
    /// Only those with an open incident.
    pub(crate) only_open: bool,
    /// The page, from 1.
    pub(crate) page: u64,
}

/// A company as the board shows it.
#[derive(Debug, Clone)]
pub(crate) struct BoardRow {
    pub(crate) company: CompanyId,
    pub(crate) name: String,
    pub(crate) mark: String,
    pub(crate) mark_shape: i64,
    pub(crate) staff_count: Option<i64>,
    /// The open incidents, the worst first.
    pub(crate) open: Vec<OpenIncident>,
    /// How many people stand in the contact tree.
    pub(crate) contacts: i64,
    /// The last entry of the company's log.
    pub(crate) last_at: Option<i64>,
}

/// One page of the board and how many companies fit the filter in all. Companies with an open
/// incident come first, then all by name.
///
/// # Errors
/// The database's error.
pub(crate) async fn board(
    tx: &Tx,
    provider: ProviderId,
    filter: &BoardFilter,
) -> Result<(Vec<BoardRow>, i64), DbErr> {
    const SQL: &str = "
        SELECT c.*,
          (SELECT count(*) FROM contact t WHERE t.company_id = c.id) AS contacts,
          (SELECT e.at FROM tlog_entry e WHERE e.tenant_id = c.id
             ORDER BY e.seq DESC LIMIT 1) AS last_at
        FROM (
          SELECT k.id, k.name, k.mark, k.mark_shape, k.staff_count, k.notice_title, k.notice_href,
                 k.notice_json,
                 count(*) OVER () AS fitting
          FROM company k
          WHERE k.id IN (SELECT d.company_id FROM delegation d
                         WHERE d.provider_id = $1 AND d.withdrawn_at IS NULL)
            AND lower(k.name) LIKE $2 ESCAPE '!'
            AND ($3 = 0 OR k.notice_href IS NOT NULL)
          ORDER BY (k.notice_href IS NULL), k.name, k.id
          LIMIT $4 OFFSET $5) c
        ORDER BY (c.notice_href IS NULL), c.name, c.id";
    let skipped = filter.page.saturating_sub(1).saturating_mul(PAGE);
    let values = [
        provider.0.into(),
        contains(&filter.name).into(),
        i64::from(filter.only_open).into(),
        i64::try_from(PAGE).unwrap_or(i64::MAX).into(),
        i64::try_from(skipped).unwrap_or(i64::MAX).into(),
    ];
    let backend = tx.conn().get_database_backend();
    let query = Statement::from_sql_and_values(backend, SQL, values);
    let rows = tx.conn().query_all_raw(query).await?;
    let fitting = rows.first().map_or(Ok(0), |row| row.try_get("", "fitting"))?;
    let rows = rows.iter().map(read).collect::<Result<_, _>>()?;
    Ok((rows, fitting))
}

/// The pattern for names that contain `part`, whatever signs it has.
fn contains(part: &str) -> String {
    let escaped = part.to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
    format!("%{escaped}%")
}

fn read(row: &QueryResult) -> Result<BoardRow, DbErr> {
    let title: Option<String> = row.try_get("", "notice_title")?;
    let href: Option<String> = row.try_get("", "notice_href")?;
    let json: String = row.try_get("", "notice_json")?;
    Ok(BoardRow {
        company: CompanyId(row.try_get("", "id")?),
        name: row.try_get("", "name")?,
        mark: row.try_get("", "mark")?,
        mark_shape: row.try_get("", "mark_shape")?,
        staff_count: row.try_get("", "staff_count")?,
        open: read_notice(&json, title.as_deref(), href.as_deref()),
        contacts: row.try_get("", "contacts")?,
        last_at: row.try_get("", "last_at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_with_a_meaning_in_patterns_are_searched_as_they_are() {
        assert_eq!(contains("100%_A!"), "%100!%!_a!!%");
    }
}
