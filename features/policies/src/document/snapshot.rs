//! What an approved version says for ever.

use hikeshi_i18n::Words;
use hikeshi_kernel::{Lang, from_millis, japan};
use hikeshi_policy::Filled;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// A version as it was approved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Language of the text.
    pub lang: String,
    /// Name of the document.
    pub name: String,
    /// Name of the company in its records.
    pub company: String,
    /// Number of the version; 0 for a draft.
    pub number: i64,
    /// The text.
    pub filled: Filled,
    /// Who approved it.
    pub signed: Vec<Signed>,
    /// When it was approved, or when the draft was printed.
    pub made_at: i64,
    /// When it is to be looked at again; 0 for a draft.
    pub review_on: i64,
}

/// An approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// The person.
    pub name: String,
    /// In which role.
    pub role: String,
    /// When.
    pub at: i64,
}

impl Snapshot {
    /// The language of the text.
    #[must_use]
    pub fn lang(&self) -> Lang {
        Lang::from_code(&self.lang).unwrap_or_default()
    }

    /// Whether nobody has approved it.
    #[must_use]
    pub const fn is_draft(&self) -> bool {
        self.number == 0
    }

    /// Approvals in words: "President Makoto Tanabe, 20 November 2026".
    #[must_use]
    pub fn signatures(&self, words: &Words) -> Vec<String> {
        let line = |signed: &Signed| {
            let role = words.t(&format!("identity-role-{}", signed.role));
            let day = words.date(from_millis(signed.at).to_zoned(japan()).date());
            words
                .ta("policypaper-signed", &[("role", &role), ("name", &signed.name), ("day", &day)])
        };
        self.signed.iter().map(line).collect()
    }

    /// A name for its files, in ASCII: what goes out by mail keeps its name everywhere.
    #[must_use]
    pub fn file_name(&self, template: &str, ending: &str) -> String {
        let day = from_millis(self.made_at).to_zoned(japan()).strftime("%Y%m%d").to_string();
        let state = if self.is_draft() { "draft".to_owned() } else { format!("v{}", self.number) };
        format!("{template}-{state}-{day}.{ending}")
    }
}

/// The hash that names a version: its text and its files, as the check of the log computes it for papers.
pub(crate) fn hash_of(snapshot: &str, files: &[String]) -> String {
    let mut hash = Sha256::new().chain_update(snapshot);
    for file in files {
        hash = hash.chain_update([b'\n']).chain_update(file);
    }
    hex::encode(hash.finalize())
}
