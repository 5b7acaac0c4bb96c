//! The form in which classification and level are decided.

use hikeshi_i18n::Words;
use hikeshi_kernel::{TextError, clean_text};
use hikeshi_ui::FieldError;
use hikeshi_web::Problem;
use serde::Deserialize;

use super::kind_choices::known_kinds;
use crate::{
    case::{Level, LevelDecision, kinds_of},
    model::incident,
};

/// Letters that a reason may have.
const LONGEST_REASON: usize = 2_000;

/// What the form sends and shows again.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct LevelForm {
    /// 0 to 3.
    #[serde(default)]
    pub level: String,
    /// Ids of kinds.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// The version of the incident that the person saw.
    #[serde(default)]
    seen: String,
}

impl LevelForm {
    /// The form as first shown: what holds now, or what is proposed.
    pub(crate) fn of(incident: &incident::Model) -> Self {
        let level = incident.level.or(incident.proposed_level);
        Self {
            level: level.map(|level| level.to_string()).unwrap_or_default(),
            kinds: kinds_of(incident),
            ..Self::default()
        }
    }

    /// The decision, or what is wrong with each field.
    ///
    /// # Errors
    /// A fault of the content on board.
    pub(crate) fn read(
        &self,
        words: &Words,
    ) -> Result<Result<LevelDecision, Vec<FieldError>>, Problem> {
        let mut errors = Vec::new();
        let level = self.level.parse().ok().and_then(Level::new);
        if level.is_none() {
            errors.push(FieldError::new("level", words.t("case-level-error")));
        }
        let kinds = known_kinds(&self.kinds)?;
        if kinds.is_empty() {
            errors.push(FieldError::new("kinds", words.t("case-kinds-error")));
        }
        let reason = clean_text(&self.reason, LONGEST_REASON);
        match reason {
            Ok(_) => {}
            Err(TextError::Empty) => {
                errors.push(FieldError::new("reason", words.t("case-reason-missing")));
            }
            Err(TextError::TooLong { max }) => {
                errors.push(FieldError::new("reason", words.t1("case-reason-error", "max", max)));
            }
        }
        Ok(match (level, reason) {
            (Some(level), Ok(reason)) if errors.is_empty() => {
                let seen_version = Some(self.seen.parse().unwrap_or(0));
                Ok(LevelDecision { level, kinds, reason, seen_version })
            }
            _ => Err(errors),
        })
    }
}
