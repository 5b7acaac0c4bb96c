//! Answers as a table that people and programs read: xlsx and CSV. No cell is ever a formula.

use hikeshi_i18n::{Words, plain};
use hikeshi_kernel::from_millis;
use hikeshi_office::{Sheet, workbook};
use hikeshi_posture_engine::{Answers, Score};
use hikeshi_web::Problem;

use crate::{
    assessment::Assessment,
    said::{answer_word, points_text},
};

/// The answers as a workbook: the sheet of answers can be filled in and brought in again. The same
/// answers are the same bytes, because the time of the last change is written into it.
pub(crate) fn answers_xlsx(
    words: &Words,
    assessment: &Assessment,
    (answers, score): (&Answers, &Score),
) -> Result<Vec<u8>, Problem> {
    let catalogue = &assessment.catalogue;
    let lang = words.lang();
    let mut rows = Vec::new();
    for sheet in &answers.sheets {
        for item in catalogue.items() {
            let given = sheet.given.get(&item.id);
            rows.push(vec![
                sheet.site.clone(),
                item.id.clone(),
                plain(item.title.get(lang)),
                plain(item.question.get(lang)),
                answer_word_of_file(words, assessment, sheet.answer(&item.id)),
                given.map(|one| one.note.clone()).unwrap_or_default(),
            ]);
        }
    }
    let head = ["site", "item", "title", "question", "answer", "note"];
    let title = plain(catalogue.title.get(lang));
    let edition = words
        .ta("posture-edition", &[("edition", &catalogue.edition), ("version", &catalogue.version)]);
    let answer_sheet = Sheet {
        name: words.t("posture-sheet-answers"),
        title: String::new(),
        head: head.map(|name| words.t(&format!("posture-column-{name}"))).into(),
        widths: vec![14, 10, 26, 52, 16, 34],
        rows,
        running: title.clone(),
        ..Sheet::default()
    };
    let mut totals = vec![vec![
        words.t("posture-all"),
        points_text(words, score.sum.total, score.sum.max),
        score.sum.band.clone().unwrap_or_default(),
    ]];
    for site in score.sites.iter().filter(|site| !site.site.is_empty()) {
        totals.push(vec![
            site.site.clone(),
            points_text(words, site.sum.total, site.sum.max),
            site.sum.band.clone().unwrap_or_default(),
        ]);
    }
    let score_sheet = Sheet {
        name: words.t("posture-sheet-score"),
        title,
        notes: vec![edition],
        head: ["what", "points", "band"].map(|n| words.t(&format!("posture-column-{n}"))).into(),
        widths: vec![30, 20, 10],
        rows: totals,
        ..Sheet::default()
    };
    let at = assessment.row.finished_at.unwrap_or(assessment.row.changed_at);
    Ok(workbook(&[answer_sheet, score_sheet], from_millis(at))?)
}

/// The answers as CSV `site,item,answer,note`, in the words of the command line, with the mark that
/// spreadsheets need for Japanese.
pub(crate) fn answers_csv(assessment: &Assessment, answers: &Answers) -> Result<Vec<u8>, Problem> {
    let wrong = |error: csv::Error| Problem::internal(error.to_string());
    let mut out = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    out.write_record(["site", "item", "answer", "note"]).map_err(wrong)?;
    for sheet in &answers.sheets {
        for item in assessment.catalogue.items() {
            let note = sheet.given.get(&item.id).map_or("", |given| given.note.as_str());
            let answer = sheet.answer(&item.id).to_string();
            let cells = [sheet.site.as_str(), &item.id, &answer, note].map(harmless);
            out.write_record(cells).map_err(wrong)?;
        }
    }
    out.into_inner().map_err(|error| Problem::internal(error.to_string()))
}

/// A text that a spreadsheet would take for a formula gets an apostrophe before it.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// Of a scale only the number, so that the file can be brought in again.
fn answer_word_of_file(
    words: &Words,
    assessment: &Assessment,
    answer: hikeshi_posture_engine::Answer,
) -> String {
    match answer {
        hikeshi_posture_engine::Answer::Level(level) => level.to_string(),
        other => answer_word(words, &assessment.catalogue, other),
    }
}
