//! The people whom the call tree called.

use hikeshi_db::Tx;
use hikeshi_kernel::from_millis;
use hikeshi_ui::Shell;
use hikeshi_web::Problem;
use jiff::Timestamp;

use crate::{
    calls::{CallState, rounds_of},
    model::{call_attempt, incident},
};

/// One person of the latest round.
pub(crate) struct ShownCall {
    /// Name and role.
    pub name: String,
    /// Tone of the state.
    pub tone: &'static str,
    /// Icon of the state.
    pub icon: &'static str,
    /// Word of the state.
    pub word: String,
    /// When called or confirmed.
    pub hint: String,
}

impl ShownCall {
    /// The persons of the latest round in calling order.
    pub(crate) async fn read(
        tx: &Tx,
        shell: &Shell,
        incident: &incident::Model,
        now: Timestamp,
    ) -> Result<Vec<Self>, Problem> {
        let latest = rounds_of(tx, incident).await?.into_iter().max_by_key(|r| r.round.started_at);
        let attempts = latest.map(|round| round.attempts).unwrap_or_default();
        let more = attempts.iter().any(|a| CallState::of(a) == CallState::Waiting);
        Ok(attempts.iter().map(|attempt| Self::new(shell, (attempt, more), now)).collect())
    }

    fn new(shell: &Shell, (attempt, more): (&call_attempt::Model, bool), now: Timestamp) -> Self {
        let brief = |at: i64| shell.words.brief(from_millis(at), now);
        let (tone, icon, key) = match CallState::of(attempt) {
            CallState::Acknowledged => ("done", "done", "case-call-acknowledged"),
            CallState::Called => ("now", "clock", "case-call-called"),
            CallState::Passed => ("caution", "warn", "case-call-passed"),
            CallState::Waiting => ("wait", "open", "case-call-waiting"),
            CallState::Ended => ("wait", "minus", "case-call-ended"),
        };
        let hint = match (attempt.acknowledged_at, attempt.called_at, attempt.due_at) {
            (Some(at), _, _) => brief(at),
            (None, Some(at), Some(due)) if CallState::of(attempt) == CallState::Called => {
                if more {
                    shell.t2("case-call-due", "called", brief(at), "due", brief(due))
                } else {
                    shell.t1("case-call-due-last", "called", brief(at))
                }
            }
            (None, Some(at), _) => brief(at),
            (None, None, _) => String::new(),
        };
        let (name, title) = (attempt.name.as_str(), attempt.title.as_str());
        let name = if title.is_empty() {
            name.to_owned()
        } else {
            shell.t2("run-actor-named", "name", name, "part", title)
        };
        Self { name, tone, icon, word: shell.t(key), hint }
    }
}
