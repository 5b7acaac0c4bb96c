//! Every table of the schema, in the order of its references: which of its rows a spare gets, and
//! how they come back. A new table gets one line here; a test in `app/tests/it/spare` names those that
//! are missing, and columns of ids that nobody can check.
//!
//! `added`: rows are only ever added; both sides' rows stand side by side. `changed`: rows are
//! changed in place; each column is compared with its state at the copy. `revised`: a change is a
//! new row with a number, and the last one is `current`. `goes_along`: copied, not taken back.
//! `stays`: never leaves the installation; the reason stands beside it.

/// One table.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Which of its rows a spare gets.
    pub rows: Rows,
    /// How they come back.
    pub merge: Merge,
    /// The number that is counted within other columns, if there is one.
    pub numbers: Option<Numbers>,
    /// Columns that no two rows may have alike, beside key and number.
    pub unique: &'static [&'static str],
    /// A column whose value only one row may carry: a row from a spare comes in without it when the
    /// value is taken here.
    pub single: Option<&'static str>,
    /// Whether its rows go away by themselves: then a missing one is nothing to tell anybody.
    pub passing: bool,
    /// Whether a row that was deleted here, while the spare went on with it, is there again.
    pub returns: bool,
}

/// Which rows a spare gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// Those with its `company_id`.
    OfCompany,
    /// Those for which this condition holds; `$1` is the company.
    Where(&'static str),
    /// None, for this reason.
    Stay(&'static str),
}

/// How rows come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merge {
    /// Rows are only ever added.
    Added,
    /// Rows are changed in place.
    Changed,
    /// A change is a new row: numbered by `revision` within these columns, the last one `current`.
    Revised(&'static [&'static str]),
    /// They do not come back.
    Not,
}

/// A number that people see and that both sides may have given.
#[derive(Debug, Clone, Copy)]
pub struct Numbers {
    /// The columns within which it is counted.
    pub within: &'static [&'static str],
    /// Its column.
    pub number: &'static str,
}

const fn table(name: &'static str, rows: Rows, merge: Merge) -> Table {
    Table {
        name,
        rows,
        merge,
        numbers: None,
        unique: &[],
        single: None,
        passing: false,
        returns: false,
    }
}

const fn added(name: &'static str) -> Table {
    table(name, Rows::OfCompany, Merge::Added)
}

const fn changed(name: &'static str) -> Table {
    table(name, Rows::OfCompany, Merge::Changed)
}

const fn revised(name: &'static str, within: &'static [&'static str]) -> Table {
    table(name, Rows::OfCompany, Merge::Revised(within))
}

const fn goes_along(name: &'static str, rows: Rows) -> Table {
    table(name, rows, Merge::Not)
}

const fn stays(name: &'static str, why: &'static str) -> Table {
    table(name, Rows::Stay(why), Merge::Not)
}

impl Table {
    const fn numbered(self, within: &'static [&'static str], number: &'static str) -> Self {
        Self { numbers: Some(Numbers { within, number }), ..self }
    }

    const fn passing(self) -> Self {
        Self { passing: true, ..self }
    }

    const fn returns(self) -> Self {
        Self { returns: true, ..self }
    }

    const fn single(self, column: &'static str) -> Self {
        Self { single: Some(column), ..self }
    }

    const fn of(self, rows: Rows) -> Self {
        Self { rows, ..self }
    }

    const fn unique(self, unique: &'static [&'static str]) -> Self {
        Self { unique, ..self }
    }
}

/// The provider's people who work for the company: roles of the provider, none of other companies.
const ROLES: &str =
    "company_id = $1 OR (company_id IS NULL AND ended_at IS NULL AND provider_id IN (
    SELECT provider_id FROM delegation WHERE company_id = $1 AND withdrawn_at IS NULL))";
const PEOPLE: &str = "id IN (SELECT account_id FROM membership WHERE company_id = $1 OR (
    company_id IS NULL AND ended_at IS NULL AND provider_id IN (
    SELECT provider_id FROM delegation WHERE company_id = $1 AND withdrawn_at IS NULL)))";
const PROVIDERS: &str =
    "id IN (SELECT provider_id FROM delegation WHERE company_id = $1 AND withdrawn_at IS NULL)";
const DELEGATIONS: &str = "company_id = $1 AND withdrawn_at IS NULL";

