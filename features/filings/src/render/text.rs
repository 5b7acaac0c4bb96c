//! A paper as plain text, for mail and for fields of web forms.

mod wrap;

use hikeshi_office::clean;

use super::printed::{Item, Printed};
use wrap::wrap;

/// Columns of a line; a Japanese character takes two.
const WIDTH: usize = 76;

/// The whole text with a line end at its end; lines end as mail programs of all kinds show them.
pub(super) fn write(printed: &Printed) -> String {
    let mut lines = if printed.letter { letter_head(printed) } else { head(printed) };
    for part in &printed.parts {
        if !part.title.is_empty() {
            lines.extend([String::new(), format!("{0} {1} {0}", "-".repeat(8), part.title)]);
        }
        let shown = part.items.iter();
        let shown = shown.filter(|item| !(item.title.is_empty() && item.whole().is_empty()));
        for item in shown {
            lines.push(String::new());
            lines.push(item_text(item, &printed.words.colon));
        }
    }
    // What is sent says nothing about our form.
    if printed.draft && !printed.source.is_empty() {
        lines.extend([String::new(), printed.source.clone()]);
    }
    let text = clean(&lines.join("\n"));
    text.lines().map(|line| wrap(line, WIDTH) + "\n").collect()
}

/// What the receiver needs; of a draft also how it stands.
fn head(printed: &Printed) -> Vec<String> {
    let words = &printed.words;
    let recipient = printed.recipient.replace('\n', " ");
    let title = match printed.mail {
        true => printed.named(&words.subject, &printed.title),
        false => Some(printed.titled()),
    };
    let mark = Some(printed.mark.clone());
    let lines = if printed.draft {
        let state = printed.about().into_iter().map(Some);
        title.into_iter().map(Some).chain(state).chain([Some(printed.to_check.clone())]).collect()
    } else if printed.mail {
        vec![title, mark]
    } else if printed.public {
        vec![title, mark, Some(printed.day.clone()), Some(printed.company.clone())]
    } else {
        let to = printed.named(&words.to, &recipient);
        let from = printed.named(&words.from, &printed.company);
        vec![title, mark, to, from, printed.named(&words.made, &printed.made)]
    };
    lines.into_iter().flatten().filter(|line| !line.is_empty()).collect()
}

fn letter_head(printed: &Printed) -> Vec<String> {
    let state = if printed.draft { printed.state.clone() } else { String::new() };
    let lines = [printed.mark.clone(), state, printed.day.clone(), printed.title.clone()];
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

/// "1 Title: text" on one line where it fits; a longer or labelled text stands below its title.
fn item_text(item: &Item, colon: &str) -> String {
    let (heading, text) = (item.heading(), item.whole());
    if item.title.is_empty() || text.is_empty() {
        return if text.is_empty() { format!("{heading}{colon}") } else { text };
    }
    let line = format!("{heading}{colon}{text}");
    let labelled = text.contains(colon.trim_end());
    if !labelled && !line.contains('\n') && wrap(&line, WIDTH) == line {
        return line;
    }
    format!("{heading}{colon}\n{text}")
}
