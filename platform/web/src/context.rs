//! What is known about a request before anybody is recognised.

use std::net::IpAddr;

use axum::{extract::FromRequestParts, http::request::Parts};
use hikeshi_i18n::Words;
use hikeshi_kernel::Lang;
use hikeshi_ui::Shell;

use crate::Problem;

/// Made once per request by [`crate::protect`]; handlers take it as an argument.
#[derive(Debug, Clone)]
pub struct RequestContext {
    /// Shown on error pages and written into the log.
    pub id: String,
    /// The language that the person chose (`?lang=` or cookie), else Japanese.
    pub lang: Lang,
    /// Allows this response's scripts.
    pub nonce: String,
    /// Path and query as asked for.
    pub path: String,
    /// Who asks, for rate limits.
    pub address: IpAddr,
    /// The words of the language.
    pub words: Words,
    /// What every page says first of the whole installation; see [`Shell::banner`].
    pub banner: Option<String>,
}

impl RequestContext {
    /// The frame of a page for nobody in particular.
    #[must_use]
    pub fn shell(&self) -> Shell {
        let mut shell = Shell::new(self.words.clone(), self.path.clone(), self.nonce.clone());
        shell.banner.clone_from(&self.banner);
        shell
    }
}

impl<S: Send + Sync> FromRequestParts<S> for RequestContext {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let found = parts.extensions.get::<Self>().cloned();
        found.ok_or_else(|| Problem::internal("a route stands outside of protect()"))
    }
}
