//! Faults of a workflow that a schema cannot see, and oddities that do no harm.

use std::collections::{HashSet, VecDeque};

use jiff::Timestamp;

use crate::cacao::graph::{Answer, Flow, Graph, Role};
use crate::cacao::identifier;
use crate::cacao::playbook::CacaoPlaybook;
use crate::cacao::steps::StepBody;
use crate::cacao::way_out::{going_round, ways_out};
use crate::limits::{MAX_BRANCHING, MAX_EDGES};
use crate::refusal::{Reason, Refusals, pointer};
use crate::remark::{About, Remark};

/// Checks what steps say about each other (sections 3.1 and 4).
pub fn check(playbook: &CacaoPlaybook, refusals: &Refusals) -> Vec<Remark> {
    let graph = Graph::of(playbook);
    let place = |step: usize| pointer("/workflow", graph.ids[step]);
    for (step, property, id) in &graph.dangling {
        let at = format!("{}/{property}", place(*step));
        refusals.add(at, Reason::MissingStep { id: id.clone() });
    }
    ends(playbook, refusals);
    times(playbook, refusals);
    if !refusals.is_empty() {
        return Vec::new();
    }
    if graph.edges() > MAX_EDGES {
        refusals.add("/workflow", Reason::TooTangled { limit: MAX_EDGES });
        return Vec::new();
    }
    let depths = depths(&graph);
    let reached: Vec<bool> = depths.iter().map(Option::is_some).collect();
    if let Some(deep) = depths.iter().position(|depth| depth.is_some_and(|d| d > MAX_BRANCHING)) {
        let reason = Reason::BranchesTooDeep { limit: MAX_BRANCHING };
        refusals.add(place(graph.nodes[deep].step), reason);
    }
    let out = ways_out(&graph);
    let round = going_round(&graph, &out, &reached);
    if let Some(first) = round.first() {
        let mut steps: Vec<String> =
            round.iter().map(|node| graph.ids[graph.nodes[*node].step].to_owned()).collect();
        steps.dedup();
        refusals.add(place(graph.nodes[*first].step), Reason::CycleWithoutExit { steps });
    } else if let Some(last) = never_ends(&graph, &reached) {
        refusals.add(place(graph.nodes[last].step), Reason::EndOutOfReach);
    }
    for id in calls_itself(playbook) {
        let steps = vec![id.to_owned()];
        refusals.add(pointer("/workflow", id), Reason::CycleWithoutExit { steps });
    }
    let mut remarks = workflow_remarks(&graph, &reached);
    remarks.extend(head_remarks(playbook));
    remarks
}

/// The start, the exception and the end.
fn ends(playbook: &CacaoPlaybook, refusals: &Refusals) {
    let is = |id: &str, wanted: fn(&StepBody) -> bool| {
        playbook.workflow.get(id).map(|step| wanted(&step.body))
    };
    let start = &playbook.workflow_start;
    let mut bodies = playbook.workflow.values().map(|step| &step.body);
    if !bodies.any(|body| *body == StepBody::Start) {
        refusals.add("/workflow", Reason::NoStart);
    } else {
        match is(start, |body| *body == StepBody::Start) {
            None => refusals.add("/workflow_start", Reason::MissingStep { id: start.clone() }),
            Some(false) => refusals.add("/workflow_start", Reason::NotAStart { id: start.clone() }),
            Some(true) => {}
        }
    }
    if !playbook.workflow.values().any(|step| step.body == StepBody::End) {
        refusals.add("/workflow", Reason::NoEnd);
    }
    let exception = playbook.workflow_exception.as_ref();
    if let Some(id) = exception.filter(|id| !playbook.workflow.contains_key(*id)) {
        refusals.add("/workflow_exception", Reason::MissingStep { id: id.clone() });
    }
}

/// Times that are none, and a span that ends before it begins (section 3.1). What is empty says
/// nothing.
fn times(playbook: &CacaoPlaybook, refusals: &Refusals) {
    let read = |property: &str, written: &Option<String>| {
        let written = written.as_deref().filter(|written| !written.is_empty())?;
        let time = written.parse::<Timestamp>();
        if time.is_err() {
            let reason = Reason::NotATime { found: written.to_owned() };
            refusals.add(pointer("", property), reason);
        }
        Some((written.to_owned(), time.ok()?))
    };
    read("created", &playbook.created);
    read("modified", &playbook.modified);
    let from = read("valid_from", &playbook.valid_from);
    let until = read("valid_until", &playbook.valid_until);
    if let (Some((from, begins)), Some((until, ends))) = (from, until)
        && ends <= begins
    {
        refusals.add("/valid_until", Reason::NeverValid { from, until });
    }
}

