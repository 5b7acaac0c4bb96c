//! Playbooks of any shape, with what they mean: which steps are done for which answers, and which
//! before which. The meaning is read off the tree, not off the graph that is tested.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{around, id};

/// One part of a sequence.
#[derive(Debug, Clone)]
pub enum Part {
    /// An action, with a command for people or for a program.
    Act(bool),
    /// Another playbook.
    Other,
    /// An action and what is done if it fails.
    Risky(Vec<Part>),
    /// A condition.
    If(Style, Vec<Part>, Option<Vec<Part>>),
    /// Cases, and what is done otherwise.
    Switch(Style, Vec<Vec<Part>>, Option<Vec<Part>>),
    /// Branches without order.
    Parallel(Style, Vec<Vec<Part>>),
    /// A loop, and whether its body goes back by name.
    While(bool, Vec<Part>),
}

/// How authors close branches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Style {
    /// Each branch has its own end step, and `on_completion` names what follows.
    Ends,
    /// The last step of each branch names what follows.
    Joins,
    /// Both.
    Both,
}

/// A whole playbook.
#[derive(Debug, Clone)]
pub struct Tree(pub Vec<Part>);

pub fn any_tree() -> impl Strategy<Value = Tree> {
    let style = || prop::sample::select(vec![Style::Ends, Style::Joins, Style::Both]);
    let leaf = prop_oneof![4 => any::<bool>().prop_map(Part::Act), 1 => Just(Part::Other)];
    let part = leaf.prop_recursive(3, 24, 3, move |inner| {
        let some = || prop::collection::vec(inner.clone(), 0..3);
        let branches = || prop::collection::vec(some(), 2..4);
        prop_oneof![
            some().prop_map(Part::Risky),
            (style(), some(), prop::option::of(some())).prop_map(|(s, y, n)| Part::If(s, y, n)),
            (style(), prop::collection::vec(some(), 1..4), prop::option::of(some()))
                .prop_map(|(s, cases, default)| Part::Switch(s, cases, default)),
            (style(), branches()).prop_map(|(s, branches)| Part::Parallel(s, branches)),
            (any::<bool>(), some()).prop_map(|(back, body)| Part::While(back, body)),
        ]
    });
    prop::collection::vec(part, 1..5).prop_map(|mut parts| {
        parts.push(Part::Act(true));
        Tree(parts)
    })
}

/// What is done for given answers.
#[derive(Debug, Default, Clone)]
pub struct Meaning {
    /// Ids of our steps that are done or answered.
    pub done: BTreeSet<String>,
    /// Which is done before which.
    pub before: BTreeSet<(String, String)>,
    /// The answer to every question that was asked.
    pub answers: BTreeMap<String, String>,
}

impl Meaning {
    fn one(step: String) -> Self {
        Self { done: BTreeSet::from([step]), ..Self::default() }
    }

    fn asked(step: String, answer: &str) -> Self {
        let answers = BTreeMap::from([(step.clone(), answer.to_owned())]);
        Self { answers, ..Self::one(step) }
    }

    fn and(mut self, other: Self) -> Self {
        self.done.extend(other.done);
        self.before.extend(other.before);
        self.answers.extend(other.answers);
        self
    }

    fn then(self, other: Self) -> Self {
        let pairs = self
            .done
            .iter()
            .flat_map(|first| other.done.iter().map(move |second| (first.clone(), second.clone())));
        let pairs: Vec<_> = pairs.collect();
        let mut both = self.and(other);
        both.before.extend(pairs);
        both
    }
}

impl Tree {
    /// The playbook as CACAO.
    pub fn cacao(&self) -> Value {
        let mut writer = Writer { count: 10, workflow: json!({id("end", 3): {"type": "end"}}) };
        let first = writer.sequence(&self.0, id("end", 3));
        writer.workflow[id("start", 1)] = json!({"type": "start", "on_completion": first});
        let mut playbook = around(writer.workflow);
        playbook["agent_definitions"] =
            json!({id("individual", 1): {"type": "individual", "name": "An analyst"}});
        playbook
    }

