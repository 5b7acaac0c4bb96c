//! From a wish to everything that becomes the files of a package.

use hikeshi_blobs::{BlobStore, TenantKey};
use hikeshi_db::Tx;
use hikeshi_directory::company_key;
use hikeshi_i18n::Words;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::model::incident;
use hikeshi_package::{LeftOut, Origin, Part, Program, Records, redact};
use hikeshi_tlog::NoteKey;
use hikeshi_web::{Platform, Problem};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    gather::gather,
    proofs::proofs,
    strikes::struck,
    technical::{Traces, traces},
};
use crate::Wish;

/// A file of the encrypted store that goes into the package.
#[derive(Debug, Clone)]
pub(crate) struct StoredFile {
    /// Its path in the package.
    pub path: String,
    /// Where it is.
    pub blob: Uuid,
    /// As recorded when it came in.
    pub sha256: String,
    /// As recorded when it came in.
    pub size: u64,
}

/// Everything that a package is written from.
pub(crate) struct Plan {
    pub package: Uuid,
    pub made_at: Timestamp,
    pub wish: Wish,
    pub origin: Origin,
    pub program: Program,
    pub records: Records,
    pub files: Vec<StoredFile>,
    pub left_out: Vec<LeftOut>,
    /// Files of the part `proofs`: path and bytes.
    pub proofs: Vec<(String, Vec<u8>)>,
    /// Files of the part `technical`.
    pub technical: Vec<Traces>,
    pub signer: Option<NoteKey>,
    pub words: Words,
    pub blobs: BlobStore,
    pub key: TenantKey,
}

impl Plan {
    /// Reads everything in the caller's transaction.
    pub(crate) async fn read(
        tx: &Tx,
        platform: &Platform,
        scope: &CompanyScope,
        incident: &incident::Model,
        (package, wish): (Uuid, &Wish),
    ) -> Result<Self, Problem> {
        wish.check().map_err(|error| Problem::invalid(error.to_string()))?;
        let words = platform.words(wish.lang);
        // What is struck is looked for in all parts, also in those that are not wanted.
        let all = Wish {
            parts: Part::ALL.iter().copied().filter(|part| *part != Part::Evidence).collect(),
            ..wish.clone()
        };
        let whole = if wish.is_redacted() {
            Some(gather(tx, scope, &words, incident, &all).await?)
        } else {
            None
        };
        let mut gathered = gather(tx, scope, &words, incident, wish).await?;
        let known = whole.as_ref().map_or(&gathered.records, |whole| &whole.records);
        let about = (wish, known, known.facts.as_slice());
        let struck = struck(tx, scope, &words, incident, about).await?;
        for (paper, item, facts) in gathered.speaks_of.drain(..) {
            let item = &mut gathered.records.papers[paper].items[item];
            if facts.iter().any(|key| struck.withheld.contains(key)) {
                item.text = words.t("package-struck");
            }
        }
        let records =
            redact(gathered.records, &wish.redactions, &struck.withheld, &struck.strikes)?;
        let mut left_out = gathered.left_out;
        left_out.iter_mut().for_each(|left| left.what = struck.strikes.apply(&left.what));
        let company = hikeshi_directory::company(tx, scope).await?;
        let proofs = match wish.has(Part::Proofs) {
            true => {
                let about = (&records, gathered.papers.as_slice(), wish.is_redacted());
                proofs(tx, platform, scope, incident, about).await?
            }
            false => Vec::new(),
        };
        let technical = match (wish.has(Part::Technical), wish.is_redacted()) {
            (true, false) => traces(tx, platform, scope, incident).await?,
            (true, true) => {
                let what = words.t("package-part-technical");
                left_out.push(LeftOut { what, why: "redacted".to_owned() });
                Vec::new()
            }
            (false, _) => Vec::new(),
        };
        let mut wish = wish.clone();
        wish.recipient = struck.strikes.apply(&wish.recipient);
        Ok(Self {
            package,
            made_at: platform.clock.now(),
            wish,
            origin: Origin {
                company_id: incident.company_id,
                company: company.name.clone(),
                incident_id: incident.id,
                number: incident.number.clone(),
            },
            program: Program {
                name: "hikeshi".to_owned(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
            },
            records,
            files: gathered.files,
            left_out,
            proofs,
            technical,
            signer: NoteKey::load(&platform.data_folder.join("keys/log.key")).ok(),
            words,
            blobs: platform.blobs.clone(),
            key: company_key(tx, platform, scope).await?,
        })
    }

    /// Notes in the records whether the file of that path still has its hash.
    pub(crate) fn note_check(&mut self, path: &str, same: bool) {
        for exhibit in &mut self.records.exhibits {
            if exhibit.path.as_deref() == Some(path) {
                exhibit.checked = Some(same);
            }
            for photo in exhibit.custody.iter_mut().flat_map(|event| &mut event.photos) {
                if photo.path.as_deref() == Some(path) {
                    photo.checked = Some(same);
                }
            }
        }
    }

    /// The file of a blob cannot be read: the package is made without it and says so.
    pub(crate) fn leave_out(&mut self, blob: Uuid) {
        let (gone, kept) =
            std::mem::take(&mut self.files).into_iter().partition(|file| file.blob == blob);
        self.files = kept;
        let gone: Vec<StoredFile> = gone;
        for file in gone {
            self.note_check(&file.path, false);
            let mut what = file.path.clone();
            for exhibit in &mut self.records.exhibits {
                if exhibit.path.take_if(|path| *path == file.path).is_some() {
                    what = exhibit.number();
                }
                for photo in exhibit.custody.iter_mut().flat_map(|event| &mut event.photos) {
                    photo.path.take_if(|path| *path == file.path);
                }
            }
            for paper in &mut self.records.papers {
                paper.paths.retain(|path| *path != file.path);
            }
            self.left_out.push(LeftOut { what, why: "unreadable".to_owned() });
        }
    }
}
