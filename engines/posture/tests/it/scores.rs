use hikeshi_posture_engine::{Answer, Answers, missing, rank, score};

use crate::pack::{LIBRARY, catalogue, one, sheet};

#[test]
fn all_yes_is_a_hundred_and_band_a() {
    let check = catalogue("ipa-25");
    let score = score(check, &one(sheet(check, "", Answer::Yes, &[])));
    assert_eq!((score.sum.total, score.sum.max), (100, 100));
    assert_eq!(score.sum.band.as_deref(), Some("A"));
    assert!(score.sum.complete && score.sum.met);
    let parts: Vec<_> = score.parts.iter().map(|part| (part.total, part.max)).collect();
    assert_eq!(parts, [(20, 20), (52, 52), (28, 28)]);
}

#[test]
fn all_unknown_is_minus_twenty_five_and_nothing_answered_is_zero() {
    let check = catalogue("ipa-25");
    let unknown = score(check, &one(sheet(check, "", Answer::Unknown, &[])));
    assert_eq!((unknown.sum.total, unknown.sum.band.as_deref()), (-25, Some("D")));
    assert_eq!(unknown.sum.could_be, (-25, -25));
    let waiting = score(check, &Answers::default());
    assert_eq!((waiting.sum.total, waiting.sum.max), (0, 100));
    assert_eq!(waiting.sum.could_be, (-25, 100));
    assert!(!waiting.sum.complete);
    assert_eq!((waiting.sum.counts.unanswered, waiting.sum.counts.unknown), (25, 0));
    let no = score(check, &one(sheet(check, "", Answer::No, &[])));
    assert_eq!((no.sum.total, no.sum.could_be, no.sum.complete), (0, (0, 0), true));
}

#[test]
fn a_mixed_sheet_is_counted_by_its_points() {
    // 13 yes 52, 7 partly 14, 3 no 0, 2 unknown -2: 64, band C.
    let check = catalogue("ipa-25");
    let answers = [
        (1..=13, Answer::Yes),
        (14..=20, Answer::Partly),
        (21..=23, Answer::No),
        (24..=25, Answer::Unknown),
    ];
    let given = answers
        .into_iter()
        .flat_map(|(items, answer)| items.map(move |item: u32| (item.to_string(), answer)));
    let score = score(check, &Answers::of_company(given));
    assert_eq!((score.sum.total, score.sum.band.as_deref()), (64, Some("C")));
    // Part 2: items 6-13 yes (32), 14-18 partly (10); part 3: 19, 20 partly (4), 24, 25 unknown (-2).
    let parts: Vec<_> = score.parts.iter().map(|part| part.total).collect();
    assert_eq!(parts, [20, 42, 2]);
    let open = missing(
        check,
        &Answers { sheets: vec![sheet(check, "", Answer::Yes, &[("7", Answer::Partly)])] },
    );
    assert_eq!(open.len(), 1);
    assert_eq!((open[0].item.as_str(), open[0].gain), ("7", 2));
}

#[test]
fn the_ends_of_the_bands_are_exact() {
    let check = catalogue("ipa-25");
    let band_of = |yes: u32, partly: u32, unknown: u32| {
        let given = (1..=yes)
            .map(|i| (i, Answer::Yes))
            .chain((yes + 1..=yes + partly).map(|i| (i, Answer::Partly)))
            .chain((yes + partly + 1..=yes + partly + unknown).map(|i| (i, Answer::Unknown)))
            .map(|(item, answer)| (item.to_string(), answer));
        let score = score(check, &Answers::of_company(given));
        (score.sum.total, score.sum.band.unwrap())
    };
    assert_eq!(band_of(24, 1, 0), (98, "B".to_owned()));
    assert_eq!(band_of(17, 1, 0), (70, "B".to_owned()));
    assert_eq!(band_of(17, 1, 1), (69, "C".to_owned()));
    assert_eq!(band_of(12, 1, 0), (50, "C".to_owned()));
    assert_eq!(band_of(12, 1, 1), (49, "D".to_owned()));
}

