//! The full record from the case file: nothing is left out, except what a note names.

use std::collections::HashMap;

use hikeshi_i18n::plain;
use hikeshi_playbook::{Edition, Status as StepStatus, StepState, StepView};
use uuid::Uuid;

use super::{
    CaseFile, IncidentRecord, Issue, actor,
    data::{Lessons, LevelChange, Person, Run, Step, Task, TaskState, TimelineEntry},
    facts, gather_decisions, gather_exhibits, level, step_of, summary,
};
use crate::{
    case::{FactCount, Status, moment_of},
    content::Content,
    measures::MeasureKind,
    model::timeline_correction,
};

/// Everything that the record prints, in the language of the issue, from the case alone.
#[must_use]
pub fn gather_record(content: &Content, file: &CaseFile, issue: &Issue) -> IncidentRecord {
    IncidentRecord {
        head: issue.head(&file.company, &file.incident),
        words: issue.words_for(&file.incident),
        summary: summary(content, file, issue),
        status: status(file, issue),
        level: level(content, file, issue),
        level_history: levels(file, issue),
        facts_count: FactCount::of(&content.facts, &file.incident, &file.facts).told(&issue.words),
        facts: facts::all(content, file, issue),
        decisions: gather_decisions(file, issue),
        timeline: timeline(file, issue),
        runs: file.runs.iter().map(|run| run_of(run, issue)).collect(),
        people: people(content, file, issue),
        evidence: gather_exhibits(file, issue),
        recovery: measures(file, issue, MeasureKind::Restore),
        lessons: Lessons {
            cause: facts::value_of(content, file, "cause", issue),
            learned: facts::value_of(content, file, "lessons", issue),
            actions: measures(file, issue, MeasureKind::Prevention),
        },
        seal: issue.seal.clone(),
    }
}

/// The state now, then each act of closing and reopening with who, when and why.
fn status(file: &CaseFile, issue: &Issue) -> String {
    let now = match file.incident.status.as_str() {
        name if name == Status::Closed.name() => "papers-status-closed",
        name if name == Status::Closing.name() => "papers-status-closing",
        _ => "papers-status-open",
    };
    let acts = file.closings.iter().map(|act| {
        let what = issue.words.t(&format!("papers-closing-{}", act.act));
        let line = issue.words.ta(
            "papers-closing-line",
            &[("act", &what), ("who", &issue.who(&act.by_name)), ("at", &issue.at(act.at))],
        );
        match act.reason.as_str() {
            "" => line,
            reason => format!("{line} {}", issue.typed(reason)),
        }
    });
    std::iter::once(issue.words.t(now)).chain(acts).collect::<Vec<_>>().join("\n")
}

fn levels(file: &CaseFile, issue: &Issue) -> Vec<LevelChange> {
    let before = std::iter::once(None).chain(file.levels.iter().map(|change| Some(change.level)));
    let changes = file.levels.iter().zip(before);
    changes
        .map(|(change, before)| LevelChange {
            at: issue.at(change.at),
            from: before.map(|level| level.to_string()).unwrap_or_default(),
            to: change.level.to_string(),
            by: issue.who(&change.by_name),
            reason: issue.typed(&change.reason),
        })
        .collect()
}

/// The lines with times as given; a corrected line carries its first text. Beyond the bound a last
/// line says how many more there are and where to read them.
fn timeline(file: &CaseFile, issue: &Issue) -> Vec<TimelineEntry> {
    let mut first: HashMap<Uuid, &timeline_correction::Model> = HashMap::new();
    for correction in &file.corrections {
        first.entry(correction.entry_id).or_insert(correction);
    }
    let shown = file.timeline.iter().take(issue.max_lines).map(|line| TimelineEntry {
        at: issue.words.moment(&moment_of(line)),
        kind: issue.words.t(&format!("record-entry-{}", line.kind)),
        text: issue.typed(&line.text),
        by: issue.who(&line.by_name),
        first_text: first.get(&line.id).map(|old| first_text(old, issue)).unwrap_or_default(),
    });
    let left = file.timeline.len().saturating_sub(issue.max_lines);
    let note = (left > 0).then(|| TimelineEntry {
        at: String::new(),
        kind: String::new(),
        text: issue.words.t1("papers-lines-left", "count", left),
        by: String::new(),
        first_text: String::new(),
    });
    shown.chain(note).collect()
}

fn first_text(old: &timeline_correction::Model, issue: &Issue) -> String {
    let at = issue.moment(&old.old_moment_json);
    let text = issue.typed(&old.old_text);
    issue.words.ta("papers-first-text", &[("at", &at), ("text", &text)])
}

