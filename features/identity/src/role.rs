//! The roles and what they may do.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

/// A role in a company or at a provider (`DESIGN.md`, section 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Decides and answers for it.
    President,
    /// Information-security officer.
    Officer,
    /// Acts: system administrator and others.
    Staff,
    /// Notices something.
    Employee,
    /// Insurer, lawyer, forensic firm: reads one incident.
    Outsider,
    /// Provider: administrator.
    Admin,
    /// Provider: analyst.
    Analyst,
    /// Provider: desk.
    Desk,
    /// Provider: field engineer.
    Field,
}

impl Role {
    /// The roles of a company.
    pub const COMPANY: [Self; 5] =
        [Self::President, Self::Officer, Self::Staff, Self::Employee, Self::Outsider];
    /// The roles of a provider.
    pub const PROVIDER: [Self; 4] = [Self::Admin, Self::Analyst, Self::Desk, Self::Field];

    /// The name in the database, in the permission table and in keys of words (`identity-role-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::President => "president",
            Self::Officer => "officer",
            Self::Staff => "staff",
            Self::Employee => "employee",
            Self::Outsider => "outsider",
            Self::Admin => "admin",
            Self::Analyst => "analyst",
            Self::Desk => "desk",
            Self::Field => "field",
        }
    }

    /// The role of that name, as the database and forms have it; `None` for any other text.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::COMPANY.into_iter().chain(Self::PROVIDER).find(|role| role.name() == name)
    }

    /// Whether the permission table gives `action` to this role.
    #[must_use]
    pub fn may(self, action: &str) -> bool {
        self.stands_in(&TABLE.always, action)
    }

    /// Whether a company may give `action` to this role of its provider.
    #[must_use]
    pub fn may_if_company_allows(self, action: &str) -> bool {
        self.stands_in(&TABLE.if_company_allows, action)
    }

    fn stands_in(self, lines: &Lines, action: &str) -> bool {
        lines.get(action).is_some_and(|roles| roles.iter().any(|role| role == self.name()))
    }
}

/// The roles of each action.
type Lines = BTreeMap<String, Vec<String>>;

/// The permission table.
#[derive(Debug, Default, Deserialize)]
struct Table {
    #[serde(flatten)]
    always: Lines,
    #[serde(rename = "if-company-allows")]
    if_company_allows: Lines,
}

/// The table as written; an unreadable one allows nothing (a test reads it).
static TABLE: LazyLock<Table> =
    LazyLock::new(|| toml::from_str(include_str!("../permissions.toml")).unwrap_or_default());

