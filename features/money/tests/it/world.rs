//! The world of the directory's tests with the money page in it.

#[expect(dead_code, reason = "the world of the directory has more than these tests need")]
#[path = "../../../directory/tests/it/world.rs"]
mod companies;

pub use companies::*;

use hikeshi_jobs::Registry;
use hikeshi_testkit::{Browser, Page};
use hikeshi_web::Platform;

fn added() -> Added {
    Added {
        routes: hikeshi_money::routes(),
        migrations: hikeshi_money::MIGRATIONS,
        words: hikeshi_money::WORDS,
        register_jobs,
    }
}

fn register_jobs(_: &mut Registry<Platform>) {}

impl World {
    /// The path of a page of money: `page` begins with a slash, or is empty.
    pub fn money(&self, page: &str) -> String {
        format!("/c/{}/money{page}", self.company)
    }

    /// Enters figures: 500,000 yen a day, twelve people at 2,000 yen, half of whose work stands still.
    pub async fn figures(&self, browser: &mut Browser) -> Page {
        let form = browser.get(&self.money("/figures")).await.form_with_button("Save");
        let form =
            form.fill("Sales a day (yen)", "\u{ff15}00,000").fill("People who cannot work", "12");
        let form = form.fill("Cost of an hour of work (yen)", "2000");
        browser.submit(form.fill("Work that stands still (%)", "50")).await
    }

    /// Enters what the company can pay at once.
    pub async fn can_pay(&self, browser: &mut Browser, sum: &str) -> Page {
        let form = browser.get(&self.money("/figures")).await.form_with_button("Save");
        browser.submit(form.fill("What the company can pay at once (yen)", sum)).await
    }

    /// Enters a thousand customers with name and address.
    pub async fn customers(&self, browser: &mut Browser) -> Page {
        let form = browser.get(&self.money("/records/new")).await.form_with_button("Save");
        let form = form.fill("Group", "Customers").fill("Persons", "1,000");
        browser.submit(form.choose("Name").choose("Address")).await
    }
}
