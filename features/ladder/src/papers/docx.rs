//! As docx, to go on writing in.

use hikeshi_i18n::Words;
use hikeshi_office::Document;
use hikeshi_web::Problem;
use jiff::Timestamp;

use super::{ActionData, Pack, PackItem};

/// The data of a declaration.
///
/// # Errors
/// A fault of the writer.
pub fn action_docx(words: &Words, data: &ActionData, at: Timestamp) -> Result<Vec<u8>, Problem> {
    let mark = Marked(words);
    let title = words.t1("starpaper-declaration-of", "star", &data.mark);
    let made = words.t1("starpaper-made", "at", words.date_time(at));
    let lines: Vec<Vec<String>> = data
        .lines
        .iter()
        .map(|line| vec![mark.or(&line.name, line.to_check), mark.value(&line.value)])
        .collect();
    let document = Document::new(&title)
        .paragraph_at_end(&data.company)
        .running(&made, &data.company)
        .paragraph(&words.t("starpaper-declaration-what"))
        .note(&mark.or(&data.note.0, data.note.1))
        .heading(2, &words.t("starpaper-site"))
        .paragraph(&mark.or(&data.site, data.site_to_check));
    let document = match data.missing.is_empty() {
        true => document,
        false => document.heading(2, &words.t("starpaper-missing")).list(&data.missing),
    };
    let steps = data.steps.iter().map(|(step, to_check)| mark.or(step, *to_check));
    let head = [words.t("starpaper-enter"), words.t("starpaper-enter-what")];
    let document = document
        .heading(2, &words.t("starpaper-enter"))
        .table(&[2, 3], &head, &lines)
        .heading(2, &words.t("starpaper-steps"))
        .list(steps)
        .heading(2, &words.t("starpaper-number"))
        .paragraph(&mark.or(&data.number.0, data.number.1));
    Ok(document.finish()?)
}

/// The pack of three stars.
///
/// # Errors
/// A fault of the writer.
pub fn pack_docx(words: &Words, pack: &Pack, at: Timestamp) -> Result<Vec<u8>, Problem> {
    let mark = Marked(words);
    let made = words.t1("starpaper-made", "at", words.date_time(at));
    let notices = pack.notices.iter().map(|(text, to_check)| mark.or(text, *to_check));
    let unmet: Vec<String> =
        pack.unmet.iter().map(|item| format!("{}  {}", item.id, item.question)).collect();
    let document = Document::new(&words.t("starpaper-pack"))
        .paragraph(&pack.title)
        .paragraph_at_end(&pack.company)
        .running(&made, &pack.company)
        .note(&pack.about)
        .note(&pack.edition)
        .paragraph(&words.ta("starpaper-met", &[("met", &pack.met), ("of", &pack.of)]))
        .paragraph(&pack.counts)
        .list(notices)
        .heading(2, &words.t("starpaper-scope"))
        .paragraph(&mark.value(&pack.scope_note))
        .heading(2, &words.t("starpaper-unmet"));
    let document = match unmet.is_empty() {
        true => document.paragraph(&words.t("starpaper-unmet-none")),
        false => document.list(unmet),
    };
    let head = ["", "starpaper-criterion", "starpaper-answer"];
    let head = head.map(|key| if key.is_empty() { String::new() } else { words.t(key) });
    let document = document.heading(2, &words.t("starpaper-answers"));
    let document = pack.parts.iter().fold(document, |document, part| {
        let rows: Vec<Vec<String>> = part.items.iter().map(|item| row(&mark, item)).collect();
        document.heading(3, &part.title).table(&[14, 60, 34], &head, &rows)
    });
    let document = evidence(document.heading(2, &words.t("starpaper-evidence")), words, pack);
    let signed = |lines: &[(String, String)]| -> Vec<Vec<String>> {
        lines.iter().map(|(name, value)| vec![name.clone(), value.clone()]).collect()
    };
    let blank = [String::new(), String::new()];
    let document = document
        .heading(2, &words.t("starpaper-expert"))
        .paragraph(&mark.or(&pack.expert.0, pack.expert.1))
        .table(&[2, 5], &blank, &signed(&pack.expert_lines))
        .heading(2, &words.t("starpaper-oath"))
        .paragraph(&mark.or(&pack.oath.0, pack.oath.1))
        .table(&[2, 5], &blank, &signed(&pack.oath_lines))
        .heading(2, &words.t("starpaper-sources"))
        .list(&pack.sources);
    Ok(document.finish()?)
}

fn row(mark: &Marked<'_>, item: &PackItem) -> Vec<String> {
    vec![item.id.clone(), mark.or(&item.question, item.to_check), item.answers.join("\n")]
}

fn evidence(document: Document, words: &Words, pack: &Pack) -> Document {
    if pack.evidence.is_empty() {
        return document.paragraph(&words.t("starpaper-evidence-none"));
    }
    let rows: Vec<Vec<String>> = pack
        .evidence
        .iter()
        .map(|one| {
            let what = [one.title.as_str(), &one.place].join("\n");
            vec![one.item.clone(), what, format!("{}\n{}", one.day, one.age)]
        })
        .collect();
    let head = [String::new(), words.t("starpaper-evidence-what"), words.t("starpaper-age")];
    document.table(&[14, 62, 32], &head, &rows)
}

/// Marks what is to be checked, and what is not filled in.
struct Marked<'a>(&'a Words);

impl Marked<'_> {
    fn or(&self, text: &str, to_check: bool) -> String {
        if to_check { self.0.t1("starpaper-marked", "text", text) } else { text.to_owned() }
    }

    fn value(&self, text: &str) -> String {
        if text.is_empty() { self.0.t("starpaper-blank") } else { text.to_owned() }
    }
}
