//! The full record as a text document that people go on editing: the same struct as the PDF.

use hikeshi_office::{Document, OfficeError};

use super::data::{Certainty, Exhibit, Fact, IncidentRecord, PaperWords, Step, TaskState};

/// Writes the record as docx; the bytes are the whole file.
///
/// # Errors
/// [`OfficeError`] if its parts cannot be packed.
pub fn record_docx(record: &IncidentRecord) -> Result<Vec<u8>, OfficeError> {
    let writer = Writer { words: &record.words };
    let document = writer.head(record);
    let document = writer.facts(document, record);
    let document = writer.history(document, record);
    let document = writer.work(document, record);
    let document = writer.evidence(document, &record.evidence);
    writer.lessons(document, record).finish()
}

/// Fixed words at hand.
struct Writer<'a> {
    words: &'a PaperWords,
}

impl Writer<'_> {
    fn w(&self, key: &str) -> String {
        self.words.get(key).cloned().unwrap_or_default()
    }

    fn named(&self, key: &str, value: &str) -> String {
        format!("{}: {value}", self.w(key))
    }

    fn or(&self, key: &str, value: &str) -> String {
        if value.is_empty() { self.w(key) } else { value.to_owned() }
    }

    /// A heading with a table, or with the words that nothing is recorded.
    fn chapter(
        &self,
        document: Document,
        title: &str,
        (widths, heads): (&[usize], &[&str]),
        rows: Vec<Vec<String>>,
    ) -> Document {
        self.table(document.heading(1, &self.w(title)), (widths, heads), rows)
    }

    fn table(
        &self,
        document: Document,
        (widths, heads): (&[usize], &[&str]),
        rows: Vec<Vec<String>>,
    ) -> Document {
        if rows.is_empty() {
            return document.paragraph(&self.w("doc-none"));
        }
        let heads: Vec<String> = heads.iter().map(|key| self.w(key)).collect();
        document.table(widths, &heads, &rows)
    }

    fn head(&self, record: &IncidentRecord) -> Document {
        let head = &record.head;
        let title = format!("{} {}", self.w("doc-record"), head.number);
        let document = Document::new(&title).paragraph(&head.title);
        let document =
            if head.banner.is_empty() { document } else { document.paragraph(&head.banner) };
        let about = [
            head.company.clone(),
            format!("{}: {} / {}", self.w("doc-issued"), head.issued, head.issued_by),
            format!("{}: {}", self.w("doc-record-status"), record.status),
        ];
        let level = &record.level;
        let decided = match level.decided.as_str() {
            "" => self.w("doc-level-proposed"),
            who => self.named("doc-level-decided", who),
        };
        let (number, value) = match level.value {
            Some(value) => (value.to_string(), self.w(&format!("doc-level-{value}"))),
            None => (String::new(), self.w("doc-level-open")),
        };
        let document = about.iter().fold(document, |document, line| document.paragraph(line));
        let document = document
            .heading(1, &format!("{} {}", self.w("doc-level"), number))
            .paragraph(&value)
            .paragraph(&self.named("doc-level-reason", &self.or("doc-open", &level.reason)))
            .paragraph(
                &self.named("doc-final-responder", &self.or("doc-open", &level.final_responder)),
            )
            .paragraph(&decided)
            .heading(1, &self.w("doc-record-summary"))
            .paragraph(&record.summary);
        match head.checkpoint.as_str() {
            "" => document,
            checkpoint => document.paragraph(&self.named("doc-checkpoint", checkpoint)),
        }
    }

    fn facts(&self, document: Document, record: &IncidentRecord) -> Document {
        let heads = ["doc-col-item", "doc-col-value", "doc-col-certainty", "doc-col-as-of"];
        let rows = record.facts.iter().map(|fact| self.fact(fact)).collect();
        let document = document.heading(1, &self.w("doc-record-facts"));
        let document = document.paragraph(&record.facts_count);
        self.table(document, (&[22, 42, 12, 24], &heads), rows)
    }

    fn fact(&self, fact: &Fact) -> Vec<String> {
        let certainty = self.w(match fact.certainty {
            Certainty::Confirmed => "doc-certainty-confirmed",
            Certainty::Suspected => "doc-certainty-suspected",
            Certainty::Unknown => "doc-certainty-unknown",
        });
        let mut value = self.or("doc-unknown", &fact.value);
        if fact.earlier > 0 {
            value.push_str(&format!("\n{}: {}", self.w("doc-record-earlier"), fact.earlier));
        }
        vec![fact.name.clone(), value, certainty, format!("{}\n{}", fact.as_of, fact.source)]
    }

    fn history(&self, document: Document, record: &IncidentRecord) -> Document {
        let heads = ["doc-col-when", "doc-col-level", "doc-col-reason", "doc-col-by"];
        let rows = record.level_history.iter().map(|change| {
            let level = match change.from.as_str() {
                "" => change.to.clone(),
                from => format!("{from} \u{2192} {}", change.to),
            };
            vec![change.at.clone(), level, change.reason.clone(), change.by.clone()]
        });
        let rows = rows.collect();
        let document =
            self.chapter(document, "doc-record-levels", (&[24, 10, 46, 20], &heads), rows);
        let heads = ["doc-col-when", "doc-record-chosen", "doc-col-reason", "doc-col-by"];
        let rows = record.decisions.iter().map(|decision| {
            let chosen = match decision.question.as_str() {
                "" => decision.chosen.clone(),
                question => format!("{question}\n{}", decision.chosen),
            };
            vec![decision.at.clone(), chosen, decision.reason.clone(), decision.by.clone()]
        });
        let rows = rows.collect();
        let document =
            self.chapter(document, "doc-record-decisions", (&[20, 36, 28, 16], &heads), rows);
        let heads = ["doc-col-when", "doc-col-kind", "doc-col-what", "doc-col-by"];
        let rows = record.timeline.iter().map(|line| {
            let mut text = line.text.clone();
            if !line.first_text.is_empty() {
                let first = self.named("doc-record-first-text", &line.first_text);
                text.push_str(&format!("\n{first}"));
            }
            vec![line.at.clone(), line.kind.clone(), text, line.by.clone()]
        });
        let rows = rows.collect();
        self.chapter(document, "doc-record-timeline", (&[22, 12, 50, 16], &heads), rows)
    }

    fn work(&self, document: Document, record: &IncidentRecord) -> Document {
        let mut document = document.heading(1, &self.w("doc-record-tasks"));
        if record.runs.is_empty() {
            document = document.paragraph(&self.w("doc-none"));
        }
        let heads = ["doc-col-state", "doc-col-task", "doc-col-role", "doc-col-by"];
        for run in &record.runs {
            document = document
                .heading(2, &run.title)
                .paragraph(&self.named("doc-record-edition", &run.edition));
            let rows = run.tasks.iter().map(|task| {
                let state = self.w(match task.state {
                    TaskState::Open => "doc-task-open",
                    TaskState::Doing => "doc-task-doing",
                    TaskState::Done => "doc-task-done",
                    TaskState::NotApplicable => "doc-task-not-applicable",
                });
                let text = match task.note.as_str() {
                    "" => task.text.clone(),
                    note => format!("{}\n{note}", task.text),
                };
                vec![state, text, task.role.clone(), task.finished.clone()]
            });
            let rows = rows.collect();
            document = self.table(document, (&[12, 52, 16, 20], &heads), rows);
        }
        let heads = ["doc-col-role", "doc-col-name", "doc-col-reach"];
        let people = record.people.iter();
        let rows = people.map(|p| vec![p.role.clone(), p.name.clone(), p.reach.clone()]).collect();
        self.chapter(document, "doc-record-people", (&[25, 40, 35], &heads), rows)
    }

    fn evidence(&self, document: Document, exhibits: &[Exhibit]) -> Document {
        let heads = ["doc-col-mark", "doc-col-exhibit", "doc-col-collected"];
        let rows = exhibits.iter().map(|exhibit| {
            let mut about = vec![exhibit.name.clone()];
            about.extend((!exhibit.about.is_empty()).then(|| exhibit.about.clone()));
            for (name, hash) in [("SHA-256", &exhibit.sha256), ("BLAKE3", &exhibit.blake3)] {
                about.extend((!hash.is_empty()).then(|| format!("{name}: {hash}")));
            }
            let mut collected = vec![exhibit.collected.clone()];
            if !exhibit.clock_offset.is_empty() {
                collected.push(self.named("doc-record-clock", &exhibit.clock_offset));
            }
            collected.extend(exhibit.custody.iter().cloned());
            vec![exhibit.id.clone(), about.join("\n"), collected.join("\n")]
        });
        let rows = rows.collect();
        self.chapter(document, "doc-record-evidence", (&[9, 55, 36], &heads), rows)
    }

    fn lessons(&self, document: Document, record: &IncidentRecord) -> Document {
        let heads = ["doc-col-task", "doc-col-owner", "doc-col-due"];
        let widths: &[usize] = &[56, 20, 24];
        let steps = |steps: &[Step]| {
            let row = |step: &Step| {
                let open = |value: &str| self.or("doc-open", value);
                vec![step.text.clone(), open(&step.owner), open(&step.due)]
            };
            steps.iter().map(row).collect::<Vec<_>>()
        };
        let rows = steps(&record.recovery);
        let document = self.chapter(document, "doc-record-recovery", (widths, &heads), rows);
        let lessons = &record.lessons;
        let cause = self.or("doc-unknown", &lessons.cause);
        let learned = self.or("doc-unknown", &lessons.learned);
        let document = document
            .heading(1, &self.w("doc-record-lessons"))
            .paragraph(&self.named("doc-record-cause", &cause))
            .paragraph(&self.named("doc-record-learned", &learned))
            .heading(2, &self.w("doc-record-actions"));
        self.table(document, (widths, &heads), steps(&lessons.actions))
    }
}
