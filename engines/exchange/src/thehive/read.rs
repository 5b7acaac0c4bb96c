//! Reads a case template as TheHive exports it.

use serde_json::Value;

use crate::json;
use crate::limits::MAX_STEPS;
use crate::object::Object;
use crate::refusal::{Reason, Refusal, Refusals};

/// A case template.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseTemplate {
    /// The name.
    pub name: String,
    /// The name as shown, if it differs.
    pub display_name: Option<String>,
    /// What it is for, in Markdown.
    pub description: Option<String>,
    /// 1 (low) to 4 (critical).
    pub severity: Option<u64>,
    /// The traffic light protocol: 0 (clear) to 3 (red), and its name where the file has it.
    pub tlp: Option<u64>,
    /// The name of that level.
    pub tlp_label: Option<String>,
    /// Permissible actions, in the same levels.
    pub pap: Option<u64>,
    /// The name of that level.
    pub pap_label: Option<String>,
    /// Free tags.
    pub tags: Vec<String>,
    /// What is to be done.
    pub tasks: Vec<TemplateTask>,
}

/// One task of a case template.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TemplateTask {
    /// What to do.
    pub title: String,
    /// The heading that it stands under.
    pub group: Option<String>,
    /// How to do it, in Markdown.
    pub description: Option<String>,
    /// Its place; the file may list tasks in any order.
    pub order: Option<u64>,
    /// True if the template requires it.
    pub mandatory: bool,
}

/// Reads a case template from the bytes of a JSON file. Fields of a case that say nothing about
/// what to do (who made it, custom fields) are passed over.
///
/// # Errors
/// All refusals that were found, at most a hundred.
pub fn read(bytes: &[u8]) -> Result<CaseTemplate, Vec<Refusal>> {
    let refusals = Refusals::default();
    let template = json::parse(bytes, &refusals)
        .and_then(|value| Object::open(String::new(), value, &refusals))
        .and_then(template);
    match template {
        Some(template) if refusals.is_empty() => Ok(template),
        _ => Err(refusals.into_vec()),
    }
}

fn template(mut from: Object<'_>) -> Option<CaseTemplate> {
    from.drop_nulls();
    let kind = from.any("_type").unwrap_or_else(|| Value::from("caseTemplate"));
    let is_template = kind.as_str().is_some_and(|kind| kind.eq_ignore_ascii_case("casetemplate"));
    let count = from.length("tasks");
    let (true, Some(count)) = (is_template, count) else {
        from.refuse("", Reason::NotACaseTemplate);
        return None;
    };
    if count == 0 {
        from.refuse("tasks", Reason::NothingToDo);
    } else if count > MAX_STEPS {
        from.refuse("tasks", Reason::TooManySteps { count, limit: MAX_STEPS });
        return None;
    }
    Some(CaseTemplate {
        name: from.required("name"),
        display_name: from.name("displayName"),
        description: from.text("description"),
        severity: from.whole("severity"),
        tlp: from.whole("tlp"),
        tlp_label: from.name("tlpLabel"),
        pap: from.whole("pap"),
        pap_label: from.name("papLabel"),
        tags: from.names("tags"),
        tasks: from.objects("tasks", task),
    })
}

fn task(mut from: Object<'_>) -> TemplateTask {
    from.drop_nulls();
    TemplateTask {
        title: from.required("title"),
        group: from.name("group"),
        description: from.text("description"),
        order: from.whole("order"),
        mandatory: from.flag("mandatory").unwrap_or(false),
    }
}
