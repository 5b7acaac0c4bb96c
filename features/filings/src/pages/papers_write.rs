//! Writing in a paper: an item's text, and a fact that was missing.

use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::post,
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, can};
use hikeshi_incidents::{
    case::{FactConflict, set_fact, view_incident},
    content::content,
    import::fact_value,
    page::FactForm,
};
use hikeshi_kernel::{TextError, clean_text};
use hikeshi_ui::FieldError;
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::papers_paper::{Typed, page};
use crate::papers::{Edit, Edited, LONGEST_ITEM, edit_item, find_paper};

pub(super) fn routes() -> Router<Platform> {
    Router::new()
        .route("/c/{company}/incidents/{incident}/filings/{paper}/items/{item}", post(write_item))
        .route("/c/{company}/incidents/{incident}/filings/{paper}/facts/{key}", post(write_fact))
}

/// Company, incident, paper, and item or key.
type Place4 = Path<(String, String, String, String)>;

/// What the form of an item posts.
#[derive(Debug, Clone, Default, Deserialize)]
struct ItemForm {
    #[serde(default)]
    text: String,
    /// The generated text that the person saw, by its name.
    #[serde(default)]
    basis: String,
    /// The revision of the item that the person saw.
    #[serde(default)]
    seen: String,
    /// `mine` keeps the own text, `new` takes what the facts say; else the text as typed.
    #[serde(default)]
    take: String,
}

async fn write_item(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::PrepareFilings>,
    Path((_, incident, paper, item)): Place4,
    Posted(form): Posted<ItemForm>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let text = match clean_text(&form.text, LONGEST_ITEM) {
        Ok(text) => text,
        Err(TextError::Empty) => String::new(),
        Err(TextError::TooLong { max }) => {
            let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
            let field = format!("text-{item}");
            shell.errors =
                vec![FieldError::new(field, context.words.t1("paperwork-too-long", "max", max))];
            let row = find_paper(&tx, &scope, &incident, &paper).await?;
            let typed = Typed::Item { item, text: form.text, meanwhile: false };
            let page = page(&tx, &platform, &scope, (&incident, row), (shell, typed)).await?;
            return Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    drop(tx);
    let tx = platform.db.write(scope.fence()).await?;
    let edit = Edit {
        item: item.clone(),
        text: (form.take != "new").then(|| text.clone()),
        basis: form.basis,
        seen: form.seen.parse().unwrap_or(0),
    };
    let done = edit_item(&tx, &platform, &scope, &incident, (&paper, edit)).await?;
    let typed = match done {
        Edited::Saved => {
            tx.commit().await?;
            let base = format!("/c/{}/incidents/{}/filings", scope.company(), incident.id);
            let path = format!("{base}/{paper}?saved=1#i-{item}");
            return Ok(Redirect::to(&path).into_response());
        }
        Edited::Conflict(_) => Typed::Item { item, text, meanwhile: true },
        Edited::Frozen => Typed::Refused(context.words.t("paperwork-frozen")),
    };
    drop(tx);
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let row = find_paper(&tx, &scope, &incident, &paper).await?;
    let page = page(&tx, &platform, &scope, (&incident, row), (shell, typed)).await?;
    Ok(Html(page).with_status(StatusCode::CONFLICT))
}

async fn write_fact(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::PrepareFilings>,
    Path((_, incident, paper, key)): Place4,
    Posted(form): Posted<FactForm>,
) -> Result<Response, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let row = find_paper(&tx, &scope, &incident, &paper).await?;
    let field = content()?.facts.field(&key).ok_or_else(Problem::not_found)?;
    let new = match form.read(&platform, &context.words, &key, Some(field))? {
        Ok(new) => new,
        Err(errors) => {
            let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
            let there =
                |error: FieldError| FieldError::new(format!("f-{key}-{}", error.field), error.text);
            shell.errors = errors.into_iter().map(there).collect();
            let typed = Typed::Fact { key, form: Box::new(form), other: None };
            let page = page(&tx, &platform, &scope, (&incident, row), (shell, typed)).await?;
            return Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    drop(tx);
    let tx = platform.db.write(scope.fence()).await?;
    let Err(FactConflict(theirs)) = set_fact(&tx, &platform, &scope, &incident, new).await? else {
        tx.commit().await?;
        let base = format!("/c/{}/incidents/{}/filings", scope.company(), incident.id);
        return Ok(Redirect::to(&format!("{base}/{paper}?saved=1#missing")).into_response());
    };
    drop(tx);
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let value = fact_value(&shell.words, &content()?.facts, &key, &theirs.value);
    let row = find_paper(&tx, &scope, &incident, &paper).await?;
    let typed = Typed::Fact { key, form: Box::new(form), other: Some(value) };
    let page = page(&tx, &platform, &scope, (&incident, row), (shell, typed)).await?;
    Ok(Html(page).with_status(StatusCode::CONFLICT))
}
