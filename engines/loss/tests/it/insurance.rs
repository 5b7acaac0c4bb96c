//! What insurances pay, and what is left.

use hikeshi_loss::{
    Costs, Days, Head, HeadCover, Policy, Scenario, StopFigures, cover, stop_loss, stop_scenario,
};

use crate::pack::{range, yen};

/// First response 0.3, forensics 2, recovery 1, profit 2.5 million yen: 5.8 together.
fn scenario() -> Scenario {
    let figures = StopFigures {
        sales_per_day: Some(yen(500_000)),
        open_days: 5,
        lost_percent: 100,
        idle_people: Some(0),
        wage_per_hour: Some(yen(0)),
        hours_per_day: 8,
        idle_percent: 100,
    };
    let costs = Costs {
        first_response: Some(yen(300_000)),
        forensics: Some(yen(2_000_000)),
        recovery: Some(yen(1_000_000)),
        ..Costs::default()
    };
    stop_scenario(&stop_loss(&figures, Days::WEEK).unwrap(), &costs).unwrap()
}

fn policy(limit: u64, deductible: u64, heads: &[Head]) -> Policy {
    let heads = heads.iter().map(|&head| HeadCover { head, limit: None });
    Policy {
        limit: Some(yen(limit)),
        deductible: Some(yen(deductible)),
        heads: heads.collect(),
        waiting_hours: None,
    }
}

#[test]
fn an_insurance_pays_its_heads_less_its_deductible_up_to_its_limit() {
    let scenario = scenario();
    let paid = |policy: Policy| cover(&scenario, &[policy]).unwrap();
    let one = paid(policy(10_000_000, 100_000, &[Head::FirstResponse, Head::Forensics]));
    assert_eq!(one.pays, range(2_200_000, 2_200_000));
    assert_eq!(one.gap, range(3_600_000, 3_600_000));
    assert_eq!(one.unpaid, [Head::Recovery, Head::Profit]);
    let limited = paid(policy(1_000_000, 100_000, &Head::ALL));
    assert_eq!((limited.pays, limited.unpaid), (range(1_000_000, 1_000_000), vec![]));
    let small = paid(policy(1_000_000, 9_000_000, &Head::ALL));
    assert_eq!(small.gap, scenario.total, "all of it is below the deductible");
}

#[test]
fn a_limit_for_a_head_and_a_waiting_time_take_their_part() {
    let scenario = scenario();
    let mut narrow = policy(10_000_000, 0, &[Head::Forensics]);
    narrow.heads[0].limit = Some(yen(500_000));
    assert_eq!(cover(&scenario, &[narrow]).unwrap().pays, range(500_000, 500_000));
    let waits = Policy { waiting_hours: Some(24), ..policy(10_000_000, 0, &[Head::Profit]) };
    // 144 of 168 hours of 2,500,000, rounded down.
    assert_eq!(cover(&scenario, &[waits]).unwrap().pays, range(2_142_857, 2_142_857));
    let longer = Policy { waiting_hours: Some(200), ..policy(10_000_000, 0, &[Head::Profit]) };
    assert_eq!(cover(&scenario, &[longer]).unwrap().pays, range(0, 0));
}

#[test]
fn two_insurances_never_pay_for_the_same_yen() {
    let scenario = scenario();
    let first = policy(1_500_000, 0, &[Head::Forensics]);
    let second = policy(9_000_000, 0, &[Head::Forensics, Head::FirstResponse]);
    let both = cover(&scenario, &[first, second]).unwrap();
    assert_eq!(both.policies[1].pays, range(800_000, 800_000));
    assert_eq!(both.pays, range(2_300_000, 2_300_000));
    let again = policy(100_000_000, 0, &Head::ALL);
    let all = cover(&scenario, &[again.clone(), again]).unwrap();
    assert_eq!((all.pays, all.gap), (scenario.total, range(0, 0)));
}

#[test]
fn what_the_certificate_does_not_say_is_not_counted_on() {
    let scenario = scenario();
    let unknown = [
        Policy { limit: None, ..policy(0, 0, &Head::ALL) },
        Policy { deductible: None, ..policy(10_000_000, 0, &Head::ALL) },
        policy(10_000_000, 0, &[]),
    ];
    let covered = cover(&scenario, &unknown).unwrap();
    assert!(covered.policies.iter().all(|one| one.unclear && one.pays == range(0, 0)));
    assert_eq!(covered.gap, scenario.total);
    assert_eq!(covered.unpaid.len(), 4);
}
