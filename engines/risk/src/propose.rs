//! What the answers of an assessment say about a weakness.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Control, Level, RiskModel, Threat};

/// An answer to a question of a questionnaire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Done.
    Yes,
    /// Done in part.
    Partly,
    /// Not done.
    No,
    /// Nobody knows.
    Unknown,
    /// Nobody has answered.
    Unanswered,
    /// Does not apply here.
    Na,
}

impl Answer {
    /// The answer of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "yes" => Self::Yes,
            "partly" => Self::Partly,
            "no" => Self::No,
            "unknown" => Self::Unknown,
            "unanswered" => Self::Unanswered,
            "na" => Self::Na,
            _ => return None,
        })
    }

    /// The name in files and answers.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
            Self::Unknown => "unknown",
            Self::Unanswered => "unanswered",
            Self::Na => "na",
        }
    }
}

/// A weakness as the answers suggest it. Nothing is stored before a person confirms it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal<'a> {
    /// The weakness.
    pub weakness: Level,
    /// The questions and answers that it follows from. Those that do not apply are not counted, and
    /// those that nobody answered count as not done.
    pub because: Vec<(&'a Control, Answer)>,
}

impl Proposal<'_> {
    /// How many of the questions have no answer, or an answer that nobody knows.
    #[must_use]
    pub fn unclear(&self) -> usize {
        let unclear = |answer: Answer| matches!(answer, Answer::Unknown | Answer::Unanswered);
        self.because.iter().filter(|(_, answer)| unclear(*answer)).count()
    }
}

impl RiskModel {
    /// The weakness against a threat that answers suggest: 1 where all that applies is done, 3 where
    /// nothing is, otherwise 2. What nobody knows or answered counts as not done. `None` where no
    /// question was answered at all, or none applies. `answers` by questionnaire and item.
    #[must_use]
    pub fn propose<'a>(
        &'a self,
        threat: &'a Threat,
        answers: &BTreeMap<(String, String), Answer>,
    ) -> Option<Proposal<'a>> {
        let answer = |control: &Control| {
            let place = (control.questionnaire.clone(), control.item.clone());
            answers.get(&place).copied().unwrap_or(Answer::Unanswered)
        };
        let because: Vec<(&Control, Answer)> = self
            .controls_against(threat)
            .map(|control| (control, answer(control)))
            .filter(|(_, answer)| *answer != Answer::Na)
            .collect();
        if because.iter().all(|(_, answer)| *answer == Answer::Unanswered) {
            return None;
        }
        let mut given = because.iter().map(|(_, answer)| *answer);
        let weakness = if given.clone().all(|answer| answer == Answer::Yes) {
            Level::LOW
        } else if given.any(|answer| matches!(answer, Answer::Yes | Answer::Partly)) {
            Level::MIDDLE
        } else {
            Level::HIGH
        };
        Some(Proposal { weakness, because })
    }
}
