//! Rows of a list that could be read in two ways: nobody is lost, and nobody gets another's letter.

use std::collections::BTreeSet;

use hikeshi_filings::letters::{
    Channel, Checked, Refusal, Role, TroubleKind, check_list, guess_roles, read_table,
};

use crate::letters_world::list_of;

/// Looks at a list for letters on paper; `accepted` are lines that a person has compared.
fn checked(list: &str, accepted: &[usize]) -> Checked {
    looked(list, Channel::Paper, accepted)
}

fn looked(list: &str, channel: Channel, accepted: &[usize]) -> Checked {
    let table = read_table(list.as_bytes()).unwrap();
    let roles = guess_roles(&table.heads).unwrap();
    let accepted: BTreeSet<usize> = accepted.iter().copied().collect();
    let checked = check_list(&table, &roles, channel, &[], &accepted).unwrap();
    if checked.columns_fit() {
        let lines = table.lines;
        assert_eq!(lines.rows, checked.recipients.len() + checked.left_out);
        assert_eq!(lines.all, 1 + lines.rows + lines.blank + lines.continued);
        assert_eq!(lines.all, list.replace("\r\n", "\n").replace('\r', "\n").lines().count());
    }
    checked
}

fn names(checked: &Checked) -> Vec<&str> {
    checked.recipients.iter().map(|one| one.name.as_str()).collect()
}

fn troubles(checked: &Checked) -> Vec<(usize, TroubleKind)> {
    checked.troubles.iter().map(|trouble| (trouble.line, trouble.kind)).collect()
}

#[test]
fn a_quotation_mark_that_nothing_closes_is_refused_with_its_line() {
    let list = list_of(5_000);
    let stray = list.replace("\nPerson 1998,", "\n\"Person 1998,");
    assert_eq!(read_table(stray.as_bytes()).err(), Some(Refusal::OpenQuote(2_000)));
    // A second stray mark further down closes the first only for the eye of a machine.
    for second in ["\"Person 2100,", "Person 2100\","] {
        let two = stray.replace("Person 2100,", second);
        assert_eq!(read_table(two.as_bytes()).err(), Some(Refusal::OpenQuote(2_000)), "{second}");
    }
    let behind = "name,address\nAbe,A\n\"Baba\"s,B\nChiba,C\n";
    assert_eq!(read_table(behind.as_bytes()).err(), Some(Refusal::OpenQuote(3)));
    let head = "\"name,address\nAbe,A\n";
    assert_eq!(read_table(head.as_bytes()).err(), Some(Refusal::OpenQuote(1)));
}

#[test]
fn two_rows_that_stray_marks_made_into_one_get_no_letter_and_the_next_ones_do() {
    let list = "name,address,town\nAbe,\"A 1\nBaba,B 2\",Tokyo\nChiba,C 3,Tokyo\n";
    let checked = checked(list, &[]);
    assert_eq!(names(&checked), ["Chiba"]);
    assert_eq!(troubles(&checked), [(2, TroubleKind::Quotes)]);
    let middle = "name,address\nAbe,A\nBaba \"Bo\" Ken,B\n";
    assert_eq!(troubles(&looked(middle, Channel::Paper, &[])), [(3, TroubleKind::Quotes)]);
}

#[test]
fn an_address_in_two_lines_is_one_address_and_marks_inside_marks_are_read() {
    let list = "name,address\n\"Abe \"\"Ken\"\"\",\"Street 1\nHouse 2\"\nBaba, \"B, 3\" \n";
    let checked = checked(list, &[]);
    assert_eq!(names(&checked), ["Abe \"Ken\"", "Baba"]);
    assert_eq!(checked.recipients[0].address, "Street 1 House 2");
    assert_eq!(checked.recipients[1].address, "B, 3");
    assert_eq!(checked.recipients[1].line, 4);
}

