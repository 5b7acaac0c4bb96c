//! The ports to the outside, handed to every handler and job.

use std::{path::PathBuf, sync::Arc};

use hikeshi_blobs::{BlobStore, MasterKey};
use hikeshi_config::Config;
use hikeshi_content::Pack;
use hikeshi_db::Db;
use hikeshi_i18n::{Catalogue, Words};
use hikeshi_kernel::{Clock, Lang, Rng};
use hikeshi_mail::Mailer;

/// The file in a data folder that says: the sample data of a demo, not for real use.
pub const DEMO_MARK: &str = "demo";

/// Everything a slice may use of the world; cheap to clone.
#[derive(Clone)]
pub struct Platform(Arc<PlatformParts>);

/// The parts of [`Platform`], put together once at start.
pub struct PlatformParts {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub rng: Arc<dyn Rng>,
    /// Outgoing mail.
    pub mailer: Arc<dyn Mailer>,
    /// Encrypted files.
    pub blobs: BlobStore,
    /// Unwraps the keys of the companies.
    pub master_key: MasterKey,
    /// Interface words.
    pub catalogue: Catalogue,
    /// Texts and rules.
    pub content: Pack,
    /// Settings.
    pub config: Config,
    /// The data folder.
    pub data_folder: PathBuf,
}

impl Platform {
    /// Puts the parts together.
    #[must_use]
    pub fn new(parts: PlatformParts) -> Self {
        Self(Arc::new(parts))
    }

    /// Time and chance, as the store functions take them.
    #[must_use]
    pub fn chance(&self) -> (&dyn Clock, &dyn Rng) {
        (&*self.0.clock, &*self.0.rng)
    }

    /// The interface words in one language, of all slices.
    #[must_use]
    pub fn words(&self, lang: Lang) -> Words {
        self.0.catalogue.words(lang)
    }

    /// Whether a demo made the data folder: only there its one-click links sign in. A mark that
    /// cannot be read counts as none.
    pub async fn is_demo(&self) -> bool {
        tokio::fs::try_exists(self.0.data_folder.join(DEMO_MARK)).await.unwrap_or(false)
    }

    /// An address that people outside can open: the configured public address and `path`.
    #[must_use]
    pub fn public(&self, path: &str) -> String {
        format!("{}{path}", self.0.config.server.public_url.trim_end_matches('/'))
    }
}

impl std::ops::Deref for Platform {
    type Target = PlatformParts;

    fn deref(&self) -> &PlatformParts {
        &self.0
    }
}
