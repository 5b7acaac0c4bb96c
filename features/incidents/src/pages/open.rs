//! Opening an incident by hand, for somebody who knows what it is.

use askama::Template;
use axum::{
    Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::{Moment, TextError, clean_line, clean_text, new_uuid};
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    kind_choices::{kind_choices, known_kinds},
    typed_time::read_time,
};
use crate::{
    case::{Certainty, NewIncident, Purpose, lies_ahead},
    content::content,
    opening::{Happened, begin_incident_once},
};

/// Letters that a title may have.
const LONGEST_TITLE: usize = 120;
/// Letters that the description may have.
const LONGEST_TEXT: usize = 10_000;

pub(crate) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/incidents/open", get(show).post(save))
}

/// The page.
#[derive(Template)]
#[template(path = "pages/open.html")]
struct OpenPage {
    shell: Shell,
    base: String,
    kinds: Vec<Choice>,
    /// How sure the person is of what happened.
    certainties: Vec<Choice>,
    purposes: Vec<Choice>,
    form: OpenForm,
}

/// What the form sends and shows again.
#[derive(Debug, Clone, Default, Deserialize)]
struct OpenForm {
    /// The random id of the form, so that sending it twice opens one incident.
    #[serde(default)]
    form_id: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    kinds: Vec<String>,
    #[serde(default)]
    noticed: String,
    #[serde(default)]
    what: String,
    /// The name of a [`Certainty`].
    #[serde(default)]
    certainty: String,
    #[serde(default)]
    purpose: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::OpenIncident>,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let form = OpenForm {
        form_id: new_form(&platform).to_string(),
        certainty: Certainty::Suspected.name().to_owned(),
        purpose: Purpose::Real.name().to_owned(),
        ..OpenForm::default()
    };
    Ok(Html(OpenPage::new(shell, &scope, form)?).into_response())
}

async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::OpenIncident>,
    Posted(form): Posted<OpenForm>,
) -> Result<Response, Problem> {
    let opening = match form.read(&platform, &context)? {
        Ok(read) => read,
        Err(errors) => {
            let tx = platform.db.read(scope.fence()).await?;
            let mut shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
            shell.errors = errors;
            let page = Html(OpenPage::new(shell, &scope, form)?);
            return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let tx = platform.db.write(scope.fence()).await?;
    let form_id = form.form_id.parse().unwrap_or_else(|_| new_form(&platform));
    let incident = begin_incident_once(&tx, &platform, &scope, form_id, opening).await?;
    tx.commit().await?;
    if !scope.may::<can::ViewIncidents>() {
        return Ok(Redirect::to(&format!("/c/{}", scope.company())).into_response());
    }
    let path = format!("/c/{}/incidents/{}", scope.company(), incident.id);
    Ok(Redirect::to(&path).into_response())
}

fn new_form(platform: &Platform) -> Uuid {
    let (clock, rng) = platform.chance();
    new_uuid(clock, rng)
}

/// What to open, and what happened as far as it was said.
type Opening = (NewIncident, Option<Happened>);

impl OpenForm {
    /// What to open and what happened, or what is wrong with each field.
    fn read(
        &self,
        platform: &Platform,
        context: &RequestContext,
    ) -> Result<Result<Opening, Vec<FieldError>>, Problem> {
        let words = &context.words;
        let mut errors = Vec::new();
        let title = clean_line(&self.title, LONGEST_TITLE).unwrap_or_default();
        if title.is_empty() {
            let text = words.t1("case-open-title-error", "max", LONGEST_TITLE);
            errors.push(FieldError::new("title", text));
        }
        let mut kinds = known_kinds(&self.kinds)?;
        if kinds.is_empty() {
            kinds.push("unclassified".to_owned());
        }
        let now = platform.clock.now();
        let noticed = match self.noticed.trim() {
            "" => Moment::Exact { at: now },
            typed => match read_time(words, &content()?.times, typed, (now, &[])) {
                Ok(moment) if lies_ahead(moment, now) => {
                    errors.push(FieldError::new("noticed", words.t("record-time-ahead")));
                    Moment::Unknown
                }
                Ok(moment) => moment,
                Err(text) => {
                    errors.push(FieldError::new("noticed", text));
                    Moment::Unknown
                }
            },
        };
        let what = match clean_text(&self.what, LONGEST_TEXT) {
            Err(TextError::Empty) => Ok(String::new()),
            read => read,
        };
        if what.is_err() {
            let text = words.t1("case-text-long", "max", LONGEST_TEXT);
            errors.push(FieldError::new("what", text));
        }
        let purpose = Purpose::from_name(&self.purpose).unwrap_or(Purpose::Real);
        if !errors.is_empty() {
            return Ok(Err(errors));
        }
        let (proposed_level, proposed_json) = (None, "[]".to_owned());
        let new = NewIncident { title, purpose, kinds, proposed_level, proposed_json, noticed };
        let text = what.unwrap_or_default();
        // Nobody is surer than they say.
        let certainty = match Certainty::from_name(&self.certainty) {
            Some(Certainty::Confirmed) => Certainty::Confirmed,
            _ => Certainty::Suspected,
        };
        let happened = (!text.is_empty()).then_some(Happened { text, certainty });
        Ok(Ok((new, happened)))
    }
}

impl OpenPage {
    fn new(shell: Shell, scope: &CompanyScope, form: OpenForm) -> Result<Self, Problem> {
        let purposes = [Purpose::Real, Purpose::Drill, Purpose::History].map(|purpose| {
            Choice::new(purpose.name(), shell.t(&format!("case-purpose-{}", purpose.name())))
        });
        Ok(Self {
            base: format!("/c/{}/incidents", scope.company()),
            kinds: kind_choices(&shell)?,
            certainties: [Certainty::Confirmed, Certainty::Suspected]
                .map(|one| {
                    Choice::new(one.name(), shell.t(&format!("record-certainty-{}", one.name())))
                        .with_hint(shell.t(&format!("record-certainty-{}-hint", one.name())))
                })
                .to_vec(),
            purposes: purposes.to_vec(),
            form,
            shell,
        })
    }
}
