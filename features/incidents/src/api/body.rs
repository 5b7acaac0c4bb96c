//! JSON that programs send.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
};
use hikeshi_web::Problem;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

/// A body read as `T`, and the hash of its bytes.
pub(crate) struct Sent<T> {
    pub value: T,
    pub sha256: String,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Sent<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let bytes = Bytes::from_request(request, state).await.map_err(|refused| {
            match refused.status() {
                axum::http::StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(),
                _ => Problem::invalid(refused.body_text()),
            }
        })?;
        // The reader's own words name the field and the place: they are for programmers.
        let value =
            serde_json::from_slice(&bytes).map_err(|error| Problem::invalid(error.to_string()))?;
        Ok(Self { value, sha256: hex::encode(Sha256::digest(&bytes)) })
    }
}
