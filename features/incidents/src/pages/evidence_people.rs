//! The names that forms about an exhibit propose.

use hikeshi_db::Tx;
use hikeshi_identity::{CompanyScope, Member};
use hikeshi_web::Problem;

use crate::{
    evidence::{Custody, Party, keepers},
    model::{evidence, incident},
    people::participants_of,
};

/// Everybody on the case and everybody who works on it, each name once.
pub(super) async fn names_for(
    tx: &Tx,
    scope: &CompanyScope,
    incident: &incident::Model,
    exhibit: &evidence::Model,
) -> Result<Vec<String>, Problem> {
    let mut names = vec![scope.actor_name().to_owned(), exhibit.collected_by.clone()];
    names.extend(keepers(tx, scope, incident).await?.into_iter().map(|member| member.name));
    names.extend(participants_of(tx, incident).await?.into_iter().map(|person| {
        match person.organisation.as_str() {
            "" => person.name,
            organisation => format!("{} ({organisation})", person.name),
        }
    }));
    let mut once: Vec<String> = Vec::new();
    for name in names {
        if !name.is_empty() && !once.contains(&name) {
            once.push(name);
        }
    }
    Ok(once)
}

/// The giver of that name: the holder, whoever writes, or the one person of that name who signs in
/// here; otherwise somebody without an account.
pub(super) fn giver_of(
    name: String,
    scope: &CompanyScope,
    custody: &Custody,
    keepers: &[Member],
) -> Party {
    let typed = Party::named(name);
    if let Some(holder) = custody.holder.as_ref().filter(|holder| holder.account.is_some())
        && holder.name == typed.name
    {
        return holder.clone();
    }
    let me = scope.account().map(Into::into);
    if scope.actor_name() == typed.name {
        return Party { account: me, ..typed };
    }
    let mut same = keepers.iter().filter(|member| Party::named(&*member.name).is_same(&typed));
    match (same.next(), same.next()) {
        (Some(one), None) => Party { account: Some(one.account.into()), ..typed },
        _ => typed,
    }
}
