//! The head of a content file: where it comes from, who looked at it, from when it holds.

use serde_json::Value;

use crate::finding::Finding;

const CONFIDENCE: [&str; 3] = ["confirmed", "to-check", "own"];

/// Finds what the head at the top of a file lacks.
pub fn check(path: &str, head: &Value, findings: &mut Vec<Finding>) {
    let text = |key: &str| head.get(key).and_then(Value::as_str).filter(|t| !t.trim().is_empty());
    let mut say = |what: String| findings.push(Finding::at(path, what));
    for key in ["id", "edition", "author", "reviewer"] {
        if text(key).is_none() {
            say(format!("the head needs `{key}`, a text"));
        }
    }
    if head.get("version").is_none_or(Value::is_null) {
        say("the head needs `version`".to_owned());
    }
    if !text("confidence").is_some_and(|value| CONFIDENCE.contains(&value)) {
        say(format!("the head needs `confidence`, one of {}", CONFIDENCE.join(", ")));
    }
    for key in ["reviewed_on", "valid_from"] {
        if !text(key).is_some_and(is_day) {
            say(format!("the head needs `{key}`, a day such as 2026-11-21"));
        }
    }
    if let Some(until) = head.get("valid_until").filter(|value| !value.is_null()) {
        let until = until.as_str().filter(|day| is_day(day));
        if until.is_none_or(|until| text("valid_from").is_some_and(|from| until < from)) {
            say("`valid_until` must be a day that is not before `valid_from`".to_owned());
        }
    }
    let sources = head.get("sources").and_then(Value::as_array).filter(|list| !list.is_empty());
    let Some(sources) = sources else {
        say("the head needs `sources`, a list of at least one {title, publisher}".to_owned());
        return;
    };
    for (index, source) in sources.iter().enumerate() {
        for key in ["title", "publisher"] {
            if source.get(key).and_then(Value::as_str).is_none_or(|t| t.trim().is_empty()) {
                say(format!("sources/{index} needs `{key}`, a text"));
            }
        }
    }
}

/// `2026-11-21`, with a month and a day that can be.
fn is_day(text: &str) -> bool {
    let mut parts = text.split('-').map(|part| (part.len(), part.parse::<u32>()));
    matches!(
        (parts.next(), parts.next(), parts.next(), parts.next()),
        (Some((4, Ok(_))), Some((2, Ok(1..=12))), Some((2, Ok(1..=31))), None)
    )
}
