//! From a CACAO playbook to one of ours: what a program would do becomes something for people.

mod condition;
mod head;
mod names;
mod own_words;
mod question;
mod restore;
mod route;
mod task;
mod time;

use hikeshi_playbook::{Branch, Playbook, Step, UNKNOWN};
use jiff::civil::Date;

use crate::cacao::{Answer, CacaoPlaybook, Flow, Graph, ReadCacao};
use crate::limits::MAX_EDGES;
use crate::plain::{self, LINES};
use crate::refusal::{Reason, Refusal};
use crate::remark::{About, Remark};
use crate::to_playbook::condition::{Condition, Conditions};
use crate::to_playbook::names::Names;
pub(crate) use crate::to_playbook::names::Taken;
use crate::to_playbook::route::Route;
use crate::wording::{Wording, fill, fill_local, foreign, joined};

/// Who takes a playbook over, when, and for what. The import answers for it: it stands as reviewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intake {
    /// The name of that person.
    pub by: String,
    /// The day, which becomes version and day of review.
    pub on: Date,
    /// The kind of incident that it is for, such as `ransomware`.
    pub kind: String,
}

/// A playbook that was taken over.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// Ours, ready to be looked at and run.
    pub playbook: Playbook,
    /// The file as it came; keep it beside the playbook, so that it can be given out unchanged.
    pub original: CacaoPlaybook,
    /// What the person should look at.
    pub remarks: Vec<Remark>,
}

/// Turns a CACAO playbook into one of ours.
///
/// - An action becomes a task, its commands the lines of how to do it. Commands for programs are
///   named as such and are never carried out.
/// - `if-condition`, `switch-condition` and a step with `on_failure` become questions; what stands
///   on a branch hangs on the answer. "Unknown" opens the default branch, or else every branch:
///   nothing falls away for want of an answer.
/// - `while-condition` becomes a question that says to repeat; a way back becomes a remark.
/// - Branches of `parallel` do not wait for each other.
/// - `delay` and `timeout` add up to the time by which a step is due.
///
/// A playbook that this product wrote and nobody changed comes back exactly as it was. Where another
/// program changed it, CACAO counts, and steps that it left alone keep our texts in all languages.
///
/// # Errors
/// If the steps wait for each other in more ways than a page can show.
pub fn to_playbook(
    read: &ReadCacao,
    words: &Wording,
    intake: &Intake,
) -> Result<Imported, Vec<Refusal>> {
    let original = read.playbook.clone();
    let mut remarks = read.remarks.clone();
    match restore::restore(&original) {
        restore::Restored::Ours(playbook) => {
            remarks.push(Remark::whole(About::FromHikeshi));
            return Ok(Imported { playbook: *playbook, original, remarks });
        }
        restore::Restored::Changed => remarks.push(Remark::whole(About::ChangedElsewhere)),
        restore::Restored::Foreign => {}
    }
    let graph = Graph::of(&original);
    let tangled = || vec![Refusal::new("/workflow", Reason::TooTangled { limit: MAX_EDGES })];
    let route = Route::of(&graph).ok_or_else(tangled)?;
    let convert = |own: Option<Playbook>, remarks: &mut Vec<Remark>| {
        let steps = Steps::new(&original, &graph, &route, words, own.as_ref()).all(remarks);
        head::head(&original, steps, words, intake, own)
    };
    let mut told = remarks.clone();
    let mut playbook = convert(own_words::head(&original), &mut told);
    if !hikeshi_playbook::check(&playbook).is_empty() {
        told = remarks;
        playbook = convert(None, &mut told);
    }
    if playbook.steps.is_empty() {
        return Err(vec![Refusal::new("/workflow", Reason::NothingToDo)]);
    }
    Ok(Imported { playbook, original, remarks: told })
}

/// Everything that the steps of one playbook are made from.
struct Steps<'a> {
    playbook: &'a CacaoPlaybook,
    graph: &'a Graph<'a>,
    route: &'a Route,
    words: &'a Wording,
    conditions: Conditions,
    names: Names,
    due: Vec<Option<u32>>,
    /// The head of our playbook, if the file was one of ours before another program changed it.
    own: Option<&'a Playbook>,
}

