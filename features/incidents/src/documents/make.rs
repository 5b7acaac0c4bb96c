//! Making a version of a paper: read, set, keep. Setting takes longer than a transaction should, so
//! it stands between the one that reads and the one that writes.

use std::convert::Infallible;

use bytes::Bytes;
use futures_util::stream;
use hikeshi_blobs::{Stored, TenantKey};
use hikeshi_db::Tx;
use hikeshi_directory::company_key;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_kernel::{Lang, Moment, from_millis, new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use jiff::Timestamp;
use sea_orm::EntityTrait as _;
use serde_json::json;
use uuid::Uuid;

use super::{
    CaseFile, FIRST_REPORT_SOURCE, Format, Issue, Paper, Seal, Version, Wanted, documents_of,
    set_docx, set_first_report, set_record, version_of,
};
use crate::{
    case::{EntryKind, IncidentId, NewEntry, Status, add_entry, hold},
    content::content,
    evidence::KeptBlobs,
    model::document,
};

/// How often a version is made anew when somebody else made one meanwhile.
const TRIES: usize = 4;

/// The version that was asked for: a new one, or the last one if nothing has changed since.
#[derive(Debug, Clone)]
pub struct Made {
    /// The file.
    pub row: document::Model,
    /// False if it was there already and says the same.
    pub is_new: bool,
}

/// What is read before a paper is set.
struct Draft {
    file: CaseFile,
    key: TenantKey,
    version: Version,
    at: Timestamp,
}

/// Makes the paper as of now. A version that says the same in the same form and language is not
/// made twice.
///
/// # Errors
/// Not found; a paper too long for its form; a problem of the database or the disk.
pub async fn make_document(
    platform: &Platform,
    scope: &CompanyScope,
    incident: IncidentId,
    wanted: Wanted,
) -> Result<Made, Problem> {
    for _ in 0..TRIES {
        let draft = match read(platform, scope, incident, wanted).await? {
            Ok(draft) => draft,
            Err(row) => return Ok(Made { row, is_new: false }),
        };
        let bytes = set(platform, scope, &draft, wanted).await?;
        let (clock, rng) = platform.chance();
        let blob = new_uuid(clock, rng);
        let mut kept = KeptBlobs::new(platform.blobs.clone());
        kept.push(blob);
        let size = bytes.len() as u64;
        let upload = stream::iter([Ok::<_, Infallible>(Bytes::from(bytes))]);
        let stored = platform.blobs.put_stream(&draft.key, blob, upload, size).await?;
        if let Some(row) = write(platform, scope, &draft, wanted, (blob, stored)).await? {
            kept.release();
            return Ok(Made { row, is_new: true });
        }
    }
    Err(Problem::conflict(platform.words(wanted.lang).t("papers-busy")))
}

/// Reads the case; the inner error is the version that says the same and is there already.
async fn read(
    platform: &Platform,
    scope: &CompanyScope,
    incident: IncidentId,
    wanted: Wanted,
) -> Result<Result<Draft, document::Model>, Problem> {
    let at = platform.clock.now();
    let tx = platform.db.read(scope.fence()).await?;
    let file = CaseFile::read(&tx, scope, incident).await?;
    let made = documents_of(&tx, &file.incident).await?;
    let key = company_key(&tx, platform, scope).await?;
    drop(tx);
    let version = version_of(platform, content()?, (&file, &made), wanted.paper)?;
    let same = |row: &&document::Model| wanted.is(row) && row.number == version.number;
    Ok(match made.iter().find(same) {
        Some(row) => Err(row.clone()),
        None => Ok(Draft { file, key, version, at }),
    })
}

async fn set(
    platform: &Platform,
    scope: &CompanyScope,
    draft: &Draft,
    wanted: Wanted,
) -> Result<Vec<u8>, Problem> {
    let seal = Seal::now(platform).await?;
    let issue = Issue {
        version: usize::try_from(draft.version.number)?,
        checkpoint: seal.as_ref().map(|seal| seal.checkpoint.clone()).unwrap_or_default(),
        seal,
        ..Issue::new(platform.words(wanted.lang), draft.at, scope.actor_name())
    };
    let too_large = issue.words.t("papers-too-large");
    let content = content()?;
    let pdf = match (wanted.paper, wanted.format) {
        (Paper::Record, Format::Docx) => return set_docx(content, &draft.file, issue).await,
        (Paper::Record, Format::Pdf) => set_record(content, &draft.file, issue).await,
        (Paper::FirstReport, _) => set_first_report(content, &draft.file, issue).await,
    };
    match pdf {
        Ok(pdf) => Ok(pdf.bytes),
        Err(error) if error.is_too_much() => Err(Problem::invalid(too_large)),
        Err(error) => Err(error.into()),
    }
}

/// Writes the version with its line in the timeline and its audit entry; `None` if somebody else
/// made a version meanwhile, so that the number on the paper is taken.
async fn write(
    platform: &Platform,
    scope: &CompanyScope,
    draft: &Draft,
    wanted: Wanted,
    (blob, stored): (Uuid, Stored),
) -> Result<Option<document::Model>, Problem> {
    let (incident, version) = (&draft.file.incident, &draft.version);
    let tx = platform.db.write(scope.fence()).await?;
    hold(&tx, incident).await?;
    let made = documents_of(&tx, incident).await?;
    let taken = made.iter().any(|row| {
        row.paper == wanted.paper.name()
            && row.number >= version.number
            && (wanted.is(row) || row.fingerprint != version.fingerprint)
    });
    if taken {
        return Ok(None);
    }
    let row = document::Model {
        id: blob,
        company_id: incident.company_id,
        incident_id: incident.id,
        paper: wanted.paper.name().to_owned(),
        format: wanted.format.name().to_owned(),
        lang: wanted.lang.code().to_owned(),
        number: version.number,
        fingerprint: version.fingerprint.clone(),
        sha256: stored.sha256,
        size: i64::try_from(stored.size)?,
        blob_id: blob,
        made_at: to_millis(draft.at),
        made_by_id: scope.account().map(Into::into),
        made_by: scope.actor_name().to_owned(),
    };
    document::Entity::insert(document::ActiveModel::from(row.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    if version.is_new && wanted.paper == Paper::FirstReport {
        tell(&tx, platform, scope, draft).await?;
    }
    let detail = json!({ "incident": incident.id, "paper": row.paper, "format": row.format,
                         "lang": row.lang, "number": row.number, "sha256": row.sha256 });
    audit(&tx, platform, scope, "document.made", ("document", row.id), detail).await?;
    tx.commit().await?;
    Ok(Some(row))
}

/// The line that tells everybody on the case of a new first report; none in a closed incident.
async fn tell(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    draft: &Draft,
) -> Result<(), Problem> {
    if draft.file.incident.status == Status::Closed.name() {
        return Ok(());
    }
    let (words, number) = (platform.words(Lang::Ja), draft.version.number);
    let line = NewEntry {
        kind: EntryKind::Message,
        moment: Moment::Exact { at: from_millis(to_millis(draft.at)) },
        text: words.t1("papers-line-first-report", "version", number),
        automatic: true,
        source: format!("{FIRST_REPORT_SOURCE}{number}"),
    };
    add_entry(tx, platform, scope, &draft.file.incident, line).await.map(|_| ())
}
