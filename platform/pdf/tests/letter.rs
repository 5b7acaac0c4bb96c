//! One letter with everything the page style offers, judged by other programs where they are there.
#![cfg(test)]

use std::process::Command;

use hikeshi_pdf::{GETA, MAX_DATA_BYTES, Pdf, PdfError, Renderer, Template, qr_svg};
use serde_json::Value;

const LETTER: Template = Template::new("letter", include_str!("fixtures/letter.typ"));

fn data() -> Value {
    let mut data: Value = serde_json::from_str(include_str!("fixtures/letter.json")).unwrap();
    data["qr_svg"] = qr_svg("https://hikeshi.example/h/7d3kq").unwrap().into();
    data
}

fn issued() -> jiff::Timestamp {
    "2026-11-21T05:05:00Z".parse().unwrap()
}

fn render(data: &Value) -> Pdf {
    Renderer::new().unwrap().render(LETTER, data, issued()).unwrap()
}

/// Runs a program on the file; `None` (said aloud) where the program is not installed.
fn judged_by(program: &str, args: &[&str], pdf: &Pdf) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.pdf");
    std::fs::write(&file, &pdf.bytes).unwrap();
    let args = args.iter().map(|&arg| if arg == "FILE" { file.as_os_str() } else { arg.as_ref() });
    match Command::new(program).args(args).output() {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(error) => {
            println!("SKIPPED: {program} is not installed ({error})");
            None
        }
    }
}

#[test]
fn the_same_data_makes_the_same_bytes() {
    assert_eq!(render(&data()), render(&data()));
}

#[test]
fn characters_without_a_glyph_are_named_and_shown_as_the_geta_mark() {
    let pdf = render(&data());
    assert_eq!(pdf.missing_glyphs, vec!['\u{202E}', '\u{1F600}']);
    if let Some(text) = judged_by("pdftotext", &["-layout", "FILE", "-"], &pdf) {
        assert_eq!(text.matches(GETA).count(), 2, "{text}");
    }
}

#[test]
fn text_of_the_data_is_printed_as_it_stands_and_never_read_as_markup() {
    let pdf = render(&data());
    let Some(text) = judged_by("pdftotext", &["-raw", "FILE", "-"], &pdf) else { return };
    let text: String = text.split_whitespace().collect();
    assert!(text.contains("#strong["), "{text}");
    assert!(text.contains("$x$"), "{text}");
    assert!(text.contains("<b>"), "{text}");
    let hash = data()["hash"].as_str().unwrap().to_owned();
    assert!(text.contains(&hash), "a hash stays one word: {text}");
}

#[test]
fn the_file_is_tagged_titled_and_its_fonts_are_inside() {
    let pdf = render(&data());
    let raw = String::from_utf8_lossy(&pdf.bytes);
    assert!(raw.starts_with("%PDF-1.7"));
    assert!(raw.contains("pdfuaid"), "the file says that it follows PDF/UA");
    if let Some(info) = judged_by("pdfinfo", &["FILE"], &pdf) {
        let title = data()["title"].as_str().unwrap().to_owned();
        for wanted in ["Tagged:          yes", "Page size:       595.276 x 841.89 pts (A4)", &title]
        {
            assert!(info.contains(wanted), "{wanted} in {info}");
        }
        assert!(info.contains("Nov 21"), "the creation time is the one given: {info}");
    }
    if let Some(fonts) = judged_by("pdffonts", &["FILE"], &pdf) {
        let fonts: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(fonts.iter().any(|font| font.contains("BIZUDPGothic-Bold")), "{fonts:?}");
        assert!(fonts.iter().all(|font| font.contains(" yes yes yes ")), "{fonts:?}");
    }
    if let Some(check) = judged_by("qpdf", &["--check", "FILE"], &pdf) {
        assert!(check.contains("No syntax or stream encoding errors found"), "{check}");
    }
}

#[test]
fn a_long_text_is_cut_with_a_note_where_the_space_is_fixed() {
    let mut data = data();
    data["long"]["text"] = "\u{3042}".repeat(5000).into();
    let pdf = render(&data);
    assert_eq!(pdf.pages, 1);
    if let Some(text) = judged_by("pdftotext", &["-raw", "FILE", "-"], &pdf) {
        let text: String = text.split_whitespace().collect();
        assert!(text.contains(data["long"]["note"].as_str().unwrap()), "{text}");
    }
}

#[test]
fn a_long_name_without_spaces_stays_on_the_paper() {
    let Some(boxes) = judged_by("pdftotext", &["-bbox", "FILE", "-"], &render(&data())) else {
        return;
    };
    let ends = boxes.split("xMax=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let furthest = ends.filter_map(|end| end.parse::<f64>().ok()).fold(0.0, f64::max);
    assert!(boxes.contains("docx.locked") || boxes.contains("locked"), "{boxes}");
    assert!(furthest > 500.0 && furthest < 595.276 - 51.0, "the margin is 18 mm: {furthest}");
}

#[test]
fn more_data_than_the_bound_is_a_typed_error_and_not_a_long_wait() {
    let mut data = data();
    data["lead"] = "x".repeat(10 * 1024 * 1024).into();
    let answer = Renderer::new().unwrap().render(LETTER, &data, issued());
    assert!(
        matches!(answer, Err(PdfError::TooMuchData { bytes }) if bytes > MAX_DATA_BYTES),
        "{answer:?}"
    );
}

#[test]
fn a_template_sees_no_other_file_and_no_date_of_today() {
    let renderer = Renderer::new().unwrap();
    for source in ["#read(\"/etc/passwd\")", "#datetime.today()", "#import \"@preview/x:1.0.0\""] {
        let template = Template::new("curious", source);
        let answer = renderer.render(template, &Value::Null, issued());
        assert!(matches!(answer, Err(PdfError::Template { .. })), "{source}: {answer:?}");
    }
}

#[test]
fn one_renderer_serves_many_threads_at_once() {
    let renderer = Renderer::new().unwrap();
    let alone = renderer.render(LETTER, &data(), issued()).unwrap();
    std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..4).map(|_| scope.spawn(|| renderer.render(LETTER, &data(), issued()))).collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap().unwrap(), alone);
        }
    });
}
