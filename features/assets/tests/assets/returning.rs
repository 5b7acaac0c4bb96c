//! The ledger goes out and comes back: the same things, nothing new, nothing changed.

use hikeshi_assets::{
    keep::{NewAsset, add},
    ledger::{Which, all},
};
use hikeshi_inventory::{Field, Kind, Values};

use crate::world::{STAFF, World};

/// One asset of each kind; some are known by the company's own number only.
async fn fill(world: &World) {
    let scope = world.program();
    let tx = world.platform.db.write(scope.fence()).await.unwrap();
    for (at, kind) in (1..).zip(Kind::ALL) {
        let mut values: Values = [
            (Field::Name, "Thing".to_owned()),
            (Field::Tag, at.to_string()),
            (Field::Backup, "yes".to_owned()),
            (Field::Exposed, "no".to_owned()),
            (Field::Started, "2024-04-01".to_owned()),
            (Field::Note, "one\ntwo, \"three\"".to_owned()),
        ]
        .into();
        let mut own = Vec::new();
        if kind == Kind::Server {
            values.insert(Field::State, "stored".to_owned());
            values.insert(Field::Serial, "PF3AAAA1".to_owned());
            values.insert(Field::Password, "HUNTER-2".to_owned());
            own = [("color", "red"), ("color", "blue"), ("no", "7"), ("type", "tower")]
                .map(|(heading, value)| (heading.to_owned(), value.to_owned()))
                .to_vec();
        }
        let id = hikeshi_kernel::new_uuid(&*world.platform.clock, &*world.platform.rng);
        add(&tx, &world.platform, &scope, (id, NewAsset { kind, values, own })).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn an_export_in_any_language_and_form_comes_back_without_a_change() {
    for world in World::every_kind().await {
        fill(&world).await;
        let scope = world.program();
        let today = hikeshi_assets::support::today(&world.platform);
        let tx = world.platform.db.read(scope.fence()).await.unwrap();
        let before = all(&tx, &scope, (&Which::default(), today)).await.unwrap();
        drop(tx);
        let mut staff = world.browser(STAFF);
        for language in ["ja", "ja-easy", "en"] {
            for form in ["csv", "xlsx"] {
                let mut exporting = world.browser_in(STAFF, language);
                let file = exporting.fetch(&world.ledger(&format!("/export.{form}"))).await;
                assert!(!file.text().contains("HUNTER-2"));
                for policy in ["fill", "replace"] {
                    let name = format!("{language}.{form}");
                    let page = world.preview(&mut staff, &name, &file.body).await;
                    let text = page.text();
                    assert!(text.contains("same ledger number"), "{name}: {text}");
                    let take = page.form_with_button("Take it");
                    let take = take.fill("9 rows without contradiction", policy);
                    let done = staff.submit(take).await.text();
                    assert!(done.contains("New assets 0"), "{name}, {policy}: {done}");
                    assert!(done.contains("Rows merged 9"), "{name}, {policy}: {done}");
                    let tx = world.platform.db.read(scope.fence()).await.unwrap();
                    let after = all(&tx, &scope, (&Which::default(), today)).await.unwrap();
                    assert_eq!(after, before, "{name}, {policy}");
                }
            }
        }
    }
}

#[tokio::test]
async fn the_export_of_another_company_is_merged_with_nothing_unasked() {
    let world = World::every_kind().await.remove(0);
    let mut staff = world.browser(STAFF);
    let own = b"hostname,model\nfront-pc,L15\n";
    let page = world.preview(&mut staff, "a.csv", own).await;
    staff.submit(page.form_with_button("Take it")).await;
    let other = b"Ledger number,Kind,Name\nA-0001,PC or device,Somebody else's\n";
    let page = world.preview(&mut staff, "b.csv", other).await;
    assert!(page.text().contains("contradiction"), "{}", page.text());
    let done = staff.submit(page.form_with_button("Take it")).await.text();
    assert!(done.contains("New assets 1"), "{done}");
    assert_eq!(world.count().await, 2);
}
