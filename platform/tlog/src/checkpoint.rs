//! Checkpoints (C2SP tlog-checkpoint): size and root of the log at one moment.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::note_text::SignedNote;
use crate::{Hash, NoteKey, NoteVerifier, TlogError};

/// What a signed checkpoint says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log.
    pub origin: String,
    /// The number of entries.
    pub size: u64,
    /// The root of the tree of that size.
    pub root: Hash,
}

impl Checkpoint {
    /// The text of the note: three lines.
    #[must_use]
    pub fn to_text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, BASE64_STANDARD.encode(self.root))
    }

    /// Reads the text of a note. Extension lines are passed over.
    ///
    /// # Errors
    /// [`TlogError::Format`] if a line is missing or not in its form.
    pub fn parse(text: &str) -> Result<Self, TlogError> {
        Self::lines(text).ok_or(TlogError::Format { what: "checkpoint" })
    }

    /// Reads a checkpoint as somebody kept it: signed, or the bare lines as on paper. No signature
    /// is checked; [`Checkpoint::open`] does that.
    ///
    /// # Errors
    /// [`TlogError::Format`].
    pub fn read(note: &str) -> Result<Self, TlogError> {
        if note.contains("\n\n") {
            Self::parse(SignedNote::read(note)?.text)
        } else {
            Self::parse(note)
        }
    }

    fn lines(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let origin = lines.next().filter(|line| !line.is_empty())?.to_owned();
        let size_line = lines.next()?;
        let size: u64 = size_line.parse().ok()?;
        // One way of writing only: no sign, no leading zero.
        if size.to_string() != size_line {
            return None;
        }
        let root = BASE64_STANDARD.decode(lines.next()?).ok()?.try_into().ok()?;
        lines.all(|extension| !extension.is_empty()).then_some(Self { origin, size, root })
    }

    /// The checkpoint as a signed note (C2SP `tlog-checkpoint`), as it is published and printed.
    ///
    /// # Errors
    /// [`TlogError::Format`] if the origin cannot stand in a note.
    pub fn sign(&self, key: &NoteKey) -> Result<String, TlogError> {
        key.sign(&self.to_text())
    }

    /// Checks signature and origin of a signed note and reads it.
    ///
    /// # Errors
    /// [`TlogError::Format`], [`TlogError::BadSignature`].
    pub fn open(note: &str, verifier: &NoteVerifier) -> Result<Self, TlogError> {
        let checkpoint = Self::parse(verifier.verify(note)?)?;
        if checkpoint.origin == verifier.name() {
            Ok(checkpoint)
        } else {
            Err(TlogError::Format { what: "checkpoint of this log" })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_specification_is_read_and_written_alike() {
        let text = "example.com/behind-the-sofa\n20852163\n\
                    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
        let checkpoint = Checkpoint::parse(text).unwrap();
        assert_eq!(checkpoint.size, 20_852_163);
        assert_eq!(checkpoint.to_text(), text);
    }

    #[test]
    fn sizes_have_one_spelling_and_lines_may_not_be_missing() {
        let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
        for bad in [
            format!("a\n01\n{root}\n"),
            format!("a\n+1\n{root}\n"),
            format!("a\n-1\n{root}\n"),
            format!("\n1\n{root}\n"),
            format!("a\n1\n{root}"),
            format!("a\n1\n{root}\n\n"),
            "a\n1\nAAAA\n".to_owned(),
            "a\n1\n".to_owned(),
        ] {
            assert!(Checkpoint::parse(&bad).is_err(), "{bad:?}");
        }
        assert!(Checkpoint::parse(&format!("a\n0\n{root}\nextension\n")).is_ok());
    }
}
