//! Custody sheets and tags, from exhibits with their chains.

use hikeshi_directory::model::company;
use hikeshi_kernel::Moment;
use hikeshi_pdf::{QrError, qr_svg};

use super::{
    CustodySheets, Issue, Tags,
    data::{CustodySheet, SheetEvent, SheetHash, SheetPair, Tag},
};
use crate::{
    content::guidance::Guidance,
    evidence::{
        Answer, Custody, CustodyKind, SealState, answer_to, custody_of, in_order, read_offset,
        sameness,
    },
    model::{custody_event, evidence, incident},
    pages::evidence_events::{clock_line, offset_words, writer_of},
};

/// An exhibit with all that a sheet says of it.
#[derive(Debug, Clone)]
pub struct SheetSource {
    /// The exhibit.
    pub exhibit: evidence::Model,
    /// Its chain.
    pub chain: Vec<custody_event::Model>,
    /// Of what it is a copy.
    pub source: Option<evidence::Model>,
    /// The address of its page, for the code.
    pub address: String,
}

/// Fills the sheets.
///
/// # Errors
/// [`QrError`] for an address too long for a QR code.
pub fn gather_custody(
    sources: &[SheetSource],
    (company, incident): (&company::Model, &incident::Model),
    guidance: &Guidance,
    issue: &Issue,
) -> Result<CustodySheets, QrError> {
    let sheet = |source| sheet_of(source, guidance, issue);
    Ok(CustodySheets {
        head: issue.head(company, incident),
        words: issue.paper_words(),
        sheets: sources.iter().map(sheet).collect::<Result<_, _>>()?,
    })
}

/// Fills the tags.
///
/// # Errors
/// [`QrError`] for an address too long for a QR code.
pub fn gather_tags(
    sources: &[SheetSource],
    (company, incident): (&company::Model, &incident::Model),
    issue: &Issue,
) -> Result<Tags, QrError> {
    let tag = |source: &SheetSource| {
        let exhibit = &source.exhibit;
        let hash = exhibit.sha256.get(..16).map(|start| format!("SHA-256 {start}\u{2026}"));
        Ok(Tag {
            number: exhibit.number.clone(),
            title: issue.typed(&exhibit.title),
            qr_svg: qr_svg(&source.address)?,
            collected: format!(
                "{} {}",
                issue.moment(&exhibit.collected_json),
                issue.typed(&exhibit.collected_by)
            ),
            mark: hash.unwrap_or_else(|| issue.typed(&exhibit.serial_number)),
            seal: custody_of(&source.chain)
                .seal
                .filter(|(_, state)| *state == SealState::Whole)
                .map(|(number, _)| issue.typed(&number))
                .unwrap_or_default(),
        })
    };
    Ok(Tags {
        head: issue.head(company, incident),
        words: issue.paper_words(),
        tags: sources.iter().map(tag).collect::<Result<_, _>>()?,
    })
}

fn sheet_of(
    source: &SheetSource,
    guidance: &Guidance,
    issue: &Issue,
) -> Result<CustodySheet, QrError> {
    let (exhibit, chain) = (&source.exhibit, &*source.chain);
    let custody = custody_of(chain);
    let way = |event: &custody_event::Model| way_of(event, issue);
    let hash = |(name, value): (&str, &String)| SheetHash {
        name: name.to_owned(),
        groups: in_groups(value),
    };
    let hashes = [("SHA-256", &exhibit.sha256), ("BLAKE3", &exhibit.blake3)];
    Ok(CustodySheet {
        number: exhibit.number.clone(),
        title: issue.typed(&exhibit.title),
        qr_svg: qr_svg(&source.address)?,
        record: record_of(source, &custody, guidance, issue),
        hashes: hashes.into_iter().filter(|(_, value)| !value.is_empty()).map(hash).collect(),
        holder: custody.holder.as_ref().map(|one| issue.typed(&one.name)).unwrap_or_default(),
        waiting: custody.waiting.iter().map(way).collect(),
        events: in_order(chain)
            .into_iter()
            .map(|row| row_of(row, source, &custody, issue))
            .collect(),
    })
}

