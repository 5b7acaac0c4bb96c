//! The form of an exhibit: what was typed, its check, the choices.

use hikeshi_db::Tx;
use hikeshi_i18n::plain;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::{LocalText, Moment, TextError, clean_line, clean_text, new_uuid};
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{Platform, Problem};
use serde::Deserialize;
use uuid::Uuid;

use super::evidence::exhibit_of;
use crate::{
    content::content,
    evidence::{CopyKind, CopyOf, NewExhibit, StoredFile, id_of_form},
    model::incident,
};

/// The kinds that are things; all others are files.
const THINGS: [&str; 2] = ["device", "document"];

/// What was typed, as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub(super) form_id: String,
    pub(super) kind: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) serial_number: String,
    pub(super) place: String,
    pub(super) collected: String,
    pub(super) collected_by: String,
    pub(super) clock_offset: String,
    pub(super) tool: String,
    pub(super) seal: String,
    pub(super) storage: String,
    /// The exhibit of which this is a copy; empty for an original.
    pub(super) source: String,
    pub(super) copy_kind: String,
    pub(super) claimed_sha256: String,
    /// Files that wait for this form and shall go (their blobs).
    pub(super) drop: Vec<String>,
}

impl Typed {
    /// An empty form with its own id, for this person.
    pub(super) fn fresh(platform: &Platform, scope: &CompanyScope, things: bool) -> Self {
        let (clock, rng) = platform.chance();
        Self {
            form_id: new_uuid(clock, rng).to_string(),
            kind: usual_kind(things).to_owned(),
            collected_by: scope.actor_name().to_owned(),
            ..Self::default()
        }
    }

    /// From the texts of a form with files.
    pub(super) fn from_texts(texts: Vec<(String, String)>) -> Self {
        let mut typed = Self::default();
        for (name, text) in texts {
            match name.as_str() {
                "form_id" => typed.form_id = text,
                "kind" => typed.kind = text,
                "title" => typed.title = text,
                "description" => typed.description = text,
                "place" => typed.place = text,
                "collected" => typed.collected = text,
                "collected_by" => typed.collected_by = text,
                "clock_offset" => typed.clock_offset = text,
                "tool" => typed.tool = text,
                "storage" => typed.storage = text,
                "source" => typed.source = text,
                "copy_kind" => typed.copy_kind = text,
                "claimed_sha256" => typed.claimed_sha256 = text,
                "drop" => typed.drop.push(text),
                _ => {}
            }
        }
        typed
    }

    /// The id of the form; one that carries none gets one now.
    pub(super) fn form(&mut self, platform: &Platform) -> Uuid {
        let (clock, rng) = platform.chance();
        let form = self.form_id.parse().unwrap_or_else(|_| new_uuid(clock, rng));
        self.form_id = form.to_string();
        form
    }

    /// A new id for the form.
    pub(super) fn another_form(&mut self, platform: &Platform) -> Uuid {
        self.form_id.clear();
        self.form(platform)
    }

    /// Of what this is a copy; `None` for an original.
    ///
    /// # Errors
    /// Not found: no such exhibit in the incident.
    pub(super) async fn copy_of(
        &self,
        tx: &Tx,
        incident: &incident::Model,
    ) -> Result<Option<CopyOf>, Problem> {
        if self.source.is_empty() {
            return Ok(None);
        }
        Ok(Some(CopyOf {
            source: exhibit_of(tx, incident, &self.source).await?,
            kind: CopyKind::from_name(&self.copy_kind).unwrap_or(CopyKind::Working),
            claimed_sha256: self.claimed_sha256.trim().to_lowercase(),
        }))
    }

    /// The kinds of copies to choose from.
    pub(super) fn copy_choices(shell: &Shell) -> Vec<Choice> {
        let label = |kind: CopyKind| shell.t(&format!("custody-copy-{}", kind.name()));
        CopyKind::ALL.into_iter().map(|kind| Choice::new(kind.name(), label(kind))).collect()
    }

    /// The kinds of files or things to choose from.
    pub(super) fn choices(shell: &Shell, things: bool) -> Result<Vec<Choice>, Problem> {
        let kinds = &content()?.guidance.exhibit_kinds;
        let fits = kinds.iter().filter(|kind| THINGS.contains(&kind.id.as_str()) == things);
        let label = |text: &LocalText| plain(text.get(shell.words.lang()));
        Ok(fits.map(|kind| Choice::new(&kind.id, label(&kind.title))).collect())
    }

