//! Every paper in every language, with a realistic case and with far too long texts.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail")]

use std::collections::BTreeSet;

use hikeshi_i18n::Catalogue;
use hikeshi_incidents::documents::design::{
    CALL_SHEET, CUSTODY, FIRST_REPORT, POSTER, RECORD, TAGS,
};
use hikeshi_incidents::documents::{WORDS, document_words, words};
use hikeshi_kernel::Lang;
use hikeshi_pdf::{Pdf, Renderer, Template, qr_svg};
use serde_json::Value;

const PAPERS: [(Template, &str); 6] = [
    (FIRST_REPORT, include_str!("fixtures/documents/first-report.json")),
    (RECORD, include_str!("fixtures/documents/record.json")),
    (CALL_SHEET, include_str!("fixtures/documents/call-sheet.json")),
    (POSTER, include_str!("fixtures/documents/poster.json")),
    (CUSTODY, include_str!("fixtures/documents/custody.json")),
    (TAGS, include_str!("fixtures/documents/tags.json")),
];

fn data(json: &str, lang: Lang) -> Value {
    let mut data: Value = serde_json::from_str(json).unwrap();
    let catalogue = Catalogue::new(&[WORDS]).unwrap();
    data["words"] = serde_json::to_value(document_words(&catalogue.words(lang))).unwrap();
    data["head"]["lang"] = lang.code().into();
    if let Some(address) = data["address"].as_str().map(str::to_owned) {
        data["qr_svg"] = qr_svg(&address).unwrap().into();
    }
    if let Some(address) = data["seal"]["address"].as_str().map(str::to_owned) {
        data["seal"]["qr_svg"] = qr_svg(&address).unwrap().into();
    }
    for list in ["sheets", "tags"] {
        for item in data[list].as_array_mut().into_iter().flatten() {
            item["qr_svg"] = qr_svg(item["qr_svg"].as_str().unwrap()).unwrap().into();
        }
    }
    data
}

fn render(template: Template, data: &Value) -> Pdf {
    let issued = "2026-11-20T01:30:00Z".parse().unwrap();
    Renderer::new().unwrap().render(template, data, issued).unwrap()
}

#[test]
fn every_paper_renders_in_every_language_without_a_missing_glyph() {
    for (template, json) in PAPERS {
        for lang in Lang::ALL {
            let pdf = render(template, &data(json, lang));
            let pages = match template.name {
                "record" => 3..=6,
                "call-sheet" => 2..=2,
                "custody" => 2..=4,
                _ => 1..=1,
            };
            assert!(pages.contains(&pdf.pages), "{} {lang:?}: {}", template.name, pdf.pages);
            assert_eq!(pdf.missing_glyphs, Vec::<char>::new(), "{} {lang:?}", template.name);
        }
    }
}

#[test]
fn the_first_report_stays_one_page_with_far_too_much_text() {
    for lang in Lang::ALL {
        let mut data = data(PAPERS[0].1, lang);
        for field in ["summary", "level", "decisions", "facts", "done", "next", "contacts", "head"]
        {
            swell(&mut data[field]);
        }
        assert_eq!(render(FIRST_REPORT, &data).pages, 1, "{lang:?}");
    }
}

#[test]
fn templates_and_locale_files_name_the_same_words() {
    let source: String = PAPERS.iter().map(|(template, _)| template.source).collect::<String>()
        + CALL_SHEET.parts[0].1;
    let known: BTreeSet<&str> = words::keys().collect();
    let used: BTreeSet<&str> = source
        .split('"')
        .filter(|part| part.starts_with("doc-") && !part.contains(|c: char| c.is_whitespace()))
        .collect();
    let whole = |key: &&&str| !key.ends_with('-');
    let strange: Vec<_> = used.iter().filter(whole).filter(|key| !known.contains(**key)).collect();
    assert_eq!(strange, Vec::<&&str>::new(), "named by a template, but no word");
    let idle: Vec<_> = known
        .iter()
        .filter(|key| {
            // Words about the past stand in the place of others (src/documents/issue.rs).
            let named = key.replacen("doc-past-", "doc-", 1);
            let names =
                |used: &&&str| named == **used || used.ends_with('-') && named.starts_with(**used);
            !used.iter().any(|used| names(&used))
        })
        .collect();
    assert_eq!(idle, Vec::<&&str>::new(), "words that no template names");
}

/// Makes every text ten times as long and every list four times, except what chooses a form.
fn swell(value: &mut Value) {
    match value {
        Value::String(text) => *text = format!("{text} ").repeat(10) + &"\u{3042}".repeat(300),
        Value::Array(items) => {
            items.iter_mut().for_each(swell);
            *items = vec![items.clone(); 4].concat();
        }
        Value::Object(fields) => {
            let free = |key: &str| !matches!(key, "certainty" | "lang");
            fields.iter_mut().filter(|(key, _)| free(key)).for_each(|(_, value)| swell(value));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
