//! Posted forms.

use axum::{
    extract::{FromRequest, Request},
    http::StatusCode,
    response::IntoResponse as _,
};
use serde::de::DeserializeOwned;

use crate::{Problem, ProblemKind};

/// The fields of a posted form, read into `T` (repeated fields become lists).
#[derive(Debug)]
pub struct Posted<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Posted<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        match axum_extra::extract::Form::<T>::from_request(request, state).await {
            Ok(form) => Ok(Self(form.0)),
            Err(refused) => {
                let cause = refused.to_string();
                if refused.into_response().status() == StatusCode::PAYLOAD_TOO_LARGE {
                    return Err(Problem::too_large());
                }
                Err(Problem {
                    kind: ProblemKind::Invalid,
                    detail: None,
                    cause: Some(cause),
                    retry_after: None,
                })
            }
        }
    }
}