fn run_of(run: &crate::runs::Run, issue: &Issue) -> Run {
    let edition = match run.playbook.edition {
        Edition::Hikeshi => "papers-edition-own",
        Edition::Own => "papers-edition-company",
        Edition::Provider => "papers-edition-provider",
        _ => "papers-edition-guide",
    };
    let source = run.playbook.sources.first().map(|source| source.title.clone());
    Run {
        title: issue.text(&run.playbook.title),
        edition: issue.words.ta(
            edition,
            &[
                ("source", &source.unwrap_or_default()),
                ("version", &run.row.playbook_version),
                ("start", &issue.who_when(&run.row.started_by, run.row.started_at)),
            ],
        ),
        tasks: run.views().iter().map(|view| task(view, issue)).collect(),
    }
}

fn task(view: &StepView<'_>, issue: &Issue) -> Task {
    let state = match view.state.status {
        StepStatus::Open => TaskState::Open,
        StepStatus::Doing => TaskState::Doing,
        StepStatus::Done => TaskState::Done,
        StepStatus::NotApplicable => TaskState::NotApplicable,
    };
    let settled = view.state.status.is_settled();
    let by = view.state.by.as_deref().unwrap_or_default();
    let finished = view.state.at.filter(|_| settled);
    let finished = finished.map(|at| format!("{}\n{}", issue.who(by), issue.at(at)));
    Task {
        text: issue.text(&view.step.title),
        role: actor(view.step.actor, issue),
        state,
        finished: finished.unwrap_or_default(),
        note: note(view, issue),
    }
}

/// The answer, the reason, what stood there before, and a branch that fell away.
fn note(view: &StepView<'_>, issue: &Issue) -> String {
    let mut lines = Vec::new();
    if matches!(view.availability, hikeshi_playbook::Availability::Skipped { .. }) {
        lines.push(issue.words.t("papers-task-skipped"));
    }
    lines.extend(said(view, &view.state, issue));
    for earlier in &view.state.earlier {
        let before = StepState {
            status: earlier.status,
            reason: earlier.reason.clone(),
            answer: earlier.answer.clone(),
            by: earlier.by.clone(),
            at: earlier.at,
            earlier: Vec::new(),
        };
        let who = issue.who(before.by.as_deref().unwrap_or_default());
        let at = before.at.map(|at| issue.at(at)).unwrap_or_default();
        let state = issue.words.t(&format!("doc-task-{}", name(before.status)));
        let said = said(view, &before, issue).join(" ");
        lines.push(issue.words.ta(
            "papers-task-earlier",
            &[("state", &state), ("who", &who), ("at", &at), ("said", &said)],
        ));
    }
    lines.join("\n")
}

fn said(view: &StepView<'_>, state: &StepState, issue: &Issue) -> Vec<String> {
    let answer = state.answer.as_ref().map(|id| {
        let option = view.step.options.iter().find(|option| option.id == *id);
        option.map_or_else(|| issue.words.t("run-unknown"), |o| plain(&issue.text(&o.title)))
    });
    let reason = state.reason.as_deref().filter(|reason| !reason.is_empty());
    answer.into_iter().chain(reason.map(|reason| issue.typed(reason))).collect()
}

const fn name(status: StepStatus) -> &'static str {
    match status {
        StepStatus::Open => "open",
        StepStatus::Doing => "doing",
        StepStatus::Done => "done",
        StepStatus::NotApplicable => "not-applicable",
    }
}

/// People on the case (also those who left it), then the outside desks that were asked.
fn people(content: &Content, file: &CaseFile, issue: &Issue) -> Vec<Person> {
    let commander = (!file.incident.commander_name.is_empty()).then(|| Person {
        role: issue.words.t("papers-commander"),
        name: issue.typed(&file.incident.commander_name),
        reach: String::new(),
    });
    let people = file.people.iter().map(|person| {
        let role = issue.words.t(&format!("people-part-{}", person.part));
        let reach = [&person.phone, &person.email].map(|reach| issue.typed(reach));
        let reach = reach.into_iter().filter(|reach| !reach.is_empty());
        let name = [&person.name, &person.organisation].map(|name| issue.typed(name));
        let left = person.removed_at.map(|at| issue.words.t1("papers-left", "at", issue.at(at)));
        Person {
            role,
            name: name.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" / "),
            reach: reach.chain(left).collect::<Vec<_>>().join(" / "),
        }
    });
    let desks = file.desks.iter().map(|contact| {
        let outcome = issue.words.t(&format!("people-outcome-{}", contact.outcome));
        Person {
            role: issue.words.t("papers-desk"),
            name: super::desk_name(content, &contact.desk_id, issue),
            reach: [
                outcome,
                issue.typed(&contact.note),
                issue.who_when(&contact.by_name, contact.at),
            ]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" / "),
        }
    });
    commander.into_iter().chain(people).chain(desks).collect()
}

fn measures(file: &CaseFile, issue: &Issue, kind: MeasureKind) -> Vec<Step> {
    let of_kind = file.measures.iter().filter(|measure| measure.kind == kind.name());
    of_kind.map(|measure| step_of(measure, issue)).collect()
}
