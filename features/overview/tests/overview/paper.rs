//! The page on paper.

use std::process::Command;

use crate::world::{PRESIDENT, World};

#[tokio::test]
async fn the_paper_is_one_sheet_of_a4_with_the_score_also_when_there_is_much_to_say() {
    for world in World::every_kind().await {
        for (place, total) in [31, 44, 52, 55, 62, 71, 88].into_iter().enumerate() {
            world.minutes_later(1);
            world.score(world.company, total).await;
            let long = format!("Incident {place} {}", "with a long title ".repeat(8));
            world.late(world.company, (&long, hikeshi_incidents::case::Purpose::Real)).await;
        }
        for lang in ["ja", "en"] {
            let mut president = world.browser_in(PRESIDENT, lang);
            let answer = president.fetch(&format!("{}.pdf", world.overview())).await;
            assert_eq!(answer.header("content-type"), "application/pdf");
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("overview.pdf");
            std::fs::write(&file, &answer.body).unwrap();
            let said = |program: &str| {
                let mut command = Command::new(program);
                command.arg(&file).args((program == "pdftotext").then_some("-"));
                String::from_utf8(command.output().unwrap().stdout).unwrap()
            };
            let about = said("pdfinfo");
            let pages = about.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap();
            assert_eq!(pages.trim(), "1", "{lang}: {about}");
            assert!(about.contains("A4"), "{about}");
            let text = said("pdftotext");
            assert!(text.contains("88"), "{lang}: {text}");
        }
    }
}
