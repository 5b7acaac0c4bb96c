//! The words of each reason.

use hikeshi_casefile::Reason;
use hikeshi_i18n::Words;

use crate::time_words::TimeWords;

/// The most letters of a file's own text inside a sentence.
const QUOTED: usize = 80;

/// Why, as a sentence in the reader's language.
pub(crate) fn reason_text(words: &Words, reason: &Reason) -> String {
    match reason {
        Reason::TooLarge { limit } => {
            words.t1("import-reason-too-large", "limit", limit / 1_048_576)
        }
        Reason::TooMuch { limit } => words.t1("import-reason-too-much", "limit", limit),
        Reason::TooLong { limit } => words.t1("import-reason-too-long", "limit", limit),
        Reason::OfficeFile => words.t("import-reason-office-file"),
        Reason::NoEncoding => words.t("import-reason-no-encoding"),
        Reason::NotACase => words.t("import-reason-not-a-case"),
        Reason::NoTimes => words.t("import-reason-no-times"),
        Reason::NoDay => words.t("import-reason-no-day"),
        Reason::EmptyFile => words.t("import-reason-empty-file"),
        Reason::NotText => words.t("import-reason-not-text"),
        Reason::Encoding { encoding } => {
            words.t1("import-reason-encoding", "encoding", quoted(encoding))
        }
        Reason::Nul => words.t("import-reason-nul"),
        Reason::Syntax { detail } => words.t1("import-reason-syntax", "detail", quoted(detail)),
        Reason::Repaired => words.t("import-reason-repaired"),
        Reason::Tabs => words.t("import-reason-tabs"),
        Reason::TooDeep { limit } => words.t1("import-reason-too-deep", "limit", limit),
        Reason::TooManyCopies { limit } => {
            words.t1("import-reason-too-many-copies", "limit", limit)
        }
        Reason::MoreDocuments => words.t("import-reason-more-documents"),
        Reason::DuplicateKey { key } => words.t1("import-reason-duplicate-key", "key", quoted(key)),
        Reason::CommaInText { text } => {
            words.t1("import-reason-comma-in-text", "text", quoted(text))
        }
        Reason::Missing => words.t("import-reason-missing"),
        Reason::NotAText => words.t("import-reason-not-a-text"),
        Reason::NotAList => words.t("import-reason-not-a-list"),
        Reason::Time { text, why } => {
            let (text, why) = (quoted(text), TIME.explain(words, why));
            words.ta("import-reason-time", &[("text", &text), ("why", &why)])
        }
        Reason::Precision { text } => words.t1("import-reason-precision", "text", quoted(text)),
        Reason::TooExact { text } => words.t1("import-reason-too-exact", "text", quoted(text)),
        Reason::NoHeadings => words.t("import-reason-no-headings"),
        Reason::TooManyCells { cells, headings } => {
            words.ta("import-reason-too-many-cells", &[("cells", cells), ("headings", headings)])
        }
        Reason::OpenQuote => words.t("import-reason-open-quote"),
    }
}

/// Why a time of a file could not be read.
const TIME: TimeWords = TimeWords {
    empty: "import-when-empty",
    too_long: "import-when-too-long",
    not_understood: "import-when-not-understood",
    left_over: "import-when-left-over",
    no_such_day: "import-when-no-such-day",
    no_such_time: "import-when-no-such-time",
    ends_before_start: "import-when-ends-before-start",
    out_of_range: "import-when-out-of-range",
    quoted,
};

/// A file's own text, short enough for a sentence; the whole of it is kept as a fact.
fn quoted(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
