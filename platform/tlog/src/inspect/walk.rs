//! Going once through the rows, beside the published files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use sea_orm::ConnectionTrait;

use super::changes::{Changed, name_changes};
use super::{Fault, Finding, NAMED};
use crate::layout::{TILE_WIDTH, TilePath, read_bundle, tiles_of};
use crate::tile_files::read_tile;
use crate::tiles::TileTree;
use crate::{Checkpoint, Hash, LoggedEntry, TlogError, leaf_hash, rows};

/// The rows as far as they were read, and what differs from the files.
pub(super) struct Walk {
    root: PathBuf,
    published: u64,
    /// The tree over the rows, and that over the published hashes.
    rows: Tree,
    tiles: Tree,
    sizes: BTreeSet<u64>,
    /// Entries whose rows do not fit themselves or the published hashes.
    changed: Vec<Changed>,
    /// Published files that cannot be used, whatever the rows say.
    files: Vec<Finding>,
    more: bool,
    page: Page,
}

/// A tree that grows along, with its roots at the sizes of interest and the published files that
/// it contradicts.
#[derive(Default)]
struct Tree {
    tree: TileTree,
    /// The first leaf that is not known; from there on no root is right.
    gap: Option<u64>,
    roots: BTreeMap<u64, Hash>,
    contradicted: Vec<Finding>,
}

/// The published hashes and entries beside 256 rows.
#[derive(Default)]
struct Page {
    hashes: Vec<Hash>,
    entries: Vec<Vec<u8>>,
}

impl Walk {
    pub fn new(root: &Path, published: Option<&Checkpoint>, sizes: BTreeSet<u64>) -> Self {
        let mut new = Self {
            root: root.to_owned(),
            published: published.map_or(0, |it| it.size),
            rows: Tree::default(),
            tiles: Tree::default(),
            sizes,
            changed: Vec::new(),
            files: Vec::new(),
            more: false,
            page: Page::default(),
        };
        new.note_roots();
        new
    }

    /// Reads all rows below `until` (all, if the head is damaged).
    pub async fn rows(
        &mut self,
        conn: &impl ConnectionTrait,
        until: Option<u64>,
        mut see: impl FnMut(&LoggedEntry),
    ) -> Result<(), TlogError> {
        const PAGE: u64 = 1024;
        let mut after = i64::MIN;
        loop {
            let page = rows::any_entries(conn, after, PAGE).await?;
            let Some((last, _)) = page.last() else { break };
            after = *last;
            for (seq, entry) in page {
                let place = u64::try_from(seq).ok();
                let beyond = |seq| until.is_some_and(|until| seq >= until);
                let Some(place) = place.filter(|seq| !beyond(*seq)) else {
                    self.extra(conn, place).await?;
                    continue;
                };
                self.missing_until(place);
                if let Some(entry) = &entry {
                    see(entry);
                }
                self.take(place, entry, true);
            }
        }
        if let Some(until) = until {
            self.missing_until(until);
        }
        // A log that lost its end is still compared with what was published.
        self.missing_until(self.published);
        Ok(())
    }

    /// The number of entries seen.
    pub fn size(&self) -> u64 {
        self.rows.gap.unwrap_or(self.rows.tree.size())
    }

    /// The root over the first `size` rows; `None` if one of them is missing.
    pub fn root_at(&self, size: u64) -> Option<Hash> {
        if size == self.rows.tree.size() && self.rows.gap.is_none() {
            return Some(self.rows.tree.root());
        }
        self.rows.roots.get(&size).copied()
    }

    /// Whether more differs than is named.
    pub fn more(&self) -> bool {
        self.more
    }

    /// What differs. Where the rows give the signed root, the files are wrong; otherwise the rows.
    pub fn findings(self, published: Option<&Checkpoint>) -> Vec<Finding> {
        let rows_are_right = published
            .is_some_and(|it| self.rows.roots.get(&it.size).is_some_and(|root| *root == it.root));
        let mut findings = name_changes(self.changed, rows_are_right);
        let files = if rows_are_right { self.rows } else { self.tiles };
        findings.extend(files.contradicted);
        findings.extend(self.files);
        findings
    }

    /// A row behind the end. One that was written just now is none.
    async fn extra(
        &mut self,
        conn: &impl ConnectionTrait,
        place: Option<u64>,
    ) -> Result<(), TlogError> {
        let size = rows::head(conn).await.map_or(0, |head| head.size());
        if place.is_none_or(|place| place >= size) {
            let finding = Finding::new(Fault::EntryExtra);
            self.files.push(match place {
                Some(place) => finding.entry(place),
                None => finding,
            });
        }
        Ok(())
    }

    /// Names the entries that are not there, up to `until`.
    fn missing_until(&mut self, until: u64) {
        while self.rows.tree.size() < until {
            let seq = self.rows.tree.size();
            if self.changed.len() >= NAMED && seq >= self.published {
                // A gap without end would take forever; nothing beyond it can be compared.
                self.more = true;
                self.rows.gap.get_or_insert(seq);
                return;
            }
            self.take(seq, None, false);
        }
    }

