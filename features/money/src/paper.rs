//! The money page as a paper.

use hikeshi_i18n::{Words, plain};
use hikeshi_incidents::documents::render;
use hikeshi_pdf::Template;
use hikeshi_web::Problem;
use jiff::Timestamp;
use serde::Serialize;

use crate::sections::Section;

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
    sections: Vec<Section>,
}

/// Sets the paper.
///
/// # Errors
/// A fault of the program.
pub(crate) async fn set_paper(
    words: &Words,
    company: &str,
    sections: Vec<Section>,
    now: Timestamp,
) -> Result<Vec<u8>, Problem> {
    let paper = Paper {
        lang: words.lang().html(),
        title: plain(&words.t("money-title")),
        company: company.to_owned(),
        made: plain(&words.t1("money-made", "when", words.date_time(now))),
        lead: plain(&words.t("money-lead")),
        page: plain(&words.t("money-page")),
        sections,
    };
    Ok(render(MONEY, &paper, now).await?.bytes)
}
