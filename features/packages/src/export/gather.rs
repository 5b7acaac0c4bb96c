//! Reading the records of an incident.

use std::collections::HashMap;

use hikeshi_db::Tx;
use hikeshi_i18n::Words;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{
    case::{corrections_of, kinds_of, level_history, moment_of, noticed_of, whole_timeline},
    content::{Content, content},
    executive::{decisions_of, options_of},
    import::{fact_name, fact_value},
    measures::measures_of,
    model::{OfIncident as _, executive_decision, fact, incident, timeline_correction},
};
use hikeshi_kernel::{Moment, from_millis};
use hikeshi_package::{
    Correction, Decision, FactRecord, FactVersion, Incident, LeftOut, LevelDecision, Line, Measure,
    Part, Records, Source,
};
use hikeshi_web::Problem;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use super::{gather_papers::gather_papers, make::StoredFile};
use crate::{
    Wish,
    model::{package_import, package_origin},
};

/// What is read for a package.
pub(super) struct Gathered {
    pub records: Records,
    pub files: Vec<StoredFile>,
    pub left_out: Vec<LeftOut>,
    /// Items of papers by the facts that they speak of: paper, item, keys.
    pub speaks_of: Vec<(usize, usize, Vec<String>)>,
    /// The ids of approved papers, as the log names them.
    pub papers: Vec<Uuid>,
}

/// Reads what the wish asks for.
pub(super) async fn gather(
    tx: &Tx,
    scope: &CompanyScope,
    words: &Words,
    incident: &incident::Model,
    wish: &Wish,
) -> Result<Gathered, Problem> {
    let sources = sources(tx, incident).await?;
    let read = Read { tx, words, incident, wish, sources: &sources, content: content()? };
    let mut files = Vec::new();
    let mut left_out = Vec::new();
    let exhibits = read.exhibits(&mut files, &mut left_out).await?;
    let mut records = Records {
        incident: read.incident(scope).await?,
        timeline: read.timeline().await?,
        facts: read.facts().await?,
        exhibits,
        decisions: read.decisions().await?,
        levels: read.levels().await?,
        measures: read.measures().await?,
        papers: Vec::new(),
        people: read.people(scope).await?,
    };
    let (mut speaks_of, mut ids) = (Vec::new(), Vec::new());
    if wish.has(Part::Papers) {
        let papers = gather_papers(tx, scope, words, incident).await?;
        records.papers = papers.papers;
        (speaks_of, ids) = (papers.speaks_of, papers.ids);
        if wish.is_redacted() {
            let title = |paper: &hikeshi_package::Paper| LeftOut {
                what: paper.title.clone(),
                why: "redacted".to_owned(),
            };
            left_out.extend(records.papers.iter().filter(|p| !p.paths.is_empty()).map(title));
        } else {
            files.extend(papers.files);
        }
    }
    Ok(Gathered { records, files, left_out, speaks_of, papers: ids })
}

/// From where the things of an incident came, by their ids here.
async fn sources(tx: &Tx, incident: &incident::Model) -> Result<HashMap<Uuid, Source>, Problem> {
    let rows = package_origin::Entity::find().of_incident(incident).all(tx.conn()).await?;
    let source = |row: package_origin::Model| {
        let source = Source {
            package: row.package_id,
            id: row.original_id,
            company: row.origin_company,
            at: from_millis(row.at),
        };
        (row.local_id, source)
    };
    Ok(rows.into_iter().map(source).collect())
}

pub(super) struct Read<'a> {
    pub(super) tx: &'a Tx,
    pub(super) words: &'a Words,
    pub(super) incident: &'a incident::Model,
    pub(super) wish: &'a Wish,
    sources: &'a HashMap<Uuid, Source>,
    content: &'a Content,
}

