//! Everything of a file that is no event, as facts.

use hikeshi_casefile::{CaseFile, Extra};
use hikeshi_i18n::Words;
use hikeshi_kernel::Moment;

use super::{
    drafts::{FactDraft, FactDrafts},
    kinds::KINDS_KEY,
    problems::{ImportProblem, PROBLEMS_KEY},
    read::ReadFile,
};
use crate::{case::Certainty, content::FactSheet};

/// The key of the fact that holds the hash of the file.
pub(crate) const HASH_KEY: &str = "import.sha256";

/// The facts of a file; what fits the fact sheet stands there, all else under `import.<path>`.
pub(crate) fn facts(
    words: &Words,
    sheet: &FactSheet,
    file: &ReadFile,
    kinds: &[String],
    problems: &[ImportProblem],
) -> Vec<FactDraft> {
    let mut writing = Writing { words, sheet, file, facts: FactDrafts::default() };
    writing.about_the_file(problems);
    writing.chosen(KINDS_KEY, kinds, None);
    writing.organisation(&file.case);
    for extra in &file.case.personal_data {
        writing.personal_data(extra);
    }
    writing.leak(&file.case);
    for extra in &file.case.extra {
        let path = without_index(&extra.path);
        writing.sheet_or_own(path, path, extra);
    }
    writing.facts.finish()
}

struct Writing<'a> {
    words: &'a Words,
    sheet: &'a FactSheet,
    file: &'a ReadFile,
    facts: FactDrafts,
}

impl Writing<'_> {
    fn about_the_file(&mut self, problems: &[ImportProblem]) {
        let file = self.file;
        self.confirmed("import.file", &file.name);
        self.confirmed(HASH_KEY, &file.sha256);
        if let Some(id) = &file.case.id {
            self.confirmed("import.id", id);
        }
        for kind in &file.case.kinds {
            self.suspected("import.kinds", kind, None);
        }
        for source in &file.case.sources {
            self.suspected("import.sources", source, None);
        }
        if let Some(title) = &file.case.title {
            self.suspected("import.title", title, None);
        }
        self.known(&file.case);
        for problem in problems {
            self.confirmed(PROBLEMS_KEY, &problem.text);
        }
    }

    /// The moment in plain words; as written it stands in the source.
    fn known(&mut self, case: &CaseFile) {
        let written = &case.known_text;
        if written.is_empty() {
            return;
        }
        let (place, value) = match case.known {
            Moment::Unknown => (self.place(None), written.clone()),
            known => {
                let values: [(&str, &dyn std::fmt::Display); 2] =
                    [("place", &self.place(None)), ("time", written)];
                (self.words.ta("import-source-time", &values), self.words.moment(&known))
            }
        };
        let unknown = case.known == Moment::Unknown && written == "unknown";
        let certainty = if unknown { Certainty::Unknown } else { Certainty::Suspected };
        self.facts.add("discovered_at", &value, certainty, &place, "\n");
    }

    fn organisation(&mut self, case: &CaseFile) {
        let organisation = &case.organisation;
        let parts = [
            ("organisation", &organisation.name),
            ("import.organisation.kind", &organisation.kind),
            ("import.organisation.industry", &organisation.industry),
            ("import.organisation.staff", &organisation.staff),
        ];
        for (key, value) in parts {
            if let Some(value) = value {
                self.suspected(key, value, None);
            }
        }
    }

    /// Names for the same thing go to the sheet; what must be interpreted is kept as written too.
    fn personal_data(&mut self, extra: &Extra) {
        let path = without_index(&extra.path);
        let own = format!("personal_data.{path}");
        match path {
            "items" => self.listed("data_items", extra),
            "persons_count" | "persons" | "count" => {
                self.sheet_or_own("persons_count", &own, extra)
            }
            "where" => self.sheet_or_own("affected_assets", &own, extra),
            _ => {
                self.own(&own, extra);
                let yes_no = match extra.text.as_str() {
                    "true" | "yes" => Some("included"),
                    "false" | "no" => Some("none"),
                    _ => None,
                };
                match (path, yes_no) {
                    ("persons_max", _) if !self.facts.has("persons_count") => {
                        self.suspected("persons_count", &extra.text, Some(extra.line));
                    }
                    ("sensitive", Some(id)) => {
                        self.chosen("sensitive_data", &[id.to_owned()], Some(extra.line));
                    }
                    ("my_number", Some(id)) => {
                        self.chosen("my_number", &[id.to_owned()], Some(extra.line));
                    }
                    _ => {}
                }
            }
        }
    }

    /// A file that tells of personal data or names a leak: possibly leaked, until a person says.
    fn leak(&mut self, case: &CaseFile) {
        let named = case.kinds.iter().any(|kind| kind.contains("personal-data"));
        if (named || !case.personal_data.is_empty()) && !self.facts.has("personal_data") {
            self.chosen("personal_data", &["possible".to_owned()], None);
        }
    }

    fn listed(&mut self, key: &str, extra: &Extra) {
        let source = self.place(Some(extra.line));
        let between = self.words.t("import-list-separator");
        self.facts.add(key, &extra.text, Certainty::Suspected, &source, &between);
    }

    /// Under `key` if the sheet takes it there, else under the file's own name.
    fn sheet_or_own(&mut self, key: &str, own: &str, extra: &Extra) {
        if self.sheet.field(key).is_some() && !self.facts.has(key) {
            self.suspected(key, &extra.text, Some(extra.line));
        } else {
            self.own(own, extra);
        }
    }

    /// Choices of the sheet in its own words, once.
    fn chosen(&mut self, key: &str, ids: &[String], line: Option<usize>) {
        let value = self.sheet.field(key).map(|field| field.joined(ids, "")).unwrap_or_default();
        if !value.is_empty() && !self.facts.has(key) {
            self.suspected(key, &value, line);
        }
    }

    fn own(&mut self, path: &str, extra: &Extra) {
        self.suspected(&format!("import.{path}"), &extra.text, Some(extra.line));
    }

    fn suspected(&mut self, key: &str, value: &str, line: Option<usize>) {
        let source = self.place(line);
        let unknown = ["unknown", ""].contains(&value);
        let certainty = if unknown { Certainty::Unknown } else { Certainty::Suspected };
        self.facts.add(key, value, certainty, &source, "\n");
    }

    fn confirmed(&mut self, key: &str, value: &str) {
        let source = self.place(None);
        self.facts.add(key, value, Certainty::Confirmed, &source, "\n");
    }

    fn place(&self, line: Option<usize>) -> String {
        match line {
            Some(line) => format!("{}:{line}", self.file.name),
            None => self.file.name.clone(),
        }
    }
}

/// `items[2]` is one of the `items`; lists of anything else keep their places.
fn without_index(path: &str) -> &str {
    match path.rsplit_once('[') {
        Some((name, rest)) if rest.ends_with(']') && !name.contains(['[', '.']) => name,
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_of_a_plain_list_are_one_fact() {
        assert_eq!(without_index("items[12]"), "items");
        assert_eq!(without_index("a[0].b[1]"), "a[0].b[1]");
        assert_eq!(without_index("line 12"), "line 12");
    }
}
