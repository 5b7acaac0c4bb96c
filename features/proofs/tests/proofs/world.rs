//! The world of the directory's tests with proofs in it.

#[expect(dead_code, reason = "the world of the directory has more people than these tests need")]
#[path = "../../../directory/tests/it/world.rs"]
mod companies;

pub use companies::*;

use hikeshi_db::Fence;
use hikeshi_identity::{Role, model::account};
use hikeshi_tlog::{Entry, append};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use uuid::Uuid;

/// Who set the installation up.
pub const ADMIN: At = At::Provider(Role::Admin);

fn added() -> Added {
    Added {
        routes: hikeshi_proofs::routes(),
        migrations: hikeshi_proofs::MIGRATIONS,
        words: hikeshi_proofs::WORDS,
        register_jobs: hikeshi_proofs::register_jobs,
    }
}

impl World {
    /// Writes an entry about a thing of the company into the log; answers its number.
    pub async fn entry(&self, company: Uuid, thing: Uuid) -> u64 {
        let tx = self.platform.db.write(Fence::Open).await.unwrap();
        let entry = Entry::new("person", Some(self.account(OFFICER).0), "evidence.added")
            .tenant(company)
            .target("evidence", Some(thing));
        let seq = append(tx.conn(), &*self.clock, entry).await.unwrap();
        tx.commit().await.unwrap();
        seq
    }

    /// Makes the provider's administrator the one who set the installation up.
    pub async fn with_administrator(self) -> Self {
        let tx = self.platform.db.write(Fence::Open).await.unwrap();
        let row = account::ActiveModel {
            id: Set(self.account(ADMIN).0),
            installation_admin: Set(true),
            ..Default::default()
        };
        account::Entity::update(row).exec_without_returning(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
        self
    }
}
