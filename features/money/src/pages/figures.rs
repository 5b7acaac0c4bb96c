//! Entering the company's own figures.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_i18n::Words;
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::fold_width;
use hikeshi_loss::{Costs, Days, Responsibility, StopFigures, Yen};
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext, Typed};
use serde::Deserialize;

use super::typed::{needed, whole, yen};
use crate::{
    content::loss_model,
    figures::Figures,
    results::count,
    store::{Changed, figures, groups, policies, save_figures},
};

#[derive(Template)]
#[template(path = "pages/figures.html")]
struct FiguresPage {
    shell: Shell,
    home: String,
    form: FiguresForm,
    responsibilities: Vec<Choice>,
    /// Id, name, cost of each measure.
    measures: Vec<(String, String, String)>,
    conflict: bool,
}

/// What the form posts.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct FiguresForm {
    #[serde(default)]
    seen: i64,
    #[serde(default)]
    sales: String,
    #[serde(default)]
    open_days: String,
    #[serde(default)]
    lost: String,
    #[serde(default)]
    people: String,
    #[serde(default)]
    wage: String,
    #[serde(default)]
    hours: String,
    #[serde(default)]
    idle: String,
    #[serde(default)]
    days: String,
    #[serde(default)]
    first: String,
    #[serde(default)]
    forensics: String,
    #[serde(default)]
    recovery: String,
    #[serde(default)]
    letter: String,
    #[serde(default)]
    gift: String,
    #[serde(default)]
    responsibility: String,
    #[serde(default)]
    once_from: String,
    #[serde(default)]
    once_to: String,
    #[serde(default)]
    can_pay: String,
    /// Ids of measures, and beside each its cost.
    #[serde(default)]
    measure: Vec<String>,
    #[serde(default)]
    own_cost: Vec<String>,
}

/// The form.
pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditMoney>,
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let (figures, revision) = figures(&tx, &scope).await?;
    drop(tx);
    let form = FiguresForm::of(&figures, revision);
    page(&platform, &context, &scope, (form, Vec::new(), false)).await
}

/// Saves them; over what somebody else wrote meanwhile the form is shown again.
pub(super) async fn save(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::EditMoney>,
    Posted(mut form): Posted<FiguresForm>,
) -> Result<Response, Problem> {
    let words = &context.words;
    let (new, mut errors) = form.read(words);
    let tx = platform.db.write(scope.fence()).await?;
    if errors.is_empty() {
        let (groups, policies) = (groups(&tx, &scope).await?, policies(&tx, &scope).await?);
        if count(loss_model()?, (new.clone(), 1), groups, policies).is_err() {
            errors.push(FieldError::new("sales", words.t("money-too-large")));
        }
    }
    if !errors.is_empty() {
        drop(tx);
        return page(&platform, &context, &scope, (form, errors, false)).await;
    }
    if save_figures(&tx, &platform, &scope, (&new, form.seen)).await? != Changed::Yes {
        let (_, revision) = figures(&tx, &scope).await?;
        drop(tx);
        form.seen = revision;
        return page(&platform, &context, &scope, (form, Vec::new(), true)).await;
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("/c/{}/money?done=saved", scope.company())).into_response())
}

async fn page(
    platform: &Platform,
    context: &RequestContext,
    scope: &CompanyScope,
    (form, errors, conflict): (FiguresForm, Vec<FieldError>, bool),
) -> Result<Response, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, scope, context, Place::Money).await?;
    drop(tx);
    let status = match (conflict, errors.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, true) => StatusCode::OK,
    };
    shell.errors = errors;
    let choice = |id: &str| {
        Choice::new(id, shell.t(&format!("money-responsible-{id}")))
            .with_hint(shell.t(&format!("money-responsible-{id}-what")))
    };
    let typed = |id: &String| {
        let at = form.measure.iter().position(|one| one == id);
        at.and_then(|at| form.own_cost.get(at)).cloned().unwrap_or_default()
    };
    let measures = loss_model()?.measures.iter().map(|one| {
        let title = hikeshi_i18n::plain(one.title.get(context.lang));
        (one.id.clone(), title, typed(&one.id))
    });
    Ok(Html(FiguresPage {
        home: format!("/c/{}/money", scope.company()),
        responsibilities: ["ordinary", "high"].map(choice).into(),
        measures: measures.collect(),
        form,
        conflict,
        shell,
    })
    .with_status(status))
}