/// Where the workflow breaks off, if it can reach no end step at all.
fn never_ends(graph: &Graph<'_>, reached: &[bool]) -> Option<usize> {
    let mut walked = (0..graph.nodes.len()).filter(|node| reached[*node]);
    if walked.any(|node| matches!(graph.nodes[node].flow, Flow::Stop)) {
        return None;
    }
    let breaks_off = |node: &usize| matches!(graph.nodes[*node].flow, Flow::Straight(None));
    (0..graph.nodes.len()).filter(|node| reached[*node]).find(breaks_off)
}

/// Steps that carry out the playbook that they are in.
fn calls_itself(playbook: &CacaoPlaybook) -> impl Iterator<Item = &str> {
    let calls = |body: &StepBody| matches!(body, StepBody::PlaybookAction { playbook_id, .. } if *playbook_id == playbook.id);
    playbook.workflow.iter().filter(move |(_, step)| calls(&step.body)).map(|(id, _)| id.as_str())
}

/// How many branches lie around each node that can be reached, on the shortest way.
fn depths(graph: &Graph<'_>) -> Vec<Option<usize>> {
    let mut depths = vec![None; graph.nodes.len()];
    let mut queue: VecDeque<(usize, usize)> = graph.roots.iter().map(|root| (*root, 0)).collect();
    while let Some((node, depth)) = queue.pop_front() {
        if depths[node].is_some_and(|known| known <= depth) {
            continue;
        }
        depths[node] = Some(depth);
        match &graph.nodes[node].flow {
            Flow::Stop => {}
            Flow::Straight(next) => queue.extend(next.iter().map(|next| (*next, depth))),
            Flow::Fork { arms, next } => {
                queue.extend(next.iter().map(|next| (*next, depth)));
                for arm in arms {
                    let deeper = depth + usize::from(arm.answer != Answer::Worked);
                    queue.extend(arm.to.iter().map(|to| (*to, deeper)));
                }
            }
        }
    }
    depths
}

fn workflow_remarks(graph: &Graph<'_>, reached: &[bool]) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (node, reached) in graph.nodes.iter().zip(reached) {
        let id = graph.ids[node.step];
        if node.role != Role::Step {
            continue;
        }
        if !reached {
            remarks.push(Remark::step(id, About::Unreachable));
        } else if matches!(node.flow, Flow::Straight(None)) {
            remarks.push(Remark::step(id, About::NothingFollows));
        }
        if !identifier::is_of(graph.steps[node.step].body.type_name(), id) {
            remarks.push(Remark::step(id, About::IdentifierForm { id: id.to_owned() }));
        }
    }
    remarks
}

fn head_remarks(playbook: &CacaoPlaybook) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let required = [
        ("created_by", &playbook.created_by),
        ("created", &playbook.created),
        ("modified", &playbook.modified),
    ];
    for (property, _) in required.into_iter().filter(|(_, value)| value.is_none()) {
        remarks.push(Remark::whole(About::MissingMetadata { property: property.to_owned() }));
    }
    if !identifier::is_of("playbook", &playbook.id) {
        remarks.push(Remark::whole(About::IdentifierForm { id: playbook.id.clone() }));
    }
    if !playbook.authentication_info_definitions.is_empty() {
        remarks.push(Remark::whole(About::Secrets));
    }
    let mut told = HashSet::new();
    for (id, step) in &playbook.workflow {
        let StepBody::Action { agent, targets, .. } = &step.body else { continue };
        let agents = agent.iter().filter(|id| !playbook.agent_definitions.contains_key(*id));
        let targets = targets.iter().filter(|id| !playbook.target_definitions.contains_key(*id));
        for missing in agents.chain(targets).filter(|missing| told.insert(missing.as_str())) {
            remarks.push(Remark::step(id, About::Undefined { id: missing.clone() }));
        }
    }
    remarks
}
