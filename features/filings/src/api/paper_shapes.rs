//! Papers as programs read them.

use hikeshi_db::Tx;
use hikeshi_drafting::{Approver, MergeState};
use hikeshi_i18n::{Words, plain};
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::model::incident;
use hikeshi_web::{Platform, Problem};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::time;
use crate::{
    model::{paper, paper_event},
    papers::{
        Act, ItemNow, PaperNow, Snapshot, SnapshotItem, State, effective_state, events_of,
        find_paper, form_name, forms_of, kinds, readable_versions, said_of, standing_approvals,
    },
};

/// A paper in a list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PaperLine)]
pub(super) struct PaperLine {
    pub id: Uuid,
    /// Counted for each incident.
    pub number: i64,
    /// Id of its kind.
    pub kind: String,
    pub title: String,
    /// `first`, `follow-up` or `final`.
    pub phase: String,
    /// `ja` or `en`.
    pub language: String,
    pub recipient: String,
    /// Key of the duty that it fulfils; empty for none.
    pub duty: String,
    /// `draft`, `checked`, `approved`, `filed` or `superseded`.
    pub state: &'static str,
    /// The earlier paper that it carries on.
    pub follows: Option<Uuid>,
    pub made_at: String,
    pub made_by: String,
    pub changed_at: String,
    /// Grows with every change; to be sent as `seen` by whoever notes that it went out.
    pub version: i64,
}

impl PaperLine {
    pub(super) fn new(words: &Words, row: &paper::Model) -> Result<Self, Problem> {
        let kind = kinds()?.get(&row.kind);
        Ok(Self {
            id: row.id,
            number: row.number,
            kind: row.kind.clone(),
            title: kind.map_or_else(|| row.kind.clone(), |kind| plain(kind.title(words.lang()))),
            phase: row.phase.clone(),
            language: row.lang.clone(),
            recipient: row.recipient.clone(),
            duty: row.duty.clone(),
            state: State::of(row).name(),
            follows: row.follows_id,
            made_at: time(row.made_at),
            made_by: row.made_by.clone(),
            changed_at: time(row.changed_at),
            version: row.version,
        })
    }
}

/// A paper with all that it says. An approved one says what it said when it was approved.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Paper)]
pub(super) struct PaperShape {
    #[serde(flatten)]
    pub line: PaperLine,
    /// Names what the paper says; to be sent as `seen` by whoever checks or approves it.
    pub text_sha256: String,
    pub items: Vec<ItemShape>,
    /// Keys of facts that it needs and that nobody has written.
    pub missing: Vec<String>,
    /// Keys of facts that would make it better and that nobody has written.
    pub useful: Vec<String>,
    pub approvals: ApprovalsShape,
    /// The files that it can be fetched as: `pdf`, `docx`, `xlsx`, `txt`.
    pub forms: Vec<&'static str>,
    /// Number of the version that is frozen.
    pub frozen: Option<i64>,
    pub filed: Option<FiledShape>,
}

/// An item of a paper.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PaperItem)]
pub(super) struct ItemShape {
    pub id: String,
    /// As the form prints it.
    pub number: Option<String>,
    pub title: String,
    /// What stands there for editing; may be empty.
    pub text: String,
    /// What the files and pages say: the text, what is not filled in, or a sentence of ours.
    pub printed: String,
    /// Whether `printed` is a sentence of ours, because the item says nothing.
    pub filler: bool,
    /// Whether a person wrote in it.
    pub edited: bool,
    /// What the facts now say, while it waits for a decision between both texts.
    pub conflict: Option<String>,
    /// The most characters that the form takes.
    pub limit: Option<usize>,
    /// By how many characters it is too long.
    pub over_limit: Option<usize>,
    /// Keys of the facts that it was made from.
    pub facts: Vec<String>,
    /// Keys of facts that it needs and that nobody has written.
    pub missing: Vec<String>,
    /// Names the text that the facts make; to be sent by whoever writes in it. Empty when frozen.
    pub basis: String,
    /// To be sent as `seen` by whoever writes in it.
    pub revision: i64,
}

/// Who has approved what the paper says, and who is missing.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PaperApprovals)]
pub(super) struct ApprovalsShape {
    /// Names.
    pub given: Vec<String>,
    /// So many different persons.
    pub needed: usize,
    /// One of them with such a role.
    #[schema(value_type = Vec<String>)]
    pub roles: &'static [Approver],
    pub complete: bool,
}

