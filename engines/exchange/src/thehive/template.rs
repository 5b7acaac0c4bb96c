//! From a case template to one of our playbooks: groups become phases, tasks become steps.

use std::collections::HashSet;

use hikeshi_kernel::{Confidence, LocalText, Source};
use hikeshi_playbook::{Actor, Edition, Phase, Playbook, Step, StepKind};

use super::markdown;
use super::read::{CaseTemplate, TemplateTask};
use crate::plain::{self, LINE, LINES, TITLE};
use crate::remark::{About, Remark};
use crate::to_playbook::{Intake, Taken};
use crate::wording::{Wording, fill, foreign, joined};

/// A template that was taken over.
#[derive(Debug, Clone, PartialEq)]
pub struct TakenOver {
    /// Ours, ready to be looked at and run.
    pub playbook: Playbook,
    /// What the person should look at.
    pub remarks: Vec<Remark>,
}

/// Turns a case template into one of our playbooks. Tasks of a template do not wait for each
/// other; they keep their order. Severity and sharing are said in the summary.
#[must_use]
pub fn to_playbook(template: &CaseTemplate, words: &Wording, intake: &Intake) -> TakenOver {
    let mut remarks = Vec::new();
    let mut tasks: Vec<&TemplateTask> = template.tasks.iter().collect();
    tasks.sort_by_key(|task| task.order.unwrap_or(u64::MAX));
    let (phases, headings) = phases(&tasks, words);
    if headings.iter().all(Option::is_none) {
        remarks.push(Remark::whole(About::NoGroups));
    }
    let mut taken = Taken::default();
    let tags = template.tags.iter().map(|tag| plain::one_line(tag, TITLE));
    let mut tags: Vec<String> = tags.filter(|tag| !tag.is_empty()).collect();
    tags.sort();
    tags.dedup();
    let mut steps = Vec::with_capacity(tasks.len());
    for task in tasks {
        let phase = heading(task).map(|group| phases.iter().find(|(name, _)| *name == group));
        let phase = phase.flatten().or(phases.first()).map(|(_, phase)| phase.id.clone());
        let id = taken.free(&task.title, "step");
        let mut step = step(task, id, phase.unwrap_or_default(), words, &mut remarks);
        step.tags.clone_from(&tags);
        steps.push(step);
    }
    let phases = phases.into_iter().map(|(_, phase)| phase).collect();
    TakenOver { playbook: head(template, phases, steps, words, intake), remarks }
}

/// The group of a task; TheHive calls tasks without one `default`.
fn heading(task: &TemplateTask) -> Option<String> {
    let group = plain::one_line(task.group.as_deref()?, TITLE);
    (!group.is_empty() && group != "default").then_some(group)
}

type Named = Vec<(String, Phase)>;

/// Phases in the order in which tasks need them, and the group of every task.
fn phases(tasks: &[&TemplateTask], words: &Wording) -> (Named, Vec<Option<String>>) {
    let headings: Vec<Option<String>> = tasks.iter().map(|task| heading(task)).collect();
    let mut taken = Taken::default();
    let mut phases: Named = Vec::new();
    let mut seen = HashSet::new();
    for group in headings.iter().filter(|group| seen.insert((*group).clone())) {
        let (name, title) = match group {
            Some(group) => (group.clone(), foreign(group)),
            None => (String::new(), words.phase.clone()),
        };
        let id = taken.free(&name, "steps");
        phases.push((name, Phase { id, title }));
    }
    (phases, headings)
}

