//! The page of a clause that was withdrawn: what it was, who withdrew it, and what had been decided
//! and filed because of it.

use askama::Template;
use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, can};
use hikeshi_incidents::{
    model::incident,
    page::{CaseHead, Tab},
};
use hikeshi_kernel::from_millis;
use hikeshi_ui::Shell;
use hikeshi_web::Problem;

use super::{
    duty::{Decided, decided},
    duty_papers::PaperLine,
};
use crate::{
    clauses::withdrawn_clauses,
    duties::{CLAUSE, decision_history},
    model::contract_clause,
    papers::papers_of,
};

#[derive(Template)]
#[template(path = "pages/duty_withdrawn.html")]
pub(super) struct WithdrawnPage {
    shell: Shell,
    head: CaseHead,
    clause: contract_clause::Model,
    at: String,
    history: Vec<Decided>,
    papers: Vec<PaperLine>,
}

/// The withdrawn clause that the key of a duty names.
pub(super) async fn withdrawn_clause(
    tx: &Tx,
    scope: &CompanyScope,
    duty: &str,
) -> Result<Option<contract_clause::Model>, Problem> {
    let Some(id) = duty.strip_prefix(CLAUSE) else { return Ok(None) };
    let all = withdrawn_clauses(tx, scope).await?;
    Ok(all.into_iter().find(|clause| clause.id.to_string() == id))
}

impl WithdrawnPage {
    pub async fn read(
        tx: &Tx,
        scope: &CompanyScope,
        (incident, clause): (&incident::Model, &contract_clause::Model),
        shell: Shell,
    ) -> Result<Self, Problem> {
        let words = &shell.words;
        let head = CaseHead::new(scope, words, incident, Tab::Duties);
        let duty = format!("{CLAUSE}{}", clause.id);
        let history = decision_history(tx, incident, &duty).await?;
        let mut papers = Vec::new();
        if scope.may::<can::ViewDocuments>() {
            papers = papers_of(tx, scope, incident).await?;
            papers.retain(|paper| paper.duty == duty);
        }
        let line = |paper| PaperLine::new(&shell, &head.base, paper);
        let papers = papers.iter().map(line).collect::<Result<_, _>>()?;
        Ok(Self {
            at: clause.withdrawn_at.map_or_else(String::new, |at| words.date_time(from_millis(at))),
            history: history.iter().map(|decision| decided(&shell, decision)).collect(),
            papers,
            clause: clause.clone(),
            head,
            shell,
        })
    }
}
