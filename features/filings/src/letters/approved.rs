//! From an approved paper to a run, and whether the approval behind a run still stands.

use hikeshi_db::Tx;
use hikeshi_drafting::plain_text;
use hikeshi_i18n::plain;
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{
    case::hold_open,
    model::{OfIncident as _, incident},
};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::{Channel, LetterText, RunState, begin_run, runs_of};
use crate::{
    model::{letter_run, paper, paper_version},
    papers::{
        Snapshot, approved_version, find_paper, kinds, lang_of, paper_of_version, versions_of,
    },
    render::with_readings,
};

/// The item of a kind that is the subject of its mails.
const SUBJECT: &str = "subject";

/// Begins a run of the approved version `seen` (its number) of a paper. A run of it that waits for
/// its list is taken again, so that who presses twice gets one run. `None`: that version is not
/// approved (any more).
///
/// # Errors
/// Not found: no such paper, or no letter to persons; the incident is closed; a problem of the
/// database.
pub async fn begin_approved(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (paper, seen): (&str, i64),
) -> Result<Option<letter_run::Model>, Problem> {
    hold_open(tx, platform, incident).await?;
    let row = find_paper(tx, scope, incident, paper).await?;
    let channel = channel_of(&row)?.ok_or_else(Problem::not_found)?;
    let version = approved_version(tx, &row).await?.filter(|version| version.serial == seen);
    let Some(version) = version else { return Ok(None) };
    let waits = letter_run::Entity::find()
        .of_incident(incident)
        .filter(letter_run::Column::PaperVersion.eq(version.id))
        .filter(letter_run::Column::State.eq(RunState::List.name()))
        .order_by_asc(letter_run::Column::MadeAt);
    if let Some(run) = waits.one(tx.conn()).await? {
        return Ok(Some(run));
    }
    let letter = letter_of(&version)?;
    Ok(Some(begin_run(tx, platform, scope, incident, (channel, letter)).await?))
}

/// How the letters of a paper go out; `None` for a paper that is no letter to persons.
///
/// # Errors
/// A fault of the content pack.
pub fn channel_of(paper: &paper::Model) -> Result<Option<Channel>, Problem> {
    Ok(kinds()?.get(&paper.kind).and_then(Channel::of_kind))
}

/// Whether the version that a run sends is still the approved one of its paper.
///
/// # Errors
/// A problem of the database.
pub async fn still_approved(
    tx: &Tx,
    incident: &incident::Model,
    run: &letter_run::Model,
) -> Result<bool, Problem> {
    let Some(paper) = paper_of_version(tx, incident, run.paper_version).await? else {
        return Ok(false);
    };
    let version = approved_version(tx, &paper).await?;
    Ok(version.is_some_and(|version| version.id == run.paper_version))
}

/// The runs of all versions of a paper, the latest first.
///
/// # Errors
/// A problem of the database.
pub async fn runs_of_paper(
    tx: &Tx,
    incident: &incident::Model,
    paper: &paper::Model,
) -> Result<Vec<letter_run::Model>, Problem> {
    let versions = versions_of(tx, paper).await?;
    let mut runs = runs_of(tx, incident).await?;
    runs.retain(|run| versions.iter().any(|version| version.id == run.paper_version));
    Ok(runs)
}

/// What a frozen version says, as it goes to people.
fn letter_of(version: &paper_version::Model) -> Result<LetterText, Problem> {
    let snapshot: Snapshot = serde_json::from_str(&version.snapshot_json)?;
    let lang = lang_of(&snapshot.lang);
    let (subjects, items): (Vec<_>, Vec<_>) =
        snapshot.texts().into_iter().partition(|item| item.id == SUBJECT);
    let subject = subjects.iter().map(|item| item.text.trim()).find(|text| !text.is_empty());
    let subject = subject.map_or_else(|| plain(&snapshot.title), |text| text.replace('\n', " "));
    Ok(LetterText {
        subject: with_readings(&subject, lang),
        body: with_readings(plain_text(&items).trim(), lang),
        from: snapshot.company,
        paper_version: version.id,
    })
}
