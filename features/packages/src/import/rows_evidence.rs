//! Exhibits that came by a package, with their chains.

use std::collections::{BTreeSet, HashMap};

use hikeshi_identity::audit;
use hikeshi_incidents::{
    evidence::{
        CopyKind, CustodyKind, NewCustodyEvent, Party, Side, StoredFile, Way, add_custody_event,
        clean_file_name, event_sha256,
    },
    model::{custody_event, custody_photo, evidence},
};
use hikeshi_kernel::{new_uuid, to_millis};
use hikeshi_package::{CustodyEvent, Exhibit};
use hikeshi_web::Problem;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{
    Arrived,
    exhibit_number::Numbers,
    rows::{Rows, json, line, millis, text},
};

/// The new ids of a package's exhibits and events, and what is taken already: of two rows that name
/// one file the second has none, and each hand-over has one answer.
#[derive(Default)]
struct Taken {
    exhibits: HashMap<Uuid, Uuid>,
    events: HashMap<Uuid, Uuid>,
    files: BTreeSet<String>,
    answered: BTreeSet<Uuid>,
}

impl Taken {
    /// The file of an exhibit or a photograph, for the first that names it.
    fn file<'a>(&mut self, path: Option<&String>, arrived: &'a Arrived) -> Option<&'a StoredFile> {
        let path = path.filter(|path| path.starts_with("evidence/"))?;
        let file = arrived.files.get(path)?;
        self.files.insert(path.clone()).then_some(file)
    }
}

/// An exhibit that came, with its chain.
struct CameIn {
    row: evidence::Model,
    events: Vec<custody_event::Model>,
    photos: Vec<custody_photo::Model>,
    pending: bool,
    original: Uuid,
}

