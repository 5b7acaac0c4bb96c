//! The provider's board of clocks.

use hikeshi_db::Fence;
use hikeshi_identity::{Role, withdraw};
use hikeshi_incidents::case::Purpose;
use hikeshi_kernel::to_millis;

use crate::world::{ANALYST, At, OFFICER, World};

#[tokio::test]
async fn the_board_shows_what_is_due_first_of_companies_that_let_the_provider_act() {
    for world in World::every_kind().await {
        world.incident(&["ransomware"]).await;
        world.incident_of(world.other, Purpose::Real, &["ransomware"]).await;
        let board = format!("/p/{}/clocks", world.provider);
        let mut analyst = world.browser(ANALYST);
        let text = analyst.get(&board).await.text();
        assert!(text.contains("Minato Foods") && !text.contains("Keyaki Care"), "{text}");
        let (first, final_) = (text.find("24 Nov").unwrap(), text.find("18 Jan").unwrap());
        assert!(first < final_, "{text}");
        let over = analyst.get(&format!("{board}?show=over")).await.text();
        assert!(over.contains("No clock is running"), "{over}");
        world.minutes_later(6 * 24 * 60);
        let over = analyst.get(&format!("{board}?show=over")).await.text();
        assert!(over.contains("24 Nov") && !over.contains("18 Jan"), "{over}");
        let voluntary = analyst.get(&format!("{board}?show=all")).await.text();
        assert!(voluntary.len() > text.len(), "{voluntary}");

        for person in [OFFICER, At::Other(Role::Officer)] {
            assert_eq!(world.browser(person).get(&board).await.status(), 404);
        }
        let now = to_millis(world.platform.clock.now());
        let tx = world.platform.db.write(Fence::Open).await.unwrap();
        assert!(withdraw(&tx, world.company, world.provider, None, now).await.unwrap());
        tx.commit().await.unwrap();
        let empty = analyst.get(&board).await.text();
        assert!(empty.contains("No clock is running"), "{empty}");
    }
}
