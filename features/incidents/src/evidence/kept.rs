//! Blobs that no exhibit names yet.

use hikeshi_blobs::BlobStore;
use uuid::Uuid;

/// Blobs stored by a request that is not finished. Dropped without [`KeptBlobs::release`]
/// (an error, a closed connection), it deletes them again.
#[derive(Debug)]
pub struct KeptBlobs {
    store: BlobStore,
    ids: Vec<Uuid>,
}

impl KeptBlobs {
    /// None yet.
    #[must_use]
    pub fn new(store: BlobStore) -> Self {
        Self { store, ids: Vec::new() }
    }

    /// Takes responsibility for a blob.
    pub fn push(&mut self, id: Uuid) {
        self.ids.push(id);
    }

    /// The exhibits that name the blobs are written: they stay.
    pub fn release(mut self) {
        self.ids.clear();
    }
}

impl Drop for KeptBlobs {
    fn drop(&mut self) {
        let ids = std::mem::take(&mut self.ids);
        // Without a runtime the program is ending; the blobs stay unseen.
        if let (false, Ok(runtime)) = (ids.is_empty(), tokio::runtime::Handle::try_current()) {
            let store = self.store.clone();
            runtime.spawn(async move {
                for id in ids {
                    if let Err(error) = store.delete(id).await {
                        tracing::warn!(blob = %id, %error, "a blob of an unfinished upload stays");
                    }
                }
            });
        }
    }
}