impl Rows<'_> {
    /// Writes them with their numbers; returns how many files came.
    pub(super) async fn exhibits(
        &mut self,
        exhibits: &[Exhibit],
        arrived: &Arrived,
    ) -> Result<usize, Problem> {
        let mut taken = Taken::default();
        for told in exhibits {
            let id = self.id_of(told.id);
            taken.exhibits.entry(told.id).or_insert(id);
            for event in &told.custody {
                let id = self.id_of(event.id);
                taken.events.entry(event.id).or_insert(id);
            }
        }
        let (mut came, mut numbers) = (Vec::new(), Numbers::default());
        // Ids that a package uses twice are new ones each time.
        let mut used = BTreeSet::new();
        for told in exhibits {
            let id = self.unused(taken.exhibits.get(&told.id), &mut used);
            let file = taken.file(told.path.as_ref(), arrived);
            let row = self.exhibit((id, &mut numbers), told, (file, &taken))?;
            let (mut events, mut photos) = (Vec::new(), Vec::new());
            for told in &told.custody {
                let event = self.event(told, (&row, &mut taken, &mut used))?;
                photos.extend(self.photos(told, &event, (&mut taken, arrived))?);
                events.push(event);
            }
            let pending = pending_disposal(&told.custody);
            came.push(CameIn { row, events, photos, pending, original: told.id });
        }
        self.record(came.iter().map(|one| one.row.clone()).collect()).await?;
        self.record(came.iter().flat_map(|one| &one.events).cloned().collect()).await?;
        let photos = came.iter().flat_map(|one| &one.photos).cloned().map(Into::into);
        self.insert::<custody_photo::Entity>(photos.collect()).await?;
        for one in &came {
            self.log(one).await?;
            self.came(&one.row, one.pending).await?;
        }
        Ok(came.iter().filter(|one| one.row.blob_id.is_some()).count())
    }

    fn unused(&self, id: Option<&Uuid>, used: &mut BTreeSet<Uuid>) -> Uuid {
        match id {
            Some(id) if used.insert(*id) => *id,
            _ => {
                let (clock, rng) = self.platform.chance();
                new_uuid(clock, rng)
            }
        }
    }

    /// The record of the other program; the bytes with the hashes that they have here.
    fn exhibit(
        &self,
        (id, numbers): (Uuid, &mut Numbers),
        told: &Exhibit,
        (file, taken): (Option<&StoredFile>, &Taken),
    ) -> Result<evidence::Model, Problem> {
        let (serial, number) = numbers.take(told.serial, &told.number());
        let size = match file {
            Some(file) => Some(i64::try_from(file.stored.size)?),
            None => told.size.and_then(|size| i64::try_from(size).ok()),
        };
        let from = told.came_from.as_ref();
        Ok(evidence::Model {
            id,
            company_id: self.incident.company_id,
            incident_id: self.incident.id,
            serial,
            kind: line(&told.kind, 60),
            title: line(&told.title, 200),
            description: text(&told.description, 4_000),
            file_name: clean_file_name(&told.file_name),
            size,
            sha256: file.map_or_else(|| line(&told.sha256, 64), |file| file.stored.sha256.clone()),
            blake3: file.map_or_else(|| line(&told.blake3, 64), |file| file.stored.blake3.clone()),
            blob_id: file.map(|file| file.blob),
            serial_number: line(&told.serial_number, 120),
            collected_json: json(told.collected.checked().unwrap_or_default())?,
            collected_by: line(&told.collected_by, 120),
            place: line(&told.place, 200),
            clock_offset: line(&told.clock_offset, 120),
            tool: line(&told.tool, 200),
            storage: line(&told.storage, 200),
            added_at: millis(told.added_at),
            added_by_id: None,
            added_by: self.by(&told.added_by, from),
            number,
            source_id: told
                .copy_of
                .and_then(|source| taken.exhibits.get(&source).copied())
                .filter(|source| *source != id),
            copy_kind: CopyKind::from_name(&told.copy_kind).map_or("", CopyKind::name).to_owned(),
            claimed_sha256: line(&told.claimed_sha256, 64),
        })
    }

    fn event(
        &self,
        told: &CustodyEvent,
        (exhibit, taken, used): (&evidence::Model, &mut Taken, &mut BTreeSet<Uuid>),
    ) -> Result<custody_event::Model, Problem> {
        let id = self.unused(taken.events.get(&told.id), used);
        let moment = told.moment.checked().unwrap_or_default();
        let known = CustodyKind::from_name(&told.kind);
        // What a later program calls by another name is told in its note.
        let mut note = if known.is_some() {
            told.note.clone()
        } else {
            format!("{}: {}", told.kind, told.note)
        };
        // Here is no photograph without its file: its hash stays in the words.
        for photo in told.photos.iter().filter(|photo| photo.path.is_none()) {
            note = format!("{note}\n{} sha256:{}", photo.file_name, photo.sha256);
        }
        let answers = told.answers.and_then(|answered| taken.events.get(&answered).copied());
        let side = match told.asked.as_str() {
            asked if asked == Side::Giver.name() => Side::Giver.name(),
            asked if asked == Side::Receiver.name() => Side::Receiver.name(),
            _ => "",
        };
        Ok(custody_event::Model {
            id,
            company_id: self.incident.company_id,
            incident_id: self.incident.id,
            evidence_id: exhibit.id,
            kind: known.unwrap_or(CustodyKind::Accessed).name().to_owned(),
            moment_json: json(moment)?,
            sort_at: moment.sort_key().map_or_else(|| millis(told.at), to_millis),
            from_name: line(&told.from, 200),
            to_name: line(&told.to, 200),
            place: line(&told.place, 200),
            note: text(&note, 4_000),
            outcome: match told.outcome.as_str() {
                outcome @ ("match" | "mismatch" | "unreadable") => outcome.to_owned(),
                _ => String::new(),
            },
            at: millis(told.at),
            by_id: None,
            by_name: self.by(&told.by, told.came_from.as_ref()),
            person: line(&told.person, 200),
            witness: line(&told.witness, 200),
            tool: line(&told.tool, 200),
            seal: line(&told.seal, 120),
            ended_json: serde_json::to_string(&told.ended.and_then(|ended| ended.checked().ok()))?,
            offset_seconds: told.offset_seconds.filter(|s| s.unsigned_abs() <= MOST_OFFSET),
            device_clock: told.device_clock,
            from_id: None,
            to_id: None,
            way: Way::from_name(&told.way).map_or("", Way::name).to_owned(),
            asked: side.to_owned(),
            answers: answers.filter(|answered| taken.answered.insert(*answered)),
        })
    }

    /// The photographs of an event whose files came.
    fn photos(
        &mut self,
        told: &CustodyEvent,
        event: &custody_event::Model,
        (taken, arrived): (&mut Taken, &Arrived),
    ) -> Result<Vec<custody_photo::Model>, Problem> {
        let mut rows = Vec::new();
        for photo in &told.photos {
            let Some(file) = taken.file(photo.path.as_ref(), arrived) else { continue };
            rows.push(custody_photo::Model {
                id: self.id_of(photo.id),
                company_id: event.company_id,
                incident_id: event.incident_id,
                evidence_id: event.evidence_id,
                event_id: event.id,
                nth: i64::try_from(rows.len())?,
                file_name: clean_file_name(&photo.file_name),
                size: i64::try_from(file.stored.size)?,
                sha256: file.stored.sha256.clone(),
                blake3: file.stored.blake3.clone(),
                blob_id: file.blob,
                added_at: event.at,
            });
        }
        Ok(rows)
    }

    /// The entry of the log with which an exhibit begins here. It covers the chain that came, its
    /// photographs, and whether the file itself is here.
    async fn log(&self, came: &CameIn) -> Result<(), Problem> {
        let row = &came.row;
        let mut chain = Sha256::new();
        for event in &came.events {
            chain.update(event_sha256(event)? + "\n");
        }
        let photo = |photo: &custody_photo::Model| json!({ "event": photo.event_id, "nth": photo.nth, "sha256": photo.sha256 });
        let detail = json!({
            "incident": row.incident_id, "number": row.number, "serial": row.serial,
            "source": row.source_id, "size": row.size, "sha256": row.sha256, "blake3": row.blake3,
            "file": row.blob_id.is_some(), "events": came.events.len(),
            "chain_sha256": hex::encode(chain.finalize()),
            "photos": came.photos.iter().map(photo).collect::<Vec<_>>(),
            "package": self.came.manifest.package, "manifest_sha256": self.came.manifest_sha256,
            "original": came.original,
        });
        let about = ("evidence", row.id);
        Ok(audit(self.tx, self.platform, self.scope, "evidence.imported", about, detail).await?)
    }

    /// The exhibit came by a package. A wish to destroy it that somebody had there is none here.
    async fn came(&self, row: &evidence::Model, pending: bool) -> Result<(), Problem> {
        let manifest = self.came.manifest;
        let note =
            format!("package {} manifest sha256:{}", manifest.package, self.came.manifest_sha256);
        let event = NewCustodyEvent {
            from: Party::named(self.came.company()),
            to: Party::named(self.here),
            note: note.clone(),
            ..NewCustodyEvent::now(self.platform, CustodyKind::Transferred)
        };
        let hand_over = event.id;
        add_custody_event(self.tx, self.platform, self.scope, row, event).await?;
        // The file is here with its hash. A thing is not: somebody has to say that it came.
        if row.blob_id.is_some() {
            let event = NewCustodyEvent {
                from: Party::named(self.came.company()),
                to: Party::named(self.here),
                note: note.clone(),
                answers: Some(hand_over),
                ..NewCustodyEvent::now(self.platform, CustodyKind::Received)
            };
            add_custody_event(self.tx, self.platform, self.scope, row, event).await?;
        }
        if pending {
            let event = NewCustodyEvent {
                note,
                ..NewCustodyEvent::now(self.platform, CustodyKind::DisposalDeclined)
            };
            add_custody_event(self.tx, self.platform, self.scope, row, event).await?;
        }
        Ok(())
    }
}

/// A clock that is off by more than a hundred years is a slip of a program.
const MOST_OFFSET: u64 = 100 * 366 * 86_400;

/// Whether somebody asked to destroy it and nobody answered.
fn pending_disposal(chain: &[CustodyEvent]) -> bool {
    let about = |event: &&CustodyEvent| event.kind.starts_with("dispos");
    let last = chain.iter().rev().find(about);
    last.is_some_and(|event| event.kind == CustodyKind::DisposalRequested.name())
}
