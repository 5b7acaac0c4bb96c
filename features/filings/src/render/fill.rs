//! A paper written into the cells of an official file.

use std::collections::BTreeMap;

use hikeshi_i18n::Words;
use hikeshi_identity::CompanyScope;
use hikeshi_office::{FillFault, FormFault, FormFile};
use hikeshi_web::{Platform, Problem};

use super::{Form, Paper, PaperItem, Rendered, file_name};
use crate::official::{LEFT_OUT, OfficialFile, open_form};

/// An item of the paper for which the file has no cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingCell {
    /// The item's title.
    pub item: String,
    /// The name that was chosen for it, or the one that would be taken by itself.
    pub name: String,
    /// Whether somebody had chosen that name, and the file lost it.
    pub gone: bool,
}

/// Why the file was not filled.
#[derive(Debug)]
pub enum FillProblem {
    /// Items without a cell.
    Missing(Vec<MissingCell>),
    /// Cells that hold a formula, by name.
    Formula(Vec<String>),
    /// Cells whose text would be too long, by name.
    TooLong(Vec<String>),
    /// The file cannot be used.
    Form(FormFault),
    /// Our fault.
    Problem(Problem),
}

impl FillProblem {
    /// What to do about it, one line each; empty for what is our fault.
    #[must_use]
    pub fn say(&self, words: &Words) -> Vec<String> {
        let names = |names: &[String]| names.join(&words.t("render-between"));
        match self {
            Self::Missing(cells) => cells.iter().map(|cell| cell.say(words)).collect(),
            Self::Formula(cells) => {
                vec![words.t1("render-official-formula", "names", names(cells))]
            }
            Self::TooLong(cells) => {
                vec![words.t1("render-official-too-long", "names", names(cells))]
            }
            Self::Form(fault) => vec![say_fault(fault, words)],
            Self::Problem(_) => Vec::new(),
        }
    }

    /// As the answer to a request.
    #[must_use]
    pub fn into_problem(self, words: &Words) -> Problem {
        match self {
            Self::Problem(problem) => problem,
            other => Problem::invalid(other.say(words).join("\n")),
        }
    }
}

impl MissingCell {
    fn say(&self, words: &Words) -> String {
        let key = if self.gone { "render-official-cell-gone" } else { "render-official-cell" };
        words.ta(key, &[("item", &self.item), ("name", &self.name)])
    }
}

/// What is wrong with a file, in words.
#[must_use]
pub fn say_fault(fault: &FormFault, words: &Words) -> String {
    words.t(match fault {
        FormFault::TooLarge => "render-official-fault-too-large",
        FormFault::Bomb => "render-official-fault-bomb",
        FormFault::Macros => "render-official-fault-macros",
        FormFault::Linked => "render-official-fault-linked",
        FormFault::TooMany => "render-official-fault-too-many",
        FormFault::OldOrProtected => "render-official-fault-old",
        FormFault::Broken(_) => "render-official-fault-broken",
    })
}

/// The official file with the paper's texts in its cells; all other cells stay as they are. A cell
/// whose item says nothing keeps what the file has there. Nothing is filled in part.
///
/// # Errors
/// [`FillProblem`]; every item that has no cell is named.
pub async fn fill(
    platform: &Platform,
    official: OfficialFile,
    paper: &Paper,
) -> Result<Vec<u8>, FillProblem> {
    let words = platform.words(paper.lang);
    let paper = paper.clone();
    let filled = tokio::task::spawn_blocking(move || fill_now(official, &paper, &words)).await;
    filled.map_err(|broken| FillProblem::Problem(broken.into()))?
}

