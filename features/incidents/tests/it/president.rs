//! What the president decides: asked, decided by one tap, undone in time.

use hikeshi_incidents::{
    executive::decisions_of,
    model::{executive_decision, incident},
};

use crate::world::{ANALYST, EMPLOYEE, OFFICER, PRESIDENT, STRANGER, World};

async fn asked(world: &World) -> incident::Model {
    let incident = world.incident("Ransom note", &["ransomware"]).await;
    let mut officer = world.browser(OFFICER);
    let page = officer.get(&world.path(&incident, "/ask?topic=isolate")).await;
    let form = page.form_with_button("Ask the president").fill("By when", "12:00");
    let page = officer.submit(form).await;
    assert_eq!(page.status(), 200, "{}", page.text());
    world.drain_jobs().await;
    incident
}

async fn decisions(world: &World, incident: &incident::Model) -> Vec<executive_decision::Model> {
    let tx = world.platform.db.read(world.program().fence()).await.unwrap();
    decisions_of(&tx, incident).await.unwrap()
}

fn tap(row: &executive_decision::Model, choice: &str) -> Vec<(String, String)> {
    [
        ("decision", row.id.to_string()),
        ("version", row.version.to_string()),
        ("choice", choice.to_owned()),
        ("comment", "Go ahead".to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec()
}

fn pairs(form: &[(String, String)]) -> Vec<(&str, &str)> {
    form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn the_president_gets_a_mail_decides_by_one_tap_and_the_asker_is_told() {
    for world in World::every_kind().await {
        let incident = asked(&world).await;
        let mail = world.mailer.sent().pop().unwrap();
        assert_eq!(mail.to, "president@minato.example");
        assert!(mail.body.contains(&world.path(&incident, "/president")));

        let mut president = world.browser(PRESIDENT);
        let page = president.get(&world.path(&incident, "/president")).await;
        assert_eq!(page.heading(), "One thing to decide");
        assert!(page.text().contains("Ransom note"));
        let page = president.submit(page.form_with_button("Disconnect")).await;
        assert_eq!(page.heading(), "Nothing to decide now");
        assert!(page.text().contains("Decided: Disconnect"), "{}", page.text());
        assert!(page.text().contains("The damage level is not decided yet"));

        world.drain_jobs().await;
        assert_eq!(world.mailer.sent().pop().unwrap().to, "officer@minato.example");
        let row = &decisions(&world, &incident).await[0];
        assert_eq!((row.chosen.as_str(), row.decided_by.as_str()), ("1", "president of minato"));
    }
}

#[tokio::test]
async fn what_to_decide_stands_before_what_happened_and_what_is_done() {
    for world in World::every_kind().await {
        let incident = asked(&world).await;
        let mut president = world.browser(PRESIDENT);
        let page = president.get(&world.path(&incident, "/president")).await;
        let text = page.text();
        let parts = [
            "One thing to decide",
            "The damage level is not decided yet.",
            "Disconnect",
            "What happened",
            "What we do now",
            "Not known yet",
        ];
        let places = parts.map(|part| text.find(part).unwrap_or_else(|| panic!("{part}: {text}")));
        assert!(places.is_sorted(), "{places:?}: {text}");
        let form = page.form_with_button("Disconnect").fill("A word", "Do it at once");
        president.submit(form).await;
        let row = &decisions(&world, &incident).await[0];
        assert_eq!(row.comment, "Do it at once");
    }
}

#[tokio::test]
async fn a_second_tap_is_harmless_and_another_answer_conflicts_and_keeps_the_words() {
    for world in World::every_kind().await {
        let incident = asked(&world).await;
        let path = world.path(&incident, "/president");
        let row = decisions(&world, &incident).await.remove(0);
        let mut president = world.browser(PRESIDENT);
        assert_eq!(president.post(&path, &pairs(&tap(&row, "1"))).await.status(), 200);
        assert_eq!(president.post(&path, &pairs(&tap(&row, "1"))).await.status(), 200);
        world.drain_jobs().await;
        let sent = world.mailer.sent().len();
        assert_eq!(sent, 2, "one question, one answer");
        let page = president.post(&path, &pairs(&tap(&row, "2"))).await;
        assert_eq!(page.status(), 409);
        assert!(page.text().contains("Your words are kept here"), "{}", page.text());
        assert_eq!(decisions(&world, &incident).await[0].chosen, "1");
    }
}

#[tokio::test]
async fn an_answer_can_be_undone_for_ten_minutes_and_stays_in_the_record() {
    for world in World::every_kind().await {
        let incident = asked(&world).await;
        let path = world.path(&incident, "/president");
        let mut president = world.browser(PRESIDENT);
        let row = decisions(&world, &incident).await.remove(0);
        let page = president.post(&path, &pairs(&tap(&row, "1"))).await;
        world.minutes_later(9);
        let undo = format!("{path}/undo");
        let page = president.submit(page.form_with_button(&undo_button(&row))).await;
        assert_eq!(page.heading(), "One thing to decide");
        let id = row.id.to_string();
        president.post(&undo, &[("decision", &id)]).await;
        let all = decisions(&world, &incident).await;
        assert_eq!(all.len(), 2, "the undone answer stays, the question waits once");
        let undone = all.iter().find(|d| d.withdrawn_at.is_some()).unwrap();
        assert_eq!(undone.chosen, "1");

        let waiting = all.iter().find(|d| d.decided_at.is_none()).unwrap();
        president.post(&path, &pairs(&tap(waiting, "2"))).await;
        world.minutes_later(11);
        let id = waiting.id.to_string();
        let late = president.post(&undo, &[("decision", &id)]).await;
        assert_eq!(late.status(), 409);
        assert_eq!(decisions(&world, &incident).await.len(), 2);
    }
}

fn undo_button(row: &executive_decision::Model) -> String {
    format!("Undo {}", row.question)
}

#[tokio::test]
async fn only_the_president_of_the_company_decides() {
    for world in World::every_kind().await {
        let incident = asked(&world).await;
        let path = world.path(&incident, "/president");
        let row = decisions(&world, &incident).await.remove(0);
        for (who, status) in [(OFFICER, 403), (ANALYST, 403), (EMPLOYEE, 403), (STRANGER, 404)] {
            let page = world.browser(who).post(&path, &pairs(&tap(&row, "1"))).await;
            assert_eq!(page.status(), status, "{who:?}");
        }
        let page = world.browser(ANALYST).get(&path).await;
        assert!(page.text().contains("The president decides"), "an analyst may read");
        assert_eq!(world.browser(STRANGER).get(&path).await.status(), 404);
        assert!(decisions(&world, &incident).await[0].decided_at.is_none());
    }
}

#[tokio::test]
async fn a_time_that_has_passed_is_no_due_time() {
    for world in World::every_kind().await {
        let incident = world.incident("Ransom note", &["ransomware"]).await;
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&world.path(&incident, "/ask?topic=inform")).await;
        let form = page.form_with_button("Ask the president").fill("By when", "today 7:00");
        let page = officer.submit(form).await;
        assert_eq!(page.status(), 422);
        assert!(page.text().contains("Write a time to come"));
        assert_eq!(page.field_by_label("By when").value, "today 7:00");
    }
}
