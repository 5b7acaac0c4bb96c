//! What the paper says, read with the programs that people use.

use hikeshi_kernel::Lang;
use hikeshi_kit::{blank_kit, file_of, make_edition};
use hikeshi_testkit::Answer;

use crate::world::{EMPLOYEE, World, read_pdf};

/// The file of an edition as an employee fetches it.
async fn fetch(world: &World, edition: uuid::Uuid) -> Answer {
    world.browser(EMPLOYEE).fetch(&world.page(&format!("/kit/editions/{edition}"))).await
}

#[tokio::test]
async fn the_first_page_says_what_to_do_first_and_whom_to_call() {
    for world in World::every_kind().await {
        world.contact("Ken Kobayashi", "080-0000-0003").await;
        let edition = world.edition().await;
        let file = fetch(&world, edition.id).await;
        assert_eq!(file.header("content-type"), "application/pdf");
        let (pages, info) = read_pdf(&file);
        for said in
            ["Take it off the network", "Do not switch off", "Ken Kobayashi", "080-0000-0003"]
        {
            assert!(pages[0].contains(said), "{said}: {}", pages[0]);
            assert!(pages[1].contains(said), "{said}: {}", pages[1]);
        }
        assert!(pages[0].contains("050-0000-0119"), "the provider: {}", pages[0]);
        for page in &pages {
            assert!(page.contains("edition 1") && page.contains("20 November 2026"), "{page}");
        }
        let info = info.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(info.contains("(A4)") && info.contains("Tagged: yes"), "{info}");
        assert_eq!(i64::try_from(pages.len()).unwrap(), edition.pages);
        assert!(pages.len() <= 40, "{}", pages.len());
    }
}

#[tokio::test]
async fn every_part_is_there_and_unconfirmed_numbers_are_marked() {
    let world = World::every_kind().await.remove(0);
    let edition = world.edition().await;
    let (pages, _) = read_pdf(&fetch(&world, edition.id).await);
    let page_with = |heading: &str| {
        let found = pages.iter().skip(1).find(|page| page.starts_with(heading));
        found.unwrap_or_else(|| panic!("no page begins with {heading}"))
    };
    for heading in [
        "From what you see",
        "Contact tree",
        "Who may decide what",
        "Call sheets",
        "Incident log",
        "First report",
        "Custody sheet",
        "Going on without",
    ] {
        page_with(heading);
    }
    let desks = page_with("Desks for advice");
    for desk in ["#9110", "03-5978-7509", "jpcert", "ppc.go.jp", "to be checked"] {
        assert!(desks.contains(desk), "{desk}: {desks}");
    }
    let cards = pages.iter().filter(|page| page.starts_with("Card: ")).count();
    assert_eq!(cards, 11, "one card for each situation that the questions lead to");
    let card = page_with("Card: Ransomware");
    assert!(card.contains("5 min") && card.contains("if 7 is A"), "{card}");
    let tags = page_with("Evidence tags");
    assert!(tags.contains("K-2026-001") && tags.contains("K-2026-010"), "{tags}");
    assert!(page_with("First report").contains("I do not know"));
}

#[tokio::test]
async fn names_of_any_length_and_people_without_telephone_fit() {
    let world = World::every_kind().await.remove(0);
    for nth in 0..40 {
        let phone = if nth % 3 == 0 { "" } else { "080-0000-0003" };
        world
            .contact(&format!("Maximiliana-Alexandrina Hohenstein-Wolkenburg {nth:02}"), phone)
            .await;
    }
    let edition = world.edition().await;
    let (pages, _) = read_pdf(&fetch(&world, edition.id).await);
    let all = pages.join(" ").replace(' ', "");
    for nth in [0, 17, 39] {
        assert!(all.contains(&format!("Wolkenburg{nth:02}")), "{nth}");
    }
    assert!(pages.len() < 50, "{}", pages.len());
}

#[tokio::test]
async fn a_blank_kit_has_lines_to_write_on_and_no_code_in_all_languages() {
    let world = World::every_kind().await.remove(0);
    for lang in Lang::ALL {
        let words = world.platform.words(lang);
        let blank = blank_kit(&words, world.platform.clock.now()).await.unwrap();
        assert!(blank.starts_with(b"%PDF"), "{lang:?}");
        let edition = make_edition(&world.platform, &world.program(), lang).await.unwrap();
        let file = file_of(&world.platform, &world.program(), &edition).await.unwrap();
        assert!(blank.len() < file.len(), "{lang:?}: codes take room");
        assert_eq!(edition.lang, lang.code());
    }
}
