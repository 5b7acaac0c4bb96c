//! The answers of a question, or the options of a decision, as rows of a form.

use std::collections::HashSet;

use hikeshi_i18n::Words;
use hikeshi_playbook::{Choice, Playbook, Step, StepKind, UNKNOWN};
use hikeshi_ui::FieldError;
use hikeshi_web::Typed;

use super::{
    step_form::StepForm,
    texts::{Triple, changed_ja},
};

/// Empty rows below those that are filled.
const SPARE: usize = 2;
/// The most options of one step.
const MOST: usize = 30;
/// Characters of an option, and of what speaks for or against it.
const TITLE: usize = 200;
const TEXT: usize = 600;

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct OptionRow {
    /// The number in labels and ids, from 1.
    pub nr: usize,
    /// The name of the title's field in the summary of mistakes.
    pub field: String,
    /// The option's id; empty for a new one.
    pub id: String,
    pub title: Triple,
    /// What follows (questions).
    pub note: String,
    pub good: String,
    pub bad: String,
    pub fits: String,
    /// The step that is to hang on this answer from now on.
    pub next: String,
    /// The steps that hang on it already.
    pub hanging: Vec<String>,
}

/// The rows of a step, with spare ones.
pub(super) fn rows_of(step: &Step) -> Vec<OptionRow> {
    let ja = |text: &Option<hikeshi_kernel::LocalText>| {
        text.as_ref().map(|text| text.ja.clone()).unwrap_or_default()
    };
    let rows = step.options.iter().map(|option| OptionRow {
        id: option.id.clone(),
        title: Triple::of(Some(&option.title)),
        note: ja(&option.leads_to_note),
        good: ja(&option.good),
        bad: ja(&option.bad),
        fits: ja(&option.fits_when),
        ..OptionRow::default()
    });
    numbered(rows.collect())
}

/// The rows as they were typed, with spare ones.
pub(super) fn rows_typed(form: &StepForm) -> Vec<OptionRow> {
    let at = |list: &[String], at: usize| list.get(at).cloned().unwrap_or_default();
    let rows = (0..form.opt_title.len().min(MOST + SPARE)).map(|nr| OptionRow {
        id: at(&form.opt_id, nr),
        title: Triple {
            ja: at(&form.opt_title, nr),
            easy: at(&form.opt_title_easy, nr),
            en: at(&form.opt_title_en, nr),
        },
        note: at(&form.opt_note, nr),
        good: at(&form.opt_good, nr),
        bad: at(&form.opt_bad, nr),
        fits: at(&form.opt_fits, nr),
        next: at(&form.opt_next, nr),
        ..OptionRow::default()
    });
    let mut rows: Vec<OptionRow> = rows.collect();
    while rows.last().is_some_and(|row| row.title.ja.trim().is_empty() && row.id.is_empty()) {
        rows.pop();
    }
    numbered(rows)
}

fn numbered(mut rows: Vec<OptionRow>) -> Vec<OptionRow> {
    rows.extend((0..SPARE).map(|_| OptionRow::default()));
    for (at, row) in rows.iter_mut().enumerate() {
        row.nr = at + 1;
        row.field = format!("opt_title-{}", row.nr);
    }
    rows
}

/// Names the steps that hang on each answer.
pub(super) fn with_hanging(
    mut rows: Vec<OptionRow>,
    words: &Words,
    playbook: &Playbook,
    step: &str,
) -> Vec<OptionRow> {
    for row in &mut rows {
        let hangs = |other: &&Step| {
            let branch = other.only_if.as_ref().filter(|branch| branch.step == step);
            !row.id.is_empty() && branch.is_some_and(|branch| branch.answer.contains(&row.id))
        };
        let names = playbook.steps.iter().filter(hangs);
        row.hanging =
            names.map(|other| hikeshi_i18n::plain(other.title.get(words.lang()))).collect();
    }
    rows
}

/// The options that were typed, and which step is to hang on which of them.
pub(super) fn read_rows(
    words: &Words,
    form: &StepForm,
    (old, kind): (&Step, StepKind),
    errors: &mut Vec<FieldError>,
) -> (Vec<Choice>, Vec<(String, String)>) {
    if kind == StepKind::Task {
        return (Vec::new(), Vec::new());
    }
    let (mut options, mut hang) = (Vec::new(), Vec::new());
    let mut taken: HashSet<String> = old.options.iter().map(|option| option.id.clone()).collect();
    for row in rows_typed(form) {
        let before = old.options.iter().find(|option| option.id == row.id);
        let field = format!("opt_title-{}", row.nr);
        let label = words.t1("playbooks-option-nr", "nr", row.nr);
        let mut typed = Typed::new(words);
        let title = row.title.read(
            (words, &mut typed),
            (&field, &label, TITLE),
            before.map(|old| &old.title),
        );
        errors.extend(typed.errors());
        let Some(title) = title else { continue };
        let mut text = |name: &str, value: &str, old: Option<&hikeshi_kernel::LocalText>| {
            changed_ja(value, TEXT, old).unwrap_or_else(|_| {
                let given: [(&str, &dyn std::fmt::Display); 2] =
                    [("label", &label), ("max", &TEXT)];
                let text = words.ta("playbooks-too-long", &given);
                errors.push(FieldError::new(format!("opt_{name}-{}", row.nr), text));
                None
            })
        };
        let note = text("note", &row.note, before.and_then(|old| old.leads_to_note.as_ref()));
        let good = text("good", &row.good, before.and_then(|old| old.good.as_ref()));
        let bad = text("bad", &row.bad, before.and_then(|old| old.bad.as_ref()));
        let fits = text("fits", &row.fits, before.and_then(|old| old.fits_when.as_ref()));
        let id = before.map_or_else(|| free(&mut taken), |old| old.id.clone());
        if !row.next.is_empty() {
            hang.push((row.next.clone(), id.clone()));
        }
        options.push(Choice { id, title, leads_to_note: note, good, bad, fits_when: fits });
    }
    if options.len() < 2 {
        errors.push(FieldError::new("opt_title-1", words.t("playbooks-options-missing")));
    }
    (options, hang)
}

/// `answer-1`, `answer-2`, …: the first that is not taken, and never the one that says "unknown".
fn free(taken: &mut HashSet<String>) -> String {
    let names = (1..=taken.len() + 1).map(|number| format!("answer-{number}"));
    let name = names.into_iter().find(|name| !taken.contains(name) && name != UNKNOWN);
    let name = name.unwrap_or_default();
    taken.insert(name.clone());
    name
}
