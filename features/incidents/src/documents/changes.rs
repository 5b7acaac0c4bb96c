//! What was written in an incident from one version of a paper to the next.

use hikeshi_db::Tx;
use hikeshi_i18n::Words;
use hikeshi_web::Problem;
use sea_orm::{EntityTrait as _, QueryOrder as _};

use super::{CaseFile, FIRST_REPORT_SOURCE};
use crate::{
    content::Content,
    import::fact_name,
    model::{OfIncident as _, fact, incident},
};

/// So many facts are named; of more only the number is told.
const NAMED: usize = 3;

/// A span of time: after `from` (or from the beginning) until `to` (or until now), in milliseconds.
#[derive(Debug, Clone, Copy)]
pub struct Changes {
    /// Not included.
    pub from: Option<i64>,
    /// Included.
    pub to: Option<i64>,
}

/// Every revision of every fact, the earliest first.
///
/// # Errors
/// A problem of the database.
pub async fn fact_revisions(
    tx: &Tx,
    incident: &incident::Model,
) -> Result<Vec<fact::Model>, Problem> {
    Ok(fact::Entity::find()
        .of_incident(incident)
        .order_by_asc(fact::Column::At)
        .order_by_asc(fact::Column::Revision)
        .all(tx.conn())
        .await?)
}

impl Changes {
    /// In a few words each; empty if nothing was written. The program's own lines of the timeline
    /// are not told apart from what they tell of.
    #[must_use]
    pub fn told(
        self,
        content: &Content,
        (file, facts): (&CaseFile, &[fact::Model]),
        words: &Words,
    ) -> Vec<String> {
        let count = |key: &str, times: &mut dyn Iterator<Item = i64>| {
            let count = times.filter(|at| self.holds(*at)).count();
            (count > 0).then(|| words.t1(key, "count", count))
        };
        let typed = file
            .timeline
            .iter()
            .filter(|line| !line.automatic && !line.source.starts_with(FIRST_REPORT_SOURCE));
        let asked = file.questions.iter().map(|question| question.asked_at);
        let decided = file.questions.iter().filter_map(|question| question.decided_at);
        let measures = file.measures.iter();
        let mut measures = measures.flat_map(|m| std::iter::once(m.added_at).chain(m.done_at));
        let told = [
            count("papers-changed-level", &mut file.levels.iter().map(|change| change.at)),
            self.facts(content, facts, words),
            count("papers-changed-lines", &mut typed.map(|line| line.written_at)),
            count("papers-changed-corrections", &mut file.corrections.iter().map(|c| c.at)),
            count("papers-changed-steps", &mut file.run_events.iter().map(|event| event.at)),
            count("papers-changed-questions", &mut asked.chain(decided)),
            count("papers-changed-evidence", &mut file.exhibits.iter().map(|e| e.added_at)),
            count("papers-changed-measures", &mut measures),
        ];
        told.into_iter().flatten().collect()
    }

    fn holds(self, at: i64) -> bool {
        self.from.is_none_or(|from| at > from) && self.to.is_none_or(|to| at <= to)
    }

    /// The facts by name, or only their number if there are many.
    fn facts(self, content: &Content, facts: &[fact::Model], words: &Words) -> Option<String> {
        let mut names: Vec<String> = Vec::new();
        for fact in facts.iter().filter(|fact| self.holds(fact.at)) {
            let name = fact_name(words, &content.facts, &fact.key);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        match names.len() {
            0 => None,
            1..=NAMED => {
                let names = names.join(&words.t("papers-changed-and"));
                Some(words.t1("papers-changed-facts-named", "names", names))
            }
            count => Some(words.t1("papers-changed-facts", "count", count)),
        }
    }
}
