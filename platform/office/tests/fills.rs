//! Texts in the named cells of somebody else's file.
#![cfg(test)]

use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _, Write as _},
};

use hikeshi_office::{
    FillFault, FormFault, FormFile, MOST_CELL_CHARACTERS, MOST_NAMES, MOST_SHEETS,
};
use rust_xlsxwriter::{Format, Formula, Workbook};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// A form as an authority might hand it out: styles, a merged block, a formula, names of all sorts.
fn official() -> Vec<u8> {
    let mut book = Workbook::new();
    let framed = Format::new().set_border(rust_xlsxwriter::FormatBorder::Thin);
    let page = book.add_worksheet().set_name("Form 1").unwrap();
    page.write_string(0, 0, "Name").unwrap();
    page.write_string_with_format(0, 1, "an example", &framed).unwrap();
    page.merge_range(2, 1, 3, 4, "", &framed).unwrap();
    page.write_formula(5, 1, Formula::new("=1+1").set_result("2")).unwrap();
    page.write_number(6, 0, 42).unwrap();
    let other = book.add_worksheet().set_name("It's 2").unwrap();
    other.write_string(0, 0, "untouched").unwrap();
    for (name, place) in [
        ("hikeshi_item_name", "='Form 1'!$B$1"),
        ("hikeshi_item_course", "='Form 1'!$B$3:$E$4"),
        ("Hidden_Half", "='Form 1'!$D$4"),
        ("sum", "='Form 1'!$B$6"),
        ("between", "='Form 1'!$B$7"),
        ("far", "='Form 1'!$AB$40"),
        ("second", "='It''s 2'!$C$9"),
        ("formula", "=SUM(1,2)"),
    ] {
        book.define_name(name, place).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let part = |index| {
        let mut part = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (part.name().unwrap().into_owned(), bytes)
    };
    (0..zip_len(bytes)).map(part).collect()
}

fn zip_len(bytes: &[u8]) -> usize {
    ZipArchive::new(Cursor::new(bytes)).unwrap().len()
}

fn packed(parts: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The form with one part changed.
fn with_part(name: &str, text: &str) -> Vec<u8> {
    let mut parts = parts(&official());
    parts.insert(name.to_owned(), text.as_bytes().to_vec());
    packed(&parts)
}

fn fill(bytes: Vec<u8>, texts: &[(&str, &str)]) -> Result<Vec<u8>, FillFault> {
    let texts: Vec<(String, String)> =
        texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    FormFile::open(bytes)?.fill(&texts)
}

fn sheet(bytes: &[u8], number: usize) -> String {
    let name = format!("xl/worksheets/sheet{number}.xml");
    String::from_utf8(parts(bytes)[&name].clone()).unwrap()
}

#[test]
fn names_of_cells_are_found_with_their_places() {
    let file = FormFile::open(official()).unwrap();
    let names: Vec<(String, String)> =
        file.names().map(|(name, place)| (name.to_owned(), place)).collect();
    assert_eq!(names.len(), 7, "{names:?}");
    assert!(names.contains(&("hikeshi_item_course".to_owned(), "Form 1!B3".to_owned())));
    assert!(names.contains(&("second".to_owned(), "It's 2!C9".to_owned())));
    assert_eq!(file.find_name("HIKESHI_ITEM_NAME"), Some("hikeshi_item_name"));
}

#[test]
fn only_the_written_cells_change() {
    let before = official();
    let texts = [
        ("Hikeshi_Item_Name", "=1+1"),
        ("hikeshi_item_course", "one\ntwo <&> _x0041_"),
        ("between", "b7"),
        ("far", "ab40"),
        ("second", "c9"),
    ];
    let after = fill(before.clone(), &texts).unwrap();
    let (mut old, mut new) = (parts(&before), parts(&after));
    let (one, two) = ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml");
    let sheets = [new.remove(one).unwrap(), new.remove(two).unwrap()];
    let [first, second] = sheets.map(|bytes| String::from_utf8(bytes).unwrap());
    let was = String::from_utf8(old.remove(one).unwrap()).unwrap();
    old.remove(two);
    assert_eq!(old, new, "all other parts stay byte for byte");
    assert!(
        first.contains("<c r=\"B1\" s=\"1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">=1+1<")
    );
    assert!(first.contains(">one\ntwo &lt;&amp;&gt; _x005F_x0041_<"), "{first}");
    assert_eq!(first.matches("<f>").count(), was.matches("<f>").count());
    assert!(first.contains("<v>42</v></c><c r=\"B7\" t=\"inlineStr\">"), "{first}");
    assert!(first.contains("<row r=\"40\"><c r=\"AB40\""));
    assert!(second.contains("<row r=\"9\"><c r=\"C9\""));
    let rest = was.split("<sheetData>").next().unwrap();
    assert!(first.starts_with(rest) && first.ends_with(was.split("</sheetData>").nth(1).unwrap()));
}

#[test]
fn a_merged_block_takes_the_text_in_its_first_cell() {
    let after = fill(official(), &[("hidden_half", "below"), ("hikeshi_item_course", "above")]);
    let sheet = sheet(&after.unwrap(), 1);
    assert!(sheet.contains(">below\nabove<"), "{sheet}");
    assert!(!sheet.contains("<c r=\"D4\" t=\"inlineStr\""));
}

#[test]
fn names_that_the_file_lacks_are_all_named_and_nothing_is_written() {
    let fault = fill(official(), &[("sum_total", "x"), ("between", "y"), ("name2", "z")]);
    let lacking = vec!["sum_total".to_owned(), "name2".to_owned()];
    assert_eq!(fault, Err(FillFault::NoSuchName(lacking)));
}

#[test]
fn a_formula_is_never_overwritten() {
    assert_eq!(fill(official(), &[("sum", "3")]), Err(FillFault::Formula(vec!["sum".to_owned()])));
}

#[test]
fn a_text_too_long_for_a_cell_is_named() {
    let long = "x".repeat(MOST_CELL_CHARACTERS + 1);
    let fault = fill(official(), &[("between", &long)]);
    assert_eq!(fault, Err(FillFault::TooLong(vec!["between".to_owned()])));
    assert!(fill(official(), &[("between", &long[1..])]).is_ok());
}

#[test]
fn sheets_of_other_programs_are_understood() {
    // A prefix, rows and cells without numbers, an empty row, no data at all.
    let prefixed = "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row><x:c t=\"str\"><x:v>a</x:v></x:c>\
        <x:c s=\"7\"/></x:row><x:row r=\"7\" ht=\"20\"/></x:sheetData></x:worksheet>";
    let bytes = with_part("xl/worksheets/sheet1.xml", prefixed);
    let after = fill(bytes, &[("hikeshi_item_name", "n"), ("between", "b")]).unwrap();
    let text = sheet(&after, 1);
    assert!(text.contains("<x:c r=\"B1\" s=\"7\" t=\"inlineStr\"><x:is><x:t"), "{text}");
    assert!(text.contains("<x:row r=\"7\" ht=\"20\"><x:c r=\"B7\""), "{text}");
    let bytes = with_part("xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>");
    let after = fill(bytes, &[("between", "b")]).unwrap();
    assert!(sheet(&after, 1).contains("<sheetData><row r=\"7\"><c r=\"B7\""));
    let bytes = with_part("xl/worksheets/sheet1.xml", "<worksheet/>");
    assert!(matches!(fill(bytes, &[("between", "b")]), Err(FillFault::Form(FormFault::Broken(_)))));
}

#[test]
fn a_file_that_unpacks_to_too_much_is_refused() {
    let mut zeros = parts(&official());
    zeros.insert("xl/media/big.bin".to_owned(), vec![0; 70 * 1024 * 1024]);
    let bomb = packed(&zeros);
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(FormFile::open(bomb).err(), Some(FormFault::Bomb));
    let many: BTreeMap<String, Vec<u8>> = (0..3000).map(|n| (format!("{n}"), Vec::new())).collect();
    assert_eq!(FormFile::open(packed(&many)).err(), Some(FormFault::Bomb));
}

#[test]
fn macros_old_formats_and_other_files_are_refused() {
    let mut program = parts(&official());
    program.insert("xl/vbaProject.bin".to_owned(), vec![1]);
    assert_eq!(FormFile::open(packed(&program)).err(), Some(FormFault::Macros));
    let types = "<Types><Override ContentType=\"application/vnd.ms-excel.sheet.macroEnabled.main+xml\"/></Types>";
    let renamed = with_part("[Content_Types].xml", types);
    assert_eq!(FormFile::open(renamed).err(), Some(FormFault::Macros));
    let old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0].to_vec();
    assert_eq!(FormFile::open(old).err(), Some(FormFault::OldOrProtected));
    for other in
        [Vec::new(), b"PK\x03\x04 no".to_vec(), b"a,b,c".to_vec(), packed(&BTreeMap::new())]
    {
        assert!(matches!(FormFile::open(other).err(), Some(FormFault::Broken(_))));
    }
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\">]><workbook>&a;</workbook>";
    let entities = with_part("xl/workbook.xml", laughs);
    assert!(matches!(FormFile::open(entities).err(), Some(FormFault::Broken(_))));
    assert_eq!(FormFile::open(vec![0; 11 * 1024 * 1024]).err(), Some(FormFault::TooLarge));
}

/// The form with so many sheets, all of one part, and so many names in its workbook.
fn crowded(sheets: usize, names: usize) -> Vec<u8> {
    let mut workbook = "<workbook xmlns:r=\"r\"><sheets>".to_owned();
    for number in 0..sheets {
        workbook += &format!("<sheet name=\"S{number}\" sheetId=\"{number}\" r:id=\"rId1\"/>");
    }
    workbook += "</sheets><definedNames>";
    for number in 0..names {
        workbook += &format!("<definedName name=\"n_{number}\">S{}!$A$1</definedName>", sheets - 1);
    }
    with_part("xl/workbook.xml", &(workbook + "</definedNames></workbook>"))
}

#[test]
fn a_form_has_bounded_sheets_and_names() {
    let mut full = FormFile::open(crowded(MOST_SHEETS, MOST_NAMES)).unwrap();
    assert_eq!(full.names().count(), MOST_NAMES);
    assert_eq!(full.check_sheets(), Ok(()));
    for (sheets, names) in [(MOST_SHEETS + 1, 1), (1, MOST_NAMES + 1), (24_000, 24_000)] {
        let refused = FormFile::open(crowded(sheets, names)).err();
        assert_eq!(refused, Some(FormFault::TooMany), "{sheets} sheets, {names} names");
    }
}

#[test]
fn old_macro_sheets_links_and_embedded_objects_are_refused() {
    let relation = |kind: &str| {
        format!(
            "<Relationships><Relationship Id=\"rId9\" Type=\"http://x/relationships/{kind}\" Target=\"y\"/></Relationships>"
        )
    };
    for (part, text, fault) in [
        ("xl/macrosheets/sheet1.xml", String::new(), FormFault::Macros),
        ("xl/worksheets/_rels/sheet9.xml.rels", relation("xlMacrosheet"), FormFault::Macros),
        ("xl/externalLinks/externalLink1.xml", String::new(), FormFault::Linked),
        ("xl/embeddings/oleObject1.bin", String::new(), FormFault::Linked),
        ("xl/connections.xml", String::new(), FormFault::Linked),
        ("xl/worksheets/_rels/sheet9.xml.rels", relation("oleObject"), FormFault::Linked),
        ("xl/worksheets/_rels/sheet9.xml.rels", relation("package"), FormFault::Linked),
    ] {
        assert_eq!(FormFile::open(with_part(part, &text)).err(), Some(fault), "{part} {text}");
    }
    // An address that people may open is no link of the file.
    let address = relation("hyperlink").replace("\"y\"", "\"https://x.example/oleObject\"");
    assert!(FormFile::open(with_part("xl/worksheets/_rels/sheet9.xml.rels", &address)).is_ok());
}

#[test]
fn a_sheet_that_is_missing_or_damaged_is_found_before_the_form_is_kept() {
    let part = "xl/worksheets/sheet1.xml";
    for damaged in ["<worksheet/>", "<worksheet><sheetData></row>", "<worksheet><sheetData>", "no"]
    {
        let mut form = FormFile::open(with_part(part, damaged)).unwrap();
        assert!(matches!(form.check_sheets(), Err(FormFault::Broken(_))), "{damaged}");
    }
    let mut without = parts(&official());
    without.remove(part);
    assert!(matches!(FormFile::open(packed(&without)).err(), Some(FormFault::Broken(_))));
    assert_eq!(FormFile::open(official()).unwrap().check_sheets(), Ok(()));
}

#[test]
fn every_cut_of_a_form_is_refused_or_read_without_a_panic() {
    let whole = official();
    for length in (0..whole.len()).step_by(97) {
        let _ = FormFile::open(whole[..length].to_vec());
        let mut hurt = whole.clone();
        hurt[length] ^= 0x55;
        if let Ok(file) = FormFile::open(hurt) {
            let _ = file.fill(&[("between".to_owned(), "x".to_owned())]);
        }
    }
}
