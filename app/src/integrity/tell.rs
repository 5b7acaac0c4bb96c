//! What was found, for people and for programs.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hikeshi_i18n::Words;
use hikeshi_tlog::Finding;
use serde_json::{Value, json};

use super::{BackupFinding, Report, ThingFinding};

/// One finding in words: what it is, and what that means.
struct Told {
    fault: String,
    says: String,
    means: String,
    about: Value,
}

/// The report for people: one paragraph for each finding, then what was looked at.
pub(crate) fn text(words: &Words, report: &Report) -> String {
    let mut out = String::new();
    for told in all(words, report) {
        out.push_str(&format!("\u{d7} {}\n    {}\n", told.says, told.means));
    }
    if report.log.more {
        out.push_str(&format!("{}\n", words.t("log-more")));
    }
    if !out.is_empty() {
        out.push('\n');
    }
    for (name, size) in &report.log.agreed {
        let line = words.ta("log-agreed", &[("file", name), ("size", size)]);
        out.push_str(&format!("\u{25cb} {line}\n"));
    }
    let counts: [(&str, &dyn std::fmt::Display); 2] =
        [("entries", &report.log.size), ("files", &report.files)];
    out.push_str(&format!("{}\n", words.ta("log-counts", &counts)));
    if report.records > 0 {
        out.push_str(&format!("{}\n", words.t1("log-records", "count", report.records)));
    }
    if report.not_covered > 0 {
        out.push_str(&format!("{}\n", words.t1("log-not-covered", "count", report.not_covered)));
    }
    let result = if report.is_clean() { "log-clean" } else { "log-not-clean" };
    out + &words.t(result) + "\n"
}

/// The report for programs.
pub(crate) fn json(words: &Words, report: &Report) -> Value {
    let findings: Vec<_> = all(words, report)
        .into_iter()
        .map(|told| {
            let mut value = json!({ "fault": told.fault, "says": told.says, "means": told.means });
            if let (Some(value), Value::Object(about)) = (value.as_object_mut(), told.about) {
                value.extend(about);
            }
            value
        })
        .collect();
    let agreed = report.log.agreed.iter().map(|(file, size)| json!({"file": file, "size": size}));
    json!({
        "clean": report.is_clean(),
        "entries": report.log.size,
        "root": report.log.root.map(|root| BASE64_STANDARD.encode(root)),
        "origin": report.log.published.as_ref().map(|it| &it.origin),
        "agreed": agreed.collect::<Vec<_>>(),
        "files": report.files,
        "records": report.records,
        "not_covered": report.not_covered,
        "more": report.log.more,
        "findings": findings,
    })
}

fn all(words: &Words, report: &Report) -> Vec<Told> {
    let log = report.log.findings.iter().map(|it| of_log(words, it));
    let things = report.things.iter().map(|it| of_thing(words, it));
    let backups = report.backups.iter().map(|it| of_backup(words, it));
    log.chain(things).chain(backups).collect()
}

fn of_log(words: &Words, it: &Finding) -> Told {
    let name = it.fault.name();
    let number = |value: Option<u64>| value.map(|it| it.to_string()).unwrap_or_default();
    let file = it.file.clone().unwrap_or_default();
    let values: [(&str, &dyn std::fmt::Display); 4] = [
        ("entry", &number(it.entry)),
        ("file", &file),
        ("size", &number(it.size)),
        ("note", &it.note),
    ];
    Told {
        fault: name.to_owned(),
        says: words.ta(&format!("log-fault-{name}"), &values),
        means: words.t(&format!("log-means-{name}")),
        about: json!({ "entry": it.entry, "file": it.file, "size": it.size, "note": it.note }),
    }
}

fn of_thing(words: &Words, it: &ThingFinding) -> Told {
    let name = it.fault.name();
    let kind = words.t(&format!("log-thing-{}", it.kind.name()));
    let entry = it.entry.map(|it| it.to_string()).unwrap_or_default();
    let blob = it.blob.map(|it| it.to_string()).unwrap_or_default();
    let values: [(&str, &dyn std::fmt::Display); 4] =
        [("kind", &kind), ("name", &it.name), ("entry", &entry), ("file", &blob)];
    Told {
        fault: name.to_owned(),
        says: words.ta(&format!("log-fault-{name}"), &values),
        means: words.t(&format!("log-means-{name}")),
        about: json!({ "thing": it.kind.name(), "name": it.name, "entry": it.entry,
                       "file": it.blob }),
    }
}

fn of_backup(words: &Words, it: &BackupFinding) -> Told {
    let name = format!("backup-{}", it.fault.name());
    let entry = it.entry.map(|it| it.to_string()).unwrap_or_default();
    let values: [(&str, &dyn std::fmt::Display); 2] = [("file", &it.file), ("entry", &entry)];
    Told {
        says: words.ta(&format!("log-fault-{name}"), &values),
        means: words.t(&format!("log-means-{name}")),
        about: json!({ "file": it.file, "entry": it.entry }),
        fault: name,
    }
}