impl<'a> Steps<'a> {
    fn new(
        playbook: &'a CacaoPlaybook,
        graph: &'a Graph<'a>,
        route: &'a Route,
        words: &'a Wording,
        own: Option<&'a Playbook>,
    ) -> Self {
        let conditions = Conditions::of(graph, route);
        let names = Names::of(graph, route);
        let due = time::due(graph, route);
        Self { playbook, graph, route, words, conditions, names, due, own }
    }

    fn all(&self, remarks: &mut Vec<Remark>) -> Vec<Step> {
        let shown = self.route.order.iter().filter(|node| route::is_shown(self.graph, **node));
        let mut steps: Vec<Step> = shown.map(|node| self.step(*node, remarks)).collect();
        if let Some(own) = self.own {
            own_words::continue_phases(&mut steps, own);
        }
        steps
    }

    fn step(&self, node: usize, remarks: &mut Vec<Remark>) -> Step {
        let mut step = match &self.graph.nodes[node].flow {
            Flow::Fork { arms, .. } => self.question(node, arms),
            Flow::Straight(_) | Flow::Stop => {
                self.own(node).unwrap_or_else(|| self.task(node, remarks))
            }
        };
        step.after = self.route.after[node].iter().map(|at| self.names.of_node(*at)).collect();
        step.only_if = self.conditions.of_node(node).map(|condition| self.branch(condition));
        step.due = self.due[node].or(step.due);
        self.notes(node, &mut step, remarks);
        if step.how.len() > LINES {
            step.how.truncate(LINES);
            let id = self.graph.ids[self.graph.nodes[node].step];
            remarks.push(Remark::step(id, About::TextCut));
        }
        step
    }

    /// The step as we wrote it, if the file still says the same.
    fn own(&self, node: usize) -> Option<Step> {
        let own = self.own?;
        let step = own_words::step(self.graph.step(node))?;
        let title = step.title.clone();
        let blank = self.blank(node, step.kind, title, step.actor);
        Some(own_words::in_place(step, blank, &own.phases))
    }

    /// The condition as a branch of ours, with what "unknown" opens.
    fn branch(&self, condition: &Condition) -> Branch {
        let names = self.names.options(condition.question);
        let mut answer: Vec<String> =
            condition.answers.iter().map(|arm| names[*arm].clone()).collect();
        let arms = self.graph.arms(condition.question);
        let default = arms.iter().position(|arm| arm.answer == Answer::Default);
        if default.is_none_or(|arm| condition.answers.contains(&arm)) {
            answer.push(UNKNOWN.to_owned());
        }
        Branch { step: self.names.of_node(condition.question), answer }
    }

    /// What the structure says beyond order and branches.
    fn notes(&self, node: usize, step: &mut Step, remarks: &mut Vec<Remark>) {
        let id = self.graph.ids[self.graph.nodes[node].step];
        let mut notes: Vec<_> = step.note.take().into_iter().collect();
        if let Some(cases) = self.conditions.joined(node) {
            let cases: Vec<_> = cases.iter().map(|case| self.case(case)).collect();
            if let Some(text) = joined(&cases, &self.words.between) {
                notes.push(fill_local(&self.words.joined, "{text}", &text));
            }
            remarks.push(Remark::step(id, About::JoinedBranches));
        }
        if let Some(parallel) = self.route.together[node] {
            let name = self.graph.step(parallel).name.as_deref().map(plain::clean);
            if let Some(name) = name.filter(|name| !name.is_empty()) {
                notes.push(fill(&self.words.together, "{title}", &name));
            }
        }
        for back in &self.route.back[node] {
            let title = self.title(*back);
            notes.push(fill_local(&self.words.go_back, "{title}", &title));
            remarks.push(Remark::step(id, About::GoesBack));
        }
        let space = foreign(" ");
        step.note = joined(&notes, &space);
    }

    /// One answer in words: the question and what was answered.
    fn case(&self, condition: &Condition) -> hikeshi_kernel::LocalText {
        let question = self.title(condition.question);
        let arms = self.graph.arms(condition.question);
        let answers: Vec<_> =
            condition.answers.iter().map(|arm| self.answer(&arms[*arm].answer)).collect();
        let answers = joined(&answers, &foreign(", ")).unwrap_or_default();
        let both = [question, answers];
        joined(&both, &foreign(": ")).unwrap_or_default()
    }
}