fn fill_now(official: OfficialFile, paper: &Paper, words: &Words) -> Result<Vec<u8>, FillProblem> {
    let file = FormFile::open(official.bytes).map_err(FillProblem::Form)?;
    let (mut texts, mut missing) = (Vec::new(), Vec::new());
    for item in &paper.items {
        match place_of(item, &official.cells, &file) {
            Ok(Some(name)) => texts.push((name, whole(item, paper, words))),
            Ok(None) => {}
            Err(cell) => missing.push(cell),
        }
    }
    if !missing.is_empty() {
        return Err(FillProblem::Missing(missing));
    }
    texts.retain(|(_, text)| !text.is_empty());
    file.fill(&texts).map_err(|fault| match fault {
        FillFault::Formula(names) => FillProblem::Formula(names),
        FillFault::TooLong(names) => FillProblem::TooLong(names),
        FillFault::Form(fault) => FillProblem::Form(fault),
        fault @ FillFault::NoSuchName(_) => FillProblem::Problem(fault.into()),
    })
}

/// The text; in a draft with what is not filled in.
fn whole(item: &PaperItem, paper: &Paper, words: &Words) -> String {
    let text = item.text.trim_end().to_owned();
    if !paper.draft || item.missing.is_empty() {
        return text;
    }
    let facts = item.missing.join(&words.t("render-between"));
    let gap = words.t1("render-missing", "facts", facts);
    if text.is_empty() { gap } else { format!("{text}\n{gap}") }
}

/// The name of the item's cell; `None` for an item that the form leaves out.
fn place_of(
    item: &PaperItem,
    cells: &BTreeMap<String, String>,
    file: &FormFile,
) -> Result<Option<String>, MissingCell> {
    let missing = |name: String, gone| MissingCell { item: item.title.clone(), name, gone };
    match cells.get(&item.id).map(String::as_str) {
        Some(LEFT_OUT) => Ok(None),
        Some(chosen) => match file.find_name(chosen) {
            Some(name) => Ok(Some(name.to_owned())),
            None => Err(missing(chosen.to_owned(), true)),
        },
        None => match cell_for(&item.id, &item.number, |name| file.find_name(name).is_some()) {
            Some(name) => Ok(Some(name)),
            None => Err(missing(name_of(&item.id), false)),
        },
    }
}

/// The name that a cell for an item has by agreement, `hikeshi_item_` with the item's id or number, if
/// the file `has` one of them.
#[must_use]
pub fn cell_for(id: &str, number: &str, has: impl Fn(&str) -> bool) -> Option<String> {
    let numbered = (!number.is_empty()).then(|| name_of(number));
    std::iter::once(name_of(id)).chain(numbered).find(|name| has(name))
}

/// `hikeshi_item_data_items` for `data-items`.
#[must_use]
pub fn name_of(id: &str) -> String {
    let id: String = id.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    format!("hikeshi_item_{id}")
}

/// The paper in the official file that its company keeps for the kind, ready to be handed out.
///
/// # Errors
/// Invalid, with every line of [`FillProblem::say`], or where no file is kept; a problem of the
/// database or the disk.
pub async fn fill_kept(
    platform: &Platform,
    scope: &CompanyScope,
    paper: &Paper,
) -> Result<Rendered, Problem> {
    let words = platform.words(paper.lang);
    let Some(official) = open_form(platform, scope, &paper.kind).await? else {
        return Err(Problem::invalid(words.t("render-official-lacking")));
    };
    let filled = fill(platform, official, paper).await;
    let bytes = filled.map_err(|problem| problem.into_problem(&words))?;
    Ok(handed_out(paper, bytes))
}

/// As [`fill_kept`], where a file is kept that has a cell for every item; else nothing.
///
/// # Errors
/// A problem of the database or the disk.
pub async fn fill_if_ready(
    platform: &Platform,
    scope: &CompanyScope,
    paper: &Paper,
) -> Result<Option<Rendered>, Problem> {
    let Some(official) = open_form(platform, scope, &paper.kind).await? else { return Ok(None) };
    match fill(platform, official, paper).await {
        Ok(bytes) => Ok(Some(handed_out(paper, bytes))),
        Err(FillProblem::Problem(problem)) => Err(problem),
        Err(_) => Ok(None),
    }
}

fn handed_out(paper: &Paper, bytes: Vec<u8>) -> Rendered {
    let (ending, mime) = Form::Xlsx.file_type();
    let file_name = file_name::of(paper, &format!("official.{ending}"));
    Rendered { bytes, file_name, mime }
}
