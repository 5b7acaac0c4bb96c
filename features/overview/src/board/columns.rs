//! What each column is, as the database is asked for it. In all of them `k` is the row of the company;
//! `$1` is the provider, `$2` now in milliseconds, `$3` the day in Japan. What is not known is null: an
//! empty ledger has no warnings because nobody looked.

/// A column of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Name.
    Name,
    /// Industry.
    Industry,
    /// People who work there.
    Staff,
    /// Stars of SECURITY ACTION whose declaration a person noted.
    Stars,
    /// The score of the main self-check.
    Score,
    /// The day of that.
    Finished,
    /// Open incidents.
    Incidents,
    /// Things that are overdue.
    Overdue,
    /// Assets whose maker's support has ended.
    Support,
    /// Large and medium risks about which nothing is done.
    Risks,
    /// Documents that wait for a decision.
    Policies,
}

const STARS: &str = "(SELECT max(CASE d.star WHEN 'action-1' THEN 1 WHEN 'action-2' THEN 2 END)
  FROM star_declaration d WHERE d.company_id = k.id AND d.withdrawn_at IS NULL)";

// In thousandths of what can be reached, so that companies with several sites stand among the others.
const SCORE: &str = "(SELECT a.total * 1000 / a.max FROM assessment a
  WHERE a.latest = true AND a.company_id = k.id AND a.catalogue = 'ipa-25' AND a.max > 0)";

const FINISHED: &str = "(SELECT a.finished_at FROM assessment a
  WHERE a.latest = true AND a.company_id = k.id AND a.catalogue = 'ipa-25')";

const INCIDENTS: &str = "(SELECT count(*) FROM incident i
  WHERE i.company_id = k.id AND i.status IN ('open', 'closing') AND i.purpose = 'real')";

const OVERDUE: &str = "(
  (SELECT count(*) FROM clock w JOIN incident i ON i.id = w.incident_id
   WHERE w.company_id = k.id AND w.state IN ('open', 'decided') AND w.due_at < $2
     AND i.purpose = 'real')
  + (SELECT count(*) FROM risk_treatment t JOIN risk_information r ON r.id = t.information_id
     WHERE t.company_id = k.id AND t.done_at IS NULL AND t.ended_at IS NULL
       AND t.due <> '' AND t.due < $3 AND r.retired_at IS NULL)
  + (SELECT count(*) FROM plan_item n WHERE n.company_id = k.id AND n.state IN ('open', 'doing')
     AND n.due <> '' AND n.due < $3)
  + (SELECT count(*) FROM policy p WHERE p.company_id = k.id AND p.withdrawn_at IS NULL
     AND (SELECT v.review_on FROM policy_version v WHERE v.policy_id = p.id
          ORDER BY v.number DESC LIMIT 1) <= $2))";

const SUPPORT: &str = "(CASE WHEN EXISTS (
    SELECT 1 FROM asset s WHERE s.company_id = k.id AND s.state <> 'retired')
  THEN (SELECT count(*) FROM asset s
        WHERE s.company_id = k.id AND s.support_ends < $3 AND s.state <> 'retired') END)";

const RISKS: &str = "(SELECT r.untreated FROM risk_standing r
  WHERE r.company_id = k.id AND r.rows > 0)";

const POLICIES: &str = "(CASE WHEN EXISTS (
    SELECT 1 FROM policy p WHERE p.company_id = k.id AND p.withdrawn_at IS NULL)
  THEN (SELECT count(*) FROM policy p WHERE p.company_id = k.id AND p.withdrawn_at IS NULL
        AND (NOT EXISTS (SELECT 1 FROM policy_version v WHERE v.policy_id = p.id)
          OR EXISTS (SELECT 1 FROM policy_publication u WHERE u.policy_id = p.id
                     AND u.shown_at IS NULL AND u.ended_at IS NULL))) END)";

impl Column {
    /// All columns, in the order of the list.
    pub const ALL: [Self; 11] = [
        Self::Name,
        Self::Incidents,
        Self::Overdue,
        Self::Stars,
        Self::Score,
        Self::Finished,
        Self::Support,
        Self::Risks,
        Self::Policies,
        Self::Industry,
        Self::Staff,
    ];

    /// Its name in addresses, keys of words and answers of the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Industry => "industry",
            Self::Staff => "staff",
            Self::Stars => "stars",
            Self::Score => "score",
            Self::Finished => "finished",
            Self::Incidents => "incidents",
            Self::Overdue => "overdue",
            Self::Support => "support",
            Self::Risks => "risks",
            Self::Policies => "policies",
        }
    }

    /// The column of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name() == name)
    }

    /// Whether the largest figures are those to look at first.
    #[must_use]
    pub const fn worst_is_largest(self) -> bool {
        matches!(
            self,
            Self::Incidents | Self::Overdue | Self::Support | Self::Risks | Self::Policies
        )
    }

    /// Whether it is a figure.
    #[must_use]
    pub const fn is_number(self) -> bool {
        !matches!(self, Self::Name | Self::Industry | Self::Stars | Self::Finished)
    }

    pub(super) const fn sql(self) -> &'static str {
        match self {
            Self::Name => "k.name",
            Self::Industry => "nullif(k.industry, '')",
            Self::Staff => "k.staff_count",
            Self::Stars => STARS,
            Self::Score => SCORE,
            Self::Finished => FINISHED,
            Self::Incidents => INCIDENTS,
            Self::Overdue => OVERDUE,
            Self::Support => SUPPORT,
            Self::Risks => RISKS,
            Self::Policies => POLICIES,
        }
    }
}