fn step(
    task: &TemplateTask,
    id: String,
    phase: String,
    words: &Wording,
    remarks: &mut Vec<Remark>,
) -> Step {
    let title = plain::one_line(&task.title, TITLE);
    let lines = task.description.as_deref().map(markdown::lines).unwrap_or_default();
    if lines.len() > LINES {
        remarks.push(Remark::step(&id, About::TextCut));
    }
    let mut lines = lines.into_iter().take(LINES).peekable();
    let mut detail = lines.next().map(|first| match lines.peek() {
        Some(second) if first.heading && !second.heading => {
            let joined = format!("{}: {}", first.text, second.text);
            lines.next();
            plain::one_line(&joined, LINE)
        }
        _ => first.text,
    });
    let how: Vec<LocalText> = lines.map(|line| foreign(&line.text)).collect();
    if detail.as_deref() == Some(title.as_str()) {
        detail = None;
    }
    Step {
        id,
        source_id: Vec::new(),
        phase,
        kind: StepKind::Task,
        title: if title.is_empty() { words.unnamed.clone() } else { foreign(&title) },
        detail: detail.map(|detail| foreign(&detail)),
        how,
        actor: Actor::Staff,
        actor_named: false,
        after: Vec::new(),
        only_if: None,
        due: None,
        done_by: None,
        icon: None,
        tags: Vec::new(),
        confidence: Confidence::ToCheck,
        note: task.mandatory.then(|| words.mandatory.clone()),
        options: Vec::new(),
        advice: None,
        advice_rules: Vec::new(),
        sources: Vec::new(),
        asks: Vec::new(),
    }
}

fn head(
    template: &CaseTemplate,
    phases: Vec<Phase>,
    steps: Vec<Step>,
    words: &Wording,
    intake: &Intake,
) -> Playbook {
    let shown = template.display_name.as_deref().map(|name| plain::one_line(name, TITLE));
    let name = plain::one_line(&template.name, TITLE);
    let title = shown.filter(|name| !name.is_empty()).unwrap_or_else(|| name.clone());
    let on = intake.on.to_string();
    Playbook {
        id: Taken::default().free(&template.name, "imported"),
        version: intake.on.strftime("%Y.%m").to_string(),
        edition: Edition::Hikeshi,
        kind: intake.kind.clone(),
        title: if title.is_empty() { words.unnamed.clone() } else { foreign(&title) },
        summary: summary(template, words),
        sources: vec![Source {
            title: if name.is_empty() { "TheHive".to_owned() } else { name },
            publisher: "TheHive".to_owned(),
            url: None,
            published: None,
            seen: Some(on.clone()),
        }],
        confidence: Confidence::ToCheck,
        author: "TheHive".to_owned(),
        reviewer: intake.by.clone(),
        reviewed_on: on.clone(),
        valid_from: on,
        valid_until: None,
        phases,
        steps,
    }
}

/// The description as one text, then severity and sharing.
fn summary(template: &CaseTemplate, words: &Wording) -> LocalText {
    let lines = template.description.as_deref().map(markdown::lines).unwrap_or_default();
    let text: Vec<String> = lines.into_iter().map(|line| line.text).collect();
    let text = plain::one_line(&text.join(" "), LINE - TITLE);
    let mut parts = vec![if text.is_empty() { words.summary.clone() } else { foreign(&text) }];
    let level = |names: [&str; 4], level: Option<u64>, label: Option<&str>| {
        let known = level.and_then(|level| names.get(usize::try_from(level).ok()?).copied());
        let name = label.map(|label| plain::one_line(label, 30)).filter(|label| !label.is_empty());
        name.or_else(|| known.map(str::to_owned))
    };
    let lights = ["CLEAR", "GREEN", "AMBER", "RED"];
    let grades = ["LOW", "MEDIUM", "HIGH", "CRITICAL"];
    let severity = template.severity.and_then(|severity| severity.checked_sub(1));
    let said = [
        (&words.severity, level(grades, severity, None)),
        (&words.tlp, level(lights, template.tlp, template.tlp_label.as_deref())),
        (&words.pap, level(lights, template.pap, template.pap_label.as_deref())),
    ];
    for (words, value) in said {
        parts.extend(value.map(|value| fill(words, "{value}", &value)));
    }
    joined(&parts, &words.between).unwrap_or_default()
}