impl FiguresForm {
    fn of(figures: &Figures, seen: i64) -> Self {
        let yen = |sum: Option<Yen>| sum.map(|sum| sum.get().to_string()).unwrap_or_default();
        let (stop, costs) = (&figures.stop, &figures.costs);
        let tenths = figures.stop_day_tenths;
        let days = match tenths % 10 {
            0 => (tenths / 10).to_string(),
            rest => format!("{}.{rest}", tenths / 10),
        };
        Self {
            seen,
            sales: yen(stop.sales_per_day),
            open_days: stop.open_days.to_string(),
            lost: stop.lost_percent.to_string(),
            people: stop.idle_people.map(|people| people.to_string()).unwrap_or_default(),
            wage: yen(stop.wage_per_hour),
            hours: stop.hours_per_day.to_string(),
            idle: stop.idle_percent.to_string(),
            days,
            first: yen(costs.first_response),
            forensics: yen(costs.forensics),
            recovery: yen(costs.recovery),
            letter: yen(costs.letter),
            gift: yen(costs.gift),
            responsibility: match figures.responsibility {
                Responsibility::High => "high".to_owned(),
                Responsibility::Ordinary => "ordinary".to_owned(),
            },
            once_from: figures.once_from.to_string(),
            once_to: figures.once_to.to_string(),
            can_pay: yen(figures.can_pay),
            measure: figures.own_costs.keys().cloned().collect(),
            own_cost: figures.own_costs.values().map(|sum| sum.get().to_string()).collect(),
        }
    }

    /// The figures, and what is wrong with what was typed.
    fn read(&self, words: &Words) -> (Figures, Vec<FieldError>) {
        let mut typed = Typed::new(words);
        let stop = self.stop(&mut typed, words);
        let costs = self.costs(&mut typed, words);
        let can_pay = yen(&mut typed, words, ("can_pay", "money-f-can-pay"), &self.can_pay);
        let years = |typed: &mut Typed<'_>, field: (&str, &str), value: &str| {
            u32::try_from(needed(typed, words, field, value, (1, 1000))).unwrap_or(1)
        };
        let from = years(&mut typed, ("once_from", "money-f-once-from"), &self.once_from);
        let to = years(&mut typed, ("once_to", "money-f-once-to"), &self.once_to);
        if from > to {
            typed.mistake("once_to", words.t("money-once-order"));
        }
        let days = tenths(&self.days).and_then(|tenths| Days::tenths(tenths).ok());
        if days.is_none() {
            typed.mistake("days", words.t("money-days-wrong"));
        }
        let mut own_costs = std::collections::BTreeMap::new();
        for (id, value) in self.measure.iter().zip(&self.own_cost).take(200) {
            let field = format!("own-{id}");
            if let Some(sum) = yen(&mut typed, words, (&field, "money-cost"), value) {
                own_costs.insert(id.clone(), sum);
            }
        }
        let responsibility = match self.responsibility.as_str() {
            "high" => Responsibility::High,
            _ => Responsibility::Ordinary,
        };
        let figures = Figures {
            stop,
            stop_day_tenths: days.map_or(70, Days::as_tenths),
            costs,
            responsibility,
            once_from: from,
            once_to: to,
            can_pay,
            own_costs,
        };
        (figures, typed.errors())
    }

    fn stop(&self, typed: &mut Typed<'_>, words: &Words) -> StopFigures {
        let small = |number: i64| u8::try_from(number).unwrap_or_default();
        let people = ("people", "money-f-people");
        let people = whole(typed, words, people, &self.people, (0, 1_000_000));
        let percent = (0, 100);
        StopFigures {
            sales_per_day: yen(typed, words, ("sales", "money-f-sales"), &self.sales),
            open_days: small(needed(
                typed,
                words,
                ("open_days", "money-f-open-days"),
                &self.open_days,
                (1, 7),
            )),
            lost_percent: small(needed(
                typed,
                words,
                ("lost", "money-f-lost"),
                &self.lost,
                percent,
            )),
            idle_people: people.and_then(|people| u32::try_from(people).ok()),
            wage_per_hour: yen(typed, words, ("wage", "money-f-wage"), &self.wage),
            hours_per_day: small(needed(
                typed,
                words,
                ("hours", "money-f-hours"),
                &self.hours,
                (1, 24),
            )),
            idle_percent: small(needed(
                typed,
                words,
                ("idle", "money-f-idle"),
                &self.idle,
                percent,
            )),
        }
    }

    fn costs(&self, typed: &mut Typed<'_>, words: &Words) -> Costs {
        let mut sum = |field: &str, value: &str| {
            yen(typed, words, (field, &format!("money-f-{field}")), value)
        };
        Costs {
            first_response: sum("first", &self.first),
            forensics: sum("forensics", &self.forensics),
            recovery: sum("recovery", &self.recovery),
            letter: sum("letter", &self.letter),
            gift: sum("gift", &self.gift),
        }
    }
}

/// `5.8` as 58; more than one digit behind the point is none.
fn tenths(text: &str) -> Option<u32> {
    let text = fold_width(text.trim());
    let (whole, rest) = text.split_once('.').unwrap_or((&text, "0"));
    let digit = |text: &str| text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_digit());
    let whole: u32 = whole.parse().ok()?;
    let rest: u32 = Some(rest).filter(|rest| digit(rest))?.parse().ok()?;
    whole.checked_mul(10)?.checked_add(rest)
}
