//! The tables that the program fills: roles, levels, contact tree, desks, procedures. Everything in
//! them is what the company or the reviewed content says; what is missing is a blank.

use std::collections::BTreeSet;

use hikeshi_i18n::{Words, plain};
use hikeshi_identity::Role;
use hikeshi_incidents::content::{AddressKind, Content, Desk, content};
use hikeshi_kernel::{Confidence, LocalText};
use hikeshi_kit::Source;
use hikeshi_playbook::Step;
use hikeshi_policy::{Body, FilledTable, List, Lists, Span};
use hikeshi_web::Problem;

use super::first_steps::first_steps;

/// Own desks that stand in the table although the company left them empty.
const BY_HAND: [&str; 4] = ["insurer", "bank", "maintenance", "lawyer"];
/// Public desks without a telephone that stand in the table.
const ALSO_WITHOUT_PHONE: [&str; 4] = ["DK-01", "DK-04", "DK-10", "DK-12"];

/// Fills the lists that a body asks for.
///
/// # Errors
/// A fault of the content.
pub(crate) fn lists(body: &Body, source: &Source, words: &Words) -> Result<Lists, Problem> {
    let content = content()?;
    let filling = Filling { source, content, words };
    let wanted: BTreeSet<List> = body.sections.iter().filter_map(|section| section.list).collect();
    Ok(wanted.into_iter().map(|list| (list, filling.table(list))).collect())
}

struct Filling<'a> {
    source: &'a Source,
    content: &'a Content,
    words: &'a Words,
}

type Row = Vec<Vec<Span>>;

