//! The frame of a provider's own pages.

use hikeshi_db::Tx;
use hikeshi_identity::{ProviderScope, can, can::Action as _};
use hikeshi_ui::{NavItem, PersonHead, ProviderHead, Shell};
use hikeshi_web::{Problem, RequestContext};

use crate::{companies::provider, model};

/// Where in the provider's menu a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Desk {
    /// All companies.
    Board,
    /// People and code.
    Settings,
    /// Jobs that failed.
    Jobs,
}

/// The frame and the provider.
pub(crate) async fn provider_shell(
    tx: &Tx,
    scope: &ProviderScope,
    context: &RequestContext,
    place: Desk,
) -> Result<(Shell, model::provider::Model), Problem> {
    let row = provider(tx, scope.provider).await?.ok_or_else(Problem::not_found)?;
    let home = format!("/p/{}", scope.provider);
    let item = |here: Desk, key: &str, path: &str| {
        NavItem::new(context.words.t(key), format!("{home}{path}")).current_if(place == here)
    };
    let mut shell = context.shell();
    shell.nav.push(item(Desk::Board, "directory-desk-board", ""));
    if scope.role.may(can::EditProvider::NAME) {
        shell.nav.push(item(Desk::Settings, "directory-desk-settings", "/settings"));
        shell.nav.push(item(Desk::Jobs, "directory-desk-jobs", "/jobs"));
    }
    let role_label = context.words.t(&format!("identity-role-{}", scope.role.name()));
    shell.person = Some(PersonHead { name: scope.person.name.clone(), role_label });
    shell.provider = Some(ProviderHead { name: row.name.clone(), href: home });
    Ok((shell, row))
}
