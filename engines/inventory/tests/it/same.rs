//! Which rows are of one thing, and what becomes of them.

use hikeshi_inventory::{
    Field, Known, MatchKey, Policy, Same, differences, find_duplicates, identity_of, merged,
};

use crate::{read, table_of};

const LIST: &str = "hostname,model,serial number,mac address,os\n\
    pc-1,L15,PF3ABCDE,00-1A-2B-3C-4D-01,Windows 11\n\
    pc-2,L15,pf3 abcde,,Windows 11\n\
    pc-3,X280,PF3ABCDE,,\n\
    pc-4,L15,To be filled by O.E.M.,00:1a:2b:3c:4d:01,\n\
    PC-5,L15,0000000000,,\n\
    pc-5,L15,1111,,\n\
    pc-6,L15,PF3ZZZZ1,,\n\
    pc-6,L15,PF3ZZZZ2,,\n";

#[test]
fn serial_numbers_addresses_and_names_are_compared_and_contradictions_are_doubtful() {
    let (_, reading) = read(&table_of(LIST.as_bytes()));
    let found = find_duplicates::<u8>(&reading.taken, &[]);
    let found: Vec<_> =
        found.iter().map(|one| (one.record, one.same, one.key, one.doubtful)).collect();
    assert_eq!(
        found,
        [
            (1, Same::Earlier(0), MatchKey::Serial, false),
            (2, Same::Earlier(0), MatchKey::Serial, true),
            (3, Same::Earlier(0), MatchKey::Mac, false),
            (5, Same::Earlier(4), MatchKey::HostModel, false),
            (7, Same::Earlier(6), MatchKey::HostModel, true),
        ]
    );
}

#[test]
fn what_is_kept_comes_first_and_a_merge_fills_or_replaces() {
    let (_, reading) = read(&table_of(LIST.as_bytes()));
    let first = &reading.taken[0];
    let mut kept = first.values.clone();
    kept.insert(Field::Os, "Windows 10".to_owned());
    kept.remove(&Field::Mac);
    let known = [Known { id: 7_u8, identity: identity_of(first.kind, &kept) }];
    let found = find_duplicates(&reading.taken, &known);
    assert_eq!((found[0].record, found[0].same), (0, Same::Kept(7)));
    assert_eq!(differences(&kept, &first.values).len(), 2);
    let filled = merged(&kept, &first.values, Policy::Fill);
    assert_eq!(
        (filled[&Field::Os].as_str(), filled[&Field::Mac].as_str()),
        ("Windows 10", "00:1A:2B:3C:4D:01")
    );
    assert_eq!(merged(&kept, &first.values, Policy::Replace)[&Field::Os], "Windows 11");
    assert_eq!(merged(&kept, &first.values, Policy::Both), kept);
}

#[test]
fn many_machines_with_one_name_are_never_merged_unasked() {
    let text = "name,model\n".to_owned() + &"PC,Latitude 3520\n".repeat(20);
    let (_, reading) = read(&table_of(text.as_bytes()));
    let found = find_duplicates::<u8>(&reading.taken, &[]);
    assert_eq!((reading.taken.len(), found.len()), (20, 19));
    assert!(found.iter().all(|one| one.doubtful));
}
