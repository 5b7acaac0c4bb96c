//! The packages of an incident: for whom one can be made, and which ones were.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    routing::get,
};
use hikeshi_directory::{Place, company_shell};
use hikeshi_i18n::Words;
use hikeshi_identity::{Allowed, can};
use hikeshi_incidents::{
    case::view_incident,
    model::{OfIncident as _, incident},
    page::{CaseHead, Tab},
};
use hikeshi_kernel::from_millis;
use hikeshi_package::{Audience, Paper};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use sea_orm::{EntityTrait as _, QueryOrder as _};

use crate::{
    Wish,
    export::exports_of,
    index::recipient_shown,
    model::{package_export, package_import, package_paper},
};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/incidents/{incident}/package", get(show))
}

#[derive(Template)]
#[template(path = "pages/package.html")]
struct PackagePage {
    shell: Shell,
    head: CaseHead,
    audiences: Vec<(String, String, String)>,
    made: Vec<Made>,
    waits: bool,
    came: Vec<Came>,
    papers: Vec<CamePaper>,
}

/// A package that was made.
struct Made {
    recipient: String,
    audience: String,
    asked: String,
    by: String,
    contents: String,
    locked: String,
    state: String,
    href: Option<String>,
    size: String,
    sha256: String,
    manifest_sha256: String,
    fetched: String,
}

/// A package that this incident came by.
struct Came {
    text: String,
    signed: String,
    manifest_sha256: String,
}

/// A paper that came with one.
struct CamePaper {
    title: String,
    hint: String,
    href: Option<String>,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ExportCase>,
    Path((_, incident)): Path<(String, String)>,
) -> Result<Html<PackagePage>, Problem> {
    let (tx, incident) = view_incident(&platform, &scope, &incident).await?;
    let exports = exports_of(&tx, &incident).await?;
    let came = package_import::Entity::find()
        .of_incident(&incident)
        .order_by_asc(package_import::Column::At)
        .all(tx.conn())
        .await?;
    let papers = package_paper::Entity::find()
        .of_incident(&incident)
        .order_by_asc(package_paper::Column::Id)
        .all(tx.conn())
        .await?;
    let shell = company_shell(&tx, &scope, &context, Place::Incidents).await?;
    let words = &context.words;
    let head = CaseHead::new(&scope, words, &incident, Tab::Beside);
    let audience = |one: &Audience| {
        let (title, hint) = named(words, *one);
        (title, hint, format!("{}/package/new?for={}", head.base, one.name()))
    };
    let view = |row: package_export::Model| made(words, &incident, &head.base, row);
    Ok(Html(PackagePage {
        audiences: Audience::ALL.iter().map(audience).collect(),
        waits: exports.iter().any(|row| row.state == "waiting"),
        made: exports.into_iter().map(view).collect::<Result<_, _>>()?,
        came: came.into_iter().map(|row| came_by(words, row)).collect(),
        papers: papers
            .into_iter()
            .map(|row| paper(words, &head.base, row))
            .collect::<Result<_, _>>()?,
        head,
        shell,
    }))
}

/// The name of an audience and what it usually gets.
pub(super) fn named(words: &Words, audience: Audience) -> (String, String) {
    let name = audience.name();
    (words.t(&format!("package-for-{name}")), words.t(&format!("package-for-{name}-hint")))
}

fn made(
    words: &Words,
    incident: &incident::Model,
    base: &str,
    row: package_export::Model,
) -> Result<Made, Problem> {
    let wish: Wish = serde_json::from_str(&row.wish_json)?;
    let between = words.t("import-list-separator");
    let parts: Vec<String> =
        wish.parts.iter().map(|part| words.t(&format!("package-part-{}", part.name()))).collect();
    let struck: Vec<String> = wish
        .redactions
        .iter()
        .map(|one| words.t(&format!("package-redaction-{}", one.name())))
        .collect();
    let mut contents = parts.join(&between);
    if !struck.is_empty() {
        contents = words.ta(
            "package-contents-struck",
            &[("parts", &contents), ("struck", &struck.join(&between))],
        );
    }
    let until = row.until_at.map(|until| words.date_time(from_millis(until))).unwrap_or_default();
    let state = match row.state.as_str() {
        "ready" => words.t1("package-state-ready", "until", until),
        "waiting" => words.t("package-state-waiting"),
        "given" => words.t("package-state-given"),
        _ => words.t("package-state-over"),
    };
    let ready = row.state == "ready" && incident.id == row.incident_id;
    Ok(Made {
        recipient: recipient_shown(words, &row.audience, &row.recipient),
        audience: words.t(&format!("package-for-{}", row.audience)),
        asked: words.date_time(from_millis(row.asked_at)),
        by: if row.asked_by.is_empty() { words.t("package-by-command") } else { row.asked_by },
        contents,
        locked: words.t(&format!("package-locked-{}", row.locked_by)),
        state,
        href: ready.then(|| format!("{base}/package/{}/file", row.id)),
        size: row
            .size
            .map(|size| words.t1("package-bytes", "n", words.number(size)))
            .unwrap_or_default(),
        sha256: row.sha256,
        manifest_sha256: row.manifest_sha256,
        fetched: words.t1("package-fetched", "n", row.fetched),
    })
}

fn came_by(words: &Words, row: package_import::Model) -> Came {
    let at = words.date_time(from_millis(row.at));
    let signed = match row.signed_by.is_empty() {
        true => words.t("package-came-unsigned"),
        false => words.t1("package-came-signed", "key", &row.signed_by),
    };
    Came {
        text: words.ta("package-came-text", &[("company", &row.origin_company), ("at", &at)]),
        signed,
        manifest_sha256: row.manifest_sha256,
    }
}

fn paper(words: &Words, base: &str, row: package_paper::Model) -> Result<CamePaper, Problem> {
    let record: Paper = serde_json::from_str(&row.record_json)?;
    let made = words.date_time(record.made_at);
    let company = record.came_from.map(|source| source.company).unwrap_or_default();
    let key = if record.state == "approved" {
        "package-paper-there-approved"
    } else {
        "package-paper-there"
    };
    let values: [(&str, &dyn std::fmt::Display); 2] = [("company", &company), ("at", &made)];
    let hint = match key {
        "package-paper-there" => words.ta("package-paper-there", &values),
        _ => words.ta("package-paper-there-approved", &values),
    };
    Ok(CamePaper {
        title: row.title,
        hint,
        href: row.blob_id.map(|_| format!("{base}/package-papers/{}", row.id)),
    })
}
