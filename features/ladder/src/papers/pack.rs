//! The pack of three stars: answers, what is not met, evidence with its age, and what is signed.

use hikeshi_db::Tx;
use hikeshi_directory::company;
use hikeshi_i18n::{Words, plain};
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::{LocalText, from_millis};
use hikeshi_posture::assessment::{evidence_of, find};
use hikeshi_posture_engine::{Answer, missing};
use hikeshi_web::Problem;
use jiff::{Timestamp, civil::Date};
use serde::Serialize;

use crate::{
    content::{Advice, Ladder, is_to_check},
    pages::answer_word,
    plan::day_of,
    rungs::{Confirmation, Known},
};

/// Everything that stands in the pack, in words.
#[derive(Debug, Clone, Serialize)]
pub struct Pack {
    /// The company.
    pub company: String,
    /// Name of the catalogue.
    pub title: String,
    /// When and by whom the assessment was finished.
    pub about: String,
    /// Edition of the catalogue.
    pub edition: String,
    /// What the assessment is about.
    pub scope_note: String,
    /// How many of how many criteria are met.
    pub met: usize,
    /// How many there are.
    pub of: usize,
    /// How often each answer stands.
    pub counts: String,
    /// What has to be said, with whether it is to be checked.
    pub notices: Vec<(String, bool)>,
    /// The criteria with their answers, by part.
    pub parts: Vec<PackPart>,
    /// Those that are not met.
    pub unmet: Vec<PackItem>,
    /// What proves the answers.
    pub evidence: Vec<EvidenceLine>,
    /// What the expert signs, with whether the text is to be checked.
    pub expert: (String, bool),
    /// The expert: name of the field and value, empty where it is to be written by hand.
    pub expert_lines: Vec<(String, String)>,
    /// What the management signs.
    pub oath: (String, bool),
    /// The management.
    pub oath_lines: Vec<(String, String)>,
    /// What the catalogue was written from.
    pub sources: Vec<String>,
    /// When the assessment was finished.
    #[serde(skip)]
    pub made_at: Timestamp,
}

/// A part of the catalogue.
#[derive(Debug, Clone, Serialize)]
pub struct PackPart {
    /// Its name.
    pub title: String,
    /// Its criteria.
    pub items: Vec<PackItem>,
}

/// A criterion with what each site answered.
#[derive(Debug, Clone, Serialize)]
pub struct PackItem {
    /// The official id.
    pub id: String,
    /// The criterion in our words.
    pub question: String,
    /// The answers, with remarks.
    pub answers: Vec<String>,
    /// Whether it is met wherever it applies.
    pub met: bool,
    /// Whether our wording is to be checked.
    pub to_check: bool,
    /// How many pieces of evidence there are.
    pub evidence: usize,
}

/// A piece of evidence.
#[derive(Debug, Clone, Serialize)]
pub struct EvidenceLine {
    /// The criterion.
    pub item: String,
    /// What it is.
    pub title: String,
    /// File with hash, address, or place.
    pub place: String,
    /// The day that it is from.
    pub day: String,
    /// How old it is today.
    pub age: String,
}

