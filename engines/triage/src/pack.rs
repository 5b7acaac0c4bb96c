//! The joined content: groups, symptoms, questions, kinds and rules.

use hikeshi_kernel::LocalText;
use serde::{Deserialize, Serialize};

use crate::{Group, IncidentKind, Question, Rule, Symptom, TriageFile};

/// Everything the engine needs, joined from all files. It serialises, so that a report can
/// keep the pack it was made with.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriagePack {
    /// The files that the pack was joined from.
    pub files: Vec<FileHead>,
    /// The words for "I do not know".
    pub unknown: LocalText,
    /// The groups of the start page, in the order shown.
    pub groups: Vec<Group>,
    /// The symptoms; within a group in the order shown.
    pub symptoms: Vec<Symptom>,
    /// All questions, in no special order.
    pub questions: Vec<Question>,
    /// The kinds of incident that may be proposed.
    pub kinds: Vec<IncidentKind>,
    /// The rules for kinds and levels.
    pub rules: Vec<Rule>,
}

/// Which file, in which version, a pack was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileHead {
    /// The file's id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its edition.
    pub edition: String,
}

impl TriagePack {
    /// Joins the files of `content/triage`; their order does not matter for what is shown.
    #[must_use]
    pub fn join(files: impl IntoIterator<Item = TriageFile>) -> Self {
        let mut pack = Self::default();
        for file in files {
            pack.files.push(FileHead { id: file.id, version: file.version, edition: file.edition });
            if let Some(words) = file.unknown {
                pack.unknown = words;
            }
            pack.groups.extend(file.groups);
            pack.symptoms.extend(file.symptoms);
            pack.questions.extend(file.questions);
            pack.kinds.extend(file.kinds);
            pack.rules.extend(file.rules);
        }
        pack
    }

    /// The symptom of that id; `None` for one that a newer pack no longer has.
    #[must_use]
    pub fn symptom(&self, id: &str) -> Option<&Symptom> {
        self.symptoms.iter().find(|symptom| symptom.id == id)
    }

    /// The symptoms of a group, in the order shown.
    pub fn symptoms_of<'a>(&'a self, group: &'a str) -> impl Iterator<Item = &'a Symptom> + 'a {
        self.symptoms.iter().filter(move |symptom| symptom.group == group)
    }

    /// The question of that id; `None` for one that a newer pack no longer has.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// The kind of incident of that id; `None` for one that a newer pack no longer has.
    #[must_use]
    pub fn kind(&self, id: &str) -> Option<&IncidentKind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }

    /// The option ids and words of a question as a page shows them: for choices the question's
    /// own options, then "I do not know" as [`crate::UNKNOWN`]; nothing for typed answers.
    #[must_use]
    pub fn options<'a>(&'a self, question: &'a Question) -> Vec<(&'a str, &'a LocalText)> {
        if !question.kind.is_choice() {
            return Vec::new();
        }
        let own = question.options.iter().map(|option| (option.id.as_str(), &option.text));
        own.chain([(crate::UNKNOWN, &self.unknown)]).collect()
    }
}
