//! The steps of a run as a list of tasks under their phases.

use hikeshi_i18n::plain;
use hikeshi_playbook::{Availability, Phase, Status, StepView, progress};
use hikeshi_playbooks::shown::edition_key;
use hikeshi_ui::{Markup, Shell};
use jiff::Timestamp;

use super::{case_head::CaseHead, incident_next::due_text, incident_people::People};
use crate::runs::Run;

/// Settled or waiting steps of a phase that are shown before the rest is folded.
const UNFOLDED: usize = 2;

/// A run.
pub(crate) struct ShownRun {
    /// The id of its heading in the page.
    pub anchor: String,
    /// The heading.
    pub title: Markup,
    /// How far it has come, and after which guide.
    pub about: String,
    /// The phases that have steps.
    pub phases: Vec<ShownPhase>,
}

/// A heading with its steps.
pub(crate) struct ShownPhase {
    /// The heading.
    pub title: Markup,
    /// How far it has come.
    pub about: String,
    /// What can be done, then the first few that wait and that are settled.
    pub tasks: Vec<ShownTask>,
    /// The rest, folded: the label with a count, and the tasks.
    pub folded: Vec<(String, Vec<ShownTask>)>,
}

/// A step.
pub(crate) struct ShownTask {
    /// The page of the step.
    pub href: String,
    /// What to do.
    pub title: Markup,
    /// Who, until when, or what it waits for.
    pub hint: String,
    /// Tone of its state.
    pub tone: &'static str,
    /// Icon of its state.
    pub icon: &'static str,
    /// Word of its state.
    pub word: String,
    /// Whether nothing is left to do.
    pub settled: bool,
}

impl ShownRun {
    pub(crate) fn new(
        shell: &Shell,
        head: &CaseHead,
        run: &Run,
        people: &People,
        (now, several): (Timestamp, bool),
    ) -> Self {
        let draw = Draw { shell, head, run, people, now };
        let all = progress(&run.playbook, &run.state);
        let total: usize = all.iter().map(|phase| phase.total).sum();
        let done: usize = all.iter().map(|phase| phase.done + phase.not_applicable).sum();
        let name = run.playbook.title.get(shell.words.lang());
        let title = if several {
            shell.html1("case-tasks-of", "playbook", plain(name))
        } else {
            shell.html("case-tasks")
        };
        let edition = shell.t(edition_key(run.playbook.edition));
        let playbook = plain(name);
        let about = shell.words.ta(
            "case-tasks-about",
            &[("total", &total), ("done", &done), ("playbook", &playbook), ("edition", &edition)],
        );
        let views = run.views();
        let phases = all.iter().enumerate().filter(|(_, phase)| phase.total > 0);
        let phases = phases.map(|(at, counted)| {
            let settled = counted.done + counted.not_applicable;
            let about = shell.t2("case-phase-about", "total", counted.total, "done", settled);
            draw.phase((at + 1, counted.phase), about, &views)
        });
        Self { anchor: format!("run-{}", run.row.id), title, about, phases: phases.collect() }
    }
}

struct Draw<'a> {
    shell: &'a Shell,
    head: &'a CaseHead,
    run: &'a Run,
    people: &'a People,
    now: Timestamp,
}

impl Draw<'_> {
    fn phase(
        &self,
        (at, phase): (usize, &Phase),
        about: String,
        views: &[StepView<'_>],
    ) -> ShownPhase {
        let (mut tasks, mut waiting, mut settled, mut away) = (vec![], vec![], vec![], vec![]);
        for view in views.iter().filter(|view| view.step.phase == phase.id) {
            match view.availability {
                Availability::Available => tasks.push(self.task(view)),
                Availability::Blocked { .. } => waiting.push(self.task(view)),
                Availability::Done | Availability::NotApplicable => settled.push(self.task(view)),
                Availability::Skipped { .. } => away.push(self.task(view)),
            }
        }
        let mut folded = Vec::new();
        for (key, mut rest) in [("case-more-waiting", waiting), ("case-more-done", settled)] {
            let more = rest.split_off(rest.len().min(UNFOLDED));
            tasks.append(&mut rest);
            folded.push((key, more));
        }
        folded.push(("case-more-away", away));
        let folded = folded.into_iter().filter(|(_, tasks)| !tasks.is_empty());
        let title = format!("{at} {}", phase.title.get(self.shell.words.lang()));
        ShownPhase {
            title: self.shell.rich(title),
            about,
            tasks,
            folded: folded
                .map(|(key, tasks)| (self.shell.t1(key, "count", tasks.len()), tasks))
                .collect(),
        }
    }

    fn task(&self, view: &StepView<'_>) -> ShownTask {
        let (tone, icon, key) = state_of(view);
        let settled = view.availability.is_settled();
        ShownTask {
            href: format!("{}/runs/{}/steps/{}", self.head.base, self.run.row.id, view.step.id),
            title: self.shell.text(&view.step.title),
            hint: if settled { String::new() } else { self.hint(view) },
            tone,
            icon,
            word: self.shell.t(key),
            settled,
        }
    }

    fn hint(&self, view: &StepView<'_>) -> String {
        if let Availability::Blocked { by } = &view.availability {
            let first = by.first().and_then(|id| self.run.playbook.step(id));
            let lang = self.shell.words.lang();
            let title = first.map(|step| plain(step.title.get(lang))).unwrap_or_default();
            return self.shell.t1("case-task-after", "step", title);
        }
        let actor = self.people.actor(view.step.actor);
        match self.run.due_of(view.step) {
            Some(due) => {
                let due = due_text(self.shell, due, self.now);
                self.shell.t2("case-task-hint", "actor", actor, "due", due)
            }
            None => actor,
        }
    }
}

/// Tone, icon and word of a step's state.
pub(crate) fn state_of(view: &StepView<'_>) -> (&'static str, &'static str, &'static str) {
    match view.availability {
        Availability::Done => ("done", "done", "run-state-done"),
        Availability::NotApplicable => ("wait", "minus", "run-state-not-applicable"),
        Availability::Skipped { .. } => ("wait", "minus", "run-state-skipped"),
        Availability::Blocked { .. } => ("wait", "lock", "run-state-blocked"),
        Availability::Available if view.state.status == Status::Doing => {
            ("now", "half", "run-state-doing")
        }
        Availability::Available => ("wait", "open", "run-state-open"),
    }
}