/// How a paper went out.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PaperFiled)]
pub(super) struct FiledShape {
    /// When it went out.
    pub done_at: Option<String>,
    /// `web-form`, `email`, `post`, `in-person`, `telephone`, `published` or `other`.
    pub how: String,
    pub receipt: String,
    /// The exhibit that proves it.
    pub exhibit: Option<Uuid>,
    /// Who noted it.
    pub by: String,
}

impl From<&paper_event::Model> for FiledShape {
    fn from(event: &paper_event::Model) -> Self {
        Self {
            done_at: event.done_at.map(time),
            how: event.how.clone(),
            receipt: event.receipt.clone(),
            exhibit: event.exhibit_id,
            by: event.by_name.clone(),
        }
    }
}

/// The paper whose id stands in a path as `id`.
///
/// # Errors
/// Not found; a problem of the database.
pub(super) async fn paper_shape(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (incident, words): (&incident::Model, &Words),
    id: &str,
) -> Result<PaperShape, Problem> {
    let row = find_paper(tx, scope, incident, id).await?;
    let events = events_of(tx, &row).await?;
    let versions = readable_versions(tx, scope, &row).await?;
    let now = PaperNow::read(tx, platform, scope, incident, row).await?;
    let state = effective_state(&now.row, &events, &now.text_sha256);
    let frozen = versions.last().filter(|_| state.is_frozen());
    let text_sha256 = frozen.map_or(&now.text_sha256, |version| &version.text_sha256).clone();
    let given = (state, &*events, &*text_sha256);
    let given = standing_approvals(tx, scope.company(), now.kind, given).await?;
    let snapshot: Option<Snapshot> =
        frozen.map(|version| serde_json::from_str(&version.snapshot_json)).transpose()?;
    let owned = |keys: Vec<&str>| keys.into_iter().map(str::to_owned).collect();
    let (missing, useful) = if state.is_frozen() { Default::default() } else { now.missing() };
    let filed = events.iter().rev().find(|event| event.act == Act::Filed.name());
    let line = PaperLine { state: state.name(), ..PaperLine::new(words, &now.row)? };
    let mut items: Vec<ItemShape> = match &snapshot {
        Some(snapshot) => snapshot.items.iter().map(ItemShape::from).collect(),
        None => now.items.iter().map(ItemShape::from).collect(),
    };
    let mut said = said_of(platform, (&now, incident), frozen)?;
    for item in &mut items {
        let said = said.remove(&item.id).unwrap_or_default();
        (item.printed, item.filler) = (said.text, said.filler);
    }
    Ok(PaperShape {
        line,
        items,
        missing: owned(missing),
        useful: owned(useful),
        approvals: ApprovalsShape {
            complete: given.is_complete(),
            given: given.given.into_iter().map(|(_, name)| name).collect(),
            needed: given.needed,
            roles: &now.kind.file.approver_roles,
        },
        forms: forms_of(now.kind).into_iter().map(form_name).collect(),
        frozen: frozen.map(|version| version.serial),
        filed: filed.map(FiledShape::from),
        text_sha256,
    })
}

impl From<&ItemNow> for ItemShape {
    fn from(item: &ItemNow) -> Self {
        let draft = &item.draft;
        let mut facts: Vec<String> = Vec::new();
        for fact in draft.paragraphs.iter().flat_map(|paragraph| &paragraph.facts) {
            if !facts.contains(&fact.key) {
                facts.push(fact.key.clone());
            }
        }
        Self {
            id: draft.id.clone(),
            number: draft.number.clone(),
            title: plain(&draft.title),
            text: item.text.clone(),
            printed: String::new(),
            filler: false,
            edited: item.kept.as_ref().is_some_and(|kept| kept.edited.is_some()),
            conflict: match &item.state {
                MergeState::Conflict { theirs, .. } => Some(theirs.clone()),
                MergeState::Untouched | MergeState::Kept => None,
            },
            limit: draft.limit,
            over_limit: item.over_limit(),
            facts,
            missing: draft.missing.clone(),
            basis: item.basis(),
            revision: item.rev(),
        }
    }
}

impl From<&SnapshotItem> for ItemShape {
    fn from(item: &SnapshotItem) -> Self {
        Self {
            id: item.text.id.clone(),
            number: item.text.number.clone(),
            title: plain(&item.text.title),
            text: item.text.text.clone(),
            printed: String::new(),
            filler: false,
            edited: item.edited,
            conflict: None,
            limit: None,
            over_limit: None,
            facts: item.facts.clone(),
            missing: item.missing.clone(),
            basis: String::new(),
            revision: 0,
        }
    }
}
