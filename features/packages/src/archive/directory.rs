//! The central directory of a zip, read strictly: every entry that stands in it, also two of one
//! name, which libraries quietly make one of.
//!
//! APPNOTE.TXT 6.3.10, sections 4.3.12 (entries), 4.3.14 to 4.3.16 (ends), 4.5.3 (zip64).

use std::collections::BTreeSet;
use std::io::{Read, Seek, SeekFrom};

use hikeshi_package::check_path;

use super::Fault;

/// More entries than this are refused.
const MOST_ENTRIES: u64 = 100_000;
/// A directory longer than this is refused.
const LONGEST: u64 = 64 * 1024 * 1024;
/// Deflate makes at most 1032 bytes of one.
const MOST_RATIO: u64 = 1_040;
/// The end record and the longest comment.
const TAIL: u64 = 22 + 65_535;

/// An entry as the directory tells of it.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub path: String,
    pub compressed: u64,
    pub size: u64,
    offset: u64,
}

/// All entries, or why the zip is refused.
pub(super) fn entries<R: Read + Seek>(file: &mut R) -> Result<Vec<Entry>, Vec<Fault>> {
    read(file).map_err(|fault| vec![fault]).and_then(|entries| {
        let faults = together(&entries);
        if faults.is_empty() { Ok(entries) } else { Err(faults) }
    })
}

fn broken(detail: impl std::fmt::Display) -> Fault {
    Fault::of_package("not-a-zip", detail.to_string())
}

fn read<R: Read + Seek>(file: &mut R) -> Result<Vec<Entry>, Fault> {
    let length = file.seek(SeekFrom::End(0)).map_err(broken)?;
    let (start, size, count) = end(file, length)?;
    if count > MOST_ENTRIES || size > LONGEST {
        return Err(Fault::of_package("too-many-files", format!("{count}")));
    }
    if start.checked_add(size).is_none_or(|end| end > length) {
        return Err(broken("the directory lies outside of the file"));
    }
    file.seek(SeekFrom::Start(start)).map_err(broken)?;
    let mut bytes = vec![0; usize::try_from(size).map_err(broken)?];
    file.read_exact(&mut bytes).map_err(broken)?;
    let mut rest = bytes.as_slice();
    let mut all = Vec::new();
    while !rest.is_empty() {
        let (entry, after) = entry(rest)?;
        if entry.offset >= start {
            return Err(broken("an entry lies behind the directory"));
        }
        all.push(entry);
        rest = after;
    }
    match all.len() as u64 == count {
        true => Ok(all),
        false => Err(broken("the directory has another number of entries than its end says")),
    }
}

/// Where the directory begins, how long it is, how many entries it has.
fn end<R: Read + Seek>(file: &mut R, length: u64) -> Result<(u64, u64, u64), Fault> {
    let from = length.saturating_sub(TAIL);
    file.seek(SeekFrom::Start(from)).map_err(broken)?;
    let mut tail = Vec::new();
    file.take(TAIL).read_to_end(&mut tail).map_err(broken)?;
    let at = (0..=tail.len().saturating_sub(22))
        .rev()
        .find(|&at| tail[at..].starts_with(b"PK\x05\x06"))
        .ok_or_else(|| broken("there is no end of a directory"))?;
    let record = tail.get(at..at + 22).ok_or_else(|| broken("the end is cut off"))?;
    let small = (
        u64::from(u32_at(record, 16)),
        u64::from(u32_at(record, 12)),
        u64::from(u16_at(record, 10)),
    );
    if small.0 != u64::from(u32::MAX)
        && small.1 != u64::from(u32::MAX)
        && small.2 != u64::from(u16::MAX)
    {
        return Ok(small);
    }
    let locator = at.checked_sub(20).and_then(|before| tail.get(before..at));
    let locator = locator.filter(|bytes| bytes.starts_with(b"PK\x06\x07"));
    let Some(locator) = locator else { return Ok(small) };
    file.seek(SeekFrom::Start(u64_at(locator, 8))).map_err(broken)?;
    let mut long = [0; 56];
    file.read_exact(&mut long).map_err(broken)?;
    if !long.starts_with(b"PK\x06\x06") {
        return Err(broken("the long end is missing"));
    }
    Ok((u64_at(&long, 48), u64_at(&long, 40), u64_at(&long, 32)))
}

