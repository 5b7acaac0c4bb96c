//! Assessments: begun on a catalogue as it is on board, answered by several people, finished once.

mod answer;
mod assign;
mod begin;
mod comments;
mod evidence;
mod find;
mod finish;
mod official;
mod proposals;
mod standing;

pub use answer::{NewAnswer, Origin, answers_of, current_answers, give_answers, history_of};
pub use assign::{Assignees, asked_of, assign, assignees_of, next_waiting};
pub use begin::{MAX_SITES, begin, discard};
pub use comments::{comment, comments_of};
pub use evidence::{EvidenceKind, NewEvidence, add_evidence, evidence_of, withdraw_evidence};
pub use find::{Assessment, assessments, drafts, find, hold};
pub use finish::{Ready, finish, ready};
pub use official::{keep_official_texts, official_texts};
pub use proposals::{Offered, accept, offered};
pub use standing::{Standing, course, standing, standings_of};
