//! Deleting the file of a destroyed exhibit.

use hikeshi_jobs::{Job, JobError};
use hikeshi_web::Platform;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Deletes a blob; the record of the exhibit with its hashes stays.
#[derive(Debug, Serialize, Deserialize)]
pub struct DeleteBlob {
    /// The blob.
    pub blob: Uuid,
}

#[async_trait::async_trait]
impl Job<Platform> for DeleteBlob {
    const KIND: &str = "incidents.delete-blob";

    async fn run(&self, platform: &Platform) -> Result<(), JobError> {
        platform.blobs.delete(self.blob).await.map_err(|error| JobError::from_error(&error))?;
        Ok(())
    }
}