/// The first entry of a directory, and the rest.
fn entry(bytes: &[u8]) -> Result<(Entry, &[u8]), Fault> {
    let cut = || broken("the directory is cut off");
    let head = bytes.get(..46).filter(|head| head.starts_with(b"PK\x01\x02")).ok_or_else(cut)?;
    let [name, extra, comment] = [28, 30, 32].map(|at| usize::from(u16_at(head, at)));
    let name_bytes = bytes.get(46..46 + name).ok_or_else(cut)?;
    let extra_bytes = bytes.get(46 + name..46 + name + extra).ok_or_else(cut)?;
    let rest = bytes.get(46 + name + extra + comment..).ok_or_else(cut)?;
    let path = std::str::from_utf8(name_bytes).map_err(|_| {
        Fault::of_file(&String::from_utf8_lossy(name_bytes), "path-letters", "not UTF-8")
    })?;
    check_path(path).map_err(|fault| Fault::of_file(path, "path-refused", fault.to_string()))?;
    let (flags, method) = (u16_at(head, 8), u16_at(head, 10));
    if flags & 0x2041 != 0 {
        return Err(Fault::of_file(path, "entry-encrypted", ""));
    }
    if !matches!(method, 0 | 8) {
        return Err(Fault::of_file(path, "entry-method", method.to_string()));
    }
    // The upper half of the attributes is a Unix mode where the entry was made on Unix.
    let mode = u32_at(head, 38) >> 16;
    let kind = mode & 0o170_000;
    if kind != 0 && kind != 0o100_000 {
        return Err(Fault::of_file(path, "entry-not-a-file", format!("{mode:o}")));
    }
    let mut sizes = [24, 20, 42].map(|at| u64::from(u32_at(head, at)));
    long_sizes(extra_bytes, &mut sizes);
    let [size, compressed, offset] = sizes;
    let entry = Entry { path: path.to_owned(), compressed, size, offset };
    if method == 0 && size != compressed {
        return Err(Fault::of_file(path, "entry-size", format!("{compressed} {size}")));
    }
    if size / MOST_RATIO > compressed {
        return Err(Fault::of_file(path, "entry-bomb", format!("{compressed} {size}")));
    }
    Ok((entry, rest))
}

/// Sizes beyond four gigabytes stand in an extra field of their own.
fn long_sizes(mut extra: &[u8], sizes: &mut [u64; 3]) {
    while let (Some(head), true) = (extra.get(..4), extra.len() >= 4) {
        let (id, length) = (u16_at(head, 0), usize::from(u16_at(head, 2)));
        let Some(mut field) = extra.get(4..4 + length) else { return };
        if id == 1 {
            for size in sizes.iter_mut().filter(|size| **size == u64::from(u32::MAX)) {
                let Some((long, rest)) = field.split_first_chunk::<8>() else { return };
                *size = u64::from_le_bytes(*long);
                field = rest;
            }
        }
        extra = &extra[4 + length..];
    }
}

/// What shows only when all entries are seen: two of one name, bytes that count twice.
fn together(entries: &[Entry]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut known = BTreeSet::new();
    for entry in entries {
        // Some systems take both for one.
        if !known.insert(entry.path.to_lowercase()) {
            faults.push(Fault::of_file(&entry.path, "entry-twice", ""));
        }
    }
    let mut order: Vec<&Entry> = entries.iter().collect();
    order.sort_by_key(|entry| entry.offset);
    for pair in order.windows(2) {
        if pair[0].offset.saturating_add(pair[0].compressed) > pair[1].offset {
            faults.push(Fault::of_file(&pair[1].path, "entry-overlaps", pair[0].path.clone()));
        }
    }
    faults
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |two| u16::from_le_bytes([two[0], two[1]]))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(u16_at(bytes, at)) | u32::from(u16_at(bytes, at + 2)) << 16
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}
