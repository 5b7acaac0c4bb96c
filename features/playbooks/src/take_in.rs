//! Reading a playbook out of a file: CACAO 2.0, a case template of TheHive, or our own form.

use std::collections::{BTreeMap, BTreeSet};

use hikeshi_exchange::{Intake, MAX_BYTES, MAX_STEPS, Reason, Refusal, Remark, Wording, thehive};
use hikeshi_kernel::{Confidence, clean_text};
use hikeshi_playbook::{Edition, Finding, Playbook, Step, check_own};
use serde::{Deserialize, Serialize, de::IgnoredAny};
use serde_json::Value;
use thiserror::Error;

/// Bytes and brackets of our own form in YAML, five times of what the largest on board has: readers of
/// YAML take ever longer with brackets within brackets.
const MOST_YAML: usize = 256 * 1024;
const MOST_BRACKETS: usize = 2_500;
/// Characters of a text of our own form.
const LONGEST_TEXT: usize = 2_000;
/// Characters of what a file says about itself.
const LONGEST_CLAIM: usize = 200;

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// CACAO 2.0 (OASIS).
    Cacao,
    /// A case template of TheHive.
    TheHive,
    /// Our own form, as in `content/playbooks`.
    Hikeshi,
}

impl Format {
    /// The name in the database, in keys of words and in answers of the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cacao => "cacao",
            Self::TheHive => "thehive",
            Self::Hikeshi => "hikeshi",
        }
    }
}

/// What a file says about itself; nobody has checked it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Claims {
    /// Who wrote it.
    pub author: String,
    /// Who checked it.
    pub reviewer: String,
    /// Which version it is.
    pub version: String,
}

/// A playbook that was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct TakenIn {
    /// The form of the file.
    pub format: Format,
    /// What was made of it.
    pub playbook: Playbook,
    /// What a person should look at.
    pub remarks: Vec<Remark>,
    /// What the file says about itself.
    pub claims: Claims,
    /// The file as text.
    pub body: String,
}

/// Why a file was refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// A fault of the file.
    #[error("{0}")]
    File(Refusal),
    /// A fault in the playbook itself.
    #[error("{0}")]
    Playbook(Finding),
    /// The bytes are no text in UTF-8.
    #[error("this is not text in UTF-8 (byte {at})")]
    NotText {
        /// The first byte that is none.
        at: usize,
    },
    /// Nothing is in it.
    #[error("the file is empty")]
    Nothing,
    /// Neither JSON nor a playbook in our own form.
    #[error("this is not a playbook in YAML (line {line}, column {column})")]
    NotYaml {
        /// The line, from 1; 0 if unknown.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// A text of our own form is too long.
    #[error("{at} has a text of more than {limit} characters")]
    LongText {
        /// Id of the step, or `head`.
        at: String,
        /// How many are allowed.
        limit: usize,
    },
}

impl Fault {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::File(refusal) => refusal.code(),
            Self::Playbook(finding) => {
                let value = serde_json::to_value(finding).unwrap_or_default();
                let name = value.get("finding").and_then(Value::as_str).unwrap_or_default();
                name.replace('_', "-")
            }
            Self::NotText { .. } => "not-text".to_owned(),
            Self::Nothing => "nothing".to_owned(),
            Self::NotYaml { .. } => "not-yaml".to_owned(),
            Self::LongText { .. } => "long-text".to_owned(),
        }
    }

    /// The step concerned, if it is one.
    #[must_use]
    pub fn step(&self) -> Option<&str> {
        match self {
            Self::File(refusal) => refusal.step.as_deref(),
            Self::Playbook(finding) => place_of(finding),
            Self::LongText { at, .. } => Some(at),
            Self::NotText { .. } | Self::Nothing | Self::NotYaml { .. } => None,
        }
    }

    /// Where it is, for people: the step, and the property within it or within the file.
    #[must_use]
    pub fn place(&self) -> String {
        let step = self.step().unwrap_or_default();
        match self.at().strip_prefix("/workflow/").map(|rest| rest.split_once('/')) {
            Some(Some((_, property))) => format!("{step} /{property}"),
            Some(None) => step.to_owned(),
            None => format!("{step}{}", self.at()),
        }
    }

    /// The place in the file as a JSON Pointer; empty for the whole.
    #[must_use]
    pub fn at(&self) -> &str {
        match self {
            Self::File(refusal) => &refusal.at,
            _ => "",
        }
    }
}

