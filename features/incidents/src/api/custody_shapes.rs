//! What programs read and send about the custody of exhibits.

use hikeshi_kernel::{Moment, clean_line, clean_text};
use hikeshi_web::Problem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::shapes::{EvidenceShape, MomentShape, time};
use crate::{
    evidence::{Answer, Custody, CustodyKind, Party, answer_to},
    model::{custody_event, custody_photo},
};

/// A person; `account` is there for somebody who signs in here.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(as = Party)]
#[serde(deny_unknown_fields)]
pub(crate) struct PartyShape {
    #[schema(max_length = 120)]
    pub name: String,
    #[serde(default)]
    pub account: Option<Uuid>,
}

/// An exhibit with who holds it and all that happened to it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Exhibit)]
pub(crate) struct ExhibitShape {
    #[serde(flatten)]
    pub evidence: EvidenceShape,
    /// Who holds it by the last hand-over that both sides confirmed.
    pub holder: Option<PartyShape>,
    pub holder_since: Option<String>,
    /// Hand-overs that are not confirmed yet, by event.
    pub waiting: Vec<Uuid>,
    /// The number of the last seal; `seal_broken` says whether somebody noted that it is broken.
    pub seal: Option<String>,
    pub seal_broken: bool,
    /// Whether somebody opened it on purpose.
    pub seal_opened: bool,
    /// Where it was put after it was collected; empty if the last hand-over did not say.
    pub place: Option<String>,
    /// `same`, `differs` or `unknown`; only of a copy.
    pub same_as_source: Option<String>,
    /// When the hashes were last computed again, and how it ended: `match`, `mismatch` or
    /// `unreadable`.
    pub checked_at: Option<String>,
    pub check: Option<String>,
    /// In the order in which things happened.
    pub chain: Vec<CustodyShape>,
}

/// Something that happened to an exhibit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CustodyEvent)]
pub(crate) struct CustodyShape {
    pub id: Uuid,
    /// `found`, `collected`, `transferred`, `received`, `refused`, `withdrawn`, `sealed`,
    /// `seal-opened`, `seal-broken`, `stored`, `accessed`, `examined`, `copied`, `exported`, `verified`,
    /// `returned`, `disposal-requested`, `disposal-declined` or `disposed`.
    pub kind: String,
    /// By the right time.
    #[schema(value_type = MomentShape)]
    pub moment: Moment,
    #[schema(value_type = Option<MomentShape>)]
    pub ended: Option<Moment>,
    /// Seconds by which the device's clock was ahead of the right time.
    pub clock_offset_seconds: Option<i64>,
    pub person: String,
    pub witness: String,
    pub from: PartyShape,
    pub to: PartyShape,
    pub place: String,
    pub tool: String,
    pub seal: String,
    pub note: String,
    pub outcome: String,
    /// Of a hand-over: `waiting`, `confirmed`, `refused` or `withdrawn`.
    pub hand_over: Option<String>,
    /// Of an answer: the hand-over.
    pub answers: Option<Uuid>,
    /// What does not fit: `not-holder`, `before-collected`, `after-end`, `by-another`, `refused`.
    pub oddities: Vec<String>,
    /// SHA-256 of each photograph.
    pub photos: Vec<String>,
    pub written_at: String,
    pub by: String,
}

/// Something that happened, as a program sends it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CustodyBody {
    /// `sealed`, `stored`, `accessed`, `examined`, `exported`, `seal-opened`, `seal-broken` or
    /// `found`.
    pub kind: String,
    /// By the right time; now when left out.
    #[schema(value_type = Option<MomentShape>)]
    pub moment: Option<Moment>,
    #[schema(value_type = Option<MomentShape>)]
    pub ended: Option<Moment>,
    /// Seconds by which the device's clock was ahead of the right time.
    #[schema(minimum = -3162240000i64, maximum = 3162240000i64)]
    pub clock_offset_seconds: Option<i64>,
    /// Who did it; the person of the key when left out.
    #[schema(max_length = 120)]
    #[serde(default)]
    pub person: String,
    #[schema(max_length = 120)]
    #[serde(default)]
    pub witness: String,
    #[schema(max_length = 200)]
    #[serde(default)]
    pub place: String,
    #[schema(max_length = 200)]
    #[serde(default)]
    pub tool: String,
    #[schema(max_length = 120)]
    #[serde(default)]
    pub seal: String,
    #[schema(max_length = 4000)]
    #[serde(default)]
    pub note: String,
}

