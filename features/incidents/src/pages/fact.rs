//! One fact: writing it, and all that was written about it.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_ui::{Choice, Markup, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext, percent};
use serde::Deserialize;

use super::{
    case_head::{CaseHead, Tab},
    fact_form::{FactForm, Then},
    shown_fact::ShownFact,
};
use crate::{
    case::{Certainty, FactConflict, fact_history, incident_of, set_fact, view_incident},
    content::{FactField, content},
    import::fact_name,
    model::{fact, incident},
};

/// One page for a fact.
#[derive(Template)]
#[template(path = "pages/fact.html")]
struct FactPage {
    shell: Shell,
    head: CaseHead,
    title: Markup,
    name: String,
    hint: Markup,
    choices: Vec<Choice>,
    many: bool,
    certainties: Vec<Choice>,
    form: FactForm,
    /// Where the person goes on afterwards.
    then: Then,
    /// The revision that the person has seen when the page is sent.
    seen: i64,
    /// What somebody else wrote meanwhile.
    other: Option<ShownFact>,
    history: Vec<ShownFact>,
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// The name of a [`Then`].
    #[serde(default)]
    then: String,
}

/// Company, incident and key.
type Place3 = Path<(String, String, String)>;

/// Shows the page.
pub(crate) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewIncidents>,
    Path((_, incident, key)): Place3,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let (tx, _) = view_incident(&platform, &scope, &incident).await?;
    let known = Known::find(&tx, &scope, (&incident, key)).await?;
    let mut form = FactForm::of(known.field, known.history.first());
    form.then = asked.then;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    Ok(Html(known.page(&platform, &scope, shell, form)).into_response())
}

/// Writes a new revision, or shows the form again: with what is wrong (422), or with what
/// somebody else wrote meanwhile (409).
pub(crate) async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::WorkIncident>,
    Path((_, incident, key)): Place3,
    Posted(form): Posted<FactForm>,
) -> Result<Response, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let known = Known::find(&tx, &scope, (&incident, key)).await?;
    let read = form.read(&platform, &context.words, &known.key, known.field)?;
    let new = match read {
        Ok(new) => new,
        Err(errors) => {
            let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
            shell.errors = errors;
            let seen = form.seen();
            let page = FactPage { seen, ..known.page(&platform, &scope, shell, form) };
            return Ok(Html(page).with_status(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let key = known.key.clone();
    let wanted = (new.value.clone(), new.certainty, new.source.clone());
    match set_fact(&tx, &platform, &scope, &known.incident, new).await? {
        Err(FactConflict(theirs)) if !says(&theirs, &wanted) => {
            let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
            let known = Known::find(&tx, &scope, (&incident, key)).await?;
            let other = ShownFact::new(&shell, platform.clock.now(), &theirs);
            let page = known.page(&platform, &scope, shell, form);
            Ok(Html(FactPage { other: Some(other), ..page }).with_status(StatusCode::CONFLICT))
        }
        // The same form sent twice says what stands there already.
        Ok(_) | Err(_) => {
            tx.commit().await?;
            let key = percent(&key);
            let base = CaseHead::new(&scope, &context.words, &known.incident, Tab::Facts).base;
            let page = Then::from_name(&form.then).page();
            Ok(Redirect::to(&format!("{base}/{page}?saved={key}")).into_response())
        }
    }
}

fn says(fact: &fact::Model, (value, certainty, source): &(String, Certainty, String)) -> bool {
    fact.value == *value && fact.certainty == certainty.name() && fact.source == *source
}

/// A key that may be written: of the sheet, or written before.
struct Known {
    incident: incident::Model,
    key: String,
    field: Option<&'static FactField>,
    history: Vec<fact::Model>,
}

impl Known {
    async fn find(
        tx: &Tx,
        scope: &CompanyScope,
        (incident, key): (&str, String),
    ) -> Result<Self, Problem> {
        let incident = incident_of(tx, scope, incident).await?;
        let history = fact_history(tx, &incident, &key).await?;
        let field = content()?.facts.field(&key);
        if field.is_none() && history.is_empty() {
            return Err(Problem::not_found());
        }
        Ok(Self { incident, key, field, history })
    }

    fn page(
        &self,
        platform: &Platform,
        scope: &CompanyScope,
        shell: Shell,
        mut form: FactForm,
    ) -> FactPage {
        form.choice.retain(|id| !id.is_empty());
        let lang = shell.words.lang();
        let now = platform.clock.now();
        let name = content().map(|all| fact_name(&shell.words, &all.facts, &self.key));
        let choices = self.field.map(|field| field.choices.as_slice()).unwrap_or_default();
        let certainty = |certainty: Certainty| {
            let word = shell.t(&format!("record-certainty-{}", certainty.name()));
            let hint = shell.t(&format!("record-certainty-{}-hint", certainty.name()));
            Choice::new(certainty.name(), word).with_hint(hint)
        };
        FactPage {
            head: CaseHead::new(scope, &shell.words, &self.incident, Tab::Facts),
            title: self.field.map(|field| shell.text(&field.title)).unwrap_or_default(),
            name: name.unwrap_or_else(|_| self.key.clone()),
            hint: self.field.map(|field| shell.text(&field.hint)).unwrap_or_default(),
            choices: choices
                .iter()
                .map(|choice| Choice::new(&choice.id, choice.title.get(lang)))
                .collect(),
            many: self.field.is_some_and(|field| field.many),
            certainties: [Certainty::Confirmed, Certainty::Suspected, Certainty::Unknown]
                .map(certainty)
                .to_vec(),
            then: Then::from_name(&form.then),
            form,
            seen: self.history.first().map_or(0, |fact| fact.revision),
            other: None,
            history: self.history.iter().map(|fact| ShownFact::new(&shell, now, fact)).collect(),
            shell,
        }
    }
}
