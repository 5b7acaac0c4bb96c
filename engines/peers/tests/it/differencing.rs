//! Somebody asks before and after a change, joins, leaves, moves, invents companies, or talks to others.

use hikeshi_peers::{Counted, Figure, Member, Outcome, Party, STEP, figure, release};

/// Eight companies whose scores lie apart.
const SCORES: [i32; 8] = [22, 35, 41, 48, 56, 63, 77, 91];

fn members(values: &[i32]) -> Vec<Member> {
    let member = |(company, value): (u128, &i32)| Member {
        company: Party(company),
        value: *value,
        seen_by: vec![],
    };
    (1..).zip(values).map(member).collect()
}

fn counted(members: &[Member]) -> Vec<Counted> {
    members.iter().map(|one| Counted { company: one.company, value: one.value }).collect()
}

/// What is told after `before` was, when the group is `now`.
fn after(before: &[Member], now: &[Member]) -> Outcome {
    release(Some(&counted(before)), now, |_| vec![])
}

#[test]
fn asking_twice_tells_the_same() {
    let group = members(&SCORES);
    assert_eq!(after(&group, &group), Outcome::Same);
}

#[test]
fn one_company_that_joins_changes_nothing_that_is_told() {
    let before = members(&SCORES);
    for value in [-25, 0, 50, 100] {
        let now = members(&[&SCORES[..], &[value]].concat());
        assert_eq!(after(&before, &now), Outcome::Same, "{value}");
    }
}

#[test]
fn one_company_that_leaves_changes_nothing_that_is_told() {
    let before = members(&SCORES);
    for gone in 0..before.len() {
        let mut now = before.clone();
        now.remove(gone);
        assert_eq!(after(&before, &now), Outcome::Same);
    }
}

#[test]
fn a_new_score_of_one_to_five_companies_is_not_told_and_of_six_it_is() {
    let before = members(&SCORES);
    for count in 1..=6 {
        let mut now = before.clone();
        now.iter_mut().take(count).for_each(|one| one.value = (one.value + 37) % 100);
        let told = after(&before, &now);
        assert_eq!(matches!(told, Outcome::New(_)), count == 6, "{count}: {told:?}");
    }
}

#[test]
fn moving_through_the_groups_by_changing_ones_size_tells_nothing_of_the_others() {
    let (here, there) = (members(&SCORES), members(&[15, 33, 52, 60, 71, 80]));
    let mover = here[0].clone();
    let left: Vec<Member> = here[1..].to_vec();
    assert_eq!(after(&here, &left), Outcome::Same, "where it was");
    let mut joined = there.clone();
    joined.push(Member { company: Party(99), ..mover });
    assert_eq!(after(&there, &joined), Outcome::Same, "where it goes");
}

#[test]
fn leaving_until_too_few_are_left_hides_and_coming_back_tells_the_old_figure() {
    let before = members(&SCORES);
    assert_eq!(after(&before, &before[..5]), Outcome::Hidden);
    let mut back = before.clone();
    back[7].value = 10;
    assert_eq!(after(&before, &back), Outcome::Same);
}

#[test]
fn a_provider_that_invents_companies_around_one_learns_nothing() {
    let provider = Party(500);
    let mut group = members(&SCORES);
    group.iter_mut().skip(1).for_each(|one| one.seen_by = vec![provider]);
    assert_eq!(figure(&group), None);
    // The same with a group that is told already: five inventions and one other company change.
    let before: Vec<Member> = members(&[20, 30, 40, 50, 60, 70, 80, 90, 25, 35, 45, 55]);
    let mut now = before.clone();
    for one in now.iter_mut().take(5) {
        one.value += 5;
        one.seen_by = vec![provider];
    }
    now[5].value += 5;
    let told = release(Some(&counted(&before)), &now, |_| vec![]);
    assert_eq!(told, Outcome::Same, "the sixth would stand alone");
}

#[test]
fn inventions_that_leave_again_count_as_known_to_whoever_made_them() {
    let provider = Party(500);
    let mut before = members(&[20, 30, 40, 50, 60, 70, 80, 90, 25, 35, 45, 55]);
    before.iter_mut().take(5).for_each(|one| one.seen_by = vec![provider]);
    // Five of its own leave, and one other company changes its score.
    let mut now: Vec<Member> = before[5..].to_vec();
    now[0].value = 12;
    let known = |company: Party| if company.0 <= 5 { vec![provider] } else { vec![] };
    assert_eq!(release(Some(&counted(&before)), &now, known), Outcome::Same);
}

#[test]
fn a_figure_does_not_say_whose_score_is_which() {
    let told = figure(&members(&SCORES));
    let mut turned = SCORES;
    for _ in 0..SCORES.len() {
        turned.rotate_left(1);
        assert_eq!(figure(&members(&turned)), told);
    }
}

/// Three of eight tell each other their scores. For each other company, any of the five scores that they
/// do not know explains what they see: the five could have been dealt out differently.
#[test]
fn a_coalition_cannot_tell_the_others_apart() {
    let told = figure(&members(&SCORES));
    let known = [0, 3, 6];
    let unknown: Vec<usize> = (0..8).filter(|place| !known.contains(place)).collect();
    for victim in &unknown {
        for other in &unknown {
            let mut swapped = SCORES;
            swapped.swap(*victim, *other);
            assert_eq!(figure(&members(&swapped)), told);
        }
    }
}

/// Even somebody who knows every score but one cannot say it more exactly than one step.
#[test]
fn whoever_knows_all_others_still_finds_at_least_a_whole_step() {
    let told = |value: i32, victim: usize| -> Option<Figure> {
        let mut scores = SCORES;
        scores[victim] = value;
        figure(&members(&scores))
    };
    for victim in 0..SCORES.len() {
        for value in 0..100 {
            let seen = told(value, victim);
            let fits = (0..100).filter(|other| told(*other, victim) == seen).count();
            assert!(fits >= usize::try_from(STEP).unwrap(), "{victim} {value}: {fits}");
        }
    }
}
