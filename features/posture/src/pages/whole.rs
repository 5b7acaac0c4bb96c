//! A whole assessment: the score so far or as it was frozen, and every question with its answer.

use std::collections::HashMap;

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    response::Redirect,
    routing::get,
};
use hikeshi_db::Tx;
use hikeshi_directory::{Place, company_shell};
use hikeshi_identity::{Allowed, CompanyScope, can};
use hikeshi_kernel::from_millis;
use hikeshi_posture_engine::{Answer, Answers};
use hikeshi_ui::{Flash, NavItem, Shell, Tone};
use hikeshi_web::{Html, Platform, Posted, Problem, RequestContext};
use serde::Deserialize;

use super::{
    Place2,
    shown::{Mark, ShownScore, href, is_to_check, item_href, plain_text, site_tabs, text},
};
use crate::{
    assessment::{
        Assessment, asked_of, assessments, assignees_of, discard, evidence_of, find, hold,
        next_waiting, offered,
    },
    compared::Compared,
    gaps::{Gap, gaps},
    said::points_text,
};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/c/{company}/assessments/{assessment}", get(show).post(act))
}

#[derive(Template)]
#[template(path = "pages/whole.html")]
struct WholePage {
    shell: Shell,
    home: String,
    base: String,
    /// Without readings.
    name: String,
    title: String,
    state: String,
    draft: bool,
    notice: String,
    score: ShownScore,
    /// Name, points and band of each site.
    sites: Vec<[String; 3]>,
    tabs: Vec<NavItem>,
    site: usize,
    parts: Vec<ShownPart>,
    /// Where the next question that waits is.
    next: Option<String>,
    proposals: usize,
    /// What changed since last time, with the page of last time.
    compared: Option<(Compared, String)>,
    /// What is left to do; empty for a draft.
    to_do: Vec<ToDo>,
    /// Where the stars are; empty for who may not see them.
    stars: String,
    may_answer: bool,
    may_finish: bool,
    sha256: String,
    /// Where a finished score stands beside those of others; empty for who may not see it.
    peers: String,
}

/// A part with its questions.
struct ShownPart {
    title: String,
    points: String,
    many: String,
    rows: Vec<Row>,
}

/// A question with its answer.
struct Row {
    id: String,
    question: String,
    href: String,
    to_check: bool,
    mark: Mark,
    about: String,
}

/// Something that is left to do.
struct ToDo {
    id: String,
    question: String,
    href: String,
    mark: Mark,
    /// What each site said; empty for a company that is not divided.
    said: String,
    fix: String,
}

/// Letters of the names of sheets that an address may hold.
const LONGEST_NAMES: usize = 400;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    site: usize,
    done: String,
    count: usize,
    formulas: usize,
    /// Sheets of a workbook that were not read.
    skipped: String,
}

async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewPosture>,
    Path((_, id)): Place2,
    Query(asked): Query<Asked>,
) -> Result<Html<WholePage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let assessment = find(&tx, &scope, &id).await?;
    let mut shell = company_shell(&tx, &scope, &context, Place::Posture).await?;
    let flash = match asked.done.as_str() {
        "finished" => Some(shell.t("posture-finished")),
        "all" => Some(shell.t("posture-all-answered")),
        "saved" => Some(shell.t1("posture-saved", "count", asked.count)),
        "imported" if asked.formulas > 0 => Some(shell.t2(
            "posture-imported-formulas",
            "count",
            asked.count,
            "formulas",
            asked.formulas,
        )),
        "imported" => Some(shell.t1("posture-imported", "count", asked.count)),
        "changed" => Some(shell.t("posture-changed-meanwhile")),
        _ => None,
    };
    let flash = match asked.skipped.chars().take(LONGEST_NAMES).collect::<String>() {
        names if names.is_empty() => flash,
        names => flash.map(|text| {
            format!("{text} {}", shell.t1("posture-imported-skipped", "sheets", names))
        }),
    };
    shell.flash = flash.map(|text| Flash { kind: Tone::Done, text });
    let answers = assessment.answers(&tx).await?;
    let score = assessment.score(&answers)?;
    let base = href(&scope, &assessment);
    let site = asked.site.min(assessment.sites.len().saturating_sub(1));
    let mut abouts = HashMap::new();
    let assignees = assignees_of(&tx, &assessment).await?;
    let mine = asked_of(&assignees, scope.account());
    for ((of, item), row) in assignees {
        abouts.insert((of, item), vec![shell.t1("posture-asked", "name", row.name)]);
    }
    let mut pieces: HashMap<(String, String), usize> = HashMap::new();
    for row in evidence_of(&tx, &assessment).await? {
        if row.withdrawn_at.is_none() {
            *pieces.entry((row.site, row.item)).or_default() += 1;
        }
    }
    for (place, count) in pieces {
        abouts.entry(place).or_default().push(shell.t1("posture-evidence-count", "count", count));
    }
    let catalogue = &assessment.catalogue;
    let draft = assessment.is_draft();
    let may_answer = draft && scope.may::<can::AnswerPosture>();
    let waiting = next_waiting(&assessment, &answers, &mine).filter(|_| may_answer);
    let compared = match last_before(&tx, &scope, &assessment).await? {
        Some((before, said)) => {
            let one = Compared::of(&shell.words, (&before, &said), (&assessment, &answers))?;
            Some((one, href(&scope, &before)))
        }
        None => None,
    };
    let state = match (assessment.row.finished_at, &assessment.row.finished_by) {
        (Some(at), Some(by)) => {
            let at = shell.words.date_time(from_millis(at));
            shell.t2("posture-finished-by", "at", at, "by", by)
        }
        _ => shell.t("posture-draft"),
    };
    let sites = if assessment.has_sites() {
        let row = |one: &hikeshi_posture_engine::SiteScore| {
            let points = points_text(&shell.words, one.sum.total, one.sum.max);
            let band = one.sum.band.clone().filter(|_| one.sum.complete);
            [one.site.clone(), points, band.unwrap_or_default()]
        };
        score.sites.iter().map(row).collect()
    } else {
        Vec::new()
    };
    let proposals = match may_answer {
        true => offered(&tx, &scope, &assessment).await?.len(),
        false => 0,
    };
    Ok(Html(WholePage {
        home: format!("/c/{}/assessments", scope.company()),
        name: plain_text(&shell, &catalogue.title),
        title: text(&shell, &catalogue.title),
        state,
        draft,
        notice: catalogue.notice.as_ref().map(|one| text(&shell, one)).unwrap_or_default(),
        score: ShownScore::of(&shell, &assessment, &score.sum),
        sites,
        tabs: site_tabs(&assessment, &base, site),
        parts: parts(&shell, (&assessment, &answers, &base), site, &abouts),
        site,
        to_do: if draft { vec![] } else { to_do(&shell, (&assessment, &answers), &base) },
        stars: match scope.may::<can::ViewPlan>() {
            true => format!("/c/{}/standing", scope.company()),
            false => String::new(),
        },
        next: waiting.map(|(item, site)| item_href(&base, &item, site)),
        proposals,
        compared,
        may_answer,
        may_finish: draft && scope.may::<can::FinishPosture>(),
        peers: match !draft && scope.may::<can::ViewOverview>() {
            true => format!("/c/{}/overview#peers", scope.company()),
            false => String::new(),
        },
        sha256: assessment.row.report_sha256.clone().unwrap_or_default(),
        base,
        shell,
    }))
}

