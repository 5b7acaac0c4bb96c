//! What every handler about one run begins and ends with.

use axum::{
    extract::{FromRequestParts, Path},
    http::{StatusCode, request::Parts},
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_blobs::TenantKey;
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_key, company_shell};
use hikeshi_identity::{Allowed, can::Action};
use hikeshi_incidents::{case::view_incident, model::incident};
use hikeshi_ui::Shell;
use hikeshi_web::{Platform, Problem, RequestContext};
use serde::Deserialize;

use crate::{letters::find_run, model::letter_run};

/// A person with the right `A`, at one run.
pub(super) struct AtRun<A: Action> {
    pub platform: Platform,
    pub context: RequestContext,
    pub scope: Allowed<A>,
    pub incident: incident::Model,
    pub run: letter_run::Model,
}

#[derive(Deserialize)]
struct Ids {
    incident: String,
    run: String,
}

impl<A: Action> FromRequestParts<Platform> for AtRun<A> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, platform: &Platform) -> Result<Self, Problem> {
        let context = RequestContext::from_request_parts(parts, platform).await?;
        let scope = Allowed::<A>::from_request_parts(parts, platform).await?;
        let ids = Path::<Ids>::from_request_parts(parts, platform).await;
        let Path(ids) = ids.map_err(|_| Problem::not_found())?;
        let (tx, incident) = view_incident(platform, &scope, &ids.incident).await?;
        let run = find_run(&tx, &incident, &ids.run).await?;
        drop(tx);
        Ok(Self { platform: platform.clone(), context, scope, incident, run })
    }
}

impl<A: Action> AtRun<A> {
    /// A transaction to read in, with the frame of a page.
    pub async fn page(&self) -> Result<(Tx, Shell), Problem> {
        let tx = self.platform.db.read(self.scope.fence()).await?;
        let shell = company_shell(&tx, &self.scope, &self.context, Place::Incidents).await?;
        Ok((tx, shell))
    }

    /// The key of the company's files.
    pub async fn key(&self) -> Result<TenantKey, Problem> {
        let tx = self.platform.db.read(self.scope.fence()).await?;
        company_key(&tx, &self.platform, &self.scope).await
    }

    /// The run as it stands now, in a transaction to read in.
    pub async fn run_now(&self, tx: &Tx) -> Result<letter_run::Model, Problem> {
        find_run(tx, &self.incident, &self.run.id.to_string()).await
    }

    /// On to a page of the run (`""`: its own).
    pub fn to(&self, page: &str) -> Response {
        let (company, incident) = (self.scope.company(), self.incident.id);
        let path = format!("/c/{company}/incidents/{incident}/letters/{}{page}", self.run.id);
        Redirect::to(&path).into_response()
    }

    /// The page of the run with the reason why nothing was done.
    pub async fn refuse(&self, key: &str) -> Result<Response, Problem> {
        let text = self.context.words.t(key);
        super::letters_run::refused(self, StatusCode::CONFLICT, ("", text)).await
    }
}
