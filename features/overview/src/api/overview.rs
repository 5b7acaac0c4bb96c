//! Where one company stands.

use axum::{Json, Router, extract::State, routing::get};
use hikeshi_identity::{Allowed, can};
use hikeshi_kernel::from_millis;
use hikeshi_peers::Place;
use hikeshi_web::{Platform, Problem, RequestContext};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    company::{NextKind, Overview, read},
    peers::{Beside, Peers},
};

pub(super) fn routes() -> Router<Platform> {
    Router::new().route("/api/v1/companies/{company}/overview", get(show))
}

/// Where a company stands. Null: not known, never zero.
#[derive(Serialize, ToSchema)]
#[schema(as = Overview)]
pub(super) struct OverviewShape {
    company: String,
    /// The sign of the highest star whose declaration a person noted and that holds.
    star_declared: Option<String>,
    /// The sign of the star to work for.
    star_next: Option<String>,
    /// How far that is: `ready`, `begun`, `open` or `lapsed`.
    star_next_stands: Option<&'static str>,
    scores: Vec<ScoreShape>,
    /// The last scores of `ipa-25`, the oldest first.
    course: Vec<ScoreShape>,
    next: Vec<NextShape>,
    overdue: Vec<OverdueShape>,
    open_incidents: usize,
    assets: Option<AssetsShape>,
    risks: Option<RisksShape>,
    policies: Option<PoliciesShape>,
    peers: Vec<PeerShape>,
    /// Why no figures of others are told: `declined`, `no-group` or `not-told`; null where they are.
    peers_none: Option<&'static str>,
}

/// A finished assessment.
#[derive(Serialize, ToSchema)]
#[schema(as = OverviewScore)]
struct ScoreShape {
    id: Uuid,
    catalogue: String,
    total: Option<i64>,
    max: Option<i64>,
    band: Option<String>,
    /// RFC 3339, UTC.
    finished_at: Option<String>,
}

/// Something to do next.
#[derive(Serialize, ToSchema)]
#[schema(as = OverviewNext)]
struct NextShape {
    title: String,
    /// The id of the measure; null for what waits for the person who asks, and for what is planned.
    measure: Option<String>,
    href: String,
}

/// Something that should be done by now.
#[derive(Serialize, ToSchema)]
#[schema(as = OverviewOverdue)]
struct OverdueShape {
    /// `duty`, `treatment`, `review` or `plan`.
    kind: &'static str,
    title: String,
    /// The day in Japan.
    due: String,
    owner: String,
    href: String,
}

/// The ledger of IT assets.
#[derive(Serialize, ToSchema)]
#[schema(as = OverviewAssets)]
struct AssetsShape {
    all: u64,
    /// The maker's support has ended.
    past: u64,
    /// It ends within half a year.
    soon: u64,
}

/// The ledger of information.
#[derive(Serialize, ToSchema)]
#[schema(as = OverviewRisks)]
struct RisksShape {
    rows: usize,
    untreated: usize,
    /// Rows whose risk is not known yet.
    open: usize,
}

/// Policies and rules.
#[derive(Serialize, ToSchema)]
#[schema(as = OverviewPolicies)]
struct PoliciesShape {
    all: usize,
    in_force: usize,
    published: usize,
    waiting: usize,
}

/// The own score beside those of companies of the same industry and size, in hundredths of what can be
/// reached; what is told of others is in steps of ten.
#[derive(Serialize, ToSchema)]
#[schema(as = OverviewPeers)]
struct PeerShape {
    catalogue: String,
    own: Option<i32>,
    /// `below`, `within` or `above` the middle half.
    place: Option<&'static str>,
    /// At least so many companies.
    at_least: u32,
    half_from: i32,
    half_to: i32,
    middle_from: i32,
    middle_to: i32,
    /// Where the middle of all companies like these lies …
    interval_from: i32,
    interval_to: i32,
    /// … with this chance, in hundredths.
    interval_chance: u32,
    /// RFC 3339, UTC.
    made_at: String,
}

/// Where the company stands.
#[utoipa::path(get, path = "/api/v1/companies/{company}/overview", tag = "overview",
    params(("company" = Uuid, Path)),
    responses((status = 200, body = OverviewShape), (status = 401), (status = 403), (status = 404)))]
pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewOverview>,
) -> Result<Json<OverviewShape>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let overview = read(&tx, &platform, &scope, &context.shell()).await?;
    Ok(Json(OverviewShape::of(&context, overview)))
}

fn time(millis: i64) -> String {
    from_millis(millis).to_string()
}

impl From<hikeshi_posture::Standing> for ScoreShape {
    fn from(one: hikeshi_posture::Standing) -> Self {
        Self {
            id: one.id,
            catalogue: one.catalogue,
            total: one.total,
            max: one.max,
            band: one.band,
            finished_at: one.finished_at.map(time),
        }
    }
}

impl From<Beside> for PeerShape {
    fn from(one: Beside) -> Self {
        let figure = one.figure;
        Self {
            catalogue: one.catalogue,
            own: one.own,
            place: one.place.map(|place| match place {
                Place::Below => "below",
                Place::Within => "within",
                Place::Above => "above",
            }),
            at_least: figure.at_least,
            half_from: figure.half.0,
            half_to: figure.half.1,
            middle_from: figure.middle.0,
            middle_to: figure.middle.1,
            interval_from: figure.interval.0,
            interval_to: figure.interval.1,
            interval_chance: figure.chance,
            made_at: time(one.made_at),
        }
    }
}

impl OverviewShape {
    fn of(context: &RequestContext, overview: Overview) -> Self {
        let said =
            |text: &hikeshi_kernel::LocalText| hikeshi_i18n::plain(text.get(context.words.lang()));
        let next = overview.next.iter().map(|one| NextShape {
            title: said(&one.title),
            measure: match &one.kind {
                NextKind::Waits | NextKind::Planned { .. } => None,
                NextKind::Measure { id, .. } => Some(id.clone()),
            },
            href: one.href.clone(),
        });
        let overdue = overview.overdue.iter().map(|one| OverdueShape {
            kind: one.kind.name(),
            title: said(&one.title),
            due: one.due.to_string(),
            owner: one.owner.clone(),
            href: one.href.clone(),
        });
        let (next, overdue) = (next.collect(), overdue.collect());
        let (peers, peers_none) = match overview.peers {
            Peers::Declined => (Vec::new(), Some("declined")),
            Peers::NoGroup => (Vec::new(), Some("no-group")),
            Peers::NotTold => (Vec::new(), Some("not-told")),
            Peers::Told(all) => (all, None),
        };
        Self {
            company: overview.company,
            star_declared: overview.stars.declared,
            star_next_stands: overview.stars.next.as_ref().map(|next| next.stands.name()),
            star_next: overview.stars.next.map(|next| next.mark),
            scores: overview.scores.into_iter().map(ScoreShape::from).collect(),
            course: overview.course.into_iter().map(ScoreShape::from).collect(),
            next,
            overdue,
            open_incidents: overview.incidents.open.len(),
            assets: overview.assets.map(|counts| AssetsShape {
                all: counts.all,
                past: counts.past,
                soon: counts.soon,
            }),
            risks: overview.risks.map(|risks| RisksShape {
                rows: risks.rows,
                untreated: risks.untreated,
                open: risks.open,
            }),
            policies: overview.policies.map(|policies| PoliciesShape {
                all: policies.all,
                in_force: policies.in_force,
                published: policies.published,
                waiting: policies.waiting.len(),
            }),
            peers: peers.into_iter().map(PeerShape::from).collect(),
            peers_none,
        }
    }
}
