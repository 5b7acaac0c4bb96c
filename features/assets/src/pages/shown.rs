//! Parts of pages: a row of a list, what is said about support and ends.

use hikeshi_i18n::Words;
use hikeshi_inventory::{Finding, Standing};
use hikeshi_kernel::Confidence;
use hikeshi_web::Problem;
use jiff::civil::Date;

use crate::{ledger::number_text, model::asset};

/// Tone, icon and word of how something stands.
pub(super) struct Mark {
    /// What it is about: `support`, `end`, `exposed`.
    pub(super) about: String,
    pub(super) tone: &'static str,
    pub(super) icon: &'static str,
    pub(super) word: String,
}

/// How support or a contract stands, for a tag.
pub(super) fn mark(words: &Words, prefix: &str, standing: Standing) -> Mark {
    let (tone, icon) = match standing {
        Standing::Past => ("danger", "stop"),
        Standing::Soon => ("caution", "warn"),
        Standing::Look => ("wait", "help"),
        Standing::Fine => ("done", "done"),
    };
    let word = words.t(&format!("assets-{prefix}-{}", standing.name()));
    Mark { about: prefix.to_owned(), tone, icon, word }
}

/// A row of a list.
pub(super) struct Row {
    pub(super) href: String,
    pub(super) number: String,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) model: String,
    pub(super) person: String,
    pub(super) department: String,
    pub(super) retired: bool,
    /// What is to be worried about.
    pub(super) marks: Vec<Mark>,
    pub(super) support_on: String,
    pub(super) ends_on: String,
}

impl Row {
    /// The mark that says why the row stands in a section of warnings.
    pub(super) fn mark_in(&self, section: &str) -> Option<&Mark> {
        let about = match section {
            "ends" => "end",
            "exposed" => "exposed",
            _ => "support",
        };
        self.marks.iter().find(|mark| mark.about == about)
    }

    pub(super) fn of(words: &Words, row: &asset::Model, home: &str, today: Date) -> Self {
        let day = |text: &Option<String>| text.as_deref().and_then(|day| day.parse().ok());
        let (support, ends): (Option<Date>, Option<Date>) =
            (day(&row.support_ends), day(&row.ends_on));
        let mut marks = Vec::new();
        match support.map(|day| Standing::of_day(day, today)) {
            Some(standing @ (Standing::Past | Standing::Soon)) => {
                marks.push(mark(words, "support", standing));
            }
            _ if row.support_look => marks.push(mark(words, "support", Standing::Look)),
            _ => {}
        }
        if let Some(standing @ (Standing::Past | Standing::Soon)) =
            ends.map(|day| Standing::of_day(day, today))
        {
            marks.push(mark(words, "end", standing));
        }
        if row.exposed == "yes" {
            let word = words.t("assets-exposed-mark");
            marks.push(Mark { about: "exposed".to_owned(), tone: "now", icon: "globe", word });
        }
        let shown = |day: Option<Date>| day.map(|day| words.date(day)).unwrap_or_default();
        Self {
            href: format!("{home}/assets/{}", row.id),
            number: number_text(row.number),
            name: row.name.clone(),
            kind: words.t(&format!("assets-kind-{}", row.kind)),
            model: row.model.clone(),
            person: row.person.clone(),
            department: row.department.clone(),
            retired: row.state == "retired",
            marks,
            // A day to come of a version that is not known would be a guess.
            support_on: if row.support_look && support.is_some_and(|day| day >= today) {
                String::new()
            } else {
                shown(support)
            },
            ends_on: shown(ends),
        }
    }
}

/// What the data says about the support of an asset.
pub(super) struct Support {
    pub(super) mark: Mark,
    pub(super) title: String,
    pub(super) version: String,
    pub(super) ends: String,
    /// How it was recognised.
    pub(super) how: String,
    /// The day is to be checked.
    pub(super) to_check: bool,
    pub(super) note: String,
    pub(super) look_at: String,
}

impl Support {
    pub(super) fn of(words: &Words, finding: &Finding<'_>) -> Self {
        let lang = words.lang();
        let note = finding.cycle.and_then(|cycle| cycle.note.as_ref());
        Self {
            mark: mark(words, "support", finding.standing),
            title: finding.product.title.get(lang).to_owned(),
            version: finding.cycle.map(|cycle| cycle.name.clone()).unwrap_or_default(),
            ends: finding.ends.map(|day| words.date(day)).unwrap_or_default(),
            how: words.t(&format!("assets-how-{}", finding.how.name())),
            to_check: finding.confidence == Confidence::ToCheck,
            note: note.map(|note| note.get(lang).to_owned()).unwrap_or_default(),
            look_at: finding.product.look_at.clone(),
        }
    }
}

/// What a change says, in words.
pub(super) struct ChangeLine {
    pub(super) when: String,
    pub(super) who: String,
    pub(super) what: String,
    pub(super) reason: String,
    /// Field, before, after.
    pub(super) fields: Vec<(String, String, String)>,
    /// The asset, for lists over all of them: name and page.
    pub(super) asset: Option<(String, String)>,
}

impl ChangeLine {
    pub(super) fn of(
        words: &Words,
        row: &crate::model::asset_change::Model,
    ) -> Result<Self, Problem> {
        let fields: Vec<crate::keep::Changed> = serde_json::from_str(&row.fields_json)?;
        let label = |field: &str| match hikeshi_inventory::Field::from_name(field) {
            Some(field) => words.t(&format!("assets-field-{}", field.name())),
            None => field.to_owned(),
        };
        let who =
            if row.by_name.is_empty() { words.t("assets-by-program") } else { row.by_name.clone() };
        Ok(Self {
            when: words.date_time(hikeshi_kernel::from_millis(row.at)),
            who,
            what: words.t(&format!("assets-change-{}", row.what)),
            reason: row.reason.clone(),
            fields: fields.into_iter().map(|one| (label(&one.field), one.old, one.new)).collect(),
            asset: None,
        })
    }
}
