//! The stars and their steps, read once.

use std::sync::OnceLock;

use hikeshi_content::{ContentError, Pack};
use hikeshi_kernel::{Confidence, LocalText, Source};
use serde::Deserialize;

static LADDER: OnceLock<Ladder> = OnceLock::new();

/// All of it: the file `content/ladder/ladder.yaml`.
#[derive(Debug, Clone, Deserialize)]
pub struct Ladder {
    /// Version of our text.
    pub version: String,
    /// The official editions that it follows.
    pub edition: String,
    /// What it was written from.
    pub sources: Vec<Source>,
    /// The stars, the easiest first.
    pub rungs: Vec<Rung>,
    /// What a declaration asks for.
    pub declaration: DeclarationText,
    /// Texts of the pack of three stars.
    pub pack: PackText,
}

/// A star.
#[derive(Debug, Clone, Deserialize)]
pub struct Rung {
    /// Stable id: `action-2`.
    pub id: String,
    /// To which scheme it belongs.
    pub scheme: Scheme,
    /// Its sign: `★★`.
    pub mark: String,
    /// Its name.
    pub title: LocalText,
    /// What it is, in a sentence or two.
    pub about: LocalText,
    /// How sure we are of that.
    pub confidence: Confidence,
    /// What has to be said beside it.
    pub note: LocalText,
    /// How sure we are of that.
    pub note_confidence: Confidence,
    /// After how many months it has to be renewed; none where nothing is known.
    #[serde(default)]
    pub valid_months: Option<i64>,
    /// The steps, one after the other.
    pub steps: Vec<Step>,
}

/// Which scheme a star belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scheme {
    /// Declared by the company itself.
    SecurityAction,
    /// Confirmed or evaluated by others.
    Scs,
}

/// What has to be done for a star.
#[derive(Debug, Clone, Deserialize)]
pub struct Step {
    /// Its id within the star.
    pub id: String,
    /// What it is.
    pub kind: StepKind,
    /// For answers: the catalogues, any of which will do; the first one is offered.
    #[serde(default)]
    pub catalogues: Vec<String>,
    /// For answers: how far.
    #[serde(default)]
    pub until: Until,
    /// What to do.
    pub title: LocalText,
    /// What helps to do it.
    pub hint: LocalText,
    /// How sure we are that it is asked for.
    pub confidence: Confidence,
}

/// What a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// Answers of a finished assessment.
    Assessment,
    /// A basic policy in force.
    PolicyApproved,
    /// A basic policy that the public can read.
    PolicyPublic,
    /// An expert confirmed the pack.
    Expert,
    /// Management pledged.
    Oath,
    /// A person noted the declaration.
    Declared,
}

/// How far answers have to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Until {
    /// Everything that applies is met.
    #[default]
    Met,
    /// Everything is answered, with whatever.
    Answered,
}

/// A sentence with how sure we are of it.
#[derive(Debug, Clone, Deserialize)]
pub struct Advice {
    /// The sentence.
    pub text: LocalText,
    /// How sure we are.
    pub confidence: Confidence,
}

/// What a declaration asks for.
#[derive(Debug, Clone, Deserialize)]
pub struct DeclarationText {
    /// Name of the official site.
    pub site: LocalText,
    /// How sure we are of that.
    pub site_confidence: Confidence,
    /// The template of the basic policy.
    pub policy_template: String,
    /// The check that comes back every year.
    pub yearly: LocalText,
    /// What to do, one after the other.
    pub steps: Vec<Advice>,
    /// About the number.
    pub number: Advice,
    /// What has to be entered.
    pub fields: Vec<FieldText>,
}

/// A field of the official form.
#[derive(Debug, Clone, Deserialize)]
pub struct FieldText {
    /// Which data it takes.
    pub id: String,
    /// Its name.
    pub title: LocalText,
    /// How sure we are that it is asked for.
    pub confidence: Confidence,
}

/// Texts of the pack of three stars.
#[derive(Debug, Clone, Deserialize)]
pub struct PackText {
    /// What the expert signs.
    pub expert: Advice,
    /// What the management signs.
    pub oath: Advice,
    /// What has to be said about the pack.
    pub notices: Vec<Advice>,
}

impl Ladder {
    /// The star with that id.
    #[must_use]
    pub fn rung(&self, id: &str) -> Option<&Rung> {
        self.rungs.iter().find(|rung| rung.id == id)
    }
}

/// The stars on board.
///
/// # Errors
/// [`ContentError`] for content that cannot be used.
pub fn ladder() -> Result<&'static Ladder, ContentError> {
    if LADDER.get().is_none() {
        let _ = LADDER.set(Pack.read("ladder/ladder.yaml")?);
    }
    LADDER.get().ok_or_else(|| ContentError::Missing("ladder/ladder.yaml".to_owned()))
}

/// Whether a text is to be checked before it is taken for a fact.
#[must_use]
pub const fn is_to_check(confidence: Confidence) -> bool {
    matches!(confidence, Confidence::ToCheck)
}
