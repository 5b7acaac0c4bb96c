//! The papers of a sample incident, each as far as the sample says.

use std::collections::BTreeMap;

use anyhow::{Context as _, bail, ensure};
use hikeshi_filings::papers::{
    Approval, Checked, Edit, Edited, How, NewFiling, NewPaper, PaperNow, approve, check,
    duty_of_new, edit_item, file_paper, find_paper, kinds, make_paper, phase_named,
    usual_recipient,
};
use hikeshi_identity::CompanyScope;
use hikeshi_incidents::{case::IncidentId, model::incident};
use hikeshi_kernel::Lang;
use jiff::SignedDuration;
use serde::Deserialize;

use super::cases::{SampleFact, Writer, said};

/// A paper.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SamplePaper {
    kind: String,
    phase: String,
    /// The kind's usual one if not said.
    recipient: Option<String>,
    /// The kind of the earlier paper that it carries on.
    follows: Option<String>,
    by: String,
    minutes_ago: i64,
    /// What became known before it was made.
    #[serde(default)]
    facts: Vec<SampleFact>,
    #[serde(default)]
    items: Vec<SampleItem>,
    checked: Option<SampleAct>,
    #[serde(default)]
    approved: Vec<SampleAct>,
    filed: Option<SampleFiling>,
}

/// What somebody wrote in an item.
#[derive(Deserialize)]
struct SampleItem {
    item: String,
    text: String,
    by: String,
    minutes_ago: i64,
}

/// Somebody checks or approves.
#[derive(Deserialize)]
struct SampleAct {
    by: String,
    minutes_ago: i64,
}

/// The paper goes out, so many minutes before that is noted.
#[derive(Deserialize)]
struct SampleFiling {
    by: String,
    minutes_ago: i64,
    done_minutes_before: i64,
    how: String,
    receipt: String,
}

impl Writer<'_> {
    /// Writes the papers in their order.
    pub(super) async fn papers(
        &self,
        incident: &incident::Model,
        papers: &[SamplePaper],
    ) -> anyhow::Result<()> {
        let mut made: BTreeMap<&str, String> = BTreeMap::new();
        for sample in papers {
            for fact in &sample.facts {
                self.fact(incident, fact).await?;
            }
            let follows = sample.follows.as_deref().map(|kind| made.get(kind).cloned());
            let follows = follows.map(|id| id.context("no such earlier paper")).transpose()?;
            let paper = self.paper(incident, sample, follows).await?;
            for item in &sample.items {
                self.item(incident, &paper, item).await?;
            }
            if let Some(act) = &sample.checked {
                self.check(incident, &paper, act).await?;
            }
            for act in &sample.approved {
                self.approve(incident, &paper, act).await?;
            }
            if let Some(filing) = &sample.filed {
                self.file(incident, &paper, filing).await?;
            }
            made.insert(&sample.kind, paper);
        }
        Ok(())
    }

    async fn paper(
        &self,
        incident: &incident::Model,
        sample: &SamplePaper,
        follows: Option<String>,
    ) -> anyhow::Result<String> {
        let scope = self.as_person(&sample.by, sample.minutes_ago).await?;
        let kind = kinds()?.get(&sample.kind).context("no such kind of paper")?;
        let recipient = match &sample.recipient {
            Some(name) => name.clone(),
            None => usual_recipient(kind).map_err(said)?,
        };
        let tx = self.tx(&scope).await?;
        let duty = duty_of_new(&tx, self.platform, &scope, incident, (kind, "")).await;
        let new = NewPaper {
            kind: sample.kind.clone(),
            phase: phase_named(kind, &sample.phase).context("no such phase")?,
            lang: Lang::Ja,
            recipient,
            duty: duty.map_err(said)?,
            follows,
        };
        let paper = make_paper(&tx, self.platform, &scope, incident, new).await.map_err(said)?;
        tx.commit().await?;
        Ok(paper.to_string())
    }

    async fn item(
        &self,
        incident: &incident::Model,
        paper: &str,
        sample: &SampleItem,
    ) -> anyhow::Result<()> {
        let scope = self.as_person(&sample.by, sample.minutes_ago).await?;
        let now = self.now(&scope, incident, paper).await?;
        let item = now.item(&sample.item).context("no such item")?;
        let edit = Edit {
            item: sample.item.clone(),
            text: Some(sample.text.clone()),
            basis: item.basis(),
            seen: item.rev(),
        };
        let tx = self.tx(&scope).await?;
        match edit_item(&tx, self.platform, &scope, incident, (paper, edit)).await {
            Ok(Edited::Saved) => Ok(tx.commit().await?),
            Ok(refused) => bail!("the item cannot be written: {refused:?}"),
            Err(problem) => Err(said(problem)),
        }
    }

    async fn check(
        &self,
        incident: &incident::Model,
        paper: &str,
        act: &SampleAct,
    ) -> anyhow::Result<()> {
        let scope = self.as_person(&act.by, act.minutes_ago).await?;
        let seen = self.now(&scope, incident, paper).await?.text_sha256;
        let tx = self.tx(&scope).await?;
        match check(&tx, self.platform, &scope, incident, (paper, &seen)).await {
            Ok(Checked::Done) => Ok(tx.commit().await?),
            Ok(refused) => bail!("the paper cannot be checked: {refused:?}"),
            Err(problem) => Err(said(problem)),
        }
    }

    async fn approve(
        &self,
        incident: &incident::Model,
        paper: &str,
        act: &SampleAct,
    ) -> anyhow::Result<()> {
        // A server signs its log every few seconds: the paper bears what was signed last.
        hikeshi_proofs::publish_now(self.platform).await.map_err(said)?;
        let scope = self.as_person(&act.by, act.minutes_ago).await?;
        let seen = self.now(&scope, incident, paper).await?.text_sha256;
        let id = IncidentId(incident.id);
        let done = approve(self.platform, &scope, id, (paper, &seen)).await.map_err(said)?;
        ensure!(
            matches!(done, Approval::Complete | Approval::Noted),
            "the paper cannot be approved: {done:?}"
        );
        Ok(())
    }

    async fn file(
        &self,
        incident: &incident::Model,
        paper: &str,
        sample: &SampleFiling,
    ) -> anyhow::Result<()> {
        let scope = self.as_person(&sample.by, sample.minutes_ago).await?;
        let before = SignedDuration::from_mins(sample.done_minutes_before);
        let new = NewFiling {
            done_at: self.platform.clock.now() - before,
            how: How::from_name(&sample.how).context("no such way")?,
            receipt: sample.receipt.clone(),
            exhibit: None,
            file: None,
            seen: self.now(&scope, incident, paper).await?.row.version,
            everybody: true,
        };
        let tx = self.tx(&scope).await?;
        let filed = file_paper(&tx, self.platform, &scope, incident, (paper, new)).await;
        ensure!(filed.map_err(said)?, "the paper cannot be filed");
        Ok(tx.commit().await?)
    }

    /// The paper as the person sees it.
    async fn now(
        &self,
        scope: &CompanyScope,
        incident: &incident::Model,
        paper: &str,
    ) -> anyhow::Result<PaperNow> {
        let tx = self.platform.db.read(scope.fence()).await?;
        let row = find_paper(&tx, scope, incident, paper).await.map_err(said)?;
        PaperNow::read(&tx, self.platform, scope, incident, row).await.map_err(said)
    }
}
