//! Filings by year.

use hikeshi_filings::year::{Year, years};
use hikeshi_incidents::model::incident;

use crate::world::{EMPLOYEE, OFFICER, PRESIDENT, World};

#[tokio::test]
async fn filings_are_counted_in_time_late_and_decided_against() {
    for world in World::every_kind().await {
        let page = format!("/c/{}/filings-year", world.company);
        let mut president = world.browser(PRESIDENT);
        let empty = president.get(&page).await;
        assert!(empty.text().contains("Nothing recorded yet"), "{}", empty.text());

        let incident = world.incident(&["ransomware"]).await;
        report(&world, &incident, "ppc-preliminary", "2026-11-20 9:00").await;
        let clause = [("counterpart", "Tsubame"), ("hours", "24")];
        let reporting = format!("/c/{}/reporting/clauses", world.company);
        assert_eq!(world.browser(OFFICER).post(&reporting, &clause).await.status(), 200);
        world.count().await;
        let clause = world.clocks(&incident).await.into_iter().map(|clock| clock.key);
        let clause = clause.into_iter().find(|key| key.starts_with("clause-")).unwrap();
        world.minutes_later(100 * 24 * 60);
        report(&world, &incident, "ppc-final", "2027-02-10 9:00").await;
        // Its limit lay in the year before: it is late there.
        report(&world, &incident, &clause, "2027-02-10 9:00").await;
        report(&world, &incident, "ipa-virus", "2027-02-10 9:00").await;
        let mut officer = world.signed_in(OFFICER).await;
        let duty = officer.get(&world.path(&incident, "/duties/jpcert-request")).await;
        let form = duty.form_with_button("Record the decision").choose("Do not report");
        let done = officer.submit(form.fill("Reason", "Not needed")).await;
        assert_eq!(done.status(), 200, "{}", done.text());

        let tx = world.platform.db.read(world.program().fence()).await.unwrap();
        let now = world.platform.clock.now();
        let found = years(&tx, &world.program(), now).await.unwrap();
        let counted: Vec<_> = found.iter().map(|(year, all)| (*year, Year::of(all))).collect();
        drop(tx);
        let earlier = Year { in_time: 1, late: 1, ..Year::default() };
        let later = Year { late: 1, without_limit: 1, against: 1, ..Year::default() };
        assert_eq!(counted, [(2027, later), (2026, earlier)]);
        let text = world.signed_in(PRESIDENT).await.get(&page).await.text();
        assert!(text.contains("2027") && text.contains("2026"), "{text}");
        for line in ["Tsubame", "Ransom note"] {
            assert!(text.contains(line), "{line}: {text}");
        }
        assert_eq!(world.signed_in(EMPLOYEE).await.get(&page).await.status(), 403);
    }
}

async fn report(world: &World, incident: &incident::Model, duty: &str, at: &str) {
    let mut officer = world.signed_in(OFFICER).await;
    let page = officer.get(&world.path(incident, &format!("/duties/{duty}"))).await;
    let form = page.form_with_button("Record the decision").choose("Reported");
    let page = officer.submit(form.fill("Reported at", at)).await;
    assert_eq!(page.status(), 200, "{duty}: {}", page.text());
}