#[test]
fn marks_of_the_encoding_line_ends_of_any_kind_and_empty_lines_change_nothing() {
    for ends in ["\n", "\r\n", "\r"] {
        let list = ["\u{FEFF}name,address", "", "Abe,A", ",", "  ", "Baba,B", "", ""].join(ends);
        let checked = checked(&list, &[]);
        assert_eq!(names(&checked), ["Abe", "Baba"], "{ends:?}");
        assert_eq!(checked.recipients[1].line, 6, "{ends:?}");
    }
}

#[test]
fn a_row_with_a_cell_too_few_is_sent_only_when_a_person_has_accepted_that_row() {
    let list = "name,company,address 1,address 2\n\
        Abe,Acme,Minato 1,Room 2\n\
        Sato,Minato 9,Room 2\n\
        Kato,Acme,Minato 7\n\
        Mori,Minato 8;Room 2\n\
        Endo,Acme,Minato 5,\n";
    let first = checked(list, &[]);
    assert_eq!(names(&first), ["Abe", "Endo"]);
    let short = [(3, TroubleKind::Short), (4, TroubleKind::Short), (5, TroubleKind::Cells)];
    assert_eq!(troubles(&first), short);
    let read: Vec<String> = first.doubts.iter().map(|doubt| doubt.read.join("/")).collect();
    assert_eq!(read, ["Sato/Room 2", "Kato/Minato 7"], "what would be written is shown");
    let second = checked(list, &[4, 5]);
    assert_eq!(names(&second), ["Abe", "Kato", "Endo"]);
    assert_eq!(troubles(&second), [(3, TroubleKind::Short), (5, TroubleKind::Cells)]);
    let mail = looked("name,email,plan\nAbe,a@example.jp\n", Channel::Email, &[]);
    assert_eq!(troubles(&mail), [(2, TroubleKind::Short)]);
}

#[test]
fn a_row_that_was_left_out_does_not_take_the_letter_from_a_later_one() {
    let list = "name,address,plan\nAbe,A\nAbe,A,1\n";
    assert_eq!(names(&checked(list, &[])), ["Abe"]);
    assert_eq!(troubles(&checked(list, &[2])), [(3, TroubleKind::Duplicate)]);
}

#[test]
fn headings_that_stand_twice_are_no_person_and_no_guess() {
    let again = checked("name,address\nAbe,A\n Name ,ADDRESS\nBaba,B\n", &[]);
    assert_eq!(names(&again), ["Abe", "Baba"]);
    assert_eq!(troubles(&again), [(3, TroubleKind::Headings)]);
    let turned = checked("name,address\nAbe,A\naddress,name\nB,Baba\n", &[]);
    assert_eq!(turned.other_heads, Some(3));
    assert!(!turned.columns_fit() && turned.recipients.is_empty());

    let two = "name,address,address\nAbe,A,B\n";
    assert_eq!(checked(two, &[]).doubled_head.as_deref(), Some("address"));
    let table = read_table(two.as_bytes()).unwrap();
    let roles = [Role::Name, Role::Address, Role::Field];
    let none = BTreeSet::new();
    let one = check_list(&table, &roles, Channel::Paper, &[], &none).unwrap();
    assert_eq!(one.recipients[0].address, "A");
    let table = read_table(b"name,address,plan,plan\nAbe,A,1,2\n").unwrap();
    let roles = guess_roles(&table.heads).unwrap();
    let plan = ["plan".to_owned()];
    let two = check_list(&table, &roles, Channel::Paper, &plan, &none).unwrap();
    assert_eq!(two.doubled_head.as_deref(), Some("plan"));
}

#[test]
fn a_name_that_cannot_be_printed_is_shown_before_and_printed_only_when_accepted() {
    let list = "name,address,email\n\u{20BB7}da,A,y@example.jp\nAbe,B,a@example.jp\n";
    let first = checked(list, &[]);
    assert_eq!(names(&first), ["Abe"]);
    assert_eq!(troubles(&first), [(2, TroubleKind::Glyphs)]);
    assert_eq!(first.troubles[0].place, "\u{20BB7}");
    assert_eq!(checked(list, &[2]).recipients.len(), 2);
    let mail = looked(list, Channel::Email, &[]);
    assert_eq!(mail.recipients.len(), 2, "a mail can show it");
}
