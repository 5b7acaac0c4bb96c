//! As a workbook: one sheet each for answers, what is not met, evidence and signatures.

use hikeshi_i18n::Words;
use hikeshi_office::{Sheet, workbook};
use hikeshi_web::Problem;
use jiff::Timestamp;

use super::{Pack, PackItem};

/// The pack of three stars as a workbook.
///
/// # Errors
/// A fault of the writer.
pub fn pack_xlsx(words: &Words, pack: &Pack, at: Timestamp) -> Result<Vec<u8>, Problem> {
    let key = |name: &str| words.t(&format!("starpaper-{name}"));
    let marked = |(text, to_check): &(String, bool)| {
        if *to_check { format!("{text} [{}]", key("to-check")) } else { text.clone() }
    };
    let mut notes = vec![
        pack.company.clone(),
        pack.about.clone(),
        pack.edition.clone(),
        words.ta("starpaper-met", &[("met", &pack.met), ("of", &pack.of)]),
        pack.counts.clone(),
    ];
    notes.extend(pack.notices.iter().map(marked));
    let row = |item: &PackItem| {
        let met = key(if item.met { "is-met" } else { "is-unmet" });
        let check = if item.to_check { key("to-check") } else { String::new() };
        vec![
            item.id.clone(),
            item.question.clone(),
            item.answers.join("\n"),
            met,
            item.evidence.to_string(),
            check,
        ]
    };
    let head = || {
        ["id", "criterion", "answer", "met-head", "evidence-count", "to-check"].map(key).to_vec()
    };
    let widths = vec![12, 60, 34, 14, 10, 12];
    let answers = pack.parts.iter().flat_map(|part| {
        std::iter::once(vec![part.title.clone()]).chain(part.items.iter().map(row))
    });
    let sheet = |name: &str, rows: Vec<Vec<String>>| Sheet {
        name: key(name),
        title: pack.title.clone(),
        running: format!("{}  {}", pack.company, words.date_time(at)),
        rows,
        ..Sheet::default()
    };
    let answers = Sheet {
        notes,
        head: head(),
        widths: widths.clone(),
        ..sheet("answers", answers.collect())
    };
    let unmet =
        Sheet { head: head(), widths, ..sheet("unmet", pack.unmet.iter().map(row).collect()) };
    let evidence = pack.evidence.iter().map(|one| {
        vec![
            one.item.clone(),
            one.title.clone(),
            one.place.clone(),
            one.day.clone(),
            one.age.clone(),
        ]
    });
    let evidence = Sheet {
        head: ["id", "evidence-what", "place", "day", "age"].map(key).to_vec(),
        widths: vec![12, 40, 60, 18, 14],
        ..sheet("evidence", evidence.collect())
    };
    let lines = |lines: &[(String, String)]| {
        lines.iter().map(|(name, value)| vec![name.clone(), value.clone()]).collect::<Vec<_>>()
    };
    let mut signed = vec![vec![key("expert")], vec![marked(&pack.expert)]];
    signed.extend(lines(&pack.expert_lines));
    signed.extend([vec![key("oath")], vec![marked(&pack.oath)]]);
    signed.extend(lines(&pack.oath_lines));
    signed.push(vec![key("scope"), pack.scope_note.clone()]);
    let signed = Sheet {
        head: vec![key("enter"), key("enter-what")],
        widths: vec![34, 60],
        ..sheet("signed", signed)
    };
    Ok(workbook(&[answers, unmet, evidence, signed], at)?)
}
