//! The rows that name files, as they are in the database.

use std::collections::HashMap;

use hikeshi_db::Tx;
use sea_orm::{ConnectionTrait as _, DbErr, QueryResult, Statement};
use uuid::Uuid;

use super::things::ThingKind;

/// A row that names a file.
pub(super) struct FileRow {
    pub kind: ThingKind,
    /// The exhibit, the document, the version of the paper or policy, or the event of the photograph.
    pub id: Uuid,
    /// The form of a paper's file; which photograph of the event; empty for others.
    pub form: String,
    /// Of what the entries of the log are: the exhibit of a photograph, else [`Self::id`].
    pub target: Uuid,
    pub company: Uuid,
    /// As people call it.
    pub name: String,
    pub sha256: String,
    pub blob: Option<Uuid>,
}

/// A frozen version of a paper or policy.
pub(super) struct VersionRow {
    pub id: Uuid,
    pub name: String,
    pub snapshot: String,
}

const EXHIBITS: &str =
    "SELECT e.id, e.company_id, e.number AS exhibit, e.sha256, e.blob_id, i.number AS incident
    FROM evidence e JOIN incident i ON i.id = e.incident_id ORDER BY e.incident_id, e.serial";
const PHOTOS: &str =
    "SELECT p.event_id AS id, p.company_id, p.evidence_id, e.number AS exhibit, p.nth,
    p.sha256, p.blob_id, i.number AS incident
    FROM custody_photo p JOIN evidence e ON e.id = p.evidence_id
    JOIN incident i ON i.id = p.incident_id ORDER BY p.incident_id, e.serial, p.event_id, p.nth";
const DOCUMENTS: &str = "SELECT d.id, d.company_id, d.paper, d.number AS serial, d.format, d.lang,
    d.sha256, d.blob_id, i.number AS incident
    FROM document d JOIN incident i ON i.id = d.incident_id ORDER BY d.incident_id, d.made_at";
const PAPERS: &str = "SELECT f.version_id AS id, f.company_id, f.form, f.sha256, f.blob_id,
    p.number AS paper, v.serial, i.number AS incident
    FROM paper_file f JOIN paper p ON p.id = f.paper_id JOIN paper_version v ON v.id = f.version_id
    JOIN incident i ON i.id = f.incident_id ORDER BY f.incident_id, p.number, v.serial";
const POLICIES: &str = "SELECT f.version_id AS id, f.company_id, f.form, f.sha256, f.blob_id,
    p.name AS incident, v.number AS serial
    FROM policy_file f JOIN policy_version v ON v.id = f.version_id
    JOIN policy p ON p.id = v.policy_id ORDER BY p.made_at, v.number, f.form";
const POLICY_VERSIONS: &str = "SELECT v.id, p.name, v.number AS serial, v.snapshot_json
    FROM policy_version v JOIN policy p ON p.id = v.policy_id ORDER BY p.made_at, v.number";
const VERSIONS: &str =
    "SELECT v.id, p.number AS paper, v.serial, v.snapshot_json, i.number AS incident
    FROM paper_version v JOIN paper p ON p.id = v.paper_id JOIN incident i ON i.id = v.incident_id
    ORDER BY v.incident_id, p.number, v.serial";

/// Every row of the slices that names a file of which the log tells.
pub(super) async fn files(tx: &Tx) -> Result<Vec<FileRow>, DbErr> {
    let mut all = Vec::new();
    for (kind, sql) in [
        (ThingKind::Exhibit, EXHIBITS),
        (ThingKind::Photo, PHOTOS),
        (ThingKind::Document, DOCUMENTS),
        (ThingKind::Paper, PAPERS),
        (ThingKind::Policy, POLICIES),
    ] {
        for row in query(tx, sql).await? {
            all.push(file(kind, &row)?);
        }
    }
    Ok(all)
}

/// All frozen versions.
pub(super) async fn versions(tx: &Tx) -> Result<Vec<VersionRow>, DbErr> {
    let read = |row: &QueryResult| {
        Ok(VersionRow {
            id: row.try_get("", "id")?,
            name: paper_name(row)?,
            snapshot: row.try_get("", "snapshot_json")?,
        })
    };
    let policy = |row: &QueryResult| {
        let name: String = row.try_get("", "name")?;
        let serial: i64 = row.try_get("", "serial")?;
        Ok::<_, DbErr>(VersionRow {
            id: row.try_get("", "id")?,
            name: format!("{name} {serial}"),
            snapshot: row.try_get("", "snapshot_json")?,
        })
    };
    let mut all: Vec<VersionRow> =
        query(tx, VERSIONS).await?.iter().map(read).collect::<Result<_, DbErr>>()?;
    for row in query(tx, POLICY_VERSIONS).await? {
        all.push(policy(&row)?);
    }
    Ok(all)
}

/// The key of each company, wrapped.
pub(super) async fn company_keys(tx: &Tx) -> Result<HashMap<Uuid, Vec<u8>>, DbErr> {
    let rows = query(tx, "SELECT id, wrapped_key FROM company").await?;
    rows.iter().map(|row| Ok((row.try_get("", "id")?, row.try_get("", "wrapped_key")?))).collect()
}

fn file(kind: ThingKind, row: &QueryResult) -> Result<FileRow, DbErr> {
    let incident: String = row.try_get("", "incident")?;
    let text = |column: &str| row.try_get::<String>("", column);
    let name = match kind {
        ThingKind::Exhibit => format!("{incident} {}", text("exhibit")?),
        ThingKind::Photo => {
            let nth: i64 = row.try_get("", "nth")?;
            format!("{incident} {} {}", text("exhibit")?, nth + 1)
        }
        ThingKind::Document => {
            let serial: i64 = row.try_get("", "serial")?;
            let (paper, lang, format) = (text("paper")?, text("lang")?, text("format")?);
            format!("{incident} {paper} {serial} {lang}.{format}")
        }
        ThingKind::Paper => format!("{} {}", paper_name(row)?, text("form")?),
        ThingKind::Record(table) => table.to_owned(),
        ThingKind::Policy => {
            let serial: i64 = row.try_get("", "serial")?;
            format!("{incident} {serial} {}", text("form")?)
        }
    };
    let id: Uuid = row.try_get("", "id")?;
    Ok(FileRow {
        kind,
        id,
        form: match kind {
            ThingKind::Paper | ThingKind::Policy => text("form")?,
            ThingKind::Photo => row.try_get::<i64>("", "nth")?.to_string(),
            _ => String::new(),
        },
        target: if kind == ThingKind::Photo { row.try_get("", "evidence_id")? } else { id },
        company: row.try_get("", "company_id")?,
        name,
        sha256: text("sha256")?,
        blob: row.try_get("", "blob_id")?,
    })
}

/// A version of a paper, as `case paper-version`.
fn paper_name(row: &QueryResult) -> Result<String, DbErr> {
    let incident: String = row.try_get("", "incident")?;
    let (paper, serial): (i64, i64) = (row.try_get("", "paper")?, row.try_get("", "serial")?);
    Ok(format!("{incident} D-{paper}-{serial}"))
}

async fn query(tx: &Tx, sql: &str) -> Result<Vec<QueryResult>, DbErr> {
    let backend = tx.conn().get_database_backend();
    tx.conn().query_all_raw(Statement::from_string(backend, sql)).await
}