/// Puts the pack together from the last finished assessment; none before there is one.
///
/// # Errors
/// A problem of the database.
pub async fn pack(
    tx: &Tx,
    scope: &CompanyScope,
    words: &Words,
    (ladder, known, today): (&Ladder, &Known, Date),
) -> Result<Option<Pack>, Problem> {
    let Some(told) = known.finished("scs-3") else { return Ok(None) };
    let name = company(tx, scope).await?.name;
    let assessment = find(tx, scope, &told.id.to_string()).await?;
    let mut rows = evidence_of(tx, &assessment).await?;
    rows.retain(|row| row.withdrawn_at.is_none());
    let place = |item: &str| told.catalogue.items().position(|one| one.id == item);
    rows.sort_by_key(|row| (place(&row.item), row.at));
    let evidence: Vec<EvidenceLine> = rows.iter().map(|row| line(words, row, today)).collect();
    let gaps = missing(&told.catalogue, &told.answers);
    let said = |text: &LocalText| plain(text.get(words.lang()));
    let item = |item: &hikeshi_posture_engine::Item| {
        let answer = |sheet: &hikeshi_posture_engine::Sheet| {
            let mut answer = answer_word(words, &told.catalogue, sheet.answer(&item.id));
            if !sheet.site.is_empty() {
                answer =
                    words.ta("posture-site-says", &[("site", &sheet.site), ("answer", &answer)]);
            }
            let note = sheet.given.get(&item.id).map_or("", |given| given.note.as_str());
            if note.is_empty() { answer } else { format!("{answer}\n{note}") }
        };
        PackItem {
            id: item.id.clone(),
            question: said(&item.question),
            answers: told.answers.sheets.iter().map(answer).collect(),
            met: gaps.iter().all(|gap| gap.item != item.id),
            to_check: is_to_check(item.confidence),
            evidence: rows.iter().filter(|row| row.item == item.id).count(),
        }
    };
    let parts: Vec<PackPart> = told
        .catalogue
        .parts
        .iter()
        .map(|part| PackPart {
            title: said(&part.title),
            items: part.items.iter().map(item).collect(),
        })
        .collect();
    let unmet = parts.iter().flat_map(|part| &part.items).filter(|item| !item.met).cloned();
    let advice = |one: &Advice| (said(&one.text), is_to_check(one.confidence));
    let by = assessment.row.finished_by.clone().unwrap_or_default();
    let at = words.date_time(from_millis(told.at));
    let of = told.catalogue.len();
    Ok(Some(Pack {
        about: words.ta("starpaper-about", &[("at", &at), ("by", &by)]),
        edition: told.catalogue.edition.clone(),
        title: said(&told.catalogue.title),
        company: name,
        scope_note: known.confirmation.scope_note.clone(),
        met: of.saturating_sub(gaps.len()),
        of,
        counts: counts(words, &told.score.sum.counts),
        notices: ladder.pack.notices.iter().map(advice).collect(),
        unmet: unmet.collect(),
        parts,
        evidence,
        expert: advice(&ladder.pack.expert),
        expert_lines: expert_lines(words, &known.confirmation),
        oath: advice(&ladder.pack.oath),
        oath_lines: oath_lines(words, &known.confirmation),
        sources: told
            .catalogue
            .sources
            .iter()
            .map(|one| format!("{} / {}", one.title, one.publisher))
            .collect(),
        made_at: from_millis(told.at),
    }))
}

fn counts(words: &Words, counts: &hikeshi_posture_engine::Counts) -> String {
    let named = [
        (counts.yes, Answer::Yes),
        (counts.partly, Answer::Partly),
        (counts.no, Answer::No),
        (counts.unknown, Answer::Unknown),
        (counts.unanswered, Answer::Unanswered),
        (counts.na, Answer::Na),
    ];
    let said = |(count, answer): (u32, Answer)| {
        let answer = words.t(&format!("posture-answer-{answer}"));
        words.ta("posture-count", &[("answer", &answer), ("count", &count)])
    };
    let given = named.into_iter().filter(|(count, _)| *count > 0).map(said);
    given.collect::<Vec<_>>().join(&words.t("posture-and"))
}

fn line(
    words: &Words,
    row: &hikeshi_posture::model::assessment_evidence::Model,
    today: Date,
) -> EvidenceLine {
    let day: Date = row.as_of.parse().unwrap_or_else(|_| day_of(row.at));
    let place = match row.kind.as_str() {
        "file" => format!("{}\nSHA-256 {}", row.file_name, row.sha256),
        _ => row.link.clone(),
    };
    EvidenceLine {
        item: row.item.clone(),
        title: row.title.clone(),
        place,
        day: words.date(day),
        age: age(words, day, today),
    }
}

/// How old something is, in days up to two months, in months beyond.
fn age(words: &Words, day: Date, today: Date) -> String {
    let days = day.until(today).map_or(0, |span| span.get_days());
    if days < 0 {
        return words.t("starpaper-age-future");
    }
    match days {
        0..=60 => words.t1("starpaper-age-days", "count", days),
        _ => words.t1("starpaper-age-months", "count", days * 12 / 365),
    }
}

fn day_text(words: &Words, day: &str) -> String {
    day.parse().map(|day| words.date(day)).unwrap_or_default()
}

fn expert_lines(words: &Words, one: &Confirmation) -> Vec<(String, String)> {
    vec![
        (words.t("starpaper-expert-name"), one.expert_name.clone()),
        (words.t("starpaper-expert-qualification"), one.expert_qualification.clone()),
        (words.t("starpaper-expert-number"), one.expert_number.clone()),
        (words.t("starpaper-on"), day_text(words, &one.expert_on)),
        (words.t("starpaper-signature"), String::new()),
    ]
}

fn oath_lines(words: &Words, one: &Confirmation) -> Vec<(String, String)> {
    vec![
        (words.t("starpaper-oath-title"), one.oath_title.clone()),
        (words.t("starpaper-oath-name"), one.oath_name.clone()),
        (words.t("starpaper-on"), day_text(words, &one.oath_on)),
        (words.t("starpaper-signature"), String::new()),
    ]
}
