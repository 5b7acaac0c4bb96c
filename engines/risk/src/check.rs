//! Faults of the model itself, found before anybody relies on it.

use std::collections::BTreeSet;

use crate::{Kind, Level, RiskModel, Step};

/// The scales that the arithmetic needs.
const SCALES: [&str; 5] = ["confidentiality", "integrity", "availability", "threat", "weakness"];

impl RiskModel {
    /// What is wrong with the model, one sentence each; empty for one that can be used.
    #[must_use]
    pub fn check(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let scales: Vec<&str> = self.scales.iter().map(|scale| scale.id.as_str()).collect();
        if scales != SCALES {
            faults.push(format!("the scales are {scales:?}, not {SCALES:?}"));
        }
        for scale in &self.scales {
            faults.extend(steps(&scale.id, &scale.steps));
        }
        faults.extend(steps("possibility", &self.possibility.steps));
        faults.extend(self.rising());
        faults.extend(self.banded());
        faults.extend(self.named());
        faults
    }

    /// A higher threat or weakness never makes a smaller possibility.
    fn rising(&self) -> Vec<String> {
        let matrix = &self.possibility.matrix;
        let mut faults = Vec::new();
        for (nth, row) in (1..).zip(matrix) {
            if !row.is_sorted() {
                faults.push(format!("the possibility falls in row {nth}"));
            }
        }
        for column in 0..3 {
            if !matrix.iter().map(|row| row[column]).is_sorted() {
                faults.push(format!("the possibility falls in column {}", column + 1));
            }
        }
        faults
    }

    /// Every value that a risk can have is in one band.
    fn banded(&self) -> Vec<String> {
        let values = Level::ALL.into_iter().flat_map(|importance| {
            Level::ALL.map(|possibility| importance.number() * possibility.number())
        });
        let values: BTreeSet<u8> = values.collect();
        let bands = |value: u8| {
            self.bands.iter().filter(|band| (band.from..=band.to).contains(&value)).count()
        };
        let lost = values.into_iter().filter(|value| bands(*value) != 1);
        lost.map(|value| format!("the risk value {value} is in {} bands", bands(value))).collect()
    }

    /// Ids are unique, and what is named exists.
    fn named(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let kinds = |kinds: &[Kind]| kinds.iter().map(|kind| kind.id.clone()).collect::<Vec<_>>();
        let areas: Vec<String> = self.areas.iter().map(|area| area.id.clone()).collect();
        let threats: Vec<String> = self.threats.iter().map(|threat| threat.id.clone()).collect();
        let media = kinds(&self.media);
        for ids in [&media, &kinds(&self.personal), &areas, &threats] {
            let different: BTreeSet<&String> = ids.iter().collect();
            if different.len() != ids.len() {
                faults.push(format!("an id stands twice in {ids:?}"));
            }
        }
        for threat in &self.threats {
            let lost = threat.media.iter().filter(|medium| !media.contains(medium));
            faults.extend(lost.map(|one| format!("{}: there is no medium {one}", threat.id)));
            let lost = threat.areas.iter().filter(|area| !areas.contains(area));
            faults.extend(lost.map(|one| format!("{}: there is no area {one}", threat.id)));
        }
        let mut heads = BTreeSet::new();
        for head in self.columns.iter().flat_map(|column| &column.also) {
            if !heads.insert(crate::plain(head)) {
                faults.push(format!("the head {head} stands twice"));
            }
        }
        for medium in &media {
            if !self.threats.iter().any(|threat| threat.media.contains(medium)) {
                faults.push(format!("nothing threatens the medium {medium}"));
            }
        }
        faults
    }
}

fn steps(id: &str, steps: &[Step]) -> Option<String> {
    let levels: Vec<u8> = steps.iter().map(|step| step.level.number()).collect();
    (levels != [3, 2, 1]).then(|| format!("{id}: the steps are {levels:?}, not 3, 2, 1"))
}
