//! The rows of an incident that came by a package. Each keeps from where it came.

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{
    case::{Certainty, EntryKind},
    measures::MeasureKind,
    model::{fact, incident, measure, participant, timeline_correction, timeline_entry},
    people::Part,
    record::{Written, tell_rows},
};
use hikeshi_kernel::{Lang, Moment, clean_line, clean_text, new_uuid, to_millis};
use hikeshi_package::{
    Decision, FactRecord, LevelDecision, Line, Measure, Paper, Participant, Records, Source,
};
use hikeshi_web::{Platform, Problem};
use jiff::Timestamp;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, ModelTrait};
use serde::Serialize;
use uuid::Uuid;

use super::{Arrived, bring::Came};
use crate::model::{package_origin, package_paper};

/// Rows in one statement: their values stay below the bounds of both databases.
const ROWS: usize = 300;

/// Writes the rows of one package.
pub(super) struct Rows<'a> {
    pub(super) tx: &'a Tx,
    pub(super) platform: &'a Platform,
    pub(super) scope: &'a CompanyScope,
    pub(super) incident: &'a incident::Model,
    pub(super) came: &'a Came<'a>,
    /// Name of the company that takes over.
    pub(super) here: &'a str,
    company: String,
    origins: Vec<package_origin::Model>,
    /// The records that were written, for the log.
    written: Written,
}

impl<'a> Rows<'a> {
    pub(super) fn new(
        tx: &'a Tx,
        platform: &'a Platform,
        scope: &'a CompanyScope,
        incident: &'a incident::Model,
        came: &'a Came<'a>,
        here: &'a str,
    ) -> Self {
        let company = came.company();
        Self {
            tx,
            platform,
            scope,
            incident,
            came,
            here,
            company,
            origins: Vec::new(),
            written: Written::default(),
        }
    }

    /// Writes everything; returns how many files of exhibits came.
    pub(super) async fn write(
        &mut self,
        records: &Records,
        arrived: &Arrived,
    ) -> Result<usize, Problem> {
        self.timeline(&records.timeline).await?;
        if records.timeline.is_empty() {
            self.decisions(&records.decisions, &records.levels).await?;
        }
        self.facts(&records.facts).await?;
        let files = self.exhibits(&records.exhibits, arrived).await?;
        self.measures(&records.measures).await?;
        self.people(&records.people).await?;
        self.papers(&records.papers, arrived).await?;
        let origins = std::mem::take(&mut self.origins);
        let origins = origins.into_iter().map(package_origin::ActiveModel::from).collect();
        self.insert::<package_origin::Entity>(origins).await?;
        let written = std::mem::take(&mut self.written);
        tell_rows(self.tx, self.platform, self.scope, self.incident.id, written).await?;
        Ok(files)
    }

