//! What programs read, with the names that stay the same.

use hikeshi_kernel::{Moment, from_millis};
use hikeshi_web::Problem;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    case::{kinds_of, moment_of, noticed_of},
    model::{evidence, fact, incident, timeline_entry},
};

/// When something happened, as exactly as the person knew it.
#[derive(ToSchema)]
#[schema(as = Moment)]
#[expect(dead_code, reason = "describes the JSON of hikeshi_kernel::Moment")]
pub(crate) struct MomentShape {
    /// `exact`, `about`, `day`, `range` or `unknown`.
    #[schema(example = "about")]
    precision: String,
    /// For `exact` and `about`: the instant (RFC 3339).
    #[schema(example = "2026-11-20T00:46:00Z")]
    at: Option<String>,
    /// For `day`: the day in Japan.
    #[schema(example = "2026-11-20")]
    day: Option<String>,
    /// For `range`: not before.
    from: Option<String>,
    /// For `range`: not after.
    until: Option<String>,
}

/// An incident.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Incident)]
pub(crate) struct IncidentShape {
    pub id: Uuid,
    pub company: Uuid,
    /// Number within the company and year.
    #[schema(example = "2026-001")]
    pub number: String,
    pub title: String,
    /// `real`, `drill` or `history`.
    pub purpose: String,
    /// `open`, `closing` or `closed`.
    pub status: String,
    /// The main kind first.
    pub kinds: Vec<String>,
    /// The damage level that a person decided, 0 to 3.
    pub level: Option<i64>,
    /// The damage level that the answers propose.
    pub proposed_level: Option<i64>,
    #[schema(value_type = MomentShape)]
    pub noticed: Moment,
    pub opened_at: String,
    pub changed_at: String,
    pub closed_at: Option<String>,
    /// Grows with each decision about the incident.
    pub version: i64,
}

/// A line of the timeline.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TimelineEntry)]
pub(crate) struct EntryShape {
    pub id: Uuid,
    /// `happening`, `action`, `call`, `decision` or `message`.
    pub kind: String,
    #[schema(value_type = MomentShape)]
    pub moment: Moment,
    pub text: String,
    /// Written by the program, not typed.
    pub automatic: bool,
    pub source: String,
    pub written_at: String,
    pub by: String,
    /// Above 1 when the line was corrected.
    pub version: i64,
    #[serde(skip)]
    pub sort_at: i64,
}

/// A fact.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Fact)]
pub(crate) struct FactShape {
    pub key: String,
    pub value: String,
    /// `confirmed`, `suspected` or `unknown`.
    pub certainty: String,
    #[schema(value_type = MomentShape)]
    pub as_of: Moment,
    pub source: String,
    pub written_at: String,
    pub by: String,
    /// To be sent as `If-Match` by whoever changes the fact.
    pub revision: i64,
}

/// A file or a physical thing that is kept as evidence.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Evidence)]
pub(crate) struct EvidenceShape {
    pub id: Uuid,
    /// What people say and print; a copy is named after its source.
    #[schema(example = "E-003-C1")]
    pub number: String,
    /// The order in which exhibits and copies were added.
    pub serial: i64,
    /// The kind, such as `log`, `disk-image` or `device`.
    pub kind: String,
    pub title: String,
    pub file_name: String,
    /// In bytes.
    pub size: Option<i64>,
    pub sha256: String,
    pub blake3: String,
    #[schema(value_type = MomentShape)]
    pub collected: Moment,
    pub collected_by: String,
    pub place: String,
    pub added_at: String,
    pub added_by: String,
    /// Of a copy: the exhibit that was copied.
    pub source: Option<Uuid>,
    /// Of a copy: `image`, `working` or `print`; otherwise empty.
    pub copy_kind: String,
}

/// A moment that a program sent, if it can be one.
///
/// # Errors
/// Invalid for a range that ends before it begins and for years of another age.
pub(crate) fn sent_moment(field: &str, moment: Moment) -> Result<Moment, Problem> {
    moment.checked().map_err(|error| Problem::invalid(format!("{field}: {error}")))
}

/// A time in answers (RFC 3339, UTC).
pub(crate) fn time(millis: i64) -> String {
    from_millis(millis).to_string()
}

impl From<incident::Model> for IncidentShape {
    fn from(row: incident::Model) -> Self {
        Self {
            kinds: kinds_of(&row),
            noticed: noticed_of(&row),
            id: row.id,
            company: row.company_id,
            number: row.number,
            title: row.title,
            purpose: row.purpose,
            status: row.status,
            level: row.level,
            proposed_level: row.proposed_level,
            opened_at: time(row.opened_at),
            changed_at: time(row.changed_at),
            closed_at: row.closed_at.map(time),
            version: row.version,
        }
    }
}

impl From<timeline_entry::Model> for EntryShape {
    fn from(row: timeline_entry::Model) -> Self {
        Self {
            moment: moment_of(&row),
            id: row.id,
            kind: row.kind,
            text: row.text,
            automatic: row.automatic,
            source: row.source,
            written_at: time(row.written_at),
            by: row.by_name,
            version: row.version,
            sort_at: row.sort_at,
        }
    }
}

impl From<fact::Model> for FactShape {
    fn from(row: fact::Model) -> Self {
        Self {
            as_of: serde_json::from_str(&row.as_of_json).unwrap_or_default(),
            key: row.key,
            value: row.value,
            certainty: row.certainty,
            source: row.source,
            written_at: time(row.at),
            by: row.by_name,
            revision: row.revision,
        }
    }
}

impl From<evidence::Model> for EvidenceShape {
    fn from(row: evidence::Model) -> Self {
        Self {
            collected: serde_json::from_str(&row.collected_json).unwrap_or_default(),
            id: row.id,
            serial: row.serial,
            kind: row.kind,
            title: row.title,
            file_name: row.file_name,
            size: row.size,
            sha256: row.sha256,
            blake3: row.blake3,
            collected_by: row.collected_by,
            place: row.place,
            added_at: time(row.added_at),
            added_by: row.added_by,
            number: row.number,
            source: row.source_id,
            copy_kind: row.copy_kind,
        }
    }
}