    /// One place of the log: its row, if there is one that can be read, beside what was published
    /// there.
    fn take(&mut self, seq: u64, row: Option<LoggedEntry>, there: bool) {
        if seq.is_multiple_of(TILE_WIDTH) {
            self.turn_page(seq / TILE_WIDTH);
        }
        let at = usize::try_from(seq % TILE_WIDTH).unwrap_or_default();
        let published = self.page.hashes.get(at).copied();
        let leaf = row.as_ref().and_then(|row| row.leaf().ok());
        let why = row.as_ref().map(LoggedEntry::checked_leaf);
        let fits = matches!(why, Some(Ok(_))) && (published.is_none() || published == leaf);
        if !fits {
            if self.changed.len() < NAMED {
                let bundle = self.page.entries.get(at).cloned();
                let why = why.and_then(Result::err);
                self.changed.push(Changed { seq, there, row, why, published, bundle });
            } else {
                self.more = true;
            }
        }
        let (root, until) = (&self.root, self.published);
        self.rows.push(leaf, root, until);
        if seq < until {
            self.tiles.push(published, root, until);
        }
        self.contradictions(seq, leaf, published);
        self.note_roots();
    }

    /// Opens the published files of the next 256 entries.
    fn turn_page(&mut self, index: u64) {
        self.page = Page::default();
        let (full, partial) = tiles_of(self.published).first().copied().unwrap_or((0, 0));
        let width = if index < full {
            TILE_WIDTH
        } else if index == full {
            partial
        } else {
            0
        };
        if width == 0 {
            return;
        }
        let tile = TilePath { level: Some(0), index, width };
        self.page.hashes = self.readable(tile, read_tile(&self.root, tile));
        let bundle = TilePath { level: None, index, width };
        let read = std::fs::read(self.root.join(bundle.to_string())).ok();
        let entries = read.and_then(|bytes| {
            let entries = read_bundle(&bytes).ok()?;
            let whole = entries.len() as u64 == width;
            whole.then(|| entries.into_iter().map(<[u8]>::to_vec).collect())
        });
        self.page.entries = self.readable(bundle, entries);
    }

    /// The content of a published file; its absence or damage is noted.
    fn readable<T>(&mut self, path: TilePath, content: Option<Vec<T>>) -> Vec<T> {
        content.unwrap_or_else(|| {
            self.files.push(unusable(&self.root, path));
            Vec::new()
        })
    }

    /// Notes which files contradict the rows, and which the published hashes: who is right is
    /// known at the end.
    fn contradictions(&mut self, seq: u64, row: Option<Hash>, published: Option<Hash>) {
        let (index, at) = (seq / TILE_WIDTH, usize::try_from(seq % TILE_WIDTH).unwrap_or_default());
        let bundled = self.page.entries.get(at).map(|bytes| leaf_hash(bytes));
        let differ = |a: Option<Hash>, b: Option<Hash>| a.is_some() && b.is_some() && a != b;
        let finding = |fault, level, width: usize| {
            let path = TilePath { level, index, width: width as u64 };
            Finding::new(fault).file(path.to_string()).entry(seq)
        };
        if differ(row, published) {
            let tile = finding(Fault::TileDamaged, Some(0), self.page.hashes.len());
            note_once(&mut self.rows.contradicted, tile);
        }
        let bundle = finding(Fault::BundleDamaged, None, self.page.entries.len());
        if differ(row, bundled) {
            note_once(&mut self.rows.contradicted, bundle.clone());
        }
        if differ(published, bundled) {
            note_once(&mut self.tiles.contradicted, bundle);
        }
    }

    fn note_roots(&mut self) {
        for tree in [&mut self.rows, &mut self.tiles] {
            let size = tree.tree.size();
            if tree.gap.is_none() && self.sizes.contains(&size) {
                let root = tree.tree.root();
                tree.roots.insert(size, root);
            }
        }
    }
}

impl Tree {
    fn push(&mut self, leaf: Option<Hash>, folder: &Path, published: u64) {
        let seq = self.tree.size();
        if leaf.is_none() {
            self.gap.get_or_insert(seq);
        }
        let full = self.tree.append(leaf.unwrap_or_default());
        if self.gap.is_some() || seq >= published {
            return;
        }
        for tile in full {
            self.compare(folder, tile.path, &tile.hashes);
        }
        if self.tree.size() == published {
            let partials: Vec<_> =
                self.tree.partials().map(|(path, hashes)| (path, hashes.to_vec())).collect();
            for (path, hashes) in partials {
                self.compare(folder, path, &hashes);
            }
        }
    }

    /// Higher tiles are compared whole; those of the leaves were compared one by one.
    fn compare(&mut self, folder: &Path, path: TilePath, hashes: &[Hash]) {
        if path.level == Some(0) {
            return;
        }
        match read_tile(folder, path) {
            Some(there) if there == hashes => {}
            Some(_) => {
                let finding = Finding::new(Fault::TileDamaged).file(path.to_string());
                self.contradicted.push(finding);
            }
            None => self.contradicted.push(unusable(folder, path)),
        }
    }
}

/// One finding for a file is enough.
fn note_once(findings: &mut Vec<Finding>, finding: Finding) {
    if findings.last().is_none_or(|last| last.file != finding.file) {
        findings.push(finding);
    }
}

/// A file that is gone, or there and not in its form.
fn unusable(folder: &Path, path: TilePath) -> Finding {
    let name = path.to_string();
    let gone = !folder.join(&name).exists();
    let fault = match (path.level, gone) {
        (Some(_), true) => Fault::TileMissing,
        (Some(_), false) => Fault::TileDamaged,
        (None, true) => Fault::BundleMissing,
        (None, false) => Fault::BundleDamaged,
    };
    Finding::new(fault).file(name)
}
