//! Files as a form sends them, and why one cannot be used, in words.

use axum::{extract::Multipart, http::StatusCode};
use bytes::Bytes;
use hikeshi_i18n::Words;
use hikeshi_inventory::{FileFault, MAX_BYTES, MAX_ROWS};
use hikeshi_kernel::clean_line;
use hikeshi_office::IncomingFault;
use hikeshi_web::Problem;

use crate::imports::ReadFault;

/// Files of one form.
const MOST_FILES: usize = 300;
/// Characters of a file's name.
const LONGEST_NAME: usize = 200;

/// What came with a form.
#[derive(Default)]
pub(super) struct Upload {
    /// Name of the first file, and how many there are.
    pub(super) name: String,
    /// Their bytes. Several files stand one after the other, as documents of JSON may.
    pub(super) bytes: Vec<u8>,
    /// More bytes than are read: nothing was kept of them.
    pub(super) too_large: bool,
    /// Several files, not all of them JSON: a table can only come alone.
    pub(super) mixed: bool,
}

/// Reads the files of a form.
pub(super) async fn read_upload(mut body: Multipart) -> Result<Upload, Problem> {
    let mut upload = Upload::default();
    let (mut count, mut all_json) = (0, true);
    loop {
        let field = match body.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(error) => return too_large_or(error),
        };
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let bytes = match field.bytes().await {
            Ok(bytes) => bytes,
            Err(error) => return too_large_or(error),
        };
        if bytes.is_empty() {
            continue;
        }
        count += 1;
        if count > MOST_FILES || upload.bytes.len() + bytes.len() > MAX_BYTES {
            return Ok(Upload { too_large: true, ..Upload::default() });
        }
        if count == 1 {
            upload.name = clean_line(&name, usize::MAX).unwrap_or_default();
            upload.name = upload.name.chars().take(LONGEST_NAME).collect();
        }
        all_json = all_json && starts_like_json(&bytes);
        add(&mut upload.bytes, &bytes, count);
    }
    if count > 1 {
        upload.name = format!("{} (+{})", upload.name, count - 1);
    }
    upload.mixed = count > 1 && !all_json;
    Ok(upload)
}

fn starts_like_json(bytes: &[u8]) -> bool {
    let plain = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let first = plain.iter().find(|byte| !byte.is_ascii_whitespace());
    first.is_some_and(|byte| [b'{', b'['].contains(byte))
}

fn add(all: &mut Vec<u8>, bytes: &Bytes, count: usize) {
    if count > 1 {
        all.push(b'\n');
        all.extend_from_slice(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes));
    } else {
        all.extend_from_slice(bytes);
    }
}

/// Too many bytes, or a body that is no form.
fn too_large_or(error: axum::extract::multipart::MultipartError) -> Result<Upload, Problem> {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Ok(Upload { too_large: true, ..Upload::default() });
    }
    Err(Problem { cause: Some(error.body_text()), ..Problem::invalid("") })
}

/// Why a file cannot be used, and what to do.
pub(crate) fn fault_text(words: &Words, fault: &ReadFault) -> String {
    let key = match fault {
        ReadFault::File(FileFault::TooLarge { .. }) => {
            return words.t1("assetimport-fault-too-large", "limit", MAX_BYTES / 1024 / 1024);
        }
        ReadFault::File(FileFault::TooMany { .. })
        | ReadFault::Workbook(IncomingFault::TooMuch) => {
            return words.t1("assetimport-fault-too-many", "limit", MAX_ROWS);
        }
        ReadFault::File(FileFault::TooManyCells { limit }) => {
            return words.t1("assetimport-fault-too-many-cells", "limit", limit);
        }
        ReadFault::File(FileFault::Empty) => "assetimport-fault-empty",
        ReadFault::File(FileFault::NotText) => "assetimport-fault-not-text",
        ReadFault::File(FileFault::OldWorkbook) | ReadFault::Workbook(IncomingFault::Protected) => {
            "assetimport-fault-old"
        }
        ReadFault::File(FileFault::Unknown) => "assetimport-fault-unknown",
        ReadFault::File(FileFault::Broken(_))
        | ReadFault::Workbook(IncomingFault::Broken(_) | IncomingFault::Bomb) => {
            "assetimport-fault-broken"
        }
    };
    words.t(key)
}
