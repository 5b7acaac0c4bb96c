//! CycloneDX as XML.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::{
    FileFault, Inventory,
    cyclonedx::{Component, inventory},
};

/// The most components that are open at once.
const DEEPEST: usize = 64;

/// All components of a document.
///
/// # Errors
/// [`FileFault::Unknown`] for other XML, [`FileFault::Broken`] for none.
pub(super) fn read(text: &str) -> Result<Inventory, FileFault> {
    // A document type could define entities; no list of components has one.
    if text.contains("<!DOCTYPE") {
        return Err(FileFault::Unknown);
    }
    let mut reader = Reader::from_str(text);
    let mut reading = Reading::default();
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Start(start) => reading.open(&start)?,
            Event::Empty(start) => {
                reading.open(&start)?;
                reading.close();
            }
            Event::End(_) => reading.close(),
            Event::Text(part) => reading.text.push_str(&part.xml10_content()),
            Event::CData(part) => reading.text.push_str(&part.xml10_content()),
            Event::GeneralRef(entity) => {
                let name = entity.xml10_content();
                let known = quick_xml::escape::resolve_predefined_entity(&name);
                reading.text.push_str(known.unwrap_or(" "));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if !reading.is_ours {
        return Err(FileFault::Unknown);
    }
    Ok(inventory(&reading.done))
}

#[derive(Default)]
struct Reading {
    is_ours: bool,
    /// Names of the elements that are open.
    path: Vec<String>,
    /// Components that are open, the innermost last, with the depth of their element.
    open: Vec<(usize, Component)>,
    done: Vec<Component>,
    text: String,
}

impl Reading {
    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), FileFault> {
        let name = start.local_name().as_ref().to_owned();
        if self.path.is_empty() {
            self.is_ours = name == "bom";
        }
        if self.open.len() >= DEEPEST {
            return Err(FileFault::Broken(name));
        }
        if name == "component" {
            let sort = start.try_get_attribute("type").ok().flatten();
            let sort = sort.map(|value| value.value.into_owned());
            let component = Component { sort: sort.unwrap_or_default(), ..Component::default() };
            self.open.push((self.path.len(), component));
        }
        self.path.push(name);
        self.text.clear();
        Ok(())
    }

    fn close(&mut self) {
        let Some(name) = self.path.pop() else { return };
        let text = std::mem::take(&mut self.text).trim().to_owned();
        let depth = self.path.len();
        let parent = self.path.last().cloned().unwrap_or_default();
        let Some((at, component)) = self.open.last_mut() else { return };
        if *at == depth {
            self.done.extend(self.open.pop().map(|(_, component)| component));
            return;
        }
        let slot = match (name.as_str(), depth - *at) {
            ("name", 1) => &mut component.name,
            ("group", 1) => &mut component.group,
            ("version", 1) => &mut component.version,
            ("purl", 1) => &mut component.purl,
            ("cpe", 1) => &mut component.cpe,
            ("publisher" | "author", 1) => &mut component.maker,
            ("name", 2) if parent == "supplier" => &mut component.maker,
            _ => return,
        };
        if slot.is_empty() {
            *slot = text;
        }
    }
}

fn broken(error: impl std::fmt::Display) -> FileFault {
    FileFault::Broken(error.to_string())
}
