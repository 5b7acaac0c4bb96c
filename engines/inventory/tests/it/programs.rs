//! Lists that programs write.

use hikeshi_inventory::{Field, FileKind, Inventory, Kind, ReadFile, read_file};

fn inventory(text: &str) -> Inventory {
    match read_file(text.as_bytes()).unwrap() {
        ReadFile::Inventory(inventory) => inventory,
        other => panic!("{other:?}"),
    }
}

fn names(inventory: &Inventory) -> Vec<(Kind, &str, &str, &str)> {
    let of = |record: &'_ hikeshi_inventory::Record| {
        (record.kind, Field::Name, Field::Version, Field::Maker, record.clone())
    };
    let _ = of;
    inventory
        .records
        .iter()
        .map(|one| (one.kind, one.get(Field::Name), one.get(Field::Version), one.get(Field::Maker)))
        .collect()
}

#[test]
fn cyclonedx_says_the_same_as_json_and_as_xml() {
    let json = r#"{"bomFormat": "CycloneDX", "specVersion": "1.5",
        "metadata": {"component": {"type": "application", "name": "shop", "version": "2"}},
        "components": [
            {"type": "library", "group": "org.acme", "name": "core", "version": "1.0",
             "supplier": {"name": "Acme & Co"}, "purl": "pkg:maven/org.acme/core@1.0",
             "components": [{"type": "library", "name": "inner", "version": "3"}]},
            {"type": "library", "version": "9"}]}"#;
    let xml = r#"<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.5">
        <metadata><component type="application"><name>shop</name><version>2</version></component></metadata>
        <components><component type="library"><supplier><name>Acme &amp; Co</name></supplier>
        <group>org.acme</group><name>core</name><version>1.0</version><purl>pkg:maven/org.acme/core@1.0</purl>
        <components><component type="library"><name>inner</name><version>3</version></component></components>
        </component><component type="library"><version>9</version></component></components></bom>"#;
    let (json, xml) = (inventory(json), inventory(xml));
    assert_eq!((json.kind, json.things, json.records.len()), (FileKind::Cyclonedx, 4, 3));
    assert_eq!(json.passed_over, [("component".to_owned(), 1)]);
    let mut of_xml = names(&xml);
    of_xml.sort_unstable();
    let mut of_json = names(&json);
    assert!(
        of_json.contains(&(Kind::Software, "org.acme/core", "1.0", "Acme & Co")),
        "{of_json:?}"
    );
    of_json.sort_unstable();
    assert_eq!(of_json, of_xml);
}

#[test]
fn spdx_says_the_same_as_json_and_as_tags() {
    let json = r#"{"spdxVersion": "SPDX-2.3", "packages": [
        {"name": "openssl", "versionInfo": "3.0.2", "supplier": "Organization: OpenSSL (a@b.example)",
         "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:generic/openssl@3.0.2"}]},
        {"name": "zlib", "versionInfo": "1.3", "supplier": "NOASSERTION"}]}"#;
    let tags = "SPDXVersion: SPDX-2.3\nPackageName: openssl\nPackageVersion: 3.0.2\n\
        PackageSupplier: Organization: OpenSSL (a@b.example)\n\
        ExternalRef: PACKAGE-MANAGER purl pkg:generic/openssl@3.0.2\n\n\
        PackageName: zlib\nPackageVersion: 1.3\nPackageSupplier: NOASSERTION\n";
    let (json, tags) = (inventory(json), inventory(tags));
    assert_eq!(names(&json), names(&tags));
    assert_eq!(names(&json)[0], (Kind::Software, "openssl", "3.0.2", "OpenSSL"));
    assert_eq!(json.records[0].own, tags.records[0].own);
    assert_eq!(names(&json)[1].3, "", "no assertion is no maker");
}

#[test]
fn osquery_is_read_from_its_shell_from_its_log_and_from_one_file_of_all_answers() {
    let whole = r#"{"system_info": [{"hostname": "mf-pc-01", "hardware_serial": "PF3ABCDE",
            "hardware_vendor": "LENOVO", "hardware_model": "20X4"}],
        "os_version": [{"name": "Microsoft Windows Server 2019 Standard", "version": "10.0.17763", "build": "17763", "platform": "windows"}],
        "interface_addresses": [{"interface": "1", "address": "127.0.0.1"}, {"interface": "2", "address": "192.168.1.5"}],
        "programs": [{"name": "7-Zip", "version": "22.01", "publisher": "Igor Pavlov", "install_date": "20240501", "identifying_number": ""}],
        "crashes": [{"path": "x"}]}"#;
    let whole = inventory(whole);
    assert_eq!((whole.things, whole.records.len()), (6, 2));
    assert_eq!(whole.passed_over, [("crashes".to_owned(), 1)]);
    let machine = &whole.records[0];
    assert_eq!((machine.kind, machine.get(Field::Ip)), (Kind::Server, "192.168.1.5"));
    assert_eq!(whole.records[1].get(Field::Started), "2024-05-01");

    let log = r#"{"name": "pack_it_system_info", "hostIdentifier": "a", "action": "added", "columns": {"hostname": "a", "hardware_serial": "AAAA1", "hardware_model": "M"}}
{"name": "pack_it_system_info", "hostIdentifier": "b", "action": "added", "columns": {"hostname": "b", "hardware_serial": "BBBB1", "hardware_model": "M"}}
{"name": "pack_it_deb_packages", "hostIdentifier": "b", "action": "removed", "columns": {"name": "old", "version": "1"}}
{"name": "pack_it_os_version", "hostIdentifier": "b", "snapshot": [{"name": "Ubuntu", "version": "22.04.4 LTS", "platform": "ubuntu"}]}"#;
    let log = inventory(log);
    let machines: Vec<&str> = log.records.iter().map(|one| one.get(Field::Hostname)).collect();
    assert_eq!(machines, ["a", "b"], "each host is one machine; what was removed is none");
    assert_eq!(log.records[1].get(Field::OsVersion), "22.04.4 LTS");

    let shell =
        inventory(r#"[{"name": "bash", "version": "5.1"}, {"name": "curl", "version": "7.8"}]"#);
    assert_eq!(names(&shell)[1], (Kind::Software, "curl", "7.8", ""));
}

#[test]
fn our_own_script_says_the_machine_and_its_programs() {
    let own = inventory(
        r#"{"format": "hikeshi-inventory", "version": 1, "taken_at": "2026-11-22",
        "device": {"hostname": "mf-pc-09", "maker": "HP", "model": "ProBook 450", "serial": "System Serial Number",
            "os": "Microsoft Windows 11 Pro", "os_version": "23H2", "os_build": "10.0.22631",
            "mac": ["00-1A-2B-3C-4D-5E", "00-1A-2B-3C-4D-5F"], "ip": ["169.254.1.1", "10.0.0.9/24"], "user": "sato"},
        "software": [{"name": "LibreOffice 7.6", "version": "7.6.4", "maker": "TDF", "installed_on": "20240102"}, {"version": "1"}]}"#,
    );
    assert_eq!((own.kind, own.things, own.records.len()), (FileKind::OwnScript, 3, 2));
    let machine = &own.records[0];
    assert_eq!(machine.get(Field::Serial), "", "a maker's filler is no number");
    assert_eq!(
        (machine.get(Field::Mac), machine.get(Field::Ip)),
        ("00:1A:2B:3C:4D:5E", "10.0.0.9")
    );
    assert!(machine.own.iter().any(|(_, value)| value == "00:1A:2B:3C:4D:5F"));
}
