//! Making a paper, from nothing or as the follow-up of an earlier one.

use hikeshi_db::Tx;
use hikeshi_drafting::{Kind, Phase, RecipientProfile};
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{
    case::{hold_open, touch},
    model::incident,
};
use hikeshi_kernel::{Lang, new_uuid, to_millis};
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use uuid::Uuid;

use super::{
    Act, KeptItem, State,
    change::{Change, Noted},
    find_paper, kinds, may_follow,
    now::phase_name,
    papers_of,
};
use crate::model::paper;

/// The most papers of one incident.
const MOST: usize = 500;

/// Languages that a paper may be written in.
pub const PAPER_LANGS: [Lang; 2] = [Lang::Ja, Lang::En];

/// The phase of that name, if the kind is written in it.
#[must_use]
pub fn phase_named(kind: &Kind, name: &str) -> Option<Phase> {
    kind.file.phases.iter().copied().find(|phase| phase_name(*phase) == name)
}

/// A paper as it is asked for.
#[derive(Debug, Clone)]
pub struct NewPaper {
    /// Id of the kind.
    pub kind: String,
    /// Its phase.
    pub phase: Phase,
    /// Its language.
    pub lang: Lang,
    /// To whom.
    pub recipient: String,
    /// Key of the duty that it is to fulfil; empty for none.
    pub duty: String,
    /// The earlier paper that it carries on: what people wrote there is carried over.
    pub follows: Option<String>,
}

/// Makes a draft; answers its id.
///
/// # Errors
/// Not found for an unknown kind or earlier paper; invalid for a phase that the kind does not
/// have, an earlier paper that it cannot carry on ([`may_follow`]) or too many papers; the incident
/// is closed; a problem of the database.
pub async fn make_paper(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    new: NewPaper,
) -> Result<Uuid, Problem> {
    let (clock, rng) = platform.chance();
    make_paper_once(tx, platform, scope, incident, (new_uuid(clock, rng), new)).await
}

/// As [`make_paper`], for a form that may be sent twice: `id` is made of the form
/// (`hikeshi_web::row_of_form`), and the second time nothing is made.
///
/// # Errors
/// As [`make_paper`].
pub async fn make_paper_once(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
    incident: &incident::Model,
    (id, new): (Uuid, NewPaper),
) -> Result<Uuid, Problem> {
    hold_open(tx, platform, incident).await?;
    let kind = kinds()?.get(&new.kind).ok_or_else(Problem::not_found)?;
    let words = platform.words(Lang::Ja);
    if !kind.file.phases.contains(&new.phase) {
        return Err(Problem::invalid(words.t("paperwork-phase-missing")));
    }
    let others = papers_of(tx, scope, incident).await?;
    if others.iter().any(|other| other.id == id) {
        return Ok(id);
    }
    if others.len() >= MOST {
        return Err(Problem::invalid(words.t("paperwork-too-many")));
    }
    let earlier = match &new.follows {
        Some(id) => Some(find_paper(tx, scope, incident, id).await?),
        None => None,
    };
    if let Some(earlier) = &earlier
        && !may_follow(earlier, kind)?
    {
        return Err(Problem::invalid(words.t("paperwork-follows-wrong")));
    }
    let same_kind = earlier.as_ref().filter(|earlier| earlier.kind == new.kind);
    let profile = match same_kind {
        Some(earlier) => earlier.profile_json.clone(),
        None => serde_json::to_string(&RecipientProfile::of(kind))?,
    };
    let now = to_millis(platform.clock.now());
    let row = paper::ActiveModel {
        id: Set(id),
        company_id: Set(incident.company_id),
        incident_id: Set(incident.id),
        number: Set(others.first().map_or(0, |last| last.number) + 1),
        kind: Set(new.kind),
        phase: Set(phase_name(new.phase).to_owned()),
        lang: Set(new.lang.code().to_owned()),
        duty: Set(new.duty),
        recipient: Set(new.recipient),
        profile_json: Set(profile),
        state: Set(State::Draft.name().to_owned()),
        items_json: Set(serde_json::to_string(&carried(earlier.as_ref(), new.lang)?)?),
        follows_id: Set(earlier.as_ref().map(|earlier| earlier.id)),
        made_at: Set(now),
        made_by_id: Set(scope.account().map(Into::into)),
        made_by: Set(scope.actor_name().to_owned()),
        changed_at: Set(now),
        version: Set(1),
    };
    paper::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    let change = Change { tx, platform, scope, incident };
    change.note((id, 0), Act::Made, Noted::default()).await?;
    change.log(id, Act::Made).await?;
    touch(tx, incident.id, now).await?;
    Ok(id)
}

/// What people wrote in the earlier paper, with the texts on which they wrote it. A text in
/// another language is of no use.
fn carried(earlier: Option<&paper::Model>, lang: Lang) -> Result<Vec<KeptItem>, Problem> {
    let Some(earlier) = earlier.filter(|earlier| earlier.lang == lang.code()) else {
        return Ok(Vec::new());
    };
    let mut items: Vec<KeptItem> = serde_json::from_str(&earlier.items_json)?;
    items.retain(|item| item.edited.is_some());
    for item in &mut items {
        item.rev = 0;
    }
    Ok(items)
}
