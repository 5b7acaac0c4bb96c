//! From what people write to what the rules are asked with.

use hikeshi_incidents::case::Purpose;

use crate::world::{EMPLOYEE, OFFICER, PRESIDENT, World};

#[tokio::test]
async fn a_question_leads_to_its_fact_and_back_to_the_duties() {
    for world in World::every_kind().await {
        let incident = world.incident(&["leak-lost"]).await;
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&world.path(&incident, "/duties")).await;
        let page = officer.follow(&page.by_role_link("Number of persons")).await;
        assert!(page.address().ends_with("/facts/persons_count?then=duties"), "{}", page.address());
        let form = page
            .form_with_button("Save this")
            .fill("What is known", "300")
            .choose("confirmed Somebody has checked it");
        let page = officer.submit(form).await;
        assert_eq!(page.status(), 200);
        assert!(page.address().contains("/duties?"), "{}", page.address());
        assert!(page.text().contains("The limits were counted anew."), "{}", page.text());

        let elsewhere = [
            ("value", "301"),
            ("certainty", "confirmed"),
            ("seen", "1"),
            ("then", "//elsewhere.example"),
        ];
        let page = officer.post(&world.path(&incident, "/facts/persons_count"), &elsewhere).await;
        assert!(page.address().contains("/facts?saved="), "{}", page.address());
    }
}

#[tokio::test]
async fn a_choice_counts_whatever_words_stand_beside_it() {
    for world in World::every_kind().await {
        let incident = world.incident(&["leak-mis-sent"]).await;
        let state = |applies: &'static str| (applies, "2026-11-24T14:59:59Z");
        let now = async || {
            let clock = world.clock(&incident, "ppc-preliminary").await;
            clock.map(|clock| (clock.applies, hikeshi_kernel::from_millis(clock.due_at.unwrap())))
        };
        world.fact(&incident, "sensitive_data", "included / names of illnesses").await;
        let (applies, due) = now().await.unwrap();
        assert_eq!((applies.as_str(), due.to_string().as_str()), state("yes"));
        world.fact(&incident, "sensitive_data", "").await;
        let (applies, _) = now().await.unwrap();
        assert_eq!(applies, "unknown", "what is not known any more is no no");
        world.fact(&incident, "personal_data", "none").await;
        assert!(now().await.is_none(), "nobody's data, so nothing to report");
    }
}

#[tokio::test]
async fn drills_and_past_records_have_answers_and_no_clocks() {
    for world in World::every_kind().await {
        for purpose in [Purpose::Drill, Purpose::History] {
            let incident = world.incident_of(world.company, purpose, &["ransomware"]).await;
            assert!(world.clocks(&incident).await.is_empty());
            let mut officer = world.browser(OFFICER);
            let page = officer.get(&world.path(&incident, "/duties")).await;
            assert_eq!(page.status(), 200);
            assert!(page.text().contains("A drill or past record"), "{}", page.text());
            let duty = officer.get(&world.duty(&incident)).await;
            let form = duty.form_with_button("Record the decision").choose("Report (still to do)");
            assert_eq!(officer.submit(form).await.status(), 200);
            assert!(world.clocks(&incident).await.is_empty());
            world.drain_jobs().await;
            assert!(world.mailer.sent().is_empty());
        }
    }
}

#[tokio::test]
async fn the_incident_and_its_president_see_the_next_limits() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&world.path(&incident, "")).await;
        let text = page.text();
        assert!(text.contains("Limits of reports") && text.contains("24 Nov"), "{text}");
        let mut president = world.browser(PRESIDENT);
        let page = president.get(&world.path(&incident, "/president")).await;
        assert!(page.links().iter().any(|link| link.href.contains("/duties/ppc-preliminary")));
        world.minutes_later(6 * 24 * 60);
        let page = world.signed_in(OFFICER).await.get(&world.path(&incident, "")).await;
        assert!(page.text().contains("over"), "{}", page.text());
        let refused = world.signed_in(EMPLOYEE).await.get(&world.path(&incident, "/duties")).await;
        assert_eq!(refused.status(), 403);
    }
}

#[tokio::test]
async fn facts_that_cannot_be_true_together_are_named_where_they_are_mended() {
    for world in World::every_kind().await {
        let incident = world.incident(&["leak-lost"]).await;
        world.fact(&incident, "persons_count", "5").await;
        world.fact(&incident, "my_number_persons", "6").await;
        world.fact(&incident, "occurred_at", "2027-01-05").await;
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&world.path(&incident, "/duties")).await;
        let text = page.text();
        assert!(text.contains("Some facts do not fit together"), "{text}");
        assert!(text.contains("6 is more than") && text.contains("lies in the future"), "{text}");
        let link = page.by_role_link("Time of happening");
        assert!(link.href.ends_with("/facts/occurred_at?then=duties"), "{}", link.href);
        world.fact(&incident, "my_number_persons", "5").await;
        world.fact(&incident, "occurred_at", "2026-11-19").await;
        let page = officer.get(&world.path(&incident, "/duties")).await;
        assert!(!page.text().contains("do not fit together"), "{}", page.text());
    }
}
