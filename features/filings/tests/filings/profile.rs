//! What the company answers about itself, and the clauses of its contracts.

use crate::world::{EMPLOYEE, OFFICER, STAFF, STRANGER, World};

#[tokio::test]
async fn a_clause_of_24_hours_is_a_clock_of_24_hours_until_it_is_taken_out() {
    for world in World::every_kind().await {
        let incident = world.incident(&["outage"]).await;
        let home = format!("/c/{}/reporting", world.company);
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&home).await;
        let form = page.form_with_button("Add a clause").fill("Other party", "Tsubame Works");
        let wrong = form.clone().fill("Within how many hours of knowing", "soon");
        let page = officer.submit(wrong).await;
        assert_eq!(page.status(), 422);
        let form = page.form_with_button("Add a clause");
        let form = form.fill("Within how many hours of knowing", "24");
        let form = form.fill("Where it stands", "Art. 12");
        officer.submit(form.clone()).await;
        let page = officer.submit(form).await;
        let clauses = page.text().matches("Within 24 hours").count();
        assert_eq!(clauses, 1, "sent twice, it is added once");
        assert!(page.text().contains("Within 24 hours"), "{}", page.text());
        world.count().await;
        let clocks = world.clocks(&incident).await;
        let clock = clocks.iter().find(|clock| clock.key.starts_with("clause-")).unwrap();
        assert_eq!(clock.due_at, Some(incident.noticed_sort + 24 * 3_600_000));
        assert!(clock.title_json.contains("Tsubame Works"));
        assert_eq!((clock.binding.as_str(), clock.applies.as_str()), ("contract", "yes"));
        let duty = officer.get(&world.path(&incident, &format!("/duties/{}", clock.key))).await;
        assert_eq!(duty.status(), 200, "{}", duty.text());

        let withdraw = format!("{home}/clauses/{}/withdraw", &clock.key["clause-".len()..]);
        assert_eq!(officer.post(&withdraw, &[]).await.status(), 200);
        assert_eq!(officer.post(&withdraw, &[]).await.status(), 404);
        world.count().await;
        let clocks = world.clocks(&incident).await;
        assert!(!clocks.iter().any(|clock| clock.key.starts_with("clause-")));
    }
}

#[tokio::test]
async fn a_withdrawn_clause_says_so_and_keeps_its_decision_and_its_paper() {
    for world in World::every_kind().await {
        let incident = world.incident(&["outage"]).await;
        let home = format!("/c/{}/reporting", world.company);
        let mut officer = world.browser(OFFICER);
        let clause = [("counterpart", "Tsubame Works"), ("hours", "24"), ("source", "Art. 12")];
        assert_eq!(officer.post(&format!("{home}/clauses"), &clause).await.status(), 200);
        world.count().await;
        let clocks = world.clocks(&incident).await;
        let clock = clocks.iter().find(|clock| clock.key.starts_with("clause-")).unwrap();
        let duty = world.path(&incident, &format!("/duties/{}", clock.key));
        let page = officer.get(&duty).await;
        let stale = page.form_with_button("Record the decision").choose("Report (still to do)");
        officer.submit(stale.clone()).await;
        let draft = format!("/filings/new/partners-report?duty={}", clock.key);
        let page = officer.get(&world.path(&incident, &draft)).await;
        let form = page.form_with_button("Make the draft").fill("Recipient", "Tsubame Works");
        assert_eq!(officer.submit(form).await.status(), 200);

        let withdraw = format!("{home}/clauses/{}/withdraw", &clock.key["clause-".len()..]);
        assert_eq!(world.browser(STAFF).post(&withdraw, &[]).await.status(), 200);
        world.count().await;
        let page = officer.get(&duty).await;
        let text = page.text();
        assert_eq!(page.status(), 200, "{text}");
        for part in [
            "This clause was withdrawn",
            "staff of minato",
            "Art. 12",
            "Within 24 hours",
            "Report (still to do)",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(page.links().iter().any(|link| link.href.contains("/filings/")), "{text}");
        let page = officer.submit(stale).await;
        assert_eq!(page.status(), 409);
        assert!(page.text().contains("This clause was withdrawn"), "{}", page.text());
        let list = officer.get(&world.path(&incident, "/duties")).await;
        assert!(list.links().iter().any(|link| link.href == duty), "{}", list.text());
        let stranger = world.browser(STRANGER).get(&duty).await;
        assert_eq!(stranger.status(), 404);
        let unknown = world.path(&incident, "/duties/clause-00000000-0000-7000-8000-000000000000");
        assert_eq!(officer.get(&unknown).await.status(), 404);
    }
}

#[tokio::test]
async fn answers_about_the_company_change_duties_and_the_slower_of_two_keeps_what_was_typed() {
    for world in World::every_kind().await {
        let incident = world.incident(&["outage"]).await;
        let insurer = world.clock(&incident, "insurer").await.unwrap();
        assert_eq!(insurer.applies, "unknown");
        let home = format!("/c/{}/reporting", world.company);
        let first = [("seen", "0"), ("insurance", "yes"), ("organisation.kind", "business")];
        let page = world.browser(OFFICER).post(&home, &first).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        world.count().await;
        assert_eq!(world.clock(&incident, "insurer").await.unwrap().applies, "yes");

        let mut staff = world.browser(STAFF);
        let second = [("seen", "0"), ("insurance", "no"), ("organisation.industry", "Fish")];
        let page = staff.post(&home, &second).await;
        assert_eq!(page.status(), 409);
        let form = page.form_with_button("Save");
        let typed = |name: &str| form.pairs().into_iter().find(|(n, _)| n == name).unwrap().1;
        assert_eq!(
            (typed("organisation.industry").as_str(), typed("seen").as_str()),
            ("Fish", "1")
        );
        assert_eq!(typed("insurance"), "no");
        let wrong = [("seen", "1"), ("insurance", "perhaps"), ("provider.hours", "soon")];
        let page = staff.post(&home, &wrong).await;
        assert_eq!(page.status(), 422);
        let page = staff.post(&home, &[("seen", "1"), ("provider.hours", "99999999999")]).await;
        assert_eq!(page.status(), 422);
        assert!(page.text().contains("Write a number up to 8784."), "{}", page.text());
        assert_eq!(world.browser(EMPLOYEE).get(&home).await.status(), 403);
    }
}
