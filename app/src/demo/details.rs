//! What stands around the sample incidents: who leads, a question to the president, exhibits.

use anyhow::Context as _;
use hikeshi_directory::company_key;
use hikeshi_incidents::{
    content::content,
    evidence::{NewExhibit, add_exhibits, id_of_form, keep_bytes},
    executive::{DecisionOption, NewQuestion, ask},
    model::incident,
    people::set_commander,
};
use hikeshi_kernel::{Lang, Moment, new_uuid};
use jiff::SignedDuration;
use serde::Deserialize;

use super::cases::{Writer, said};

/// A question that waits for the president; its words are those of the content.
#[derive(Deserialize)]
pub struct SampleQuestion {
    topic: String,
    by: String,
    minutes_ago: i64,
    advice: String,
    due_in_minutes: i64,
}

/// An exhibit: a file if it has a name and a text, otherwise a thing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleExhibit {
    kind: String,
    title: String,
    by: String,
    minutes_ago: i64,
    place: String,
    storage: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    file_name: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    serial_number: String,
    #[serde(default)]
    clock_offset: String,
    #[serde(default)]
    tool: String,
    #[serde(default)]
    seal: String,
}

impl Writer<'_> {
    /// The person takes the lead.
    pub(super) async fn commander(
        &self,
        incident: &incident::Model,
        (email, minutes_ago): (&str, i64),
    ) -> anyhow::Result<()> {
        let scope = self.as_person(email, minutes_ago).await?;
        let account = scope.account().context("a person has an account")?.0;
        let tx = self.tx(&scope).await?;
        let chosen = set_commander(&tx, self.platform, &scope, incident, (account, "")).await;
        chosen.map_err(said)?.map_err(|_| anyhow::anyhow!("somebody leads already"))?;
        Ok(tx.commit().await?)
    }

    /// Asks the president.
    pub(super) async fn question(
        &self,
        incident: &incident::Model,
        sample: &SampleQuestion,
    ) -> anyhow::Result<()> {
        let topic = content()?.executive.topic(&sample.topic).context("no such topic")?;
        let scope = self.as_person(&sample.by, sample.minutes_ago).await?;
        let options = topic.options.iter().zip(1..).map(|(option, number)| DecisionOption {
            id: number.to_string(),
            label: option.label.get(Lang::Ja).to_owned(),
            effect: option.effect.get(Lang::Ja).to_owned(),
        });
        let minutes = sample.minutes_ago + sample.due_in_minutes;
        let new = NewQuestion {
            topic: sample.topic.clone(),
            question: topic.question.get(Lang::Ja).to_owned(),
            options: options.collect(),
            advice: sample.advice.clone(),
            due: Some(self.platform.clock.now() + SignedDuration::from_mins(minutes)),
        };
        let tx = self.tx(&scope).await?;
        ask(&tx, self.platform, &scope, incident, new).await.map_err(said)?;
        Ok(tx.commit().await?)
    }

    /// Stores and registers an exhibit.
    pub(super) async fn exhibit(
        &self,
        incident: &incident::Model,
        sample: &SampleExhibit,
    ) -> anyhow::Result<()> {
        let scope = self.as_person(&sample.by, sample.minutes_ago).await?;
        let file = if sample.file_name.is_empty() {
            None
        } else {
            let tx = self.tx(&scope).await?;
            let key = company_key(&tx, self.platform, &scope).await.map_err(said)?;
            tx.commit().await?;
            let bytes = sample.text.clone().into_bytes();
            Some(keep_bytes(self.platform, &key, &sample.file_name, bytes).await?)
        };
        let (clock, rng) = self.platform.chance();
        let new = NewExhibit {
            id: id_of_form(incident.id, new_uuid(clock, rng), 0),
            kind: sample.kind.clone(),
            title: sample.title.clone(),
            description: sample.description.clone(),
            file,
            serial_number: sample.serial_number.clone(),
            collected: Moment::Exact { at: clock.now() },
            collected_by: scope.actor_name().to_owned(),
            place: sample.place.clone(),
            clock_offset: sample.clock_offset.clone(),
            tool: sample.tool.clone(),
            seal: sample.seal.clone(),
            storage: sample.storage.clone(),
        };
        let tx = self.tx(&scope).await?;
        add_exhibits(&tx, self.platform, &scope, incident, &[new]).await.map_err(said)?;
        Ok(tx.commit().await?)
    }
}
