//! Who plays which part: the actor of a step, with the person on the case who has that part.

use hikeshi_db::Tx;
use hikeshi_i18n::Words;
use hikeshi_playbook::Actor;
use hikeshi_playbooks::shown::actor_key;
use hikeshi_web::Problem;

use crate::{
    model::{incident, participant},
    people::{Part, participants_of},
};

/// The people on the case.
pub(crate) struct People {
    words: Words,
    present: Vec<participant::Model>,
    commander: String,
}

impl People {
    /// Reads those who were not taken off the case.
    pub(crate) async fn read(
        tx: &Tx,
        incident: &incident::Model,
        words: &Words,
    ) -> Result<Self, Problem> {
        let present = participants_of(tx, incident).await?;
        Ok(Self { words: words.clone(), present, commander: incident.commander_name.clone() })
    }

    /// The part, after the name of who plays it if somebody does.
    pub(crate) fn actor(&self, actor: Actor) -> String {
        let part = self.words.t(actor_key(actor));
        let plays = Part::of_actor(actor).map(Part::name);
        let found = self.present.iter().find(|person| Some(person.part.as_str()) == plays);
        let person = match (found, actor) {
            (Some(person), _) => person.name.as_str(),
            (None, Actor::Officer) => self.commander.as_str(),
            (None, _) => "",
        };
        match person {
            "" => part,
            name => self.words.ta("run-actor-named", &[("name", &name), ("part", &part)]),
        }
    }
}
