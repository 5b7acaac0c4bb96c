//! Answers of osquery: rows of the usual tables, from its shell, its log or several in one file.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    FileKind, Inventory,
    machine::{add_ip, add_mac, set, settle_kind},
    text,
};
use crate::{Field, Kind, Record, read_date};

/// The tables that say something about a machine or its programs, each with columns by which its
/// rows are known where no name stands beside them.
const TABLES: [(&str, &[&str]); 8] = [
    ("system_info", &["hardware_serial", "hardware_model"]),
    ("os_version", &["platform_like", "codename"]),
    ("os_version", &["platform", "build"]),
    ("interface_details", &["mac", "interface"]),
    ("interface_addresses", &["address", "interface"]),
    ("programs", &["identifying_number", "publisher"]),
    ("apps", &["bundle_short_version", "bundle_identifier"]),
    ("deb_packages", &["name", "version"]),
];

/// The machines and programs; `None` for JSON that is no answer of osquery.
pub(super) fn read(documents: &[Value]) -> Option<Inventory> {
    let mut rows = Vec::new();
    for document in documents {
        rows_of(document, "", &mut rows);
    }
    let things = rows.len();
    let mut machines: BTreeMap<String, Record> = BTreeMap::new();
    let mut programs = Vec::new();
    let mut unknown: BTreeMap<String, usize> = BTreeMap::new();
    let mut understood = false;
    for (line, (host, named, row)) in (1..).zip(rows) {
        let table =
            if is_known(&named) { named } else { table_of(row).unwrap_or(&named).to_owned() };
        match table.as_str() {
            "system_info" | "os_version" | "interface_details" | "interface_addresses" => {
                let machine =
                    machines.entry(host).or_insert_with(|| Record::new(line, Kind::Device));
                describe(machine, &table, row);
            }
            table if is_known(table) => programs.extend(program(line, row)),
            other => {
                *unknown.entry(other.to_owned()).or_default() += 1;
                continue;
            }
        }
        understood = true;
    }
    let mut records = Vec::new();
    for (host, mut machine) in machines {
        if machine.get(Field::Hostname).is_empty() {
            set(&mut machine, Field::Hostname, &host);
        }
        settle_kind(&mut machine);
        if machine.find_name() {
            records.push(machine);
        }
    }
    records.extend(programs);
    let passed_over = unknown.into_iter().collect();
    understood.then_some(Inventory { kind: FileKind::Osquery, things, records, passed_over })
}

fn is_known(table: &str) -> bool {
    TABLES.iter().any(|(one, _)| *one == table)
        || ["rpm_packages", "homebrew_packages", "chocolatey_packages"].contains(&table)
}

/// All rows with the machine and the table that they say they are of.
fn rows_of<'a>(value: &'a Value, table: &str, rows: &mut Vec<(String, String, &'a Value)>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| rows_of(one, table, rows)),
        Value::Object(object) => {
            let host = text(value, "hostIdentifier").to_owned();
            // `pack_inventory_programs` is the answer to the query `programs`.
            let name = text(value, "name");
            let query = TABLES.iter().map(|(one, _)| *one).find(|one| name.ends_with(one));
            if let Some(row) = object.get("columns") {
                if text(value, "action") != "removed" {
                    rows.push((host, query.unwrap_or(name).to_owned(), row));
                }
            } else if let Some(all) = object.get("snapshot").and_then(Value::as_array) {
                let named = query.unwrap_or(name);
                rows.extend(all.iter().map(|row| (host.clone(), named.to_owned(), row)));
            } else if object.values().any(Value::is_array) {
                object.iter().for_each(|(table, all)| rows_of(all, table, rows));
            } else {
                rows.push((String::new(), table.to_owned(), value));
            }
        }
        _ => {}
    }
}

fn table_of(row: &Value) -> Option<&'static str> {
    let has = |columns: &[&str]| columns.iter().all(|column| row.get(column).is_some());
    TABLES.iter().find(|(_, columns)| has(columns)).map(|(table, _)| *table)
}

fn describe(machine: &mut Record, table: &str, row: &Value) {
    match table {
        "system_info" => {
            let host = [text(row, "computer_name"), text(row, "hostname")];
            set(machine, Field::Hostname, host.into_iter().find(|h| !h.is_empty()).unwrap_or(""));
            set(machine, Field::Maker, text(row, "hardware_vendor"));
            set(machine, Field::Model, text(row, "hardware_model"));
            if let Some(serial) = crate::read_serial(text(row, "hardware_serial")) {
                machine.set(Field::Serial, &serial);
            }
            for (heading, key) in [("cpu", "cpu_brand"), ("memory", "physical_memory")] {
                if !text(row, key).is_empty() {
                    machine.own.push((heading.to_owned(), crate::clean_cell(text(row, key))));
                }
            }
        }
        "os_version" => {
            set(machine, Field::Os, text(row, "name"));
            let build = text(row, "build");
            let version = text(row, "version");
            let whole = if build.is_empty() || version.contains(build) {
                version.to_owned()
            } else {
                format!("{version} ({build})")
            };
            set(machine, Field::OsVersion, &whole);
        }
        "interface_details" => add_mac(machine, text(row, "mac")),
        _ => add_ip(machine, text(row, "address")),
    }
}

fn program(line: usize, row: &Value) -> Option<Record> {
    let mut record = Record::new(line, Kind::Software);
    let name = [text(row, "display_name"), text(row, "name"), text(row, "package_name")];
    set(&mut record, Field::Name, name.into_iter().find(|name| !name.is_empty())?);
    let version = [text(row, "bundle_short_version"), text(row, "version")];
    let version = version.into_iter().find(|version| !version.is_empty());
    set(&mut record, Field::Version, version.unwrap_or_default());
    let maker = [text(row, "publisher"), text(row, "vendor"), text(row, "maintainer")];
    set(&mut record, Field::Maker, maker.into_iter().find(|m| !m.is_empty()).unwrap_or_default());
    if let Ok(day) = read_date(text(row, "install_date")) {
        record.set(Field::Started, &day.to_string());
    }
    Some(record)
}
