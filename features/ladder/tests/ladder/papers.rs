//! Papers: what the files say, read by other programs.

use std::process::Command;

use hikeshi_office::{SheetLimits, read_workbook};
use hikeshi_testkit::Attachment;

use crate::world::{OFFICER, PRESIDENT, World, lines};

fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap();
    String::from_utf8_lossy(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn pdf(world: &World, page: &str) -> String {
    let file = world.browser(PRESIDENT).fetch(&world.page(page)).await;
    let folder = tempfile::tempdir().unwrap();
    let name = folder.path().join("paper.pdf");
    std::fs::write(&name, &file.body).unwrap();
    run("pdftotext", &["-layout", name.to_str().unwrap(), "-"])
}

async fn docx(world: &World, page: &str) -> String {
    let file = world.browser(PRESIDENT).fetch(&world.page(page)).await;
    let folder = tempfile::tempdir().unwrap();
    let name = folder.path().join("paper.docx");
    std::fs::write(&name, &file.body).unwrap();
    run("unzip", &["-p", name.to_str().unwrap(), "word/document.xml"])
}

#[tokio::test]
async fn the_declaration_carries_the_company_s_data_and_says_what_is_to_be_checked() {
    for world in World::every_kind().await {
        world.finished("ipa-6", &lines(1..=6, "yes")).await;
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&world.page("/standing/action?star=action-1")).await;
        let form = page.form_with_button("Save").fill("Corporate number (13 digits)", "123");
        let wrong = officer.submit(form).await;
        assert!(wrong.text().contains("has 13 digits"), "{}", wrong.text());
        let form = wrong.form_with_button("Save");
        let saved =
            officer.submit(form.fill("Corporate number (13 digits)", "1234567890123")).await;
        assert!(saved.text().contains("1234567890123"), "{}", saved.text());
        for text in [
            pdf(&world, "/standing/action.pdf?star=action-1").await,
            docx(&world, "/standing/action.docx?star=action-1").await,
        ] {
            for said in
                ["Minato Foods", "1234567890123", "president of minato", "gBizID", "to be checked"]
            {
                assert!(text.contains(said), "{said}: {text}");
            }
            assert!(text.contains("20 November 2026"), "the day of the answers: {text}");
        }
    }
}

#[tokio::test]
async fn the_pack_holds_answers_evidence_what_is_not_met_and_both_blocks() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let none = officer.get(&world.page("/standing/scs-3")).await;
        assert!(none.text().contains("No assessment is finished yet"));
        assert_eq!(officer.fetch(&world.page("/standing/scs-3.pdf")).await.status, 404);

        let here = world.answered("scs-3", "1-2-1-1,yes\n1-2-1-2,no\n").await;
        let question = officer.get(&format!("{here}/items/1-2-1-1?site=0")).await;
        let form = question.form_with_button("Add").fill("What it is", "Roster of duties");
        let form = form.attach("File", Attachment::new("roster.pdf", b"roster".to_vec()));
        officer.submit(form.fill("Of which day it is", "2026-05-20")).await;
        let finish = officer.get(&format!("{here}/finish")).await;
        officer.submit(finish.form_with_button("Finish and freeze")).await;

        let page = officer.get(&world.page("/standing/scs-3")).await;
        assert!(page.text().contains("Criteria not met: 80"), "{}", page.text());
        let form = page.form_with_button("Note it").fill("Name of the expert", "Hana Expert");
        let form = form.fill("What the assessment covers", "Head office");
        let signed = officer.submit(form).await;
        assert!(signed.text().contains("What was signed is noted."), "{}", signed.text());

        let said = [
            "Minato Foods",
            "1-2-1-2",
            "Roster of duties",
            "6 months old",
            "Hana Expert",
            "Pledge of the management",
            "to be checked",
            "Head office",
            "1 of 81",
        ];
        for text in
            [pdf(&world, "/standing/scs-3.pdf").await, docx(&world, "/standing/scs-3.docx").await]
        {
            for said in said {
                assert!(text.contains(said), "{said}: {text}");
            }
        }
        let file = officer.fetch(&world.page("/standing/scs-3.xlsx")).await;
        let limits = SheetLimits { sheets: 8, rows: 2000, columns: 20 };
        let sheets = read_workbook(&file.body, limits).unwrap();
        assert_eq!(sheets.len(), 4);
        let cells = sheets.iter().flat_map(|sheet| sheet.rows.iter().flatten());
        let all: String = cells.map(|cell| format!("{cell}\n")).collect();
        for said in ["Roster of duties", "Not met", "Hana Expert"] {
            assert!(all.contains(said), "{said}");
        }
    }
}
