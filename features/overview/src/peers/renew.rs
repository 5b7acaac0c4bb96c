//! The groups of the month and what is told of them. Called every hour; harmless to repeat.
//!
//! A company keeps its group until the month is over, and what is told of a group changes once a month at
//! most. Only a group of which nothing was ever told is told as soon as it may be: there is nothing yet
//! to subtract it from.

use std::collections::{BTreeMap, HashMap, HashSet};

use hikeshi_db::{Fence, Tx};
use hikeshi_identity::model::delegation;
use hikeshi_kernel::{japan, to_millis};
use hikeshi_peers::{Counted, Figure, Group, Member, Outcome, Party, figure, release};
use hikeshi_web::{Platform, Problem};
use jiff::{SignedDuration, Timestamp};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QuerySelect as _, sea_query::OnConflict,
};
use uuid::Uuid;

use super::{CATALOGUES, hundredths};
use crate::model::{peer_counted, peer_declined, peer_figure, peer_place};

/// Scores that were finished longer ago are not compared.
const OLDEST: SignedDuration = SignedDuration::from_hours(2 * 366 * 24);
/// Rows written with one statement.
const AT_ONCE: usize = 500;

/// Catalogue and group.
type Key = (String, String);

/// Looks at all companies of the installation.
///
/// # Errors
/// A problem of the database.
pub async fn renew(platform: &Platform) -> Result<(), Problem> {
    let now = platform.clock.now();
    let month = now.to_zoned(japan()).strftime("%Y-%m").to_string();
    let tx = platform.db.write(Fence::Open).await?;
    let places = place_all(&tx, &month).await?;
    let known = keepers(&tx).await?;
    let groups = members(&tx, &places, &known, now).await?;
    let mut told: HashMap<Key, peer_figure::Model> = HashMap::new();
    for row in peer_figure::Entity::find().all(tx.conn()).await? {
        told.insert((row.catalogue.clone(), row.peer_group.clone()), row);
    }
    let none = Vec::new();
    let keys: HashSet<&Key> = groups.keys().chain(told.keys()).collect();
    for key in keys {
        let members = groups.get(key).unwrap_or(&none);
        let Some(row) = told.get(key) else {
            if let Some(figure) = figure(members) {
                tell(&tx, key, (&figure, members), (now, &month)).await?;
            }
            continue;
        };
        if row.month == month {
            continue;
        }
        let before = counted(&tx, key).await?;
        let seen_by = |company: Party| known.get(&company.0).cloned().unwrap_or_default();
        let shown = match release(Some(&before), members, seen_by) {
            Outcome::New(figure) => {
                tell(&tx, key, (&figure, members), (now, &month)).await?;
                continue;
            }
            Outcome::Same => true,
            Outcome::Hidden => false,
        };
        let row = peer_figure::Model { shown, month: month.clone(), ..row.clone() };
        let row = row.into_active_model().reset_all();
        peer_figure::Entity::update(row).exec_without_returning(tx.conn()).await?;
    }
    Ok(tx.commit().await?)
}

/// Puts companies into the group of this month that are in none yet; all groups by company.
async fn place_all(tx: &Tx, month: &str) -> Result<HashMap<Uuid, String>, Problem> {
    use hikeshi_directory::model::company;
    let rows: Vec<(Uuid, String, Option<i64>)> = company::Entity::find()
        .select_only()
        .columns([company::Column::Id, company::Column::Industry, company::Column::StaffCount])
        .into_tuple()
        .all(tx.conn())
        .await?;
    let declined = peer_declined::Entity::find().all(tx.conn()).await?;
    let declined: HashSet<Uuid> = declined.into_iter().map(|row| row.company_id).collect();
    let old = peer_place::Entity::find().all(tx.conn()).await?;
    let old: HashMap<Uuid, peer_place::Model> =
        old.into_iter().map(|row| (row.company_id, row)).collect();
    let mut places = HashMap::new();
    let mut new = Vec::new();
    for (company, industry, staff) in rows {
        if declined.contains(&company) {
            continue;
        }
        match old.get(&company).filter(|place| place.month == month) {
            Some(place) => {
                places.insert(company, place.peer_group.clone());
            }
            None => {
                let Some(group) = Group::of(&industry, staff) else { continue };
                places.insert(company, group.name().to_owned());
                new.push(peer_place::Model {
                    company_id: company,
                    peer_group: group.name().to_owned(),
                    month: month.to_owned(),
                });
            }
        }
    }
    let gone: Vec<Uuid> = old.into_keys().filter(|id| !places.contains_key(id)).collect();
    for some in gone.chunks(AT_ONCE) {
        let gone = peer_place::Column::CompanyId.is_in(some.iter().copied());
        peer_place::Entity::delete_many().filter(gone).exec(tx.conn()).await?;
    }
    for some in new.chunks(AT_ONCE) {
        let replace = OnConflict::column(peer_place::Column::CompanyId)
            .update_columns([peer_place::Column::PeerGroup, peer_place::Column::Month])
            .to_owned();
        let rows = some.iter().cloned().map(|row| row.into_active_model().reset_all());
        let insert = peer_place::Entity::insert_many(rows).on_conflict(replace);
        insert.exec_without_returning(tx.conn()).await?;
    }
    Ok(places)
}