/// A hand-over, as a program sends it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HandOverBody {
    pub from: PartyShape,
    pub to: PartyShape,
    /// When; now when left out.
    #[schema(value_type = Option<MomentShape>)]
    pub moment: Option<Moment>,
    /// Whether it goes back to its owner with it.
    #[serde(default)]
    pub returned: bool,
    /// How somebody without an account confirms: `link` or `signature`.
    #[serde(default)]
    pub way: String,
    #[schema(max_length = 200)]
    #[serde(default)]
    pub place: String,
    #[schema(max_length = 120)]
    #[serde(default)]
    pub seal: String,
    #[schema(max_length = 4000)]
    #[serde(default)]
    pub note: String,
}

/// What the person of the key says about a hand-over to or from them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnswerBody {
    /// Whether it is so.
    pub confirmed: bool,
    /// Why not, or a remark; needed when it is not so.
    #[schema(max_length = 400)]
    #[serde(default)]
    pub reason: String,
}

impl From<&Party> for PartyShape {
    fn from(party: &Party) -> Self {
        Self { name: party.name.clone(), account: party.account }
    }
}

impl CustodyShape {
    pub(crate) fn new(
        row: &custody_event::Model,
        (chain, custody): (&[custody_event::Model], &Custody),
        photos: &[custody_photo::Model],
    ) -> Self {
        let is_hand_over = CustodyKind::from_name(&row.kind).is_some_and(CustodyKind::is_hand_over);
        let state = || match answer_to(chain, row.id) {
            Answer::Waiting => "waiting",
            Answer::Confirmed(_) => "confirmed",
            Answer::Refused(_) => "refused",
            Answer::Withdrawn(_) => "withdrawn",
        };
        let odd = custody.oddities.iter().filter(|(event, _)| *event == row.id);
        Self {
            id: row.id,
            kind: row.kind.clone(),
            moment: serde_json::from_str(&row.moment_json).unwrap_or_default(),
            ended: serde_json::from_str(&row.ended_json).unwrap_or_default(),
            clock_offset_seconds: row.offset_seconds,
            person: row.person.clone(),
            witness: row.witness.clone(),
            from: PartyShape { name: row.from_name.clone(), account: row.from_id },
            to: PartyShape { name: row.to_name.clone(), account: row.to_id },
            place: row.place.clone(),
            tool: row.tool.clone(),
            seal: row.seal.clone(),
            note: row.note.clone(),
            outcome: row.outcome.clone(),
            hand_over: is_hand_over.then(|| state().to_owned()),
            answers: row.answers,
            oddities: odd.map(|(_, odd)| odd.name().to_owned()).collect(),
            photos: photos.iter().map(|photo| photo.sha256.clone()).collect(),
            written_at: time(row.at),
            by: row.by_name.clone(),
        }
    }
}

/// One line that a program sent; empty if it is.
///
/// # Errors
/// Invalid: too long.
pub(crate) fn line(field: &str, text: &str, max: usize) -> Result<String, Problem> {
    bounded(field, text, clean_line(text, max))
}

/// Several lines that a program sent; empty if they are.
///
/// # Errors
/// Invalid: too long.
pub(crate) fn lines(field: &str, text: &str, max: usize) -> Result<String, Problem> {
    bounded(field, text, clean_text(text, max))
}

fn bounded(
    field: &str,
    text: &str,
    clean: Result<String, hikeshi_kernel::TextError>,
) -> Result<String, Problem> {
    if text.trim().is_empty() {
        return Ok(String::new());
    }
    clean.map_err(|error| Problem::invalid(format!("{field}: {error}")))
}
