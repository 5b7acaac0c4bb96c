//! Small things that several papers say the same way.

use hikeshi_playbook::Actor;

use super::{Issue, data::Step};
use crate::{content::Content, model::measure};

/// Whose task a step is.
#[must_use]
pub fn actor(actor: Actor, issue: &Issue) -> String {
    issue.words.t(match actor {
        Actor::Finder => "papers-actor-finder",
        Actor::Receiver => "papers-actor-receiver",
        Actor::Staff => "papers-actor-staff",
        Actor::Officer => "papers-actor-officer",
        Actor::President => "papers-actor-president",
        Actor::SystemAdmin => "papers-actor-system-admin",
        Actor::Pr => "papers-actor-pr",
        Actor::Provider => "papers-actor-provider",
    })
}

/// A measure with its owner and due day; a finished one says when, by whom and with which remark.
#[must_use]
pub fn step_of(measure: &measure::Model, issue: &Issue) -> Step {
    let day = if measure.due_day.is_empty() { String::new() } else { issue.day(&measure.due_day) };
    let due = match measure.done_at {
        None => day,
        Some(at) => issue.words.ta(
            "papers-step-done",
            &[("due", &day), ("done", &issue.who_when(&measure.done_by, at))],
        ),
    };
    let text = match measure.note.as_str() {
        "" => issue.typed(&measure.title),
        note => format!("{}\n{}", issue.typed(&measure.title), issue.typed(note)),
    };
    Step { text, owner: issue.typed(&measure.owner), due, overdue: false }
}

/// The name of an outside desk; an id that the content does not know stands for itself.
#[must_use]
pub fn desk_name(content: &Content, id: &str, issue: &Issue) -> String {
    content.desks.name(id).map_or_else(|| issue.typed(id), |name| issue.text(name))
}
