//! Files of answers and official workbooks as they come in.

mod official;
mod workbook;

use hikeshi_office::{IncomingFault, SheetLimits};
use hikeshi_posture_engine::{
    Answers, Catalogue, MAX_ANSWERS_BYTES, ReadProblem, read_answers, site_key,
};
use hikeshi_web::Problem;

pub(crate) use official::take_official;

use crate::{assessment::MAX_SITES, content::answer_words};

/// How much of a workbook is read: a sheet for each site, and some that explain.
const LIMITS: SheetLimits = SheetLimits { sheets: MAX_SITES + 50, rows: 20_000, columns: 200 };
/// The largest file, in bytes.
pub(crate) const MAX_BYTES: usize = MAX_ANSWERS_BYTES;

/// What a file of answers holds.
#[derive(Debug)]
pub(crate) enum Taken {
    /// Answers to be given.
    Answers(Found),
    /// What cannot be read: nothing is taken then.
    Faults(Vec<Fault>),
    /// A workbook that cannot be read.
    Broken(IncomingFault),
}

/// Answers under the names of the assessment's sites.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The answers.
    pub(crate) answers: Answers,
    /// How many cells held a formula whose stored value was taken.
    pub(crate) formulas: usize,
    /// Sheets that were not read, because they are hidden or hold no answers.
    pub(crate) skipped: Vec<String>,
}

/// Something that is wrong, on a sheet; a table as text has no name of a sheet.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    pub(crate) sheet: String,
    pub(crate) what: FaultKind,
}

/// What is wrong.
#[derive(Debug, Clone)]
pub(crate) enum FaultKind {
    /// A line that cannot be read.
    Line(ReadProblem),
    /// A site that the assessment does not have.
    Site(String),
    /// No column names the site, and the name of the sheet is no site.
    Unplaced,
    /// Another sheet answers the same item for the same site.
    Between {
        /// The item.
        item: String,
        /// The sheet that was read before.
        other: String,
    },
}

/// Reads answers to these sites out of a workbook or a table as text; nothing in it is computed. Of a
/// workbook every sheet counts that can be seen and holds a table of answers.
pub(crate) fn take_answers(
    catalogue: &Catalogue,
    sites: &[String],
    bytes: &[u8],
) -> Result<Taken, Problem> {
    if bytes.starts_with(b"PK") {
        return workbook::take(catalogue, sites, bytes);
    }
    let read = read_answers(catalogue, answer_words()?, bytes);
    let placed = read.map_err(|lines| lines.into_iter().map(FaultKind::Line).collect::<Vec<_>>());
    let placed = placed.and_then(|answers| place(sites, answers));
    Ok(match placed {
        Ok(answers) => Taken::Answers(Found { answers, ..Found::default() }),
        Err(faults) => {
            let fault = |what| Fault { sheet: String::new(), what };
            Taken::Faults(faults.into_iter().map(fault).collect())
        }
    })
}

/// The answers under the assessment's own names of the sites.
fn place(sites: &[String], mut answers: Answers) -> Result<Answers, Vec<FaultKind>> {
    let mut faults = Vec::new();
    for sheet in &mut answers.sheets {
        match own_site(sites, &sheet.site) {
            Some(own) => own.clone_into(&mut sheet.site),
            None => faults.push(FaultKind::Site(sheet.site.clone())),
        }
    }
    if faults.is_empty() { Ok(answers) } else { Err(faults) }
}

/// The site that a name means, in whatever width it is written.
fn own_site<'a>(sites: &'a [String], name: &str) -> Option<&'a str> {
    let key = site_key(name);
    let same = |site: &&String| site_key(site) == key;
    let exact = sites.iter().find(|site| *site == name);
    exact.or_else(|| sites.iter().find(same)).map(String::as_str)
}
