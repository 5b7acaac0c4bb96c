//! Everything about a company that goes into its kit, read in one transaction.

use hikeshi_db::Tx;
use hikeshi_directory::{
    acting_provider, company, contact_tree,
    model::{company, contact, own_desk, provider},
    own_desks,
};
use hikeshi_identity::{CompanyScope, Role, members_of_company};
use hikeshi_web::Problem;

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
}

impl Source {
    /// Reads it.
    ///
    /// # Errors
    /// A problem of the database.
    pub async fn read(tx: &Tx, scope: &CompanyScope) -> Result<Self, Problem> {
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
        })
    }
}
