//! The templates on board: each can be begun in every language, and nothing is filled in by guessing.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail")]

use std::{collections::BTreeMap, fs, path::Path};

use hikeshi_kernel::Lang;
use hikeshi_policy::{Group, List, Template, TemplateFile, Values, blanks, fill};

fn templates() -> Vec<Template> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/policies");
    let mut all: Vec<Template> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let file: TemplateFile =
                serde_norway::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
            assert_eq!(path.file_stem().unwrap().to_str().unwrap(), file.id);
            Template::new(file).unwrap_or_else(|faults| panic!("{faults}"))
        })
        .collect();
    all.sort_by_key(|template| template.file.order);
    all
}

#[test]
fn the_policy_eleven_chapters_the_manual_and_three_sheets_are_on_board() {
    let all = templates();
    let of = |group| all.iter().filter(|template| template.file.group == group).count();
    assert_eq!(Group::ALL.map(of), [1, 11, 2, 2]);
    let statements = all[0].file.sections.iter().filter(|section| section.numbered).count();
    assert_eq!(statements, 5, "the statements of the basic policy");
    let checks = all.iter().find(|template| template.file.id == "cloud-check").unwrap();
    let rows = checks.file.sections.iter().flat_map(|section| &section.table);
    assert_eq!(rows.map(|table| table.rows.len()).sum::<usize>(), 15);
    let manual = all.iter().find(|template| template.file.id == "emergency-manual").unwrap();
    let lists: Vec<List> = manual.file.sections.iter().filter_map(|section| section.list).collect();
    assert_eq!(lists.len(), 6, "{lists:?}");
}

#[test]
fn without_values_everything_that_is_needed_is_a_named_blank() {
    for template in templates() {
        for lang in Lang::ALL {
            let filled = fill(
                &template.begin(lang),
                &Values::new(),
                &template.labels(lang),
                &BTreeMap::new(),
            );
            let blanks = blanks(&filled);
            let clauses = template.file.sections.iter().flat_map(|section| &section.clauses);
            let optional: Vec<&String> =
                clauses.filter_map(|clause| clause.only_with.as_ref()).collect();
            let asked = template.file.variables.iter();
            for variable in asked.filter(|variable| !optional.contains(&&variable.id)) {
                let label = variable.label.get(lang);
                assert!(blanks.iter().any(|blank| blank == label), "{} {label}", template.file.id);
            }
        }
    }
}
