//! Requests that programs may send twice: the second one gets the first answer.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_kernel::to_millis;
use hikeshi_web::{Platform, Problem};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::model::idempotency;

/// The header with a text that the program made up for this one act.
const KEY_HEADER: &str = "idempotency-key";
/// The most letters of such a text.
const KEY_LETTERS: usize = 200;

/// An act under a key.
#[derive(Debug, Clone)]
pub struct Once {
    company: Uuid,
    account: Uuid,
    key: String,
    sha256: String,
}

impl Once {
    /// The act of this request; `None` when it has no key. Path and body must be the same in a
    /// repetition: `sha256` is the body's hash.
    ///
    /// # Errors
    /// Invalid for a key that is empty or too long.
    pub fn of(
        headers: &HeaderMap,
        scope: &CompanyScope,
        (path, sha256): (&str, &str),
    ) -> Result<Option<Self>, Problem> {
        let Some(key) = headers.get(KEY_HEADER) else { return Ok(None) };
        let key = key.to_str().unwrap_or_default();
        let Some(account) = scope.account() else { return Ok(None) };
        if key.is_empty() || key.len() > KEY_LETTERS {
            return Err(Problem::invalid(KEY_HEADER));
        }
        let sha256 = format!("{path} {sha256}");
        Ok(Some(Self {
            company: scope.company().0,
            account: account.0,
            key: key.to_owned(),
            sha256,
        }))
    }

    /// The answer that was given before.
    ///
    /// # Errors
    /// A conflict when the key was used for another request; a problem of the database.
    pub async fn before(&self, tx: &Tx) -> Result<Option<Response>, Problem> {
        let found = idempotency::Entity::find()
            .filter(idempotency::Column::CompanyId.eq(self.company))
            .filter(idempotency::Column::AccountId.eq(self.account))
            .filter(idempotency::Column::Key.eq(&self.key))
            .one(tx.conn())
            .await?;
        match found {
            None => Ok(None),
            Some(row) if row.body_sha256 != self.sha256 => Err(Problem::conflict(KEY_HEADER)),
            Some(row) => Ok(Some(answer(u16::try_from(row.status)?, row.response_json))),
        }
    }

    /// Keeps the answer in the transaction of the act.
    ///
    /// # Errors
    /// A conflict when the same key is at work at this moment; a problem of the database.
    pub async fn keep(
        &self,
        tx: &Tx,
        platform: &Platform,
        (status, response_json): (StatusCode, &str),
    ) -> Result<(), Problem> {
        let row = idempotency::ActiveModel {
            company_id: Set(self.company),
            account_id: Set(self.account),
            key: Set(self.key.clone()),
            body_sha256: Set(self.sha256.clone()),
            status: Set(i64::from(status.as_u16())),
            response_json: Set(response_json.to_owned()),
            at: Set(to_millis(platform.clock.now())),
        };
        let kept = idempotency::Entity::insert(row).exec_without_returning(tx.conn()).await;
        match kept {
            Err(error) if hikeshi_db::is_unique_violation(&error) => {
                Err(Problem::conflict(KEY_HEADER))
            }
            other => Ok(other.map(|_| ())?),
        }
    }
}

/// A JSON answer from its text.
#[must_use]
pub fn answer(status: u16, json: String) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    let mut response = (status, json).into_response();
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}
