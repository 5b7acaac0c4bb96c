//! The check of this slice's content at the start: rules, holidays, kinds of papers.

use hikeshi_content::ContentError;
use hikeshi_incidents::content::content;

use crate::{papers::kinds, rulebook::rulebook};

/// Reads the rules and the kinds of papers, and looks for mistakes in them.
///
/// # Errors
/// [`ContentError`] for a file that does not have its form, or with all mistakes of the rules or of
/// a kind: names that lead nowhere, editions that overlap.
pub fn check_content() -> Result<(), ContentError> {
    let rules = &rulebook()?.rules;
    none("duties", rules.check())?;
    let sheet = &content()?.facts;
    for kind in &kinds()?.list {
        let unknown = kind.keys().into_iter().filter(|key| sheet.field(key).is_none());
        let faults = unknown.map(|key| format!("there is no fact {key:?}"));
        let idle = kind.file.duties.iter().filter(|duty| !rules.duty_ids().any(|id| id == *duty));
        let faults = faults.chain(idle.map(|duty| format!("there is no duty {duty:?}"))).collect();
        none(&format!("filings/{}.yaml", kind.id()), faults)?;
    }
    Ok(())
}

fn none(file: &str, faults: Vec<String>) -> Result<(), ContentError> {
    match faults.is_empty() {
        true => Ok(()),
        false => Err(ContentError::Unreadable { file: file.to_owned(), cause: faults.join("; ") }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_can_be_drafted_from_the_fact_sheet_and_names_duties_that_exist() {
        check_content().unwrap();
    }
}
