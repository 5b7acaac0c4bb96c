//! The call sheet: what to have ready before telephoning an outside desk, filled from the case.
//!
//! The seven facts follow the Tokyo guide (6-1). The data serves the page and the PDF alike.

use hikeshi_db::Tx;
use hikeshi_directory::company;
use hikeshi_i18n::Words;
use hikeshi_identity::CompanyScope;
use hikeshi_web::{Platform, Problem};

use super::{
    sheet_desk::{SheetDesk, sheet_desk},
    sheet_fill::Filler,
};
use crate::{content::content, model::incident};

/// Everything on the sheet, in the reader's language.
#[derive(Debug, Clone)]
pub struct CallSheet {
    /// The company's name.
    pub company: String,
    /// The incident's number and title.
    pub incident: (String, String),
    /// The desk to call, if one was chosen.
    pub desk: Option<SheetDesk>,
    /// The name of the person who calls; empty when a program made the sheet.
    pub spokesperson: String,
    /// The number under which the company can be called back; may be empty.
    pub call_back: String,
    /// The seven facts, numbered.
    pub lines: Vec<SheetLine>,
    /// What else desks ask for, such as what was done already.
    pub more: Vec<SheetLine>,
    /// When the sheet was made, in words.
    pub made_at: String,
}

/// One line of the sheet: a fact to have ready, and room to write where the case knows nothing.
#[derive(Debug, Clone)]
pub struct SheetLine {
    /// Its number; `None` below the seven.
    pub number: Option<u8>,
    /// Its name.
    pub title: String,
    /// What the case knows; empty when nothing is known: then there is room to write.
    pub values: Vec<SheetValue>,
}

/// What the case knows.
#[derive(Debug, Clone)]
pub struct SheetValue {
    /// The name of the fact; may be empty.
    pub label: String,
    /// Its value.
    pub text: String,
    /// Whether it is only suspected.
    pub suspected: bool,
}

/// The sheet of an incident for a desk (`DK-01`, `insurer` …) or for no desk in particular.
///
/// # Errors
/// Not found: no such desk; a problem of the database.
pub async fn call_sheet_data(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    desk: Option<&str>,
    words: &Words,
) -> Result<CallSheet, Problem> {
    let content = content()?;
    let row = company(tx, scope).await?;
    let filler = Filler::read(tx, scope, content, incident, words).await?;
    let lines = content.facts.call_sheet.iter().map(|line| filler.line(line));
    let more = content.facts.call_sheet_more.iter().map(|line| filler.more(line));
    Ok(CallSheet {
        company: row.name,
        incident: (incident.number.clone(), incident.title.clone()),
        desk: match desk {
            Some(id) => Some(sheet_desk(tx, scope, content, words, id).await?),
            None => None,
        },
        spokesperson: scope.actor_name().to_owned(),
        call_back: row.phone,
        lines: lines.collect(),
        more: more.collect(),
        made_at: words.date_time(platform.clock.now()),
    })
}
