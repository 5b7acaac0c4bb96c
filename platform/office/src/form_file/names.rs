//! The names that a workbook defines for its cells.

use std::collections::BTreeMap;

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

use super::{
    FormFault,
    package::{Package, broken},
    place::{Place, read_reference},
};

const WORKBOOK: &str = "xl/workbook.xml";
const LINKS: &str = "xl/_rels/workbook.xml.rels";
/// The most sheets of a form.
pub const MOST_SHEETS: usize = 500;
/// The most names of a form, those that stand for no cell too.
pub const MOST_NAMES: usize = 10_000;
/// The longest name that the format has, in characters.
const LONGEST_NAME: usize = 255;
/// The longest text that points to a cell: two long names of sheets and their quotes fit.
const LONGEST_REFERENCE: usize = 1024;

/// A name with the cell that it stands for.
#[derive(Debug)]
pub(super) struct Named {
    /// As the file spells it.
    pub name: String,
    pub place: Place,
}

/// All names of cells, by the name in small letters. A name of one sheet only counts when the whole
/// workbook has none like it.
pub(super) fn read_names(package: &mut Package) -> Result<BTreeMap<String, Named>, FormFault> {
    let parts = read_parts(&package.text(LINKS)?)?;
    let book = read_book(&package.text(WORKBOOK)?)?;
    for id in book.sheets.values() {
        let part = parts.get(id).ok_or_else(|| broken("a sheet without a part"))?;
        if !package.has(part) {
            return Err(broken("a sheet is missing"));
        }
    }
    let (local, whole): (Vec<_>, Vec<_>) = book.names.into_iter().partition(|one| one.local);
    let mut names = BTreeMap::new();
    for Defined { name, refers_to, .. } in whole.into_iter().chain(local) {
        let Some((sheet, (row, column))) = read_reference(&refers_to) else { continue };
        let id = book.sheets.get(&sheet.to_lowercase());
        if let Some(part) = id.and_then(|id| parts.get(id)) {
            let place = Place { sheet, part: part.clone(), row, column };
            names.entry(name.to_lowercase()).or_insert(Named { name, place });
        }
    }
    Ok(names)
}

#[derive(Default)]
struct Book {
    /// The id of each sheet, by its name in small letters.
    sheets: BTreeMap<String, String>,
    names: Vec<Defined>,
}

impl Book {
    fn add_sheet(&mut self, name: &str, id: String) -> Result<(), FormFault> {
        self.sheets.entry(name.to_lowercase()).or_insert(id);
        bounded(self.sheets.len(), MOST_SHEETS)
    }

    fn add_name(&mut self, defined: Option<Defined>) -> Result<(), FormFault> {
        let fits = |one: &Defined| {
            one.refers_to.len() <= LONGEST_REFERENCE
                && one.name.chars().take(LONGEST_NAME + 1).count() <= LONGEST_NAME
        };
        self.names.extend(defined.filter(fits));
        bounded(self.names.len(), MOST_NAMES)
    }
}

fn bounded(count: usize, most: usize) -> Result<(), FormFault> {
    if count > most { Err(FormFault::TooMany) } else { Ok(()) }
}

struct Defined {
    name: String,
    refers_to: String,
    /// Belongs to one sheet only.
    local: bool,
}

fn read_book(xml: &str) -> Result<Book, FormFault> {
    let mut book = Book::default();
    let mut reader = Reader::from_str(xml);
    let mut open: Option<Defined> = None;
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Eof => return Ok(book),
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "sheet" => {
                    let pair = (attribute(&tag, "name")?, attribute(&tag, "id")?);
                    if let (Some(name), Some(id)) = pair {
                        book.add_sheet(&name, id)?;
                    }
                }
                "definedName" => {
                    let name = attribute(&tag, "name")?.filter(|name| !name.starts_with("_xlnm"));
                    let local = attribute(&tag, "localSheetId")?.is_some();
                    open = name.map(|name| Defined { name, refers_to: String::new(), local });
                }
                _ => {}
            },
            Event::Text(text) => add(&mut open, &text.xml10_content()),
            Event::CData(text) => add(&mut open, &text.xml10_content()),
            Event::GeneralRef(entity) => {
                let sign = match entity.resolve_char_ref().map_err(broken)? {
                    Some(sign) => Some(sign.to_string()),
                    None => quick_xml::escape::resolve_predefined_entity(&entity.xml10_content())
                        .map(str::to_owned),
                };
                add(&mut open, &sign.ok_or_else(|| broken("an unknown entity"))?);
            }
            Event::End(tag) if tag.local_name().as_ref() == "definedName" => {
                book.add_name(open.take())?;
            }
            _ => {}
        }
    }
}

fn add(open: &mut Option<Defined>, text: &str) {
    if let Some(defined) = open {
        defined.refers_to.push_str(text);
    }
}

/// Which part each id of the workbook stands for.
fn read_parts(xml: &str) -> Result<BTreeMap<String, String>, FormFault> {
    let mut parts = BTreeMap::new();
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Eof => return Ok(parts),
            Event::Start(tag) | Event::Empty(tag)
                if tag.local_name().as_ref() == "Relationship" =>
            {
                let pair = (attribute(&tag, "Id")?, attribute(&tag, "Target")?);
                if let (Some(id), Some(target)) = pair {
                    let part = match target.strip_prefix('/') {
                        Some(whole) => whole.to_owned(),
                        None => format!("xl/{}", target.trim_start_matches("./")),
                    };
                    parts.insert(id, part);
                }
            }
            _ => {}
        }
    }
}

/// An attribute by its name without prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, FormFault> {
    // Whether a name stands there twice is not asked: the question costs the square of their number.
    for found in tag.attributes().with_checks(false) {
        let found = found.map_err(broken)?;
        if found.key.local_name().as_ref() == name {
            let value = found.normalized_value(XmlVersion::Implicit1_0).map_err(broken)?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}
