//! Nobody sees another company's ledger.

use hikeshi_risks::standing;

use crate::world::{ANALYST, EMPLOYEE, OFFICER, STRANGER, World, path};

#[tokio::test]
async fn another_company_finds_nothing_under_its_own_address_and_employees_see_nothing() {
    for world in World::every_kind().await {
        let row = path(&world.paper(&mut world.browser(OFFICER), "Payroll").await);
        let id = row.rsplit('/').next().unwrap();
        let mut stranger = world.browser(STRANGER);
        assert_eq!(stranger.get(&row).await.status(), 404);
        for page in ["", "/edit", "/treat", "/accept"] {
            let theirs = format!("/c/{}/risks/rows/{id}{page}", world.other);
            let status = stranger.get(&theirs).await.status();
            assert!(status == 404 || status == 403, "{page}: {status}");
        }
        for act in ["put-away", "done", "treat", "edit"] {
            let theirs = format!("/c/{}/risks/rows/{id}/{act}", world.other);
            let fields = [("option", "avoid"), ("measures", "x"), ("name", "x")];
            assert_eq!(stranger.post(&theirs, &fields).await.status(), 404, "{act}");
        }
        assert_eq!(world.browser(EMPLOYEE).get(&row).await.status(), 403);
        assert_eq!(world.browser(ANALYST).get(&row).await.status(), 200);
        assert_eq!(world.ledger().await.len(), 1);
    }
}

#[tokio::test]
async fn counts_by_band_follow_every_change() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let row = path(&world.paper(&mut officer, "Payroll").await);
        assert_eq!(counts(&world).await, (1, 0, 0, 1, 0));
        world.judge(&mut officer, "paper-lost", ("3", "3")).await;
        assert_eq!(counts(&world).await, (1, 1, 0, 0, 1));
        let page = officer.get(&row).await;
        let page = officer.submit(page.form_with_button("Put away")).await;
        assert_eq!(counts(&world).await, (0, 0, 0, 0, 0));
        officer.submit(page.form_with_button("Take back")).await;
        assert_eq!(counts(&world).await, (1, 1, 0, 0, 1));
    }
}

/// Rows, large ones, medium ones, those of which nothing is known, those without treatment.
async fn counts(world: &World) -> (i64, i64, i64, i64, i64) {
    let scope = world.program();
    let tx = world.platform.db.read(scope.fence()).await.unwrap();
    let row = standing(&tx, &scope).await.unwrap().unwrap();
    (row.rows, row.large, row.medium, row.open, row.untreated)
}
