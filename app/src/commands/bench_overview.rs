//! `hikeshi bench-overview` (hidden): self-checks, machines, risks and policies of all companies of a data
//! folder that `bench-fill` filled, for measuring.
//!
//! Rows are written many at a time and beside the services: never for real use.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Context as _;
use hikeshi_assets::model::asset;
use hikeshi_db::{Fence, Tx};
use hikeshi_directory::{first_companies, model::company};
use hikeshi_identity::{CompanyId, CompanyScope};
use hikeshi_kernel::{Lang, japan, new_uuid, to_millis};
use hikeshi_policies::{
    document::{NewDocument, begin},
    model::{policy, policy_version},
    template,
};
use hikeshi_posture::model::assessment;
use hikeshi_posture_engine::{Answer, Answers, Catalogue, Given, Sheet, score};
use hikeshi_risks::model::{risk_information, risk_standing, risk_treatment};
use hikeshi_web::{Platform, Problem};
use jiff::{SignedDuration, ToSpan as _};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};
use serde_json::json;
use uuid::Uuid;

use crate::start;

/// Companies written in one transaction.
const AT_ONCE: usize = 50;
/// Machines of a company.
const MACHINES: usize = 30;
/// Rows of its ledger of information.
const INFORMATION: usize = 8;
/// Industries, so that each has many companies.
const INDUSTRIES: [&str; 6] = ["Food", "Metal", "Care", "Building", "Transport", "Retail"];

/// Fills and prints the paths of the companies' pages and of the provider's list as JSON.
pub async fn run(data: PathBuf) -> anyhow::Result<ExitCode> {
    let config = start::settings(&data)?;
    start::content(&config)?;
    let platform = start::open(data, config).await?;
    let answer = fill(&platform).await.map_err(|problem| {
        anyhow::Error::msg(problem.cause.unwrap_or_default()).context("the data was not written")
    })?;
    platform.db.close().await;
    super::say(&format!("{answer}\n"))?;
    Ok(ExitCode::SUCCESS)
}

async fn fill(platform: &Platform) -> Result<serde_json::Value, Problem> {
    let tx = platform.db.read(Fence::Open).await?;
    let companies = first_companies(&tx, u64::MAX >> 1).await?;
    drop(tx);
    let first = companies.first().ok_or_else(Problem::not_found)?;
    let document = document(platform, CompanyId(first.id)).await?;
    let mut paths = Vec::new();
    for (number, some) in companies.chunks(AT_ONCE).enumerate() {
        let tx = platform.db.write(Fence::Open).await?;
        for (place, row) in some.iter().enumerate() {
            let rows = Rows { platform, company: row.id, number: number * AT_ONCE + place };
            rows.write(&tx, &document, row.id == first.id).await?;
            paths.push(format!("/c/{}/overview", row.id));
        }
        tx.commit().await?;
    }
    Ok(json!({ "paths": paths }))
}

/// A policy as the program begins it, to be copied.
async fn document(platform: &Platform, company: CompanyId) -> Result<policy::Model, Problem> {
    let scope = CompanyScope::of_program(company, "bench");
    let (clock, rng) = platform.chance();
    let id = new_uuid(clock, rng);
    let found = template("basic-policy")?.context("no basic policy on board");
    let template = found.map_err(|error| Problem::internal(error.to_string()))?;
    let tx = platform.db.write(scope.fence()).await?;
    begin(&tx, platform, &scope, &NewDocument { id, template, lang: Lang::Ja }).await?;
    let row = policy::Entity::find_by_id(id).one(tx.conn()).await?;
    tx.commit().await?;
    row.ok_or_else(Problem::not_found)
}

/// The rows of one company.
struct Rows<'a> {
    platform: &'a Platform,
    company: Uuid,
    number: usize,
}

