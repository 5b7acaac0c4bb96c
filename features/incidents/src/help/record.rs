//! What a report becomes: an incident with proposal, facts, first lines of the timeline, and
//! the reporter on the case.

use hikeshi_db::Tx;
use hikeshi_directory::model::company;
use hikeshi_i18n::{Words, plain};
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::{Lang, Moment, from_millis, new_uuid};
use hikeshi_triage::{Proposal, ProposedFact, Symptom};
use hikeshi_web::{Platform, Problem};
use sea_orm::EntityTrait as _;

use super::Draft;
use crate::{
    case::{
        Certainty, EntryKind, NewEntry, NewFact, NewIncident, Purpose, add_entry, open_incident,
        set_fact,
    },
    content::content,
    model::{help_report, incident, participant},
    people::Part,
    runs::{Reported, record_reported},
};

/// The question about when it was noticed.
const NOTICED: &str = "noticed_at";
/// The questions whose words tell one incident from another of the same symptom.
const WHERE: [&str; 4] = ["device_place", "affected_system", "affected_site", "lost_where"];
/// Characters of such words in a title.
const MOST_IN_TITLE: usize = 40;

/// Opens the incident of a draft.
///
/// # Errors
/// A problem of the database.
pub(super) async fn open(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    draft: &Draft,
    (symptom, proposal): (&Symptom, &Proposal),
) -> Result<incident::Model, Problem> {
    let new = NewIncident {
        title: title_of(&platform.words(Lang::Ja), symptom, draft),
        purpose: Purpose::Real,
        kinds: proposal.kinds.clone(),
        proposed_level: Some(proposal.level),
        proposed_json: serde_json::to_string(&proposal.reasons)?,
        noticed: noticed(draft),
    };
    open_incident(tx, platform, scope, new).await
}

/// Writes what the report says into its incident.
///
/// # Errors
/// A problem of the database.
pub(super) async fn fill(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (incident, report): (&incident::Model, &help_report::Model),
    (draft, symptom, proposal): (&Draft, &Symptom, &Proposal),
) -> Result<(), Problem> {
    let words = platform.words(Lang::Ja);
    let source = words.t1("help-source", "number", &report.number);
    let as_of = Moment::Exact { at: from_millis(report.sent_at) };
    for fact in &proposal.facts {
        let new = NewFact {
            key: fact.key.clone(),
            value: value_of(&words, draft, fact)?,
            certainty: certainty_of(fact),
            as_of,
            source: source.clone(),
            seen_revision: None,
        };
        // Nobody else can have written a fact of an incident that this transaction opened.
        let _ = set_fact(tx, platform, scope, incident, new).await?;
    }
    for (kind, moment, text) in lines(&words, draft, symptom, report) {
        let entry = NewEntry { kind, moment, text, automatic: true, source: source.clone() };
        add_entry(tx, platform, scope, incident, entry).await?;
    }
    Ok(())
}

/// Records the steps of the playbooks that the report shows as done, with its receipt number.
///
/// # Errors
/// A problem of the database.
pub(super) async fn settle(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    (incident, report): (&incident::Model, &help_report::Model),
    draft: &Draft,
) -> Result<(), Problem> {
    let words = platform.words(Lang::Ja);
    let source = words.t1("help-source", "number", &report.number);
    let name = reporter(&words, report);
    let reported = Reported { by: Some(&name), source: &source, ticked: &draft.done };
    record_reported(tx, platform, scope, incident, reported).await
}

/// The name of the reporter, also of one who gave none.
fn reporter(words: &Words, report: &help_report::Model) -> String {
    match report.reporter_name.as_str() {
        "" => words.t("help-reporter-nameless"),
        name => name.to_owned(),
    }
}

/// Puts the reporter on the case, to be asked again.
///
/// # Errors
/// A problem of the database.
pub(super) async fn add_reporter(
    tx: &Tx,
    platform: &Platform,
    company: &company::Model,
    report: &help_report::Model,
) -> Result<participant::Model, Problem> {
    let (clock, rng) = platform.chance();
    let words = platform.words(Lang::Ja);
    let name = reporter(&words, report);
    let row = participant::Model {
        id: new_uuid(clock, rng),
        company_id: company.id,
        incident_id: report.incident_id,
        name,
        organisation: company.name.clone(),
        part: Part::Reporter.name().to_owned(),
        phone: report.reporter_phone.clone(),
        email: String::new(),
        account_id: None,
        added_at: report.sent_at,
        added_by: String::new(),
        removed_at: None,
    };
    participant::Entity::insert(participant::ActiveModel::from(row.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    Ok(row)
}

/// The first lines: noticed, each first action done, the report itself.
fn lines(
    words: &Words,
    draft: &Draft,
    symptom: &Symptom,
    report: &help_report::Model,
) -> Vec<(EntryKind, Moment, String)> {
    let title = plain(&symptom.title.ja);
    let noticed_text = match draft.typed(NOTICED) {
        said if !said.is_empty() && noticed(draft) == Moment::Unknown => {
            words.ta("help-line-noticed-said", &[("symptom", &title), ("said", &said)])
        }
        _ => words.t1("help-line-noticed", "symptom", title),
    };
    let mut lines = vec![(EntryKind::Happening, noticed(draft), noticed_text)];
    let about = Moment::About { at: draft.begun_at };
    let done = symptom.now.iter().filter(|step| draft.done.contains(&step.id));
    lines.extend(done.map(|step| {
        let text = words.t1("help-line-done", "step", plain(&step.title.ja));
        (EntryKind::Action, about, text)
    }));
    let sent = Moment::Exact { at: from_millis(report.sent_at) };
    lines.push((EntryKind::Message, sent, words.t1("help-line-sent", "number", &report.number)));
    lines
}

fn title_of(words: &Words, symptom: &Symptom, draft: &Draft) -> String {
    let title = plain(&symptom.title.ja);
    match WHERE.iter().map(|question| draft.typed(question)).find(|typed| !typed.is_empty()) {
        Some(place) => {
            let place: String = place.chars().take(MOST_IN_TITLE).collect();
            words.ta("help-incident-title", &[("symptom", &title), ("place", &place)])
        }
        None => title,
    }
}

fn noticed(draft: &Draft) -> Moment {
    draft.saved.moments.get(NOTICED).copied().unwrap_or_default()
}

/// The value as the fact sheet keeps it: choices in its words, times as understood.
fn value_of(words: &Words, draft: &Draft, fact: &ProposedFact) -> Result<String, Problem> {
    let moment = fact.questions.iter().find_map(|question| draft.saved.moments.get(question));
    if let Some(moment) = moment {
        return Ok(words.moment(moment));
    }
    let chosen = content()?.facts.field(&fact.key).map(|field| field.joined(&fact.choices, ""));
    Ok(chosen.filter(|text| !text.is_empty()).unwrap_or_else(|| plain(&fact.value.ja)))
}

fn certainty_of(fact: &ProposedFact) -> Certainty {
    match fact.certainty {
        hikeshi_triage::Certainty::Suspected => Certainty::Suspected,
        hikeshi_triage::Certainty::Unknown => Certainty::Unknown,
    }
}
