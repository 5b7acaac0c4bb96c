//! The kinds of incident as choices.

use hikeshi_i18n::plain;
use hikeshi_ui::{Choice, Shell};
use hikeshi_web::Problem;

use crate::content::content;

/// All kinds with their names in the reader's language.
pub(crate) fn kind_choices(shell: &Shell) -> Result<Vec<Choice>, Problem> {
    let lang = shell.words.lang();
    let kinds = &content()?.triage.kinds;
    Ok(kinds.iter().map(|kind| Choice::new(&kind.id, kind.title.get(lang))).collect())
}

/// The names of these kinds, without readings.
pub(crate) fn kind_names(shell: &Shell, ids: &[String]) -> Result<String, Problem> {
    let kinds = &content()?.triage.kinds;
    let found = ids.iter().filter_map(|id| kinds.iter().find(|kind| kind.id == *id));
    let names: Vec<_> = found.map(|kind| plain(kind.title.get(shell.words.lang()))).collect();
    Ok(names.join(&shell.t("run-list-comma")))
}

/// Those of the sent ids that exist, each once and in the order sent.
pub(crate) fn known_kinds(sent: &[String]) -> Result<Vec<String>, Problem> {
    let kinds = &content()?.triage.kinds;
    let mut known: Vec<String> = Vec::new();
    for id in sent {
        if kinds.iter().any(|kind| kind.id == *id) && !known.contains(id) {
            known.push(id.clone());
        }
    }
    Ok(known)
}
