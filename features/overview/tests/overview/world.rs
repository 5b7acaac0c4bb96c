//! The world of the directory's tests with everything in it that the overview looks at.

#[expect(dead_code, reason = "the world of the directory has more than these tests need")]
#[path = "../../../directory/tests/it/world.rs"]
mod companies;

pub use companies::*;

use hikeshi_db::{Fence, Migration};
use hikeshi_directory::{NewCompany, create_company};
use hikeshi_i18n::Source;
use hikeshi_identity::{CompanyId, CompanyScope, ProviderId, delegate};
use hikeshi_incidents::case::{
    ClockState, NewClock, NewIncident, Purpose, open_incident, publish_clocks,
};
use hikeshi_jobs::Registry;
use hikeshi_kernel::{LocalText, Moment, new_uuid, to_millis};
use hikeshi_posture::{library, model::assessment};
use hikeshi_posture_engine::Answers;
use hikeshi_web::Platform;
use jiff::SignedDuration;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, sea_query::Expr,
};

fn added() -> Added {
    let migrations: Vec<Migration> = [
        hikeshi_playbooks::MIGRATIONS,
        hikeshi_incidents::MIGRATIONS,
        hikeshi_kit::MIGRATIONS,
        hikeshi_policies::MIGRATIONS,
        hikeshi_posture::MIGRATIONS,
        hikeshi_assets::MIGRATIONS,
        hikeshi_risks::MIGRATIONS,
        hikeshi_ladder::MIGRATIONS,
        hikeshi_overview::MIGRATIONS,
    ]
    .concat();
    let words: Vec<Source> = [
        hikeshi_playbooks::WORDS,
        hikeshi_incidents::WORDS,
        hikeshi_kit::WORDS,
        hikeshi_policies::WORDS,
        hikeshi_posture::WORDS,
        hikeshi_assets::WORDS,
        hikeshi_risks::WORDS,
        hikeshi_ladder::WORDS,
        hikeshi_overview::WORDS,
    ]
    .concat();
    let routes = hikeshi_overview::routes()
        .merge(hikeshi_posture::routes())
        .merge(hikeshi_assets::routes())
        .merge(hikeshi_risks::routes());
    Added {
        routes,
        migrations: migrations.leak(),
        words: words.leak(),
        register_jobs: |_: &mut Registry<Platform>| {},
    }
}

impl World {
    /// The president's page.
    pub fn overview(&self) -> String {
        format!("/c/{}/overview", self.company)
    }

    /// The provider's list, with what is asked of it.
    pub fn board(&self, query: &str) -> String {
        format!("/p/{}/overview{query}", self.provider)
    }

    /// A company of a provider, or of nobody's.
    pub async fn add(
        &self,
        (name, industry, staff): (&str, &str, i64),
        provider: Option<ProviderId>,
    ) -> CompanyId {
        let tx = self.platform.db.write(Fence::Open).await.unwrap();
        let new = NewCompany {
            name: name.to_owned(),
            industry: industry.to_owned(),
            staff_count: Some(staff),
            ..NewCompany::default()
        };
        let company = create_company(&tx, &self.platform, &new).await.unwrap();
        if let Some(provider) = provider {
            delegate(&tx, &self.platform, company, provider, None).await.unwrap();
        }
        tx.commit().await.unwrap();
        company
    }

    /// Writes industry and size of a company.
    pub async fn describe(&self, company: CompanyId, (industry, staff): (&str, i64)) {
        use hikeshi_directory::model::company as row;
        let tx = self.platform.db.write(Fence::Open).await.unwrap();
        row::Entity::update_many()
            .col_expr(row::Column::Industry, Expr::value(industry))
            .col_expr(row::Column::StaffCount, Expr::value(staff))
            .filter(row::Column::Id.eq(company.0))
            .exec(tx.conn())
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// A finished self-check with so many of a hundred points.
    pub async fn score(&self, company: CompanyId, total: i64) {
        let scope = CompanyScope::of_program(company, "test");
        let tx = self.platform.db.write(scope.fence()).await.unwrap();
        assessment::Entity::update_many()
            .col_expr(assessment::Column::Latest, Expr::value(false))
            .filter(assessment::Column::CompanyId.eq(company.0))
            .exec(tx.conn())
            .await
            .unwrap();
        let catalogue = library().unwrap().catalogue("ipa-25").unwrap();
        let (clock, rng) = self.platform.chance();
        let now = to_millis(clock.now());
        let row = assessment::Model {
            id: new_uuid(clock, rng),
            company_id: company.0,
            catalogue: "ipa-25".to_owned(),
            version: catalogue.version.clone(),
            catalogue_json: serde_json::to_string(catalogue).unwrap(),
            sites_json: "[\"\"]".to_owned(),
            state: "finished".to_owned(),
            made_at: now,
            made_by: "test".to_owned(),
            changed_at: now,
            revision: 1,
            finished_at: Some(now),
            finished_by: Some("test".to_owned()),
            latest: true,
            total: Some(total),
            max: Some(100),
            band: Some("B".to_owned()),
            score_json: None,
            answers_json: Some(serde_json::to_string(&Answers::default()).unwrap()),
            report_sha256: None,
            report_size: None,
            report_blob_id: None,
        };
        let row = row.into_active_model().reset_all();
        assessment::Entity::insert(row).exec_without_returning(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// An incident of a company, with something that somebody had to be told an hour ago.
    pub async fn late(&self, company: CompanyId, (title, purpose): (&str, Purpose)) {
        let scope = CompanyScope::of_program(company, "test");
        let tx = self.platform.db.write(scope.fence()).await.unwrap();
        let new = NewIncident {
            title: title.to_owned(),
            purpose,
            kinds: vec![],
            proposed_level: None,
            proposed_json: "[]".to_owned(),
            noticed: Moment::Unknown,
        };
        let incident = open_incident(&tx, &self.platform, &scope, new).await.unwrap();
        let due = self.platform.clock.now() - SignedDuration::from_hours(1);
        let clock = NewClock {
            key: "insurer".to_owned(),
            title: LocalText { ja: "Call the insurer".to_owned(), ja_easy: None, en: None },
            binding: "contract",
            applies: "yes",
            confidence: "own",
            due: Some((due, Moment::Exact { at: due })),
            limit: None,
            sort: Some(due),
            state: ClockState::Open,
            href: format!("/c/{company}/incidents/{}/duties", incident.id),
        };
        publish_clocks(&tx, &self.platform, &scope, &incident, vec![clock]).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// What the program does every hour.
    pub async fn renew_peers(&self) {
        hikeshi_overview::peers::renew(&self.platform).await.unwrap();
    }

    /// Goes on into the next month; people sign in again by `again`.
    pub fn next_month(&self) {
        self.minutes_later(31 * 24 * 60);
    }

    /// A person who signs in again: after days the old session is over.
    pub async fn again(&self, person: At) -> hikeshi_testkit::Browser {
        let tx = self.platform.db.write(Fence::Open).await.unwrap();
        let account = self.account(person);
        let secret =
            hikeshi_identity::begin_session(&tx, &self.platform, account, "test").await.unwrap();
        tx.commit().await.unwrap();
        self.nobody().with_cookie(&format!("{}={secret}", hikeshi_identity::SESSION_COOKIE))
    }
}
