//! Requests of programs. The tests of the slices above take this file too.

use axum::{body::Body, http::Request};
use hikeshi_identity::{CompanyId, NewApiToken, Person, create_api_token};
use hikeshi_testkit::Answer;
use serde_json::Value;
use uuid::Uuid;

use crate::world::{At, World};

/// A request of a program.
#[derive(Clone, Copy)]
pub struct Call<'a> {
    pub method: &'a str,
    pub path: &'a str,
    pub body: Option<&'a Value>,
    pub idempotency: Option<&'a str>,
    pub if_match: Option<&'a str>,
}

impl<'a> Call<'a> {
    pub fn get(path: &'a str) -> Self {
        Self { method: "GET", path, body: None, idempotency: None, if_match: None }
    }

    pub fn post(path: &'a str, body: &'a Value) -> Self {
        Self { method: "POST", body: Some(body), ..Self::get(path) }
    }

    pub async fn send(&self, world: &World, key: &str) -> Answer {
        let mut request = Request::builder()
            .method(self.method)
            .uri(self.path)
            .header("authorization", format!("Bearer {key}"));
        let headers = [("idempotency-key", self.idempotency), ("if-match", self.if_match)];
        for (name, value) in headers {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let body = self.body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        world.nobody().raw(request.body(body).unwrap()).await
    }
}

/// The JSON of an answer.
pub fn read(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap()
}

/// The address of a company's incidents.
pub fn incidents(company: CompanyId) -> String {
    format!("/api/v1/companies/{company}/incidents")
}

/// The person as keys know them.
pub fn person(world: &World, at: At) -> Person {
    Person {
        account: world.account(at),
        name: String::new(),
        email: String::new(),
        session: Uuid::nil(),
        installation_admin: false,
    }
}

/// A key that ends in an hour.
pub async fn token(world: &World, at: At, company: CompanyId, actions: &[&str]) -> (Uuid, String) {
    let new = NewApiToken {
        name: "test".to_owned(),
        company,
        actions: actions.iter().map(|&action| action.to_owned()).collect(),
        expires_at: world.platform.clock.now() + jiff::SignedDuration::from_hours(1),
    };
    let tx = world.platform.db.write(world.program().fence()).await.unwrap();
    let made = create_api_token(&tx, &world.platform, &person(world, at), &new).await.unwrap();
    tx.commit().await.unwrap();
    made
}