impl Filling<'_> {
    fn table(&self, list: List) -> FilledTable {
        let (head, rows): (&[&str], Vec<Row>) = match list {
            List::Roles => (&["role", "name", "phone", "does"], self.roles()),
            List::Levels => (&["level", "extent", "answers"], self.levels()),
            List::Contacts => (&["level", "name", "phone", "email", "wait"], self.contacts()),
            List::OwnDesks => (&["desk", "name", "phone", "contract"], self.own_desks()),
            List::Desks => (&["desk", "purpose", "reach"], self.desks()),
            List::Procedures => (&["kind", "steps"], self.procedures()),
        };
        let name = |key: &&str| self.words.t(&format!("policypaper-column-{key}"));
        FilledTable { head: head.iter().map(name).collect(), rows }
    }

    fn text(&self, text: &LocalText) -> String {
        plain(text.get(self.words.lang()))
    }

    fn word(&self, key: &str) -> Vec<Span> {
        vec![Span::Words(self.words.t(key))]
    }

    /// A value, or a blank with the name of what is missing.
    fn known(&self, value: &str, missing: &str) -> Vec<Span> {
        match value {
            "" => vec![Span::Blank(self.words.t(&format!("policypaper-column-{missing}")))],
            value => vec![Span::Value(value.to_owned())],
        }
    }

    fn roles(&self) -> Vec<Row> {
        let roles = [
            ("chief", Some(Role::President), 3),
            ("lead", Some(Role::Officer), 2),
            ("admin", None, 1),
        ];
        let mut rows: Vec<Row> = roles
            .into_iter()
            .map(|(key, role, level)| {
                let (name, phone) = self.holder(role, level);
                vec![
                    self.word(&format!("policypaper-role-{key}")),
                    self.known(&name, "name"),
                    self.known(&phone, "phone"),
                    self.word(&format!("policypaper-role-{key}-does")),
                ]
            })
            .collect();
        let provider = self.source.provider.as_ref();
        let of = |text: Option<&String>| text.map(String::as_str).unwrap_or_default().to_owned();
        rows.push(vec![
            self.word("policypaper-role-provider"),
            self.known(&of(provider.map(|row| &row.name)), "name"),
            self.known(&of(provider.map(|row| &row.phone)), "phone"),
            self.word("policypaper-role-provider-does"),
        ]);
        rows
    }

    /// Names of whoever holds the role, with the telephone of the first one that the tree knows.
    fn holder(&self, role: Option<Role>, level: i64) -> (String, String) {
        let contacts = &self.source.contacts;
        let mut names: Vec<&str> = role
            .map(|role| {
                let deciders = self.source.deciders.iter();
                deciders.filter(|(has, _)| *has == role).map(|(_, name)| name.as_str()).collect()
            })
            .unwrap_or_default();
        if names.is_empty() {
            names.extend(
                contacts.iter().find(|row| row.level == level).map(|row| row.name.as_str()),
            );
        }
        let phone = contacts.iter().find(|row| names.contains(&row.name.as_str()));
        let phone = phone.map(|row| row.phone.clone()).unwrap_or_default();
        (names.join(&self.words.t("policypaper-between")), phone)
    }

    fn levels(&self) -> Vec<Row> {
        let levels = &self.content.levels;
        let mut all: Vec<_> = levels.levels.iter().collect();
        all.sort_by_key(|level| std::cmp::Reverse(level.level));
        let responder = |id: &str| levels.role(id).map(|role| self.text(&role.title));
        all.into_iter()
            .map(|level| {
                vec![
                    vec![Span::Words(level.level.to_string())],
                    vec![Span::Words(self.text(&level.extent))],
                    vec![Span::Words(responder(&level.final_responder).unwrap_or_default())],
                ]
            })
            .collect()
    }

    fn contacts(&self) -> Vec<Row> {
        let row = |row: &hikeshi_directory::model::contact::Model| {
            let name = [row.name.as_str(), row.title.as_str()];
            let name: Vec<&str> = name.into_iter().filter(|part| !part.is_empty()).collect();
            vec![
                vec![Span::Words(row.level.to_string())],
                self.known(&name.join("\n"), "name"),
                self.known(&row.phone, "phone"),
                vec![Span::Value(row.email.clone())],
                vec![Span::Words(self.words.t1(
                    "policypaper-minutes",
                    "minutes",
                    row.wait_minutes,
                ))],
            ]
        };
        if self.source.contacts.is_empty() {
            let blank = ["level", "name", "phone", "email", "wait"];
            return vec![blank.map(|key| self.known("", key)).into()];
        }
        self.source.contacts.iter().map(row).collect()
    }

    fn own_desks(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        if let Some(provider) = &self.source.provider {
            rows.push(vec![
                self.word("policypaper-role-provider"),
                self.known(&provider.name, "name"),
                self.known([provider.phone.as_str(), &provider.hours].join("\n").trim(), "phone"),
                Vec::new(),
            ]);
        }
        for slot in &self.content.desks.slots {
            let filled = self.source.desks.iter().filter(|row| row.slot == slot.id);
            let before = rows.len();
            rows.extend(filled.map(|row| {
                let phone = [row.phone.as_str(), &row.hours].join("\n");
                vec![
                    vec![Span::Words(self.text(&slot.name))],
                    self.known(&row.name, "name"),
                    self.known(phone.trim(), "phone"),
                    vec![Span::Value(row.contract_number.clone())],
                ]
            }));
            if rows.len() == before && BY_HAND.contains(&slot.id.as_str()) {
                let blanks = ["name", "phone", "contract"].map(|key| self.known("", key));
                let slot = vec![Span::Words(self.text(&slot.name))];
                rows.push(std::iter::once(slot).chain(blanks).collect());
            }
        }
        rows
    }

    fn desks(&self) -> Vec<Row> {
        let address = &self.source.company.address;
        let near = |desk: &&Desk| desk.region.as_deref().is_none_or(|it| address.contains(it));
        let phones = |desk: &Desk| desk.contacts.iter().any(|it| it.kind == AddressKind::Phone);
        let wanted = |desk: &&Desk| {
            !desk.fits.is_empty()
                && (phones(desk) || ALSO_WITHOUT_PHONE.contains(&desk.id.as_str()))
        };
        let mut all: Vec<&Desk> =
            self.content.desks.desks.iter().filter(near).filter(wanted).collect();
        all.sort_by_key(|desk| !phones(desk));
        let row = |desk: &Desk| {
            let mut ways: Vec<_> =
                desk.contacts.iter().filter(|it| it.kind != AddressKind::Fax).collect();
            ways.sort_by_key(|it| it.kind != AddressKind::Phone);
            let way = |it: &&hikeshi_incidents::content::DeskAddress| match it.confidence {
                Confidence::Confirmed => it.value.clone(),
                _ => self.words.t1("policypaper-to-check", "value", &it.value),
            };
            let ways: Vec<String> = ways.iter().take(2).map(way).collect();
            vec![
                vec![Span::Words(self.text(&desk.name))],
                vec![Span::Words(self.text(&desk.purpose))],
                vec![Span::Words(ways.join("\n"))],
            ]
        };
        all.into_iter().map(row).collect()
    }

    fn procedures(&self) -> Vec<Row> {
        let line = |(at, step): (usize, &Step)| {
            let title = self.text(&step.title);
            let title = match step.only_if {
                Some(_) => self.words.t1("policypaper-if-so", "step", title),
                None => title,
            };
            format!("{}. {title}", at + 1)
        };
        let row = |procedure: &hikeshi_kit::Procedure| {
            let steps = &procedure.playbook.steps;
            let first = first_steps(steps);
            let more = steps.len() > first.len();
            let mut lines: Vec<String> = first.into_iter().enumerate().map(line).collect();
            if more {
                lines.push(self.words.t("policypaper-more"));
            }
            vec![vec![Span::Words(self.text(&procedure.kind))], vec![Span::Words(lines.join("\n"))]]
        };
        self.source.procedures.iter().map(row).collect()
    }
}
