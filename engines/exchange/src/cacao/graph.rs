//! The workflow as a graph of nodes: what follows what, and on which answer.
//!
//! Steps name each other in seven ways (`on_completion`, `on_success`, `on_failure`, `on_true`,
//! `on_false`, `cases`, `next_steps`). Here they become three: straight on, a fork with arms, and
//! the end. A step that goes two ways on success and failure gets a second node, which asks how it
//! went; so does the step that `workflow_exception` names.

use crate::cacao::playbook::CacaoPlaybook;
use crate::cacao::steps::{CacaoStep, StepBody};
use crate::cacao::ways::{Ways, two};

/// All nodes; those of steps come first, in the order of the file.
pub struct Graph<'a> {
    /// Ids of steps, by index.
    pub ids: Vec<&'a str>,
    /// Steps, by index.
    pub steps: Vec<&'a CacaoStep>,
    /// Nodes; the index of a step is the index of its node.
    pub nodes: Vec<Node>,
    /// Where walks begin: the start step, and the question about a failure.
    pub roots: Vec<usize>,
    /// References to steps that do not exist: the step, the property, the id.
    pub dangling: Vec<(usize, String, String)>,
}

/// One place in the workflow.
pub struct Node {
    /// Index of the step that it comes from.
    pub step: usize,
    /// What it is there for.
    pub role: Role,
    /// What follows.
    pub flow: Flow,
}

/// What a node is there for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// The step itself.
    Step,
    /// The question whether the step worked.
    Outcome,
    /// The question whether the playbook failed.
    Exception,
}

/// What follows a node.
pub enum Flow {
    /// The end of the workflow or of a branch.
    Stop,
    /// The next node; nothing if the author forgot it.
    Straight(Option<usize>),
    /// Several ways.
    Fork {
        /// The ways; one that leads nowhere goes on with `next`.
        arms: Vec<Arm>,
        /// Where it goes on when the ways have come to their ends.
        next: Option<usize>,
    },
}

/// One way of a fork.
pub struct Arm {
    /// When it is gone.
    pub answer: Answer,
    /// Its first node.
    pub to: Option<usize>,
}

/// When an arm is gone.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Answer {
    /// The condition holds.
    Yes,
    /// It does not.
    No,
    /// The variable has this value.
    Case(String),
    /// It has another value, for which the author wrote a branch.
    Default,
    /// It has another value, for which there is no branch.
    Other,
    /// The step worked.
    Worked,
    /// It failed.
    Failed,
    /// Always: the branches of a parallel step.
    Together,
}

impl Node {
    /// Every node that may come next, with repetitions.
    pub fn followers(&self) -> Vec<usize> {
        match &self.flow {
            Flow::Stop => Vec::new(),
            Flow::Straight(next) => next.iter().copied().collect(),
            Flow::Fork { arms, next } => {
                arms.iter().filter_map(|arm| arm.to).chain(*next).collect()
            }
        }
    }
}

impl<'a> Graph<'a> {
    /// The graph of a playbook. References to steps that do not exist are listed and left out.
    pub fn of(playbook: &'a CacaoPlaybook) -> Self {
        let ids: Vec<&str> = playbook.workflow.keys().map(String::as_str).collect();
        let known = ids.iter().enumerate().map(|(index, id)| (*id, index)).collect();
        let steps: Vec<&CacaoStep> = playbook.workflow.values().collect();
        let mut ways = Ways { known, extra: Vec::new(), dangling: Vec::new() };
        let mut nodes = Vec::new();
        for (index, step) in steps.iter().enumerate() {
            let flow = ways.flow(index, step, steps.len());
            nodes.push(Node { step: index, role: Role::Step, flow });
        }
        let Ways { known, extra, dangling } = ways;
        nodes.extend(extra);
        let mut roots: Vec<usize> =
            known.get(playbook.workflow_start.as_str()).copied().into_iter().collect();
        let exception = playbook.workflow_exception.as_deref().and_then(|id| known.get(id));
        if let Some(&to) = exception.filter(|to| !matches!(steps[**to].body, StepBody::End)) {
            roots.push(nodes.len());
            let arms = two((Answer::Failed, Some(to)), (Answer::Worked, None));
            let flow = Flow::Fork { arms, next: None };
            nodes.push(Node { step: to, role: Role::Exception, flow });
        }
        Self { ids, steps, nodes, roots, dangling }
    }

    /// The ways of a fork; none for other nodes.
    pub fn arms(&self, node: usize) -> &[Arm] {
        match &self.nodes[node].flow {
            Flow::Fork { arms, .. } => arms,
            Flow::Stop | Flow::Straight(_) => &[],
        }
    }

    /// How many ways lead from node to node.
    pub fn edges(&self) -> usize {
        self.nodes.iter().map(|node| node.followers().len()).sum()
    }

    /// The node's step.
    pub fn step(&self, node: usize) -> &'a CacaoStep {
        self.steps[self.nodes[node].step]
    }
}
