//! One piece of information: its risk and where that comes from, what is done, who accepted it, history.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Redirect,
};
use axum_extra::extract::Query;
use hikeshi_directory::{Place, company_shell};
use hikeshi_i18n::{Words, plain};
use hikeshi_identity::{Allowed, can};
use hikeshi_kernel::{from_millis, to_millis};
use hikeshi_risk::{Level, RiskModel, Standing, ThreatRisk};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::{Done, Place2};
use crate::{
    Rated,
    acceptance::last_acceptances,
    content::risk_model,
    field::Field,
    history::history,
    ledger::{find, hold, retire},
    model::{risk_acceptance, risk_change, risk_treatment},
    rated::rate,
    shown::{band, flash, look, raw, value},
    threats::states,
    treatment::treatment_of,
};

#[derive(Template)]
#[template(path = "pages/row.html")]
pub(super) struct RowPage {
    shell: Shell,
    home: String,
    here: String,
    model: &'static RiskModel,
    one: Rated,
    tone: &'static str,
    icon: &'static str,
    band: String,
    advice: String,
    pairs: Vec<(String, String)>,
    threats: Vec<ThreatLine>,
    treatment: Option<TreatmentShown>,
    accepted: Option<AcceptedShown>,
    history: Vec<HistoryLine>,
    may_edit: bool,
    may_accept: bool,
    retired: bool,
}

struct ThreatLine {
    href: String,
    title: String,
    likelihood: String,
    weakness: String,
    tone: &'static str,
    icon: &'static str,
    band: String,
}

struct TreatmentShown {
    kind: String,
    row: risk_treatment::Model,
    due: String,
    left: String,
    overdue: bool,
}

struct AcceptedShown {
    row: risk_acceptance::Model,
    when: String,
    until: String,
    /// `holds`, `grown`, `over`.
    standing: &'static str,
}

struct HistoryLine {
    when: String,
    by: String,
    what: String,
    fields: Vec<(String, String, String)>,
    value: Option<i64>,
}

/// Shows it.
pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewRisks>,
    Path((_, id)): Place2,
    Query(asked): Query<Done>,
) -> Result<Html<RowPage>, Problem> {
    let model = risk_model()?;
    let tx = platform.db.read(scope.fence()).await?;
    let row = find(&tx, &scope, &id).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Risks).await?;
    let treatment = treatment_of(&tx, &row).await?;
    let accepted = last_acceptances(&tx, &scope).await?.remove(&row.id);
    let changes = history(&tx, &row).await?;
    let states = states(&tx, &scope).await?;
    drop(tx);
    shell.flash = flash(&shell.words, &asked.done);
    let now = platform.clock.now();
    let one = rate(model, &states, (row, treatment, accepted), to_millis(now));
    let words = &shell.words;
    let home = format!("/c/{}/risks", scope.company());
    let in_band = one.band(model);
    let (tone, icon) = look(in_band);
    let pairs = Field::ALL.into_iter().filter(|field| *field != Field::Name).map(|field| {
        let label = plain(&words.t(&format!("risks-field-{}", field.name())));
        (label, plain(&value(words, model, field, &one.entry)))
    });
    let threats = one.risk.by_threat.iter();
    let threats = threats.map(|threat| ThreatLine::of(words, model, threat, &home));
    let treatment = one.treatment.as_ref().map(|row| TreatmentShown {
        kind: words.t(&format!("risks-option-{}", row.kind)),
        due: raw(words, model, Field::RegisteredOn, &row.due),
        left: left(words, model, row),
        overdue: one.is_overdue(now),
        row: row.clone(),
    });
    let accepted = one.accepted.as_ref().map(|row| AcceptedShown {
        when: words.date_time(from_millis(row.decided_at)),
        until: words.date_time(from_millis(row.until)),
        standing: match one.standing {
            Standing::Grown => "grown",
            Standing::Over => "over",
            Standing::None | Standing::Holds => "holds",
        },
        row: row.clone(),
    });
    Ok(Html(RowPage {
        here: format!("{home}/rows/{}", one.row.id),
        tone,
        icon,
        band: band(words, in_band, one.value()),
        advice: in_band.map_or_else(
            || words.t("risks-band-none-advice"),
            |band| band.advice.get(context.lang).to_owned(),
        ),
        pairs: pairs.filter(|(_, value)| !value.is_empty()).collect(),
        threats: threats.collect(),
        treatment,
        accepted,
        history: changes.iter().map(|one| HistoryLine::of(words, model, one)).collect(),
        may_edit: scope.may::<can::EditRisks>(),
        may_accept: scope.may::<can::AcceptRisks>() && one.value().is_some(),
        retired: one.row.retired_at.is_some(),
        model,
        home,
        one,
        shell,
    }))
}

/// What the form posts.
#[derive(Debug, Deserialize)]
pub(super) struct AwayForm {
    #[serde(default)]
    act: String,
}

/// Puts the row away, or takes it back.
pub(super) async fn put_away(
    State(platform): State<Platform>,
    scope: Allowed<can::EditRisks>,
    Path((_, id)): Place2,
    Posted(form): Posted<AwayForm>,
) -> Result<Redirect, Problem> {
    let away = form.act != "back";
    let tx = platform.db.write(scope.fence()).await?;
    let row = hold(&tx, &scope, &id).await?;
    retire(&tx, &platform, &scope, (&row, away)).await?;
    tx.commit().await?;
    let done = if away { "retired" } else { "returned" };
    Ok(Redirect::to(&format!("/c/{}/risks/rows/{}?done={done}", scope.company(), row.id)))
}

/// What a treatment leaves.
fn left(words: &Words, model: &RiskModel, row: &risk_treatment::Model) -> String {
    let value = row.after_value.and_then(|value| u8::try_from(value).ok());
    match value {
        Some(value) => band(words, model.band_of(value), Some(value)),
        None => words.t("risks-left-none"),
    }
}

impl ThreatLine {
    fn of(words: &Words, model: &RiskModel, one: &ThreatRisk, home: &str) -> Self {
        let value = one.risk.map(|risk| risk.value);
        let in_band = value.and_then(|value| model.band_of(value));
        let (tone, icon) = look(in_band);
        let title = model.threat(&one.threat).map(|threat| threat.title.get(words.lang()));
        let level = |level: Option<Level>| match level {
            Some(level) => level.number().to_string(),
            None => words.t("risks-unknown"),
        };
        Self {
            href: format!("{home}/threats/{}", one.threat),
            title: title.unwrap_or_default().to_owned(),
            likelihood: level(one.likelihood),
            weakness: level(one.weakness),
            tone,
            icon,
            band: band(words, in_band, value),
        }
    }
}

impl HistoryLine {
    fn of(words: &Words, model: &RiskModel, one: &risk_change::Model) -> Self {
        let fields: Vec<(Field, String, String)> =
            serde_json::from_str(&one.fields).unwrap_or_default();
        let fields = fields.into_iter().map(|(field, before, after)| {
            let name = words.t(&format!("risks-field-{}", field.name()));
            let said = |value: &str| match plain(&raw(words, model, field, value)) {
                said if said.is_empty() => plain(&words.t("risks-none")),
                said => said,
            };
            (plain(&name), said(&before), said(&after))
        });
        let by =
            if one.by_name.is_empty() { words.t("risks-by-program") } else { one.by_name.clone() };
        Self {
            when: words.date_time(from_millis(one.at)),
            by: plain(&by),
            what: words.t(&format!("risks-change-{}", one.kind)),
            fields: fields.collect(),
            value: one.value,
        }
    }
}
