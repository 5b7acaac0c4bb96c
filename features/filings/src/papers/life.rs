//! The life of a paper: states, acts, and who has approved.

use hikeshi_drafting::{Approver, Kind};
use hikeshi_identity::{CompanyScope, Role, can};
use uuid::Uuid;

use crate::model::{paper, paper_event};

/// How far a paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Being written; follows the facts.
    Draft,
    /// Somebody has read it and found it right.
    Checked,
    /// Decided to be given out; frozen.
    Approved,
    /// Given out.
    Filed,
    /// A later paper to the same effect was given out.
    Superseded,
}

impl State {
    /// All states, in their order.
    pub const ALL: [Self; 5] =
        [Self::Draft, Self::Checked, Self::Approved, Self::Filed, Self::Superseded];

    /// The name in the database and in keys of words (`paperwork-state-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Checked => "checked",
            Self::Approved => "approved",
            Self::Filed => "filed",
            Self::Superseded => "superseded",
        }
    }

    /// The state of a paper; a name that nobody knows counts as a draft.
    #[must_use]
    pub fn of(paper: &paper::Model) -> Self {
        Self::ALL.into_iter().find(|state| state.name() == paper.state).unwrap_or(Self::Draft)
    }

    /// Whether what it says can no longer change.
    #[must_use]
    pub const fn is_frozen(self) -> bool {
        matches!(self, Self::Approved | Self::Filed | Self::Superseded)
    }
}

/// What people do with a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Made.
    Made,
    /// An item or the recipient changed.
    Edited,
    /// Read and found right.
    Checked,
    /// Approved by one person.
    Approved,
    /// The approval was taken back.
    Withdrawn,
    /// Given out.
    Filed,
    /// Another paper took its place.
    Superseded,
}

impl Act {
    /// The name in the database and in keys of words (`paperwork-act-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::Edited => "edited",
            Self::Checked => "checked",
            Self::Approved => "approved",
            Self::Withdrawn => "withdrawn",
            Self::Filed => "filed",
            Self::Superseded => "superseded",
        }
    }

    /// The name in the log.
    pub(crate) const fn logged(self) -> &'static str {
        match self {
            Self::Made => "paper.made",
            Self::Edited => "paper.edited",
            Self::Checked => "paper.checked",
            Self::Approved => "paper.approved",
            Self::Withdrawn => "paper.withdrawn",
            Self::Filed => "paper.filed",
            Self::Superseded => "paper.superseded",
        }
    }
}

/// The state as it counts now: a check of another text is none.
#[must_use]
pub fn effective_state(paper: &paper::Model, events: &[paper_event::Model], text: &str) -> State {
    let state = State::of(paper);
    let checked = last(events, Act::Checked);
    match state {
        State::Checked if checked.is_none_or(|event| event.text_sha256 != text) => State::Draft,
        state => state,
    }
}

/// Who has approved a text and who is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approvals {
    /// Those who did, in their order: account and name.
    pub given: Vec<(Option<Uuid>, String)>,
    /// So many different persons are needed.
    pub needed: usize,
    /// Whether one of them has a role that the kind asks for.
    pub fits: bool,
}

impl Approvals {
    /// Whether nobody is missing.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.fits && self.given.len() >= self.needed
    }

    /// Whether this account has approved already.
    #[must_use]
    pub fn has(&self, account: Option<Uuid>) -> bool {
        self.given.iter().any(|(id, _)| *id == account)
    }

    /// The same with one more person.
    #[must_use]
    pub fn with(mut self, account: Option<Uuid>, name: &str, fits: bool) -> Self {
        self.given.push((account, name.to_owned()));
        self.fits |= fits;
        self
    }
}

/// The approvals that count for a text: those of this text after it was checked last. `events`
/// are in the order of time.
#[must_use]
pub fn approvals(kind: &Kind, events: &[paper_event::Model], text: &str) -> Approvals {
    let since = events.iter().rposition(|event| event.act == Act::Checked.name()).unwrap_or(0);
    let living = events
        .iter()
        .skip(since)
        .filter(|event| event.act == Act::Approved.name() && event.text_sha256 == text);
    let needed = if kind.file.two_persons { 2 } else { 1 };
    let mut all = Approvals { given: Vec::new(), needed, fits: false };
    for event in living.filter(|event| event.by_id.is_some()) {
        if !all.has(event.by_id) {
            let fits = Role::from_name(&event.by_role).is_some_and(|role| fits(kind, role));
            all = all.with(event.by_id, &event.by_name, fits);
        }
    }
    all
}

/// Whether a person's role lets them approve a kind; where two persons approve, one of them may be
/// anybody who decides for the company.
#[must_use]
pub fn role_may_approve(kind: &Kind, scope: &CompanyScope) -> bool {
    approving_role(kind, scope).is_some_and(|role| kind.file.two_persons || fits(kind, role))
}

/// The role with which a person approves a kind: one that it asks for before any other. A person
/// of the provider has one only if the company allowed it.
#[must_use]
pub(crate) fn approving_role(kind: &Kind, scope: &CompanyScope) -> Option<Role> {
    let asked = Role::COMPANY.into_iter().find(|role| scope.has_role(*role) && fits(kind, *role));
    asked.or_else(|| scope.role().filter(|_| scope.may::<can::ApproveFilings>()))
}

/// Whether the kind asks for this role. A person of the provider stands in for the company's
/// officer, never for its president, and where two approve only as the second one.
#[must_use]
pub(crate) fn fits(kind: &Kind, role: Role) -> bool {
    let asks = |role: Role| kind.file.approver_roles.iter().any(|asked| role_of(*asked) == role);
    match Role::PROVIDER.contains(&role) {
        true => asks(Role::Officer) && !kind.file.two_persons,
        false => asks(role),
    }
}

/// The role of an approver.
#[must_use]
pub(crate) const fn role_of(approver: Approver) -> Role {
    match approver {
        Approver::President => Role::President,
        Approver::Officer => Role::Officer,
        Approver::Staff => Role::Staff,
    }
}

/// The last event of an act.
#[must_use]
pub(crate) fn last(events: &[paper_event::Model], act: Act) -> Option<&paper_event::Model> {
    events.iter().rev().find(|event| event.act == act.name())
}