    pub(super) async fn insert<E>(&self, rows: Vec<E::ActiveModel>) -> Result<(), Problem>
    where
        E: EntityTrait,
        E::ActiveModel: ActiveModelTrait<Entity = E> + Send,
        E::Model: IntoActiveModel<E::ActiveModel>,
    {
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let part: Vec<E::ActiveModel> = rows.by_ref().take(ROWS).collect();
            E::insert_many(part).exec_without_returning(self.tx.conn()).await?;
        }
        Ok(())
    }

    /// Inserts records of the incident, of which the log tells.
    pub(super) async fn record<M>(&mut self, rows: Vec<M>) -> Result<(), Problem>
    where
        M: ModelTrait + Serialize + IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
        M::Entity: EntityTrait<Model = M>,
        <M::Entity as EntityTrait>::ActiveModel: ActiveModelTrait<Entity = M::Entity> + Send,
    {
        for row in &rows {
            self.written.add(row)?;
        }
        let rows = rows.into_iter().map(IntoActiveModel::into_active_model).collect();
        self.insert::<M::Entity>(rows).await
    }

    /// A new id for a thing of the package; what it was there is kept.
    pub(super) fn id_of(&mut self, original: Uuid) -> Uuid {
        let (clock, rng) = self.platform.chance();
        let id = new_uuid(clock, rng);
        self.origins.push(package_origin::Model {
            local_id: id,
            company_id: self.incident.company_id,
            incident_id: self.incident.id,
            package_id: self.came.manifest.package,
            original_id: original,
            origin_company: self.company.clone(),
            at: to_millis(clock.now()),
        });
        id
    }

    /// Who wrote it there: never a person of this company, whatever the name.
    pub(super) fn by(&self, name: &str, from: Option<&Source>) -> String {
        let name = line(name, 160);
        match (from, name.is_empty()) {
            // It says already where it was written.
            (Some(_), false) => name,
            (_, true) => self.company.clone(),
            (None, false) => line(&format!("{name} ({})", self.company), 400),
        }
    }

    /// From where it comes, in words.
    fn source(&self, source: &str, from: Option<&Source>) -> String {
        let words = self.platform.words(Lang::Ja);
        let source = line(source, 300);
        if from.is_some() {
            return source;
        }
        let whence = words.t1("package-source", "company", &self.company);
        line(&format!("{whence} {source}"), 600)
    }

    async fn timeline(&mut self, lines: &[Line]) -> Result<(), Problem> {
        let (mut rows, mut corrections) = (Vec::new(), Vec::new());
        let mut near = self.incident.noticed_sort;
        for told in lines {
            let moment = told.moment.checked().unwrap_or_default();
            near = moment.sort_key().map_or(near, to_millis);
            let id = self.id_of(told.id);
            let from = told.came_from.as_ref();
            rows.push(timeline_entry::Model {
                id,
                company_id: self.incident.company_id,
                incident_id: self.incident.id,
                kind: kind(&told.kind).name().to_owned(),
                moment_json: json(moment)?,
                sort_at: near,
                text: text(&told.text, 20_000),
                automatic: told.automatic,
                source: self.source(&told.source, from),
                written_at: millis(told.written_at),
                by_id: None,
                by_name: self.by(&told.by, from),
                version: i64::try_from(told.corrections.len())? + 1,
            });
            for old in &told.corrections {
                let (clock, rng) = self.platform.chance();
                corrections.push(timeline_correction::Model {
                    id: new_uuid(clock, rng),
                    company_id: self.incident.company_id,
                    incident_id: self.incident.id,
                    entry_id: id,
                    old_text: text(&old.text, 20_000),
                    old_kind: kind(&old.kind).name().to_owned(),
                    old_moment_json: json(old.moment.checked().unwrap_or_default())?,
                    reason: text(&old.reason, 4_000),
                    at: millis(old.at),
                    by_id: None,
                    by_name: self.by(&old.by, from),
                });
            }
        }
        self.record(rows).await?;
        self.record(corrections).await
    }

    /// Without a timeline, what was decided becomes lines: here it is known, not decided again.
    async fn decisions(
        &mut self,
        decisions: &[Decision],
        levels: &[LevelDecision],
    ) -> Result<(), Problem> {
        let words = self.platform.words(Lang::Ja);
        let mut lines = Vec::new();
        let mut add = |id: Uuid, at: Timestamp, text: String, by: &str| {
            lines.push(Line {
                id,
                kind: EntryKind::Decision.name().to_owned(),
                moment: Moment::Exact { at },
                text,
                automatic: true,
                source: String::new(),
                written_at: at,
                by: by.to_owned(),
                corrections: Vec::new(),
                came_from: None,
            });
        };
        for level in levels {
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("level", &level.level), ("reason", &level.reason)];
            add(level.id, level.at, words.ta("package-line-level", &values), &level.by);
        }
        for decision in decisions.iter().filter(|decision| decision.withdrawn_at.is_none()) {
            let Some(at) = decision.decided_at else { continue };
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("question", &decision.question), ("chosen", &decision.chosen)];
            add(decision.id, at, words.ta("package-line-decision", &values), &decision.decided_by);
        }
        self.timeline(&lines).await
    }

    async fn facts(&mut self, facts: &[FactRecord]) -> Result<(), Problem> {
        let mut rows = Vec::new();
        for fact in facts {
            let Ok(key) = clean_line(&fact.key, 200) else { continue };
            let last = fact.versions.len();
            for (nth, version) in (1..).zip(&fact.versions) {
                let (clock, rng) = self.platform.chance();
                let original =
                    version.came_from.as_ref().map_or_else(|| new_uuid(clock, rng), |from| from.id);
                let from = version.came_from.as_ref();
                rows.push(fact::Model {
                    id: self.id_of(original),
                    company_id: self.incident.company_id,
                    incident_id: self.incident.id,
                    key: key.clone(),
                    value: text(&version.value, 20_000),
                    certainty: Certainty::from_name(&version.certainty)
                        .unwrap_or(Certainty::Unknown)
                        .name()
                        .to_owned(),
                    as_of_json: json(version.as_of.checked().unwrap_or_default())?,
                    source: self.source(&version.source, from),
                    at: millis(version.at),
                    by_id: None,
                    by_name: self.by(&version.by, from),
                    revision: i64::try_from(nth)?,
                    current: nth == last,
                });
            }
        }
        self.record(rows).await
    }

    async fn measures(&mut self, measures: &[Measure]) -> Result<(), Problem> {
        let mut rows = Vec::new();
        for told in measures {
            let from = told.came_from.as_ref();
            let state = if told.done_at.is_some() { "done" } else { "open" };
            let kind = MeasureKind::from_name(&told.kind).unwrap_or(MeasureKind::Restore);
            let due = told.due.parse::<jiff::civil::Date>().map(|day| day.to_string());
            rows.push(measure::Model {
                id: self.id_of(told.id),
                company_id: self.incident.company_id,
                incident_id: self.incident.id,
                kind: kind.name().to_owned(),
                title: line(&told.title, 400),
                owner: line(&told.owner, 200),
                due_day: due.unwrap_or_default(),
                state: state.to_owned(),
                note: text(&told.note, 4_000),
                added_at: millis(told.added_at),
                added_by: self.by(&told.added_by, from),
                done_at: told.done_at.map(millis),
                done_by: told.done_at.map(|_| self.by(&told.done_by, from)).unwrap_or_default(),
                version: 1,
            });
        }
        self.record(rows).await
    }

    async fn people(&mut self, people: &[Participant]) -> Result<(), Problem> {
        let mut rows = Vec::new();
        for told in people {
            let Ok(name) = clean_line(&told.name, 200) else { continue };
            let organisation = line(&told.organisation, 200);
            rows.push(participant::Model {
                id: self.id_of(told.id),
                company_id: self.incident.company_id,
                incident_id: self.incident.id,
                name,
                organisation: if organisation.is_empty() {
                    self.company.clone()
                } else {
                    organisation
                },
                part: Part::from_name(&told.part).unwrap_or(Part::Other).name().to_owned(),
                phone: line(&told.phone, 30),
                email: line(&told.email, 254),
                account_id: None,
                added_at: to_millis(self.platform.clock.now()),
                added_by: self.scope.actor_name().to_owned(),
                removed_at: None,
            });
        }
        self.record(rows).await
    }

    /// One row for each file, one for a paper without files.
    async fn papers(&mut self, papers: &[Paper], arrived: &Arrived) -> Result<(), Problem> {
        let mut rows = Vec::new();
        let now = to_millis(self.platform.clock.now());
        for told in papers {
            let (clock, rng) = self.platform.chance();
            let source = told.came_from.clone().unwrap_or_else(|| Source {
                package: self.came.manifest.package,
                id: told.id,
                company: self.company.clone(),
                at: clock.now(),
            });
            let record = Paper { came_from: Some(source), paths: Vec::new(), ..told.clone() };
            let record_json = serde_json::to_string(&record)?.replace("\\u0000", "");
            let mut files: Vec<_> = told
                .paths
                .iter()
                .filter(|path| path.starts_with("papers/"))
                .filter_map(|path| arrived.files.get(path))
                .map(Some)
                .collect();
            if files.is_empty() {
                files.push(None);
            }
            for file in files {
                let (sha256, size) = match file {
                    Some(file) => (file.stored.sha256.clone(), i64::try_from(file.stored.size)?),
                    None => (line(&told.sha256, 64), 0),
                };
                // The list's number in front is that of the other package.
                let name = file.map(|file| unnumbered(&file.name)).unwrap_or_default();
                rows.push(package_paper::ActiveModel {
                    id: Set(new_uuid(clock, rng)),
                    company_id: Set(self.incident.company_id),
                    incident_id: Set(self.incident.id),
                    package_id: Set(self.came.manifest.package),
                    title: Set(line(&told.title, 300)),
                    record_json: Set(record_json.clone()),
                    file_name: Set(name),
                    sha256: Set(sha256),
                    size: Set(size),
                    blob_id: Set(file.map(|file| file.blob)),
                    at: Set(now),
                });
            }
        }
        self.insert::<package_paper::Entity>(rows).await
    }
}

fn unnumbered(name: &str) -> String {
    match name.split_once('_') {
        Some((number, rest)) if number.bytes().all(|b| b.is_ascii_digit()) => rest.to_owned(),
        _ => name.to_owned(),
    }
}

fn kind(name: &str) -> EntryKind {
    EntryKind::from_name(name).unwrap_or(EntryKind::Happening)
}

/// One clean line of at most so many characters; what is longer is cut.
pub(super) fn line(text: &str, most: usize) -> String {
    let cut: String = text.chars().take(most).collect();
    clean_line(&cut, most).unwrap_or_default()
}

/// Several clean lines of at most so many characters; what is longer is cut.
pub(super) fn text(text: &str, most: usize) -> String {
    let cut: String = text.chars().take(most).collect();
    clean_text(&cut, most).unwrap_or_default()
}

pub(super) fn json(moment: Moment) -> Result<String, Problem> {
    Ok(serde_json::to_string(&moment)?)
}

/// An instant of another age is a slip of a program: the beginning of ours.
pub(super) fn millis(at: Timestamp) -> i64 {
    Moment::Exact { at }.checked().map_or(0, |_| to_millis(at))
}
