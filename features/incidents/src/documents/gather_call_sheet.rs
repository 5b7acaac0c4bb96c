//! The call sheet from the case: the same data as the page of it.

use hikeshi_i18n::plain;

use super::{
    CallSheet, Issue,
    data::{Address, Answer, Desk, Head},
};
use crate::{
    content::AddressKind,
    people::{self, SheetDesk, SheetLine},
};

/// So many ways to reach a desk are printed where several desks are offered.
const FEW: usize = 2;

/// Fills the call sheet for the desk that was chosen, otherwise with `fitting` to choose from (only
/// those that can be reached).
#[must_use]
pub fn gather_call_sheet(
    sheet: &people::CallSheet,
    fitting: &[SheetDesk],
    head: Head,
    issue: &Issue,
) -> CallSheet {
    let answers = |lines: &[SheetLine]| lines.iter().map(|line| answer(line, issue)).collect();
    let chosen = sheet.desk.as_ref();
    CallSheet {
        head,
        words: issue.paper_words(),
        answers: answers(&sheet.lines),
        more: answers(&sheet.more),
        caller: issue.typed(&sheet.spokesperson),
        call_back: issue.typed(&sheet.call_back),
        chosen: chosen.is_some(),
        desks: match chosen {
            Some(desk) => vec![desk_of(desk, usize::MAX, issue)],
            None => {
                let known = fitting.iter().filter(|desk| !desk.addresses.is_empty());
                known.map(|desk| desk_of(desk, FEW, issue)).collect()
            }
        },
    }
}

/// Several values are told apart by their names; a suspected one says so.
fn answer(line: &SheetLine, issue: &Issue) -> Answer {
    let several = line.values.len() > 1;
    let values = line.values.iter().map(|value| {
        let suspected = value.suspected.then(|| issue.words.t("papers-suspected"));
        let label = (several && !value.label.is_empty()).then(|| plain(&value.label));
        let text = issue.typed(&plain(&value.text));
        let text = label.map_or_else(|| text.clone(), |label| format!("{label}: {text}"));
        suspected.map_or_else(|| text.clone(), |word| format!("{text} {word}"))
    });
    Answer { title: plain(&line.title), value: values.collect::<Vec<_>>().join("\n") }
}

/// Numbers to call stand before all else.
fn desk_of(desk: &SheetDesk, most: usize, issue: &Issue) -> Desk {
    let mut addresses: Vec<_> = desk.addresses.iter().collect();
    addresses.sort_by_key(|address| address.kind != AddressKind::Phone);
    let addresses = addresses.into_iter().take(most).map(|address| Address {
        label: plain(&address.label),
        value: issue.typed(&address.value),
        hours: [&address.hours, &address.note]
            .map(|text| plain(text))
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
        checked: address.to_check.is_empty(),
    });
    Desk { name: plain(&desk.name), purpose: plain(&desk.purpose), addresses: addresses.collect() }
}
