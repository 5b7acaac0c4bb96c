//! Answer once, fill all: what answers of one catalogue suggest for another.
//!
//! Nothing here is an answer. A proposal names the answer that it comes from and the relation, and
//! waits for a person. Over a partial relation no answer is suggested at all, only that there is one.

use hikeshi_kernel::{Confidence, LocalText, Source};
use serde::{Deserialize, Serialize};

use crate::{Answer, Catalogue, ItemRef, Scoring, Sheet};

/// The links between catalogues: a file of `content/cross-map`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CrossMap {
    /// Version of the map.
    pub version: String,
    /// What it was written from.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// The links.
    pub links: Vec<Link>,
}

/// Two items that have to do with each other: `from` is *relation* `to`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// One item.
    pub from: ItemRef,
    /// How it stands to the other.
    pub relation: Relation,
    /// The other item.
    pub to: ItemRef,
    /// How sure we are.
    pub confidence: Confidence,
    /// What to look out for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<LocalText>,
}

/// How one item stands to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// Both ask for the same.
    Equal,
    /// The one is a part of the other.
    Subset,
    /// They overlap: a hint and no more.
    Partial,
}

/// An answer that was given, as its assessment tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The site, empty for the whole company.
    pub site: String,
    /// The item that was answered.
    pub item: ItemRef,
    /// The answer.
    pub answer: Answer,
}

/// What an answer given elsewhere suggests for an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The site.
    pub site: String,
    /// The item that waits.
    pub item: String,
    /// The suggested answer; none where there is only a hint.
    pub answer: Option<Answer>,
    /// How the two items stand to each other.
    pub relation: Relation,
    /// Where the answer was given.
    pub from: ItemRef,
    /// What was answered there.
    pub given: Answer,
    /// How sure we are of the link.
    pub confidence: Confidence,
}

/// What `told` suggests for the questions of `catalogue` that wait on `sheet`. Only answers of the same
/// site count. The closest relation comes first; of the same relation the more careful answer.
#[must_use]
pub fn propose(
    map: &CrossMap,
    catalogue: &Catalogue,
    sheet: &Sheet,
    told: &[Told],
) -> Vec<Proposal> {
    let mut proposals = Vec::new();
    let here = told.iter().filter(|one| one.site == sheet.site);
    for one in here.filter(|one| one.item.catalogue != catalogue.id) {
        for link in &map.links {
            let (to, whole_to_part) = match (&link.from, &link.to) {
                (from, to) if *from == one.item => (to, false),
                (from, to) if *to == one.item => (from, true),
                _ => continue,
            };
            let waits = to.catalogue == catalogue.id
                && catalogue.item(&to.item).is_some()
                && !sheet.answer(&to.item).is_given();
            if waits && matches!(one.answer, Answer::Yes | Answer::Partly | Answer::No) {
                proposals.push(Proposal {
                    site: sheet.site.clone(),
                    item: to.item.clone(),
                    answer: suggested(link.relation, whole_to_part, one.answer, &catalogue.scoring),
                    relation: link.relation,
                    from: one.item.clone(),
                    given: one.answer,
                    confidence: link.confidence,
                });
            }
        }
    }
    let place = |id: &str| catalogue.items().position(|item| item.id == id);
    proposals.sort_by_key(|one| {
        (place(&one.item), one.relation, one.answer.is_none(), one.answer, one.from.clone())
    });
    proposals
}

/// The same question has the same answer. Of a whole that is done, each part is done; of a part that
/// is done, the whole is done in part. Nothing else follows.
fn suggested(
    relation: Relation,
    whole_to_part: bool,
    given: Answer,
    scoring: &Scoring,
) -> Option<Answer> {
    let answer = match (relation, whole_to_part, given) {
        (Relation::Equal, _, answer) => Some(answer),
        (Relation::Subset, true, Answer::Yes) => Some(Answer::Yes),
        (Relation::Subset, false, Answer::Yes) => Some(Answer::Partly),
        _ => None,
    };
    answer.filter(|answer| scoring.accepts(*answer))
}
