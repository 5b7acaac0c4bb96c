//! The action plan.

use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::get,
};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_incidents::api::{Once, answer};
use hikeshi_kernel::{clean_line, clean_text, from_millis, new_uuid};
use hikeshi_web::{Platform, Problem, RequestContext, Sent};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    pages::{LONGEST_NOTE, LONGEST_TITLE, measure_of, today},
    plan::{
        Acted, Entry, Item, NewItem, Owner, Rhythm, State as Far, Wanted, add, change, find, hold,
        items, owners, set_state,
    },
};

/// Letters of a reason.
const LONGEST_REASON: usize = 600;

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/api/v1/companies/{company}/plan", get(list).post(take))
        .route("/api/v1/companies/{company}/plan/{item}", get(show).put(write))
}

/// An item of the plan.
#[derive(Serialize, ToSchema)]
#[schema(as = PlanItem)]
pub(super) struct ItemShape {
    id: Uuid,
    /// A measure of the content; null for an item of the company's own.
    measure: Option<String>,
    title: String,
    note: String,
    /// The account of who sees to it.
    owner_account: Option<Uuid>,
    owner: String,
    /// `YYYY-MM-DD`.
    due: Option<String>,
    overdue: bool,
    /// `none`, `monthly`, `quarterly`, `yearly`.
    rhythm: &'static str,
    /// `open`, `doing`, `done`, `dropped`.
    state: &'static str,
    reason: String,
    made_at: String,
    ended_at: Option<String>,
    /// To be sent as `seen` by whoever changes it.
    revision: i64,
}

/// The whole plan.
#[derive(Serialize, ToSchema)]
#[schema(as = Plan)]
pub(super) struct PlanShape {
    /// What is late first, then by day; what ended comes last. At most 2,000.
    items: Vec<ItemShape>,
}

impl ItemShape {
    fn of(item: &Item, today: Date) -> Self {
        Self {
            id: item.row.id,
            measure: Some(item.row.measure.clone()).filter(|id| !id.is_empty()),
            title: item.title().ja,
            note: item.entry.note.clone(),
            owner_account: item.entry.account,
            owner: item.entry.owner.clone(),
            due: item.entry.due.map(|day| day.to_string()),
            overdue: item.is_overdue(today),
            rhythm: item.entry.rhythm.name(),
            state: item.state.name(),
            reason: item.row.reason.clone(),
            made_at: from_millis(item.row.made_at).to_string(),
            ended_at: item.row.ended_at.map(|at| from_millis(at).to_string()),
            revision: item.row.revision,
        }
    }
}

/// A new item.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewPlanItem)]
#[serde(deny_unknown_fields)]
pub(super) struct NewBody {
    /// A measure of the content; then the title is its title.
    #[serde(default)]
    measure: Option<String>,
    #[serde(default)]
    #[schema(max_length = 200)]
    title: String,
    #[serde(default)]
    #[schema(max_length = 4000)]
    note: String,
    /// A person of the company or of its provider who may change the plan.
    #[serde(default)]
    owner_account: Option<Uuid>,
    /// `YYYY-MM-DD`; needed for what repeats.
    #[serde(default)]
    due: Option<String>,
    /// `none`, `monthly`, `quarterly`, `yearly`; `none` when left out.
    #[serde(default)]
    rhythm: Option<String>,
}

/// An item as it is to be. What is left out is empty.
#[derive(Deserialize, ToSchema)]
#[schema(as = PlanItemChange)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeBody {
    /// `revision` of the item as it was read.
    seen: i64,
    #[serde(default)]
    #[schema(max_length = 200)]
    title: String,
    #[serde(default)]
    #[schema(max_length = 4000)]
    note: String,
    #[serde(default)]
    owner_account: Option<Uuid>,
    #[serde(default)]
    due: Option<String>,
    #[serde(default)]
    rhythm: Option<String>,
    /// `open`, `doing`, `done`, `dropped`. What repeats comes back when it is done.
    state: String,
    /// Needed for `dropped`.
    #[serde(default)]
    #[schema(max_length = 600)]
    reason: String,
}

