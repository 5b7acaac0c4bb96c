//! The list of contracts in a facts file.

use super::{number, tree::Node, value};
use crate::{Contract, Hours, Problem, Reason, Rules, Severity, Wanted};

/// So many contracts are read.
const MOST_CONTRACTS: usize = 200;
/// The longest time that a clause may give: a year.
const MOST: Hours = Hours::whole(24 * 366);
const KEYS: [&str; 3] = ["name", "hours", "source"];

/// Reads the list; a contract with a fault keeps what could be read.
pub(super) fn read(field: &str, items: &[Node], rules: &Rules) -> (Vec<Contract>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut fault = |line: usize, field: String, reason: Reason| {
        problems.push(Problem { severity: Severity::Error, line: Some(line), field, reason });
    };
    let mut listed = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let path = format!("{field}[{}]", index + 1);
        if index == MOST_CONTRACTS {
            fault(item.line(), field.to_owned(), Reason::TooMany { limit: MOST_CONTRACTS });
            break;
        }
        let Node::Map { entries, .. } = item else {
            let reason = Reason::NotAValue { text: item.text(), wanted: Wanted::Contracts };
            fault(item.line(), path, reason);
            continue;
        };
        let mut contract = Contract { name: String::new(), hours: None, source: String::new() };
        let mut named = false;
        for (key, line, node) in entries {
            let at = format!("{path}.{key}");
            match (key.as_str(), node) {
                ("name", Node::Text { text, .. }) if !text.trim().is_empty() => {
                    contract.name = one_line(text);
                    named = true;
                }
                ("source", Node::Text { text, .. }) => contract.source = one_line(text),
                ("hours", Node::Text { text, .. }) => match hours(text, rules) {
                    Ok(hours) => contract.hours = hours,
                    Err(reason) => fault(*line, at, reason),
                },
                (known, node) if KEYS.contains(&known) => {
                    let wanted = if known == "hours" { Wanted::Hours } else { Wanted::Text };
                    fault(*line, at, Reason::NotAValue { text: node.text(), wanted });
                }
                _ => fault(*line, at, Reason::UnknownKey { meant: None }),
            }
        }
        if named {
            listed.push(contract);
        } else {
            let wanted = Wanted::Text;
            fault(
                item.line(),
                format!("{path}.name"),
                Reason::NotAValue { text: String::new(), wanted },
            );
        }
    }
    (listed, problems)
}

/// A clause without a number of hours says `none` or nothing.
fn hours(text: &str, rules: &Rules) -> Result<Option<Hours>, Reason> {
    if value::is_word(text, &rules.reading().no) {
        return Ok(None);
    }
    match number::hours(text, rules.reading()) {
        Ok(Some(hours)) if hours > MOST => {
            let number = u64::from(hours.minutes() / 60);
            Err(Reason::TooHigh { number, limit: u64::from(MOST.minutes() / 60) })
        }
        Ok(hours) => Ok(hours),
        Err(wanted) => Err(Reason::NotAValue { text: text.to_owned(), wanted }),
    }
}

fn one_line(text: &str) -> String {
    hikeshi_kernel::clean_line(text, 500).unwrap_or_else(|_| text.chars().take(500).collect())
}
