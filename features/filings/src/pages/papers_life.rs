//! Where a paper stands in its life and what the person may do next.

use hikeshi_db::Tx;
use hikeshi_directory::acting_provider;
use hikeshi_drafting::{Approver, Kind};
use hikeshi_identity::{CompanyScope, can, living_delegations};
use hikeshi_kernel::from_millis;
use hikeshi_ui::Shell;
use hikeshi_web::Problem;

use crate::{
    model::{paper_event, paper_version},
    papers::{Act, Approvals, PaperNow, State, role_may_approve},
};

/// The next step and the steps behind.
pub(super) struct Life {
    /// Each state on the way: its word, whether it is reached, whether it is the present one.
    pub steps: Vec<(String, bool, bool)>,
    pub frozen: bool,
    pub may_write: bool,
    pub may_check: bool,
    /// The person wrote in it too: another one should check.
    pub own: bool,
    pub may_approve: bool,
    pub may_decide: bool,
    pub may_withdraw: bool,
    pub may_file: bool,
    pub may_follow: bool,
    pub given: Vec<String>,
    /// Who is missing, in words.
    pub wanted: Option<String>,
    pub two_persons: bool,
    /// An item waits for a decision.
    pub conflict: bool,
    /// The facts changed after the check.
    pub moved: bool,
    /// The facts would say something else than the frozen version.
    pub behind: bool,
    /// Names the text that the person sees.
    pub seen: String,
    /// The frozen version and its hash.
    pub frozen_as: Option<(i64, String)>,
}

impl Life {
    pub fn new(
        shell: &Shell,
        scope: &CompanyScope,
        (now, state): (&PaperNow, State),
        (events, approvals): (&[paper_event::Model], &Approvals),
        frozen: Option<&paper_version::Model>,
        may: bool,
    ) -> Self {
        let me = scope.account().map(Into::into);
        let words = &shell.words;
        let approves = scope.may::<can::ApproveFilings>();
        let wrote = events.iter().any(|event| {
            [Act::Made.name(), Act::Edited.name()].contains(&event.act.as_str())
                && event.by_id == me
        });
        let steps = [State::Draft, State::Checked, State::Approved, State::Filed];
        let at = State::ALL.iter().position(|one| *one == state).unwrap_or(0);
        let step = |(nr, one): (usize, &State)| {
            (words.t(&format!("paperwork-state-{}", one.name())), nr <= at, *one == state)
        };
        let open = state == State::Checked && !approvals.is_complete();
        Self {
            steps: steps.iter().enumerate().map(step).collect(),
            frozen: state.is_frozen(),
            may_write: may && !state.is_frozen(),
            may_check: may && state == State::Draft && !now.has_conflict(),
            own: wrote,
            may_approve: may
                && approves
                && open
                && role_may_approve(now.kind, scope)
                && !approvals.has(me),
            may_decide: scope.may::<can::DecideFilings>(),
            may_withdraw: may && approves && state == State::Approved,
            may_file: approves && state == State::Approved,
            may_follow: may && matches!(state, State::Filed | State::Approved),
            given: approvals.given.iter().map(|(_, name)| name.clone()).collect(),
            wanted: open.then(|| wanted(shell, now, approvals)),
            two_persons: now.kind.file.two_persons,
            conflict: !state.is_frozen() && now.has_conflict(),
            moved: state == State::Draft && State::of(&now.row) == State::Checked,
            behind: matches!(state, State::Approved | State::Filed)
                && frozen.is_some_and(|version| version.text_sha256 != now.text_sha256),
            seen: now.text_sha256.clone(),
            frozen_as: frozen.map(|version| (version.serial, version.sha256.clone())),
        }
    }
}

/// Who is missing: how many, and of which roles.
fn wanted(shell: &Shell, now: &PaperNow, approvals: &Approvals) -> String {
    let words = &shell.words;
    let role = |approver: &Approver| {
        let name = match approver {
            Approver::President => "president",
            Approver::Officer => "officer",
            Approver::Staff => "staff",
        };
        words.t(&format!("identity-role-{name}"))
    };
    let roles: Vec<String> = now.kind.file.approver_roles.iter().map(role).collect();
    let roles = roles.join(&words.t("paperwork-or"));
    let count = approvals.needed.saturating_sub(approvals.given.len()).max(1);
    let key = match (approvals.fits, now.kind.file.two_persons) {
        (true, _) => "paperwork-wanted-any",
        (false, true) => "paperwork-wanted-with",
        (false, false) => "paperwork-wanted-role",
    };
    words.ta(key, &[("count", &count), ("roles", &roles)])
}

/// That the provider may approve and file this kind too, in words, where the company allows it.
pub(super) async fn provider_may(
    tx: &Tx,
    scope: &CompanyScope,
    (shell, kind): (&Shell, &Kind),
) -> Result<Option<String>, Problem> {
    let living = living_delegations(tx, scope.company()).await?;
    let allowed = living.first().is_some_and(|delegation| delegation.may_file);
    let Some(provider) = acting_provider(tx, scope.company()).await?.filter(|_| allowed) else {
        return Ok(None);
    };
    let asks_officer = kind.file.approver_roles.contains(&Approver::Officer);
    let key = match (kind.file.two_persons, asks_officer) {
        (true, _) => "paperwork-provider-second",
        (false, true) => "paperwork-provider-may",
        (false, false) => "paperwork-provider-files",
    };
    Ok(Some(shell.words.t1(key, "provider", &provider.name)))
}

/// One event of the history.
pub(super) struct Line {
    pub what: String,
    pub who: String,
    pub at: String,
    pub note: String,
    /// When, how and with which receipt it went out.
    pub filed: Option<String>,
    pub exhibit: Option<String>,
}

impl Line {
    pub fn new(shell: &Shell, event: &paper_event::Model, case: &str) -> Self {
        let words = &shell.words;
        let filed = event.done_at.map(|at| {
            let how = words.t(&format!("paperwork-how-{}", event.how));
            let at = words.date_time(from_millis(at));
            let receipt = event.receipt.as_str();
            match receipt.is_empty() {
                true => words.ta("paperwork-filed-line", &[("at", &at), ("how", &how)]),
                false => words.ta(
                    "paperwork-filed-line-receipt",
                    &[("at", &at), ("how", &how), ("receipt", &receipt)],
                ),
            }
        });
        Self {
            what: words.t(&format!("paperwork-act-{}", event.act)),
            who: match event.by_name.is_empty() {
                true => words.t("paperwork-by-program"),
                false => event.by_name.clone(),
            },
            at: words.date_time(from_millis(event.at)),
            note: event.note.clone(),
            filed,
            exhibit: event.exhibit_id.map(|id| format!("{case}/evidence/{id}")),
        }
    }
}
