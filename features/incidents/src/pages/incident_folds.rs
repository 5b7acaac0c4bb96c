//! What is folded below the tasks: facts, evidence, the reasons of the level.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, can};
use hikeshi_kernel::from_millis;
use hikeshi_ui::{Markup, Shell};
use hikeshi_web::Problem;
use jiff::Timestamp;

use super::{evidence::short_hash, shown_fact::ShownFact};
use crate::{
    case::{FactCount, level_history, proposed_reasons},
    content::content,
    evidence::list_exhibits,
    import::fact_name,
    model::{fact, incident},
};

/// The folded sections.
pub(crate) struct Folds {
    /// The facts written so far, with their names, in the order of the sheet.
    pub facts: Vec<(Markup, ShownFact)>,
    /// How many are written and confirmed.
    pub count: String,
    /// The exhibits; `None` for those who may not see evidence.
    pub exhibits: Option<Vec<ShownExhibit>>,
    /// Whether the person may read the papers.
    pub may_read_papers: bool,
    /// Why the level was proposed.
    pub reasons: Vec<Markup>,
    /// The last decision about the level: when and who, and why.
    pub decided: Option<(String, String)>,
}

/// An exhibit in one row.
pub(crate) struct ShownExhibit {
    /// Its number on labels.
    pub number: String,
    /// What it is.
    pub title: String,
    /// Who took it, and when.
    pub taken: String,
    /// The first and last letters of its hash; empty for a thing.
    pub hash: String,
}

impl Folds {
    pub(crate) async fn read(
        tx: &Tx,
        scope: &CompanyScope,
        shell: &Shell,
        incident: &incident::Model,
        facts: Vec<fact::Model>,
        now: Timestamp,
    ) -> Result<Self, Problem> {
        let count = FactCount::of(&content()?.facts, incident, &facts).told(&shell.words);
        let last = level_history(tx, incident).await?.pop();
        let reasons = proposed_reasons(incident);
        Ok(Self {
            facts: in_order_of_sheet(shell, facts, now)?,
            count,
            exhibits: match scope.may::<can::ViewEvidence>() {
                true => Some(exhibits(tx, shell, incident, now).await?),
                false => None,
            },
            may_read_papers: scope.may::<can::ViewDocuments>(),
            reasons: reasons.iter().map(|reason| shell.text(&reason.text)).collect(),
            decided: last.map(|change| {
                let at = shell.words.brief(from_millis(change.at), now);
                let who = shell.t2("case-level-by", "time", at, "who", change.by_name);
                (who, change.reason)
            }),
        })
    }
}

fn in_order_of_sheet(
    shell: &Shell,
    mut facts: Vec<fact::Model>,
    now: Timestamp,
) -> Result<Vec<(Markup, ShownFact)>, Problem> {
    let all = &content()?.facts;
    let sheet = &all.facts;
    let place = |key: &str| sheet.iter().position(|field| field.key == key);
    facts.sort_by_key(|fact| place(&fact.key).unwrap_or(usize::MAX));
    let shown = facts.iter().map(|fact| {
        let field = place(&fact.key).and_then(|at| sheet.get(at));
        let name = field.map(|field| shell.text(&field.title));
        let own = || {
            let name = fact_name(&shell.words, all, &fact.key);
            shell.rich(name.replace(['\u{FF5C}', '\u{300A}'], " "))
        };
        (name.unwrap_or_else(own), ShownFact::new(shell, now, fact))
    });
    Ok(shown.collect())
}

async fn exhibits(
    tx: &Tx,
    shell: &Shell,
    incident: &incident::Model,
    now: Timestamp,
) -> Result<Vec<ShownExhibit>, Problem> {
    let rows = list_exhibits(tx, incident).await?;
    let shown = rows.into_iter().map(|row| {
        let collected = serde_json::from_str(&row.collected_json).unwrap_or_default();
        let when = shell.words.moment_brief(&collected, now);
        ShownExhibit {
            number: row.number,
            title: if row.title.is_empty() { row.file_name } else { row.title },
            taken: format!("{} {when}", row.collected_by),
            hash: short_hash(&row.sha256),
        }
    });
    Ok(shown.collect())
}
