//! Faults of a facts file, in the reader's language and for programs.

use hikeshi_deadlines::{Problem, Reason, Severity, Wanted};
use hikeshi_i18n::Words;
use serde_json::{Value, json};

/// The faults as text: errors first, each on a line of its own.
pub fn text(words: &Words, problems: &[Problem]) -> String {
    let mut out = String::new();
    for (severity, heading) in [
        (Severity::Error, words.t("deadlines-errors")),
        (Severity::Warning, words.t("deadlines-warnings")),
    ] {
        let mut lines = problems.iter().filter(|problem| problem.severity == severity).peekable();
        if lines.peek().is_some() {
            out.push_str(&heading);
            out.push('\n');
        }
        for problem in lines {
            out.push_str(&format!("  {}{}\n", place(words, problem), message(words, problem)));
        }
    }
    out
}

/// The faults for programs.
pub fn json(words: &Words, problems: &[Problem]) -> Value {
    let one = |problem: &Problem| {
        json!({
            "severity": if problem.severity == Severity::Error { "error" } else { "warning" },
            "line": problem.line,
            "field": problem.field,
            "code": problem.reason.code(),
            "message": message(words, problem),
        })
    };
    json!({ "error": "facts", "problems": problems.iter().map(one).collect::<Vec<_>>() })
}

fn place(words: &Words, problem: &Problem) -> String {
    match problem.line {
        Some(line) if problem.field.is_empty() => {
            words.t1("deadlines-place-only-line", "line", line)
        }
        Some(line) => {
            words.ta("deadlines-place-line", &[("line", &line), ("field", &problem.field)])
        }
        None => words.t1("deadlines-place", "field", &problem.field),
    }
}

fn message(words: &Words, problem: &Problem) -> String {
    // Pages about duties name contradictions with the same words.
    let group = match &problem.reason {
        Reason::InTheFuture
        | Reason::KnownBeforeOccurred
        | Reason::MoreThanTheWhole { .. }
        | Reason::DeniedAlthough { .. } => "duties",
        _ => "deadlines",
    };
    let key = format!("{group}-fault-{}", problem.reason.code());
    match &problem.reason {
        Reason::TooLarge { limit } | Reason::TooMany { limit } => words.t1(&key, "limit", limit),
        Reason::Syntax { detail } => words.t1(&key, "detail", detail),
        Reason::UnknownKey { meant: Some(meant) } => words.t1(&key, "meant", meant),
        Reason::NotAValue { text, wanted } => {
            words.ta(&key, &[("text", text), ("wanted", &expected(words, wanted))])
        }
        Reason::TooHigh { number, limit } => {
            words.ta(&key, &[("number", number), ("limit", limit)])
        }
        Reason::Time { text, .. } => words.t1(&key, "text", text),
        Reason::MoreThanTheWhole { number, whole, whole_number } => {
            words.ta(&key, &[("number", number), ("whole", whole), ("whole-number", whole_number)])
        }
        Reason::DeniedAlthough { other } => words.t1(&key, "other", other),
        Reason::Reference
        | Reason::TooDeep
        | Reason::UnknownKey { meant: None }
        | Reason::Twice
        | Reason::InTheFuture
        | Reason::KnownBeforeOccurred
        | Reason::CertainButUnknown => words.t(&key),
    }
}

fn expected(words: &Words, wanted: &Wanted) -> String {
    let key = format!("deadlines-wanted-{}", wanted.code());
    match wanted {
        Wanted::OneOf { words: list } => words.t1(&key, "words", list.join(", ")),
        _ => words.t(&key),
    }
}
