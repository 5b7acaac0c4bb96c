//! Exhibits that came by a package, with their chains.

use std::collections::BTreeSet;

use hikeshi_incidents::{
    evidence::{CustodyKind, NewCustodyEvent, Party, add_custody_event, clean_file_name},
    model::{custody_event, evidence},
};
use hikeshi_kernel::to_millis;
use hikeshi_package::{CustodyEvent, Exhibit};
use hikeshi_web::Problem;
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

use super::{
    Arrived,
    rows::{Rows, json, line, millis, text},
};

impl Rows<'_> {
    /// Writes them with their numbers; returns how many files came.
    pub(super) async fn exhibits(
        &mut self,
        exhibits: &[Exhibit],
        arrived: &Arrived,
    ) -> Result<usize, Problem> {
        let (mut rows, mut events, mut files) = (Vec::new(), Vec::new(), 0);
        let mut numbers = BTreeSet::new();
        let mut chains = Vec::new();
        for told in exhibits {
            let mut serial = told.serial.clamp(1, 1_000_000);
            while !numbers.insert(serial) {
                serial += 1;
            }
            let file = told.path.as_ref().and_then(|path| arrived.files.get(path));
            files += usize::from(file.is_some());
            let id = self.id_of(told.id);
            let row = self.exhibit((id, serial), told, file)?;
            for event in &told.custody {
                events.push(self.event(id, event)?);
            }
            chains.push((row.clone(), pending_disposal(&told.custody)));
            rows.push(evidence::ActiveModel::from(row));
        }
        self.insert::<evidence::Entity>(rows).await?;
        self.insert::<custody_event::Entity>(events).await?;
        for (row, pending) in chains {
            self.came(&row, pending).await?;
        }
        Ok(files)
    }

    /// The record of the other program; the bytes with the hashes that they have here.
    fn exhibit(
        &self,
        (id, serial): (Uuid, i64),
        told: &Exhibit,
        file: Option<&hikeshi_incidents::evidence::StoredFile>,
    ) -> Result<evidence::Model, Problem> {
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
            number: format!("E-{serial:03}"),
            source_id: None,
            copy_kind: String::new(),
            claimed_sha256: String::new(),
        })
    }

    fn event(
        &mut self,
        exhibit: Uuid,
        told: &CustodyEvent,
    ) -> Result<custody_event::ActiveModel, Problem> {
        let moment = told.moment.checked().unwrap_or_default();
        let known = CustodyKind::from_name(&told.kind);
        // What a later program calls by another name is told in its note.
        let note = if known.is_some() {
            told.note.clone()
        } else {
            format!("{}: {}", told.kind, told.note)
        };
        Ok(custody_event::ActiveModel {
            id: Set(self.id_of(told.id)),
            company_id: Set(self.incident.company_id),
            incident_id: Set(self.incident.id),
            evidence_id: Set(exhibit),
            kind: Set(known.unwrap_or(CustodyKind::Accessed).name().to_owned()),
            moment_json: Set(json(moment)?),
            sort_at: Set(moment.sort_key().map_or_else(|| millis(told.at), to_millis)),
            from_name: Set(line(&told.from, 200)),
            to_name: Set(line(&told.to, 200)),
            place: Set(line(&told.place, 200)),
            note: Set(text(&note, 4_000)),
            outcome: Set(match told.outcome.as_str() {
                outcome @ ("match" | "mismatch" | "unreadable") => outcome.to_owned(),
                _ => String::new(),
            }),
            at: Set(millis(told.at)),
            by_id: Set(None),
            by_name: Set(self.by(&told.by, told.came_from.as_ref())),
            ended_json: Set("null".to_owned()),
            ..Default::default()
        })
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
        add_custody_event(self.tx, self.platform, self.scope, row, event).await?;
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

/// Whether somebody asked to destroy it and nobody answered.
fn pending_disposal(chain: &[CustodyEvent]) -> bool {
    let about = |event: &&CustodyEvent| event.kind.starts_with("dispos");
    let last = chain.iter().rev().find(about);
    last.is_some_and(|event| event.kind == CustodyKind::DisposalRequested.name())
}
