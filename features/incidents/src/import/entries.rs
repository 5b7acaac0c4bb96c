//! Events of a file as lines of the timeline.

use hikeshi_casefile::Event;
use hikeshi_i18n::Words;
use hikeshi_kernel::{Lang, Moment, clean_text};

use super::{drafts::EntryDraft, parties::party};
use crate::case::EntryKind;

/// The lines for an event, nearly always one; nothing that the file says of it is left out.
pub(crate) fn entries(words: &Words, file: &str, event: &Event) -> Vec<EntryDraft> {
    let kind = event.kind.as_deref().and_then(|written| named_kind(words, written));
    let text = text(words, event, kind.is_some()).replace('\t', " ");
    let text = clean_text(&text, usize::MAX).unwrap_or_default();
    let draft = EntryDraft {
        kind: kind.unwrap_or_else(|| guessed_kind(words, event)),
        moment: event.at,
        text,
        source: source(words, file, event),
    };
    draft.cut()
}

fn text(words: &Words, event: &Event, kind_is_known: bool) -> String {
    let to: Vec<String> = event.to.iter().map(|name| party(words, name)).collect();
    let to = to.join(&words.t("import-list-separator"));
    let by = event.by.as_deref().map(|name| party(words, name));
    let mut text = match (by.as_deref(), to.as_str()) {
        (None, "") => event.what.clone(),
        (Some(by), "") => words.ta("import-entry-by", &[("what", &event.what), ("by", &by)]),
        (None, to) => words.ta("import-entry-to", &[("what", &event.what), ("to", &to)]),
        (Some(by), to) => {
            words.ta("import-entry-by-to", &[("what", &event.what), ("by", &by), ("to", &to)])
        }
    };
    let kind = event.kind.as_deref().filter(|_| !kind_is_known).map(|kind| ("kind", kind));
    let extra = event.extra.iter().map(|extra| (extra.path.as_str(), extra.text.as_str()));
    for (path, value) in kind.into_iter().chain(extra) {
        // These are parts of the time, which stands in the source as written.
        if matches!(path, "precision" | "until") {
            continue;
        }
        let extra = words.ta("import-entry-extra", &[("path", &path), ("value", &value)]);
        text = format!("{text} {extra}");
    }
    text
}

/// File and line, the time as written unless the line's own time says just that, and parties
/// whose names stand in other words in the line.
fn source(words: &Words, file: &str, event: &Event) -> String {
    let mut source = place_and_time(words, file, event);
    let parties = [("by", event.by.as_slice()), ("to", event.to.as_slice())];
    for (key, names) in parties {
        for name in names.iter().filter(|name| party(words, name) != **name) {
            source.push_str(&words.ta("import-entry-extra", &[("path", &key), ("value", name)]));
        }
    }
    clean_text(&source, usize::MAX).unwrap_or_default()
}

fn place_and_time(words: &Words, file: &str, event: &Event) -> String {
    let place = format!("{file}:{}", event.line);
    let said = |path: &str| {
        let extra = event.extra.iter().find(|extra| extra.path == path);
        extra.map(|extra| extra.text.as_str())
    };
    let precision = said("precision").filter(|said| *said != event.at.precision());
    let same = matches!(event.at, Moment::Day { day } if day.to_string() == event.at_text);
    let same = same && precision.is_none();
    let written = [Some(event.at_text.as_str()), said("until"), precision];
    let written = written.into_iter().flatten().filter(|part| !part.is_empty());
    let written = written.collect::<Vec<_>>().join(&words.t("import-list-separator"));
    let time = clean_text(&written, 1_000).unwrap_or_default();
    if time.is_empty() || (same && !event.guessed) {
        place
    } else if event.guessed {
        words.ta("import-source-guessed", &[("place", &place), ("time", &time)])
    } else {
        words.ta("import-source-time", &[("place", &place), ("time", &time)])
    }
}

/// The kind that a file names in any of our languages.
fn named_kind(words: &Words, written: &str) -> Option<EntryKind> {
    EntryKind::ALL.into_iter().find(|kind| {
        Lang::ALL
            .into_iter()
            .any(|lang| listed(&words.in_lang(lang), *kind, |word| word == written))
    })
}

/// Told to somebody: a message, or a call where it says so. Done by somebody: an action.
fn guessed_kind(words: &Words, event: &Event) -> EntryKind {
    let says_call = |word: &str| event.what.to_lowercase().contains(word);
    let call =
        Lang::ALL.into_iter().any(|lang| listed(&words.in_lang(lang), EntryKind::Call, says_call));
    match (&event.to.is_empty(), event.by.as_deref()) {
        (false, _) if call => EntryKind::Call,
        (false, _) => EntryKind::Message,
        (true, None | Some("system")) => EntryKind::Happening,
        (true, Some(_)) => EntryKind::Action,
    }
}

/// Whether one of the words for a kind fits.
fn listed(words: &Words, kind: EntryKind, fits: impl Fn(&str) -> bool) -> bool {
    let list = words.t(&format!("import-kind-words-{}", kind.name()));
    list.split('|').map(str::trim).any(|word| !word.is_empty() && fits(word))
}
