//! What is known elsewhere fills the facts of papers, until a person says otherwise.

use hikeshi_testkit::Page;

use crate::{
    paper_life::{APPROVE, CHECK, act, begin, path_of},
    world::{OFFICER, PRESIDENT, World},
};

/// Writes the company's address and telephone.
async fn move_to(world: &World, address: &str) {
    let path = format!("/c/{}/settings/company", world.company);
    let mut officer = world.browser(OFFICER);
    let page = officer.get(&path).await;
    let form = page.form_with_button("Save").fill("Address of the company", address);
    let form = form.fill("Telephone", "03-0000-0001").fill("Number of staff", "48");
    let page = officer.submit(form.fill("Industry", "Fish")).await;
    assert_eq!(page.status(), 200, "{}", page.text());
}

/// Where the links of that name lead.
fn link(page: &Page, name: &str) -> Vec<String> {
    page.links().into_iter().filter(|link| link.name == name).map(|link| link.href).collect()
}

#[tokio::test]
async fn the_company_its_people_and_its_provider_stand_in_the_common_form_with_their_origin() {
    for world in World::every_kind().await {
        move_to(&world, "1-2-3 Minato").await;
        let incident = world.incident(&["ransomware"]).await;
        let mut officer = world.browser(OFFICER);
        let page = begin(&world, &mut officer, &incident, "common-ransomware").await;
        let text = page.text();
        for part in [
            "Organisation: Minato Foods",
            "Address: 1-2-3 Minato",
            "Representative: president of minato",
            "Telephone: 03-0000-0001",
            "Line of business: Fish",
            "Number of staff: 48",
            "officer of minato, 03-0000-0001, officer@minato.example",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        let settings = format!("/c/{}/settings", world.company);
        let company = link(&page, "from the company's data");
        assert!(company.contains(&format!("{settings}/company")), "{company:?}");
        assert!(link(&page, "from the company's people and its provider").contains(&settings));
        let noticed = link(&page, "from the incident");
        assert!(noticed.contains(&world.path(&incident, "")), "{noticed:?}");

        let report = begin(&world, &mut officer, &incident, "final-report").await.text();
        assert!(report.contains("Provider that helps: Hinomi, 050-0000-0119, 24h"), "{report}");
    }
}

#[tokio::test]
async fn a_persons_own_fact_wins_and_a_frozen_version_keeps_what_it_had() {
    for world in World::every_kind().await {
        move_to(&world, "1-2-3 Minato").await;
        let incident = world.incident(&["ransomware"]).await;
        let mut officer = world.browser(OFFICER);
        let paper = path_of(&begin(&world, &mut officer, &incident, "ppc-preliminary").await);
        world.fact(&incident, "organisation_address", "The branch at the harbour").await;
        let text = officer.get(&paper).await.text();
        assert!(text.contains("Address: The branch at the harbour"), "{text}");
        assert!(!text.contains("1-2-3 Minato"), "{text}");
        // Also "not known at this time" is a person's word.
        world.fact(&incident, "organisation_address", "").await;
        let text = officer.get(&paper).await.text();
        assert!(!text.contains("1-2-3 Minato"), "{text}");

        let second = path_of(&begin(&world, &mut officer, &incident, "police-consultation").await);
        for button in [CHECK, APPROVE] {
            world.minutes_later(1);
            let page = act(&mut officer, &second, button).await;
            assert_eq!(page.status(), 200, "{}", page.text());
        }
        move_to(&world, "9-9-9 Umi").await;
        let mut president = world.browser(PRESIDENT);
        let page = president.get(&second).await;
        assert!(page.text().contains("Telephone: 03-0000-0001"), "{}", page.text());
        assert!(!link(&page, "from the company's data").is_empty(), "the origin is kept too");
    }
}

#[tokio::test]
async fn what_was_filed_and_decided_stands_in_the_next_report() {
    for world in World::every_kind().await {
        let incident = world.incident(&["ransomware"]).await;
        let mut officer = world.browser(OFFICER);
        let police = path_of(&begin(&world, &mut officer, &incident, "police-consultation").await);
        for button in [CHECK, APPROVE] {
            world.minutes_later(1);
            act(&mut officer, &police, button).await;
        }
        let page = officer.get(&format!("{police}/filed")).await;
        let form = page.form_with_button("Save").fill("Sent", "2026-11-20");
        let form = form.choose("In person").fill("Receipt number", "P-5");
        let page = officer.submit(form).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        // A paper does not report itself.
        let own = officer.get(&police).await.text();
        assert!(!own.contains("Facts changed after the approval"), "{own}");
        // What a partner was told is no news to other readers.
        let clause = [("counterpart", "Umi Foods"), ("hours", "24"), ("source", "")];
        officer.post(&format!("/c/{}/reporting/clauses", world.company), &clause).await;
        world.count().await;
        let clocks = world.clocks(&incident).await;
        let partner = clocks.iter().find(|clock| clock.key.starts_with("clause-")).unwrap();
        let page = officer.get(&world.path(&incident, &format!("/duties/{}", partner.key))).await;
        let form = page.form_with_button("Record the decision").choose("Reported");
        let page = officer.submit(form.fill("Reported at", "2026-11-20 09:41")).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        let page = officer.get(&world.duty(&incident)).await;
        let form = page.form_with_button("Record the decision").choose("Reported");
        let form = form.fill("Reported at", "2026-11-20 09:42").fill("Receipt number", "R-8");
        let page = officer.submit(form).await;
        assert_eq!(page.status(), 200, "{}", page.text());

        let page = begin(&world, &mut officer, &incident, "board-briefing").await;
        let text = page.text();
        for part in ["The office (", "In person", "20 November 2026, 9:42"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        for part in ["P-5", "R-8", "Umi Foods"] {
            assert!(!text.contains(part), "not for other readers: {part}: {text}");
        }
        let filings = world.path(&incident, "/filings");
        assert!(link(&page, "from what was filed and decided").contains(&filings));
    }
}
