//! The provider's list: whose companies, in which order, the same on page, in files and for programs.

use hikeshi_db::Fence;
use hikeshi_directory::create_provider;
use hikeshi_identity::CompanyId;
use hikeshi_incidents::case::Purpose;
use hikeshi_office::{SheetLimits, read_workbook};
use hikeshi_testkit::Browser;

use crate::world::{ANALYST, World};

/// A few companies of the provider beside the one of the world, and some that are not its own.
async fn fill(world: &World) -> Vec<CompanyId> {
    let mut own = Vec::new();
    for (name, industry, staff, total) in [
        ("Akebono Metal", "Metal", 12, Some(40)),
        ("Botan Care", "Care", 30, Some(91)),
        ("=Chidori", "Metal", 200, Some(70)),
        ("Daichi 100%_", "Metal", 9, None),
    ] {
        let company = world.add((name, industry, staff), Some(world.provider)).await;
        if let Some(total) = total {
            world.score(company, total).await;
        }
        own.push(company);
    }
    let tx = world.platform.db.write(Fence::Open).await.unwrap();
    let rival =
        create_provider(&tx, &world.platform, ("Rival", "050-0000-0555", "")).await.unwrap();
    tx.commit().await.unwrap();
    let theirs = world.add(("Rivals Metal", "Metal", 12), Some(rival)).await;
    world.score(theirs, 99).await;
    world.late(theirs, ("Of the rival", Purpose::Real)).await;
    world.late(own[1], ("Lost stick", Purpose::Real)).await;
    own
}

/// The names in the order of the page.
async fn names(browser: &mut Browser, path: &str) -> Vec<String> {
    let page = browser.get(path).await;
    assert_eq!(page.status(), 200, "{path}");
    let company = |link: &hikeshi_testkit::Link| {
        link.href.starts_with("/c/") && link.href.ends_with("/overview")
    };
    page.links().iter().filter(|link| company(link)).map(|link| link.name.clone()).collect()
}

#[tokio::test]
async fn companies_of_another_provider_stand_in_no_list_and_in_no_file() {
    for world in World::every_kind().await {
        fill(&world).await;
        let mut analyst = world.browser(ANALYST);
        for path in [
            world.board(""),
            world.board("?q=Metal"),
            world.board("?sort=score&order=down"),
            world.board(".csv"),
            format!("/api/v1/providers/{}/overview", world.provider),
        ] {
            let text = analyst.fetch(&path).await.text();
            assert!(text.contains("Akebono Metal"), "{path}: {text}");
            assert!(!text.contains("Rivals") && !text.contains("Keyaki"), "{path}: {text}");
        }
        let tx = world.platform.db.write(Fence::Open).await.unwrap();
        let now = hikeshi_kernel::to_millis(world.platform.clock.now());
        hikeshi_identity::withdraw(&tx, world.company, world.provider, None, now).await.unwrap();
        tx.commit().await.unwrap();
        let text = analyst.get(&world.board("")).await.text();
        assert!(!text.contains("Minato Foods"), "it took its leave: {text}");
    }
}