/// Acts that need a permission. Handlers name one in their signature:
/// `Allowed<can::ViewIncidents>`.
pub mod can {
    /// An act of the permission table.
    pub trait Action: Send + Sync + 'static {
        /// Its name in `permissions.toml`.
        const NAME: &'static str;
    }

    macro_rules! actions {
        ($($name:ident = $text:literal, $doc:literal;)+) => {
            $(
                #[doc = $doc]
                #[derive(Debug, Clone, Copy)]
                pub struct $name;
                impl Action for $name {
                    const NAME: &'static str = $text;
                }
            )+
            /// All names, for the test that compares them with the table.
            pub const ALL: &[&str] = &[$($text),+];
        };
    }

    actions! {
        ViewCompany = "view-company", "See the company's first page.";
        ViewIncidents = "view-incidents", "See incidents.";
        OpenIncident = "open-incident", "Report or open an incident.";
        WorkIncident = "work-incident", "Do tasks, write facts and the timeline.";
        SetLevel = "set-level", "Decide classification and damage level.";
        Decide = "decide", "Record decisions of a playbook.";
        ViewPlaybooks = "view-playbooks", "See the playbooks that can be started.";
        EditPlaybooks = "edit-playbooks", "Write, publish and withdraw own playbooks.";
        DecideAsPresident = "decide-as-president", "Decide what only the president decides.";
        CloseIncident = "close-incident", "Close and reopen incidents.";
        ViewEvidence = "view-evidence", "See and fetch evidence.";
        AddEvidence = "add-evidence", "Add evidence and custody events.";
        ViewDocuments = "view-documents", "Read documents of an incident.";
        ViewDrafts = "view-drafts", "Read papers that nobody has approved yet.";
        ImportIncident = "import-incident", "Bring in incidents from files.";
        ExportCase = "export-case", "Make and fetch packages of an incident for people outside.";
        PrepareFilings = "prepare-filings", "Write and check what is filed or sent.";
        DecideFilings = "decide-filings", "Decide whether to report.";
        ApproveFilings = "approve-filings", "Approve papers and note that they went out.";
        ShareCase = "share-case", "Give parts of an incident to outsiders.";
        ViewReporting = "view-reporting", "See what decides the company's duties, its clauses and filings.";
        EditReporting = "edit-reporting", "Answer what decides the company's duties; enter clauses.";
        ViewPosture = "view-posture", "See assessments and where the company stands.";
        AnswerPosture = "answer-posture", "Begin assessments, answer questions, add evidence.";
        FinishPosture = "finish-posture", "Finish assessments and throw drafts away.";
        ViewPlan = "view-plan", "See the stars and the action plan.";
        EditPlan = "edit-plan", "Change the action plan.";
        DeclareStars = "declare-stars", "Note that a star was declared, and what was signed.";
        ViewOverview = "view-overview", "See where the company stands, on one page.";
        ChoosePeers = "choose-peers", "Say whether the company is counted among its peers.";
        ViewContacts = "view-contacts", "See the contact tree and desks.";
        EditContacts = "edit-contacts", "Change the contact tree and desks.";
        EditHelpAddress = "edit-help-address", "Print and replace the help address.";
        MakeKit = "make-kit", "Make the printed kit and note where it is kept.";
        ViewRisks = "view-risks", "See the ledger of information and its risks.";
        EditRisks = "edit-risks", "Change the ledger, judge threats, decide treatments.";
        AcceptRisks = "accept-risks", "Accept a risk for the company, by name.";
        ViewMoney = "view-money", "See what accidents could cost the company.";
        EditMoney = "edit-money", "Enter the company's figures and insurances.";
        ViewAssets = "view-assets", "See the ledger of IT assets.";
        EditAssets = "edit-assets", "Change the ledger and take files into it.";
        ShowSecrets = "show-secrets", "See keys and passwords of the ledger, saying why.";
        ViewPolicies = "view-policies", "Read approved policies and rules, and say so.";
        EditPolicies = "edit-policies", "Write policies and rules; ask people to read them.";
        ApprovePolicies = "approve-policies", "Approve and withdraw policies and rules.";
        PublishPolicies = "publish-policies", "Show a policy to the public, as one of two people.";
        EditCompany = "edit-company", "Change the company's own data.";
        EditDelegation = "edit-delegation", "Let a provider act, or withdraw that.";
        InvitePeople = "invite-people", "Invite people and end their roles.";
        ViewLog = "view-log", "Read the company's log.";
        ViewBoard = "view-board", "See all companies of a provider.";
        EditProvider = "edit-provider", "Change the provider's people and companies.";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_exactly_the_known_actions_and_roles() {
        let names: Vec<&str> = TABLE.always.keys().map(String::as_str).collect();
        let mut known = can::ALL.to_vec();
        known.sort_unstable();
        assert_eq!(names, known);
        for role in TABLE.always.values().flatten() {
            assert!(Role::from_name(role).is_some(), "unknown role {role}");
        }
        for (action, roles) in &TABLE.if_company_allows {
            assert!(known.contains(&action.as_str()), "unknown action {action}");
            let provider = |role: &String| Role::PROVIDER.iter().any(|one| one.name() == role);
            assert!(roles.iter().all(provider), "{action} is for roles of a provider");
        }
    }

    #[test]
    fn the_permission_table_is_as_reviewed() {
        let mut text = String::new();
        for role in Role::COMPANY.into_iter().chain(Role::PROVIDER) {
            let may: Vec<&str> = can::ALL.iter().copied().filter(|a| role.may(a)).collect();
            text.push_str(&format!("{}: {}\n", role.name(), may.join(", ")));
        }
        for role in Role::PROVIDER {
            let may = can::ALL.iter().copied().filter(|a| role.may_if_company_allows(a));
            let may: Vec<&str> = may.collect();
            text.push_str(&format!("{} if allowed: {}\n", role.name(), may.join(", ")));
        }
        insta::assert_snapshot!(text);
    }
}
