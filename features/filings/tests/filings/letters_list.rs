//! Lists as other programs write them, and what is wrong in them.

use std::collections::BTreeSet;

use hikeshi_drafting::{fill_letter, letter_fields};
use hikeshi_filings::letters::{
    Channel, Checked, Role, TroubleKind, check_list, guess_roles, read_table,
};

use crate::letters_world::list_of;

const LETTER: &str = include_str!("../fixtures/letters/letter.txt");

fn checked(bytes: &[u8], channel: Channel, letter: &str) -> Checked {
    accepted(bytes, channel, letter, &[])
}

/// The same with lines that a person has compared and accepted.
fn accepted(bytes: &[u8], channel: Channel, letter: &str, lines: &[usize]) -> Checked {
    let table = read_table(bytes).unwrap();
    let roles = guess_roles(&table.heads).unwrap();
    let lines: BTreeSet<usize> = lines.iter().copied().collect();
    check_list(&table, &roles, channel, &letter_fields(&[letter]), &lines).unwrap()
}

#[test]
fn a_list_reads_the_same_in_every_encoding_that_japanese_programs_write() {
    let fields = letter_fields(&[LETTER]);
    let lists: [&[u8]; 4] = [
        include_bytes!("../fixtures/letters/utf8_bom.csv"),
        include_bytes!("../fixtures/letters/shift_jis.csv"),
        include_bytes!("../fixtures/letters/euc_jp.csv"),
        include_bytes!("../fixtures/letters/utf16.tsv"),
    ];
    let mut letters = Vec::new();
    for list in lists {
        let roles = guess_roles(&read_table(list).unwrap().heads).unwrap();
        let wanted =
            [Role::Number, Role::Name, Role::Email, Role::Address, Role::Postal, Role::Field];
        assert_eq!(roles, wanted);
        let checked = checked(list, Channel::Email, LETTER);
        assert_eq!((checked.recipients.len(), checked.left_out), (2, 0), "{checked:?}");
        assert_eq!(checked.recipients[1].line, 3);
        assert_eq!(checked.recipients[0].email, "hanako@example.jp");
        let text = fill_letter(LETTER, &fields, &checked.recipients[1].values);
        assert!(text.contains("002") && !text.contains("{{"), "{text}");
        letters.push(text);
    }
    assert!(letters.iter().all(|letter| *letter == letters[0]), "{letters:?}");
}

#[test]
fn every_trouble_is_named_with_its_line_and_the_row_gets_no_letter() {
    let list = "name,email,plan\n\
        Abe,abe@example.jp,A\n\
        ,nobody@example.jp,A\n\
        Chiba,,A\n\
        Doi,doi.example.jp,A\n\
        Endo,ABE@example.jp,A\n\
        =HYPERLINK(1),f@example.jp,A\n\
        Goto,g@example.jp,@SUM(1)\n\
        Hara\u{202E},h@example.jp,A\n\
        Ito,i@example.jp,A,too,many\n\
        Jo,j@example.jp,\n\
        Kato,k@example.jp,+81 3-0000\n\
        \"Mori\",\"m@example.jp\r\nBcc: x@example.jp\",A\n";
    let checked = checked(list.as_bytes(), Channel::Email, "{{name}} {{plan}}");
    let names: Vec<&str> = checked.recipients.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Abe", "Kato"]);
    let found: Vec<(usize, TroubleKind)> =
        checked.troubles.iter().map(|trouble| (trouble.line, trouble.kind)).collect();
    let wanted = [
        (3, TroubleKind::NoName),
        (4, TroubleKind::NoAddress),
        (5, TroubleKind::BadMail),
        (6, TroubleKind::Duplicate),
        (7, TroubleKind::Formula),
        (8, TroubleKind::Formula),
        (9, TroubleKind::Control),
        (10, TroubleKind::Cells),
        (11, TroubleKind::NoValue),
        (13, TroubleKind::BadMail),
    ];
    assert_eq!(found, wanted);
    assert_eq!(checked.troubles[3].place, "2", "a duplicate names the first line");
    assert_eq!(checked.left_out, wanted.len());
}

#[test]
fn columns_that_do_not_fit_the_letter_stop_everything() {
    let wrong = checked(b"name,phone\nAbe,03\n", Channel::Email, "{{name}} {{plan}}");
    assert_eq!(wrong.missing_roles, [Role::Email]);
    assert_eq!(wrong.missing_fields, ["plan"]);
    assert!(!wrong.columns_fit() && wrong.recipients.is_empty());
    let table = read_table(b"name,mail,other\nAbe,a@b.jp,c@d.jp\n").unwrap();
    let roles = [Role::Name, Role::Email, Role::Email];
    let two = check_list(&table, &roles, Channel::Email, &[], &BTreeSet::new()).unwrap();
    assert_eq!(two.doubled_role, Some(Role::Email));
}

#[test]
fn names_and_addresses_in_several_columns_are_put_together() {
    let list = b"last name,first name,prefecture,city,zip\nAbe,Ken,Tokyo,Minato,105\n";
    let checked = checked(list, Channel::Paper, "{{name}}");
    let one = &checked.recipients[0];
    assert_eq!((&*one.name, &*one.address, &*one.postal), ("Abe Ken", "Tokyo Minato", "105"));
    assert_eq!(one.values, ["Abe Ken"]);
    assert!(one.email.is_empty(), "what the letter does not need is not taken");
}

#[test]
fn a_hundred_thousand_rows_are_checked_and_none_is_lost() {
    let list = list_of(100_000);
    let checked = checked(list.as_bytes(), Channel::Email, "{{name}}");
    assert_eq!(checked.recipients.len(), 100_000);
}
