//! What the columns of a list hold, what the list gives, and what is wrong in it, before anything
//! is sent.

use std::collections::BTreeSet;

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use hikeshi_drafting::fill_letter;
use hikeshi_identity::can::{self, Action};
use hikeshi_incidents::{
    documents::missing_glyphs,
    page::{CaseHead, Tab},
};
use hikeshi_ui::{Choice, FieldError, Shell};
use hikeshi_web::{Html, Posted, Problem};
use serde::Deserialize;

use super::{letters_at::AtRun, letters_fields::field_title};
use crate::letters::{
    Accepted, Channel, Checked, Doubt, Lines, Refused, Role, Table, Trouble, accept_columns,
    check_list, leave_out_told, open_list, table_left_out,
};

/// Rows of the list that are shown.
const SHOWN_ROWS: usize = 5;
/// Rows without a letter that are told one by one; the table has all of them.
const SHOWN_TROUBLES: usize = 300;

#[derive(Template)]
#[template(path = "pages/letters_columns.html")]
struct ColumnsPage {
    shell: Shell,
    head: CaseHead,
    here: String,
    version: i64,
    columns: Vec<Column>,
    choices: Vec<Choice>,
    /// What keeps the list from being used; each one sentence.
    blocks: Vec<String>,
    recipients: usize,
    recipients_text: String,
    left_out: usize,
    left_out_text: String,
    counts: Vec<(String, String)>,
    /// What the other lines of the file are, and how many, so that all add up.
    other_lines: Vec<(String, String)>,
    all_lines: String,
    troubles: Vec<String>,
    doubts: Vec<DoubtLine>,
    /// Characters of the letter itself that cannot be printed.
    letter_missing: String,
    sample: Option<(String, String)>,
    leave_out: bool,
}

/// One column.
struct Column {
    number: usize,
    heading: String,
    role: &'static str,
    samples: Vec<String>,
}

/// A row that a person compares before it is used.
struct DoubtLine {
    line: usize,
    what: String,
    read: String,
    accepted: bool,
}

/// What the form posts.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ColumnsForm {
    role: Vec<String>,
    seen: String,
    /// The lines of doubtful rows that were compared and are to be used.
    accept: Vec<String>,
    leave_out: String,
    act: String,
}

pub(super) async fn show(at: AtRun<can::EditReporting>) -> Result<Response, Problem> {
    let Some(looked) = look(&at, None, BTreeSet::new()).await? else { return Ok(at.to("")) };
    let (_, shell) = at.page().await?;
    Ok(Html(looked.page(&at, shell, false)).into_response())
}

pub(super) async fn settle(
    at: AtRun<can::EditReporting>,
    Posted(form): Posted<ColumnsForm>,
) -> Result<Response, Problem> {
    let accepted = form.accept.iter().filter_map(|line| line.parse().ok()).collect();
    let Some(looked) = look(&at, Some(&form.role), accepted).await? else { return Ok(at.to("")) };
    let leave_out = form.leave_out == "yes";
    let answer = async |status: StatusCode, mistake: Option<(&str, &str)>| {
        let (_, mut shell) = at.page().await?;
        let mistake = mistake.map(|(field, key)| FieldError::new(field, shell.t(key)));
        shell.errors.extend(mistake);
        Ok(Html(looked.page(&at, shell, leave_out)).with_status(status))
    };
    let moved = (StatusCode::CONFLICT, Some(("", Refused::Moved.key())));
    if form.seen != at.run.version.to_string() {
        return answer(moved.0, moved.1).await;
    }
    if form.act != "settle" {
        return answer(StatusCode::OK, None).await;
    }
    if let Err(mistake) = looked.usable(leave_out) {
        return answer(StatusCode::UNPROCESSABLE_ENTITY, mistake).await;
    }
    let left_out = table_left_out(&at.context.words, &looked.table, &looked.checked);
    let settled = (&*looked.roles, &looked.checked, left_out);
    match accept_columns(&at.platform, &at.scope, &at.key().await?, &at.run, settled).await? {
        Accepted::Done => Ok(at.to("")),
        Accepted::Moved => answer(moved.0, moved.1).await,
    }
}

/// A list that was looked at with these roles of its columns.
struct Looked {
    table: Table,
    checked: Checked,
    roles: Vec<Role>,
    /// Characters of the letter itself that cannot be printed.
    letter_missing: String,
}

/// Reads and checks the list with the roles of the form, or with the settled or guessed ones.
/// `None`: there is no list.
async fn look<A: Action>(
    at: &AtRun<A>,
    typed: Option<&[String]>,
    accepted: BTreeSet<usize>,
) -> Result<Option<Looked>, Problem> {
    let (platform, run) = (&at.platform, &at.run);
    let Some(blob) = run.list_blob_id else { return Ok(None) };
    let key = at.key().await?;
    let Ok(table) = open_list(platform, &key, blob).await? else { return Ok(None) };
    let mut roles = match typed {
        Some(typed) => {
            typed.iter().map(|name| Role::from_name(name).unwrap_or(Role::Field)).collect()
        }
        None => run.roles()?,
    };
    roles.resize(table.heads.len(), Role::Field);
    let (channel, fields) = (run.way()?, run.fields());
    let letter = match channel {
        Channel::Email => String::new(),
        Channel::Paper => [&*run.subject, &*run.body, &*run.sender].concat(),
    };
    let checking = tokio::task::spawn_blocking(move || {
        let checked = check_list(&table, &roles, channel, &fields, &accepted)?;
        let letter_missing = missing_glyphs(&letter)?;
        Ok::<_, Problem>(Looked { table, checked, roles, letter_missing })
    });
    let mut looked = checking.await??;
    leave_out_told(platform, &at.scope, &key, run, &mut looked.checked).await?;
    let (checked, rows) = (&looked.checked, looked.table.lines.rows);
    if checked.columns_fit() && checked.recipients.len() + checked.left_out != rows {
        return Err(Problem::internal("rows of a list that are neither sent nor left out"));
    }
    Ok(Some(looked))
}

