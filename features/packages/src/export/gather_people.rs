//! Who is on the case: those who were added, who leads, and those whom the call tree rang.

use hikeshi_directory::contact_tree;
use hikeshi_identity::{CompanyScope, members_of_company};
use hikeshi_incidents::{
    model::{OfIncident as _, call_attempt},
    people::{Part as Place, participants_of},
};
use hikeshi_package::{Part, Participant};
use hikeshi_web::Problem;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::gather::Read;

/// What a person did whom only the call tree names.
pub(crate) const CALLED: &str = "called";

impl Read<'_> {
    /// Each person once, with the telephone and the address that were entered.
    pub(super) async fn people(&self, scope: &CompanyScope) -> Result<Vec<Participant>, Problem> {
        if !self.wish.has(Part::People) {
            return Ok(Vec::new());
        }
        let rows = participants_of(self.tx, self.incident).await?;
        let mut people: Vec<Participant> = rows
            .into_iter()
            .map(|row| Participant {
                id: row.id,
                name: row.name,
                organisation: row.organisation,
                part: row.part,
                phone: row.phone,
                email: row.email,
            })
            .collect();
        people.extend(self.lead(scope, &people).await?);
        let called = call_attempt::Entity::find()
            .of_incident(self.incident)
            .filter(call_attempt::Column::CalledAt.is_not_null())
            .order_by_asc(call_attempt::Column::CalledAt)
            .order_by_asc(call_attempt::Column::Position)
            .all(self.tx.conn())
            .await?;
        for row in called {
            if people.iter().all(|person| !is_same(&person.name, &row.name)) {
                people.push(Participant {
                    id: row.id,
                    name: row.name,
                    organisation: row.title,
                    part: CALLED.to_owned(),
                    phone: row.phone,
                    email: row.email,
                });
            }
        }
        Ok(people)
    }

    /// Who leads, unless they are among `people`.
    async fn lead(
        &self,
        scope: &CompanyScope,
        people: &[Participant],
    ) -> Result<Option<Participant>, Problem> {
        let (Some(id), name) = (self.incident.commander_id, &self.incident.commander_name) else {
            return Ok(None);
        };
        if people.iter().any(|person| is_same(&person.name, name)) {
            return Ok(None);
        }
        let tree = contact_tree(self.tx, scope).await?;
        let entered = tree.into_iter().find(|contact| is_same(&contact.name, name));
        let members = members_of_company(self.tx, scope.company()).await?;
        let member = members.into_iter().find(|member| uuid::Uuid::from(member.account) == id);
        let (organisation, phone, email) =
            entered.map(|one| (one.title, one.phone, one.email)).unwrap_or_default();
        Ok(Some(Participant {
            id,
            name: name.clone(),
            organisation,
            part: Place::ResponseLead.name().to_owned(),
            phone,
            email: match email.as_str() {
                "" => member.map(|member| member.email).unwrap_or_default(),
                _ => email,
            },
        }))
    }
}

/// The same name, written with or without a blank.
fn is_same(one: &str, other: &str) -> bool {
    let dense = |name: &str| name.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    dense(one) == dense(other)
}
