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
    if !printed.source.is_empty() {
        lines.extend([String::new(), printed.source.clone()]);
    }
    let text = clean(&lines.join("\n"));
    text.lines().map(|line| wrap(line, WIDTH) + "\n").collect()
}

/// What the receiver of a mail needs; of a draft also how it stands.
fn head(printed: &Printed) -> Vec<String> {
    let words = &printed.words;
    let mut lines = vec![printed.titled()];
    if printed.draft {
        lines.extend(printed.about());
    } else {
        let recipient = printed.recipient.replace('\n', " ");
        lines.extend(Some(printed.mark.clone()).filter(|mark| !mark.is_empty()));
        lines.extend(printed.named(&words.to, &recipient));
        lines.extend(printed.named(&words.from, &printed.company));
        lines.extend(printed.named(&words.made, &printed.made));
    }
    lines.extend(Some(printed.to_check.clone()).filter(|note| !note.is_empty()));
    lines
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
