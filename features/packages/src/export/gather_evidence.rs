//! Exhibits with their chains of custody and photographs.

use std::collections::HashMap;

use hikeshi_incidents::{
    evidence::{chains_of_incident, list_exhibits},
    model::{OfIncident as _, custody_event, custody_photo, evidence},
};
use hikeshi_kernel::from_millis;
use hikeshi_package::{CustodyEvent, Exhibit, LeftOut, Part, Photo, exhibit_path, photo_path};
use hikeshi_web::Problem;
use sea_orm::{EntityTrait as _, QueryOrder as _};
use uuid::Uuid;

use super::{
    gather::{Read, moment},
    make::StoredFile,
};

impl Read<'_> {
    /// Exhibits in the order of their list; their files go into `files`.
    pub(super) async fn exhibits(
        &self,
        files: &mut Vec<StoredFile>,
        left_out: &mut Vec<LeftOut>,
    ) -> Result<Vec<Exhibit>, Problem> {
        let (custody, bytes) = (self.wish.has(Part::Custody), self.wish.has(Part::Evidence));
        if !custody && !bytes {
            return Ok(Vec::new());
        }
        let mut chains = chains_of_incident(self.tx, self.incident).await?;
        let mut photos = self.photos().await?;
        let mut exhibits = Vec::new();
        for row in list_exhibits(self.tx, self.incident).await? {
            let chain = chains.remove(&row.id).unwrap_or_default();
            let mut exhibit = self.exhibit(row.clone());
            let number = exhibit.number();
            let left = |what: String, why: &str| LeftOut { what, why: why.to_owned() };
            match row.blob_id {
                Some(blob) if bytes => {
                    let path = exhibit_path(&number, &row.file_name);
                    exhibit.path = Some(path.clone());
                    let size = exhibit.size.unwrap_or_default();
                    files.push(StoredFile { path, blob, sha256: row.sha256, size });
                }
                Some(_) => left_out.push(left(number.clone(), "not-wanted")),
                None if !row.sha256.is_empty() => left_out.push(left(number.clone(), "destroyed")),
                None => {}
            }
            let mut shown = 0;
            for event in chain.into_iter().filter(|_| custody) {
                let mut told = self.custody(event);
                for row in photos.remove(&told.id).unwrap_or_default() {
                    shown += 1;
                    let mut photo = photo_of(&row)?;
                    if bytes {
                        let path = photo_path(&number, shown, &row.file_name);
                        photo.path = Some(path.clone());
                        let (blob, sha256, size) = (row.blob_id, row.sha256, photo.size);
                        files.push(StoredFile { path, blob, sha256, size });
                    }
                    told.photos.push(photo);
                }
                exhibit.custody.push(told);
            }
            if shown > 0 && !bytes {
                let values: [(&str, &dyn std::fmt::Display); 2] =
                    [("number", &number), ("n", &shown)];
                left_out.push(left(self.words.ta("package-photos-of", &values), "not-wanted"));
            }
            exhibits.push(exhibit);
        }
        Ok(exhibits)
    }

    /// The photographs of the whole incident by event, each list in its order.
    async fn photos(&self) -> Result<HashMap<Uuid, Vec<custody_photo::Model>>, Problem> {
        let rows = custody_photo::Entity::find()
            .of_incident(self.incident)
            .order_by_asc(custody_photo::Column::Nth)
            .all(self.tx.conn())
            .await?;
        let mut by_event: HashMap<Uuid, Vec<custody_photo::Model>> = HashMap::new();
        for row in rows {
            by_event.entry(row.event_id).or_default().push(row);
        }
        Ok(by_event)
    }

    fn exhibit(&self, row: evidence::Model) -> Exhibit {
        Exhibit {
            id: row.id,
            serial: row.serial,
            number: row.number,
            copy_of: row.source_id,
            copy_kind: row.copy_kind,
            claimed_sha256: row.claimed_sha256,
            kind: row.kind,
            title: row.title,
            description: row.description,
            file_name: row.file_name,
            size: row.size.and_then(|size| u64::try_from(size).ok()),
            sha256: row.sha256,
            blake3: row.blake3,
            path: None,
            checked: None,
            serial_number: row.serial_number,
            collected: moment(&row.collected_json),
            collected_by: row.collected_by,
            place: row.place,
            clock_offset: row.clock_offset,
            tool: row.tool,
            storage: row.storage,
            added_at: from_millis(row.added_at),
            added_by: row.added_by,
            custody: Vec::new(),
            came_from: self.source(row.id),
        }
    }

    fn custody(&self, event: custody_event::Model) -> CustodyEvent {
        CustodyEvent {
            id: event.id,
            kind: event.kind,
            moment: moment(&event.moment_json),
            ended: serde_json::from_str(&event.ended_json).unwrap_or_default(),
            offset_seconds: event.offset_seconds,
            device_clock: event.device_clock,
            person: event.person,
            witness: event.witness,
            from: event.from_name,
            to: event.to_name,
            place: event.place,
            tool: event.tool,
            seal: event.seal,
            note: event.note,
            outcome: event.outcome,
            way: event.way,
            asked: event.asked,
            answers: event.answers,
            photos: Vec::new(),
            at: from_millis(event.at),
            by: event.by_name,
            came_from: self.source(event.id),
        }
    }
}

fn photo_of(row: &custody_photo::Model) -> Result<Photo, Problem> {
    Ok(Photo {
        id: row.id,
        file_name: row.file_name.clone(),
        size: u64::try_from(row.size)?,
        sha256: row.sha256.clone(),
        blake3: row.blake3.clone(),
        path: None,
        checked: None,
    })
}