/// The company's own playbooks, and those of its providers that it can start. What a provider is
/// still writing, or put away, stays.
const PLAYBOOKS: Rows = Rows::Where(
    "company_id = $1 OR (live_number IS NOT NULL AND company_id IN (
    SELECT provider_id FROM delegation WHERE company_id = $1 AND withdrawn_at IS NULL))",
);
const OF_PLAYBOOKS: Rows = Rows::Where(
    "company_id = $1 OR playbook_id IN (SELECT id FROM own_playbook WHERE
    live_number IS NOT NULL AND company_id IN (
    SELECT provider_id FROM delegation WHERE company_id = $1 AND withdrawn_at IS NULL))",
);

const OF_COMPANY: Rows = Rows::OfCompany;

/// All tables, those that others refer to first.
pub const TABLES: &[Table] = &[
    // The machine itself.
    stays("schema_migration", "every database has its own"),
    stays("tlog_head", "a spare has a log of its own"),
    stays("tlog_entry", "a spare has a log of its own; its entries come back as entries"),
    stays("tlog_alarm", "about the installation's log and those that it keeps an eye on"),
    stays("witness_peer", "the installation is a witness, not its spare"),
    stays("witness_cosignature", "signatures are of the installation's log"),
    stays("log_stamp", "time stamps are of the installation's log"),
    stays("checkpoint_mail", "mails of the month leave from the installation only"),
    stays("job", "the installation does its own jobs"),
    stays("installation", "a spare has a master key of its own"),
    stays("spare_origin", "written for each spare"),
    stays("spare_base", "written for each spare"),
    stays("spare_copy", "the installation's own list"),
    stays("spare_merge", "the installation's own list"),
    stays("spare_merge_item", "the installation's own list"),
    stays("spare_merge_seen", "the installation's own list"),
    // People and companies.
    goes_along("account", Rows::Where(PEOPLE)),
    goes_along("provider", Rows::Where(PROVIDERS)),
    goes_along("company", Rows::Where("id = $1")),
    goes_along("membership", Rows::Where(ROLES)),
    goes_along("delegation", Rows::Where(DELEGATIONS)),
    stays("session", "everybody signs in on the spare"),
    stays("invitation", "links of mails lead to the installation"),
    stays("sign_in_link", "links of mails lead to the installation"),
    stays("api_token", "programs talk to the installation"),
    stays("sign_in_failure", "counted by each machine"),
    goes_along("retired_help_address", OF_COMPANY),
    changed("site"),
    changed("contact"),
    changed("own_desk"),
    // Playbooks of the company's own shelf. A provider's go along, and do not come back.
    changed("own_playbook").of(PLAYBOOKS).returns(),
    changed("playbook_draft").passing(),
    changed("playbook_original").passing(),
    added("playbook_version").of(OF_PLAYBOOKS).numbered(&["playbook_id"], "number"),
    // Counted anew from the runs after a merge.
    goes_along("playbook_use", OF_COMPANY),
    // Incidents.
    changed("incident").numbered(&["company_id", "year"], "serial"),
    changed("help_report"),
    changed("help_draft").passing(),
    added("level_change"),
    changed("playbook_run"),
    added("run_event"),
    revised("fact", &["incident_id", "key"]),
    changed("timeline_entry"),
    added("timeline_correction"),
    changed("evidence").numbered(&["incident_id"], "serial"),
    added("custody_event").single("answers"),
    added("custody_photo"),
    stays("hand_over_link", "links for outsiders lead to the installation"),
    goes_along("evidence_check", OF_COMPANY),
    changed("call_round"),
    changed("call_attempt"),
    changed("executive_decision"),
    changed("participant"),
    added("desk_contact"),
    changed("measure"),
    added("closing"),
    added("document").numbered(&["incident_id", "paper", "format", "lang"], "number"),
    stays("viewed", "remembers entries of the log"),
    stays("idempotency", "programs talk to the installation"),
    stays("evidence_waiting", "goes away after a day"),
    goes_along("clock", OF_COMPANY),
    goes_along("awaits", OF_COMPANY),
    // Filings.
    changed("reporting_profile"),
    changed("contract_clause"),
    revised("duty_decision", &["incident_id", "duty"]),
    goes_along("duty_count", OF_COMPANY),
    goes_along("duty_reminder", OF_COMPANY),
    stays("calendar_feed", "secret addresses lead to the installation"),
    changed("paper").numbered(&["incident_id"], "number"),
    added("paper_version").numbered(&["paper_id"], "serial"),
    added("paper_file"),
    added("paper_event").numbered(&["paper_id"], "step"),
    added("paper_consent"),
    changed("paper_ask").passing(),
    changed("official_form").unique(&["company_id", "kind"]),
    stays("letter_run", "letters leave from the installation only"),
    stays("letter_confirmation", "letters leave from the installation only"),
    stays("letter_chunk", "letters leave from the installation only"),
    stays("letter_recipient", "letters leave from the installation only"),
    // The printed kit: the last edition can be read and printed again, a new one is made on the
    // installation only, because its tags are numbered.
    goes_along("kit_edition", OF_COMPANY),
    goes_along("kit_print", OF_COMPANY),
    // The ledger of information and its risks.
    changed("risk_information").numbered(&["company_id"], "number"),
    changed("risk_threat").unique(&["company_id", "threat"]),
    changed("risk_treatment"),
    added("risk_acceptance"),
    added("risk_change"),
    goes_along("risk_import", OF_COMPANY),
    goes_along("risk_standing", OF_COMPANY),
    // Money.
    changed("money_figures"),
    changed("money_group"),
    changed("money_policy"),
    // The ledger of IT assets. Secrets are sealed with a key that a spare does not get.
    changed("asset").numbered(&["company_id"], "number"),
    stays("asset_secret", "sealed with the company's key of the installation"),
    added("asset_change"),
    stays("asset_import", "files are brought to the installation"),
    stays("asset_import_row", "files are brought to the installation"),
    // Policies and rules: they can be read and printed on the spare; they are written, approved and
    // published on the installation only.
    goes_along("policy", OF_COMPANY),
    goes_along("policy_approval", OF_COMPANY),
    goes_along("policy_version", OF_COMPANY),
    goes_along("policy_file", OF_COMPANY),
    goes_along("policy_publication", OF_COMPANY),
    goes_along("policy_address", OF_COMPANY),
    goes_along("policy_reader", OF_COMPANY),
    stays("policy_link", "links for readers lead to the installation"),
    // Peers: groups and figures are those of the whole installation.
    stays("peer_place", "groups are made of all companies of the installation"),
    stays("peer_figure", "told of all companies of the installation"),
    stays("peer_counted", "told of all companies of the installation"),
    stays("peer_declined", "the company chooses on the installation"),
    // Technical information and links for outsiders.
    changed("indicator"),
    changed("own_sign").unique(&["company_id", "sign"]),
    added("given_out"),
    stays("share_link", "links for outsiders lead to the installation"),
    stays("share_visit", "links for outsiders lead to the installation"),
    stays("share_view", "links for outsiders lead to the installation"),
    // Case packages.
    stays("package_export", "whoever needs a package makes one"),
    stays("package_upload", "goes away unless somebody confirms it"),
    added("package_import"),
    added("package_origin"),
    added("package_paper"),
    // Assessments. One that was finished on one side is a change of its row.
    changed("assessment"),
    revised("assessment_answer", &["assessment_id", "site", "item"]),
    changed("assessment_assignee").unique(&["assessment_id", "site", "item"]),
    added("assessment_comment"),
    changed("assessment_evidence"),
    changed("official_text").unique(&["company_id", "catalogue", "item"]),
    // Stars: the plan goes on on the spare; what was done on both sides is shown to a person.
    changed("plan_item"),
    added("plan_change"),
    changed("plan_proof"),
    changed("star_declaration"),
    changed("declaration_data").unique(&["company_id"]),
    changed("scs_confirmation").unique(&["company_id", "assessment_id"]),
];

