//! What every act on a paper begins and ends with.

use axum::{
    extract::{FromRef, FromRequestParts, Path},
    http::{StatusCode, request::Parts},
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can::Action};
use hikeshi_incidents::{case::view_incident, model::incident};
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use super::papers_paper::{Place3, Typed, page};
use crate::papers::find_paper;

/// The right to do `A` on the paper named in the path. The paper itself is looked for by the act,
/// in its own transaction.
pub(super) struct OnPaper<A: Action> {
    pub platform: Platform,
    pub scope: Allowed<A>,
    pub incident: incident::Model,
    /// Its id, as it stands in the path.
    pub paper: String,
    context: RequestContext,
}

impl<A: Action, S> FromRequestParts<S> for OnPaper<A>
where
    S: Send + Sync,
    Platform: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let platform = Platform::from_ref(state);
        let context = RequestContext::from_request_parts(parts, state).await?;
        let scope = Allowed::<A>::from_request_parts(parts, state).await?;
        let path = Place3::from_request_parts(parts, state).await;
        let Path((_, incident, paper)) = path.map_err(|_| Problem::not_found())?;
        let (_, incident) = view_incident(&platform, &scope, &incident).await?;
        Ok(Self { platform, scope, incident, paper, context })
    }
}

impl<A: Action> OnPaper<A> {
    /// The transaction of the act.
    pub async fn write(&self) -> Result<Tx, Problem> {
        Ok(self.platform.db.write(self.scope.fence()).await?)
    }

    /// Keeps what was done, unless it was refused (`refused`: key of the words that say why), and
    /// answers.
    pub async fn end(self, tx: Tx, refused: Option<&'static str>) -> Result<Response, Problem> {
        match refused {
            None => tx.commit().await?,
            Some(_) => drop(tx),
        }
        self.answer(refused).await
    }

    /// Back to the paper, or the paper with the reason why nothing was done.
    pub async fn answer(self, refused: Option<&'static str>) -> Result<Response, Problem> {
        let Self { platform, scope, incident, paper, context } = self;
        let Some(key) = refused else {
            let base = format!("/c/{}/incidents/{}/filings", scope.company(), incident.id);
            return Ok(Redirect::to(&format!("{base}/{paper}?saved=1")).into_response());
        };
        let tx = platform.db.read(scope.fence()).await?;
        let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
        let row = find_paper(&tx, &scope, &incident, &paper).await?;
        let typed = Typed::Refused(context.words.t(key));
        let page = page(&tx, &platform, &scope, (&incident, row), (shell, typed)).await?;
        Ok(Html(page).with_status(StatusCode::CONFLICT))
    }
}