impl Looked {
    /// Whether letters can go out with it; else the field that is wrong, and why. Without a field
    /// the page itself says what is wrong with the columns.
    fn usable(&self, leave_out: bool) -> Result<(), Option<(&'static str, &'static str)>> {
        if !self.checked.columns_fit() {
            Err(None)
        } else if self.checked.recipients.is_empty() {
            Err(Some(("", "letters-nobody")))
        } else if self.checked.left_out > 0 && !leave_out {
            Err(Some(("leave_out", "letters-leave-out-missing")))
        } else {
            Ok(())
        }
    }

    fn page<A: Action>(&self, at: &AtRun<A>, mut shell: Shell, leave_out: bool) -> ColumnsPage {
        let Self { table, checked, roles, letter_missing } = self;
        let run = &at.run;
        let head = CaseHead::new(&at.scope, &shell.words, &at.incident, Tab::Documents);
        let words = shell.words.clone();
        let blocks = blocks(&shell, checked);
        if !shell.errors.is_empty() || !blocks.is_empty() {
            let more = blocks.iter().map(|text| FieldError::new("column-1", text.clone()));
            shell.errors.extend(more);
        }
        let rows: Vec<_> = table.rows().take(SHOWN_ROWS).collect();
        let column = |(place, heading): (usize, &String)| Column {
            number: place + 1,
            heading: heading.clone(),
            role: roles.get(place).copied().unwrap_or(Role::Field).name(),
            samples: rows
                .iter()
                .map(|row| row.cells.get(place).cloned().unwrap_or_default())
                .collect(),
        };
        let fields = run.fields();
        let sample = checked.recipients.first().map(|one| {
            let text = |text: &str| fill_letter(text, &fields, &one.values);
            (text(&run.subject), text(&run.body))
        });
        let choices = Role::ALL.map(|role| {
            Choice::new(role.name(), words.t(&format!("letters-role-{}", role.name())))
        });
        ColumnsPage {
            here: format!("{}/letters/{}", head.base, run.id),
            version: run.version,
            columns: table.heads.iter().enumerate().map(column).collect(),
            choices: choices.into(),
            blocks,
            recipients: checked.recipients.len(),
            recipients_text: number(&shell, checked.recipients.len()),
            left_out: checked.left_out,
            left_out_text: number(&shell, checked.left_out),
            counts: checked
                .counts
                .iter()
                .map(|(kind, count)| {
                    (words.t(&format!("letters-trouble-{}", kind.name())), number(&shell, *count))
                })
                .collect(),
            other_lines: other_lines(&shell, table.lines),
            all_lines: number(&shell, table.lines.all),
            troubles: checked
                .troubles
                .iter()
                .take(SHOWN_TROUBLES)
                .map(|trouble| line(&shell, trouble))
                .collect(),
            doubts: checked.doubts.iter().map(|doubt| DoubtLine::new(&shell, doubt)).collect(),
            letter_missing: letter_missing.clone(),
            sample,
            leave_out,
            head,
            shell,
        }
    }
}

fn blocks(shell: &Shell, checked: &Checked) -> Vec<String> {
    let words = &shell.words;
    let role = |role: &Role| words.t(&format!("letters-role-{}", role.name()));
    let mut blocks = Vec::new();
    for missing in &checked.missing_roles {
        blocks.push(words.t1("letters-no-column", "what", role(missing)));
    }
    if let Some(doubled) = &checked.doubled_role {
        blocks.push(words.t1("letters-two-columns", "what", role(doubled)));
    }
    if let Some(head) = &checked.doubled_head {
        blocks.push(words.t1("letters-two-headings", "what", head));
    }
    if let Some(line) = &checked.other_heads {
        blocks.push(words.t1("letters-other-headings", "line", line));
    }
    for field in &checked.missing_fields {
        blocks.push(words.t1("letters-no-field", "field", field_title(words, field)));
    }
    blocks
}

/// The lines of the file that hold no row, by what they are; without those that there are none of.
fn other_lines(shell: &Shell, lines: Lines) -> Vec<(String, String)> {
    let kinds = [
        ("letters-lines-heading", Lines::HEADING),
        ("letters-lines-blank", lines.blank),
        ("letters-lines-continued", lines.continued),
    ];
    let there = kinds.into_iter().filter(|(_, count)| *count > 0);
    there.map(|(key, count)| (shell.t(key), number(shell, count))).collect()
}

impl DoubtLine {
    fn new(shell: &Shell, doubt: &Doubt) -> Self {
        let trouble = Trouble { line: doubt.line, kind: doubt.kind, place: doubt.missing.clone() };
        Self {
            line: doubt.line,
            what: line(shell, &trouble),
            read: doubt.read.join(" / "),
            accepted: doubt.accepted,
        }
    }
}

fn line(shell: &Shell, trouble: &Trouble) -> String {
    let what = shell.t(&format!("letters-trouble-{}", trouble.kind.name()));
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("line", &trouble.line), ("what", &what), ("place", &trouble.place)];
    let key =
        if trouble.place.is_empty() { "letters-trouble-line" } else { "letters-trouble-place" };
    shell.words.ta(key, &values)
}

fn number(shell: &Shell, count: usize) -> String {
    shell.words.number(i64::try_from(count).unwrap_or(i64::MAX))
}
