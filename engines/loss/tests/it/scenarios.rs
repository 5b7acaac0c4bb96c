//! A week of stop, a leak, both; what is not stated is named.

use hikeshi_loss::{
    Costs, Days, Head, LossFault, Persons, StopFigures, Yen, leak, stop_loss, stop_scenario,
    stop_with_leak,
};

use crate::pack::{range, yen};

/// 500,000 yen a day on five days; twelve people at 2,000 yen an hour, half of whose work stands still.
fn figures() -> StopFigures {
    StopFigures {
        sales_per_day: Some(yen(500_000)),
        open_days: 5,
        lost_percent: 100,
        idle_people: Some(12),
        wage_per_hour: Some(yen(2_000)),
        hours_per_day: 8,
        idle_percent: 50,
    }
}

#[test]
fn a_week_of_stop_is_five_days_of_sales_and_idle_work() {
    let loss = stop_loss(&figures(), Days::WEEK).unwrap();
    // 5 × 500,000; 12 × 8 × 2,000 × 5 × 50 %.
    assert_eq!(loss.lost_sales, Some(yen(2_500_000)));
    assert_eq!(loss.idle_work, Some(yen(480_000)));
    assert_eq!(loss.total, yen(2_980_000));
}

#[test]
fn tenths_of_days_and_percents_are_rounded_half_up_to_the_yen() {
    // 5.8 days × 5/7 × 500,000 = 2,071,428.57…
    let loss = stop_loss(&figures(), Days::tenths(58).unwrap()).unwrap();
    assert_eq!(loss.lost_sales, Some(yen(2_071_429)));
    let one =
        StopFigures { sales_per_day: Some(yen(1)), open_days: 7, lost_percent: 50, ..figures() };
    assert_eq!(stop_loss(&one, Days::tenths(10).unwrap()).unwrap().lost_sales, Some(yen(1)));
}

#[test]
fn what_is_not_stated_is_missing_and_not_nothing() {
    let unknown = StopFigures { wage_per_hour: None, ..figures() };
    let loss = stop_loss(&unknown, Days::WEEK).unwrap();
    assert_eq!((loss.idle_work, loss.total), (None, yen(2_500_000)));
    let scenario = stop_scenario(&loss, &Costs::default()).unwrap();
    assert_eq!(
        scenario.missing,
        [Head::FirstResponse, Head::Forensics, Head::Recovery, Head::Profit]
    );
    let scenario = leak(None, &Costs { letter: Some(yen(100)), ..Costs::default() }).unwrap();
    assert!(scenario.missing.contains(&Head::Liability));
    assert!(scenario.missing.contains(&Head::Notification), "nobody said how many letters");
}

#[test]
fn a_scenario_of_which_nothing_is_stated_is_not_counted_as_nothing() {
    let nobody_knows = StopFigures { sales_per_day: None, idle_people: None, ..figures() };
    let counted = |figures: &StopFigures, costs: &Costs| {
        let loss = stop_loss(figures, Days::WEEK).unwrap();
        stop_scenario(&loss, costs).unwrap().is_counted()
    };
    assert!(!counted(&nobody_knows, &Costs::default()));
    assert!(!leak(None, &Costs::default()).unwrap().is_counted());
    let nothing = Some(Yen::ZERO);
    let free_help = Costs { first_response: nothing, ..Costs::default() };
    assert!(!counted(&nobody_knows, &free_help), "the rest is still not stated");
    assert!(counted(&figures(), &Costs::default()), "sales alone are something");
    let no_sales = StopFigures {
        sales_per_day: nothing,
        idle_people: Some(0),
        wage_per_hour: nothing,
        ..figures()
    };
    let costs = Costs { forensics: nothing, recovery: nothing, ..free_help };
    assert!(counted(&no_sales, &costs), "every head is stated, and it is nothing");
}

#[test]
fn both_together_count_first_response_and_investigation_once() {
    let stop = stop_loss(&figures(), Days::WEEK).unwrap();
    let persons = Some(Persons { count: 1000, liability: range(6_000_000, 12_000_000) });
    let costs = Costs {
        first_response: Some(yen(300_000)),
        forensics: Some(yen(2_000_000)),
        recovery: Some(yen(1_000_000)),
        letter: Some(yen(150)),
        gift: Some(yen(500)),
    };
    let stops = stop_scenario(&stop, &costs).unwrap();
    assert_eq!(stops.total, range(6_280_000, 6_280_000));
    assert_eq!(stops.stop_hours, 168);
    let leaks = leak(persons, &costs).unwrap();
    // 300,000 + 2,000,000 + 150,000 + 500,000 + 6 to 12 million.
    assert_eq!(leaks.total, range(8_950_000, 14_950_000));
    let both = stop_with_leak(&stop, persons, &costs).unwrap();
    assert_eq!(both.total, range(12_930_000, 18_930_000));
    assert_eq!(both.missing, []);
}

#[test]
fn figures_outside_of_their_bounds_and_sums_too_large_are_refused() {
    let refused = |figures: StopFigures| stop_loss(&figures, Days::WEEK).unwrap_err().to_string();
    assert_eq!(refused(StopFigures { open_days: 8, ..figures() }), "open_days must be from 1 to 7");
    assert_eq!(refused(StopFigures { open_days: 0, ..figures() }), "open_days must be from 1 to 7");
    assert!(refused(StopFigures { lost_percent: 101, ..figures() }).contains("lost_percent"));
    assert!(refused(StopFigures { hours_per_day: 25, ..figures() }).contains("hours_per_day"));
    let most = StopFigures { sales_per_day: Some(Yen::MOST), ..figures() };
    assert_eq!(stop_loss(&most, Days::WEEK), Err(LossFault::TooLarge));
    let most =
        StopFigures { idle_people: Some(u32::MAX), wage_per_hour: Some(Yen::MOST), ..figures() };
    assert_eq!(stop_loss(&most, Days::WEEK), Err(LossFault::TooLarge));
    assert!(Days::tenths(0).is_err() && Days::tenths(36_501).is_err());
    assert!(serde_json::from_str::<Yen>("1000000000000000").is_err());
}