/// Which providers know the score of which company.
async fn keepers(tx: &Tx) -> Result<HashMap<u128, Vec<Party>>, Problem> {
    let living = delegation::Column::WithdrawnAt.is_null();
    let rows = delegation::Entity::find().filter(living).all(tx.conn()).await?;
    let mut keepers: HashMap<u128, Vec<Party>> = HashMap::new();
    for row in rows {
        let provider = Party(row.provider_id.as_u128());
        keepers.entry(row.company_id.as_u128()).or_default().push(provider);
    }
    Ok(keepers)
}

/// The companies of each group with the scores that are compared now.
async fn members(
    tx: &Tx,
    places: &HashMap<Uuid, String>,
    known: &HashMap<u128, Vec<Party>>,
    now: Timestamp,
) -> Result<BTreeMap<Key, Vec<Member>>, Problem> {
    let companies: Vec<Uuid> = places.keys().copied().collect();
    let oldest = to_millis(now - OLDEST);
    let mut groups: BTreeMap<Key, Vec<Member>> = BTreeMap::new();
    for one in hikeshi_posture::standings_of(tx, &companies).await? {
        let compared = CATALOGUES.contains(&one.catalogue.as_str());
        let fresh = one.finished_at.is_some_and(|at| at >= oldest);
        let value = one.total.zip(one.max).and_then(|(total, max)| hundredths(total, max));
        let (Some(group), Some(value)) = (places.get(&one.company_id), value) else { continue };
        if compared && fresh {
            let company = one.company_id.as_u128();
            groups.entry((one.catalogue, group.clone())).or_default().push(Member {
                company: Party(company),
                value,
                seen_by: known.get(&company).cloned().unwrap_or_default(),
            });
        }
    }
    Ok(groups)
}

async fn counted(tx: &Tx, (catalogue, group): &Key) -> Result<Vec<Counted>, Problem> {
    let rows = peer_counted::Entity::find()
        .filter(peer_counted::Column::Catalogue.eq(catalogue))
        .filter(peer_counted::Column::PeerGroup.eq(group))
        .all(tx.conn())
        .await?;
    let one = |row: peer_counted::Model| Counted {
        company: Party(row.company_id.as_u128()),
        value: i32::try_from(row.value).unwrap_or(i32::MAX),
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Keeps what is told from now on, and who is counted in it.
async fn tell(
    tx: &Tx,
    (catalogue, group): &Key,
    (figure, members): (&Figure, &[Member]),
    (now, month): (Timestamp, &str),
) -> Result<(), Problem> {
    use peer_figure::Column as C;
    let row = peer_figure::Model {
        catalogue: catalogue.clone(),
        peer_group: group.clone(),
        figure: serde_json::to_string(figure)?,
        shown: true,
        made_at: to_millis(now),
        month: month.to_owned(),
    };
    let replace = OnConflict::columns([C::Catalogue, C::PeerGroup])
        .update_columns([C::Figure, C::Shown, C::MadeAt, C::Month])
        .to_owned();
    let row = row.into_active_model().reset_all();
    let insert = peer_figure::Entity::insert(row).on_conflict(replace);
    insert.exec_without_returning(tx.conn()).await?;
    peer_counted::Entity::delete_many()
        .filter(peer_counted::Column::Catalogue.eq(catalogue))
        .filter(peer_counted::Column::PeerGroup.eq(group))
        .exec(tx.conn())
        .await?;
    for some in members.chunks(AT_ONCE) {
        let rows = some.iter().map(|member| peer_counted::Model {
            company_id: Uuid::from_u128(member.company.0),
            catalogue: catalogue.clone(),
            peer_group: group.clone(),
            value: member.value.into(),
        });
        let rows = rows.map(|row| row.into_active_model().reset_all());
        peer_counted::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}