/// The plan of the company.
#[utoipa::path(get, path = "/api/v1/companies/{company}/plan", tag = "stars",
    params(("company" = Uuid, Path)),
    responses((status = 200, body = PlanShape), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn list(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewPlan>,
) -> Result<Json<PlanShape>, Problem> {
    let day = today(&platform);
    let tx = platform.db.read(scope.fence()).await?;
    let all = items(&tx, &scope).await?;
    Ok(Json(PlanShape { items: all.iter().map(|item| ItemShape::of(item, day)).collect() }))
}

/// One item.
#[utoipa::path(get, path = "/api/v1/companies/{company}/plan/{item}", tag = "stars",
    params(("company" = Uuid, Path), ("item" = Uuid, Path)),
    responses((status = 200, body = ItemShape), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn show(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewPlan>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Json<ItemShape>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    Ok(Json(ItemShape::of(&find(&tx, &scope, &id).await?, today(&platform))))
}

/// Takes an item into the plan.
#[utoipa::path(post, path = "/api/v1/companies/{company}/plan", tag = "stars",
    params(("company" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = NewBody,
    responses((status = 201, body = ItemShape), (status = 401), (status = 403), (status = 404),
        (status = 409), (status = 422)))]
pub(super) async fn take(
    State(platform): State<Platform>,
    scope: Allowed<can::EditPlan>,
    headers: HeaderMap,
    sent: Sent<NewBody>,
) -> Result<Response, Problem> {
    let once = Once::of(&headers, &scope, ("plan", &sent.sha256))?;
    let body = sent.value;
    let measure = match body.measure.as_deref().unwrap_or_default() {
        "" => None,
        id => Some(id),
    };
    let unknown = |_| Problem::invalid("measure: there is no such measure");
    let measure = measure.map(measure_of).transpose().map_err(unknown)?.flatten();
    let (clock, rng) = platform.chance();
    let id = new_uuid(clock, rng);
    let tx = platform.db.write(scope.fence()).await?;
    if let Some(once) = &once
        && let Some(before) = once.before(&tx).await?
    {
        return Ok(before);
    }
    let people = owners(&tx, &scope).await?;
    let typed = (body.title, body.note, body.owner_account, body.due, body.rhythm);
    let entry = entry(typed, measure.map(|one| one.title.ja.clone()), (&people, None))?;
    let measure = measure.map(|one| one.id.clone()).unwrap_or_default();
    let new = NewItem { id, measure, entry, before: None, anchor: None };
    add(&tx, &platform, &scope, new).await?;
    let json = json(&tx, &platform, &scope, id).await?;
    if let Some(once) = once {
        once.keep(&tx, &platform, (StatusCode::CREATED, &json)).await?;
    }
    tx.commit().await?;
    Ok(answer(201, json))
}

/// Writes an item as it is to be, with its state.
#[utoipa::path(put, path = "/api/v1/companies/{company}/plan/{item}", tag = "stars",
    params(("company" = Uuid, Path), ("item" = Uuid, Path)), request_body = ChangeBody,
    responses((status = 200, body = ItemShape), (status = 401), (status = 403), (status = 404),
        (status = 409, description = "It was changed meanwhile, or is done and came back."),
        (status = 422)))]
pub(super) async fn write(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditPlan>,
    Path((_, id)): Path<(String, String)>,
    sent: Sent<ChangeBody>,
) -> Result<Response, Problem> {
    let body = sent.value;
    let conflict = || Problem::conflict(context.words.t("plan-conflict"));
    let tx = platform.db.write(scope.fence()).await?;
    let item = hold(&tx, &scope, &id).await?;
    let people = owners(&tx, &scope).await?;
    let state = Far::from_name(&body.state);
    let state = state.ok_or_else(|| Problem::invalid("state: open, doing, done, dropped"))?;
    let reason = clean_text(&body.reason, LONGEST_REASON).unwrap_or_default();
    if state == Far::Dropped && reason.is_empty() {
        return Err(Problem::invalid(context.words.t("plan-reason-needed")));
    }
    let typed = (body.title, body.note, body.owner_account, body.due, body.rhythm);
    let title = item.measure.map(|one| one.title.ja.clone());
    let after = entry(typed, title, (&people, Some(&item.entry)))?;
    if change(&tx, &platform, &scope, (&item, &after, body.seen)).await? != Acted::Done(None) {
        return Err(conflict());
    }
    let item = find(&tx, &scope, &id).await?;
    let wanted = Wanted { state, reason };
    let acted = set_state(&tx, &platform, &scope, (&item, &wanted, item.row.revision)).await?;
    if matches!(acted, Acted::Stale | Acted::Ended) {
        return Err(conflict());
    }
    let json = json(&tx, &platform, &scope, item.row.id).await?;
    tx.commit().await?;
    Ok(answer(200, json))
}

async fn json(
    tx: &hikeshi_db::Tx,
    platform: &Platform,
    scope: &CompanyScope,
    id: Uuid,
) -> Result<String, Problem> {
    let item = find(tx, scope, &id.to_string()).await?;
    Ok(serde_json::to_string(&ItemShape::of(&item, today(platform)))?)
}

/// Title, note, owner, day and rhythm as they were sent.
type Typed = (String, String, Option<Uuid>, Option<String>, Option<String>);

fn entry(
    (title, note, account, due, rhythm): Typed,
    measure: Option<String>,
    (people, now): (&[Owner], Option<&Entry>),
) -> Result<Entry, Problem> {
    let wrong = |field: &str| Problem::invalid(field.to_owned());
    let title = match measure {
        Some(title) => title,
        None => clean_line(&title, LONGEST_TITLE).map_err(|_| wrong("title: 1 to 200 letters"))?,
    };
    let note = match note.trim() {
        "" => String::new(),
        note => clean_text(note, LONGEST_NOTE).map_err(|_| wrong("note: up to 4000 letters"))?,
    };
    let due = due.filter(|due| !due.is_empty()).map(|due| due.parse::<Date>()).transpose();
    let due = due.map_err(|_| wrong("due: YYYY-MM-DD"))?;
    let rhythm = Rhythm::from_name(rhythm.as_deref().unwrap_or("none"))
        .ok_or_else(|| wrong("rhythm: none, monthly, quarterly, yearly"))?;
    if rhythm != Rhythm::Once && due.is_none() {
        return Err(wrong("due: what repeats needs a day"));
    }
    let known = people.iter().find(|one| Some(one.account) == account);
    let stays = now.filter(|now| now.account.is_some() && now.account == account);
    let owner = match (known, stays, account) {
        (Some(one), _, _) => one.name.clone(),
        (None, Some(now), _) => now.owner.clone(),
        (None, None, None) => String::new(),
        (None, None, Some(_)) => {
            return Err(wrong("owner_account: nobody who may change the plan"));
        }
    };
    Ok(Entry { title, note, account, owner, due, rhythm })
}
