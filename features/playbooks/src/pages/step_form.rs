//! The form of a step: what it shows, and the step that is made of what was typed.

use hikeshi_i18n::Words;
use hikeshi_kernel::Confidence;
use hikeshi_playbook::{Actor, Branch, Playbook, Step, StepKind, parts_changed};
use hikeshi_ui::FieldError;
use hikeshi_web::Typed;
use serde::Deserialize;

use super::{
    option_rows::{read_rows, rows_of, rows_typed},
    texts::{Lines, LinesFault, Triple, one_line_end},
};
use crate::shown::due_parts;

/// Characters of a title and of the other texts.
const TITLE: usize = 200;
const TEXT: usize = 600;
/// Lines of a step, and things to look at.
const MOST_LINES: usize = 200;
const MOST_ASKS: usize = 30;
/// Bytes of the form: every line in three languages, as it was and as it is, each character as nine
/// bytes of an address, and room for the other fields.
pub(super) const FORM_BYTES: usize = 2 * 3 * 9 * MOST_LINES * TEXT + 1024 * 1024;
/// The latest due time: a year, in minutes.
const LATEST: u32 = 525_600;

/// What the form sends and shows again.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct StepForm {
    /// What the step was when the form was opened: its print, and itself.
    pub seen: String,
    pub before: String,
    pub kind: String,
    pub phase: String,
    pub actor: String,
    pub title: String,
    pub title_easy: String,
    pub title_en: String,
    pub detail: String,
    pub detail_easy: String,
    pub detail_en: String,
    pub how: String,
    pub how_easy: String,
    pub how_en: String,
    pub note: String,
    pub note_easy: String,
    pub note_en: String,
    pub asks: String,
    pub asks_easy: String,
    pub asks_en: String,
    pub due_count: String,
    pub due_unit: String,
    /// Steps that come before.
    pub after: Vec<String>,
    /// Answers on which it is done, as `question:answer`; none for always.
    pub only: Vec<String>,
    /// The option that is recommended where no rule fits.
    pub advice: String,
    pub opt_id: Vec<String>,
    pub opt_title: Vec<String>,
    pub opt_title_easy: Vec<String>,
    pub opt_title_en: Vec<String>,
    pub opt_note: Vec<String>,
    pub opt_good: Vec<String>,
    pub opt_bad: Vec<String>,
    pub opt_fits: Vec<String>,
    pub opt_next: Vec<String>,
}

/// The texts of a step as fields of the form.
pub(super) struct StepTexts {
    pub title: Triple,
    pub detail: Triple,
    pub how: Triple,
    pub note: Triple,
    pub asks: Triple,
}

/// A step that was understood, with the steps that are to hang on its answers.
pub(super) struct ReadStep {
    pub step: Step,
    /// Step and answer.
    pub hang: Vec<(String, String)>,
}

impl StepForm {
    /// The form of a step as it stands.
    pub(super) fn of(step: &Step, seen: String) -> Self {
        let (title, detail) = (Triple::of(Some(&step.title)), Triple::of(step.detail.as_ref()));
        let (how, asks) = (Lines::of(&step.how).0, Lines::of(&step.asks).0);
        let note = Triple::of(step.note.as_ref());
        let due = step.due.map(due_parts);
        let only = step.only_if.iter().flat_map(|branch| {
            branch.answer.iter().map(|answer| format!("{}:{answer}", branch.step))
        });
        Self {
            seen,
            kind: kind_name(step.kind).to_owned(),
            phase: step.phase.clone(),
            actor: actor_name(step.actor),
            title: title.ja,
            title_easy: title.easy,
            title_en: title.en,
            detail: detail.ja,
            detail_easy: detail.easy,
            detail_en: detail.en,
            how: how.ja,
            how_easy: how.easy,
            how_en: how.en,
            note: note.ja,
            note_easy: note.easy,
            note_en: note.en,
            asks: asks.ja,
            asks_easy: asks.easy,
            asks_en: asks.en,
            due_count: due.map(|(count, _)| count.to_string()).unwrap_or_default(),
            due_unit: due.map_or("minutes", |(_, unit)| unit).to_owned(),
            after: step.after.clone(),
            only: only.collect(),
            advice: step.advice.clone().unwrap_or_default(),
            ..Self::default()
        }
    }

    /// Takes over what somebody else changed meanwhile in fields that nobody touched here. `before` is
    /// the step as this form showed it, `now` as it stands; answers whether the options came too.
    pub(super) fn follow(&mut self, before: &Step, now: &Step) -> bool {
        let mut before_form = Self::of(before, String::new());
        let mut now_form = Self::of(now, String::new());
        let all = self.lines().into_iter().zip(before_form.lines()).zip(now_form.lines());
        for ((own, before), now) in all {
            if one_line_end(own) == *before {
                own.clone_from(now);
            }
        }
        if self.after == before_form.after {
            self.after = now_form.after;
        }
        if self.only == before_form.only {
            self.only = now_form.only;
        }
        rows_typed(self) == rows_of(before)
    }