#[tokio::test]
async fn page_files_and_programs_show_the_same_companies_in_the_same_order() {
    for world in World::every_kind().await {
        fill(&world).await;
        let mut analyst = world.browser(ANALYST);
        for query in [
            "?sort=name&order=up",
            "?sort=name&order=down",
            "?sort=score&order=up",
            "?sort=score&order=down",
            "?sort=staff&order=up",
            "?sort=incidents&order=down",
            "?sort=overdue&order=down",
            "?sort=stars&order=up",
            "?sort=finished&order=up",
            "?sort=support&order=down",
            "?sort=risks&order=down",
            "?sort=policies&order=down",
            "?sort=industry&order=up",
            "?industry=Metal&sort=name&order=up",
            "?size=to-20&sort=name&order=up",
            "?state=incident",
            "?state=overdue",
            "?state=never-checked&sort=name&order=up",
            "?state=support",
            "?state=risks",
            "?state=policies",
            "?q=100%25_",
        ] {
            let page = names(&mut analyst, &world.board(query)).await;
            let csv = analyst.fetch(&world.board(&format!(".csv{query}"))).await.text();
            let csv: Vec<String> = csv.lines().skip(1).map(|line| first(line).to_owned()).collect();
            let xlsx = analyst.fetch(&world.board(&format!(".xlsx{query}"))).await.body;
            let limits = SheetLimits { sheets: 1, rows: 100, columns: 30 };
            let sheet = read_workbook(&xlsx, limits).unwrap().remove(0);
            assert_eq!(sheet.formulas, [], "{query}");
            let xlsx: Vec<String> = sheet.rows.iter().skip(1).map(|row| row[0].clone()).collect();
            let api = format!("/api/v1/providers/{}/overview{query}", world.provider);
            let api: serde_json::Value =
                serde_json::from_str(&analyst.fetch(&api).await.text()).unwrap();
            let rows = api["items"].as_array().unwrap();
            let api: Vec<_> = rows.iter().map(|row| row["name"].as_str().unwrap()).collect();
            assert_eq!(xlsx, page, "{query}");
            assert_eq!(api, page, "{query}");
            let unquoted: Vec<String> =
                csv.iter().map(|name| name.trim_start_matches('\'').to_owned()).collect();
            assert_eq!(unquoted, page, "{query}");
            assert!(csv.iter().all(|name| !name.starts_with('=')), "no formula: {csv:?}");
        }
    }
}

fn first(line: &str) -> &str {
    line.split(',').next().unwrap().trim_matches('"')
}

#[tokio::test]
async fn sorting_puts_the_unknown_last_and_filters_find_what_stands_out() {
    for world in World::every_kind().await {
        fill(&world).await;
        let mut analyst = world.browser(ANALYST);
        let by_score = names(&mut analyst, &world.board("?sort=score&order=up")).await;
        assert_eq!(by_score[..3], ["Akebono Metal", "=Chidori", "Botan Care"]);
        let down = names(&mut analyst, &world.board("?sort=score&order=down")).await;
        assert_eq!(down[..3], ["Botan Care", "=Chidori", "Akebono Metal"]);
        assert_eq!(down[3..], by_score[3..], "what nobody knows stands last both ways");
        let open = names(&mut analyst, &world.board("?state=incident")).await;
        assert_eq!(open, ["Botan Care"]);
        assert_eq!(names(&mut analyst, &world.board("?state=overdue")).await, ["Botan Care"]);
        let small = names(&mut analyst, &world.board("?size=to-20&industry=Metal")).await;
        assert_eq!(small.len(), 2);
        assert_eq!(names(&mut analyst, &world.board("?q=100%25_")).await, ["Daichi 100%_"]);
        let text = analyst.get(&world.board("")).await.text();
        assert!(text.contains("Where companies stand: 5"), "{text}");
        assert!(text.contains("unknown") && text.contains("never"), "{text}");
        let first = names(&mut analyst, &world.board("")).await.remove(0);
        assert_eq!(first, "Botan Care", "what burns stands first");
    }
}

#[tokio::test]
async fn pages_hold_fifty_and_the_count_is_that_of_all() {
    let world = World::every_kind().await.remove(0);
    for number in 0..60 {
        world.add((&format!("Company {number:02}"), "", 5), Some(world.provider)).await;
    }
    let mut analyst = world.browser(ANALYST);
    let one = names(&mut analyst, &world.board("?sort=name&order=up")).await;
    let two = names(&mut analyst, &world.board("?sort=name&order=up&page=2")).await;
    assert_eq!((one.len(), two.len()), (50, 11));
    assert_eq!((one[0].as_str(), two[10].as_str()), ("Company 00", "Minato Foods"));
    let text = analyst.get(&world.board("?page=9")).await.text();
    assert!(text.contains("Where companies stand: 61"), "{text}");
}
