//! The catalogue against the schema: nobody adds a table and forgets the spare.

use std::collections::{BTreeMap, BTreeSet};

use hikeshi_spare::catalogue::{FOREIGN_COLUMNS, Merge, PEOPLE_COLUMNS, REFERENCES, Rows, TABLES};

/// The columns of each table, as its migrations write them: name and type.
fn schema() -> BTreeMap<String, Vec<(String, String)>> {
    let mut tables: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for migration in hikeshi::router::migrations() {
        let mut table = String::new();
        let lines = migration.sql.lines().map(str::trim);
        for line in lines.filter(|line| !line.starts_with("--")) {
            let mut column = line;
            if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
                table = rest.split([' ', '(']).next().unwrap_or_default().to_owned();
                tables.entry(table.clone()).or_default();
                column = rest.split_once('(').map_or("", |(_, inside)| inside);
            } else if let Some(rest) = line.strip_prefix("ALTER TABLE ") {
                let Some((of, added)) = rest.split_once(" ADD COLUMN ") else { continue };
                (table, column) = (of.to_owned(), added);
            }
            let mut words = column.split([' ', ',']);
            if let (Some(name), Some(kind)) = (words.next(), words.next()) {
                let kind = kind.trim_end_matches([',', ')', ';']);
                if ["uuid", "text", "bigint", "boolean", "bytea"].contains(&kind) {
                    let columns = tables.entry(table.clone()).or_default();
                    columns.push((name.to_owned(), kind.to_owned()));
                }
            }
        }
    }
    tables
}

#[test]
fn every_table_of_the_schema_has_its_line_and_the_catalogue_names_no_other() {
    let known: BTreeSet<&str> = TABLES.iter().map(|table| table.name).collect();
    assert_eq!(known.len(), TABLES.len(), "a table stands there twice");
    let schema = schema();
    let there: BTreeSet<&str> =
        schema.keys().map(String::as_str).chain(["schema_migration"]).collect();
    let missing: Vec<_> = there.difference(&known).collect();
    let gone: Vec<_> = known.difference(&there).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "features/spare/src/catalogue.rs: add {missing:?}, remove {gone:?}"
    );
}

#[test]
fn every_id_in_a_table_that_comes_back_can_be_checked() {
    let schema = schema();
    let blobs = hikeshi::orphans::blob_columns();
    let mut unknown = Vec::new();
    for table in TABLES.iter().filter(|table| table.merge != Merge::Not) {
        for (column, _) in schema[table.name].iter().filter(|(_, kind)| kind == "uuid") {
            let name = column.as_str();
            let is_known = ["id", "company_id"].contains(&name)
                || REFERENCES.iter().any(|(of, _)| *of == name)
                || PEOPLE_COLUMNS.contains(&name)
                || FOREIGN_COLUMNS.contains(&name)
                || blobs.contains(&(table.name, name));
            if !is_known {
                unknown.push(format!("{}.{column}", table.name));
            }
        }
    }
    assert!(unknown.is_empty(), "add to REFERENCES or PEOPLE_COLUMNS: {unknown:?}");
}

#[test]
fn what_others_refer_to_comes_first_and_what_comes_back_carries_its_company() {
    let schema = schema();
    let place = |name: &str| TABLES.iter().position(|table| table.name == name);
    for (at, table) in TABLES.iter().enumerate() {
        let columns = &schema.get(table.name).cloned().unwrap_or_default();
        let has =
            |name: &str| columns.iter().any(|(column, kind)| column == name && kind == "uuid");
        if table.merge != Merge::Not || table.rows == Rows::OfCompany {
            assert!(has("company_id"), "{} has no company_id", table.name);
        }
        if table.merge == Merge::Not {
            continue;
        }
        for (column, target) in REFERENCES.iter().filter(|(column, _)| has(column)) {
            let before = place(target).is_some_and(|target| target <= at);
            assert!(before, "{}.{column} comes before {target}", table.name);
        }
    }
}
