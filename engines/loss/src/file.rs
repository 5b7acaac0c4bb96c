//! The data files of `content/loss`, joined.

use hikeshi_kernel::{Confidence, Source};
use serde::{Deserialize, Serialize};

use crate::{Ceiling, JoModel, Measure, ReferencePoint};

/// One file: its head and any of the parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LossFile {
    /// Id of the file.
    pub id: String,
    /// Grows with every change; a result is shown with it.
    pub version: String,
    /// The edition that it follows.
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
    /// The model of compensation.
    #[serde(default)]
    pub jo: Option<JoModel>,
    /// The most that is worth spending.
    #[serde(default)]
    pub ceiling: Option<Ceiling>,
    /// Published figures.
    #[serde(default)]
    pub references: Vec<ReferencePoint>,
    /// Measures.
    #[serde(default)]
    pub measures: Vec<Measure>,
}

/// All files together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LossModel {
    /// The versions of the files, in their order.
    pub versions: Vec<(String, String)>,
    /// The model of compensation.
    pub jo: JoModel,
    /// The most that is worth spending.
    pub ceiling: Ceiling,
    /// Published figures.
    pub references: Vec<ReferencePoint>,
    /// Measures.
    pub measures: Vec<Measure>,
}

/// A part that no file has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no file of the losses has the part {0}")]
pub struct MissingPart(pub &'static str);

impl LossModel {
    /// Joins the files.
    ///
    /// # Errors
    /// [`MissingPart`] if none has the model of compensation or the ceiling.
    pub fn join(files: impl IntoIterator<Item = LossFile>) -> Result<Self, MissingPart> {
        let (mut versions, mut references, mut measures) = (Vec::new(), Vec::new(), Vec::new());
        let (mut jo, mut ceiling) = (None, None);
        for file in files {
            versions.push((file.id, file.version));
            references.extend(file.references);
            measures.extend(file.measures);
            jo = file.jo.or(jo);
            ceiling = file.ceiling.or(ceiling);
        }
        let jo = jo.ok_or(MissingPart("jo"))?;
        let ceiling = ceiling.ok_or(MissingPart("ceiling"))?;
        Ok(Self { versions, jo, ceiling, references, measures })
    }

    /// What is wrong between the files, one sentence each: ids that stand twice.
    #[must_use]
    pub fn check(&self) -> Vec<String> {
        let ids = self.references.iter().map(|one| &one.id);
        let mut ids: Vec<&String> = ids.chain(self.measures.iter().map(|one| &one.id)).collect();
        ids.sort_unstable();
        let twice = ids.windows(2).filter(|two| two[0] == two[1]);
        twice.map(|two| format!("the id {} stands twice", two[0])).collect()
    }
}
