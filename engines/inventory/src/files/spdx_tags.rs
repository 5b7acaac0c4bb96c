//! SPDX 2 as lines of tags and values.

use super::{
    Inventory,
    spdx::{Package, inventory},
};

/// All packages of a document.
pub(super) fn read(text: &str) -> Inventory {
    let mut packages: Vec<Package> = Vec::new();
    for line in text.lines() {
        let Some((tag, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        if tag == "PackageName" {
            packages.push(Package { name: value.to_owned(), ..Package::default() });
        }
        let Some(package) = packages.last_mut() else { continue };
        match tag {
            "PackageVersion" => package.version = value.to_owned(),
            "PackageSupplier" => package.supplier = value.to_owned(),
            "PrimaryPackagePurpose" => package.purpose = value.to_owned(),
            "ExternalRef" => {
                if let Some((_, purl)) = value.split_once(" purl ") {
                    package.purl = purl.trim().to_owned();
                }
            }
            _ => {}
        }
    }
    inventory(&packages)
}
