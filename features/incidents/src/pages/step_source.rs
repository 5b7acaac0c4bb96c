//! Where a step comes from, and how sure we are of it.

use hikeshi_kernel::Confidence;
use hikeshi_playbook::Step;
use hikeshi_playbooks::shown::edition_key;
use hikeshi_ui::Shell;

use crate::runs::Run;

/// The source of a step.
pub(crate) struct ShownSource {
    /// The guide and the version of the playbook's text.
    pub edition: String,
    /// Tone of the mark.
    pub tone: &'static str,
    /// Icon of the mark.
    pub icon: &'static str,
    /// How sure we are.
    pub confidence: String,
}

impl ShownSource {
    pub(crate) fn new(shell: &Shell, run: &Run, step: &Step) -> Self {
        let edition = shell.t(edition_key(run.playbook.edition));
        let version = &run.row.playbook_version;
        let (tone, icon, key) = match step.confidence {
            Confidence::Confirmed => ("done", "done", "run-confidence-confirmed"),
            Confidence::ToCheck => ("caution", "warn", "run-confidence-to-check"),
            Confidence::Own => ("wait", "pen", "run-confidence-own"),
        };
        Self {
            edition: shell.t2("run-version", "edition", edition, "version", version),
            tone,
            icon,
            confidence: shell.t(key),
        }
    }
}