/// The step (or the part of the head) that a finding is about.
#[must_use]
pub fn place_of(finding: &Finding) -> Option<&str> {
    match finding {
        Finding::Duplicate { at, .. }
        | Finding::Dangling { at, .. }
        | Finding::BranchOnTask { at, .. }
        | Finding::Unreachable { at }
        | Finding::MissingText { at, .. }
        | Finding::TooFewOptions { at }
        | Finding::Misplaced { at, .. } => Some(at),
        Finding::Cycle { steps } => steps.first().map(String::as_str),
        Finding::Empty => None,
    }
}

/// Reads a playbook in any of the three forms. A mark of the byte order at the begin is passed over.
/// Nothing that a file asks for is carried out.
///
/// # Errors
/// All faults that were found.
pub fn take_in(bytes: &[u8], words: &Wording, intake: &Intake) -> Result<TakenIn, Vec<Fault>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.len() > MAX_BYTES {
        let reason = Reason::TooLarge { bytes: bytes.len(), limit: MAX_BYTES };
        return Err(vec![Fault::File(Refusal::new("", reason))]);
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| vec![Fault::NotText { at: error.valid_up_to() }])?;
    if text.trim().is_empty() {
        return Err(vec![Fault::Nothing]);
    }
    if !text.trim_start().starts_with(['{', '[']) {
        return ours(yaml(text), text);
    }
    let shape = Shape::of(text);
    if shape.is_ours() {
        let parsed = serde_json::from_str(text);
        ours(
            parsed.map_err(|error| Fault::NotYaml { line: error.line(), column: error.column() }),
            text,
        )
    } else if shape.is_template() {
        template(text, words, intake)
    } else {
        cacao(text, words, intake)
    }
}

/// Makes it a playbook of somebody's own shelf: what a file says about certainty and about who
/// checked it does not hold here, and the person who took it in answers for it.
#[must_use]
pub fn adopted(playbook: Playbook, id: String, edition: Edition, by: &Intake) -> Playbook {
    let day = by.on.to_string();
    let step = |step: Step| Step {
        confidence: doubted(step.confidence),
        actor_named: false,
        done_by: None,
        ..step
    };
    Playbook {
        id,
        edition,
        kind: by.kind.clone(),
        confidence: Confidence::ToCheck,
        reviewer: by.by.clone(),
        reviewed_on: day.clone(),
        valid_from: day,
        valid_until: None,
        steps: playbook.steps.into_iter().map(step).collect(),
        ..playbook
    }
}

const fn doubted(claimed: Confidence) -> Confidence {
    match claimed {
        Confidence::Confirmed => Confidence::ToCheck,
        other => other,
    }
}

/// Our own form in YAML, within bounds.
fn yaml(text: &str) -> Result<Playbook, Fault> {
    let refused = |reason| Err(Fault::File(Refusal::new("", reason)));
    if text.len() > MOST_YAML {
        return refused(Reason::TooLarge { bytes: text.len(), limit: MOST_YAML });
    }
    if text.bytes().filter(|byte| matches!(byte, b'[' | b'{')).count() > MOST_BRACKETS {
        return refused(Reason::TooManyValues { limit: MOST_BRACKETS });
    }
    serde_norway::from_str(text).map_err(|error| {
        let place = error.location();
        let line = place.as_ref().map_or(0, serde_norway::Location::line);
        Fault::NotYaml { line, column: place.map_or(0, |place| place.column()) }
    })
}

/// What the outermost object of a file looks like. The values are only passed over: they may be
/// many, and whoever reads them counts them.
#[derive(Default)]
struct Shape {
    keys: BTreeSet<String>,
    kind: String,
}

impl Shape {
    /// The shape of a file; that of nothing if it is no object.
    fn of(text: &str) -> Self {
        #[derive(Default, Deserialize)]
        struct Named {
            #[serde(default, rename = "_type")]
            kind: String,
        }
        let all: BTreeMap<String, IgnoredAny> = serde_json::from_str(text).unwrap_or_default();
        let named: Named = serde_json::from_str(text).unwrap_or_default();
        Self { keys: all.into_keys().collect(), kind: named.kind }
    }

