//! Posted forms.

use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Request},
    http::StatusCode,
    response::IntoResponse as _,
};
use serde::de::DeserializeOwned;

use crate::{Problem, ProblemKind};

/// The fields of a posted form, read into `T` (repeated fields become lists), without the character
/// U+0000, which PostgreSQL keeps in no text.
#[derive(Debug)]
pub struct Posted<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Posted<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (head, body) = request.into_parts();
        let sent = Request::from_parts(head.clone(), body);
        let bytes = Bytes::from_request(sent, state)
            .await
            .map_err(|refused| refusal(refused.body_text(), refused.status()))?;
        let request = Request::from_parts(head, Body::from(without_nul(bytes)));
        match axum_extra::extract::Form::<T>::from_request(request, state).await {
            Ok(form) => Ok(Self(form.0)),
            Err(refused) => {
                let cause = refused.to_string();
                Err(refusal(cause, refused.into_response().status()))
            }
        }
    }
}

fn refusal(cause: String, status: StatusCode) -> Problem {
    if status == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::too_large();
    }
    Problem { kind: ProblemKind::Invalid, detail: None, cause: Some(cause), retry_after: None }
}

/// An encoded form without the character: as `%00` or as it is. In one pass, so that what is left
/// does not form another one.
fn without_nul(bytes: Bytes) -> Bytes {
    if !bytes.contains(&0) && !bytes.windows(3).any(|three| three == b"%00") {
        return bytes;
    }
    let mut kept = Vec::with_capacity(bytes.len());
    for byte in bytes.into_iter().filter(|byte| *byte != 0) {
        kept.push(byte);
        if kept.ends_with(b"%00") {
            kept.truncate(kept.len() - 3);
        }
    }
    kept.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_character_nul_leaves_a_form_however_it_is_hidden() {
        for (sent, kept) in [
            ("a=1&b=%2500", "a=1&b=%2500"),
            ("a=x%00y&%00b=\0", "a=xy&b="),
            ("a=%%0000", "a="),
            ("a=%%%000000z", "a=z"),
        ] {
            assert_eq!(without_nul(Bytes::from(sent)), kept.as_bytes(), "{sent}");
        }
        assert_eq!(without_nul(Bytes::from_static(b"a=%0\x000b")), &b"a=b"[..]);
    }
}
