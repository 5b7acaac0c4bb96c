//! Playbooks out of files and into files.

use hikeshi_exchange::read;
use serde_json::{Value, json};

use crate::world::{OFFICER, World, path, publish};

/// Start, one action with a command for a program, end.
const SMALL: &str = include_str!("fixtures/small.cacao.json");
const TEMPLATE: &str = include_str!("fixtures/template.thehive.json");

#[tokio::test]
async fn a_cacao_file_becomes_a_draft_with_remarks_and_unchanged_it_goes_out_as_it_came() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let page = world.take_over(&mut officer, "small.json", SMALL.as_bytes()).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        let text = page.text();
        assert!(text.contains("Nobody has checked them"), "{text}");
        assert!(text.contains("never carried out"), "{text}");
        assert!(text.contains("Step “Block it”"), "a step goes by its title: {text}");
        let own = path(&page);
        publish(&mut officer, &format!("{own}/draft"), "Read and found good").await;
        let file = officer.fetch(&format!("{own}/versions/1/cacao")).await;
        let (out, came) = (read(&file.body).unwrap(), read(SMALL.as_bytes()).unwrap());
        assert_eq!(out.playbook, came.playbook);

        let page = officer.get(&own).await;
        let page = officer.submit(page.form_with_button("Change")).await;
        let link = page.links().into_iter().find(|link| link.href.contains("/steps/")).unwrap();
        let form = officer.follow(&link).await.form_with_button("Save the step");
        officer.submit(form.fill("Title", "Done our way")).await;
        publish(&mut officer, &format!("{own}/draft"), "Our way").await;
        let file = officer.fetch(&format!("{own}/versions/2/cacao")).await;
        let changed = read(&file.body).unwrap().playbook;
        assert_eq!(changed.derived_from, vec![came.playbook.id.clone()]);
        assert_ne!(changed.id, came.playbook.id);
    }
}

#[tokio::test]
async fn a_template_of_thehive_is_taken_over_and_a_broken_file_says_which_step_and_why() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let page = world.take_over(&mut officer, "t.json", TEMPLATE.as_bytes()).await;
        assert!(page.text().contains("TheHive template"), "{}", page.text());
        let broken = SMALL.replace("\"end--00000000-0000-4000-8000-000000000003\": {", "\"x\": {");
        let page = world.take_over(&mut officer, "broken.json", broken.as_bytes()).await;
        assert_eq!(page.status(), 422);
        let text = page.text();
        assert!(text.contains("does not exist") && text.contains("action--"), "{text}");
        let page = world.take_over(&mut officer, "none.json", b"").await;
        assert_eq!(page.status(), 422);
    }
}

#[tokio::test]
async fn a_step_as_long_as_a_file_may_make_it_is_changed_published_and_read() {
    for world in World::every_kind().await {
        let mut officer = world.browser(OFFICER);
        let line = |number: usize| format!("{number:03}{}", "\u{6d88}".repeat(597));
        let commands = (0..200).map(|at| json!({"type": "manual", "command": line(at)}));
        let mut file: Value = serde_json::from_str(SMALL).unwrap();
        file["workflow"]["action--00000000-0000-4000-8000-000000000002"]["commands"] =
            commands.collect();
        let bytes = file.to_string().into_bytes();
        let page = world.take_over(&mut officer, "long.json", &bytes).await;
        let own = path(&page);
        let page = officer.get(&format!("{own}/draft")).await;
        let link = page.links().into_iter().find(|link| link.href.contains("/steps/")).unwrap();
        let form = officer.follow(&link).await.form_with_button("Save the step");
        let page = officer.submit(form.fill("Title", "Long and changed")).await;
        assert_eq!(page.status(), 200, "{:.400}", page.text());
        let page = publish(&mut officer, &format!("{own}/draft"), "All of it").await;
        assert_eq!(page.status(), 200, "{:.400}", page.text());
        let text = officer.get(&format!("{own}/versions/1")).await.text();
        assert!(text.contains("Long and changed") && text.contains(&line(199)[..30]));
    }
}
