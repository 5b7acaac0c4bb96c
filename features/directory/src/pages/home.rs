//! The first page after signing in: straight to the one place, or a choice.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use hikeshi_db::Fence;
use hikeshi_identity::{Person, Places, Role, person_shell, places_of};
use hikeshi_ui::{CompanyHead, ProviderHead, Shell};
use hikeshi_web::{Html, Platform, Problem, RequestContext};

use crate::{
    companies::{companies, provider},
    shell::head,
};

#[derive(Template)]
#[template(path = "pages/home.html")]
struct HomePage {
    shell: Shell,
    companies: Vec<CompanyHead>,
    providers: Vec<ProviderHead>,
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    person: Person,
) -> Result<Response, Problem> {
    let tx = platform.db.read(Fence::Open).await?;
    let places = places_of(&tx, &person).await?;
    let paths = paths(&places);
    if let [only] = paths.as_slice() {
        return Ok(Redirect::to(only).into_response());
    }
    let ids: Vec<_> = places.companies.iter().map(|(id, _)| *id).collect();
    let mut rows = companies(&tx, &ids).await?;
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    let mut page =
        HomePage { shell: person_shell(&context, &person), companies: vec![], providers: vec![] };
    for row in rows {
        let path = paths.iter().find(|path| path.contains(&row.id.to_string()));
        page.companies.extend(path.map(|path| head(&row, path.clone())));
    }
    for (id, _) in places.providers {
        let row = provider(&tx, id).await?;
        page.providers
            .extend(row.map(|row| ProviderHead { name: row.name, href: format!("/p/{id}") }));
    }
    Ok(Html(page).into_response())
}

/// The first page of each place, once. Somebody from outside sees the incidents only.
fn paths(places: &Places) -> Vec<String> {
    let companies = places.companies.iter().map(|(id, role)| match role {
        Role::Outsider => format!("/c/{id}/incidents"),
        _ => format!("/c/{id}"),
    });
    let providers = places.providers.iter().map(|(id, _)| format!("/p/{id}"));
    let mut paths: Vec<String> = companies.chain(providers).collect();
    paths.sort();
    paths.dedup();
    paths
}
