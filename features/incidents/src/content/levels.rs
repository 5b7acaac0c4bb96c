//! The damage levels 0 to 3: extent, who decides, what closing needs.
//!
//! Read from `content/levels/levels.yaml`.

use hikeshi_kernel::LocalText;
use serde::Deserialize;

/// The file: the levels, the roles they name and what closing may need.
#[derive(Debug, Clone, Deserialize)]
pub struct Levels {
    /// How a level is chosen, in one or two sentences.
    pub rule_text: LocalText,
    /// Who answers for what.
    pub roles: Vec<LevelRole>,
    /// The levels, the highest first.
    pub levels: Vec<LevelText>,
    /// What closing may need.
    pub closing_needs: Vec<ClosingNeed>,
}

impl Levels {
    /// The text of a level, 0 to 3.
    #[must_use]
    pub fn level(&self, number: i64) -> Option<&LevelText> {
        self.levels.iter().find(|level| i64::from(level.level) == number)
    }

    /// The role that a level names by this id.
    #[must_use]
    pub fn role(&self, id: &str) -> Option<&LevelRole> {
        self.roles.iter().find(|role| role.id == id)
    }

    /// What closing at a level needs, in order.
    #[must_use]
    pub fn needs(&self, number: i64) -> Vec<&ClosingNeed> {
        let ids = self.level(number).map_or(&[][..], |level| &level.closing);
        ids.iter().filter_map(|id| self.closing_needs.iter().find(|need| need.id == *id)).collect()
    }
}

/// A part that somebody plays in the response.
#[derive(Debug, Clone, Deserialize)]
pub struct LevelRole {
    /// Stable id.
    pub id: String,
    /// Its name.
    pub title: LocalText,
    /// Who usually holds it.
    pub held_by: LocalText,
}

/// One level: when it applies, who decides and is called, what closing needs.
#[derive(Debug, Clone, Deserialize)]
pub struct LevelText {
    /// 0 to 3.
    pub level: u8,
    /// Number and extent in a few words.
    pub title: LocalText,
    /// When it applies.
    pub extent: LocalText,
    /// Id of the role that decides in the end.
    pub final_responder: String,
    /// The same as a sentence.
    pub decider: LocalText,
    /// Who is called first.
    pub first_call: FirstCall,
    /// How many persons close it.
    pub closers: u8,
    /// Ids of what closing needs.
    pub closing: Vec<String>,
}

/// Where the call tree begins at a level, and when it goes on to the next person.
#[derive(Debug, Clone, Deserialize)]
pub struct FirstCall {
    /// Ids of roles, in order.
    pub who: Vec<String>,
    /// The same as a sentence.
    pub rule: LocalText,
    /// After so many minutes without an answer the next person is called.
    #[serde(default)]
    pub escalate_after_minutes: Option<u32>,
}

/// One thing that closing may need.
#[derive(Debug, Clone, Deserialize)]
pub struct ClosingNeed {
    /// Stable id.
    pub id: String,
    /// The thing.
    pub title: LocalText,
    /// How to show it.
    pub hint: LocalText,
}