    /// What it means, if `choose` says which of so many answers is given.
    pub fn meaning(&self, choose: &mut dyn FnMut(usize) -> usize) -> Meaning {
        Reader { count: 10, choose }.sequence(&self.0, true)
    }
}

/// Writes parts from the last to the first, so that each knows what follows.
struct Writer {
    count: usize,
    workflow: Value,
}

impl Writer {
    fn sequence(&mut self, parts: &[Part], then: String) -> String {
        // Numbers go through the tree in reading order, so that the meaning can count alike.
        let numbers: Vec<usize> = parts
            .iter()
            .map(|part| {
                let own = self.count;
                self.count += size(part);
                own
            })
            .collect();
        let after = self.count;
        let mut next = then;
        for (part, number) in parts.iter().zip(numbers).rev() {
            self.count = number + 1;
            next = self.part(part, number, next);
        }
        self.count = after;
        next
    }

    fn part(&mut self, part: &Part, number: usize, next: String) -> String {
        let (kind, step) = match part {
            Part::Act(manual) => ("action", self.action(*manual, number, &next)),
            Part::Other => {
                let other = id("playbook", 7);
                let step =
                    json!({"type": "playbook-action", "playbook_id": other, "on_completion": next});
                ("playbook-action", step)
            }
            Part::Risky(failed) => {
                let failed = self.sequence(failed, next.clone());
                let mut step = self.action(true, number, &next);
                let step_map = step.as_object_mut().expect("an object");
                step_map.shift_remove("on_completion");
                step["on_success"] = json!(next);
                step["on_failure"] = json!(failed);
                ("action", step)
            }
            Part::If(style, yes, no) => {
                let mut step =
                    json!({"type": "if-condition", "name": name(number), "condition": "x"});
                step["on_true"] = json!(self.branch(*style, yes, number, 0, &next));
                // A branch that nobody wrote leads on only if on_completion does.
                let style =
                    if no.is_none() && *style == Style::Joins { Style::Both } else { *style };
                if let Some(no) = no {
                    step["on_false"] = json!(self.branch(style, no, number, 1, &next));
                }
                complete(style, &mut step, next);
                ("if-condition", step)
            }
            Part::Switch(style, cases, default) => {
                let mut step = json!({"type": "switch-condition", "name": name(number), "switch": "x", "cases": {}});
                for (index, case) in cases.iter().enumerate() {
                    step["cases"][format!("Case {index}")] =
                        json!(self.branch(*style, case, number, index, &next));
                }
                if let Some(default) = default {
                    step["cases"]["default"] =
                        json!(self.branch(*style, default, number, cases.len(), &next));
                }
                let open = default.is_none() && *style == Style::Joins;
                complete(if open { Style::Both } else { *style }, &mut step, next);
                ("switch-condition", step)
            }
            Part::Parallel(style, branches) => {
                let mut step = json!({"type": "parallel", "next_steps": []});
                let firsts: Vec<String> = branches
                    .iter()
                    .enumerate()
                    .map(|(index, branch)| self.branch(*style, branch, number, index, &next))
                    .collect();
                step["next_steps"] = json!(firsts);
                complete(*style, &mut step, next);
                ("parallel", step)
            }
            Part::While(back, body) => {
                let own = id("while-condition", number);
                let then = if *back { own } else { self.end(number, 0) };
                let step = json!({
                    "type": "while-condition", "name": name(number), "condition": "x",
                    "on_true": self.sequence(body, then), "on_completion": next,
                });
                ("while-condition", step)
            }
        };
        let own = id(kind, number);
        self.workflow[own.clone()] = step;
        own
    }

    fn action(&self, manual: bool, number: usize, next: &str) -> Value {
        let kind = if manual { "manual" } else { "bash" };
        json!({
            "type": "action",
            "name": name(number),
            "commands": [{"type": kind, "command": "x"}],
            "agent": id("individual", 1),
            "on_completion": next,
        })
    }

