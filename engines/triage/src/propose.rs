//! What a person should look at first: kinds, level, reasons, facts, playbooks.

use std::cmp::Reverse;

use hikeshi_kernel::LocalText;
use serde::Serialize;

use crate::facts::{ProposedFact, facts};
use crate::situation::Situation;
use crate::{Answers, Rule, TriagePack};

/// A proposal that a person confirms or changes; it decides nothing itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Proposal {
    /// Kind ids, the most likely first; never empty for a checked pack.
    pub kinds: Vec<String>,
    /// Damage level 0 to 3: the highest that applies.
    pub level: u8,
    /// Why, the highest level first.
    pub reasons: Vec<Reason>,
    /// The higher level that is possible while something is not known.
    pub could_become: Option<u8>,
    /// The facts to enter, one for each key.
    pub facts: Vec<ProposedFact>,
    /// Playbook ids for the kinds, in their order.
    pub playbooks: Vec<String>,
}

/// Why a rule applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The rule's id.
    pub rule: String,
    /// The reason in plain words.
    pub text: LocalText,
    /// The level that the rule gives.
    pub level: Option<u8>,
    /// The level that is possible.
    pub could_become: Option<u8>,
}

/// Evaluates the rules. Open questions count as not known, and "not known" never counts as
/// "no": it shows in `could_become`. An unknown symptom gives the unclassified kind.
#[must_use]
pub fn propose(pack: &TriagePack, symptom_id: &str, answers: &Answers) -> Proposal {
    let Some(symptom) = pack.symptom(symptom_id) else {
        return Proposal { kinds: tidied(pack, Vec::new()), ..Proposal::default() };
    };
    let situation = Situation::new(pack, symptom, answers);
    let matched = matching_rules(pack, &situation);

    let level = matched.iter().filter_map(|rule| rule.level).max().unwrap_or(0);
    let possible = |rule: &Rule| rule.could_become.filter(|&possible| possible > level);
    let could_become = matched.iter().filter_map(|rule| possible(rule)).max();

    let ruled = matched.iter().flat_map(|rule| &rule.kinds);
    let kinds = tidied(pack, symptom.proposes.iter().chain(ruled).cloned().collect());
    let playbooks = kinds.iter().filter_map(|id| pack.kind(id)?.playbook.clone()).collect();
    let facts = facts(pack, &situation, &kinds);

    let mut reasons: Vec<_> = matched
        .iter()
        .filter(|rule| {
            rule.could_become.is_none() || rule.level.is_some() || possible(rule).is_some()
        })
        .map(|rule| reason(rule, possible(rule)))
        .collect();
    reasons.sort_by_key(|reason| Reverse((reason.level, reason.could_become)));
    Proposal { kinds, level, reasons, could_become, facts, playbooks }
}

/// The rules that apply; those marked `otherwise` only where no other gave a level.
fn matching_rules<'a>(pack: &'a TriagePack, situation: &Situation<'_, '_>) -> Vec<&'a Rule> {
    let mut matched: Vec<_> =
        pack.rules.iter().filter(|rule| !rule.otherwise && situation.holds(&rule.when)).collect();
    if matched.iter().all(|rule| rule.level.is_none()) {
        let rest = pack.rules.iter().filter(|rule| rule.otherwise && situation.holds(&rule.when));
        matched.extend(rest);
    }
    matched
}

/// Each kind once, and the catch-all kind only where it stands alone.
fn tidied(pack: &TriagePack, kinds: Vec<String>) -> Vec<String> {
    let catch_all = pack.kinds.iter().find(|kind| kind.otherwise).map(|kind| &kind.id);
    let mut tidy: Vec<String> = Vec::new();
    for kind in kinds {
        if Some(&kind) != catch_all && !tidy.contains(&kind) {
            tidy.push(kind);
        }
    }
    if tidy.is_empty() {
        tidy.extend(catch_all.cloned());
    }
    tidy
}

fn reason(rule: &Rule, could_become: Option<u8>) -> Reason {
    Reason { rule: rule.id.clone(), text: rule.text.clone(), level: rule.level, could_become }
}
