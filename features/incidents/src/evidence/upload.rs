//! Reading a form with files: texts are kept in memory up to a bound, files go straight into
//! the encrypted store. Fields may stand before or after the files.

use axum::{
    extract::{FromRequest as _, Multipart, Request, multipart::Field},
    http::StatusCode,
};
use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use hikeshi_blobs::{BlobError, TenantKey};
use hikeshi_kernel::new_uuid;
use hikeshi_web::{Platform, Problem, ProblemKind};

use super::{
    KeptBlobs, StoredFile, clean_file_name,
    inflow::{Allowance, paced},
};

/// Most files in one form.
pub const MOST_FILES: usize = 20;
/// Most parts in one form, texts and files.
const MOST_PARTS: usize = 64;
/// Most bytes kept of a text; more is read and dropped, and the form's check refuses the rest.
const LONGEST_TEXT: usize = 64 * 1024;
/// What may come in where a short text or the head of a part is expected.
const SHORT: u64 = 64 * 1024 * 1024;

/// What came in.
#[derive(Debug)]
pub struct Upload {
    /// Texts by field name, in their order.
    pub texts: Vec<(String, String)>,
    /// Files that are completely stored.
    pub files: Vec<StoredFile>,
    /// Deletes them again unless released.
    pub kept: KeptBlobs,
    /// Why the files cannot be used; the form is shown again.
    pub refused: Option<Refused>,
}

/// Why files cannot be used. Words: `evidence-refused-…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// A file is longer than allowed.
    TooLarge,
    /// A file has no content.
    Empty,
    /// More than [`MOST_FILES`] files, or more parts than a form has.
    TooMany,
    /// The disk of the server is full.
    DiskFull,
}

impl Refused {
    /// The name in keys of words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::Empty => "empty",
            Self::TooMany => "too-many",
            Self::DiskFull => "disk-full",
        }
    }

    /// The HTTP status of the answer to an upload that was refused for this.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        match self {
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Empty | Self::TooMany => StatusCode::UNPROCESSABLE_ENTITY,
            Self::DiskFull => StatusCode::INSUFFICIENT_STORAGE,
        }
    }
}

/// Reads the whole form. After a refused file the rest is read and dropped within bounds, so
/// that the person sees the answer instead of a broken connection.
///
/// # Errors
/// The form cannot be read, or the upload broke off; nothing is kept then.
pub async fn read_upload(
    platform: &Platform,
    key: &TenantKey,
    request: Request,
) -> Result<Upload, Problem> {
    let limit = platform.config.limits.upload_mib.saturating_mul(1024 * 1024);
    read_upload_up_to(platform, key, request, limit).await
}

/// As [`read_upload`], with a bound for each file.
///
/// # Errors
/// As [`read_upload`].
pub async fn read_upload_up_to(
    platform: &Platform,
    key: &TenantKey,
    request: Request,
    limit: u64,
) -> Result<Upload, Problem> {
    let allowance = Allowance::default();
    let request = request.map(|body| paced(body, &allowance));
    let mut form = Multipart::from_request(request, &())
        .await
        .map_err(|refused| unreadable(refused.body_text()))?;
    let kept = KeptBlobs::new(platform.blobs.clone());
    let mut upload = Upload { texts: Vec::new(), files: Vec::new(), kept, refused: None };
    let mut dropping = false;
    for part in 0.. {
        match upload.refused {
            None => allowance.set(SHORT),
            // Once: what comes after a refused file shares one allowance.
            Some(_) if !dropping => {
                allowance.set(limit.max(SHORT));
                dropping = true;
            }
            Some(_) => {}
        }
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(error) => match upload.refused {
                Some(_) if allowance.was_passed() => break,
                _ => return Err(unreadable(error.body_text())),
            },
        };
        if part >= MOST_PARTS || upload.files.len() >= MOST_FILES {
            upload.refused.get_or_insert(Refused::TooMany);
        }
        if field.file_name().is_none() {
            let name = field.name().unwrap_or_default().to_owned();
            if part < MOST_PARTS {
                upload.texts.push((name, text_of(field).await?));
            }
        } else if upload.refused.is_none() {
            allowance.set(limit.saturating_add(SHORT));
            upload.refused = store(platform, key, (field, limit), &mut upload).await?;
        }
    }
    Ok(upload)
}

async fn text_of(mut field: Field<'_>) -> Result<String, Problem> {
    let mut text = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|e| unreadable(e.body_text()))? {
        let room = LONGEST_TEXT - text.len();
        text.extend_from_slice(&piece[..piece.len().min(room)]);
    }
    let text = match String::from_utf8(text) {
        Ok(text) => text,
        Err(cut) if is_cut(&cut) => {
            let whole = cut.utf8_error().valid_up_to();
            String::from_utf8_lossy(&cut.as_bytes()[..whole]).into_owned()
        }
        Err(_) => return Err(Problem::not_text()),
    };
    // PostgreSQL keeps no text with the character U+0000.
    Ok(text.replace('\0', ""))
}

/// Whether only the limit made it end within a character.
fn is_cut(error: &std::string::FromUtf8Error) -> bool {
    error.as_bytes().len() == LONGEST_TEXT && error.utf8_error().error_len().is_none()
}

/// Stores one file under a new id. A field in which nobody chose a file is passed over.
async fn store(
    platform: &Platform,
    key: &TenantKey,
    (mut field, limit): (Field<'_>, u64),
    upload: &mut Upload,
) -> Result<Option<Refused>, Problem> {
    let sent_name = field.file_name().unwrap_or_default().to_owned();
    let Some(first) = first_piece(&mut field).await? else {
        return Ok((!sent_name.is_empty()).then_some(Refused::Empty));
    };
    let (clock, rng) = platform.chance();
    let blob = new_uuid(clock, rng);
    let bytes = stream::iter([Ok(first)]).chain(field);
    match platform.blobs.put_stream(key, blob, bytes, limit).await {
        Ok(stored) => {
            upload.kept.push(blob);
            upload.files.push(StoredFile { name: clean_file_name(&sent_name), blob, stored });
            Ok(None)
        }
        Err(BlobError::TooLong { .. }) => Ok(Some(Refused::TooLarge)),
        Err(BlobError::DiskFull) => Ok(Some(Refused::DiskFull)),
        Err(BlobError::Upload(cause)) => Err(unreadable(cause.to_string())),
        Err(error) => Err(error.into()),
    }
}

/// The form is none, or it broke off; the person is gone or typed it with a program.
fn unreadable(cause: String) -> Problem {
    Problem { kind: ProblemKind::Invalid, detail: None, cause: Some(cause), retry_after: None }
}

async fn first_piece(field: &mut Field<'_>) -> Result<Option<Bytes>, Problem> {
    loop {
        match field.chunk().await.map_err(|e| unreadable(e.body_text()))? {
            Some(piece) if piece.is_empty() => {}
            found => return Ok(found),
        }
    }
}
