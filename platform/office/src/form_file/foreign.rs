//! What a form must not bring along: programs, and what reaches for other files.

use quick_xml::{Reader, events::Event};

use super::{FormFault, names::attribute, package::broken};

/// What programs name among their parts and types; sheets of the old macro language too.
const PROGRAMS: [&str; 6] =
    ["macroenabled", "vbaproject", "ms-office.activex", "activex/", "macrosheet", "dialogsheet"];
/// What other files, data from elsewhere and objects of other programs name there.
const LINKED: [&str; 5] =
    ["externallink", "embeddings/", "oleobject", "xl/connections", "spreadsheetml.connections"];
/// Types of relations that embed a file or fetch data.
const RELATIONS: [&str; 3] = ["relationships/package", "relationships/connections", "querytable"];

/// Refuses a part by its name or its type.
///
/// # Errors
/// [`FormFault::Macros`] or [`FormFault::Linked`].
pub(super) fn refuse(name: &str) -> Result<(), FormFault> {
    let name = name.to_lowercase();
    let names = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if names(&PROGRAMS) {
        return Err(FormFault::Macros);
    }
    if names(&LINKED) { Err(FormFault::Linked) } else { Ok(()) }
}

/// Refuses by the types that a list of parts or of relations gives. Addresses that people may open
/// (`Target`) are not looked at.
///
/// # Errors
/// [`FormFault::Macros`], [`FormFault::Linked`], or a damaged list.
pub(super) fn refuse_types(xml: &str) -> Result<(), FormFault> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Eof => return Ok(()),
            Event::Start(tag) | Event::Empty(tag) => {
                let is_relation = tag.local_name().as_ref() == "Relationship";
                for name in ["ContentType", "Type"] {
                    let Some(kind) = attribute(&tag, name)? else { continue };
                    refuse(&kind)?;
                    let kind = kind.to_lowercase();
                    if is_relation && RELATIONS.iter().any(|word| kind.ends_with(word)) {
                        return Err(FormFault::Linked);
                    }
                }
            }
            _ => {}
        }
    }
}
