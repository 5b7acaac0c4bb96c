//! Proofs of entries as people save and check them.

use hikeshi_tlog::{LogProof, NoteVerifier};
use uuid::Uuid;

use crate::world::{EMPLOYEE, OFFICER, STRANGER, World};

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_has_a_page_and_a_proof_that_checks_without_us() {
    for world in World::every_kind().await {
        let thing = Uuid::from_u128(7);
        let seq = world.entry(world.company.0, thing).await;
        let foreign = world.entry(world.other.0, thing).await;
        let home = format!("/c/{}/log", world.company);
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&format!("{home}/{seq}")).await;
        assert_eq!(page.heading(), format!("Entry {seq} of the log"));
        let proof = officer.fetch(&format!("{home}/{seq}/proof")).await.text();
        let key = hikeshi_proofs::log_key(&world.platform).unwrap().verifier();
        let proved = LogProof::parse(&proof).unwrap().verify(&[key], &[]).unwrap();
        assert_eq!(proved.entry.target, Some(("evidence".to_owned(), Some(thing))));
        let other: NoteVerifier =
            hikeshi_tlog::NoteKey::generate("x", &hikeshi_kernel::SystemRng).unwrap().verifier();
        assert!(LogProof::parse(&proof).unwrap().verify(&[other], &[]).is_err());
        for path in [format!("{home}/{foreign}"), format!("{home}/999"), format!("{home}/x")] {
            assert_eq!(officer.get(&path).await.status(), 404, "{path}");
            assert_eq!(officer.get(&format!("{path}/proof")).await.status(), 404, "{path}");
        }
        assert_eq!(world.browser(EMPLOYEE).get(&format!("{home}/{seq}")).await.status(), 403);
        assert_eq!(world.browser(STRANGER).get(&format!("{home}/{seq}")).await.status(), 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_entries_about_one_thing_are_listed_for_its_company_only() {
    for world in World::every_kind().await {
        let (mine, theirs) = (Uuid::from_u128(7), Uuid::from_u128(8));
        let seq = world.entry(world.company.0, mine).await;
        world.entry(world.other.0, theirs).await;
        let list = |id: Uuid| format!("/c/{}/log?about=evidence:{id}", world.company);
        let mut officer = world.browser(OFFICER);
        let page = officer.get(&list(mine)).await;
        let entry = officer.follow(&page.by_role_link(&format!("Open entry {seq}"))).await;
        assert!(entry.text().contains("See all entries about the same thing"));
        assert_eq!(officer.get(&list(theirs)).await.status(), 404);
        let odd = format!("/c/{}/log?about=evidence", world.company);
        assert_eq!(officer.get(&odd).await.status(), 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_public_page_says_yes_or_no_about_paper_and_nothing_of_what_an_entry_says() {
    for world in World::every_kind().await {
        let seq = world.entry(world.company.0, Uuid::from_u128(7)).await;
        let home = format!("/c/{}/log", world.company);
        let page = world.browser(OFFICER).get(&format!("{home}/{seq}")).await;
        let link =
            page.by_role_link("Check on the public page that the checkpoint covers this entry");
        for _ in 0..300 {
            world.entry(world.company.0, Uuid::nil()).await;
        }
        let mut nobody = world.nobody();
        let yes = nobody.get(&link.href).await;
        assert!(yes.text().contains("This checkpoint covers the entry"), "{}", yes.text());
        assert!(!yes.text().contains("vidence"));
        let says = async |path: String| world.nobody().get(&path).await.text();
        let (before, leaf) = link.href.rsplit_once("leaf=").unwrap();
        let short = says(format!("{before}leaf={}", &leaf[..16])).await;
        assert!(short.contains("This checkpoint covers the entry"));
        let other = says(format!("{before}leaf={}", "0".repeat(64))).await;
        assert!(other.contains("there is no such entry"));
        let root = "0".repeat(64);
        assert!(says(format!("/verify?size=1&root={root}")).await.contains("does not fit the log"));
        assert!(says(format!("/verify?size=9999&root={root}")).await.contains("more entries than"));
        assert!(says("/verify?size=x&root=y".into()).await.contains("It cannot be read"));
        assert_eq!(world.nobody().get("/verify").await.status(), 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_company_reads_how_far_its_records_are_sealed_and_takes_the_checkpoint_along() {
    for world in World::every_kind().await {
        let seq = world.entry(world.company.0, Uuid::nil()).await;
        let path = format!("/c/{}/sealed", world.company);
        let page = world.browser(OFFICER).get(&path).await;
        let text = page.text();
        assert!(text.contains(&format!("sealed up to entry {seq}")), "{text}");
        assert!(text.contains("Nobody else holds it yet") && text.contains("not in use"), "{text}");
        let note = world.browser(OFFICER).fetch(&format!("{path}/checkpoint")).await.text();
        let key = hikeshi_proofs::log_key(&world.platform).unwrap().verifier();
        assert!(hikeshi_tlog::Checkpoint::open(&note, &key).unwrap().size > seq);
    }
}
