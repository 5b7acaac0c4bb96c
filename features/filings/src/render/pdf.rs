//! A paper as PDF.

use hikeshi_i18n::Words;
use hikeshi_incidents::documents::{SettingError, render};
use hikeshi_pdf::{Pdf, Template};
use hikeshi_web::Problem;
use jiff::Timestamp;

use super::Printed;

/// What the templates share.
const PAPER: &[(&str, &str)] = &[("/paper.typ", include_str!("../../documents/paper.typ"))];
/// Items as a table or as chapters.
const FILING: Template =
    Template::new("filing", include_str!("../../documents/filing.typ")).with(PAPER);
/// A letter to a person.
const LETTER: Template =
    Template::new("letter", include_str!("../../documents/single-letter.typ")).with(PAPER);

/// Sets the paper; characters that no font on board has are named on it.
pub(super) async fn set(
    printed: Printed,
    words: &Words,
    issued: Timestamp,
) -> Result<Vec<u8>, Problem> {
    let pdf = match once(&printed, issued).await {
        Ok(pdf) if pdf.missing_glyphs.is_empty() => Ok(pdf),
        Ok(pdf) => once(&naming(printed, &pdf, words), issued).await,
        Err(error) => Err(error),
    };
    match pdf {
        Ok(pdf) => Ok(pdf.bytes),
        Err(error) if error.is_too_much() => Err(Problem::invalid(words.t("render-too-much"))),
        Err(error) => Err(error.into()),
    }
}

async fn once(printed: &Printed, issued: Timestamp) -> Result<Pdf, SettingError> {
    render(if printed.letter { LETTER } else { FILING }, printed, issued).await
}

fn naming(printed: Printed, pdf: &Pdf, words: &Words) -> Printed {
    let named: Vec<String> =
        pdf.missing_glyphs.iter().take(12).map(|c| format!("U+{:04X}", u32::from(*c))).collect();
    let glyphs = words.t1("render-glyphs", "characters", named.join(" "));
    let source = [printed.source.as_str(), &glyphs].join("\n").trim().to_owned();
    Printed { source, ..printed }
}
