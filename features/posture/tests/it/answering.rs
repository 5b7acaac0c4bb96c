use axum::http::StatusCode;
use hikeshi_posture_engine::score;
use hikeshi_testkit::Attachment;

use crate::world::{ANALYST, OFFICER, STAFF, World, path};

/// Items 1 to 13 yes, 14 to 20 partly, 21 to 23 no, 24 and 25 unknown: 52 + 14 + 0 - 2 = 64.
fn mixed(site: &str) -> String {
    let answer = |item: u32| match item {
        1..=13 => "yes",
        14..=20 => "partly",
        21..=23 => "no",
        _ => "unknown",
    };
    let lines = (1..=25).map(|item| format!("{site},{item},{}\r\n", answer(item)));
    format!("site,item,answer\r\n{}", lines.collect::<String>())
}

#[tokio::test]
async fn answers_typed_and_from_a_file_score_as_by_hand() {
    for world in World::every_kind().await {
        let mut staff = world.browser(STAFF);
        let here = world.begin(&mut staff, "ipa-25", "").await;
        let question = staff.get(&format!("{here}/items/1?site=0")).await;
        let text = question.text();
        assert!(text.contains("How to check in two minutes") && text.contains("To be checked"));
        let next = staff.submit(question.form_with_button("Save and go on").choose("Partly")).await;
        assert_eq!(path(&next), format!("{here}/items/2"));
        let import = staff.get(&format!("{here}/import")).await;
        let file = Attachment::new("answers.csv", mixed("").into_bytes());
        let form = import.form_with_button("Take the answers").attach("File with answers", file);
        let whole = staff.submit(form).await;
        assert!(whole.text().contains("64 of 100 points"), "{}", whole.text());
        assert!(whole.text().contains("Band C"));
        let question = staff.get(&format!("{here}/items/1?site=0")).await;
        assert!(question.text().contains("History of the answer (2)"));
    }
}

#[tokio::test]
async fn a_file_with_faults_names_the_lines_and_changes_nothing() {
    for world in World::every_kind().await {
        let mut staff = world.browser(STAFF);
        let here = world.begin(&mut staff, "ipa-25", "").await;
        let import = staff.get(&format!("{here}/import")).await;
        let file = Attachment::new("answers.csv", b"1,yes\n99,yes\n2,maybe\n".to_vec());
        let form = import.form_with_button("Take the answers").attach("File with answers", file);
        let refused = staff.submit(form).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let text = refused.text();
        assert!(text.contains("Line 2: There is no item \u{201c}99\u{201d}"), "{text}");
        assert!(text.contains("Line 3:"));
        assert!(staff.get(&here).await.text().contains("0 of 100 points"));
    }
}

#[tokio::test]
async fn what_does_not_apply_needs_its_reason_and_two_people_do_not_overwrite_each_other() {
    for world in World::every_kind().await {
        let mut staff = world.browser(STAFF);
        let here = world.begin(&mut staff, "ipa-25", "").await;
        let address = format!("{here}/items/9?site=0");
        let first = staff.get(&address).await;
        let form = first.form_with_button("Save and go on").choose("Does not apply");
        let refused = staff.submit(form).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("Write why it does not apply."));

        let mut officer = world.browser(OFFICER);
        let seen = officer.get(&address).await;
        let form = first.form_with_button("Save and go on").choose("Does not apply");
        staff.submit(form.fill("Remark", "No wireless network")).await;
        let late = officer.submit(seen.form_with_button("Save and go on").choose("Yes")).await;
        assert_eq!(late.status(), StatusCode::CONFLICT);
        assert!(late.text().contains("Somebody answered meanwhile"));
        // 24 waiting questions; without the one that does not apply 96 can be reached.
        let whole = staff.get(&here).await.text();
        assert!(whole.contains("0 of 96 points"), "{whole}");
        assert!(whole.contains("The official sheet would say 0 of 100"));
    }
}

#[tokio::test]
async fn sites_are_answered_apart_and_added_up() {
    for world in World::every_kind().await {
        let mut analyst = world.browser(ANALYST);
        let here = world.begin(&mut analyst, "ipa-25", "Tokyo\nOsaka").await;
        for site in ["Tokyo", "Osaka"] {
            let import = analyst.get(&format!("{here}/import")).await;
            let file = Attachment::new("answers.csv", mixed(site).into_bytes());
            let form =
                import.form_with_button("Take the answers").attach("File with answers", file);
            analyst.submit(form).await;
        }
        let list = analyst.get(&format!("{here}/parts/company?site=1")).await;
        let form = list.form_with_button("Save all").fill("25", "Yes");
        let whole = analyst.submit(form).await.text();
        // 64 + 69: the one who did not know now says yes.
        assert!(whole.contains("133 of 200 points") && whole.contains("Band C"), "{whole}");
        let assessment = world.assessment(&here).await;
        let scope = world.program();
        let tx = world.platform.db.read(scope.fence()).await.unwrap();
        let counted = score(&assessment.catalogue, &assessment.answers(&tx).await.unwrap());
        let sites: Vec<_> = counted.sites.iter().map(|one| one.sum.total).collect();
        assert_eq!(sites, [64, 69]);
    }
}