impl Rows<'_> {
    async fn write(&self, tx: &Tx, document: &policy::Model, has_it: bool) -> Result<(), Problem> {
        let staff = [4, 12, 33, 80, 150, 400][self.number % 6];
        let change = company::ActiveModel {
            id: Set(self.company),
            industry: Set(INDUSTRIES[self.number / 6 % INDUSTRIES.len()].to_owned()),
            staff_count: Set(Some(staff)),
            ..Default::default()
        };
        company::Entity::update(change).exec_without_returning(tx.conn()).await?;
        // One company in seven never answered anything.
        if !self.number.is_multiple_of(7) {
            let times = [("ipa-5", 0, true), ("ipa-25", 60, false), ("ipa-25", 10, true)];
            for (catalogue, days, latest) in times {
                self.assessment(tx, (catalogue, days, latest)).await?;
            }
        }
        self.machines(tx).await?;
        self.risks(tx).await?;
        if !has_it {
            let row = policy::Model { id: self.id(), company_id: self.company, ..document.clone() };
            let version = policy_version::Model {
                id: self.id(),
                company_id: self.company,
                policy_id: row.id,
                number: 1,
                template_version: row.template_version.clone(),
                snapshot_json: row.body_json.clone(),
                text_sha256: "0".repeat(64),
                sha256: "0".repeat(64),
                made_at: row.made_at,
                made_by_id: None,
                made_by: "bench".to_owned(),
                review_on: row.made_at + if self.number.is_multiple_of(9) { -1 } else { 1 << 35 },
            };
            let row = row.into_active_model().reset_all();
            policy::Entity::insert(row).exec_without_returning(tx.conn()).await?;
            if self.number.is_multiple_of(2) {
                let version = version.into_active_model().reset_all();
                policy_version::Entity::insert(version).exec_without_returning(tx.conn()).await?;
            }
        }
        Ok(())
    }

    fn id(&self) -> Uuid {
        let (clock, rng) = self.platform.chance();
        new_uuid(clock, rng)
    }

    async fn assessment(
        &self,
        tx: &Tx,
        (id, days, latest): (&str, i64, bool),
    ) -> Result<(), Problem> {
        let catalogue = hikeshi_posture::library()?.catalogue(id).ok_or_else(Problem::not_found)?;
        let answers = self.answers(catalogue, days);
        let score = score(catalogue, &answers);
        let at = to_millis(self.platform.clock.now() - SignedDuration::from_hours(24 * days));
        let row = assessment::Model {
            id: self.id(),
            company_id: self.company,
            catalogue: id.to_owned(),
            version: catalogue.version.clone(),
            catalogue_json: serde_json::to_string(catalogue)?,
            sites_json: "[\"\"]".to_owned(),
            state: "finished".to_owned(),
            made_at: at,
            made_by: "bench".to_owned(),
            changed_at: at,
            revision: 1,
            finished_at: Some(at),
            finished_by: Some("bench".to_owned()),
            latest,
            total: Some(score.sum.total.into()),
            max: Some(score.sum.max.into()),
            band: score.sum.band.clone(),
            score_json: Some(serde_json::to_string(&score)?),
            answers_json: Some(serde_json::to_string(&answers)?),
            report_sha256: None,
            report_size: None,
            report_blob_id: None,
        };
        let row = row.into_active_model().reset_all();
        assessment::Entity::insert(row).exec_without_returning(tx.conn()).await?;
        Ok(())
    }

    /// Answers that differ from company to company.
    fn answers(&self, catalogue: &Catalogue, days: i64) -> Answers {
        let kinds = [Answer::Yes, Answer::Yes, Answer::Partly, Answer::No, Answer::Unknown];
        let shift = self.number * 7 + usize::from(days > 30) * 3;
        let mut sheet = Sheet::default();
        for (place, item) in catalogue.items().enumerate() {
            let answer = kinds[(place * (shift % 5 + 1) + shift) % kinds.len()];
            let given = Given { answer, ..Given::default() };
            sheet.given.insert(item.id.clone(), given);
        }
        Answers { sheets: vec![sheet] }
    }

    async fn machines(&self, tx: &Tx) -> Result<(), Problem> {
        let now = to_millis(self.platform.clock.now());
        let today = self.platform.clock.now().to_zoned(japan()).date();
        let rows = (0..MACHINES).map(|place| {
            let days = i64::try_from(place).unwrap_or(0) * 100 - 150;
            let ends = today.checked_add(days.days()).unwrap_or(today);
            let row = asset::Model {
                id: self.id(),
                company_id: self.company,
                number: i64::try_from(place).unwrap_or(0) + 1,
                kind: "pc".to_owned(),
                name: format!("PC-{place:02}"),
                state: "used".to_owned(),
                model: "Model".to_owned(),
                person: format!("Person {place}"),
                department: String::new(),
                site: String::new(),
                exposed: "no".to_owned(),
                backup: "yes".to_owned(),
                ends_on: None,
                support_ends: Some(ends.to_string()),
                support_look: false,
                support_mark: String::new(),
                values_json: "{}".to_owned(),
                own_json: "[]".to_owned(),
                search: format!("pc-{place:02}"),
                created_at: now,
                changed_at: now,
                version: 1,
            };
            row.into_active_model().reset_all()
        });
        asset::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
        Ok(())
    }

    async fn risks(&self, tx: &Tx) -> Result<(), Problem> {
        let now = to_millis(self.platform.clock.now());
        let count = i64::try_from(INFORMATION)?;
        let mut rows = Vec::new();
        let mut treatments = Vec::new();
        for place in 0..INFORMATION {
            let row = risk_information::Model {
                id: self.id(),
                company_id: self.company,
                number: i64::try_from(place)? + 1,
                business: "Sales".to_owned(),
                name: format!("List {place}"),
                remark: String::new(),
                users: String::new(),
                department: String::new(),
                media: "[]".to_owned(),
                place: String::new(),
                personal: "[]".to_owned(),
                confidentiality: Some(3),
                integrity: Some(2),
                availability: Some(1),
                kept_until: String::new(),
                registered_on: "2026-01-01".to_owned(),
                own_threat: Some(i64::try_from(place % 3)? + 1),
                own_weakness: Some(2),
                own_reason: "bench".to_owned(),
                retired_at: None,
                made_at: now,
                made_by: "bench".to_owned(),
                changed_at: now,
                revision: 1,
            };
            if place < 2 {
                let treatment = risk_treatment::Model {
                    id: self.id(),
                    company_id: self.company,
                    information_id: row.id,
                    kind: "reduce".to_owned(),
                    measures: "Lock it away".to_owned(),
                    owner: "Somebody".to_owned(),
                    due: if self.number.is_multiple_of(5) { "2026-01-31" } else { "2099-01-31" }
                        .to_owned(),
                    after_threat: None,
                    after_weakness: None,
                    after_value: None,
                    done_at: None,
                    ended_at: None,
                    made_at: now,
                    made_by: "bench".to_owned(),
                    revision: 1,
                };
                treatments.push(treatment.into_active_model().reset_all());
            }
            rows.push(row.into_active_model().reset_all());
        }
        risk_information::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
        risk_treatment::Entity::insert_many(treatments).exec_without_returning(tx.conn()).await?;
        let standing = risk_standing::Model {
            company_id: self.company,
            rows: count,
            large: 3,
            medium: 2,
            small: 3,
            open: 0,
            untreated: i64::try_from(self.number % 4)?,
            changed_at: now,
        };
        let standing = standing.into_active_model().reset_all();
        risk_standing::Entity::insert(standing).exec_without_returning(tx.conn()).await?;
        Ok(())
    }
}
