//! What the provider promised the company, and limits without a number of days.

use crate::feed::made;
use crate::world::{ANALYST, OFFICER, PRESIDENT, World};

#[tokio::test]
async fn what_the_provider_promised_is_not_the_companys_to_do() {
    for world in World::every_kind().await {
        let reporting = format!("/c/{}/reporting", world.company);
        let mut officer = world.browser(OFFICER);
        let answers = [("seen", "0"), ("provider.hours", "2")];
        let page = officer.post(&reporting, &answers).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        let incident = world.incident(&["ransomware"]).await;
        let duty = world.path(&incident, "/duties/provider-service-level");
        world.drain_jobs().await;
        world.minutes_later(5 * 60);
        world.drain_jobs().await;
        let sent = world.mailer.sent().into_iter();
        let told = sent.filter(|mail| mail.body.contains("/duties/provider-service-level"));
        let told: std::collections::BTreeSet<String> = told.map(|mail| mail.to).collect();
        assert_eq!(told.into_iter().collect::<Vec<_>>(), ["analyst@hinomi.example"]);

        let list = officer.get(&world.path(&incident, "/duties")).await.text();
        assert!(list.contains("What the provider promised"), "{list}");
        assert!(list.contains("Time is over"), "{list}");
        let mut president = world.browser(PRESIDENT);
        let page = president.get(&world.path(&incident, "/president")).await.text();
        assert!(!page.contains("Service level"), "{page}");
        let page = officer.get(&duty).await;
        assert!(!page.buttons().contains(&"Record the decision".to_owned()), "{page:?}");
        for (person, count) in [(OFFICER, 0), (ANALYST, 1)] {
            let path = made(&mut world.browser(person), "Make the address").await;
            let calendar = world.nobody().fetch(&path).await.text().replace("\r\n ", "");
            let events = calendar.matches("SUMMARY:").count();
            let promised = calendar.matches("-provider-service-level@").count();
            assert!(events > 0 && promised == count, "{calendar}");
        }
        let kept = format!("{duty}/kept");
        assert_eq!(officer.post(&kept, &[("seen", "0")]).await.status(), 403);
        let decision = [("choice", "do-not-report"), ("because", "No"), ("seen", "0")];
        assert_eq!(officer.post(&duty, &decision).await.status(), 403);

        let mut analyst = world.browser(ANALYST);
        let page = analyst.get(&duty).await;
        let page = analyst.submit(page.form_with_button("The promise was kept")).await;
        assert_eq!(page.status(), 200, "{}", page.text());
        assert!(world.clock(&incident, "provider-service-level").await.is_none());
        let list = officer.get(&world.path(&incident, "/duties")).await.text();
        assert!(list.contains("Kept"), "{list}");
        let other = world.path(&incident, "/duties/ppc-preliminary/kept");
        assert_eq!(analyst.post(&other, &[("seen", "0")]).await.status(), 404);
    }
}

#[tokio::test]
async fn at_once_stands_before_limits_with_a_day_and_says_so() {
    for world in World::every_kind().await {
        let incident = world.incident(&["card-data"]).await;
        let clocks = world.clocks(&incident).await;
        let at = |what: &dyn Fn(&hikeshi_incidents::model::clock::Model) -> bool| {
            clocks.iter().position(what).unwrap()
        };
        let at_once = at(&|clock| clock.limit_json.contains("At once"));
        assert!(at_once < at(&|clock| clock.due_at.is_some()));
        let list = world.browser(OFFICER).get(&world.path(&incident, "/duties")).await.text();
        assert!(list.contains("At once; no number of days"), "{list}");
        let board = format!("/p/{}/clocks", world.provider);
        let board = world.browser(ANALYST).get(&board).await.text();
        assert!(board.contains("At once; no number of days"), "{board}");
    }
}
