//! What the page counts, with figures counted by hand.

use axum::http::StatusCode;

use crate::world::{OFFICER, World};

#[tokio::test]
async fn a_week_of_stop_and_a_leak_stand_beside_published_figures() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let text = officer.get(&world.money("")).await.text();
        assert!(text.contains("figures are missing"), "{text}");
        assert!(text.contains("¥60,190,000") && text.contains("¥38,000,000"), "{text}");
        let text = world.figures(&mut officer).await.text();
        // 5 × 500,000; 12 × 8 × 2,000 × 5 × 50 %.
        assert!(text.contains("A week ¥2,500,000 ¥480,000 ¥2,980,000"), "{text}");
        // 5.8 × 5/7 of both.
        assert!(text.contains("5.8 days ¥2,071,429 ¥397,714 ¥2,469,143"), "{text}");
        let text = world.customers(&mut officer).await.text();
        // 500 × 2 × 6, twice after a bad response.
        assert!(text.contains("1,000 ¥6,000 to ¥12,000 ¥6,000,000 to ¥12,000,000"), "{text}");
        assert!(text.contains("Both at least ¥8,980,000 to ¥14,980,000"), "{text}");
        assert!(
            text.contains("No sum entered for: First response"),
            "what is missing is named: {text}"
        );
        for source in ["JNSA", "IPA", "Confirmed", "To be checked", "Gordon"] {
            assert!(text.contains(source), "{source}: {text}");
        }
    }
}

#[tokio::test]
async fn without_figures_nothing_is_said_to_be_nothing_and_no_measure_is_judged() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let text = officer.get(&world.money("")).await.text();
        assert!(text.contains("Appears once the company's figures are entered"), "{text}");
        for false_conclusion in ["¥0", "Costs more than it saves", "largest estimate"] {
            assert!(!text.contains(false_conclusion), "{false_conclusion}: {text}");
        }
        assert!(text.contains("5 (our default, not changed)"), "{text}");
        assert!(text.contains("5 to 20 years, which is our default"), "{text}");
        for lang in ["ja", "ja-easy"] {
            let text = world.browser_in(OFFICER, lang).get(&world.money("")).await.text();
            assert!(!text.contains(" 0\u{5186}"), "{lang}: {text}");
        }
        let form = officer.get(&world.money("/figures")).await.form_with_button("Save");
        let form = form.fill("Once in, at the rarest (years)", "30");
        let text = officer.submit(form.fill("Working days a week", "6")).await.text();
        assert!(text.contains("5 to 30 years, which is your own guess"), "{text}");
        assert!(!text.contains("6 (our default"), "{text}");
        let own = officer.get(&world.money("/figures")).await.form_with_button("Save");
        let text = officer.submit(own.fill("First response (yen)", "0")).await.text();
        assert!(!text.contains("Costs more than it saves"), "a free first hour is no sum: {text}");
    }
}

#[tokio::test]
async fn the_largest_estimate_stands_first_beside_what_can_be_paid_and_each_source_once() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        world.figures(&mut officer).await;
        let text = world.customers(&mut officer).await.text();
        let largest = "The largest estimate is at least ¥8,980,000 to ¥14,980,000 (Both)";
        assert!(text.contains(largest), "{text}");
        assert!(text.find(largest) < text.find("If work stops for a week"), "{text}");
        assert!(text.contains("Enter what you can pay at once"), "{text}");
        // 14,980,000 less 10,000,000.
        let text = world.can_pay(&mut officer, "10,000,000").await.text();
        assert!(text.contains("exceed what you can pay at once by ¥4,980,000"), "{text}");
        let text = world.can_pay(&mut officer, "14,980,000").await.text();
        assert!(text.contains("Some costs are not entered, so it can be more"), "{text}");
        // Router: 0 to 150,000 once in 5 years and 0 to 50,000 a year, so at most 80,000. It saves at
        // least 20 % of 8,980,000 in 20 years, or 89,800: 1.12 for each yen, and no most.
        assert!(text.contains("¥1.12 or more"), "{text}");
        assert!(text.contains("looked up on 2026-11-21"), "our reading day is no edition: {text}");
        assert_eq!(text.matches("The Economics of Information Security").count(), 1, "{text}");
        assert_eq!(text.matches("Gordon").count(), 1, "{text}");
        assert!(text.contains("Model of compensation 2026") && !text.contains("jo 2026"), "{text}");
    }
}

#[tokio::test]
async fn an_insurance_leaves_a_gap_and_one_without_a_limit_is_not_counted_on() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        world.figures(&mut officer).await;
        world.customers(&mut officer).await;
        let form = officer.get(&world.money("/insurances/new")).await.form_with_button("Save");
        let form = form.fill("Insurer", "Sample Insurance").choose("Compensation");
        let form = form.fill("Telephone for accidents", "050-0000-0777");
        let form = form.fill("Notice deadline", "within 30 days");
        let page = officer.submit(form).await;
        let text = page.text();
        assert!(text.contains("Not counted") && text.contains("within 30 days"), "{text}");
        let change = page.by_role_link("Change Sample Insurance");
        let form = officer.follow(&change).await.form_with_button("Save");
        let form = form.fill("Limit", "10,000,000").fill("Deductible", "100000");
        let text = officer.submit(form).await.text();
        // 5.9 to 10 million of 6 to 12 million.
        assert!(text.contains("¥5,900,000 to ¥10,000,000"), "{text}");
        assert!(text.contains("at least ¥100,000 to ¥2,000,000"), "{text}");
    }
}

#[tokio::test]
async fn what_cannot_be_counted_is_refused_with_what_was_typed() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let form = officer.get(&world.money("/figures")).await.form_with_button("Save");
        let sales = "Sales a day (yen)";
        for (label, value, said) in [
            (sales, "999999999999999", "Too large to be counted"),
            (sales, "many", "Sales a day"),
            ("Working days a week", "8", "Working days"),
            ("Another length to see (days)", "5.85", "0.1 to 3650"),
            ("Once in, at the rarest (years)", "2", "must not be shorter"),
        ] {
            let page = officer.submit(form.clone().fill(label, value)).await;
            assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY, "{label}");
            assert!(page.text().contains(said), "{label}: {}", page.text());
            assert!(page.form_with_button("Save").encode().contains(value), "{label} is kept");
        }
        world.figures(&mut officer).await;
        let page = officer.submit(form.fill(sales, "1")).await;
        assert_eq!(page.status(), StatusCode::CONFLICT, "somebody else was first");
    }
}

#[tokio::test]
async fn the_paper_says_the_same_in_all_languages() {
    let world = World::every_kind().await.remove(0);
    let mut officer = world.browser(OFFICER);
    world.figures(&mut officer).await;
    for lang in ["ja", "ja-easy", "en"] {
        let file = world.browser_in(OFFICER, lang).fetch(&world.money("/paper")).await;
        assert_eq!(file.header("content-type"), "application/pdf", "{lang}");
        assert!(file.body.starts_with(b"%PDF"), "{lang}");
        let text = read_pdf(&file.body);
        assert!(text.contains("2,980,000") && text.contains("60,190,000"), "{lang}: {text}");
    }
}

/// The text of a PDF.
fn read_pdf(bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("money.pdf");
    std::fs::write(&path, bytes).unwrap();
    let run = std::process::Command::new("pdftotext").args([path.to_str().unwrap(), "-"]).output();
    String::from_utf8_lossy(&run.unwrap().stdout).into_owned()
}
