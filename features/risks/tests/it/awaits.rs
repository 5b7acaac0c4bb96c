//! A risk that somebody has to sign waits on the first page of the president.

use crate::world::{OFFICER, PRESIDENT, World, path};

#[tokio::test]
async fn an_accepted_risk_that_grows_waits_for_the_president() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let row = path(&world.paper(&mut officer, "Payroll").await);
        world.judge(&mut officer, "insider", ("1", "3")).await;
        let mut president = world.browser(PRESIDENT);
        let form = president.get(&format!("{row}/accept")).await;
        let form = form.form_with_button("Accept under my name").fill("Reason", "Few people");
        president.submit(form).await;
        let home = format!("/c/{}", world.company);
        let waits = "Decide whether the risk \u{201c}Payroll\u{201d} is accepted";
        assert!(!president.get(&home).await.text().contains(waits));
        world.judge(&mut officer, "insider", ("2", "3")).await;
        let page = president.get(&home).await;
        assert!(page.text().contains(waits), "{}", page.text());
        assert!(!officer.get(&home).await.text().contains(waits), "the officer may not sign");
        let form = president.follow(&page.by_role_link(waits)).await;
        let form = form.form_with_button("Accept under my name").fill("Reason", "Still few");
        president.submit(form).await;
        assert!(!president.get(&home).await.text().contains(waits));
    }
}
