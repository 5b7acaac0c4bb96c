//! Who else may be telephoned when nobody of a round confirms: the program calls them not by itself.

use hikeshi_db::Tx;
use hikeshi_directory::{acting_provider, contact_tree};
use hikeshi_i18n::Words;
use hikeshi_identity::{CompanyId, CompanyScope};
use hikeshi_web::Problem;
use uuid::Uuid;

use crate::model::{call_attempt, incident};

/// Somebody to telephone by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instead {
    /// Name of the person or of the provider.
    pub name: String,
    /// The level at which the person stands in the tree; `None` for the provider.
    pub level: Option<i64>,
    /// The number, or the address of a person without one.
    pub reach: String,
}

impl Instead {
    /// Who it is, in words: the level of a person, or that it is the provider.
    #[must_use]
    pub fn who(&self, words: &Words) -> String {
        match self.level {
            Some(level) => {
                words.ta("calls-instead-person", &[("name", &self.name), ("level", &level)])
            }
            None => words.t1("calls-instead-provider", "name", &self.name),
        }
    }
}

/// The provider, then the people of the tree who are not among `called`, in the tree's order.
///
/// # Errors
/// A problem of the database.
pub async fn instead_of(
    tx: &Tx,
    incident: &incident::Model,
    called: &[call_attempt::Model],
) -> Result<Vec<Instead>, Problem> {
    let scope = CompanyScope::of_program(CompanyId(incident.company_id), "calls");
    let provider = acting_provider(tx, scope.company()).await?.map(|provider| Instead {
        name: provider.name,
        level: None,
        reach: provider.phone,
    });
    let mut all: Vec<Instead> = provider.into_iter().collect();
    for person in contact_tree(tx, &scope).await? {
        if !called.iter().any(|row| row.name == person.name) {
            let reach = if person.phone.is_empty() { person.email } else { person.phone };
            all.push(Instead { name: person.name, level: Some(person.level), reach });
        }
    }
    let mut seen: Vec<String> = Vec::new();
    all.retain(|one| {
        let new = !one.reach.is_empty() && !seen.contains(&one.name);
        seen.push(one.name.clone());
        new
    });
    Ok(all)
}

/// As [`instead_of`], for a round.
///
/// # Errors
/// A problem of the database.
pub(super) async fn instead_of_round(
    tx: &Tx,
    incident: &incident::Model,
    round: Uuid,
) -> Result<Vec<Instead>, Problem> {
    let called = super::step::attempts_of(tx, incident, round).await?;
    instead_of(tx, incident, &called).await
}
