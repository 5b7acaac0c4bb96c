//! The merge fields of a letter as people read them: a title in brackets instead of `{{name}}`.

use hikeshi_drafting::{fill_letter, letter_fields};
use hikeshi_i18n::{Words, plain};

use crate::papers::kinds;

/// What a field holds, in words; its own name where no kind of letter has it.
pub(super) fn field_title(words: &Words, id: &str) -> String {
    let fields = kinds().map(|kinds| kinds.list.iter().flat_map(|kind| &kind.file.merge_fields));
    let field = fields.ok().and_then(|mut fields| fields.find(|field| field.id == id));
    field.map_or_else(|| id.to_owned(), |field| plain(field.title.get(words.lang())))
}

/// A text with its fields in words.
pub(super) fn with_fields(words: &Words, text: &str) -> String {
    let fields = letter_fields(&[text]);
    let shown = |id: &String| words.t1("letters-field", "title", field_title(words, id));
    let titles: Vec<String> = fields.iter().map(shown).collect();
    fill_letter(text, &fields, &titles)
}