#[test]
fn sites_fill_a_sheet_each_and_the_band_grows_with_them() {
    let check = catalogue("ipa-25");
    // Tokyo: all yes but two no, 92. Osaka: twelve yes, 48.
    let tokyo = sheet(check, "tokyo", Answer::Yes, &[("1", Answer::No), ("2", Answer::No)]);
    let mut osaka = sheet(check, "osaka", Answer::No, &[]);
    for item in 1..=12 {
        osaka.given.get_mut(&item.to_string()).unwrap().answer = Answer::Yes;
    }
    let both = score(check, &Answers { sheets: vec![tokyo.clone(), osaka.clone()] });
    assert_eq!((both.sum.total, both.sum.max, both.sum.band.as_deref()), (140, 200, Some("B")));
    let sites: Vec<_> =
        both.sites.iter().map(|s| (s.site.as_str(), s.sum.total, s.sum.band.as_deref())).collect();
    assert_eq!(sites, [("tokyo", 92, Some("B")), ("osaka", 48, Some("D"))]);
    assert!((both.average - 70.0).abs() < f64::EPSILON);
    // Item 1: no in Tokyo, yes in Osaka.
    assert_eq!((both.items[0].total, both.items[0].max), (4, 8));
    // One point less is below the end: nothing is rounded up.
    osaka.given.get_mut("13").unwrap().answer = Answer::Unknown;
    let less = score(check, &Answers { sheets: vec![tokyo, osaka] });
    assert_eq!((less.sum.total, less.sum.band.as_deref()), (139, Some("C")));
}

#[test]
fn what_does_not_apply_leaves_the_points_and_the_official_sheet_is_told_beside_it() {
    let check = catalogue("ipa-25");
    let without = score(check, &one(sheet(check, "", Answer::Yes, &[("9", Answer::Na)])));
    assert_eq!((without.sum.total, without.sum.max), (96, 96));
    assert_eq!(without.sum.band.as_deref(), Some("A"));
    let official = without.sum.official;
    assert_eq!((official.total, official.max, official.band.as_deref()), (96, 100, Some("B")));
    let nothing = score(check, &one(sheet(check, "", Answer::Na, &[])));
    assert_eq!((nothing.sum.max, nothing.sum.band, nothing.sum.met), (0, None, false));
}

#[test]
fn a_part_of_a_criterion_is_no_point_and_a_requirement_needs_all_its_criteria() {
    let scs = catalogue("scs-3");
    let all = score(scs, &one(sheet(scs, "", Answer::Yes, &[("4-4-4-2", Answer::Partly)])));
    assert_eq!((all.sum.total, all.sum.max, all.sum.band, all.sum.met), (80, 81, None, false));
    let open: Vec<_> = all.groups.iter().filter(|g| !g.met).map(|g| g.id.as_str()).collect();
    assert_eq!(open, ["4-4-4"]);
    let classes: Vec<_> = all.parts.iter().map(|part| (part.total, part.max)).collect();
    assert_eq!(classes, [(8, 8), (4, 4), (11, 11), (47, 48), (3, 3), (6, 6), (1, 1)]);
}

#[test]
fn a_scale_of_five_goes_from_25_to_125() {
    let scale = catalogue("benchmark-25");
    let lowest = score(scale, &one(sheet(scale, "", Answer::Level(1), &[])));
    let highest = score(scale, &one(sheet(scale, "", Answer::Level(5), &[])));
    assert_eq!((lowest.sum.total, lowest.sum.max, lowest.sum.met), (25, 125, false));
    assert_eq!((highest.sum.total, highest.sum.met), (125, true));
}

#[test]
fn little_work_with_much_effect_comes_first_and_what_is_done_is_not_advised() {
    let check = catalogue("ipa-25");
    let measures = &LIBRARY.measures().measures;
    let done = one(sheet(check, "", Answer::Yes, &[]));
    assert!(rank(measures, &[(check, &done)]).is_empty());
    let gaps = [("14", Answer::No), ("25", Answer::No), ("9", Answer::Partly)];
    let open = one(sheet(check, "", Answer::Yes, &gaps));
    let ranked = rank(measures, &[(check, &open)]);
    let first = &ranked[0];
    assert_eq!((first.measure.id.as_str(), first.gains[0].1), ("screen-lock", 4));
    let ids: Vec<_> = ranked.iter().map(|one| one.measure.id.as_str()).collect();
    assert!(ids.contains(&"rules") && ids.contains(&"wifi-guest"), "{ids:?}");
    assert!(!ids.contains(&"backup-offline"));
}
