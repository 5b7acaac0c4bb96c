//! The policies and rules of a company, counted.

use hikeshi_identity::CompanyScope;
use hikeshi_policies::document::Standing;

/// How the documents stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policies {
    /// All that were not withdrawn.
    pub all: usize,
    /// A version is in force.
    pub in_force: usize,
    /// Shown to the public.
    pub published: usize,
    /// What waits for a decision: name and page.
    pub waiting: Vec<(String, String)>,
}

pub(super) fn of(scope: &CompanyScope, documents: &[Standing]) -> Option<Policies> {
    let count = |fits: &dyn Fn(&Standing) -> bool| documents.iter().filter(|one| fits(one)).count();
    let waits = |one: &&Standing| one.version.is_none() || one.waiting.is_some();
    let line = |one: &Standing| {
        let row = &one.document.row;
        let end = if one.waiting.is_some() { "/publish" } else { "" };
        (row.name.clone(), format!("/c/{}/policies/{}{end}", scope.company(), row.id))
    };
    (!documents.is_empty()).then(|| Policies {
        all: documents.len(),
        in_force: count(&|one| one.version.is_some()),
        published: count(&|one| one.shown.is_some()),
        waiting: documents.iter().filter(waits).map(line).collect(),
    })
}
