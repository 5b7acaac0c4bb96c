//! The top of the pages inside one incident: which incident, and the tabs.

use hikeshi_i18n::Words;
use hikeshi_identity::{CompanyScope, can};
use hikeshi_ui::NavItem;

use crate::{
    case::{Status, marked_title},
    model::incident,
};

/// The tabs of an incident, each a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// What to do next.
    Work,
    /// What is known.
    Facts,
    /// Files and things.
    Evidence,
    /// Reports.
    Documents,
    /// What must be told to whom by when.
    Duties,
    /// What happened when.
    Timeline,
    /// Restoring, the cause, what keeps it from happening again.
    Lessons,
    /// A page beside the tabs.
    Beside,
}

/// What the top of a page shows; `pages/case_head.html` draws it from a field named `head`.
#[derive(Debug, Clone)]
pub struct CaseHead {
    /// The incident's first page, without a slash at the end.
    pub base: String,
    /// Number and title.
    pub name: String,
    /// The tabs that the person may open.
    pub tabs: Vec<NavItem>,
    /// Whether the person may write facts and lines; nobody may when the incident is closed.
    pub may_work: bool,
    /// Whether the page must say that the incident is closed; its first page says it anyway.
    pub says_closed: bool,
}

impl CaseHead {
    /// The top of a page under `tab`.
    #[must_use]
    pub fn new(scope: &CompanyScope, words: &Words, incident: &incident::Model, tab: Tab) -> Self {
        let base = format!("/c/{}/incidents/{}", scope.company(), incident.id);
        let item = |here: Tab, key: &str, path: &str| {
            NavItem::new(words.t(key), format!("{base}{path}")).current_if(here == tab)
        };
        let mut tabs = vec![
            item(Tab::Work, "record-tab-work", ""),
            item(Tab::Facts, "record-tab-facts", "/facts"),
        ];
        tabs.push(item(Tab::Duties, "record-tab-duties", "/duties"));
        if scope.may::<can::ViewEvidence>() {
            tabs.push(item(Tab::Evidence, "record-tab-evidence", "/evidence"));
        }
        if scope.may::<can::ViewDocuments>() {
            tabs.push(item(Tab::Documents, "record-tab-documents", "/documents"));
        }
        tabs.push(item(Tab::Timeline, "record-tab-timeline", "/timeline"));
        tabs.push(item(Tab::Lessons, "lessons-tab", "/lessons"));
        let closed = incident.status == Status::Closed.name();
        let name = words.ta(
            "record-incident-name",
            &[("number", &incident.number), ("title", &marked_title(words, incident))],
        );
        Self {
            base,
            name,
            tabs,
            may_work: scope.may::<can::WorkIncident>() && !closed,
            says_closed: closed && tab != Tab::Work,
        }
    }
}
