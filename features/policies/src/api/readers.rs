//! Who has read the version in force.

use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    routing::{get, post},
};
use hikeshi_db::Tx;
use hikeshi_identity::{AccountId, Allowed, CompanyScope, can};
use hikeshi_web::{Platform, Problem, Sent};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Place2, Place3, time};
use crate::{
    document::{Document, find_document, last_version},
    model::{policy_reader, policy_version},
    pages::listed_people,
    readers::{
        NewReader, Noted, ask_readers, find_reader, note_on_paper, read_by_account, readers_of,
        stop_asking,
    },
};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/api/v1/companies/{company}/policies/{policy}/readers", get(list).post(ask))
        .route("/api/v1/companies/{company}/policies/{policy}/readers/{reader}", post(note))
}

/// Somebody who was asked to read the version in force.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PolicyReader)]
pub(super) struct ReaderShape {
    id: Uuid,
    account: Option<Uuid>,
    name: String,
    email: String,
    asked_at: String,
    read_at: Option<String>,
    /// `account`, `link` or `paper`; empty while not read.
    how: String,
}

impl From<policy_reader::Model> for ReaderShape {
    fn from(row: policy_reader::Model) -> Self {
        Self {
            id: row.id,
            account: row.account_id,
            asked_at: time(row.asked_at),
            read_at: row.read_at.map(time),
            name: row.name,
            email: row.email,
            how: row.read_how,
        }
    }
}

/// People to ask.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewReadersBody {
    /// Members of the company.
    #[serde(default)]
    accounts: Vec<Uuid>,
    /// Others, each as "name address".
    #[serde(default)]
    others: Vec<String>,
}

/// What became of a reader.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReaderActBody {
    /// `read` (the person behind the key), `paper` (signed on paper) or `stop`.
    act: String,
}

/// The readers of the version in force, by name.
#[utoipa::path(get, path = "/api/v1/companies/{company}/policies/{policy}/readers", tag = "policies",
    params(("company" = Uuid, Path), ("policy" = Uuid, Path)),
    responses((status = 200, body = Vec<ReaderShape>), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn list(
    State(platform): State<Platform>,
    scope: Allowed<can::EditPolicies>,
    Path((_, id)): Place2,
) -> Result<Json<Vec<ReaderShape>>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let (_, version) = in_force(&tx, &scope, &id).await?;
    let all = readers_of(&tx, &version).await?;
    Ok(Json(all.into_iter().map(ReaderShape::from).collect()))
}

/// Asks people to read the version in force; who was asked already is left as they are.
#[utoipa::path(post, path = "/api/v1/companies/{company}/policies/{policy}/readers", tag = "policies",
    params(("company" = Uuid, Path), ("policy" = Uuid, Path)),
    request_body = NewReadersBody,
    responses((status = 200, body = Vec<ReaderShape>), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub(super) async fn ask(
    State(platform): State<Platform>,
    scope: Allowed<can::EditPolicies>,
    Path((_, id)): Place2,
    sent: Sent<NewReadersBody>,
) -> Result<Json<Vec<ReaderShape>>, Problem> {
    let body = sent.value;
    let others = listed_people(&body.others.join("\n"))
        .map_err(|line| Problem::invalid(format!("others: {line}")))?;
    let accounts = body.accounts.into_iter().map(|id| NewReader::Account(AccountId(id)));
    let people: Vec<NewReader> = accounts.chain(others).collect();
    let tx = platform.db.write(scope.fence()).await?;
    let (document, version) = in_force(&tx, &scope, &id).await?;
    ask_readers(&tx, &platform, &scope, (&document, &version), &people).await?;
    let all = readers_of(&tx, &version).await?;
    tx.commit().await?;
    Ok(Json(all.into_iter().map(ReaderShape::from).collect()))
}

/// Notes that the person has read it, that somebody signed on paper, or that somebody is asked no
/// more.
#[utoipa::path(post, path = "/api/v1/companies/{company}/policies/{policy}/readers/{reader}", tag = "policies",
    params(("company" = Uuid, Path), ("policy" = Uuid, Path), ("reader" = Uuid, Path)),
    request_body = ReaderActBody,
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub(super) async fn note(
    State(platform): State<Platform>,
    scope: Allowed<can::ViewPolicies>,
    Path((_, id, reader)): Place3,
    sent: Sent<ReaderActBody>,
) -> Result<StatusCode, Problem> {
    let act = sent.value.act;
    if act != "read" && !scope.may::<can::EditPolicies>() {
        return Err(Problem::forbidden());
    }
    let tx = platform.db.write(scope.fence()).await?;
    let (_, version) = in_force(&tx, &scope, &id).await?;
    let reader = find_reader(&tx, &version, &reader).await?;
    match act.as_str() {
        "read" => {
            if read_by_account(&tx, &platform, &scope, &reader).await? == Noted::NotTheirs {
                return Err(Problem::not_found());
            }
        }
        "paper" => drop(note_on_paper(&tx, &platform, &scope, &reader).await?),
        "stop" => stop_asking(&tx, &platform, &scope, &reader).await?,
        _ => return Err(Problem::invalid("act: read, paper, stop")),
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn in_force(
    tx: &Tx,
    scope: &CompanyScope,
    id: &str,
) -> Result<(Document, policy_version::Model), Problem> {
    let document = find_document(tx, scope, id).await?;
    let version = last_version(tx, &document).await?.ok_or_else(Problem::not_found)?;
    Ok((document, version))
}
