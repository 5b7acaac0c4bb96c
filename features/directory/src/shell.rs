//! The frame of a company's pages: whose page it is, the menu, the emergency
//! band, the telephone of the provider.

use hikeshi_db::Tx;
use hikeshi_identity::{Actor, CompanyId, CompanyScope, can};
use hikeshi_ui::{
    Call, CompanyHead, Emergency, MarkShape, NavItem, PersonHead, ProviderHead, Shell,
};
use hikeshi_web::{Problem, RequestContext, dialled};

use crate::{
    companies::{acting_provider, company, provider},
    contacts::contact_tree,
    model::company,
    notice::open_incidents,
};

/// Where in the menu a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The company's first page.
    Home,
    /// Where the company stands, on one page.
    Overview,
    /// Incidents.
    Incidents,
    /// Playbooks.
    Playbooks,
    /// Where the company stands on the ladders, and the next star.
    Standing,
    /// The action plan.
    Plan,
    /// Assessments.
    Posture,
    /// The ledger of IT assets.
    Assets,
    /// The ledger of information and its risks.
    Risks,
    /// What accidents could cost.
    Money,
    /// Policies and rules.
    Policies,
    /// Contact tree and desks.
    Contacts,
    /// The help address.
    Help,
    /// Settings, people, delegation.
    Company,
    /// The company's log.
    Log,
}

/// The frame of a page of the scope's company.
///
/// # Errors
/// A problem of the database.
pub async fn company_shell(
    tx: &Tx,
    scope: &CompanyScope,
    context: &RequestContext,
    place: Place,
) -> Result<Shell, Problem> {
    let row = company(tx, scope).await?;
    let home = format!("/c/{}", scope.company());
    let mut shell = context.shell();
    shell.inside = posture(scope, context, &home, place);
    shell.nav = nav(scope, context, &home, (place, &shell.inside));
    if shell.inside.iter().all(|item| !item.current) {
        shell.inside.clear();
    }
    shell.emergency = emergency(&row, scope, context);
    shell.call = provider_call(tx, &row, context).await?;
    if let Some(id) = scope.provider() {
        shell.provider_view = true;
        shell.provider = provider(tx, id)
            .await?
            .map(|row| ProviderHead { name: row.name, href: format!("/p/{id}") });
    }
    shell.company = Some(head(&row, home));
    if let (Actor::Person(person), Some(role)) = (scope.actor(), scope.role()) {
        let role_label = context.words.t(&format!("identity-role-{}", role.name()));
        shell.person = Some(PersonHead { name: person.name.clone(), role_label });
    }
    Ok(shell)
}

/// The telephone to offer on the pages of a company: its provider's.
///
/// # Errors
/// A problem of the database.
async fn provider_call(
    tx: &Tx,
    row: &company::Model,
    context: &RequestContext,
) -> Result<Option<Call>, Problem> {
    let found = acting_provider(tx, CompanyId(row.id)).await?;
    Ok(found.filter(|provider| !dialled(&provider.phone).is_empty()).map(|provider| {
        let label = match provider.hours.as_str() {
            "" => provider.name,
            hours => context
                .words
                .ta("directory-call-label", &[("provider", &provider.name), ("hours", &hours)]),
        };
        Call { label, tel: dialled(&provider.phone), number: provider.phone }
    }))
}

/// The telephone to offer on the help page of a company: its provider's, otherwise that of the
/// first person of the contact tree who has one (the lowest level first), otherwise the company's.
/// `None` where there is none: then no text may say to telephone.
///
/// # Errors
/// A problem of the database.
pub async fn help_page_call(
    tx: &Tx,
    scope: &CompanyScope,
    row: &company::Model,
    context: &RequestContext,
) -> Result<Option<Call>, Problem> {
    if let Some(call) = provider_call(tx, row, context).await? {
        return Ok(Some(call));
    }
    let tree = contact_tree(tx, scope).await?.into_iter().map(|person| {
        let label = match person.title.as_str() {
            "" => person.name,
            title => context
                .words
                .ta("directory-call-person", &[("name", &person.name), ("title", &title)]),
        };
        (label, person.phone)
    });
    let mut numbers = tree.chain([(row.name.clone(), row.phone.clone())]);
    Ok(numbers.find_map(|(label, number)| {
        let tel = Some(dialled(&number)).filter(|tel| !tel.is_empty())?;
        Some(Call { label, number, tel })
    }))
}