    /// Checks everything; mistakes go into the frame. `None` if there are any.
    pub(super) fn check(
        &self,
        shell: &mut Shell,
        platform: &Platform,
        scope: &CompanyScope,
        things: bool,
    ) -> Result<Option<Checked>, Problem> {
        let mut check = Check { shell, failed: false };
        let collected = check.moment(platform, &self.collected)?;
        let kinds = Self::choices(check.shell, things)?;
        let known = kinds.into_iter().map(|kind| kind.value).find(|kind| *kind == self.kind);
        let checked = Checked {
            form: self.form_id.parse().ok(),
            exhibit: NewExhibit {
                id: Uuid::nil(),
                kind: known.unwrap_or_else(|| usual_kind(things).to_owned()),
                title: check.line("title", &self.title, 200, things),
                description: check.text("description", &self.description, 4000),
                file: None,
                serial_number: check.line("serial_number", &self.serial_number, 120, false),
                collected,
                collected_by: check.line("collected_by", &self.collected_by, 120, false),
                place: check.line("place", &self.place, 200, things),
                clock_offset: check.line("clock_offset", &self.clock_offset, 120, false),
                tool: check.line("tool", &self.tool, 200, false),
                seal: check.line("seal", &self.seal, 120, false),
                storage: check.line("storage", &self.storage, 200, things),
            },
        };
        let claimed = self.claimed_sha256.trim();
        if !claimed.is_empty() && !is_sha256(claimed) {
            check.fail("claimed_sha256", check.shell.t("custody-error-hash"));
        }
        let failed = check.failed;
        Ok((!failed).then(|| checked.collected_by_default(scope)))
    }
}

/// 64 hexadecimal digits.
fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// What is chosen when nobody chose.
const fn usual_kind(things: bool) -> &'static str {
    if things { THINGS[0] } else { "other" }
}

/// What the end of a file's name tells of its kind, where nobody chose one.
fn guessed_kind(file: &StoredFile) -> Option<&'static str> {
    let (_, end) = file.name.rsplit_once('.')?;
    match end.to_ascii_lowercase().as_str() {
        "evtx" | "log" => Some("log"),
        _ => None,
    }
}

/// A form without mistakes.
#[derive(Debug, Clone)]
pub(super) struct Checked {
    form: Option<Uuid>,
    exhibit: NewExhibit,
}

impl Checked {
    fn collected_by_default(mut self, scope: &CompanyScope) -> Self {
        if self.exhibit.collected_by.is_empty() {
            scope.actor_name().clone_into(&mut self.exhibit.collected_by);
        }
        self
    }

    /// The exhibit of the `nth` file, or of the thing. A form without an id gets one of its own.
    pub(super) fn exhibit(
        &self,
        platform: &Platform,
        incident: &incident::Model,
        (nth, file, untitled): (usize, Option<StoredFile>, &str),
    ) -> NewExhibit {
        let (clock, rng) = platform.chance();
        let form = self.form.unwrap_or_else(|| new_uuid(clock, rng));
        let name = file.as_ref().map(|file| file.name.as_str()).filter(|name| !name.is_empty());
        let mut exhibit = self.exhibit.clone();
        if exhibit.title.is_empty() {
            name.unwrap_or(untitled).clone_into(&mut exhibit.title);
        }
        if exhibit.kind == usual_kind(false)
            && let Some(kind) = file.as_ref().and_then(guessed_kind)
        {
            kind.clone_into(&mut exhibit.kind);
        }
        NewExhibit { id: id_of_form(incident.id, form, nth), file, ..exhibit }
    }
}

/// Collects mistakes into the frame.
pub(super) struct Check<'a> {
    pub(super) shell: &'a mut Shell,
    pub(super) failed: bool,
}

impl Check<'_> {
    /// One line; empty only if not required.
    pub(super) fn line(&mut self, field: &str, text: &str, max: usize, required: bool) -> String {
        let clean = clean_line(text, max);
        self.cleaned(field, clean, required)
    }

    /// Several lines; may be empty.
    pub(super) fn text(&mut self, field: &str, text: &str, max: usize) -> String {
        let clean = clean_text(text, max);
        self.cleaned(field, clean, false)
    }

    /// A time as people say it; nothing typed means now.
    pub(super) fn moment(&mut self, platform: &Platform, text: &str) -> Result<Moment, Problem> {
        let now = Moment::Exact { at: platform.clock.now() };
        Ok(self.moment_in("collected", platform, text)?.unwrap_or(now))
    }

    /// A time as people say it, in a field of that name; `None` if nothing is typed.
    pub(super) fn moment_in(
        &mut self,
        field: &str,
        platform: &Platform,
        text: &str,
    ) -> Result<Option<Moment>, Problem> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        let read = hikeshi_when::parse_moment(&content()?.times, text, platform.clock.now());
        Ok(Some(read.unwrap_or_else(|_| {
            self.fail(field, self.shell.t("evidence-error-time"));
            Moment::Unknown
        })))
    }

    fn cleaned(&mut self, field: &str, clean: Result<String, TextError>, must: bool) -> String {
        match clean {
            Ok(text) => return text,
            Err(TextError::Empty) if !must => {}
            Err(TextError::Empty) => {
                self.fail(field, self.shell.t(&format!("evidence-error-{field}")));
            }
            Err(TextError::TooLong { max }) => {
                self.fail(field, self.shell.t1("evidence-error-too-long", "max", max));
            }
        }
        String::new()
    }

    /// A mistake in a field.
    pub(super) fn fail(&mut self, field: &str, text: String) {
        self.shell.errors.push(FieldError::new(field, text));
        self.failed = true;
    }
}
