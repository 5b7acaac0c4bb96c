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

/// All names of cells, as the file spells them. A name of one sheet only counts when the whole
/// workbook has none like it.
pub(super) fn read_names(package: &mut Package) -> Result<BTreeMap<String, Place>, FormFault> {
    let parts = read_parts(&package.text(LINKS)?)?;
    let book = read_book(&package.text(WORKBOOK)?)?;
    let mut names = BTreeMap::new();
    for defined in
        book.names.iter().filter(|one| !one.local).chain(book.names.iter().filter(|one| one.local))
    {
        let Some((sheet, (row, column))) = read_reference(&defined.refers_to) else { continue };
        let id = book.sheets.iter().find(|(name, _)| name.to_lowercase() == sheet.to_lowercase());
        let part = id.and_then(|(_, id)| parts.get(id));
        if let Some(part) = part {
            let place = Place { sheet, part: part.clone(), row, column };
            names.entry(defined.name.clone()).or_insert(place);
        }
    }
    Ok(names)
}

#[derive(Default)]
struct Book {
    /// Name and id of each sheet.
    sheets: Vec<(String, String)>,
    names: Vec<Defined>,
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
                        book.sheets.push((name, id));
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
                book.names.extend(open.take());
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
    for found in tag.attributes() {
        let found = found.map_err(broken)?;
        if found.key.local_name().as_ref() == name {
            let value = found.normalized_value(XmlVersion::Implicit1_0).map_err(broken)?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}
