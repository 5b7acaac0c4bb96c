//! Everything that follows from the figures of a company, counted by `engines/loss`.

use std::collections::BTreeMap;

use hikeshi_db::Tx;
use hikeshi_identity::CompanyScope;
use hikeshi_loss::{
    Cover, Days, Group, GroupLoss, LossFault, LossModel, Persons, Policy, Range, Ranked, Scenario,
    ScenarioKind, StopLoss, Years, cover, leak, rank, stop_loss, stop_scenario, stop_with_leak,
};
use hikeshi_web::Problem;

use crate::{
    content::loss_model,
    figures::Figures,
    model::{money_group, money_policy},
    store::{figures, group_of, groups, policies, policy_of},
};

/// How long the survey of small companies says a recovery takes: tenths of days.
const SURVEY_DAY_TENTHS: u32 = 58;

/// What was counted.
#[derive(Debug, Clone)]
pub struct Results {
    /// What went in.
    pub figures: Figures,
    /// Revision of the figures; 0: nobody entered any.
    pub revision: i64,
    /// The groups with what their leak could cost.
    pub groups: Vec<(money_group::Model, GroupLoss)>,
    /// The insurances.
    pub policies: Vec<money_policy::Model>,
    /// A week, what the survey says, and what the company wants to see.
    pub stops: Vec<StopLoss>,
    /// A stop of a week, a leak of everything, both: each with what the insurances pay of it.
    pub scenarios: Vec<(Scenario, Cover)>,
    /// For each scenario: the loss of a year, and the most that is worth spending against it.
    pub ceilings: Vec<(Range, Range)>,
    /// Measures, the best first; none while no figures are entered.
    pub measures: Vec<Ranked>,
}

impl Results {
    /// The scenarios of which there is anything to say, each with what the insurances pay of it.
    pub fn counted(&self) -> impl Iterator<Item = &(Scenario, Cover)> {
        self.scenarios.iter().filter(|(scenario, _)| scenario.is_counted())
    }
}

/// Reads and counts.
///
/// # Errors
/// A problem of the database or of the content; sums that are too large are a problem that says so.
pub async fn results(tx: &Tx, scope: &CompanyScope) -> Result<Results, Problem> {
    let (figures, revision) = figures(tx, scope).await?;
    let groups = groups(tx, scope).await?;
    let policies = policies(tx, scope).await?;
    let counted = count(loss_model()?, (figures, revision), groups, policies);
    counted.map_err(|fault| Problem::conflict(fault.to_string()))
}

/// Counts without a database.
pub(crate) fn count(
    model: &LossModel,
    (figures, revision): (Figures, i64),
    groups: Vec<money_group::Model>,
    policies: Vec<money_policy::Model>,
) -> Result<Results, LossFault> {
    let mut lengths = vec![Days::WEEK, Days::tenths(SURVEY_DAY_TENTHS)?];
    let own = Days::tenths(figures.stop_day_tenths)?;
    if !lengths.contains(&own) {
        lengths.push(own);
    }
    let stops = lengths.into_iter().map(|days| stop_loss(&figures.stop, days));
    let stops = stops.collect::<Result<Vec<_>, _>>()?;
    let losses = groups.into_iter().map(|row| {
        let loss = model.jo.group(&group_of(&row), figures.responsibility)?;
        Ok((row, loss))
    });
    let groups = losses.collect::<Result<Vec<_>, LossFault>>()?;
    let persons = persons_of(&groups)?;
    let week = stop_loss(&figures.stop, Days::WEEK)?;
    let covers: Vec<Policy> = policies.iter().map(policy_of).collect();
    let scenarios = [
        stop_scenario(&week, &figures.costs)?,
        leak(persons, &figures.costs)?,
        stop_with_leak(&week, persons, &figures.costs)?,
    ];
    let once_in = Years::new(figures.once_from, figures.once_to)?;
    let ceilings = scenarios.iter().map(|scenario| {
        let each = once_in.each(scenario.total)?;
        Ok((each, model.ceiling.of(each)?))
    });
    let ceilings = ceilings.collect::<Result<Vec<_>, LossFault>>()?;
    let counted = scenarios.iter().filter(|one| one.is_counted());
    let totals: BTreeMap<ScenarioKind, Range> = counted.map(|one| (one.kind, one.total)).collect();
    let measures = rank(&model.measures, &totals, once_in, &figures.own_costs)?;
    let scenarios = scenarios.into_iter().map(|scenario| {
        let cover = cover(&scenario, &covers)?;
        Ok((scenario, cover))
    });
    let scenarios = scenarios.collect::<Result<Vec<_>, LossFault>>()?;
    Ok(Results { figures, revision, groups, policies, stops, scenarios, ceilings, measures })
}

/// All groups together; `None` if there is none.
fn persons_of(groups: &[(money_group::Model, GroupLoss)]) -> Result<Option<Persons>, LossFault> {
    let mut all: Option<Persons> = None;
    for (row, loss) in groups {
        let Group { persons, .. } = group_of(row);
        let before = all.unwrap_or(Persons { count: 0, liability: Range::ZERO });
        all = Some(Persons {
            count: before.count.saturating_add(persons),
            liability: before.liability.plus(loss.total)?,
        });
    }
    Ok(all)
}