fn parts(
    shell: &Shell,
    (assessment, answers, base): (&Assessment, &Answers, &str),
    site: usize,
    abouts: &HashMap<(String, String), Vec<String>>,
) -> Vec<ShownPart> {
    let name = assessment.site(site);
    let empty = hikeshi_posture_engine::Sheet::default();
    let sheet = answers.sheets.iter().find(|sheet| sheet.site == name).unwrap_or(&empty);
    let catalogue = &assessment.catalogue;
    let part = |part: &hikeshi_posture_engine::Part| {
        let row = |item: &hikeshi_posture_engine::Item| Row {
            id: item.id.clone(),
            question: text(shell, &item.question),
            href: item_href(base, &item.id, site),
            to_check: is_to_check(item.confidence),
            mark: Mark::of(shell, catalogue, sheet.answer(&item.id)),
            about: abouts
                .get(&(name.to_owned(), item.id.clone()))
                .map(|about| about.join("\u{3000}"))
                .unwrap_or_default(),
        };
        let points = |item: &hikeshi_posture_engine::Item| {
            catalogue.scoring.points_of(sheet.answer(&item.id))
        };
        let applies = part.items.iter().filter(|item| sheet.answer(&item.id) != Answer::Na).count();
        let max = catalogue.scoring.best() * i32::try_from(applies).unwrap_or(0);
        ShownPart {
            title: text(shell, &part.title),
            points: points_text(&shell.words, part.items.iter().map(points).sum(), max),
            many: format!("{base}/parts/{}?site={site}", part.id),
            rows: part.items.iter().map(row).collect(),
        }
    };
    catalogue.parts.iter().map(part).collect()
}

/// The one before: for a draft the last finished one, else the last that was finished earlier.
async fn last_before(
    tx: &Tx,
    scope: &CompanyScope,
    assessment: &Assessment,
) -> Result<Option<(Assessment, Answers)>, Problem> {
    let until = assessment.row.finished_at.unwrap_or(i64::MAX);
    let all = assessments(tx, scope).await?.into_iter();
    let older = all.filter(|row| row.catalogue == assessment.row.catalogue);
    let older = older.filter(|row| row.finished_at.is_some_and(|at| at < until));
    let Some(row) = older.max_by_key(|row| row.finished_at) else { return Ok(None) };
    let before = Assessment::of(row)?;
    let said = before.answers(tx).await?;
    Ok(Some((before, said)))
}

/// What is left to do, for a finished assessment.
fn to_do(shell: &Shell, (assessment, answers): (&Assessment, &Answers), base: &str) -> Vec<ToDo> {
    let of = |gap: Gap<'_>| ToDo {
        id: gap.item.id.clone(),
        question: text(shell, &gap.item.question),
        href: item_href(base, &gap.item.id, gap.site),
        mark: Mark::of(shell, &assessment.catalogue, gap.answer),
        said: if assessment.has_sites() { gap.said } else { String::new() },
        fix: text(shell, &gap.item.fix),
    };
    gaps(&shell.words, &assessment.catalogue, answers).into_iter().map(of).collect()
}

/// What a button sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ActForm {
    act: String,
}

async fn act(
    State(platform): State<Platform>,
    scope: Allowed<can::FinishPosture>,
    Path((_, id)): Place2,
    Posted(form): Posted<ActForm>,
) -> Result<Redirect, Problem> {
    let tx = platform.db.write(scope.fence()).await?;
    let assessment = hold(&tx, &scope, &id).await?;
    if form.act == "discard" && assessment.is_draft() {
        discard(&tx, &platform, &scope, &assessment).await?;
        tx.commit().await?;
        return Ok(Redirect::to(&format!("/c/{}/assessments?done=discarded", scope.company())));
    }
    Ok(Redirect::to(&href(&scope, &assessment)))
}
