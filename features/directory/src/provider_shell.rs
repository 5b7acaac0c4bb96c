//! The frame of a provider's own pages.

use hikeshi_db::Tx;
use hikeshi_identity::{ProviderScope, can};
use hikeshi_tlog::open_alarms;
use hikeshi_ui::{Flash, NavItem, PersonHead, ProviderHead, Shell, Tone};
use hikeshi_web::{Problem, RequestContext};

use crate::{companies::provider, model};

/// The page of the whole log, of whoever set the installation up.
const TRAIL: &str = "/trail";

/// Where in the provider's menu a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProviderPlace {
    /// All companies.
    Board,
    /// Where all companies stand.
    Overview,
    /// Limits of all companies.
    Clocks,
    /// Playbooks for all companies.
    Playbooks,
    /// People and code.
    Settings,
    /// Jobs that failed.
    Jobs,
}

/// Jobs belong to the whole installation: not every provider's administrator may see them.
pub(crate) fn may_see_jobs(scope: &ProviderScope) -> bool {
    scope.may::<can::EditProvider>() && scope.person.installation_admin
}

/// The frame and the provider.
///
/// # Errors
/// Not found, or a problem of the database.
pub async fn provider_shell(
    tx: &Tx,
    scope: &ProviderScope,
    context: &RequestContext,
    place: ProviderPlace,
) -> Result<(Shell, model::provider::Model), Problem> {
    let row = provider(tx, scope.provider).await?.ok_or_else(Problem::not_found)?;
    let home = format!("/p/{}", scope.provider);
    let item = |here: ProviderPlace, key: &str, path: &str| {
        NavItem::new(context.words.t(key), format!("{home}{path}")).current_if(place == here)
    };
    let mut shell = context.shell();
    shell.nav.push(item(ProviderPlace::Board, "directory-desk-board", ""));
    if scope.may::<can::ViewOverview>() {
        let place = item(ProviderPlace::Overview, "directory-desk-overview", "/overview");
        shell.nav.push(place);
    }
    shell.nav.push(item(ProviderPlace::Clocks, "directory-desk-clocks", "/clocks"));
    if scope.may::<can::ViewPlaybooks>() {
        let place = item(ProviderPlace::Playbooks, "directory-nav-playbooks", "/playbooks");
        shell.nav.push(place);
    }
    if scope.may::<can::EditProvider>() {
        shell.nav.push(item(ProviderPlace::Settings, "directory-desk-settings", "/settings"));
    }
    if may_see_jobs(scope) {
        shell.nav.push(item(ProviderPlace::Jobs, "directory-desk-jobs", "/jobs"));
    }
    if scope.person.installation_admin {
        shell.nav.push(NavItem::new(context.words.t("directory-desk-trail"), TRAIL));
        alarm_of_the_log(tx, context, &mut shell).await?;
    }
    shell.person = scope.role().map(|role| PersonHead {
        name: scope.person.name.clone(),
        role_label: context.words.t(&format!("identity-role-{}", role.name())),
    });
    shell.provider = Some(ProviderHead { name: row.name.clone(), href: home });
    Ok((shell, row))
}

/// Says on every page of the administrator that the log contradicts what was kept of it.
async fn alarm_of_the_log(
    tx: &Tx,
    context: &RequestContext,
    shell: &mut Shell,
) -> Result<(), Problem> {
    if !open_alarms(tx.conn()).await?.is_empty() {
        let words = &context.words;
        shell.flash = Some(Flash { kind: Tone::Danger, text: words.t("directory-desk-alarm") });
        shell.flash_link = Some((words.t("directory-desk-alarm-open"), TRAIL.to_owned()));
    }
    Ok(())
}
