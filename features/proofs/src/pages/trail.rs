//! The page of the installation's administrators: size, checkpoint, keys, peers, stamps, alarms.

use askama::Template;
use axum::{
    body::Body,
    extract::{Path, State},
    response::Redirect,
};
use hikeshi_db::{Fence, Tx};
use hikeshi_identity::{Person, person_shell};
use hikeshi_jobs::enqueue;
use hikeshi_kernel::from_millis;
use hikeshi_tlog::{Alarm, open_alarms, past_alarms};
use hikeshi_ui::Shell;
use hikeshi_web::{Download, Html, Platform, Problem, RequestContext};
use sea_orm::{EntityTrait as _, QueryOrder as _, QuerySelect as _};

use crate::{
    files::read_file,
    model::{peer, stamp},
    own_log::{log_key, published, witness_key},
    peers::peers,
    stamps::{file_of, want_now},
    witness::{LookAtPeer, states},
};

/// Stamps on the page.
const MOST_STAMPS: u64 = 50;

#[derive(Template)]
#[template(path = "pages/trail.html")]
pub(super) struct TrailPage {
    shell: Shell,
    open: Vec<AlarmRow>,
    past: Vec<AlarmRow>,
    /// Size and note of the last checkpoint.
    last: Option<(u64, String)>,
    /// The lines for a peer's settings.
    for_peers: String,
    peers: Vec<PeerRow>,
    stamps_on: bool,
    stamps: Vec<StampRow>,
}

struct AlarmRow {
    id: String,
    what: String,
    when: String,
    size: i64,
    ours: String,
    theirs: String,
    /// Who acknowledged it and when; empty while nobody did.
    acknowledged: String,
}

struct PeerRow {
    name: String,
    about: String,
    /// Whether it comes to us only.
    comes: bool,
    seen: String,
    size: i64,
    tried: String,
    result: String,
    good: bool,
    detail: String,
    sent: String,
    their_size: i64,
    send_result: String,
    cosigned: String,
}

struct StampRow {
    size: i64,
    stamped: String,
    wanted: String,
    authority: String,
    checked: bool,
    attempts: i64,
    error: String,
    detail: String,
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    person: Person,
) -> Result<Html<TrailPage>, Problem> {
    admin(&person)?;
    let (log, witness) = (log_key(&platform)?.verifier(), witness_key(&platform)?.verifier());
    let url = platform.public("/log");
    let name = log.name().split('/').next().unwrap_or_default();
    let for_peers = format!(
        "[[log.peers]]\nname = \"{name}\"\nurl = \"{url}\"\nkey = \"{log}\"\nwitness_key = \"{witness}\"\n"
    );
    let last = published(&platform).await?.map(|ours| (ours.checkpoint.size, ours.note));
    let tx = platform.db.read(Fence::Open).await?;
    let row = |alarm: Alarm| alarm_row(&context, alarm);
    let open = open_alarms(tx.conn()).await?.into_iter().map(row).collect();
    let past = past_alarms(tx.conn()).await?.into_iter().map(row).collect();
    Ok(Html(TrailPage {
        shell: person_shell(&context, &person),
        open,
        past,
        last,
        for_peers,
        peers: peer_rows(&tx, &platform, &context).await?,
        stamps_on: !platform.config.log.timestamp.url.is_empty(),
        stamps: stamp_rows(&tx, &context).await?,
    }))
}

pub(super) async fn acknowledge(
    State(platform): State<Platform>,
    person: Person,
    Path(alarm): Path<String>,
) -> Result<Redirect, Problem> {
    admin(&person)?;
    let alarm = alarm.parse().map_err(|_| Problem::not_found())?;
    crate::witness::acknowledge(&platform, alarm, (person.account.0, &person.name)).await?;
    Ok(Redirect::to("/trail"))
}

/// Looks at all peers now.
pub(super) async fn look(
    State(platform): State<Platform>,
    person: Person,
) -> Result<Redirect, Problem> {
    admin(&person)?;
    let now = platform.clock.now();
    let tx = platform.db.write(Fence::Open).await?;
    for peer in peers(&platform.config).into_iter().filter(|peer| !peer.url.is_empty()) {
        let job = LookAtPeer { peer: peer.name };
        enqueue::<Platform, LookAtPeer>(&tx, platform.chance(), &job, now).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to("/trail#peers"))
}