fn record_of(
    source: &SheetSource,
    custody: &Custody,
    guidance: &Guidance,
    issue: &Issue,
) -> Vec<SheetPair> {
    let exhibit = &source.exhibit;
    let words = &issue.words;
    let kind = guidance.kind(&exhibit.kind).map(|kind| issue.text(&kind.title));
    let offset = read_offset(&guidance.clock_words, &exhibit.clock_offset)
        .map_or_else(|| issue.typed(&exhibit.clock_offset), |seconds| offset_words(words, seconds));
    let size = exhibit.size.map(|size| words.t1("papers-bytes", "size", words.number(size)));
    let copy = source.source.as_ref().map(|original| {
        let same = words.t(&format!("custody-same-{}", sameness(exhibit, original).name()));
        let same = words.t1("ui-brackets", "text", same);
        format!("{} {}{same}", original.number, issue.typed(&original.title))
    });
    let seal = custody.seal.as_ref().map(|(number, state)| {
        let state = words.t1("ui-brackets", "text", words.t(state.key()));
        format!("{}{state}", issue.typed(number))
    });
    let place = custody.place.as_ref().map(|place| match place.as_str() {
        "" => words.t("custody-place-unknown"),
        place => issue.typed(place),
    });
    let rows = [
        ("evidence-kind", kind.unwrap_or_default()),
        ("custody-copy-of", copy.unwrap_or_default()),
        ("evidence-file-name", issue.typed(&exhibit.file_name)),
        ("evidence-size", size.unwrap_or_default()),
        ("evidence-serial", issue.typed(&exhibit.serial_number)),
        ("evidence-collected", issue.moment(&exhibit.collected_json)),
        ("evidence-collector", issue.typed(&exhibit.collected_by)),
        ("evidence-place", issue.typed(&exhibit.place)),
        ("custody-place-first", issue.typed(&exhibit.storage)),
        ("custody-place-now", place.unwrap_or_default()),
        ("evidence-seal", seal.unwrap_or_default()),
        ("evidence-clock", offset),
        ("evidence-tool", issue.typed(&exhibit.tool)),
        ("evidence-description", issue.typed(&exhibit.description)),
    ];
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    rows.map(|(key, value)| SheetPair { name: words.t(key), value }).collect()
}

fn row_of(
    event: &custody_event::Model,
    source: &SheetSource,
    custody: &Custody,
    issue: &Issue,
) -> SheetEvent {
    let words = &issue.words;
    let moment: Moment = serde_json::from_str(&event.moment_json).unwrap_or_default();
    let ended: Option<Moment> = serde_json::from_str(&event.ended_json).unwrap_or_default();
    let when = words.moment(&moment);
    let when = ended.map_or(when.clone(), |end| format!("{when} \u{2013} {}", words.moment(&end)));
    let kind = CustodyKind::from_name(&event.kind);
    let moves = kind.is_some_and(CustodyKind::is_hand_over) || event.answers.is_some();
    let (state, mark) = state_of(event, source, issue);
    let odd = custody.oddities.iter().filter(|(id, _)| *id == event.id);
    let odd = odd.map(|(_, odd)| words.t(&format!("custody-odd-{}", odd.name())));
    let named = [
        ("custody-seen-by", &event.witness),
        ("papers-tool", &event.tool),
        ("custody-seal-named", &event.seal),
        ("evidence-event-place", &event.place),
    ];
    let named = named.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| {
        let name = match key {
            "custody-seen-by" => "who",
            "evidence-event-place" => "place",
            _ => "value",
        };
        words.t1(key, name, issue.typed(value))
    });
    let clock = clock_line(words, event, moment);
    let details = odd.chain(named).chain([clock, issue.typed(&event.note)]);
    SheetEvent {
        when,
        what: words.t(&format!("papers-custody-{}", event.kind)),
        who: if moves { way_of(event, issue) } else { issue.typed(&event.person) },
        details: details.filter(|line| !line.is_empty()).collect(),
        state,
        mark,
        by: issue.typed(&writer_of(words, event)),
    }
}

/// How a hand-over stands, or how a check ended.
fn state_of(event: &custody_event::Model, source: &SheetSource, issue: &Issue) -> (String, String) {
    let is_hand_over = CustodyKind::from_name(&event.kind).is_some_and(CustodyKind::is_hand_over);
    let (key, mark) = match event.outcome.as_str() {
        "" if is_hand_over => match answer_to(&source.chain, event.id) {
            Answer::Waiting => ("custody-not-confirmed".to_owned(), "to-check"),
            Answer::Confirmed(_) => ("custody-confirmed".to_owned(), "done"),
            Answer::Refused(_) => ("custody-refused".to_owned(), "danger"),
            Answer::Withdrawn(_) => ("custody-withdrawn".to_owned(), "open"),
        },
        "" => return (String::new(), String::new()),
        "match" => ("papers-outcome-match".to_owned(), "done"),
        outcome => (format!("papers-outcome-{outcome}"), "danger"),
    };
    (issue.words.t(&key), mark.to_owned())
}

fn way_of(event: &custody_event::Model, issue: &Issue) -> String {
    let (from, to) = (issue.typed(&event.from_name), issue.typed(&event.to_name));
    issue.words.ta("papers-custody-way", &[("from", &from), ("to", &to)])
}

/// Eight digits each: what two people read aloud to each other.
fn in_groups(hash: &str) -> Vec<String> {
    let digits: Vec<char> = hash.chars().collect();
    digits.chunks(8).map(|group| group.iter().collect()).collect()
}
