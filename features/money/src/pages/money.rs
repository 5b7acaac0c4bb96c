//! The money page, and the same as a paper.

use askama::Template;
use axum::{body::Body, extract::State};
use axum_extra::extract::Query;
use hikeshi_directory::{Place, company, company_shell};
use hikeshi_i18n::plain;
use hikeshi_identity::{Allowed, can};
use hikeshi_ui::Shell;
use hikeshi_web::{Download, Html, Platform, Problem, RequestContext, dialled};

use super::{Done, flash};
use crate::{
    content::loss_model,
    paper::set_paper,
    results::results,
    sections::{Answer, Section, told},
    store::policy_of,
};

#[derive(Template)]
#[template(path = "pages/money.html")]
pub(super) struct MoneyPage {
    shell: Shell,
    home: String,
    answer: Option<Answer>,
    sections: Vec<Section>,
    /// Nobody entered figures yet from which anything follows.
    empty: bool,
    groups: Vec<(String, String)>,
    policies: Vec<PolicyLine>,
    may_edit: bool,
}

struct PolicyLine {
    href: String,
    name: String,
    most: String,
    deductible: String,
    heads: String,
    notice: String,
    phone: String,
    tel: String,
    ends_on: String,
}

/// Shows it.
pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewMoney>,
    Query(asked): Query<Done>,
) -> Result<Html<MoneyPage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Money).await?;
    let results = results(&tx, &scope).await?;
    drop(tx);
    shell.flash = flash(&shell.words, &asked.done);
    let home = format!("/c/{}/money", scope.company());
    let words = &shell.words;
    let yen = |sum: Option<i64>| match sum {
        Some(sum) => words.t1("money-yen", "sum", words.number(sum)),
        None => words.t("money-not-stated"),
    };
    let policies = results.policies.iter().map(|row| {
        let heads = policy_of(row).heads.into_iter().map(|one| {
            let name = words.t(&format!("money-head-{}", one.head.name()));
            match one.limit {
                Some(limit) => {
                    let limit = yen(i64::try_from(limit.get()).ok());
                    words.ta("money-head-limit", &[("head", &name), ("limit", &limit)])
                }
                None => name,
            }
        });
        let heads: Vec<String> = heads.collect();
        PolicyLine {
            href: format!("{home}/insurances/{}", row.id),
            name: [row.insurer.as_str(), row.number.as_str()].join(" ").trim().to_owned(),
            most: plain(&yen(row.most)),
            deductible: plain(&yen(row.deductible)),
            heads: plain(&heads.join(&words.t("money-comma"))),
            notice: row.notice.clone(),
            tel: dialled(&row.phone),
            phone: row.phone.clone(),
            ends_on: row
                .ends_on
                .parse()
                .map_or_else(|_| row.ends_on.clone(), |day| words.date(day)),
        }
    });
    let groups = results.groups.iter();
    let groups = groups.map(|(row, _)| (format!("{home}/records/{}", row.id), row.name.clone()));
    let told = told(words, loss_model()?, &results);
    Ok(Html(MoneyPage {
        empty: results.revision == 0 || told.answer.is_none(),
        answer: told.answer,
        sections: told.sections,
        groups: groups.collect(),
        policies: policies.collect(),
        may_edit: scope.may::<can::EditMoney>(),
        home,
        shell,
    }))
}

/// The same as a PDF.
pub(super) async fn paper(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewMoney>,
) -> Result<Download, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let company = company(&tx, &scope).await?;
    let results = results(&tx, &scope).await?;
    drop(tx);
    let told = told(&context.words, loss_model()?, &results);
    let now = platform.clock.now();
    let bytes = set_paper(&context.words, &company.name, told, now).await?;
    let name = format!("{}.pdf", plain(&context.words.t("money-title")));
    Ok(Download { name, mime: "application/pdf", inline: true, body: Body::from(bytes) })
}