/// Has the last checkpoint stamped now.
pub(super) async fn stamp(
    State(platform): State<Platform>,
    person: Person,
) -> Result<Redirect, Problem> {
    admin(&person)?;
    if platform.config.log.timestamp.url.is_empty() {
        return Err(Problem::not_found());
    }
    want_now(&platform).await?;
    Ok(Redirect::to("/trail#stamps"))
}

/// One of the files of a stamp.
pub(super) async fn file(
    State(platform): State<Platform>,
    person: Person,
    Path((size, end)): Path<(String, String)>,
) -> Result<Download, Problem> {
    admin(&person)?;
    let size: i64 = size.parse().map_err(|_| Problem::not_found())?;
    let mime = match end.as_str() {
        "tsq" => hikeshi_timestamp::QUERY_MIME,
        "tsr" => hikeshi_timestamp::REPLY_MIME,
        "checkpoint" => "text/plain; charset=utf-8",
        _ => return Err(Problem::not_found()),
    };
    let bytes = read_file(&platform, &file_of(size, &end)).await?.ok_or_else(Problem::not_found)?;
    Ok(Download { name: format!("{size}.{end}"), mime, inline: false, body: Body::from(bytes) })
}

/// The log belongs to the whole installation: only who set it up looks after it.
fn admin(person: &Person) -> Result<(), Problem> {
    if person.installation_admin { Ok(()) } else { Err(Problem::forbidden()) }
}

fn alarm_row(context: &RequestContext, alarm: Alarm) -> AlarmRow {
    let words = &context.words;
    let acknowledged = alarm.acknowledged_at.map(|at| {
        let at = words.date_time(from_millis(at));
        words.ta("trail-acknowledged", &[("who", &alarm.acknowledged_by), ("when", &at)])
    });
    AlarmRow {
        id: alarm.id.to_string(),
        what: words.t1(&format!("trail-alarm-{}", alarm.kind), "peer", &alarm.log),
        when: words.date_time(from_millis(alarm.raised_at)),
        size: alarm.size,
        ours: alarm.ours,
        theirs: alarm.theirs,
        acknowledged: acknowledged.unwrap_or_default(),
    }
}

async fn peer_rows(
    tx: &Tx,
    platform: &Platform,
    context: &RequestContext,
) -> Result<Vec<PeerRow>, Problem> {
    let words = &context.words;
    let known = states(tx).await?;
    let at = |millis: Option<i64>| {
        millis.map(|at| words.date_time(from_millis(at))).unwrap_or_else(|| words.t("trail-never"))
    };
    let result = |word: &str| match word {
        "" => words.t("trail-result-none"),
        word => words.t(&format!("trail-result-{word}")),
    };
    let rows = peers(&platform.config).into_iter().map(|set| {
        let state = known.iter().find(|state| state.name == set.name);
        let of = |value: fn(&peer::Model) -> Option<i64>| at(state.and_then(value));
        let word = |value: fn(&peer::Model) -> &String| {
            state.map(value).map(String::as_str).unwrap_or_default()
        };
        let unproved = state.is_some_and(|state| state.unproved_at.is_some());
        let seen_word = if unproved { "unproved" } else { word(|state| &state.result) };
        PeerRow {
            comes: set.url.is_empty(),
            seen: of(|state| state.seen_at),
            size: state.map_or(0, |state| state.size),
            tried: of(|state| state.tried_at),
            result: result(seen_word),
            good: matches!(seen_word, "" | "ok"),
            detail: word(|state| &state.detail).to_owned(),
            sent: of(|state| state.sent_at),
            their_size: state.map_or(0, |state| state.their_size),
            send_result: result(word(|state| &state.send_result)),
            cosigned: of(|state| state.cosigned_at),
            name: set.name,
            about: set.about,
        }
    });
    Ok(rows.collect())
}

async fn stamp_rows(tx: &Tx, context: &RequestContext) -> Result<Vec<StampRow>, Problem> {
    let words = &context.words;
    let at = |millis: i64| words.date_time(from_millis(millis));
    let rows = stamp::Entity::find()
        .order_by_desc(stamp::Column::Size)
        .limit(MOST_STAMPS)
        .all(tx.conn())
        .await?;
    let row = |row: stamp::Model| StampRow {
        size: row.size,
        stamped: row.stamped_at.map(at).unwrap_or_default(),
        wanted: at(row.wanted_at),
        authority: row.authority,
        checked: row.checked,
        attempts: row.attempts,
        error: match row.error.as_str() {
            "" => String::new(),
            word => words.t(&format!("trail-result-{word}")),
        },
        detail: row.error_detail,
    };
    Ok(rows.into_iter().map(row).collect())
}
