//! Actions as tasks for people. Commands are lines to read; nothing carries them out.

use hikeshi_kernel::{Confidence, LocalText};
use hikeshi_playbook::{Actor, Step, StepKind};
use indexmap::IndexMap;

use super::Steps;
use super::head::PHASE;
use crate::cacao::{CacaoStep, Command, StepBody, Variable};
use crate::plain::{self, LINE, TITLE};
use crate::remark::{About, Remark};
use crate::wording::{fill, foreign, joined};

impl Steps<'_> {
    /// The task of an action or of another playbook.
    pub(super) fn task(&self, node: usize, remarks: &mut Vec<Remark>) -> Step {
        let from = self.graph.step(node);
        let id = self.graph.ids[self.graph.nodes[node].step];
        let mut step = self.blank(node, StepKind::Task, self.step_title(from), Actor::Staff);
        self.describe(from, &mut step);
        match &from.body {
            StepBody::Action { commands, agent, targets, .. } => {
                step.actor = self.actor(agent.as_deref(), commands);
                for command in commands {
                    self.command(from, command, &mut step.how);
                    if !command.is_manual() {
                        let kind = plain::one_line(&command.kind, TITLE);
                        remarks.push(Remark::step(id, About::Automated { kind }));
                    }
                }
                step.note = self.who(agent.as_deref(), targets);
            }
            StepBody::PlaybookAction { playbook_id, .. } if from.name.is_some() => {
                let id = plain::one_line(playbook_id, TITLE);
                step.how.push(fill(&self.words.other_playbook, "{id}", &id));
            }
            _ => {}
        }
        step
    }

    /// A step with nothing but its name.
    pub(super) fn blank(
        &self,
        node: usize,
        kind: StepKind,
        title: LocalText,
        actor: Actor,
    ) -> Step {
        Step {
            id: self.names.of_node(node),
            source_id: Vec::new(),
            phase: PHASE.to_owned(),
            kind,
            title,
            detail: None,
            how: Vec::new(),
            actor,
            actor_named: false,
            after: Vec::new(),
            only_if: None,
            due: None,
            done_by: None,
            icon: None,
            tags: Vec::new(),
            confidence: Confidence::ToCheck,
            note: None,
            options: Vec::new(),
            advice: None,
            advice_rules: Vec::new(),
            sources: Vec::new(),
            asks: Vec::new(),
        }
    }

    /// The author's name for a step, or else its first line, or else that it has none.
    pub(super) fn step_title(&self, step: &CacaoStep) -> LocalText {
        let command = match &step.body {
            StepBody::Action { commands, .. } => {
                commands.iter().find_map(|command| command.command.as_deref())
            }
            StepBody::IfCondition { condition, .. }
            | StepBody::WhileCondition { condition, .. } => condition.as_deref(),
            StepBody::SwitchCondition { switch, .. } => switch.as_deref(),
            _ => None,
        };
        let candidates = [step.name.as_deref(), step.description.as_deref(), command];
        let titles = candidates.into_iter().flatten();
        let found = titles.map(|text| plain::one_line(text, TITLE)).find(|text| !text.is_empty());
        match (found, &step.body) {
            (Some(title), _) => foreign(&title),
            (None, StepBody::PlaybookAction { playbook_id, .. }) => {
                fill(&self.words.other_playbook, "{id}", &plain::one_line(playbook_id, TITLE))
            }
            (None, _) => self.words.unnamed.clone(),
        }
    }

    /// The description: its first line as the reason, the others among the lines of how.
    pub(super) fn describe(&self, from: &CacaoStep, step: &mut Step) {
        let name = from.name.as_deref().map(|name| plain::one_line(name, TITLE));
        let cut = from.name.as_deref().filter(|name| plain::clean(name).chars().count() > TITLE);
        let texts = cut.into_iter().chain(from.description.as_deref());
        let scopes = [&from.step_variables, self.variables()];
        let lines: Vec<String> =
            texts.flat_map(|text| plain::lines(&plain::with_values(text, &scopes))).collect();
        let mut lines = lines.into_iter().filter(|line| Some(line) != name.as_ref());
        step.detail = lines.next().map(|line| foreign(&line));
        step.how.extend(lines.map(|line| foreign(&line)));
        let catalogue = from.external_references.iter().filter_map(|r| r.external_id.as_deref());
        let mut tags: Vec<String> = catalogue.map(|id| plain::one_line(id, TITLE)).collect();
        tags.retain(|tag| !tag.is_empty());
        tags.sort();
        tags.dedup();
        step.tags = tags;
    }

    pub(super) fn variables(&self) -> &IndexMap<String, Variable> {
        &self.playbook.playbook_variables
    }

    fn command(&self, from: &CacaoStep, command: &Command, how: &mut Vec<LocalText>) {
        let scopes = [&from.step_variables, self.variables()];
        if !command.is_manual() {
            let kind = plain::one_line(&command.kind, TITLE);
            how.push(fill(&self.words.automated, "{kind}", &kind));
        }
        let mut say = |text: &str| {
            let lines = plain::lines(&plain::with_values(text, &scopes));
            how.extend(lines.iter().map(|line| foreign(line)));
        };
        command.description.iter().for_each(|text| say(text));
        command.command.iter().for_each(|text| say(text));
        self.encoded(command.command_b64.as_deref(), &scopes, how);
        if command.content.is_some() || command.content_b64.is_some() {
            how.push(self.words.content.clone());
        }
        if let Some(text) = &command.content {
            how.extend(plain::data(text).iter().map(|line| foreign(line)));
        }
        self.encoded(command.content_b64.as_deref(), &scopes, how);
    }

    fn encoded(
        &self,
        base64: Option<&str>,
        scopes: &[&IndexMap<String, Variable>],
        how: &mut Vec<LocalText>,
    ) {
        match base64.map(plain::decoded) {
            None => {}
            Some(Ok(text)) => {
                let lines = plain::data(&plain::with_values(&text, scopes));
                how.extend(lines.iter().map(|line| foreign(line)));
            }
            Some(Err(bytes)) => how.push(fill(&self.words.binary, "{bytes}", &bytes.to_string())),
        }
    }

    /// Who does it here: machines and programs are looked after by the administrator.
    fn actor(&self, agent: Option<&str>, commands: &[Command]) -> Actor {
        let kind = agent.and_then(|id| self.playbook.agent_definitions.get(id));
        match kind.map(|agent| agent.kind.as_str()) {
            Some("individual" | "group") => Actor::Staff,
            Some("organization" | "sector") => Actor::Provider,
            _ if commands.iter().all(Command::is_manual) => Actor::Staff,
            _ => Actor::SystemAdmin,
        }
    }

    /// Who or what does it in the original, and to what.
    fn who(&self, agent: Option<&str>, targets: &[String]) -> Option<LocalText> {
        let name = |id: &str| {
            let agents = self.playbook.agent_definitions.get(id);
            let known = agents.or_else(|| self.playbook.target_definitions.get(id));
            let name = known.and_then(|known| known.name.as_deref()).unwrap_or(id);
            plain::one_line(name, TITLE / 2)
        };
        let agent = agent.map(|id| fill(&self.words.agent, "{name}", &name(id)));
        let names: Vec<String> = targets.iter().take(5).map(|id| name(id)).collect();
        let names = plain::one_line(&names.join(", "), LINE / 2);
        let targets = (!names.is_empty()).then(|| fill(&self.words.targets, "{names}", &names));
        let both: Vec<LocalText> = agent.into_iter().chain(targets).collect();
        joined(&both, &foreign(" "))
    }
}
