//! A trace as pages show it: defanged, with what speaks against giving it out.

use hikeshi_i18n::Words;
use hikeshi_indicators::{Caution, Hold, Reviewed, give::defanged};

/// A trace in the reader's words.
pub(super) struct ShownTrace {
    /// What a form sends for it.
    pub id: String,
    /// The word of its kind.
    pub kind: String,
    /// Its value, defanged.
    pub value: String,
    /// Why it stays behind; empty: it goes.
    pub holds: Vec<String>,
    /// What to look at although it goes.
    pub warnings: Vec<String>,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl ShownTrace {
    /// Draws a trace; chosen unless something speaks against it.
    pub(super) fn new(words: &Words, id: String, reviewed: &Reviewed) -> Self {
        let trace = &reviewed.trace;
        Self {
            id,
            kind: words.t(&format!("sharing-kind-{}", trace.kind.name())),
            value: defanged(trace.kind, &trace.value),
            holds: reviewed.holds.iter().map(|hold| reason(words, hold)).collect(),
            warnings: reviewed.warnings.iter().map(|caution| warning(words, *caution)).collect(),
            chosen: reviewed.goes(),
        }
    }
}

fn reason(words: &Words, hold: &Hold) -> String {
    words.t1(&format!("sharing-hold-{}", hold.name()), "sign", hold.sign())
}

fn warning(words: &Words, caution: Caution) -> String {
    words.t(&format!("sharing-hold-{}", caution.name()))
}
