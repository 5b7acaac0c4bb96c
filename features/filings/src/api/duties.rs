//! The duties of an incident: whether they apply, by when, because of what, and what was decided.

use axum::{
    Router,
    extract::{Path, State},
    response::Response,
    routing::get,
};
use hikeshi_db::Tx;
use hikeshi_deadlines::{Description, DutyAnswer, Facts, describe, what_would_change};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_incidents::{api::answer, case::view_incident, model::incident};
use hikeshi_kernel::Lang;
use hikeshi_web::{Platform, Problem, RequestContext};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::time;
use crate::{
    duties::{answers_of, basis_of, current_decisions, known_of, state_of},
    model::duty_decision,
    rulebook::{Rulebook, rulebook},
};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/api/v1/companies/{company}/incidents/{incident}/duties", get(list))
}

/// A duty as it is sent: what `hikeshi deadlines` prints, and the decision.
#[derive(Serialize)]
struct Duty<'a> {
    key: &'a str,
    #[serde(flatten)]
    answer: Description<'a>,
    basis: String,
    state: &'static str,
    decision: Option<DecisionShape>,
}

/// A duty. The counting, the reasons and the changes have the fields that `hikeshi deadlines
/// --format json` prints.
#[derive(ToSchema)]
#[schema(as = Duty)]
#[expect(dead_code, reason = "describes the JSON of hikeshi_deadlines::Description")]
pub(super) struct DutyShape {
    /// Names the duty in addresses; of a clause of a contract it begins with `clause-`.
    #[schema(example = "ppc-preliminary")]
    key: String,
    /// The id in the rules.
    duty: String,
    title: String,
    /// `yes`, `no` or `unknown`.
    applies: String,
    /// The last day (`2024-07-17`) or instant (RFC 3339, time of Japan).
    due: Option<String>,
    /// The same before it rolls on over closed days.
    raw_due: Option<String>,
    /// The first day of a span such as "3 to 5 days".
    due_from: Option<String>,
    overdue: Option<bool>,
    /// The limit in words.
    limit: Option<String>,
    /// Day by day: `date`, `day`, `open`, `closed`, `name`.
    counting: Vec<serde_json::Value>,
    /// The facts that decide: `fact`, `title`, `value`, `rule`, `sentence`, `law`.
    because: Vec<serde_json::Value>,
    /// The other limit while it is open which one counts: `rule`, `holds`, `limit`, `due`.
    otherwise: Option<serde_json::Value>,
    /// Facts that would change the answer: `fact`, `title`, `value`, `applies`, `due`.
    what_would_change: Vec<serde_json::Value>,
    /// To whom.
    to: String,
    /// In which way.
    how: String,
    /// `law`, `contract`, `voluntary` or `support`.
    binding: String,
    /// Article or clause.
    rule: String,
    /// The rules file and its version.
    edition: String,
    /// The documents that the rule was written from, in one line.
    source: String,
    /// The same one by one: `title`, `publisher`, `url`, `published`, `seen`.
    sources: Vec<serde_json::Value>,
    /// `confirmed`, `own` or `to-check`.
    confidence: String,
    /// What to know beside it, as codes.
    notes: Vec<String>,
    /// Names the answer; to be sent by whoever decides on it.
    basis: String,
    /// `open`, `decided`, `done` or `declined`; a decision that is open again counts as none.
    state: String,
    decision: Option<DecisionShape>,
}

/// What a person decided about a duty.
#[derive(Serialize, ToSchema)]
#[schema(as = DutyDecision)]
pub(super) struct DecisionShape {
    /// `report`, `reported` or `do-not-report`.
    choice: String,
    because: String,
    /// When it was reported.
    done_at: Option<String>,
    /// The number or name that the office gave.
    receipt: String,
    by: String,
    at: String,
    /// To be sent as `seen` by whoever decides anew; 0 when there is no decision.
    revision: i64,
    /// Since when facts or rules give another answer than the one that it was made on.
    reopened_at: Option<String>,
}

impl From<&duty_decision::Model> for DecisionShape {
    fn from(row: &duty_decision::Model) -> Self {
        Self {
            choice: row.choice.clone(),
            because: row.because.clone(),
            done_at: row.done_at.map(time),
            receipt: row.receipt.clone(),
            by: row.by_name.clone(),
            at: time(row.at),
            revision: row.revision,
            reopened_at: row.reopened_at.map(time),
        }
    }
}

/// All duties that the rules know and the clauses of the company's contracts: what applies first,
/// then by its limit.
#[utoipa::path(get, path = "/api/v1/companies/{company}/incidents/{incident}/duties", tag = "duties",
    params(("company" = Uuid, Path), ("incident" = Uuid, Path)),
    responses((status = 200, body = Vec<DutyShape>), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn list(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewIncidents>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &id).await?;
    let asked = (&incident, context.words.lang());
    let duties = duties_json(&tx, &platform, &scope, asked, None).await?;
    Ok(answer(200, duties))
}

/// The JSON of all duties, or of the one with the key `only`.
///
/// # Errors
/// Not found for a key that is no duty; a problem of the database.
pub(super) async fn duties_json(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (incident, lang): (&incident::Model, Lang),
    only: Option<&str>,
) -> Result<String, Problem> {
    let decisions = current_decisions(tx, incident).await?;
    let known = known_of(tx, scope, incident).await?;
    let book = rulebook()?;
    let facts = known.as_facts(book, incident)?;
    let now = platform.clock.now();
    let answers = answers_of(book, &known, &facts, now);
    let draw = Draw { book, facts: &facts, decisions: &decisions, now, lang };
    let Some(only) = only else {
        let all: Vec<Duty<'_>> = answers.list.iter().map(|one| draw.duty(one)).collect();
        return Ok(serde_json::to_string(&all)?);
    };
    let one = answers.list.iter().find(|(key, _)| key == only).ok_or_else(Problem::not_found)?;
    Ok(serde_json::to_string(&draw.duty(one))?)
}

/// What the duties of an incident share.
struct Draw<'a> {
    book: &'a Rulebook,
    facts: &'a Facts,
    decisions: &'a [duty_decision::Model],
    now: Timestamp,
    lang: Lang,
}

impl<'a> Draw<'a> {
    fn duty(&self, (key, answer): &'a (String, DutyAnswer<'a>)) -> Duty<'a> {
        let Self { book: Rulebook { rules, calendar, .. }, facts, .. } = *self;
        let changes = what_would_change(rules, calendar, facts, answer, self.now);
        let decision = self.decisions.iter().find(|decision| decision.duty == *key);
        Duty {
            key,
            answer: describe(rules, calendar, facts, answer, &changes, self.lang),
            basis: basis_of(answer),
            state: state_of(decision).name(),
            decision: decision.map(DecisionShape::from),
        }
    }
}
