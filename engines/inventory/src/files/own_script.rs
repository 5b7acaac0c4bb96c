//! What our own scripts write: one machine with its programs, as JSON.

use serde_json::Value;

use super::{
    FileKind, Inventory, list,
    machine::{add_ip, add_mac, set, settle_kind},
    text,
};
use crate::{Field, Kind, Record, read_date};

/// The value of `format` in such a file.
pub(super) const FORMAT: &str = "hikeshi-inventory";

/// The machines and their programs.
pub(super) fn read(documents: &[Value]) -> Inventory {
    let mut records = Vec::new();
    let mut things = 0;
    let mut nameless = 0;
    for document in documents {
        let machine = document.get("device").map(|device| (device, Kind::Device, true));
        let programs = list(document, "software").iter().map(|one| (one, Kind::Software, false));
        for (value, kind, is_machine) in machine.into_iter().chain(programs) {
            things += 1;
            let mut record = Record::new(things, kind);
            if is_machine {
                describe_machine(&mut record, value);
            } else {
                describe_program(&mut record, value);
            }
            if record.find_name() { records.push(record) } else { nameless += 1 }
        }
    }
    let passed_over = if nameless > 0 { vec![("software".to_owned(), nameless)] } else { vec![] };
    Inventory { kind: FileKind::OwnScript, things, records, passed_over }
}

fn describe_machine(record: &mut Record, value: &Value) {
    for (field, key) in [
        (Field::Hostname, "hostname"),
        (Field::Maker, "maker"),
        (Field::Model, "model"),
        (Field::Serial, "serial"),
        (Field::Os, "os"),
        (Field::OsVersion, "os_version"),
        (Field::Person, "user"),
    ] {
        set(record, field, text(value, key));
    }
    if crate::read_serial(record.get(Field::Serial)).is_none() {
        record.values.remove(&Field::Serial);
    }
    list(value, "mac").iter().filter_map(Value::as_str).for_each(|mac| add_mac(record, mac));
    list(value, "ip").iter().filter_map(Value::as_str).for_each(|ip| add_ip(record, ip));
    for key in ["os_build", "cpu", "memory", "disk"] {
        let value = text(value, key).trim();
        if !value.is_empty() {
            record.own.push((key.to_owned(), crate::clean_cell(value)));
        }
    }
    settle_kind(record);
}

fn describe_program(record: &mut Record, value: &Value) {
    set(record, Field::Name, text(value, "name"));
    set(record, Field::Version, text(value, "version"));
    set(record, Field::Maker, text(value, "maker"));
    if let Ok(day) = read_date(text(value, "installed_on")) {
        record.set(Field::Started, &day.to_string());
    }
}
