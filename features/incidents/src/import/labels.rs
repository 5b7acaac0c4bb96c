//! Names and values of facts that stand under the names of a file, in the reader's words.
//!
//! A fact of a file that the sheet does not know has the key `import.<its path in the file>`, and
//! `#2`, `#3` … at the end where its text goes on.

use hikeshi_i18n::{Words, plain};

use super::{kind_of, kind_title};
use crate::content::FactSheet;

/// The beginning of all such keys.
const OWN: &str = "import.";
/// Items whose value is a number of persons or things.
const COUNTS: [&str; 8] = [
    "persons_max",
    "persons",
    "count",
    "card_holders",
    "cards",
    "members",
    "delivery_addresses",
    "records",
];
/// Parts of a path that have a plain name; all other parts stand as the file calls them.
const NAMED: [&str; 38] = [
    "file",
    "sha256",
    "id",
    "title",
    "kinds",
    "sources",
    "problems",
    "more",
    "organisation",
    "organization",
    "company",
    "kind",
    "industry",
    "staff",
    "name",
    "personal_data",
    "persons_max",
    "card_holders",
    "members",
    "delivery_addresses",
    "sensitive",
    "property_damage",
    "wrongful_purpose",
    "where",
    "items",
    "my_number",
    "known",
    "discovered",
    "detected",
    "what",
    "by",
    "to",
    "note",
    "precision",
    "until",
    "ended",
    "closed",
    "resolved",
];

/// The name of a fact: of the sheet, else made from the file's own name for it. Never the bare key.
#[must_use]
pub fn fact_name(words: &Words, sheet: &FactSheet, key: &str) -> String {
    if let Some(field) = sheet.field(key) {
        return plain(field.title.get(words.lang()));
    }
    let (key, piece) = match key.rsplit_once('#') {
        Some((whole, piece)) if piece.parse::<u32>().is_ok() => (whole, piece),
        _ => (key, ""),
    };
    let name = match sheet.field(key) {
        Some(field) => plain(field.title.get(words.lang())),
        None => own_name(words, key.strip_prefix(OWN).unwrap_or(key)),
    };
    match piece {
        "" => name,
        piece => words.ta("import-fact-piece", &[("name", &name), ("piece", &piece)]),
    }
}

/// Its value: yes, no and unknown in words, counts with separators, kinds by their names; all else
/// as written. The stored text is not changed.
#[must_use]
pub fn fact_value(words: &Words, sheet: &FactSheet, key: &str, value: &str) -> String {
    if let Some(field) = sheet.field(key) {
        let value =
            if COUNT_FIELDS.contains(&key) { counted(words, value) } else { value.to_owned() };
        return field.shown(&value, words.lang());
    }
    let Some(path) = key.strip_prefix(OWN) else { return value.to_owned() };
    match value {
        "true" | "yes" => words.t("import-value-yes"),
        "false" | "no" => words.t("import-value-no"),
        "unknown" => words.t("import-value-unknown"),
        value if path == "kinds" => kinds(words, sheet, value),
        value if COUNTS.contains(&path.rsplit('.').next().unwrap_or(path)) => counted(words, value),
        value => value.to_owned(),
    }
}

/// Fields of the sheet that hold a count.
const COUNT_FIELDS: [&str; 1] = ["persons_count"];

fn own_name(words: &Words, path: &str) -> String {
    if let Some(line) = path.strip_prefix("line ") {
        return words.t1("import-fact-line", "line", line);
    }
    let parts: Vec<(String, bool)> = path.split('.').map(|part| part_name(words, part)).collect();
    let known = parts.iter().all(|(_, known)| *known);
    let name = parts.into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    let name = name.join(&words.t("import-fact-between"));
    if known { name } else { words.t1("import-fact-own", "name", name) }
}

/// A part of a path, and whether we have a name for it: `members`, `places[2]`.
fn part_name(words: &Words, part: &str) -> (String, bool) {
    let (name, place) = match part.split_once('[') {
        Some((name, place)) => (name, place.trim_end_matches(']').parse::<usize>().ok()),
        None => (part, None),
    };
    let known = NAMED.contains(&name);
    let name = match known {
        true => words.t(&format!("import-name-{}", name.replace('_', "-"))),
        false => name.replace('_', " "),
    };
    match place {
        Some(place) => (format!("{name} {}", place + 1), known),
        None => (name, known),
    }
}

fn counted(words: &Words, value: &str) -> String {
    value.parse().map_or_else(|_| value.to_owned(), |count: i64| words.number(count))
}

fn kinds(words: &Words, sheet: &FactSheet, value: &str) -> String {
    let lines = value.lines().map(|written| {
        let kind = kind_of(written, sheet);
        let title = kind.as_deref().and_then(|kind| kind_title(kind, sheet, words.lang()));
        title.map_or_else(
            || written.to_owned(),
            |title| words.ta("import-value-kind", &[("title", &title), ("written", &written)]),
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use hikeshi_kernel::Lang;

    use super::*;
    use crate::content::content;

    fn words() -> Words {
        hikeshi_i18n::Catalogue::new(crate::WORDS).unwrap().words(Lang::En)
    }

    fn name(key: &str) -> String {
        fact_name(&words(), &content().unwrap().facts, key)
    }

    fn value(key: &str, value: &str) -> String {
        fact_value(&words(), &content().unwrap().facts, key, value)
    }

    #[test]
    fn no_fact_of_a_file_shows_its_bare_key() {
        assert_eq!(name("cause"), "Cause");
        assert_eq!(name("import.personal_data.members"), "Personal data: members");
        assert_eq!(name("import.sources#3"), "Sources (part 3)");
        assert_eq!(name("import.weather_there"), "From the file: weather there");
        assert_eq!(
            name("import.known.rooms[1].floor"),
            "From the file: When it was known: rooms 2: floor"
        );
        assert_eq!(name("import.line 12"), "Line 12 of the file");
    }

    #[test]
    fn every_named_part_has_words() {
        for part in NAMED {
            assert!(words().has(&format!("import-name-{}", part.replace('_', "-"))), "{part}");
        }
    }

    #[test]
    fn values_of_a_file_are_told_in_words_without_changing_what_is_stored() {
        assert_eq!(value("import.personal_data.sensitive", "true"), "Yes");
        assert_eq!(value("import.personal_data.members", "60350"), "60,350");
        assert_eq!(value("import.organisation.staff", "unknown"), "Not known");
        assert_eq!(
            value("import.kinds", "card-data-leak\nsupply-chain"),
            "Leak of card data (card-data-leak)\nsupply-chain"
        );
        assert_eq!(value("import.phone", "0312345678"), "0312345678");
        assert_eq!(value("event", "true"), "true");
    }
}
