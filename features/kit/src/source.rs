//! Everything about a company that goes into its kit, read in one transaction.

use std::borrow::Cow;

use hikeshi_db::Tx;
use hikeshi_directory::{
    acting_provider, company, contact_tree,
    model::{company, contact, own_desk, provider},
    own_desks,
};
use hikeshi_identity::{CompanyScope, Role, members_of_company};
use hikeshi_incidents::content::content;
use hikeshi_kernel::LocalText;
use hikeshi_playbook::Playbook;
use hikeshi_playbooks::{
    find_on_board,
    shelf::{find_startable, in_place_of},
};
use hikeshi_web::{Platform, Problem};

/// What the company has entered.
#[derive(Debug, Clone)]
pub struct Source {
    /// The company.
    pub company: company::Model,
    /// Whoever helps it.
    pub provider: Option<provider::Model>,
    /// Its contact tree, by level and order.
    pub contacts: Vec<contact::Model>,
    /// The desks that it filled in.
    pub desks: Vec<own_desk::Model>,
    /// Its people who decide: role and name.
    pub deciders: Vec<(Role, String)>,
    /// What it would start, one for each kind of incident that has a procedure.
    pub procedures: Vec<Procedure>,
}

/// The procedure for a kind of incident: the company's own copy where it has one.
#[derive(Debug, Clone)]
pub struct Procedure {
    /// The name of the kind.
    pub kind: LocalText,
    /// The playbook, in the version in use.
    pub playbook: Cow<'static, Playbook>,
}

impl Source {
    /// Reads it.
    ///
    /// # Errors
    /// A problem of the database, or a fault of the content.
    pub async fn read(tx: &Tx, platform: &Platform, scope: &CompanyScope) -> Result<Self, Problem> {
        let members = members_of_company(tx, scope.company()).await?;
        let deciders = members
            .into_iter()
            .filter(|member| matches!(member.role, Role::President | Role::Officer))
            .map(|member| (member.role, member.name));
        Ok(Self {
            company: company(tx, scope).await?,
            provider: acting_provider(tx, scope.company()).await?,
            contacts: contact_tree(tx, scope).await?,
            desks: own_desks(tx, scope).await?,
            deciders: deciders.collect(),
            procedures: procedures(tx, platform, scope).await?,
        })
    }
}

/// The procedures on board, for a kit without a company.
///
/// # Errors
/// A fault of the content.
pub(crate) fn procedures_on_board() -> Result<Vec<Procedure>, Problem> {
    let mut all = Vec::new();
    for (kind, id) in kinds()? {
        if let Some(playbook) = find_on_board(id)? {
            all.push(Procedure { kind: kind.clone(), playbook: Cow::Borrowed(playbook) });
        }
    }
    Ok(all)
}

async fn procedures(
    tx: &Tx,
    platform: &Platform,
    scope: &CompanyScope,
) -> Result<Vec<Procedure>, Problem> {
    let mut all = Vec::new();
    for (kind, id) in kinds()? {
        let id = in_place_of(tx, platform, scope, id).await?;
        if let Some(found) = find_startable(tx, platform, scope, &id).await? {
            all.push(Procedure { kind: kind.clone(), playbook: found.playbook });
        }
    }
    Ok(all)
}

/// The kinds of incident that have a procedure on board, with its id.
fn kinds() -> Result<impl Iterator<Item = (&'static LocalText, &'static String)>, Problem> {
    let kinds = content()?.triage.kinds.iter();
    Ok(kinds.filter_map(|kind| Some((&kind.title, kind.playbook.as_ref()?))))
}