/// The band of the open incidents that the person may see, without the one whose page this is.
fn emergency(
    row: &company::Model,
    scope: &CompanyScope,
    context: &RequestContext,
) -> Option<Emergency> {
    let mut open = open_incidents(row, scope);
    let count = open.len();
    open.retain(|incident| !context.path.starts_with(&incident.href));
    let worst = open.into_iter().next()?;
    let all = (count > 1).then(|| (count, format!("/c/{}/incidents", scope.company())));
    Some(Emergency { title: worst.title, href: worst.href, all })
}

/// The head of a company's pages.
pub(crate) fn head(row: &company::Model, href: String) -> CompanyHead {
    CompanyHead {
        name: row.name.clone(),
        mark: row.mark.clone(),
        mark_shape: MarkShape::of(u8::try_from(row.mark_shape).unwrap_or(0)),
        href: Some(href),
    }
}

/// What stands below "posture" in the menu: everything about quiet times, as far as the reader may see it.
fn posture(
    scope: &CompanyScope,
    context: &RequestContext,
    home: &str,
    place: Place,
) -> Vec<NavItem> {
    let pages = [
        (scope.may::<can::ViewPlan>(), Place::Standing, "standing", "/standing"),
        (scope.may::<can::ViewPlan>(), Place::Plan, "plan", "/plan"),
        (scope.may::<can::ViewPosture>(), Place::Posture, "assessments", "/assessments"),
        (scope.may::<can::ViewAssets>(), Place::Assets, "assets", "/assets"),
        (scope.may::<can::ViewRisks>(), Place::Risks, "risks", "/risks"),
        (scope.may::<can::ViewMoney>(), Place::Money, "money", "/money"),
        (scope.may::<can::ViewPolicies>(), Place::Policies, "policies", "/policies"),
    ];
    let seen = pages.into_iter().filter(|(may, ..)| *may);
    seen.map(|(_, here, name, path)| NavItem {
        label: context.words.t(&format!("directory-nav-{name}")),
        href: format!("{home}{path}"),
        current: place == here,
    })
    .collect()
}

fn nav(
    scope: &CompanyScope,
    context: &RequestContext,
    home: &str,
    (place, posture): (Place, &[NavItem]),
) -> Vec<NavItem> {
    let item = |here: Place, key: &str, path: &str| NavItem {
        label: context.words.t(key),
        href: format!("{home}{path}"),
        current: place == here,
    };
    let mut items = vec![];
    if scope.may::<can::ViewCompany>() {
        items.push(item(Place::Home, "directory-nav-home", ""));
    }
    if scope.may::<can::ViewOverview>() {
        items.push(item(Place::Overview, "directory-nav-overview", "/overview"));
    }
    if scope.may::<can::ViewIncidents>() {
        items.push(item(Place::Incidents, "directory-nav-incidents", "/incidents"));
    }
    if scope.may::<can::ViewPlaybooks>() {
        items.push(item(Place::Playbooks, "directory-nav-playbooks", "/playbooks"));
    }
    if let Some(first) = posture.first() {
        let label = context.words.t("directory-nav-posture");
        let current = posture.iter().any(|item| item.current);
        items.push(NavItem { label, href: first.href.clone(), current });
    }
    if scope.may::<can::ViewContacts>() {
        items.push(item(Place::Contacts, "directory-nav-contacts", "/contacts"));
    }
    if scope.may::<can::ViewCompany>() {
        items.push(item(Place::Help, "directory-nav-help", "/help-address"));
    }
    if scope.may::<can::ViewLog>() {
        items.push(item(Place::Log, "directory-nav-log", "/log"));
    }
    if scope.may::<can::InvitePeople>() || scope.may::<can::EditDelegation>() {
        items.push(item(Place::Company, "directory-nav-company", "/settings"));
    }
    items
}
