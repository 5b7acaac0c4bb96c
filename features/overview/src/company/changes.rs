//! What was done in the last thirty days, counted from the log, in a few kinds that a president knows.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::to_millis;
use hikeshi_web::Problem;
use jiff::{SignedDuration, Timestamp};
use sea_orm::{ConnectionTrait as _, Statement};

/// How far back the page looks.
pub(super) const SINCE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// The key of the words, the actions of the log that it counts, the page.
type Kind = (&'static str, &'static [&'static str], &'static str);

/// What is counted, what matters most first.
const KINDS: [Kind; 15] = [
    ("overview-change-incident-opened", &["incident.opened"], "/incidents"),
    (
        "overview-change-incident-closed",
        &["incident.closed", "incident.closing-confirmed"],
        "/incidents",
    ),
    ("overview-change-assessed", &["assessment.finished"], "/assessments"),
    ("overview-change-star", &["star.declared"], "/standing"),
    ("overview-change-plan", &["plan.taken"], "/plan"),
    ("overview-change-risk-treated", &["risk.treated"], "/risks"),
    ("overview-change-risk-done", &["risk.treatment-done"], "/risks"),
    ("overview-change-risk-accepted", &["risk.accepted"], "/risks"),
    ("overview-change-policy-frozen", &["policy.frozen"], "/policies"),
    ("overview-change-policy-shown", &["policy.page-shown"], "/policies"),
    ("overview-change-policy-read", &["policy.read"], "/policies"),
    ("overview-change-assets-added", &["asset.created", "asset-import.taken"], "/assets/changes"),
    ("overview-change-assets-changed", &["asset.changed", "asset.state"], "/assets/changes"),
    (
        "overview-change-contacts",
        &["contact.added", "contact.changed", "contact.removed"],
        "/contacts",
    ),
    ("overview-change-kit", &["kit.made", "kit.printed"], "/kit"),
];

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The key of its words, which take `count`.
    pub key: &'static str,
    /// How often.
    pub count: i64,
    /// Where it stands.
    pub href: String,
}

pub(super) async fn changes(
    tx: &Tx,
    scope: &CompanyScope,
    now: Timestamp,
) -> Result<Vec<Change>, Problem> {
    const SQL: &str = "SELECT action, count(*) AS times FROM tlog_entry
        WHERE tenant_id = $1 AND at >= $2 GROUP BY action";
    let values = [scope.company().0.into(), to_millis(now - SINCE).into()];
    let query = Statement::from_sql_and_values(tx.conn().get_database_backend(), SQL, values);
    let mut times: Vec<(String, i64)> = Vec::new();
    for row in tx.conn().query_all_raw(query).await? {
        times.push((row.try_get("", "action")?, row.try_get("", "times")?));
    }
    let home = format!("/c/{}", scope.company());
    let change = |(key, actions, page): Kind| {
        let of = times.iter().filter(|(action, _)| actions.contains(&action.as_str()));
        let count: i64 = of.map(|(_, times)| times).sum();
        (count > 0).then(|| Change { key, count, href: format!("{home}{page}") })
    };
    Ok(KINDS.into_iter().filter_map(change).collect())
}
