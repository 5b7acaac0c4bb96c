//! The numbers of a run's list beside the number of persons concerned, and the words for its state.

use hikeshi_db::Tx;
use hikeshi_i18n::Words;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::model::incident;
use hikeshi_web::Problem;

use crate::{
    letters::{Channel, PartlyTold, RunState, persons_named, reasons_left_out},
    model::letter_run,
};

/// What `pages/letters_numbers.html` shows.
pub(super) struct Persons {
    /// All rows of the list.
    pub rows: String,
    /// How many persons the facts name, or named when the run ended.
    pub named: Option<String>,
    /// The list does not hold as many as the facts name, or nobody knows.
    pub apart: bool,
    pub left_out: i64,
    pub left_out_text: String,
    /// Why, and how many rows.
    pub reasons: Vec<(String, String)>,
}

impl Persons {
    /// Reads them for a run that has a list.
    pub async fn read(
        tx: &Tx,
        scope: &CompanyScope,
        words: &Words,
        (incident, run): (&incident::Model, &letter_run::Model),
    ) -> Result<Self, Problem> {
        let named = match run.run_state()?.is_over() {
            true => run.persons_named,
            false => persons_named(tx, scope, incident).await?,
        };
        let rows = run.recipients + run.left_out;
        let reason = |(name, count): (String, i64)| {
            (words.t(&format!("letters-trouble-{name}")), words.number(count))
        };
        Ok(Self {
            rows: words.number(rows),
            apart: rows > 0 && named != Some(rows),
            named: named.map(|named| words.number(named)),
            left_out: run.left_out,
            left_out_text: words.number(run.left_out),
            reasons: reasons_left_out(run).into_iter().map(reason).collect(),
        })
    }
}

/// The state of a run: what is to be checked depends on how its letters go out.
pub(super) fn state_text(words: &Words, run: &letter_run::Model) -> Result<String, Problem> {
    let waits = run.run_state()? == RunState::Open;
    Ok(match run.way()? {
        Channel::Paper if waits => words.t("letters-state-open-paper"),
        _ => words.t(&format!("letters-state-{}", run.state)),
    })
}

/// How far the persons concerned are told: "30 of 1,240".
pub(super) fn told_text(words: &Words, told: PartlyTold) -> String {
    let reached = words.number(told.reached);
    match told.named {
        Some(named) => words
            .ta("letters-partly-told", &[("reached", &reached), ("named", &words.number(named))]),
        None => words.t1("letters-partly-told-unknown", "reached", reached),
    }
}
