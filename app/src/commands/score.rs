//! `hikeshi score`: points, band and sites of a file of answers, without a database.

use std::{io::Read as _, path::Path, process::ExitCode};

use anyhow::{Context as _, anyhow, bail};
use hikeshi_i18n::plain;
use hikeshi_kernel::Lang;
use hikeshi_posture::{answer_words, library};
use hikeshi_posture_engine::{Catalogue, MAX_ANSWERS_BYTES, Score, read_answers, score};

use super::say;
use crate::cli::{Format, ScoreOptions};

/// Prints the score; the exit code is 1 when the answers have faults, each named by its line.
#[expect(clippy::print_stderr, reason = "faults are told to a person")]
pub fn run(options: &ScoreOptions) -> anyhow::Result<ExitCode> {
    let library = library()?;
    let catalogue = library.catalogue(&options.questionnaire).ok_or_else(|| {
        let known: Vec<_> = library.catalogues().iter().map(|one| one.id.as_str()).collect();
        let asked = &options.questionnaire;
        anyhow!("there is no questionnaire \"{asked}\"; there are: {}", known.join(", "))
    })?;
    let bytes = read(&options.answers)?;
    let answers = match read_answers(catalogue, answer_words()?, &bytes) {
        Ok(answers) => answers,
        Err(problems) => {
            let file = options.answers.display();
            problems.iter().for_each(|problem| eprintln!("{file}: {problem}"));
            return Ok(ExitCode::FAILURE);
        }
    };
    let score = score(catalogue, &answers);
    match options.format {
        Format::Json => say(&(serde_json::to_string_pretty(&score)? + "\n"))?,
        Format::Text => say(&text(catalogue, &score, options.lang.into()))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Nothing larger than the limit is taken into memory, also from a pipe.
fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    let reading = || format!("cannot read {}", file.display());
    let most = u64::try_from(MAX_ANSWERS_BYTES)? + 1;
    let mut bytes = Vec::new();
    if file.as_os_str() == "-" {
        std::io::stdin().lock().take(most).read_to_end(&mut bytes).with_context(reading)?;
    } else {
        let opened = std::fs::File::open(file).with_context(reading)?;
        opened.take(most).read_to_end(&mut bytes).with_context(reading)?;
    }
    if bytes.len() > MAX_ANSWERS_BYTES {
        bail!("{} is larger than {} MiB", file.display(), MAX_ANSWERS_BYTES >> 20);
    }
    Ok(bytes)
}

/// The score as lines that a person reads; the names of the answers are those of the file.
fn text(catalogue: &Catalogue, score: &Score, lang: Lang) -> String {
    let mut lines = vec![format!("{}  ({})", plain(catalogue.title.get(lang)), catalogue.edition)];
    let band = |band: &Option<String>| band.as_ref().map(|b| format!("  {b}")).unwrap_or_default();
    let sum = &score.sum;
    lines.push(format!("total {} / {}{}", sum.total, sum.max, band(&sum.band)));
    let found = catalogue.scoring.bands.iter().find(|one| Some(&one.id) == sum.band.as_ref());
    lines.extend(found.map(|one| format!("  {}", plain(one.meaning.get(lang)))));
    let c = &sum.counts;
    lines.push(format!(
        "  yes {}  partly {}  no {}  unknown {}  unanswered {}  na {}",
        c.yes, c.partly, c.no, c.unknown, c.unanswered, c.na
    ));
    if !sum.complete {
        lines.push(format!("  could be {} to {}", sum.could_be.0, sum.could_be.1));
    }
    if c.na > 0 {
        let official = &sum.official;
        let (total, max) = (official.total, official.max);
        lines.push(format!("  official sheet (no na): {total} / {max}{}", band(&official.band)));
    }
    for part in &score.parts {
        let title = catalogue.parts.iter().find(|one| one.id == part.id);
        let title = title.map(|one| plain(one.title.get(lang))).unwrap_or_default();
        lines.push(format!("part {:<12} {} / {}  {title}", part.id, part.total, part.max));
    }
    if !score.groups.is_empty() {
        let met = score.groups.iter().filter(|group| group.met).count();
        lines.push(format!("requirements met {met} / {}", score.groups.len()));
    }
    for site in score.sites.iter().filter(|site| !site.site.is_empty()) {
        let sum = &site.sum;
        lines.push(format!("site {}  {} / {}{}", site.site, sum.total, sum.max, band(&sum.band)));
    }
    let notice = catalogue.notice.as_ref().map(|notice| plain(notice.get(lang)));
    lines.extend(notice.map(|notice| format!("! {notice}")));
    lines.join("\n") + "\n"
}