    /// Everything that is one text.
    fn lines(&mut self) -> [&mut String; 21] {
        [
            &mut self.kind,
            &mut self.phase,
            &mut self.actor,
            &mut self.title,
            &mut self.title_easy,
            &mut self.title_en,
            &mut self.detail,
            &mut self.detail_easy,
            &mut self.detail_en,
            &mut self.how,
            &mut self.how_easy,
            &mut self.how_en,
            &mut self.note,
            &mut self.note_easy,
            &mut self.note_en,
            &mut self.asks,
            &mut self.asks_easy,
            &mut self.asks_en,
            &mut self.due_count,
            &mut self.due_unit,
            &mut self.advice,
        ]
    }

    /// The texts in three languages, for the page.
    pub(super) fn texts(&self) -> StepTexts {
        StepTexts {
            title: self.title(),
            detail: self.detail(),
            how: self.how(),
            note: self.note(),
            asks: self.asks(),
        }
    }

    fn title(&self) -> Triple {
        triple(&self.title, &self.title_easy, &self.title_en)
    }

    fn detail(&self) -> Triple {
        triple(&self.detail, &self.detail_easy, &self.detail_en)
    }

    fn how(&self) -> Triple {
        triple(&self.how, &self.how_easy, &self.how_en)
    }

    fn note(&self) -> Triple {
        triple(&self.note, &self.note_easy, &self.note_en)
    }

    fn asks(&self) -> Triple {
        triple(&self.asks, &self.asks_easy, &self.asks_en)
    }

    /// The step that was typed. What the form does not show (pictures, marks of other catalogues,
    /// rules of advice) stays as it is in `old`.
    ///
    /// # Errors
    /// A sentence for every field that cannot be taken over.
    pub(super) fn read(
        &self,
        words: &Words,
        playbook: &Playbook,
        old: &Step,
    ) -> Result<ReadStep, Vec<FieldError>> {
        let mut typed = Typed::new(words);
        let label = |key: &str| words.t(key);
        let title_label = label("playbooks-field-title");
        let title = self.title().read(
            (words, &mut typed),
            ("title", &title_label, TITLE),
            Some(&old.title),
        );
        let title = title.filter(|title| !title.ja.trim().is_empty());
        if title.is_none() {
            typed.mistake("title", words.t("playbooks-title-missing"));
        }
        let detail_label = label("playbooks-field-detail");
        let detail = self.detail().read(
            (words, &mut typed),
            ("detail", &detail_label, TEXT),
            old.detail.as_ref(),
        );
        let note_label = label("playbooks-field-note");
        let note =
            self.note().read((words, &mut typed), ("note", &note_label, TEXT), old.note.as_ref());
        let mut errors = typed.errors();
        let how = lines(words, "how", &self.how(), (MOST_LINES, &old.how), &mut errors);
        let asks = lines(words, "asks", &self.asks(), (MOST_ASKS, &old.asks), &mut errors);
        let kind = kind_of(&self.kind).unwrap_or(old.kind);
        let (options, hang) = read_rows(words, self, (old, kind), &mut errors);
        let due = self.due(words, &mut errors);
        let only_if = self.only_if(words, playbook, old, &mut errors);
        let decides = kind == StepKind::Decision;
        let advice = Some(self.advice.clone())
            .filter(|advice| decides && options.iter().any(|option| option.id == *advice));
        let mut step = Step {
            kind,
            title: title.unwrap_or_default(),
            detail,
            note,
            how,
            asks,
            actor: actor_of(&self.actor).unwrap_or(old.actor),
            phase: Some(self.phase.clone())
                .filter(|phase| playbook.phases.iter().any(|known| known.id == *phase))
                .unwrap_or_else(|| old.phase.clone()),
            due,
            after: self.after(playbook, old),
            only_if,
            options,
            advice,
            advice_rules: if decides { old.advice_rules.clone() } else { Vec::new() },
            sources: if decides { old.sources.clone() } else { Vec::new() },
            ..old.clone()
        };
        step.advice_rules.retain(|rule| step.options.iter().any(|option| option.id == rule.option));
        if !parts_changed(old, &step).is_empty() {
            // It is the person's own word now, whoever wrote it first.
            (step.confidence, step.actor_named) = (Confidence::Own, false);
        }
        if errors.is_empty() { Ok(ReadStep { step, hang }) } else { Err(errors) }
    }

