//! Who decides about a duty, with what reason, and what becomes of the decision.

use hikeshi_incidents::case::TimelineFilter;

use crate::world::{ANALYST, OFFICER, PRESIDENT, STAFF, STRANGER, World};

const ACT: &str = "Record the decision";

#[tokio::test]
async fn not_to_report_needs_a_reason_and_facts_that_change_open_it_again() {
    for world in World::every_kind().await {
        let incident = world.incident(&["leak-lost"]).await;
        let before = world.clock(&incident, "ppc-preliminary").await.unwrap();
        assert_eq!((before.applies.as_str(), before.state.as_str()), ("unknown", "open"));

        let mut officer = world.browser(OFFICER);
        let page = officer.get(&world.duty(&incident)).await;
        let page = officer.submit(page.form_with_button(ACT).choose("Do not report")).await;
        assert_eq!(page.status(), 422);
        assert!(page.text().contains("Write why it is not reported."), "{}", page.text());
        let form = page.form_with_button(ACT).fill("Reason", "The disk was empty");
        let page = officer.submit(form).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        assert!(page.text().contains("Decided against"), "{}", page.text());
        assert!(world.clock(&incident, "ppc-preliminary").await.is_none());
        let lines = lines(&world, &incident).await;
        assert!(lines.iter().any(|line| line.contains("The disk was empty")), "{lines:?}");

        // The day of the decision is not the day on which it is looked at again.
        world.count().await;
        assert!(world.clock(&incident, "ppc-preliminary").await.is_none());
        world.fact(&incident, "persons_count", "1,200").await;
        let after = world.clock(&incident, "ppc-preliminary").await.unwrap();
        assert_eq!((after.applies.as_str(), after.state.as_str()), ("yes", "open"));
        let page = officer.get(&world.path(&incident, "/duties")).await;
        assert!(page.text().contains("Facts changed: decide again"), "{}", page.text());
        let page = officer.get(&world.duty(&incident)).await;
        assert!(page.text().contains("The disk was empty"), "the old decision stays readable");

        let form = page.form_with_button(ACT).choose("Report (still to do)");
        let page = officer.submit(form).await;
        assert!(!page.text().contains("decide again"), "{}", page.text());
        let decided = world.clock(&incident, "ppc-preliminary").await.unwrap();
        assert_eq!(decided.state, "decided");
    }
}

#[tokio::test]
async fn of_two_who_decide_at_once_the_second_keeps_what_was_typed() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let (mut officer, mut president) = (world.browser(OFFICER), world.browser(PRESIDENT));
        let first = officer.get(&world.duty(&incident)).await;
        let second = president.get(&world.duty(&incident)).await;
        officer.submit(first.form_with_button(ACT).choose("Report (still to do)")).await;
        let form = second.form_with_button(ACT).choose("Do not report");
        let page = president.submit(form.fill("Reason", "We thought it harmless")).await;
        assert_eq!(page.status(), 409);
        let text = page.text();
        assert!(text.contains("Somebody else was faster"), "{text}");
        assert!(text.contains("officer of minato"), "{text}");
        let form = page.form_with_button(ACT);
        let typed = |name: &str| form.pairs().into_iter().find(|(n, _)| n == name).unwrap().1;
        assert_eq!(typed("because"), "We thought it harmless");
        assert_eq!(typed("choice"), "do-not-report");
        let page = president.submit(form).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        assert!(world.clock(&incident, "ppc-preliminary").await.is_none());
    }
}

#[tokio::test]
async fn an_answer_that_changed_while_somebody_read_it_is_shown_before_it_is_decided() {
    for world in World::every_kind().await {
        let incident = world.incident(&["leak-lost"]).await;
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&world.duty(&incident)).await;
        world.fact(&incident, "persons_count", "1,200").await;
        let form = page.form_with_button(ACT).choose("Do not report");
        let page = officer.submit(form.fill("Reason", "Few people")).await;
        assert_eq!(page.status(), 409);
        assert!(page.text().contains("1,200"), "{}", page.text());
        assert_eq!(world.clock(&incident, "ppc-preliminary").await.unwrap().state, "open");
    }
}

#[tokio::test]
async fn the_provider_and_staff_prepare_and_only_the_company_decides() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let answer = [("choice", "report"), ("seen", "0")];
        for person in [ANALYST, STAFF] {
            let mut browser = world.browser(person);
            let page = browser.get(&world.duty(&incident)).await;
            assert_eq!(page.status(), 200);
            assert!(page.text().contains("The officer or the president of the company decides."));
            assert!(page.buttons().iter().all(|button| button != ACT));
            assert_eq!(browser.post(&world.duty(&incident), &answer).await.status(), 403);
            let fact = [("value", "300"), ("certainty", "confirmed"), ("seen", "0")];
            let page = browser.post(&world.path(&incident, "/facts/persons_count"), &fact).await;
            assert!(page.status() == 200 || page.status() == 409, "{}", page.text());
            let clause = [("counterpart", "Tsubame"), ("hours", "24")];
            let reporting = format!("/c/{}/reporting/clauses", world.company);
            assert_eq!(browser.post(&reporting, &clause).await.status(), 200);
        }
        let mut stranger = world.browser(STRANGER);
        assert_eq!(stranger.get(&world.duty(&incident)).await.status(), 404);
        assert_eq!(stranger.post(&world.duty(&incident), &answer).await.status(), 404);
        let foreign = format!("/c/{}/incidents/{}/duties", world.other, incident.id);
        assert_eq!(stranger.get(&foreign).await.status(), 404);
    }
}

#[tokio::test]
async fn what_was_reported_needs_a_time_that_has_come_and_stays_reported() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&world.duty(&incident)).await;
        let form = page.form_with_button(ACT).choose("Reported");
        let page = officer.submit(form.fill("Reported at", "2027-01-01 9:00")).await;
        assert_eq!(page.status(), 422);
        assert!(page.text().contains("That time has not come yet."), "{}", page.text());
        let form = page.form_with_button(ACT).fill("Reported at", "1990-01-01");
        let page = officer.submit(form).await;
        assert_eq!(page.status(), 422);
        assert!(page.text().contains("The incident was noticed at"), "{}", page.text());
        let form = page.form_with_button(ACT).fill("Reported at", "2026-11-20 9:30");
        let page = officer.submit(form.fill("Receipt number", "R-119")).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        world.fact(&incident, "persons_count", "1,200").await;
        assert!(world.clock(&incident, "ppc-preliminary").await.is_none());
        let page = officer.get(&world.duty(&incident)).await;
        assert!(page.text().contains("R-119") && !page.text().contains("decide again"));
    }
}

async fn lines(world: &World, incident: &hikeshi_incidents::model::incident::Model) -> Vec<String> {
    let tx = world.platform.db.read(world.program().fence()).await.unwrap();
    let filter = TimelineFilter::default();
    let lines = hikeshi_incidents::case::timeline(&tx, incident, &filter).await.unwrap();
    lines.into_iter().map(|line| line.text).collect()
}
