//! What of an incident can be given to an outsider file by file.

use hikeshi_db::Tx;
use hikeshi_filings::papers::{approved_version, files_of, kinds, papers_of};
use hikeshi_i18n::{Words, plain};
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{
    documents::documents_of,
    evidence::{Disposal, chain_of, disposal_of, list_exhibits},
    model::{evidence, incident},
};
use hikeshi_web::Problem;
use uuid::Uuid;

use super::{FileKind, SharedFile};

/// The files of an incident that may be chosen, each with its blob still there.
#[derive(Debug, Clone, Default)]
pub struct Offered {
    /// Documents and approved papers, the latest first.
    pub documents: Vec<SharedFile>,
    /// Exhibits with a file.
    pub exhibits: Vec<SharedFile>,
    /// All exhibits, for the custody.
    pub all_exhibits: Vec<evidence::Model>,
}

impl Offered {
    /// The file of that id, if it is offered.
    #[must_use]
    pub fn file(&self, id: &str) -> Option<&SharedFile> {
        let id: Uuid = id.parse().ok()?;
        self.documents.iter().chain(&self.exhibits).find(|file| file.id == id)
    }
}

/// What is offered: kept documents, files of approved papers that stand, exhibits not disposed of.
///
/// # Errors
/// A problem of the database or of the content.
pub async fn offered(
    tx: &Tx,
    words: &Words,
    scope: &CompanyScope,
    incident: &incident::Model,
) -> Result<Offered, Problem> {
    let mut offered = Offered::default();
    for row in documents_of(tx, incident).await? {
        let paper = match row.paper.as_str() {
            "first-report" => words.t("papers-first-report"),
            _ => words.t("papers-record"),
        };
        let title = words.ta("papers-name", &[("paper", &paper), ("version", &row.number)]);
        let ending = &row.format;
        offered.documents.push(SharedFile {
            id: row.id,
            kind: FileKind::Document,
            name: format!("{} {title} {}.{ending}", incident.number, row.lang),
            title: format!(
                "{title}{}",
                brackets(
                    words,
                    &[&format!("papers-form-{ending}"), &format!("ui-lang-{}", row.lang)]
                )
            ),
            size: row.size,
            sha256: row.sha256,
        });
    }
    let kinds = kinds()?;
    for paper in papers_of(tx, scope, incident).await? {
        let Some(version) = approved_version(tx, &paper).await? else { continue };
        let title = kinds
            .get(&paper.kind)
            .map_or_else(|| paper.kind.clone(), |kind| plain(kind.file.title.get(words.lang())));
        for file in files_of(tx, &version).await? {
            offered.documents.push(SharedFile {
                id: file.id,
                kind: FileKind::Paper,
                title: format!(
                    "{} {title}{}",
                    paper.number,
                    brackets(words, &[&format!("paperwork-form-{}", file.form)])
                ),
                name: file.name,
                size: file.size,
                sha256: file.sha256,
            });
        }
    }
    for exhibit in list_exhibits(tx, incident).await? {
        let gone = disposal_of(&chain_of(tx, &exhibit).await?) == Disposal::Disposed;
        if exhibit.blob_id.is_some() && !gone {
            let name = match exhibit.file_name.as_str() {
                "" => format!("{}.bin", exhibit.number),
                name => name.to_owned(),
            };
            offered.exhibits.push(SharedFile {
                id: exhibit.id,
                kind: FileKind::Exhibit,
                title: format!("{} {}", exhibit.number, exhibit.title),
                name,
                size: exhibit.size.unwrap_or_default(),
                sha256: exhibit.sha256.clone(),
            });
        }
        offered.all_exhibits.push(exhibit);
    }
    Ok(offered)
}

/// In brackets what tells a file from its like, such as `(PDF / English)`.
fn brackets(words: &Words, keys: &[&str]) -> String {
    let names: Vec<String> = keys.iter().map(|key| words.t(key)).collect();
    words.t1("ui-brackets", "text", names.join(" / "))
}
