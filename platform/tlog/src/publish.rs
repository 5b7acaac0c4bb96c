//! From committed rows to the files that others can fetch and check.

use std::path::{Path, PathBuf};

use sea_orm::ConnectionTrait;

use crate::layout::{TILE_WIDTH, TilePath, bundle_entries};
use crate::tile_files::{lock, read_edge, remove_partials, write_file};
use crate::tiles::TileTree;
use crate::{Checkpoint, LoggedEntry, NoteKey, TlogError, rows};

const CHECKPOINT: &str = "checkpoint";

/// Writes a log's tiles, bundles and checkpoint into a folder.
#[derive(Debug, Clone)]
pub struct Publisher {
    root: PathBuf,
    key: NoteKey,
}

/// Files of one step: name and content.
type Files = Vec<(TilePath, Vec<u8>)>;

impl Publisher {
    /// Publishes into the folder `root`, signing with `key`.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>, key: NoteKey) -> Self {
        Self { root: root.into(), key }
    }

    /// The last signed checkpoint as a note, if there is one.
    ///
    /// # Errors
    /// [`TlogError::Io`].
    pub async fn checkpoint_note(&self) -> Result<Option<String>, TlogError> {
        let root = self.root.clone();
        blocking(move || read_checkpoint_note(&root)).await
    }

    /// Brings the folder up to what is committed now and signs it. `conn` must not be inside a
    /// transaction that has appended. Can be repeated and broken off at any time: the checkpoint
    /// is written last and every file whole. If a tile at the right edge is missing or damaged,
    /// all files are made again; to repair older ones, remove the folder `tile` and publish.
    ///
    /// # Errors
    /// [`TlogError::Shrunk`] or [`TlogError::Forked`] if the rows contradict the checkpoint that
    /// was signed before, [`TlogError::Broken`] if they contradict themselves: nothing is signed.
    /// [`TlogError::BadSignature`] if the checkpoint in the folder is not by this key.
    pub async fn publish(&self, conn: &impl ConnectionTrait) -> Result<Checkpoint, TlogError> {
        let root = self.root.clone();
        let _lock = blocking(move || lock(&root)).await?;
        let head = rows::head(conn).await?;
        let signed = match self.checkpoint_note().await? {
            Some(note) => Some(Checkpoint::open(&note, &self.key.verifier())?),
            None => None,
        };
        if let Some(signed) = signed.as_ref().filter(|signed| signed.size > head.size()) {
            return Err(TlogError::Shrunk { rows: head.size(), signed: signed.size });
        }
        let start = self.start(conn, signed.as_ref()).await?;
        let (tree, full) = self.walk(conn, start, head.size(), signed.as_ref(), true).await?;
        if tree.root() != head.root() {
            let why = "the entries up to here do not give the root that was recorded";
            return Err(TlogError::Broken { seq: head.size().saturating_sub(1), why });
        }
        let checkpoint =
            Checkpoint { origin: self.key.name().to_owned(), size: head.size(), root: head.root() };
        let (root, note) = (self.root.clone(), checkpoint.sign(&self.key)?);
        blocking(move || {
            for (path, hashes) in tree.partials() {
                write_file(&root, &path.to_string(), hashes.as_flattened())?;
            }
            write_file(&root, CHECKPOINT, note.as_bytes())?;
            full.into_iter().try_for_each(|path| remove_partials(&root, path))
        })
        .await?;
        Ok(checkpoint)
    }

    /// Where to go on: at the last full tile of what was signed, if its tiles are whole;
    /// otherwise at the beginning, after the rows were proved to be those that were signed.
    async fn start(
        &self,
        conn: &impl ConnectionTrait,
        signed: Option<&Checkpoint>,
    ) -> Result<TileTree, TlogError> {
        let Some(signed) = signed else { return Ok(TileTree::default()) };
        let (root, size) = (self.root.clone(), signed.size);
        match blocking(move || Ok(read_edge(&root, size))).await? {
            Some(edge) if edge.root() == signed.root => Ok(edge.back_to_full_tile()),
            _ => {
                tracing::warn!(size, "tiles of the log are missing or damaged; making them again");
                self.walk(conn, TileTree::default(), size, Some(signed), false).await?;
                Ok(TileTree::default())
            }
        }
    }

    /// Appends rows to `tree` up to `until`, tile by tile; writes full tiles and all bundles if
    /// `write`. Returns the tree and the tiles and bundles that are full.
    async fn walk(
        &self,
        conn: &impl ConnectionTrait,
        mut tree: TileTree,
        until: u64,
        signed: Option<&Checkpoint>,
        write: bool,
    ) -> Result<(TileTree, Vec<TilePath>), TlogError> {
        let mut full = Vec::new();
        check_signed(&tree, signed)?;
        while tree.size() < until {
            let index = tree.size() / TILE_WIDTH;
            let entries = rows::entries(conn, tree.size(), until, TILE_WIDTH).await?;
            let mut files = Files::new();
            for entry in &entries {
                let seq = entry.seq;
                let leaf = entry.checked_leaf().map_err(|why| TlogError::Broken { seq, why })?;
                for tile in tree.append(leaf) {
                    files.push((tile.path, tile.hashes.into_flattened()));
                }
                check_signed(&tree, signed)?;
            }
            if write {
                files.push(bundle(index, &entries)?);
                full.extend(files.iter().map(|(path, _)| *path).filter(TilePath::is_full));
                let root = self.root.clone();
                blocking(move || write_all(&root, files)).await?;
            }
        }
        Ok((tree, full))
    }
}

/// At the size that was signed before, the root must be the one that was signed before.
fn check_signed(tree: &TileTree, signed: Option<&Checkpoint>) -> Result<(), TlogError> {
    match signed {
        Some(signed) if signed.size == tree.size() && signed.root != tree.root() => {
            Err(TlogError::Forked { size: signed.size })
        }
        _ => Ok(()),
    }
}

fn bundle(index: u64, entries: &[LoggedEntry]) -> Result<(TilePath, Vec<u8>), TlogError> {
    let bytes = entries.iter().map(LoggedEntry::bytes).collect::<Result<Vec<_>, _>>()?;
    let path = TilePath { level: None, index, width: entries.len() as u64 };
    Ok((path, bundle_entries(bytes.iter().map(Vec::as_slice))?))
}

fn write_all(root: &Path, files: Files) -> Result<(), TlogError> {
    files.into_iter().try_for_each(|(path, bytes)| write_file(root, &path.to_string(), &bytes))
}

/// The signed checkpoint in a folder, if there is one.
pub(crate) fn read_checkpoint_note(root: &Path) -> Result<Option<String>, TlogError> {
    let path = root.join(CHECKPOINT);
    match std::fs::read_to_string(&path) {
        Ok(note) => Ok(Some(note)),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(TlogError::io(&path)(e)),
    }
}

pub(crate) async fn blocking<T, F>(work: F) -> Result<T, TlogError>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T, TlogError> + Send + 'static,
{
    tokio::task::spawn_blocking(work).await.unwrap_or(Err(TlogError::Stopped))
}