/// Which table a column of ids points into, by the name of the column: rows from a spare are
/// refused when such an id is not the company's own.
pub const REFERENCES: &[(&str, &str)] = &[
    ("incident_id", "incident"),
    ("run_id", "playbook_run"),
    ("entry_id", "timeline_entry"),
    ("evidence_id", "evidence"),
    ("exhibit_id", "evidence"),
    ("round_id", "call_round"),
    ("paper_id", "paper"),
    ("follows_id", "paper"),
    ("version_id", "paper_version"),
    ("report_id", "help_report"),
    ("source_id", "evidence"),
    ("event_id", "custody_event"),
    ("answers", "custody_event"),
    ("playbook_id", "own_playbook"),
    ("assessment_id", "assessment"),
    ("asset_id", "asset"),
    ("information_id", "risk_information"),
    ("item_id", "plan_item"),
    ("before_id", "plan_item"),
];

/// Columns of ids that another installation gave, or that say where such a thing stands here: shown
/// and given on within their incident, never followed.
pub const FOREIGN_COLUMNS: &[&str] =
    &["local_id", "original_id", "origin_incident_id", "package_id"];

/// Columns that name an account. Somebody who has none on the installation keeps the written name.
pub const PEOPLE_COLUMNS: &[&str] = &[
    "account_id",
    "added_by_id",
    "asked_by_id",
    "by_id",
    "commander_id",
    "decided_by_id",
    "from_id",
    "made_by_id",
    "to_id",
];

/// A table by its name.
#[must_use]
pub fn table_of(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}
