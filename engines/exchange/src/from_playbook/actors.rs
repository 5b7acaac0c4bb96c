//! The parts that people play, as agents (section 7.6 and following).

use hikeshi_playbook::{Actor, Playbook};
use indexmap::IndexMap;

use crate::cacao::{AgentTarget, identifier};

/// One agent for each part that occurs.
pub fn definitions(playbook: &Playbook) -> IndexMap<String, AgentTarget> {
    let actors = playbook.steps.iter().map(|step| step.actor);
    actors
        .map(|actor| {
            let (kind, name) = part(actor);
            let name = Some(name.to_owned());
            (id(actor), AgentTarget { kind: kind.to_owned(), name, ..AgentTarget::default() })
        })
        .collect()
}

/// The id of the agent for a part; the same in all playbooks.
pub fn id(actor: Actor) -> String {
    let (kind, name) = part(actor);
    identifier::made(kind, name)
}

const fn part(actor: Actor) -> (&'static str, &'static str) {
    match actor {
        Actor::Finder => ("individual", "Finder"),
        Actor::Receiver => ("individual", "Receiver of the call"),
        Actor::Staff => ("individual", "Staff on the case"),
        Actor::Officer => ("individual", "Security officer"),
        Actor::President => ("individual", "President"),
        Actor::SystemAdmin => ("individual", "System administrator"),
        Actor::Pr => ("individual", "Press officer"),
        Actor::Provider => ("organization", "Security service provider"),
    }
}
