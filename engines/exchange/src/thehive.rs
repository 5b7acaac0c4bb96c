//! Case templates of TheHive (versions 3 to 5), which many response teams publish.

mod markdown;
mod read;
mod template;

pub use read::{CaseTemplate, TemplateTask, read};
pub use template::{TakenOver, to_playbook};
