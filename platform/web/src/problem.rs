//! Problems with two readers: the person learns what to do, the log gets the causes.
//!
//! Handlers return `Result<_, Problem>`; any error turns into an internal
//! problem with `?`. [`crate::protect`] renders the page (or problem+json under
//! `/api/`, RFC 9457) in the person's language and writes the log line once.

use axum::response::{IntoResponse, Response};

/// What kind of problem; each has its own words (`web-problem-<name>-…`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// There is no such thing, or it belongs to somebody else.
    NotFound,
    /// Nobody is signed in.
    SignIn,
    /// The person's role does not allow this.
    Forbidden,
    /// Somebody else was faster; the own text is shown for copying.
    Conflict,
    /// The input cannot be used.
    Invalid,
    /// The input is text in another encoding than UTF-8.
    NotText,
    /// More bytes than allowed.
    TooLarge,
    /// Too often in a short time.
    TooMany,
    /// Our fault.
    Internal,
    /// Not ready yet, or stopping.
    Unavailable,
}

impl ProblemKind {
    /// The HTTP status.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::SignIn => 401,
            Self::Forbidden => 403,
            Self::Conflict => 409,
            Self::Invalid | Self::NotText => 422,
            Self::TooLarge => 413,
            Self::TooMany => 429,
            Self::Internal => 500,
            Self::Unavailable => 503,
        }
    }

    /// The name in keys of words and in problem types.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::SignIn => "sign-in",
            Self::Forbidden => "forbidden",
            Self::Conflict => "conflict",
            Self::Invalid => "invalid",
            Self::NotText => "not-text",
            Self::TooLarge => "too-large",
            Self::TooMany => "too-many",
            Self::Internal => "internal",
            Self::Unavailable => "unavailable",
        }
    }
}

/// A problem on its way to the person and to the log.
#[derive(Debug, Clone)]
pub struct Problem {
    /// Which kind.
    pub kind: ProblemKind,
    /// A sentence for the person, already in their language.
    pub detail: Option<String>,
    /// The chain of causes, for the log only.
    pub cause: Option<String>,
    /// Seconds to wait, for [`ProblemKind::TooMany`].
    pub retry_after: Option<u64>,
}

impl Problem {
    const fn of(kind: ProblemKind) -> Self {
        Self { kind, detail: None, cause: None, retry_after: None }
    }

    /// There is no such thing here.
    #[must_use]
    pub const fn not_found() -> Self {
        Self::of(ProblemKind::NotFound)
    }

    /// Somebody must sign in first.
    #[must_use]
    pub const fn sign_in() -> Self {
        Self::of(ProblemKind::SignIn)
    }

    /// The role does not allow this.
    #[must_use]
    pub const fn forbidden() -> Self {
        Self::of(ProblemKind::Forbidden)
    }

    /// The input cannot be used; `detail` says why and what to do.
    #[must_use]
    pub fn invalid(detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..Self::of(ProblemKind::Invalid) }
    }

    /// The input is text that is not UTF-8: read as if it were, it would be kept as other signs.
    #[must_use]
    pub const fn not_text() -> Self {
        Self::of(ProblemKind::NotText)
    }

    /// Somebody else was faster; `detail` says who and what.
    #[must_use]
    pub fn conflict(detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..Self::of(ProblemKind::Conflict) }
    }

    /// More bytes than allowed.
    #[must_use]
    pub const fn too_large() -> Self {
        Self::of(ProblemKind::TooLarge)
    }

    /// Too often; try again after so many seconds.
    #[must_use]
    pub fn too_many(seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..Self::of(ProblemKind::TooMany) }
    }

    /// Our fault, described for the log.
    #[must_use]
    pub fn internal(cause: impl Into<String>) -> Self {
        Self { cause: Some(cause.into()), ..Self::of(ProblemKind::Internal) }
    }
}

impl<E: std::error::Error> From<E> for Problem {
    #[track_caller]
    fn from(error: E) -> Self {
        let mut text = format!("{} ({})", error, std::panic::Location::caller());
        let mut cause = error.source();
        while let Some(inner) = cause {
            text.push_str(": ");
            text.push_str(&inner.to_string());
            cause = inner.source();
        }
        Self::internal(text)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = axum::http::StatusCode::from_u16(self.kind.status())
            .unwrap_or(axum::http::StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
