//! Days in every form of the fixture.

use hikeshi_inventory::{DateFault, read_date};

#[test]
fn days_are_read_in_every_form_and_what_is_none_says_why() {
    let text = String::from_utf8(crate::fixture("dates.txt")).unwrap();
    for line in text.lines() {
        let (written, meant) = line.split_once('\t').unwrap();
        let read = match read_date(written) {
            Ok(day) => day.to_string(),
            Err(DateFault::Ambiguous) => "ambiguous".to_owned(),
            Err(DateFault::NoSuchDay) => "no-such-day".to_owned(),
            Err(DateFault::NotWhole) => "not-whole".to_owned(),
            Err(DateFault::NoDay) => "no-day".to_owned(),
        };
        assert_eq!(read, meant, "{written}");
    }
}
