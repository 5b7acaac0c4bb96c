//! What the data on board says about things as people write them.

use hikeshi_inventory::{Field, How, Kind, Lifecycle, LifecycleFile, Standing, Thing, Values};
use jiff::civil::{Date, date};

fn lifecycle() -> Lifecycle {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/lifecycle");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|one| one.unwrap().path()).collect();
    files.sort();
    let read = |path: &std::path::PathBuf| -> LifecycleFile {
        let text = std::fs::read_to_string(path).unwrap();
        serde_norway::from_str(&text).unwrap_or_else(|error| panic!("{path:?}: {error}"))
    };
    Lifecycle::new(files.iter().map(read).collect())
}

const TODAY: Date = date(2026, 11, 22);

fn said(kind: Kind, values: &[(Field, &str)]) -> Option<(String, String, How, Standing)> {
    let values: Values = values.iter().map(|(field, text)| (*field, (*text).to_owned())).collect();
    let lifecycle = lifecycle();
    let found = lifecycle.look_up(Thing { kind, values: &values }, TODAY);
    let first = found.first()?;
    let ends = first.ends.map(|day| day.to_string()).unwrap_or_default();
    Some((first.product.id.clone(), ends, first.how, first.standing))
}

fn machine(os: &str, version: &str) -> Option<(String, String, How, Standing)> {
    said(Kind::Device, &[(Field::Os, os), (Field::OsVersion, version)])
}

#[test]
fn operating_systems_are_recognised_by_name_version_and_build() {
    let is = |found: Option<(String, String, How, Standing)>, id: &str, ends: &str, standing| {
        let found = found.unwrap();
        assert_eq!((found.0.as_str(), found.1.as_str(), found.3), (id, ends, standing));
    };
    is(machine("Windows 10 Pro", "22H2"), "windows-10", "2025-10-14", Standing::Past);
    is(
        machine("Microsoft Windows 10 Pro", "10.0.19045"),
        "windows-10",
        "2025-10-14",
        Standing::Past,
    );
    is(machine("Windows 10", ""), "windows-10", "", Standing::Look);
    is(machine("Windows 10 Enterprise LTSC 2021", ""), "windows-10", "2027-01-12", Standing::Soon);
    is(machine("Windows 11 Pro", "23H2"), "windows-11", "2025-11-11", Standing::Past);
    is(machine("Windows 11 Enterprise 23H2", ""), "windows-11", "2026-11-10", Standing::Past);
    is(
        machine("Microsoft Windows 11 Pro", "10.0.26200"),
        "windows-11",
        "2027-10-12",
        Standing::Fine,
    );
    is(machine("Windows 11", ""), "windows-11", "", Standing::Look);
    is(machine("Windows 7 Professional", ""), "windows-7", "2020-01-14", Standing::Past);
    is(machine("Windows Server 2012 R2", ""), "windows-server", "2023-10-10", Standing::Past);
    is(machine("Windows Server 2016 Standard", ""), "windows-server", "2027-01-12", Standing::Soon);
    is(
        machine("Windows Server 2019", "10.0.17763"),
        "windows-server",
        "2029-01-09",
        Standing::Fine,
    );
    is(machine("CentOS Linux release 7.9.2009 (Core)", ""), "centos", "2024-06-30", Standing::Past);
    is(machine("Ubuntu 20.04.6 LTS", ""), "ubuntu", "2025-05-31", Standing::Past);
    assert_eq!(machine("macOS", "12.7.6").unwrap().3, Standing::Past);
    assert_eq!(machine("TRON", "3"), None);
}

#[test]
fn programs_and_network_gear_say_how_they_were_recognised() {
    let office =
        said(Kind::Software, &[(Field::Name, "Microsoft Office Professional Plus 2016")]).unwrap();
    assert_eq!((office.0.as_str(), office.2, office.3), ("office", How::Version, Standing::Past));
    assert_eq!(said(Kind::Software, &[(Field::Name, "Microsoft 365 Apps for business")]), None);
    let gate = said(
        Kind::Network,
        &[
            (Field::Name, "FW"),
            (Field::Maker, "Fortinet"),
            (Field::Model, "FortiGate-60F"),
            (Field::OsVersion, "v7.0.12,build0523"),
        ],
    );
    assert_eq!(gate.unwrap().1, "2025-09-30");
    let router =
        said(Kind::Network, &[(Field::Maker, "YAMAHA"), (Field::Model, "RTX1200")]).unwrap();
    assert_eq!((router.2, router.3), (How::Model, Standing::Look), "no day is known: look");
    // A number within a model is no version.
    let odd = said(Kind::Network, &[(Field::Model, "FortiGate 70F"), (Field::Maker, "Fortinet")]);
    assert_eq!(odd.unwrap().3, Standing::Look);
}

#[test]
fn a_day_counts_as_past_after_it_and_as_soon_within_half_a_year() {
    assert_eq!(Standing::of_day(TODAY, TODAY), Standing::Soon);
    assert_eq!(Standing::of_day(date(2026, 11, 21), TODAY), Standing::Past);
    assert_eq!(Standing::of_day(date(2027, 5, 21), TODAY), Standing::Soon);
    assert_eq!(Standing::of_day(date(2027, 5, 22), TODAY), Standing::Fine);
}
