//! What a paper prints so that it can be compared with the log years later: the checkpoint at the time
//! of making, and the public page that tells whether the log still grows out of it. The paper's own
//! entry holds the hash of the finished file, so it cannot stand on it; its proof is on the page of
//! the paper.

use hikeshi_pdf::qr_svg;
use hikeshi_web::{Platform, Problem, percent};
use serde::Serialize;

use super::checkpoint_of;

/// The checkpoint as a paper prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Seal {
    /// Name of the log, number of entries, root.
    pub checkpoint: String,
    /// The page that compares it with the log.
    pub address: String,
    /// The address as a QR code.
    pub qr_svg: String,
}

impl Seal {
    /// The checkpoint that was signed last; `None` if none was signed yet.
    ///
    /// # Errors
    /// A file that is there and cannot be read; a public address too long for a QR code.
    pub async fn now(platform: &Platform) -> Result<Option<Self>, Problem> {
        let checkpoint = checkpoint_of(platform).await?;
        let mut parts = checkpoint.rsplit(' ');
        let (Some(root), Some(size)) = (parts.next(), parts.next()) else { return Ok(None) };
        let address = platform.public(&format!("/verify?size={size}&root={}", percent(root)));
        let qr_svg = qr_svg(&address)?;
        Ok(Some(Self { checkpoint, address, qr_svg }))
    }
}
