//! A paper as docx, to go on writing in.

use hikeshi_office::{Document, OfficeError};

use super::printed::{Item, Part, Printed};

pub(super) fn write(printed: &Printed) -> Result<Vec<u8>, OfficeError> {
    let document = if printed.letter { letter_head(printed) } else { head(printed) };
    let document = document.running(&running(printed), &foot(printed));
    let document = printed.parts.iter().fold(document, |document, part| {
        let document = match part.title.as_str() {
            "" => document,
            title => document.heading(1, title),
        };
        if printed.letter || printed.chapters {
            chapters(document, part)
        } else {
            table(document, printed, part)
        }
    });
    let document = match printed.source.as_str() {
        "" => document,
        source => document.note(source),
    };
    document.finish()
}

/// Above every page: a drill's mark, and that it is a draft or which version.
fn running(printed: &Printed) -> String {
    let state = if printed.draft || !printed.letter { printed.state.as_str() } else { "" };
    let parts = [printed.mark.as_str(), state];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
}

fn foot(printed: &Printed) -> String {
    let parts = [printed.company.as_str(), &printed.incident, &printed.made];
    let shown = parts.into_iter().filter(|part| !part.is_empty() && !printed.letter);
    shown.collect::<Vec<_>>().join("  ")
}

/// As on paper: day, to whom, from whom, what.
fn head(printed: &Printed) -> Document {
    let document = Document::untitled().paragraph_at_end(&printed.day);
    let document = match printed.recipient.as_str() {
        "" => document,
        recipient => document.paragraph(recipient),
    };
    let document = document.paragraph_at_end(&printed.company);
    let number = printed.named(&printed.words.incident, &printed.incident);
    let document = number.iter().fold(document, |document, line| document.paragraph_at_end(line));
    let document = document.title(&printed.titled());
    if printed.to_check.is_empty() { document } else { document.note(&printed.to_check) }
}

fn letter_head(printed: &Printed) -> Document {
    Document::untitled()
        .paragraph(&printed.recipient)
        .paragraph_at_end(&printed.day)
        .paragraph_at_end(&printed.company)
        .heading(1, &printed.title)
}

fn chapters(document: Document, part: &Part) -> Document {
    let shown =
        part.items.iter().filter(|item| !(item.title.is_empty() && item.whole().is_empty()));
    shown.fold(document, |document, item| {
        let document = match item.heading() {
            heading if item.title.is_empty() || heading.is_empty() => document,
            heading => document.heading(2, &heading),
        };
        document.paragraph(&item.whole())
    })
}

fn table(document: Document, printed: &Printed, part: &Part) -> Document {
    let words = &printed.words;
    let rows = |cells: fn(&Item) -> Vec<String>| part.items.iter().map(cells).collect::<Vec<_>>();
    if printed.numbered {
        let head = [words.number.clone(), words.title.clone(), words.text.clone()];
        let rows = rows(|item| vec![item.number.clone(), item.title.clone(), item.whole()]);
        return document.table(&[8, 26, 66], &head, &rows);
    }
    let head = [words.title.clone(), words.text.clone()];
    document.table(&[28, 72], &head, &rows(|item| vec![item.title.clone(), item.whole()]))
}