impl Read<'_> {
    pub(super) fn source(&self, id: Uuid) -> Option<Source> {
        self.sources.get(&id).cloned()
    }

    async fn incident(&self, scope: &CompanyScope) -> Result<Incident, Problem> {
        let row = self.incident;
        let company = hikeshi_directory::company(self.tx, scope).await?;
        let came = package_import::Entity::find()
            .of_incident(row)
            .order_by_asc(package_import::Column::At)
            .all(self.tx.conn())
            .await?;
        let came_by = came.into_iter().map(|import| Source {
            package: import.package_id,
            id: import.origin_incident_id,
            company: import.origin_company,
            at: from_millis(import.at),
        });
        Ok(Incident {
            id: row.id,
            number: row.number.clone(),
            title: row.title.clone(),
            company: company.name,
            purpose: row.purpose.clone(),
            status: row.status.clone(),
            kinds: kinds_of(row),
            level: row.level,
            commander: row.commander_name.clone(),
            noticed: noticed_of(row),
            opened_at: from_millis(row.opened_at),
            opened_by: row.opened_by.clone(),
            closed_at: row.closed_at.map(from_millis),
            came_by: came_by.collect(),
        })
    }

    async fn timeline(&self) -> Result<Vec<Line>, Problem> {
        if !self.wish.has(Part::Timeline) {
            return Ok(Vec::new());
        }
        let mut corrected: HashMap<Uuid, Vec<Correction>> = HashMap::new();
        for row in corrections_of(self.tx, self.incident).await? {
            corrected.entry(row.entry_id).or_default().push(correction(row));
        }
        let lines = whole_timeline(self.tx, self.incident).await?;
        let line = |row: hikeshi_incidents::model::timeline_entry::Model| Line {
            moment: moment_of(&row),
            corrections: corrected.remove(&row.id).unwrap_or_default(),
            came_from: self.source(row.id),
            id: row.id,
            kind: row.kind,
            text: row.text,
            automatic: row.automatic,
            source: row.source,
            written_at: from_millis(row.written_at),
            by: row.by_name,
        };
        Ok(lines.into_iter().map(line).collect())
    }

    async fn facts(&self) -> Result<Vec<FactRecord>, Problem> {
        if !self.wish.has(Part::Facts) {
            return Ok(Vec::new());
        }
        let rows = fact::Entity::find()
            .of_incident(self.incident)
            .order_by_asc(fact::Column::Key)
            .order_by_asc(fact::Column::Revision)
            .all(self.tx.conn())
            .await?;
        let sheet = &self.content.facts;
        let mut facts: Vec<FactRecord> = Vec::new();
        for row in rows {
            let version = FactVersion {
                revision: row.revision,
                shown: fact_value(self.words, sheet, &row.key, &row.value),
                value: row.value,
                certainty: row.certainty,
                as_of: moment(&row.as_of_json),
                source: row.source,
                at: from_millis(row.at),
                by: row.by_name,
                came_from: self.source(row.id),
            };
            match facts.last_mut().filter(|last| last.key == row.key) {
                Some(same) => same.versions.push(version),
                None => facts.push(FactRecord {
                    title: fact_name(self.words, sheet, &row.key),
                    class: sheet
                        .field(&row.key)
                        .map(|field| field.class.name().to_owned())
                        .unwrap_or_default(),
                    key: row.key,
                    versions: vec![version],
                }),
            }
        }
        Ok(facts)
    }

    async fn decisions(&self) -> Result<Vec<Decision>, Problem> {
        if !self.wish.has(Part::Decisions) {
            return Ok(Vec::new());
        }
        let rows = decisions_of(self.tx, self.incident).await?;
        Ok(rows.into_iter().map(decision).collect())
    }

    async fn levels(&self) -> Result<Vec<LevelDecision>, Problem> {
        if !self.wish.has(Part::Decisions) {
            return Ok(Vec::new());
        }
        let rows = level_history(self.tx, self.incident).await?;
        let level = |row: hikeshi_incidents::model::level_change::Model| LevelDecision {
            id: row.id,
            level: row.level,
            kinds: serde_json::from_str(&row.kinds_json).unwrap_or_default(),
            reason: row.reason,
            at: from_millis(row.at),
            by: row.by_name,
        };
        Ok(rows.into_iter().map(level).collect())
    }

    async fn measures(&self) -> Result<Vec<Measure>, Problem> {
        if !self.wish.has(Part::Measures) {
            return Ok(Vec::new());
        }
        let rows = measures_of(self.tx, self.incident).await?;
        let measure = |row: hikeshi_incidents::model::measure::Model| Measure {
            came_from: self.source(row.id),
            id: row.id,
            kind: row.kind,
            title: row.title,
            owner: row.owner,
            due: row.due_day,
            state: row.state,
            note: row.note,
            added_at: from_millis(row.added_at),
            added_by: row.added_by,
            done_at: row.done_at.map(from_millis),
            done_by: row.done_by,
        };
        Ok(rows.into_iter().map(measure).collect())
    }
}

pub(super) fn moment(json: &str) -> Moment {
    serde_json::from_str(json).unwrap_or_default()
}

fn correction(row: timeline_correction::Model) -> Correction {
    Correction {
        text: row.old_text,
        kind: row.old_kind,
        moment: moment(&row.old_moment_json),
        reason: row.reason,
        at: from_millis(row.at),
        by: row.by_name,
    }
}

fn decision(row: executive_decision::Model) -> Decision {
    let chosen = options_of(&row).into_iter().find(|option| option.id == row.chosen);
    Decision {
        id: row.id,
        question: row.question,
        advice: row.advice,
        chosen: chosen.map_or(row.chosen, |option| option.label),
        comment: row.comment,
        asked_at: from_millis(row.asked_at),
        asked_by: row.asked_by,
        decided_at: row.decided_at.map(from_millis),
        decided_by: row.decided_by,
        withdrawn_at: row.withdrawn_at.map(from_millis),
    }
}

/// The incident of an id, of whatever company: for the command line.
pub(super) async fn any_incident(tx: &Tx, id: Uuid) -> Result<incident::Model, Problem> {
    incident::Entity::find()
        .filter(incident::Column::Id.eq(id))
        .one(tx.conn())
        .await?
        .ok_or_else(Problem::not_found)
}
