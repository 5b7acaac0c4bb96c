//! The contact tree by damage level, and the company's own desks.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Redirect,
};
use hikeshi_identity::{Allowed, CompanyScope, audit, can};
use hikeshi_ui::Shell;
use hikeshi_web::{Html, Platform, Problem, RequestContext};
use serde_json::json;

use super::id_of;
use crate::{
    contacts::{Move, contact_tree, move_contact, remove_contact},
    model::{contact, own_desk},
    own_desks::{desk_slots, own_desks},
    shell::{Place, company_shell},
};

#[derive(Template)]
#[template(path = "pages/contacts.html")]
pub(super) struct ContactsPage {
    shell: Shell,
    home: String,
    may_edit: bool,
    levels: Vec<LevelGroup>,
    desks: Vec<DeskRow>,
}

/// The people of one damage level in the order in which they are called.
struct LevelGroup {
    level: i64,
    about: String,
    people: Vec<contact::Model>,
}

impl LevelGroup {
    /// From level 1 on somebody outside of the own desk must know.
    fn is_missing(&self) -> bool {
        self.level >= 1 && self.people.is_empty()
    }
}

struct DeskRow {
    slot: String,
    desk: own_desk::Model,
}

pub(super) async fn show(
    State(platform): State<Platform>,
    context: RequestContext,
    scope: Allowed<can::ViewContacts>,
) -> Result<Html<ContactsPage>, Problem> {
    let tx = platform.db.read(scope.fence()).await?;
    let shell = company_shell(&tx, &scope, &context, Place::Contacts).await?;
    let tree = contact_tree(&tx, &scope).await?;
    let levels = (0..=3).rev().map(|level| LevelGroup {
        level,
        about: context.words.t(&format!("directory-level-{level}")),
        people: tree.iter().filter(|contact| contact.level == level).cloned().collect(),
    });
    let slots = desk_slots(platform.content)?;
    let desks = own_desks(&tx, &scope).await?.into_iter().map(|desk| {
        let slot = slots.iter().find(|slot| slot.id == desk.slot);
        let slot = slot.map_or_else(|| desk.slot.clone(), |s| s.name.get(context.lang).to_owned());
        DeskRow { slot, desk }
    });
    Ok(Html(ContactsPage {
        shell,
        home: format!("/c/{}", scope.company()),
        may_edit: scope.may::<can::EditContacts>(),
        levels: levels.collect(),
        desks: desks.collect(),
    }))
}

pub(super) async fn up(
    State(platform): State<Platform>,
    scope: Allowed<can::EditContacts>,
    Path((_, contact)): Path<(String, String)>,
) -> Result<Redirect, Problem> {
    moved(&platform, &scope, &contact, Move::Up).await
}

pub(super) async fn down(
    State(platform): State<Platform>,
    scope: Allowed<can::EditContacts>,
    Path((_, contact)): Path<(String, String)>,
) -> Result<Redirect, Problem> {
    moved(&platform, &scope, &contact, Move::Down).await
}

pub(super) async fn remove(
    State(platform): State<Platform>,
    scope: Allowed<can::EditContacts>,
    Path((_, contact)): Path<(String, String)>,
) -> Result<Redirect, Problem> {
    let id = id_of(&contact)?;
    let tx = platform.db.write(scope.fence()).await?;
    if !remove_contact(&tx, &scope, id).await? {
        return Err(Problem::not_found());
    }
    audit(&tx, &platform, &scope, "contact.removed", ("contact", id), json!({})).await?;
    tx.commit().await?;
    Ok(back(&scope))
}

async fn moved(
    platform: &Platform,
    scope: &CompanyScope,
    contact: &str,
    way: Move,
) -> Result<Redirect, Problem> {
    let id = id_of(contact)?;
    let tx = platform.db.write(scope.fence()).await?;
    if !move_contact(&tx, scope, id, way).await? {
        return Err(Problem::not_found());
    }
    audit(&tx, platform, scope, "contact.moved", ("contact", id), json!({})).await?;
    tx.commit().await?;
    Ok(back(scope))
}

/// The page of the tree.
pub(super) fn back(scope: &CompanyScope) -> Redirect {
    Redirect::to(&format!("/c/{}/contacts", scope.company()))
}