    fn is_ours(&self) -> bool {
        ["phases", "steps", "edition"].iter().all(|key| self.keys.contains(*key))
    }

    fn is_template(&self) -> bool {
        let foreign = !self.keys.contains("workflow") && !self.keys.contains("spec_version");
        let named = self.kind.eq_ignore_ascii_case("casetemplate");
        named || (foreign && self.keys.contains("tasks"))
    }
}

fn cacao(text: &str, words: &Wording, intake: &Intake) -> Result<TakenIn, Vec<Fault>> {
    let read = hikeshi_exchange::read(text.as_bytes()).map_err(of_file)?;
    let taken = hikeshi_exchange::to_playbook(&read, words, intake).map_err(of_file)?;
    let claims = Claims {
        author: claim(&taken.playbook.author),
        reviewer: if restored(&taken.remarks) {
            taken.playbook.reviewer.clone()
        } else {
            Default::default()
        },
        version: taken.original.modified.as_deref().map(claim).unwrap_or_default(),
    };
    let playbook = taken.playbook;
    let body = text.to_owned();
    Ok(TakenIn { format: Format::Cacao, playbook, remarks: taken.remarks, claims, body })
}

/// Whether the file was written by this product and came back unchanged.
fn restored(remarks: &[Remark]) -> bool {
    remarks.iter().any(|remark| remark.about == hikeshi_exchange::About::FromHikeshi)
}

fn template(text: &str, words: &Wording, intake: &Intake) -> Result<TakenIn, Vec<Fault>> {
    let read = thehive::read(text.as_bytes()).map_err(of_file)?;
    let taken = thehive::to_playbook(&read, words, intake);
    let shape = serde_json::from_str::<Value>(text).unwrap_or_default();
    let author = ["createdBy", "_createdBy", "author"].iter().find_map(|key| shape.get(key));
    let author = author.and_then(Value::as_str).map(claim).unwrap_or_default();
    Ok(TakenIn {
        format: Format::TheHive,
        playbook: taken.playbook,
        remarks: taken.remarks,
        claims: Claims { author, ..Claims::default() },
        body: text.to_owned(),
    })
}

fn ours(parsed: Result<Playbook, Fault>, text: &str) -> Result<TakenIn, Vec<Fault>> {
    let playbook = parsed.map_err(|fault| vec![fault])?;
    if playbook.steps.len() > MAX_STEPS {
        let reason = Reason::TooManySteps { count: playbook.steps.len(), limit: MAX_STEPS };
        return Err(vec![Fault::File(Refusal::new("/steps", reason))]);
    }
    let mut faults: Vec<Fault> = check_own(&playbook).into_iter().map(Fault::Playbook).collect();
    faults.extend(long_texts(&playbook));
    if !faults.is_empty() {
        return Err(faults);
    }
    let claims = Claims {
        author: claim(&playbook.author),
        reviewer: claim(&playbook.reviewer),
        version: claim(&playbook.version),
    };
    let body = text.to_owned();
    Ok(TakenIn { format: Format::Hikeshi, playbook, remarks: Vec::new(), claims, body })
}

/// Steps with a text that no page can show, measured on what they are stored as.
fn long_texts(playbook: &Playbook) -> Vec<Fault> {
    let long = |value: &Value| has_long_text(value);
    let bare = Playbook { steps: Vec::new(), ..playbook.clone() };
    let head = serde_json::to_value(&bare).iter().any(long).then(|| "head".to_owned());
    let steps = playbook.steps.iter().filter(|step| serde_json::to_value(step).iter().any(long));
    let places = head.into_iter().chain(steps.map(|step| step.id.clone()));
    places.map(|at| Fault::LongText { at, limit: LONGEST_TEXT }).collect()
}

fn has_long_text(value: &Value) -> bool {
    match value {
        Value::String(text) => text.chars().count() > LONGEST_TEXT,
        Value::Array(all) => all.len() > LONGEST_TEXT || all.iter().any(has_long_text),
        Value::Object(all) => all.values().any(has_long_text),
        _ => false,
    }
}

fn claim(text: &str) -> String {
    let line = clean_text(text, usize::MAX).unwrap_or_default();
    line.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_CLAIM).collect()
}

fn of_file(refusals: Vec<Refusal>) -> Vec<Fault> {
    refusals.into_iter().map(Fault::File).collect()
}
