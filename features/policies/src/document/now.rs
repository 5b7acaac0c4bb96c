//! What a document says now.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_kit::Source;
use hikeshi_policy::{Filled, blanks, fill};
use hikeshi_web::{Platform, Problem};
use sha2::{Digest as _, Sha256};

use super::{Document, lists::lists, printed::printed};

/// A document with everything filled in.
#[derive(Debug, Clone)]
pub struct Now {
    /// As it is kept.
    pub document: Document,
    /// The company's name in the records.
    pub company: String,
    /// As people read it.
    pub filled: Filled,
    /// Names the text: another text has another one.
    pub text_sha256: String,
    /// Labels of what is missing, in the order in which it is met.
    pub blanks: Vec<String>,
    /// Those of them without which nobody can approve.
    pub required: Vec<String>,
}

impl Now {
    /// Reads what the company entered and fills it in.
    ///
    /// # Errors
    /// A problem of the database, or a fault of the content.
    pub async fn read(
        tx: &Tx,
        platform: &Platform,
        scope: &CompanyScope,
        document: Document,
    ) -> Result<Self, Problem> {
        let source = Source::read(tx, platform, scope).await?;
        Self::of(platform, document, &source)
    }

    /// The same with what was read before.
    ///
    /// # Errors
    /// A fault of the content.
    pub fn of(platform: &Platform, document: Document, source: &Source) -> Result<Self, Problem> {
        let words = platform.words(document.lang());
        let values = printed(document.template, &document.values, &words);
        let lists = lists(&document.body, source, &words)?;
        let filled = fill(&document.body, &values, &document.labels(), &lists);
        let text_sha256 = hash_of(&document.row.name, &source.company.name, &filled)?;
        let blanks = blanks(&filled);
        let required = required(&document, &blanks);
        let company = source.company.name.clone();
        Ok(Self { company, text_sha256, blanks, required, filled, document })
    }
}

fn hash_of(name: &str, company: &str, filled: &Filled) -> Result<String, Problem> {
    let text = serde_json::to_string(&(name, company, filled))?;
    Ok(hex::encode(Sha256::digest(text)))
}

fn required(document: &Document, blanks: &[String]) -> Vec<String> {
    let Some(template) = document.template else { return Vec::new() };
    let needed = template.file.variables.iter().filter(|variable| variable.required);
    let labels: Vec<&str> = needed.map(|it| it.label.get(document.lang())).collect();
    blanks.iter().filter(|blank| labels.contains(&blank.as_str())).cloned().collect()
}
