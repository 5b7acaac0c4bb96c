//! Making an incident of a package, all or nothing.

use std::io::{Read, Seek};

use hikeshi_db::Tx;
use hikeshi_directory::company_key;
use hikeshi_i18n::Words;
use hikeshi_identity::{CompanyScope, audit};
use hikeshi_incidents::{
    case::{
        EntryKind, IncidentId, NewEntry, NewIncident, Purpose, add_entry, hold_company,
        open_incident,
    },
    import::close_as_brought,
    model::incident,
    record::Written,
};
use hikeshi_kernel::{Lang, clean_line, new_uuid, to_millis};
use hikeshi_package::{Manifest, Records};
use hikeshi_web::{Platform, Problem};
use sea_orm::EntityTrait as _;
use serde_json::json;

use super::{Arrived, Content, files::store_files, known_before, rows::Rows};
use crate::{archive::Fault, model::package_import};

/// What came of a package.
#[derive(Debug, Clone)]
pub struct Brought {
    /// The incident here.
    pub incident: IncidentId,
    /// Its number here.
    pub number: String,
    /// Its number where it came from.
    pub number_there: String,
    /// Lines of the timeline.
    pub lines: usize,
    /// Facts.
    pub facts: usize,
    /// Exhibits.
    pub exhibits: usize,
    /// Files of exhibits.
    pub files: usize,
    /// Papers.
    pub papers: usize,
}

/// Stores the files and writes the incident. `again`: although the same incident came before.
///
/// # Errors
/// The inner one: what is wrong with the package. A readable conflict where it was brought in
/// before; a problem of the database or the disk. Nothing is kept then.
pub async fn bring_in<R: Read + Seek + Send + 'static>(
    platform: &Platform,
    scope: &CompanyScope,
    words: &Words,
    content: Content<R>,
    again: bool,
) -> Result<Result<Brought, Fault>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    refuse_known(&tx, scope, words, content.manifest(), again).await?;
    let key = company_key(&tx, platform, scope).await?;
    drop(tx);
    let (content, arrived) = match store_files(platform, &key, content).await? {
        Ok(stored) => stored,
        Err(fault) => return Ok(Err(fault)),
    };
    let Content { package, records } = content;
    let tx = platform.db.write(scope.fence()).await?;
    hold_company(&tx, scope).await?;
    refuse_known(&tx, scope, words, &package.manifest, again).await?;
    let about = Came {
        manifest: &package.manifest,
        manifest_sha256: &package.manifest_sha256,
        note: package.note.as_deref().unwrap_or_default(),
    };
    let brought = write(&tx, platform, scope, (&about, &records, &arrived)).await?;
    tx.commit().await?;
    arrived.kept.release();
    Ok(Ok(brought))
}

/// A conflict that names the incident where the package is known.
async fn refuse_known(
    tx: &Tx,
    scope: &CompanyScope,
    words: &Words,
    manifest: &Manifest,
    again: bool,
) -> Result<(), Problem> {
    let Some(known) = known_before(tx, scope, manifest).await? else { return Ok(()) };
    let number = &known.incident.number;
    if known.same_package {
        return Err(Problem::conflict(words.t1("package-known", "number", number)));
    }
    if again {
        return Ok(());
    }
    let text = if known.own {
        words.t1("package-known-own", "number", number)
    } else {
        words.t1("package-known-incident", "number", number)
    };
    Err(Problem::conflict(text))
}

/// Which package something came by.
pub(super) struct Came<'a> {
    pub manifest: &'a Manifest,
    pub manifest_sha256: &'a str,
    pub note: &'a str,
}

