//! From a row to a risk that somebody accepted.

use axum::http::StatusCode;

use crate::world::{OFFICER, PRESIDENT, STAFF, World, path};

const DAY: i64 = 24 * 60;

#[tokio::test]
async fn a_row_has_the_highest_risk_of_its_threats_and_says_what_is_not_judged() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let page = world.paper(&mut officer, "Customer list").await;
        assert_eq!(page.heading(), "Customer list");
        let text = page.text();
        assert!(text.contains("Not known yet") && text.contains("could be up to 9"), "{text}");
        world.judge(&mut officer, "paper-lost", ("3", "2")).await;
        world.judge(&mut officer, "insider", ("1", "3")).await;
        let text = officer.get(&path(&page)).await.text();
        // 3 × 2 for the loss; 3 × 1 for insiders; three threats are open.
        assert!(text.contains("Large (6)") && text.contains("Medium (3)"), "{text}");
        assert!(text.contains("3 threats are not judged"), "{text}");
        assert!(text.contains("to be checked"), "the numbers carry their mark: {text}");
        let map = officer.get(&world.risks("/map")).await.text();
        assert!(map.contains("Large (6) 3 2 Customer list"), "{map}");
        let listed = officer.get(&world.risks("?cell=3x2")).await.text();
        assert!(listed.contains("Customer list") && listed.contains("1 of 1"), "{listed}");
        let listed = officer.get(&world.risks("?band=small")).await.text();
        assert!(!listed.contains("Customer list"), "{listed}");
    }
}

#[tokio::test]
async fn a_treatment_must_reduce_and_once_done_the_row_has_what_it_leaves() {
    for world in World::every_kind().await {
        let mut staff = world.browser(STAFF);
        let row = path(&world.paper(&mut staff, "Drawings").await);
        world.judge(&mut staff, "paper-lost", ("3", "3")).await;
        let form = staff.get(&format!("{row}/treat")).await.form_with_button("Decide this");
        let page = staff.submit(form.clone()).await;
        assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let reduce = form.clone().choose("Reduce Measures make it rarer or smaller.");
        let text = staff.submit(reduce).await.text();
        for named in ["Likelihood once it is done", "Weakness once it is done"] {
            assert!(text.contains(named), "each mistake names its field: {text}");
        }
        let form = form
            .choose("Reduce Measures make it rarer or smaller.")
            .fill("What is done", "A locked shelf");
        let form = form.fill("Owner", "Aoki").fill("Due", "2026-11-30");
        let same = form.clone().fill("Likelihood", "3").fill("Weakness", "3");
        let page = staff.submit(same).await;
        assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text().contains("The risk stays at 9"), "{}", page.text());
        let page = staff.submit(form.fill("Likelihood", "3").fill("Weakness", "1")).await;
        let text = page.text();
        assert!(text.contains("Large (9)") && text.contains("Residual risk Medium (3)"), "{text}");
        world.minutes_later(11 * DAY);
        let mut staff = world.again(STAFF).await;
        let text = staff.get(&world.risks("?show=overdue")).await.text();
        assert!(text.contains("Drawings") && text.contains("Overdue"), "{text}");
        let page = staff.get(&row).await;
        let text = staff.submit(page.form_with_button("Note that it is done")).await.text();
        assert!(text.contains("Medium (3)") && !text.contains("Large (9)"), "{text}");
        assert_eq!(world.ledger().await[0].risk.at_most, 3, "all threats have its own levels");
    }
}

#[tokio::test]
async fn only_the_president_accepts_and_is_asked_again_when_it_grows_or_a_year_is_over() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let row = path(&world.paper(&mut officer, "Payroll").await);
        world.judge(&mut officer, "insider", ("1", "3")).await;
        let accept = format!("{row}/accept");
        assert_eq!(officer.get(&accept).await.status(), 403);
        assert_eq!(officer.post(&accept, &[("seen", "3"), ("reason", "x")]).await.status(), 403);
        let mut president = world.browser(PRESIDENT);
        let page = president.get(&accept).await;
        let text = page.text();
        assert!(text.contains("Duties by law or contract do not end"), "{text}");
        assert!(text.contains("after a year") && text.contains("To be accepted by"), "{text}");
        let form = page.form_with_button("Accept under my name");
        let page = president.submit(form.clone()).await;
        assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY, "without a reason");
        world.judge(&mut officer, "insider", ("2", "3")).await;
        let page = president.submit(form.clone().fill("Reason", "Few people")).await;
        assert_eq!(page.status(), StatusCode::CONFLICT, "it is 6 by now, not 3");
        assert!(page.text().contains("Few people") && page.text().contains("Large (6)"));
        let form = page.form_with_button("Accept under my name");
        let text = president.submit(form).await.text();
        assert!(text.contains("president of minato") && text.contains("Few people"), "{text}");
        assert!(text.contains("Holds"), "{text}");
        world.judge(&mut officer, "insider", ("3", "3")).await;
        assert!(president.get(&row).await.text().contains("The risk has grown: decide again"));
        world.judge(&mut officer, "insider", ("2", "3")).await;
        world.minutes_later(365 * DAY + 1);
        let text = world.again(PRESIDENT).await.get(&row).await.text();
        assert!(text.contains("A year is over: decide again"), "{text}");
        let waiting = world.ledger().await;
        assert!(waiting[0].waits_for_acceptance());
    }
}

#[tokio::test]
async fn what_somebody_else_wrote_meanwhile_is_not_overwritten_and_the_history_tells_all() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let row = path(&world.paper(&mut officer, "Contracts").await);
        let form = officer.get(&format!("{row}/edit")).await.form_with_button("Save");
        officer.submit(form.clone().fill("Kept at", "Safe")).await;
        let page = officer.submit(form.fill("Kept at", "Shelf").fill("Used by", "Sales")).await;
        assert_eq!(page.status(), StatusCode::CONFLICT);
        assert!(page.text().contains("Safe"), "{}", page.text());
        let page = officer.submit(page.form_with_button("Save")).await;
        let text = page.text();
        assert!(text.contains("Safe → Shelf") && text.contains("None → Sales"), "{text}");
        assert!(text.contains("officer of minato"), "{text}");
        let long = "x".repeat(121);
        let form = officer.get(&format!("{row}/edit")).await.form_with_button("Save");
        let page = officer.submit(form.fill("Information", &long)).await;
        assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.form_with_button("Save").encode().contains(&long), "what was typed is kept");
    }
}
