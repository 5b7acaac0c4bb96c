//! The files of a package on their way into the store, hashed again.

use std::collections::HashMap;
use std::io::{Read, Seek, Write as _};

use hikeshi_blobs::TenantKey;
use hikeshi_incidents::evidence::{KeptBlobs, StoredFile};
use hikeshi_kernel::new_uuid;
use hikeshi_web::{Platform, Problem};

use super::Content;
use crate::{archive::Fault, pipe::piped};

/// The stored files by their paths in the package.
pub struct Arrived {
    /// What each became.
    pub files: HashMap<String, StoredFile>,
    /// Deletes them again unless released.
    pub kept: KeptBlobs,
}

/// Stores every file of evidence and papers under the company's key and compares it with the
/// manifest.
///
/// # Errors
/// The outer one: the disk. The inner one: a file that is not what the manifest says; nothing is
/// kept then.
pub(super) async fn store_files<R: Read + Seek + Send + 'static>(
    platform: &Platform,
    key: &TenantKey,
    mut content: Content<R>,
) -> Result<Result<(Content<R>, Arrived), Fault>, Problem> {
    let kept = KeptBlobs::new(platform.blobs.clone());
    let mut arrived = Arrived { files: HashMap::new(), kept };
    let wanted: Vec<_> = content
        .manifest()
        .files
        .iter()
        .filter(|file| file.path.starts_with("evidence/") || file.path.starts_with("papers/"))
        .cloned()
        .collect();
    for file in wanted {
        let (clock, rng) = platform.chance();
        let blob = new_uuid(clock, rng);
        let path = file.path.clone();
        let work = move |pipe: &mut crate::pipe::Pipe| {
            let read = content.package.pieces(&path, |piece| pipe.write_all(piece));
            (read, content)
        };
        let whole = |done: &(Result<(), Fault>, Content<R>)| done.0.is_ok();
        let target = (&platform.blobs, key, blob);
        let ((read, back), stored) = piped(target, file.size, work, whole).await?;
        content = back;
        if let Err(fault) = read {
            return Ok(Err(fault));
        }
        let stored = stored?;
        arrived.kept.push(blob);
        if stored.sha256 != file.sha256 || stored.size != file.size {
            let detail = format!("sha256 {}, listed {}", stored.sha256, file.sha256);
            return Ok(Err(Fault::of_file(&file.path, "hash-differs", detail)));
        }
        let name = file.path.rsplit('/').next().unwrap_or_default().to_owned();
        arrived.files.insert(file.path, StoredFile { name, blob, stored });
    }
    Ok(Ok((content, arrived)))
}