async fn write(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (came, records, arrived): (&Came<'_>, &Records, &Arrived),
) -> Result<Brought, Problem> {
    let there = &records.incident;
    let title =
        clean_line(&there.title, 200).unwrap_or_else(|_| came.manifest.origin.number.clone());
    let kinds = there.kinds.iter().filter_map(|kind| clean_line(kind, 60).ok()).take(20);
    let new = NewIncident {
        title,
        purpose: Purpose::from_name(&there.purpose).unwrap_or(Purpose::History),
        kinds: kinds.collect(),
        proposed_level: there.level.and_then(|level| u8::try_from(level).ok()).filter(|l| *l <= 3),
        proposed_json: "[]".to_owned(),
        noticed: there.noticed.checked().unwrap_or_default(),
    };
    let incident = open_incident(tx, platform, scope, new).await?;
    note_import(tx, platform, scope, &incident, came).await?;
    let company = hikeshi_directory::company(tx, scope).await?;
    let mut rows = Rows::new(tx, platform, scope, &incident, came, &company.name);
    let counts = rows.write(records, arrived).await?;
    line_of_import(tx, platform, scope, &incident, came).await?;
    let closed = match there.closed_at {
        Some(_) => close(tx, platform, scope, &incident, came).await?,
        None => Written::default(),
    };
    let detail = json!({
        "package": came.manifest.package, "manifest_sha256": came.manifest_sha256,
        "origin_incident": came.manifest.origin.incident_id,
        "lines": records.timeline.len(), "facts": records.facts.len(),
        "exhibits": records.exhibits.len(), "papers": records.papers.len(),
        "rows": closed,
    });
    audit(tx, platform, scope, "package.imported", ("incident", incident.id), detail).await?;
    Ok(Brought {
        incident: IncidentId(incident.id),
        number: incident.number,
        number_there: came.manifest.origin.number.clone(),
        lines: records.timeline.len(),
        facts: records.facts.len(),
        exhibits: records.exhibits.len(),
        files: counts,
        papers: records.papers.len(),
    })
}

/// Keeps the manifest and its signature as they came.
async fn note_import(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    came: &Came<'_>,
) -> Result<(), Problem> {
    let (clock, rng) = platform.chance();
    let signed_by = came.note.rsplit('\u{2014}').next().unwrap_or_default();
    let row = package_import::Model {
        id: new_uuid(clock, rng),
        company_id: incident.company_id,
        incident_id: incident.id,
        package_id: came.manifest.package,
        origin_incident_id: came.manifest.origin.incident_id,
        origin_company: came.company(),
        manifest_sha256: came.manifest_sha256.to_owned(),
        manifest_json: serde_json::to_string(came.manifest)?.replace("\\u0000", ""),
        note: came.note.to_owned(),
        signed_by: signed_by.split_whitespace().next().unwrap_or_default().to_owned(),
        at: to_millis(clock.now()),
        by_id: scope.account().map(Into::into),
        by_name: scope.actor_name().to_owned(),
    };
    package_import::Entity::insert(package_import::ActiveModel::from(row))
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

impl Came<'_> {
    /// What the timeline says of it.
    fn told(&self, words: &Words) -> String {
        let values: [(&str, &dyn std::fmt::Display); 3] = [
            ("company", &self.company()),
            ("number", &self.manifest.origin.number),
            ("hash", &self.manifest_sha256),
        ];
        words.ta("package-line-imported", &values)
    }

    /// The company where the incident was written, as one clean line.
    pub(super) fn company(&self) -> String {
        clean_line(&self.manifest.origin.company, 200).unwrap_or_else(|_| "?".to_owned())
    }
}

/// The line of the timeline, in Japanese as all lines that the program writes.
async fn line_of_import(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    came: &Came<'_>,
) -> Result<(), Problem> {
    let text = came.told(&platform.words(Lang::Ja));
    let line = NewEntry::automatic(EntryKind::Action, platform.clock.now(), text);
    add_entry(tx, platform, scope, incident, line).await?;
    Ok(())
}

/// What was over there is over here.
async fn close(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    came: &Came<'_>,
) -> Result<Written, Problem> {
    let words = platform.words(Lang::Ja);
    let reason = words.t1("package-closed-reason", "company", came.company());
    let ended = platform.clock.now();
    let written = close_as_brought(tx, platform, scope, incident, (ended, reason)).await?;
    hikeshi_incidents::case::renew_notice(tx, scope).await?;
    Ok(written)
}
