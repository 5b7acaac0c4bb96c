//! The state machine as its callers see it.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot be set up must fail")]

mod any_sequence;
mod branches;
mod editing;
mod faults;
mod shipped;

use hikeshi_playbook::{Act, Action, Playbook, Refusal, RunState, apply};

/// The sample playbook of `tests/fixtures`.
fn fork() -> Playbook {
    serde_norway::from_str(include_str!("../fixtures/fork.yaml")).expect("the fixture is valid")
}

fn act(step: &str, action: Action) -> Act {
    Act { step: step.into(), action, by: Some("someone".into()), at: Some(1) }
}

fn answer(option: &str) -> Action {
    Action::Answer { option: option.into() }
}

fn decide(option: &str) -> Action {
    Action::Decide { option: option.into(), reason: "because".into() }
}

fn aside() -> Action {
    Action::NotApplicable { reason: "no such thing here".into() }
}

fn reopen() -> Action {
    Action::Reopen { reason: "it came back".into() }
}

/// The run after all these acts, or the first refusal.
fn after(
    playbook: &Playbook,
    mut run: RunState,
    acts: &[(&str, Action)],
) -> Result<RunState, Refusal> {
    for (step, action) in acts {
        run = apply(playbook, &run, &act(step, action.clone()))?;
    }
    Ok(run)
}
