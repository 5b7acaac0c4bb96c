//! A list of machines as offices keep it: titles, era years, wide letters, a sum at the end.

use hikeshi_inventory::{
    Field, Kind, Remark, Sureness, WhyBad, WhySkipped, find_header, guess_columns,
};

use crate::{read, table};

const FORMS: [&str; 5] =
    ["pcs.csv", "pcs.sjis.csv", "pcs.bom.csv", "pcs.utf16.txt", "pcs.semicolon.csv"];

#[test]
fn the_same_list_is_read_alike_in_every_encoding_and_with_every_separator() {
    let (_, first) = read(&table(FORMS[0]));
    for form in FORMS {
        let (_, reading) = read(&table(form));
        assert_eq!(reading, first, "{form}");
    }
}

#[test]
fn headings_are_found_below_titles_and_each_column_says_how_sure_it_is() {
    let table = table("pcs.sjis.csv");
    let header = find_header(&table);
    assert_eq!((header.row, header.first), (Some(3), 4));
    let columns = guess_columns(&table, &header);
    let fields: Vec<Option<Field>> = columns.iter().map(|column| column.field).collect();
    let meant = [
        None,
        Some(Field::Tag),
        Some(Field::Kind),
        Some(Field::Maker),
        Some(Field::Model),
        Some(Field::Serial),
        Some(Field::Person),
        Some(Field::Department),
        Some(Field::Started),
        Some(Field::Note),
    ];
    assert_eq!(fields, meant);
    assert_eq!(columns[0].sureness, Sureness::None, "a column that counts rows names nothing");
    assert_eq!(columns[6].sureness, Sureness::Sure, "what stands in brackets is left aside");
}

#[test]
fn rows_become_assets_and_nothing_is_lost() {
    let (_, reading) = read(&table("pcs.csv"));
    let tags: Vec<&str> = reading.taken.iter().map(|record| record.get(Field::Tag)).collect();
    let all: Vec<String> = (1..=8).map(|number| format!("PC-{number:03}")).collect();
    assert_eq!(tags, all, "wide letters are narrow");
    assert_eq!(reading.taken[0].get(Field::Serial), "AB12345678".get(..9).unwrap());
    let days: Vec<&str> = reading.taken.iter().map(|record| record.get(Field::Started)).collect();
    let meant = ["2021-04-01", "2022-12-05", "2021-07-15", "2022-04-01", "", "1989-01-08", "", ""];
    assert_eq!(days, meant);
    let kinds: Vec<Kind> = reading.taken.iter().map(|record| record.kind).collect();
    assert_eq!((kinds[3], kinds[5], kinds[0]), (Kind::Server, Kind::Network, Kind::Device));
    // A day that is none stays as it was written, under its heading, and is pointed out.
    let five = &reading.taken[4];
    assert!(five.own.iter().any(|(_, value)| value == "2026/2/30"), "{:?}", five.own);
    assert!(matches!(five.remarks[..], [Remark::Date { field: Field::Started, .. }]));
    // A line break within a cell; the next row knows its line.
    assert!(reading.taken[1].get(Field::Note).contains('\n'));
    assert_eq!((reading.taken[1].line, reading.taken[2].line), (6, 9));
    // The word for "none" is no serial number.
    assert_eq!(reading.taken[7].get(Field::Serial), "");
    assert!(reading.taken[7].remarks.iter().any(|remark| matches!(remark, Remark::Kind { .. })));
    let bad: Vec<_> = reading.bad.iter().map(|row| (row.line, row.why)).collect();
    assert_eq!(bad, [(17, WhyBad::NoName)]);
    assert!(reading.bad[0].cells.iter().filter(|cell| !cell.is_empty()).count() == 3);
    let skipped: Vec<WhySkipped> = reading.skipped.iter().map(|row| row.why).collect();
    use WhySkipped::{Above, Empty, Heading, Repeated, Sum};
    assert_eq!(skipped, [Above, Above, Empty, Heading, Empty, Repeated, Sum]);
}

#[test]
fn a_list_without_headings_is_read_by_what_its_values_look_like() {
    let text = "PC-A,00:1A:2B:3C:4D:01,192.168.1.10,2024-05-01\n\
                PC-B,00:1A:2B:3C:4D:02,192.168.1.11,2024-06-01\n\
                PC-C,00:1A:2B:3C:4D:03,192.168.1.12,2024-06-02\n";
    let (header, reading) = read(&crate::table_of(text.as_bytes()));
    assert_eq!((header.row, reading.taken.len()), (None, 3));
    let first = &reading.taken[0];
    assert_eq!(first.get(Field::Name), "PC-A");
    assert_eq!(first.get(Field::Mac), "00:1A:2B:3C:4D:01");
    assert_eq!(first.get(Field::Ip), "192.168.1.10");
    assert_eq!(first.get(Field::Started), "2024-05-01");
}

#[test]
fn headings_in_two_rows_narrow_kana_and_marks_are_read() {
    let table = table("two-rows.sjis.csv");
    let (header, reading) = read(&table);
    assert_eq!(header.row, Some(3), "{header:?}");
    assert_eq!((reading.taken.len(), reading.bad.len()), (3, 0), "{:?}", reading.bad);
    let first = &reading.taken[0];
    assert_eq!(first.get(Field::Serial), "PF3ABC01");
    assert_eq!(first.get(Field::Mac), "00:1A:2B:3C:4D:01");
    assert_eq!(first.get(Field::Ip), "192.168.1.11");
    assert_eq!(first.get(Field::Started), "2019-04-01");
    assert_eq!(reading.taken[2].get(Field::Started), "2020-10-01");
    let backups: Vec<&str> = reading.taken.iter().map(|one| one.get(Field::Backup)).collect();
    assert_eq!(backups, ["yes", "no", ""], "a triangle is neither and stays as it is");
    assert!(reading.taken[2].own.iter().any(|(_, value)| value == "\u{25B3}"));
    let same = hikeshi_inventory::find_duplicates::<u8>(&reading.taken, &[]);
    assert_eq!(same.len(), 1, "one serial number twice");
}

#[test]
fn a_column_of_keys_is_secret_whatever_else_its_heading_names() {
    let table = table("keys.csv");
    let columns = guess_columns(&table, &find_header(&table));
    for column in &columns[1..] {
        assert_eq!(column.field, Some(Field::LicenceKey), "{}", column.heading);
        assert!(column.examples.is_empty(), "{:?}", column.examples);
    }
}
