//! As PDF.

use std::collections::BTreeMap;

use hikeshi_i18n::Words;
use hikeshi_incidents::documents::render;
use hikeshi_pdf::Template;
use hikeshi_web::Problem;
use jiff::Timestamp;
use serde::Serialize;

use super::{ActionData, Pack};

/// Takes a [`Paper`] of [`ActionData`].
const ACTION: Template =
    Template::new("declaration", include_str!("../../documents/declaration.typ"));
/// Takes a [`Paper`] of [`Pack`].
const PACK: Template = Template::new("scs-3-pack", include_str!("../../documents/scs3.typ"));

/// Fixed words of the templates.
const WORDS: [&str; 27] = [
    "starpaper-page",
    "starpaper-own",
    "starpaper-to-check",
    "starpaper-blank",
    "starpaper-declaration",
    "starpaper-declaration-what",
    "starpaper-site",
    "starpaper-enter",
    "starpaper-enter-what",
    "starpaper-steps",
    "starpaper-number",
    "starpaper-missing",
    "starpaper-note",
    "starpaper-pack",
    "starpaper-scope",
    "starpaper-unmet",
    "starpaper-unmet-none",
    "starpaper-answers",
    "starpaper-criterion",
    "starpaper-answer",
    "starpaper-evidence",
    "starpaper-evidence-none",
    "starpaper-evidence-what",
    "starpaper-age",
    "starpaper-expert",
    "starpaper-oath",
    "starpaper-sources",
];

/// What a template gets.
#[derive(Debug, Serialize)]
struct Paper<'a, T> {
    lang: &'static str,
    words: BTreeMap<String, String>,
    day: String,
    /// How many of how many criteria are met; empty on other papers.
    met: String,
    data: &'a T,
}

/// The data of a declaration. Never call it while a transaction is open.
///
/// # Errors
/// More than a file can hold.
pub async fn action_pdf(
    words: &Words,
    data: &ActionData,
    at: Timestamp,
) -> Result<Vec<u8>, Problem> {
    Ok(render(ACTION, &paper(words, data, (at, String::new())), at).await?.bytes)
}

/// The pack of three stars. Never call it while a transaction is open.
///
/// # Errors
/// More than a file can hold.
pub async fn pack_pdf(words: &Words, data: &Pack, at: Timestamp) -> Result<Vec<u8>, Problem> {
    let met = words.ta("starpaper-met", &[("met", &data.met), ("of", &data.of)]);
    Ok(render(PACK, &paper(words, data, (at, met)), at).await?.bytes)
}

fn paper<'a, T>(words: &Words, data: &'a T, (at, met): (Timestamp, String)) -> Paper<'a, T> {
    Paper {
        lang: words.lang().html(),
        words: WORDS.map(|key| (key.to_owned(), words.t(key))).into(),
        day: words.t1("starpaper-made", "at", words.date_time(at)),
        met,
        data,
    }
}
