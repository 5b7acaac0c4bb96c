//! The clocks of all companies of a provider, what is due first at the top.

use hikeshi_db::Tx;
use hikeshi_identity::ProviderId;
use hikeshi_incidents::case::ClockState;
use hikeshi_kernel::{LocalText, Moment};
use sea_orm::{ConnectionTrait as _, DbErr, QueryResult, Statement};
use uuid::Uuid;

/// Clocks on one page of the board.
pub const PAGE: u64 = 100;

/// Which clocks a board shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct ClockFilter {
    /// Only what the law or a contract asks for, or the provider promised.
    pub only_binding: bool,
    /// Only clocks whose limit is over at this instant (milliseconds).
    pub over_at: Option<i64>,
    /// The page, from 1.
    pub page: u64,
}

/// A clock that runs, with the company and the incident that it belongs to.
#[derive(Debug, Clone)]
pub struct OpenClock {
    /// The company.
    pub company: (Uuid, String),
    /// Number and title of the incident.
    pub incident: (String, String),
    /// What is to be done.
    pub title: LocalText,
    /// `law`, `contract`, `provider`, `voluntary`.
    pub binding: String,
    /// `yes` or `unknown`.
    pub applies: String,
    /// `confirmed`, `own` or `to-check`.
    pub confidence: String,
    /// The last instant in milliseconds, for comparing.
    pub due_at: Option<i64>,
    /// The last moment as it is shown.
    pub due: Option<Moment>,
    /// The limit in words, for one without a number of days.
    pub limit: Option<LocalText>,
    /// Whether somebody decided to report.
    pub state: Option<ClockState>,
    /// The page on which somebody acts.
    pub href: String,
}

/// Which clocks fit: those of companies that let the provider act now. An index holds all that is
/// asked here, so that thousands are sorted without reading their rows.
const FITTING: &str = "
    w.state IN ('open', 'decided')
    AND w.company_id IN (SELECT d.company_id FROM delegation d
                         WHERE d.provider_id = $1 AND d.withdrawn_at IS NULL)
    AND ($2 = 0 OR w.binding IN ('law', 'contract', 'provider'))
    AND (w.due_at IS NULL AND $3 = 0 OR w.due_at < $4)";

/// One page of the clocks of the companies that let the provider act, and how many there are.
///
/// # Errors
/// The database's error.
pub async fn board_clocks(
    tx: &Tx,
    provider: ProviderId,
    filter: ClockFilter,
) -> Result<(Vec<OpenClock>, i64), DbErr> {
    let backend = tx.conn().get_database_backend();
    let asked: [sea_orm::Value; 4] = [
        provider.0.into(),
        i64::from(filter.only_binding).into(),
        i64::from(filter.over_at.is_some()).into(),
        filter.over_at.unwrap_or(i64::MAX).into(),
    ];
    let count = format!("SELECT count(*) AS fitting FROM clock w WHERE {FITTING}");
    let count = Statement::from_sql_and_values(backend, count, asked.clone());
    let count = tx.conn().query_one_raw(count).await?;
    let fitting = count.map_or(Ok(0), |row| row.try_get("", "fitting"))?;

    let page = format!(
        "SELECT k.company_id, c.name AS company_name, i.number, i.title AS incident_title,
                k.title_json, k.binding, k.applies, k.confidence, k.due_at, k.due_json, k.state,
                k.href, k.limit_json
         FROM (SELECT w.id FROM clock w WHERE {FITTING}
               ORDER BY (w.sort_at IS NULL), w.sort_at, w.id
               LIMIT $5 OFFSET $6) f
         JOIN clock k ON k.id = f.id
         JOIN company c ON c.id = k.company_id
         JOIN incident i ON i.id = k.incident_id
         ORDER BY (k.sort_at IS NULL), k.sort_at, k.id"
    );
    let skipped = filter.page.saturating_sub(1).saturating_mul(PAGE);
    let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX).into();
    let values = asked.into_iter().chain([number(PAGE), number(skipped)]);
    let page = Statement::from_sql_and_values(backend, page, values);
    let rows = tx.conn().query_all_raw(page).await?;
    Ok((rows.iter().map(read).collect::<Result<_, _>>()?, fitting))
}

fn read(row: &QueryResult) -> Result<OpenClock, DbErr> {
    let json = |error: serde_json::Error| DbErr::Custom(error.to_string());
    let title: String = row.try_get("", "title_json")?;
    let due: String = row.try_get("", "due_json")?;
    let limit: String = row.try_get("", "limit_json")?;
    let state: String = row.try_get("", "state")?;
    Ok(OpenClock {
        company: (row.try_get("", "company_id")?, row.try_get("", "company_name")?),
        incident: (row.try_get("", "number")?, row.try_get("", "incident_title")?),
        title: serde_json::from_str(&title).map_err(json)?,
        binding: row.try_get("", "binding")?,
        applies: row.try_get("", "applies")?,
        confidence: row.try_get("", "confidence")?,
        due_at: row.try_get("", "due_at")?,
        due: serde_json::from_str(&due).map_err(json)?,
        limit: serde_json::from_str(&limit).map_err(json)?,
        state: ClockState::from_name(&state),
        href: row.try_get("", "href")?,
    })
}