    fn after(&self, playbook: &Playbook, old: &Step) -> Vec<String> {
        let known = |id: &&String| **id != old.id && playbook.step(id).is_some();
        let mut after: Vec<String> = Vec::new();
        // In the order in which they stood, so that nothing seems changed that was not.
        let kept = old.after.iter().filter(|id| self.after.contains(id));
        for id in kept.chain(&self.after).filter(known) {
            if !after.contains(id) {
                after.push(id.clone());
            }
        }
        after
    }

    fn due(&self, words: &Words, errors: &mut Vec<FieldError>) -> Option<u32> {
        let count = hikeshi_kernel::fold_width(self.due_count.trim());
        if count.is_empty() {
            return None;
        }
        let minutes = match self.due_unit.as_str() {
            "days" => 1_440,
            "hours" => 60,
            _ => 1,
        };
        let due = count.parse::<u32>().ok().and_then(|count| count.checked_mul(minutes));
        let due = due.filter(|due| *due <= LATEST);
        if due.is_none() {
            errors.push(FieldError::new("due_count", words.t("playbooks-due-wrong")));
        }
        due
    }

    fn only_if(
        &self,
        words: &Words,
        playbook: &Playbook,
        old: &Step,
        errors: &mut Vec<FieldError>,
    ) -> Option<Branch> {
        let pairs = self.only.iter().filter_map(|pair| pair.split_once(':'));
        let pairs: Vec<(&str, &str)> = pairs.collect();
        let (question, _) = pairs.first()?;
        if pairs.iter().any(|(other, _)| other != question) {
            errors.push(FieldError::new("only", words.t("playbooks-only-one-question")));
            return old.only_if.clone();
        }
        if *question == old.id || playbook.step(question).is_none() {
            errors.push(FieldError::new("only", words.t("playbooks-only-gone")));
            return old.only_if.clone();
        }
        let given = |answer: &String| pairs.iter().any(|(_, given)| given == answer);
        let before = old.only_if.iter().filter(|branch| branch.step == *question);
        let mut answer: Vec<String> = before
            .flat_map(|branch| &branch.answer)
            .filter(|answer| given(answer))
            .cloned()
            .collect();
        for (_, given) in &pairs {
            if !answer.iter().any(|known| known == given) {
                answer.push((*given).to_owned());
            }
        }
        Some(Branch { step: (*question).to_owned(), answer })
    }
}

fn lines(
    words: &Words,
    field: &str,
    typed: &Triple,
    (most, old): (usize, &[hikeshi_kernel::LocalText]),
    errors: &mut Vec<FieldError>,
) -> Vec<hikeshi_kernel::LocalText> {
    match Lines(typed.clone()).read(field, (most, TEXT), old) {
        Ok(lines) => lines,
        Err(fault) => {
            let (field, text) = match fault {
                LinesFault::Uneven { field, wanted, found } => {
                    let given: [(&str, &dyn std::fmt::Display); 2] =
                        [("wanted", &wanted), ("found", &found)];
                    (field, words.ta("playbooks-lines-uneven", &given))
                }
                LinesFault::TooMany => {
                    (field.to_owned(), words.t1("playbooks-lines-too-many", "max", most))
                }
                LinesFault::TooLong(max) => {
                    (field.to_owned(), words.t1("playbooks-line-too-long", "max", max))
                }
            };
            errors.push(FieldError::new(field, text));
            old.to_vec()
        }
    }
}

fn triple(ja: &str, easy: &str, en: &str) -> Triple {
    Triple { ja: ja.to_owned(), easy: easy.to_owned(), en: en.to_owned() }
}

/// The kinds of step, in the order of the form.
pub(super) const KINDS: [StepKind; 3] = [StepKind::Task, StepKind::Question, StepKind::Decision];

/// The parts that people play, in the order of the form.
pub(super) const ACTORS: [Actor; 8] = [
    Actor::Finder,
    Actor::Receiver,
    Actor::Staff,
    Actor::SystemAdmin,
    Actor::Officer,
    Actor::President,
    Actor::Pr,
    Actor::Provider,
];

/// The name of a kind in forms.
pub(super) const fn kind_name(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Task => "task",
        StepKind::Question => "question",
        StepKind::Decision => "decision",
    }
}

fn kind_of(name: &str) -> Option<StepKind> {
    KINDS.into_iter().find(|kind| kind_name(*kind) == name)
}

/// The name of an actor in forms: the end of its key of words.
pub(super) fn actor_name(actor: Actor) -> String {
    crate::shown::actor_key(actor).trim_start_matches("playbooks-actor-").to_owned()
}

fn actor_of(name: &str) -> Option<Actor> {
    ACTORS.into_iter().find(|actor| actor_name(*actor) == name)
}
