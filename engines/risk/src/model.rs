//! The model as it stands in its one data file.

use hikeshi_kernel::{Confidence, LocalText, Source};
use serde::{Deserialize, Serialize};

use crate::{Column, Level};

/// The path of the file in the content pack.
pub const MODEL_FILE: &str = "risk/risk.yaml";

/// Scales, conversion, bands, threats and controls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskModel {
    /// Id of the file.
    pub id: String,
    /// Grows with every change; a risk value is shown with it.
    pub version: String,
    /// The official edition that it follows.
    pub edition: String,
    /// What it was written from.
    pub sources: Vec<Source>,
    /// The weakest confidence of what the file says.
    pub confidence: Confidence,
    /// Who wrote it.
    pub author: String,
    /// Who checked it.
    pub reviewer: String,
    /// When it was checked, `YYYY-MM-DD`.
    pub reviewed_on: String,
    /// From when it holds, `YYYY-MM-DD`.
    pub valid_from: String,
    /// Until when it holds.
    #[serde(default)]
    pub valid_until: Option<String>,
    /// `confidentiality`, `integrity`, `availability`, `threat`, `weakness`, in this order.
    pub scales: Vec<Scale>,
    /// How a threat and a weakness make a possibility.
    pub possibility: Possibility,
    /// The bands of the risk value, the highest first; together they hold every value once.
    pub bands: Vec<Band>,
    /// On what information is kept.
    pub media: Vec<Kind>,
    /// Which kinds of personal data there are.
    pub personal: Vec<Kind>,
    /// How the columns of a ledger are called in files.
    pub columns: Vec<Column>,
    /// How a cell says yes.
    pub yes: Vec<String>,
    /// How a cell says no, beside being empty.
    pub no: Vec<String>,
    /// After how many days a risk that was accepted is looked at again.
    pub accepted_for_days: u16,
    /// Groups of controls.
    pub areas: Vec<Area>,
    /// What can happen to information.
    pub threats: Vec<Threat>,
}

/// One scale with its three steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: LocalText,
    /// The question that it answers.
    pub ask: LocalText,
    /// How far its steps have been checked against the sheet.
    pub confidence: Confidence,
    /// The steps, the highest first.
    pub steps: Vec<Step>,
}

/// One step of a scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its number.
    pub level: Level,
    /// What it means.
    pub title: LocalText,
    /// How people write it in a spreadsheet, beside its number.
    #[serde(default)]
    pub also: Vec<String>,
}

/// The conversion of threat and weakness.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Possibility {
    /// Its name.
    pub title: LocalText,
    /// How far it has been checked.
    pub confidence: Confidence,
    /// `matrix[threat - 1][weakness - 1]`.
    pub matrix: [[Level; 3]; 3],
    /// What the three steps mean, the highest first.
    pub steps: Vec<Step>,
}

/// A band of the risk value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// `large`, `medium` or `small`.
    pub id: String,
    /// Its name.
    pub title: LocalText,
    /// What to do about it.
    pub advice: LocalText,
    /// Lowest value.
    pub from: u8,
    /// Highest value.
    pub to: u8,
    /// How far it has been checked.
    pub confidence: Confidence,
}

/// A medium, or a kind of personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: LocalText,
    /// How far it has been checked that the sheet has it.
    pub confidence: Confidence,
    /// How people write it in a spreadsheet, beside its name.
    #[serde(default)]
    pub also: Vec<String>,
}

/// A group of controls: what an assessment says about it tells how weak we are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: LocalText,
    /// The questions that belong to it.
    pub controls: Vec<Control>,
}

/// A question of a questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Control {
    /// The questionnaire, such as `ipa-25`.
    pub questionnaire: String,
    /// The item's official number.
    pub item: String,
    /// What it asks for, in our words.
    pub title: LocalText,
}

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threat {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: LocalText,
    /// An example, so that somebody can judge how often it may happen.
    pub example: LocalText,
    /// The media that it concerns.
    pub media: Vec<String>,
    /// The areas whose controls stand against it.
    pub areas: Vec<String>,
}

impl RiskModel {
    /// The scale of that id.
    #[must_use]
    pub fn scale(&self, id: &str) -> Option<&Scale> {
        self.scales.iter().find(|scale| scale.id == id)
    }

    /// The threat of that id.
    #[must_use]
    pub fn threat(&self, id: &str) -> Option<&Threat> {
        self.threats.iter().find(|threat| threat.id == id)
    }

    /// The band of that id.
    #[must_use]
    pub fn band(&self, id: &str) -> Option<&Band> {
        self.bands.iter().find(|band| band.id == id)
    }

    /// The threats to information on any of these media, in the order of the file.
    pub fn threats_to<'a>(&'a self, media: &'a [String]) -> impl Iterator<Item = &'a Threat> {
        self.threats
            .iter()
            .filter(|threat| threat.media.iter().any(|medium| media.contains(medium)))
    }

    /// The controls that stand against a threat, each once, in the order of the file.
    pub fn controls_against<'a>(&'a self, threat: &'a Threat) -> impl Iterator<Item = &'a Control> {
        let areas = self.areas.iter().filter(|area| threat.areas.contains(&area.id));
        areas.flat_map(|area| &area.controls)
    }

    /// Whether any of the numbers is still to be checked against the workbook: pages that show a risk
    /// value say so.
    #[must_use]
    pub fn is_to_check(&self) -> bool {
        let scales = self.scales.iter().map(|scale| scale.confidence);
        let bands = self.bands.iter().map(|band| band.confidence);
        let mut all = scales.chain(bands).chain([self.possibility.confidence]);
        all.any(|confidence| confidence == Confidence::ToCheck)
    }
}
