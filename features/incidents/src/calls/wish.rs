//! What a decision about the level asks of the calls.

use super::{CallState, Round};

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    /// Nothing: the people of this level are being called, or nothing has changed.
    Leave,
    /// Call nobody any more: somebody who answers for this level or a higher one knows.
    End,
    /// Call the people of this level.
    Begin,
}

/// The calls follow the level. Somebody who confirmed a call of this level or a higher one need
/// not be called again when the level sinks or rises again; otherwise the people of the new level
/// are called anew, also when they were called before and did not confirm.
///
/// `rounds`: the latest first. `changed`: whether the level differs from the one decided before.
pub(super) fn wish(rounds: &[Round], level: u8, changed: bool) -> Wish {
    let level = i64::from(level);
    let any = |round: &Round, state| round.attempts.iter().any(|a| CallState::of(a) == state);
    let knows = |round: &Round| round.round.level >= level && any(round, CallState::Acknowledged);
    let same = rounds.first().filter(|latest| latest.round.level == level);
    match same {
        Some(latest) if !changed || any(latest, CallState::Called) => Wish::Leave,
        _ if rounds.iter().any(knows) => Wish::End,
        _ => Wish::Begin,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::model::{call_attempt, call_round};

    fn round(level: i64, states: &[CallState]) -> Round {
        let attempt = |state: &CallState| call_attempt::Model {
            id: Uuid::nil(),
            company_id: Uuid::nil(),
            incident_id: Uuid::nil(),
            round_id: Uuid::nil(),
            position: 1,
            name: String::new(),
            title: String::new(),
            phone: String::new(),
            email: String::new(),
            wait_minutes: 1,
            state: state.name().to_owned(),
            token_hash: String::new(),
            called_at: None,
            due_at: None,
            acknowledged_at: None,
            acknowledged_by: String::new(),
        };
        Round {
            round: call_round::Model {
                id: Uuid::nil(),
                company_id: Uuid::nil(),
                incident_id: Uuid::nil(),
                level,
                started_at: 0,
                reason: String::new(),
            },
            attempts: states.iter().map(attempt).collect(),
        }
    }

    #[test]
    fn a_level_that_rises_again_calls_whoever_did_not_confirm_before() {
        use CallState::{Acknowledged, Called, Ended, Passed};
        let unanswered = [round(3, &[Passed])];
        assert_eq!(wish(&unanswered, 2, true), Wish::Begin, "somebody must know");
        let lowered = [round(2, &[Called]), round(3, &[Ended])];
        assert_eq!(wish(&lowered, 3, true), Wish::Begin);
        let answered_below = [round(3, &[Passed]), round(2, &[Acknowledged])];
        assert_eq!(wish(&answered_below, 2, true), Wish::End);
        assert_eq!(wish(&answered_below, 3, true), Wish::Begin);
    }

    #[test]
    fn whoever_confirmed_at_this_level_or_above_is_not_called_again() {
        use CallState::{Acknowledged, Called, Ended};
        let known = [round(3, &[Acknowledged, Ended])];
        assert_eq!(wish(&known, 2, true), Wish::End);
        assert_eq!(wish(&known, 3, true), Wish::End);
        let raised = [round(3, &[Called]), round(2, &[Acknowledged])];
        assert_eq!(wish(&raised, 2, true), Wish::End, "the call above need not go on");
    }

    #[test]
    fn the_same_level_saved_again_calls_nobody() {
        use CallState::{Called, Passed};
        assert_eq!(wish(&[], 1, false), Wish::Begin);
        assert_eq!(wish(&[round(2, &[Called])], 2, false), Wish::Leave);
        assert_eq!(wish(&[round(2, &[Passed])], 2, false), Wish::Leave);
        assert_eq!(wish(&[round(2, &[Called])], 2, true), Wish::Leave, "they are being called");
    }
}
