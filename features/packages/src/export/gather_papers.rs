//! Papers that were given out: approved versions with their files, the company's own documents, and
//! those that came with a package.

use std::collections::HashMap;

use hikeshi_db::Tx;
use hikeshi_filings::papers::{Snapshot, approved_version, files_of, papers_of};
use hikeshi_i18n::Words;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{
    documents::{Paper as Kept, documents_of},
    model::{OfIncident as _, document, incident},
};
use hikeshi_kernel::from_millis;
use hikeshi_package::{Paper, PaperItem, paper_path};
use hikeshi_web::Problem;
use sea_orm::{EntityTrait as _, QueryOrder as _};
use uuid::Uuid;

use super::make::StoredFile;
use crate::model::package_paper;

/// What is read of papers.
#[derive(Default)]
pub(super) struct Papers {
    pub papers: Vec<Paper>,
    pub files: Vec<StoredFile>,
    pub speaks_of: Vec<(usize, usize, Vec<String>)>,
    /// The ids of the papers, not of their versions.
    pub ids: Vec<Uuid>,
}

/// Reads them in the order of their numbers.
pub(super) async fn gather_papers(
    tx: &Tx,
    scope: &CompanyScope,
    words: &Words,
    incident: &incident::Model,
) -> Result<Papers, Problem> {
    let mut all = Papers::default();
    let mut papers = papers_of(tx, scope, incident).await?;
    papers.sort_by_key(|paper| paper.number);
    for paper in papers {
        let Some(version) = approved_version(tx, &paper).await? else { continue };
        let snapshot: Snapshot = serde_json::from_str(&version.snapshot_json)?;
        all.ids.push(paper.id);
        let nth = all.papers.len();
        let mut paths = Vec::new();
        for file in files_of(tx, &version).await? {
            let ending =
                file.name.rsplit_once('.').map_or(file.form.as_str(), |(_, ending)| ending);
            let path = paper_path(
                all.files.len() + 1,
                &format!("{} {}.{ending}", snapshot.title, file.form),
            );
            all.files.push(StoredFile {
                path: path.clone(),
                blob: file.blob_id,
                sha256: file.sha256,
                size: u64::try_from(file.size)?,
            });
            paths.push(path);
        }
        let mut items = Vec::new();
        for (at, item) in snapshot.items.into_iter().enumerate() {
            all.speaks_of.push((nth, at, item.facts));
            items.push(PaperItem { heading: item.text.title, text: item.text.text });
        }
        all.papers.push(Paper {
            id: version.id,
            title: snapshot.title,
            recipient: snapshot.recipient,
            lang: snapshot.lang,
            state: "approved".to_owned(),
            made_at: from_millis(version.made_at),
            made_by: version.made_by,
            sha256: version.sha256,
            paths,
            items,
            came_from: None,
        });
    }
    let mut documents = documents_of(tx, incident).await?;
    documents.reverse();
    for row in documents {
        all.document(words, &row)?;
    }
    all.came_with_packages(tx, incident).await?;
    Ok(all)
}

impl Papers {
    fn document(&mut self, words: &Words, row: &document::Model) -> Result<(), Problem> {
        let title = words.t(match Kept::from_name(&row.paper) {
            Some(Kept::FirstReport) => "papers-first-report",
            Some(Kept::Record) | None => "papers-record",
        });
        let title = words.ta("papers-name", &[("paper", &title), ("version", &row.number)]);
        let path =
            paper_path(self.files.len() + 1, &format!("{title} {}.{}", row.lang, row.format));
        self.files.push(StoredFile {
            path: path.clone(),
            blob: row.blob_id,
            sha256: row.sha256.clone(),
            size: u64::try_from(row.size)?,
        });
        self.papers.push(Paper {
            id: row.id,
            title,
            recipient: String::new(),
            lang: row.lang.clone(),
            state: "made".to_owned(),
            made_at: from_millis(row.made_at),
            made_by: row.made_by.clone(),
            sha256: row.sha256.clone(),
            paths: vec![path],
            items: Vec::new(),
            came_from: None,
        });
        Ok(())
    }

    /// Each as the package told of it; nobody here approved it.
    async fn came_with_packages(
        &mut self,
        tx: &Tx,
        incident: &incident::Model,
    ) -> Result<(), Problem> {
        let rows = package_paper::Entity::find()
            .of_incident(incident)
            .order_by_asc(package_paper::Column::Id)
            .all(tx.conn())
            .await?;
        // Several files of one paper have one record.
        let mut known: HashMap<Uuid, usize> = HashMap::new();
        for row in rows {
            let record: Paper = serde_json::from_str(&row.record_json)?;
            let at = *known.entry(record.id).or_insert_with(|| {
                self.papers.push(Paper { paths: Vec::new(), ..record.clone() });
                self.papers.len() - 1
            });
            let Some(blob) = row.blob_id else { continue };
            let path = paper_path(self.files.len() + 1, &row.file_name);
            self.papers[at].paths.push(path.clone());
            let size = u64::try_from(row.size)?;
            self.files.push(StoredFile { path, blob, sha256: row.sha256, size });
        }
        Ok(())
    }
}
