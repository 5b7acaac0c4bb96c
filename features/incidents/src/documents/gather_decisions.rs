//! Decisions of an incident as papers print them: of the playbooks, of the president, and those that
//! stand in the timeline only.

use hikeshi_playbook::StepKind;
use serde::Deserialize;

use super::{CaseFile, Issue, data::Decision};
use crate::{
    case::{EntryKind, moment_of},
    model::{closing, executive_decision, level_change, run_event, timeline_entry},
    people::COMMAND_SOURCE,
};

/// One way to answer a question to the president, as it was put.
#[derive(Debug, Clone, Deserialize)]
struct Choice {
    id: String,
    label: String,
    #[serde(default)]
    effect: String,
}

/// The ways to answer a question to the president.
#[derive(Debug, Clone)]
pub struct Choices(Vec<Choice>);

/// The ways to answer as they were put; none if they cannot be read.
#[must_use]
pub fn options_of(question: &executive_decision::Model) -> Choices {
    Choices(serde_json::from_str(&question.options_json).unwrap_or_default())
}

impl Choices {
    /// What each answer brings, in one text.
    #[must_use]
    pub fn trade_off(&self) -> String {
        let effects = self.0.iter().filter(|choice| !choice.effect.is_empty());
        effects.map(|c| format!("{}: {}", c.label, c.effect)).collect::<Vec<_>>().join(" / ")
    }

    pub(super) fn label<'a>(&'a self, id: &'a str) -> &'a str {
        self.0.iter().find(|choice| choice.id == id).map_or(id, |choice| &choice.label)
    }
}

/// All decisions, the earliest first, each once: about the level, of the playbooks, of the
/// president, about command and closing, and those that somebody wrote into the timeline. What was
/// taken back or overruled stays in the list.
/// Questions that wait for an answer stand at the end.
#[must_use]
pub fn gather_decisions(file: &CaseFile, issue: &Issue) -> Vec<Decision> {
    let mut all: Vec<(i64, Decision)> = Vec::new();
    all.extend(file.levels.iter().map(|change| of_level(change, issue)));
    all.extend(file.run_events.iter().filter_map(|event| of_run(file, event, issue)));
    all.extend(file.questions.iter().map(|question| of_president(question, issue)));
    all.extend(file.timeline.iter().filter_map(|line| of_line(line, issue)));
    all.extend(file.closings.iter().map(|act| of_closing(act, issue)));
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, decision)| decision).collect()
}

fn of_level(change: &level_change::Model, issue: &Issue) -> (i64, Decision) {
    let decision = Decision {
        at: issue.at(change.at),
        question: issue.words.t("doc-level"),
        chosen: issue.words.t1("papers-decision-level", "level", change.level),
        reason: issue.typed(&change.reason),
        by: issue.who(&change.by_name),
    };
    (change.at, decision)
}

fn of_closing(act: &closing::Model, issue: &Issue) -> (i64, Decision) {
    let decision = Decision {
        at: issue.at(act.at),
        question: String::new(),
        chosen: issue.words.t(&format!("papers-closing-{}", act.act)),
        reason: issue.typed(&act.reason),
        by: issue.who(&act.by_name),
    };
    (act.at, decision)
}

fn of_run(file: &CaseFile, event: &run_event::Model, issue: &Issue) -> Option<(i64, Decision)> {
    let run = file.runs.iter().find(|run| run.row.id == event.run_id)?;
    let step = run.playbook.step(&event.step_id).filter(|s| s.kind == StepKind::Decision)?;
    let chosen = match event.act.as_str() {
        "decide" => {
            let option = step.options.iter().find(|option| option.id == event.outcome);
            option.map_or_else(|| event.outcome.clone(), |option| issue.text(&option.title))
        }
        "not-applicable" => issue.words.t("doc-task-not-applicable"),
        "reopen" => issue.words.t("papers-decision-again"),
        _ => return None,
    };
    let decision = Decision {
        at: issue.at(event.at),
        question: issue.text(&step.title),
        chosen,
        reason: issue.typed(&event.reason),
        by: issue.who(&event.by_name),
    };
    Some((event.at, decision))
}

/// What somebody wrote into the timeline as a decision, and who got the command; the program's
/// other lines repeat the above.
fn of_line(line: &timeline_entry::Model, issue: &Issue) -> Option<(i64, Decision)> {
    let only_here = !line.automatic || line.source == COMMAND_SOURCE;
    (line.kind == EntryKind::Decision.name() && only_here).then(|| {
        let decision = Decision {
            at: issue.words.moment(&moment_of(line)),
            question: String::new(),
            chosen: issue.typed(&line.text),
            reason: String::new(),
            by: issue.who(&line.by_name),
        };
        (line.sort_at, decision)
    })
}

fn of_president(question: &executive_decision::Model, issue: &Issue) -> (i64, Decision) {
    let options = options_of(question);
    let label = issue.typed(options.label(&question.chosen));
    let chosen = match (question.decided_at, question.withdrawn_at) {
        (Some(_), None) => label,
        (Some(_), Some(at)) => {
            issue.words.ta("papers-decision-undone", &[("chosen", &label), ("at", &issue.at(at))])
        }
        (None, Some(_)) => issue.words.t("papers-decision-withdrawn"),
        (None, None) => issue.words.t("papers-decision-open"),
    };
    let decision = Decision {
        at: issue.at(question.decided_at.unwrap_or(question.asked_at)),
        question: issue.typed(&question.question),
        chosen,
        reason: issue.typed(&question.comment),
        by: match question.decided_at {
            Some(_) => issue.who(&question.decided_by),
            None => issue.words.t1("papers-decision-asked", "who", issue.who(&question.asked_by)),
        },
    };
    let place = if question.decided_at.is_none() && question.withdrawn_at.is_none() {
        i64::MAX
    } else {
        question.decided_at.unwrap_or(question.asked_at)
    };
    (place, decision)
}
