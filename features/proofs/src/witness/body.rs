//! The body of `add-checkpoint` (C2SP tlog-witness): the old size, the proof, the checkpoint.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hikeshi_tlog::Hash;

/// A proof has no more lines.
const MOST_LINES: usize = 63;

/// A checkpoint on its way to a witness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Submission {
    /// How much of the log the witness holds.
    pub(crate) old: u64,
    /// The consistency proof from there.
    pub(crate) proof: Vec<Hash>,
    /// The signed checkpoint.
    pub(crate) note: String,
}

impl Submission {
    pub(crate) fn to_text(&self) -> String {
        let lines: String =
            self.proof.iter().map(|hash| format!("{}\n", BASE64_STANDARD.encode(hash))).collect();
        format!("old {}\n{lines}\n{}", self.old, self.note)
    }

    /// Reads a body; `None` if it is not in that form.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (head, note) = text.split_once("\n\n")?;
        let mut lines = head.split('\n');
        let old = whole_number(lines.next()?.strip_prefix("old ")?)?;
        let hash = |line: &str| BASE64_STANDARD.decode(line).ok()?.try_into().ok();
        let proof: Vec<Hash> = lines.map(hash).collect::<Option<_>>()?;
        (proof.len() <= MOST_LINES).then(|| Self { old, proof, note: note.to_owned() })
    }
}

/// A number in its one spelling: no sign, no leading zero.
pub(crate) fn whole_number(text: &str) -> Option<u64> {
    text.parse().ok().filter(|number: &u64| number.to_string() == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_submission_is_read_back_and_odd_ones_are_refused() {
        let note = "a.example/log\n3\nAAAA\n\n\u{2014} a.example/log AAAA\n".to_owned();
        let one = Submission { old: 2, proof: vec![[7; 32], [8; 32]], note: note.clone() };
        assert_eq!(Submission::parse(&one.to_text()), Some(one));
        let none = Submission { old: 0, proof: vec![], note };
        assert_eq!(Submission::parse(&none.to_text()), Some(none.clone()));
        for bad in
            ["", "old 1\n", "old 01\n\nx\n", "old -1\n\nx\n", "new 1\n\nx\n", "old 1\nAA\n\nx\n"]
        {
            assert_eq!(Submission::parse(bad), None, "{bad:?}");
        }
        let many = Submission { proof: vec![[0; 32]; 64], ..none };
        assert_eq!(Submission::parse(&many.to_text()), None);
    }
}
