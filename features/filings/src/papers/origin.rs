//! Where a fact comes from that nobody wrote on the fact sheet, and where it is changed.

use hikeshi_identity::{CompanyScope, can};

/// A part of the program that knows facts of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The company's own data.
    Company,
    /// The people of the company, and its provider.
    People,
    /// The contact tree and the company's own desks.
    Contacts,
    /// What the company answered once for all reports.
    Reporting,
    /// When somebody noticed the incident, and who leads the response.
    Incident,
    /// The level that was decided.
    Level,
    /// Papers that went out and duties that were decided as reported.
    Filings,
}

impl Origin {
    /// All of them.
    const ALL: [Self; 7] = [
        Self::Company,
        Self::People,
        Self::Contacts,
        Self::Reporting,
        Self::Incident,
        Self::Level,
        Self::Filings,
    ];

    /// The name kept with a fact and in keys of words (`paperwork-origin-…`).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::People => "people",
            Self::Contacts => "contacts",
            Self::Reporting => "reporting",
            Self::Incident => "incident",
            Self::Level => "level",
            Self::Filings => "filings",
        }
    }

    /// The origin of that name; none for a written fact.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|origin| origin.name() == name)
    }

    /// The page on which it is changed, for those who may open it. `case`: the incident's page.
    #[must_use]
    pub fn href(self, scope: &CompanyScope, case: &str) -> Option<String> {
        let home = format!("/c/{}", scope.company());
        let (may, href) = match self {
            Self::Company => (scope.may::<can::EditCompany>(), format!("{home}/settings/company")),
            Self::People => (scope.may::<can::InvitePeople>(), format!("{home}/settings")),
            Self::Contacts => (scope.may::<can::ViewContacts>(), format!("{home}/contacts")),
            Self::Reporting => (scope.may::<can::ViewReporting>(), format!("{home}/reporting")),
            Self::Incident => (true, case.to_owned()),
            Self::Level => (scope.may::<can::SetLevel>(), format!("{case}/level")),
            Self::Filings => (scope.may::<can::ViewDocuments>(), format!("{case}/filings")),
        };
        may.then_some(href)
    }
}
