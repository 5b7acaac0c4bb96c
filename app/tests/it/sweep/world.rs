//! The program with the data of the demo, in a temporary folder.

use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use hikeshi_config::Config;
use hikeshi_identity::{begin_session, find_account};
use hikeshi_web::Platform;
use tower::ServiceExt as _;

use super::{Row, Visitor};

/// Stands for a redirect to the sign-in page.
pub const TO_SIGN_IN: u16 = 1303;

const EMPLOYEE: &str = "shimizu@minato.example";
const OTHER_OFFICER: &str = "kawakami@tsubame.example";
const UNKNOWN: &str = "01935f2e-0000-7000-8000-000000000000";

/// The running program and the cookies of its visitors.
pub struct Sweep {
    router: Router,
    platform: Platform,
    company: String,
    other_company: String,
    incident: String,
    provider: String,
    _folder: tempfile::TempDir,
}

impl Sweep {
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let data = folder.path().join("data");
        hikeshi::start::prepare_folder(&data).expect("a folder");
        let clock = std::sync::Arc::new(hikeshi::demo::DemoClock::default());
        let opened = hikeshi::start::open_with_clock(data, Config::default(), clock.clone());
        let platform = opened.await.expect("a platform");
        let sample = hikeshi::demo::fill(&platform, &clock).await.expect("the sample");
        let company = sample.companies[0];
        let incident =
            hikeshi::demo::first_incident(&platform, company).await.expect("an incident");
        Self {
            company: company.to_string(),
            other_company: sample.companies[1].to_string(),
            incident: incident.to_string(),
            provider: sample.provider.to_string(),
            router: hikeshi::router::router(&platform),
            platform,
            _folder: folder,
        }
    }

    /// The status of the answer to a visitor who asks for the first company's things.
    pub async fn ask(&self, row: &Row, visitor: Visitor) -> u16 {
        let cookie = match visitor {
            Visitor::Nobody => None,
            Visitor::OtherCompany => Some(self.signed_in(OTHER_OFFICER).await),
            Visitor::Employee => Some(self.signed_in(EMPLOYEE).await),
        };
        let path = self.fill(&row.path, &self.company, &self.incident);
        self.send(&row.method, &path, cookie).await
    }

    /// The answers to the other company's officer who asks below the own company: for an incident
    /// of the first company, and for one that there is not.
    pub async fn ask_with_foreign_incident(&self, row: &Row) -> (u16, u16) {
        let mut answers = [0; 2];
        for (answer, incident) in answers.iter_mut().zip([self.incident.as_str(), UNKNOWN]) {
            let path = self.fill(&row.path, &self.other_company, incident);
            let cookie = self.signed_in(OTHER_OFFICER).await;
            *answer = self.send(&row.method, &path, Some(cookie)).await;
        }
        answers.into()
    }

    /// A cookie of a new session: a route that signs out ends no other visit.
    async fn signed_in(&self, email: &str) -> String {
        let tx = self.platform.db.write(hikeshi_db::Fence::Open).await.expect("a transaction");
        let row = find_account(&tx, email).await.expect("a query").expect("a sample person");
        let account = hikeshi_identity::AccountId(row.id);
        let token = begin_session(&tx, &self.platform, account, "test").await.expect("a session");
        tx.commit().await.expect("a commit");
        format!("{}={token}", hikeshi_identity::SESSION_COOKIE)
    }

    fn fill(&self, path: &str, company: &str, incident: &str) -> String {
        let parts = path.split('/').map(|part| match part {
            "{company}" => company,
            "{incident}" => incident,
            "{provider}" => &self.provider,
            "{key}" => "event",
            "{*path}" => "0/hikeshi.css",
            part if part.starts_with('{') => UNKNOWN,
            part => part,
        });
        parts.collect::<Vec<_>>().join("/")
    }

    async fn send(&self, method: &str, path: &str, cookie: Option<String>) -> u16 {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(cookie) = cookie {
            request = request.header(header::COOKIE, cookie);
        }
        let kind = if path.starts_with("/api/") { "application/json" } else { FORM };
        let request =
            request.header(header::CONTENT_TYPE, kind).body(Body::empty()).expect("a request");
        let answer = self.router.clone().oneshot(request).await.expect("an answer");
        let place = answer.headers().get(header::LOCATION).and_then(|v| v.to_str().ok());
        if place.is_some_and(|place| place.starts_with("/sign-in?")) {
            return TO_SIGN_IN;
        }
        answer.status().as_u16()
    }
}

const FORM: &str = "application/x-www-form-urlencoded";
