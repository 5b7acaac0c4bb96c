//! Pages of a list by cursor.

use hikeshi_web::Problem;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// The most that one answer holds.
const MOST: u64 = 200;
/// How much it holds when nobody asks.
const USUAL: u64 = 50;

/// Which part of a list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Part {
    /// `next` of the answer before; left out for the beginning.
    pub before: Option<String>,
    /// How many, 1 to 200 (50 when left out).
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
}

impl Part {
    /// How many to read.
    pub(crate) fn limit(&self) -> u64 {
        self.limit.unwrap_or(USUAL).clamp(1, MOST)
    }

    /// The cursor, read as `T`.
    ///
    /// # Errors
    /// Invalid for a text that is no cursor.
    pub(crate) fn cursor<T: std::str::FromStr>(&self) -> Result<Option<T>, Problem> {
        match self.before.as_deref() {
            None | Some("") => Ok(None),
            Some(text) => text.parse().map(Some).map_err(|_| Problem::invalid("before")),
        }
    }
}

/// A part of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Page<T> {
    /// The things, the latest first.
    pub items: Vec<T>,
    /// The cursor of what follows; null at the end.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// A page that was read with `limit`: when it is full, more may follow `last`.
    pub(crate) fn new(items: Vec<T>, limit: u64, last: impl Fn(&T) -> String) -> Self {
        let full = u64::try_from(items.len()).is_ok_and(|count| count >= limit);
        let next = items.last().filter(|_| full).map(last);
        Self { items, next }
    }
}
