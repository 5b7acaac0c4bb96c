//! What an inspection names.

macro_rules! faults {
    ($($name:ident = $text:literal, $doc:literal;)+) => {
        /// What is not as it was.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Fault {
            $(#[doc = $doc] $name,)+
        }

        impl Fault {
            /// All faults.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The name for programs and in keys of words.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }
        }
    };
}

faults! {
    EntryMissing = "entry-missing", "An entry was taken out of the database.";
    EntryChanged = "entry-changed", "An entry says something else than when it was written.";
    EntryUnreadable = "entry-unreadable", "A field of an entry cannot be read.";
    EntryMoved = "entry-moved", "An entry stands at another place than it was written to.";
    EntryExtra = "entry-extra", "An entry was put in past the log.";
    DetailChanged = "detail-changed", "The detail of an entry is not the one that was written.";
    HeadDamaged = "head-damaged", "The head of the log in the database cannot be read.";
    HeadDiffers = "head-differs", "The entries do not give the head that the database recorded.";
    TileMissing = "tile-missing", "A published file of hashes is gone.";
    TileDamaged = "tile-damaged", "A published file of hashes was changed.";
    BundleMissing = "bundle-missing", "A published file of entries is gone.";
    BundleDamaged = "bundle-damaged", "A published file of entries was changed.";
    CheckpointMissing = "checkpoint-missing", "The published checkpoint is gone.";
    CheckpointUnreadable = "checkpoint-unreadable", "A checkpoint cannot be read.";
    CheckpointUnsigned = "checkpoint-unsigned", "A checkpoint has no valid signature of the log.";
    HistoryShortened = "history-shortened", "A checkpoint counted more entries than there are now.";
    HistoryChanged = "history-changed", "The entries are not those of a checkpoint.";
    OtherLog = "other-log", "A checkpoint belongs to another log.";
    KeyMissing = "key-missing", "The key that signs the log is gone.";
    KeyUnreadable = "key-unreadable", "The key that signs the log, or the list of keys, was damaged.";
    KeyUnknown = "key-unknown", "A key was put in place that the log does not tell of.";
    KeyListMissing = "key-list-missing", "Keys were changed, but the list of older keys is gone.";
}

/// One fault, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub fault: Fault,
    /// Which entry, from 0.
    pub entry: Option<u64>,
    /// Which file: inside the folder of the log, or as it was given.
    pub file: Option<String>,
    /// A size: of a checkpoint.
    pub size: Option<u64>,
    /// What exactly differs, in names and values that need no translation; may be empty.
    pub note: String,
}

impl Finding {
    pub(crate) fn new(fault: Fault) -> Self {
        Self { fault, entry: None, file: None, size: None, note: String::new() }
    }

    pub(crate) fn entry(self, seq: u64) -> Self {
        Self { entry: Some(seq), ..self }
    }

    pub(crate) fn file(self, name: impl Into<String>) -> Self {
        Self { file: Some(name.into()), ..self }
    }

    pub(crate) fn size(self, size: u64) -> Self {
        Self { size: Some(size), ..self }
    }

    pub(crate) fn note(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }
}
