//! The money page as a paper.

use hikeshi_i18n::{Words, plain};
use hikeshi_incidents::documents::render;
use hikeshi_pdf::Template;
use hikeshi_web::Problem;
use jiff::Timestamp;
use serde::Serialize;

use crate::sections::{Section, Told};

const MONEY: Template = Template::new("money", include_str!("../documents/money.typ"));

/// What the template takes.
#[derive(Serialize)]
struct Paper {
    lang: &'static str,
    title: String,
    company: String,
    made: String,
    lead: String,
    page: String,
    /// What stands first, a sentence each.
    answer: Vec<String>,
    sections: Vec<Section>,
}

/// Sets the paper.
///
/// # Errors
/// A fault of the program.
pub(crate) async fn set_paper(
    words: &Words,
    company: &str,
    told: Told,
    now: Timestamp,
) -> Result<Vec<u8>, Problem> {
    let answer = told.answer.map(|answer| {
        let next: Vec<String> = answer.next.into_iter().map(|(_, words)| words).collect();
        let next = next.join(&plain(&words.t("money-or")));
        let next = words.t1("money-next", "what", next);
        answer.lines.into_iter().chain([next]).collect()
    });
    let paper = Paper {
        lang: words.lang().html(),
        title: plain(&words.t("money-title")),
        company: company.to_owned(),
        made: plain(&words.t1("money-made", "when", words.date_time(now))),
        lead: plain(&words.t("money-lead")),
        page: plain(&words.t("money-page")),
        answer: answer.unwrap_or_else(|| vec![plain(&words.t("money-later"))]),
        sections: told.sections,
    };
    Ok(render(MONEY, &paper, now).await?.bytes)
}