    fn branch(&mut self, style: Style, parts: &[Part], n: usize, arm: usize, next: &str) -> String {
        let then = if style == Style::Ends { self.end(n, arm) } else { next.to_owned() };
        self.sequence(parts, then)
    }

    fn end(&mut self, number: usize, arm: usize) -> String {
        let end = id("end", 1_000_000 + 100 * number + arm);
        self.workflow[end.clone()] = json!({"type": "end"});
        end
    }
}

fn complete(style: Style, step: &mut Value, next: String) {
    if style != Style::Joins {
        step["on_completion"] = json!(next);
    }
}

fn name(number: usize) -> String {
    format!("Step {number}")
}

/// How many numbers a part uses.
fn size(part: &Part) -> usize {
    let all = |parts: &[Part]| parts.iter().map(size).sum::<usize>();
    1 + match part {
        Part::Act(_) | Part::Other => 0,
        Part::Risky(parts) | Part::While(_, parts) => all(parts),
        Part::If(_, yes, no) => all(yes) + no.as_deref().map_or(0, all),
        Part::Switch(_, cases, default) => {
            cases.iter().map(|case| all(case)).sum::<usize>() + default.as_deref().map_or(0, all)
        }
        Part::Parallel(_, branches) => branches.iter().map(|branch| all(branch)).sum(),
    }
}

/// Reads the meaning in the same order in which numbers were given.
struct Reader<'c> {
    count: usize,
    choose: &'c mut dyn FnMut(usize) -> usize,
}

impl Reader<'_> {
    /// Counts through all parts; only those that are `gone` mean something.
    fn sequence(&mut self, parts: &[Part], gone: bool) -> Meaning {
        let mut whole = Meaning::default();
        for part in parts {
            let meaning = self.part(part, gone);
            if gone {
                whole = whole.then(meaning);
            }
        }
        whole
    }

    fn part(&mut self, part: &Part, gone: bool) -> Meaning {
        let number = self.count;
        self.count += 1;
        match part {
            Part::Act(_) => Meaning::one(id("action", number)),
            Part::Other => Meaning::one(id("playbook-action", number)),
            Part::Risky(failed) => {
                let action = id("action", number);
                let fails = (self.choose)(2) == 1;
                let branch = self.sequence(failed, gone && fails);
                if failed.is_empty() {
                    // Both ways lead to the same step: there is nothing to ask.
                    return Meaning::one(action);
                }
                let answer = if fails { "failed" } else { "worked" };
                let asked = Meaning::asked(format!("{action}.outcome"), answer);
                Meaning::one(action).then(asked).then(branch)
            }
            Part::If(_, yes, no) => {
                let holds = (self.choose)(2) == 0;
                let mut branch = self.sequence(yes, gone && holds);
                if let Some(no) = no {
                    branch = branch.and(self.sequence(no, gone && !holds));
                }
                let answer = if holds { "yes" } else { "no" };
                Meaning::asked(id("if-condition", number), answer).then(branch)
            }
            Part::Switch(_, cases, default) => {
                let chosen = (self.choose)(cases.len() + 1);
                let mut branch = Meaning::default();
                for (index, case) in cases.iter().enumerate() {
                    branch = branch.and(self.sequence(case, gone && index == chosen));
                }
                if let Some(default) = default {
                    branch = branch.and(self.sequence(default, gone && chosen == cases.len()));
                }
                let otherwise = if default.is_some() { "default" } else { "other" };
                let answer = match chosen < cases.len() {
                    true => format!("case-{chosen}"),
                    false => otherwise.to_owned(),
                };
                Meaning::asked(id("switch-condition", number), &answer).then(branch)
            }
            Part::Parallel(_, branches) => {
                let mut whole = Meaning::default();
                for branch in branches {
                    whole = whole.and(self.sequence(branch, gone));
                }
                whole
            }
            Part::While(_, body) => {
                let holds = (self.choose)(2) == 0;
                let branch = self.sequence(body, gone && holds);
                let answer = if holds { "yes" } else { "no" };
                Meaning::asked(id("while-condition", number), answer).then(branch)
            }
        }
    }
}
