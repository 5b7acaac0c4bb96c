//! The export of our own ledger comes back as it went out.

use hikeshi_inventory::{
    Field, Kind, Known, MatchKey, Policy, Same, find_duplicates, identity_of, merged,
    read_ledger_number,
};

use crate::{read, table};

#[test]
fn an_export_names_every_field_and_no_column_becomes_an_own_one() {
    for form in ["export.ja.csv", "export.ja-easy.csv"] {
        let (_, reading) = read(&table(form));
        assert_eq!((reading.taken.len(), reading.bad.len()), (3, 0), "{form}: {:?}", reading.bad);
        let numbers: Vec<Option<i64>> = reading.taken.iter().map(|one| one.number).collect();
        assert_eq!(numbers, [Some(3), Some(7), Some(8)], "{form}");
        let kinds: Vec<Kind> = reading.taken.iter().map(|one| one.kind).collect();
        assert_eq!(kinds, [Kind::Device, Kind::Network, Kind::Contract], "{form}");
        let first = &reading.taken[0];
        assert_eq!(first.own.len(), 1, "what was an own column stays one: {:?}", first.own);
        assert!(reading.taken[1].own.is_empty(), "{form}: {:?}", reading.taken[1].own);
        assert!(reading.taken.iter().all(|one| one.remarks.is_empty()), "{form}");
        let left =
            [Field::Version, Field::Partner, Field::ContractNumber, Field::Url, Field::Login];
        let kept = Field::ALL.iter().filter(|field| !field.is_secret() && **field != Field::Kind);
        for field in kept.filter(|field| !left.contains(field)) {
            assert!(!first.get(*field).is_empty(), "{form}: {field:?} is not read");
        }
        assert_eq!(reading.taken[1].get(Field::State), "stored", "{form}");
        assert_eq!(reading.taken[1].get(Field::Exposed), "yes", "{form}");
        assert_eq!(reading.taken[2].get(Field::ContractNumber), "K-12", "{form}");
    }
}

#[test]
fn the_number_of_the_ledger_finds_the_asset_and_nothing_differs() {
    let (_, reading) = read(&table("export.ja.csv"));
    let known: Vec<Known<i64>> = reading
        .taken
        .iter()
        .map(|one| {
            let identity = identity_of(one.kind, &one.values).numbered(one.number);
            Known { id: one.number.unwrap(), identity }
        })
        .collect();
    let found = find_duplicates(&reading.taken, &known);
    let found: Vec<_> = found.iter().map(|one| (one.same, one.key, one.doubtful)).collect();
    let meant = [3, 7, 8].map(|number| (Same::Kept(number), MatchKey::Number, false));
    assert_eq!(found, meant);
    // In use is what nobody has to say.
    let mut kept = reading.taken[0].values.clone();
    kept.remove(&Field::State);
    assert_eq!(merged(&kept, &reading.taken[0].values, Policy::Replace), kept);
}

#[test]
fn the_same_number_of_another_company_and_a_copied_row_are_never_merged_unasked() {
    let (_, reading) = read(&table("export.ja.csv"));
    let other = [(Field::Name, "Front desk".to_owned())].into();
    let known = [Known { id: 1, identity: identity_of(Kind::Device, &other).numbered(Some(3)) }];
    let found = find_duplicates(&reading.taken, &known);
    assert_eq!((found.len(), found[0].key, found[0].doubtful), (1, MatchKey::Number, true));
    let mut copied = vec![reading.taken[1].clone(), reading.taken[1].clone()];
    copied[1].values.insert(Field::Place, "elsewhere".to_owned());
    let own = identity_of(copied[0].kind, &copied[0].values).numbered(copied[0].number);
    let found = find_duplicates(&copied, &[Known { id: 1, identity: own }]);
    assert_eq!((found[0].doubtful, found[1].doubtful), (false, true));
}

#[test]
fn a_heading_of_ledgers_over_other_numbers_is_the_companys_own_number() {
    assert_eq!(read_ledger_number("\u{FF21}-0012"), Some(12));
    for other in ["A-12", "A0012", "B-0012", "A-00x2", "A-0012-1", ""] {
        assert_eq!(read_ledger_number(other), None, "{other}");
    }
    let (_, reading) = read(&table("own-numbers.csv"));
    assert_eq!(reading.taken[0].get(Field::Tag), "2024-001");
    assert_eq!(reading.taken[0].number, None);
    assert_eq!(reading.taken[0].own.len(), 1, "a kind that says more than ours stays");
    assert!(reading.taken[1].own.is_empty(), "our own word for a kind says nothing more");
    let notes = reading.taken[0].get(Field::Note);
    assert!(notes.contains('\n'), "both columns of notes are kept: {notes:?}");
}

#[test]
fn a_count_with_gaps_and_numbers_of_other_things_do_not_take_the_place_of_the_tag() {
    let (_, reading) = read(&table("gaps.csv"));
    let tags: Vec<&str> = reading.taken.iter().map(|one| one.get(Field::Tag)).collect();
    assert_eq!(tags, ["PC-101", "PC-102", "PC-104", "PC-105"]);
    assert_eq!(reading.taken[2].own.len(), 2, "the count and the telephone number are own fields");
}
