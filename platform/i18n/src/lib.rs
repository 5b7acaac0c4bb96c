//! Interface words in Japanese, easy Japanese and English (Project Fluent), and dates as people
//! write them.
//!
//! A slice hands over its three locale files as a [`Source`]; the [`Catalogue`] joins all slices
//! once at start; a page asks for [`Words`] in its reader's language. Text may carry readings
//! (see [`plain`] and [`ruby_html`]).

mod catalogue;
mod dates;
mod reading;
mod words;

pub use catalogue::{Catalogue, CatalogueError, Gap, Source};
pub use reading::{escape_html, plain, ruby_html};
pub use words::Words;

/// The words of this crate itself: dates, times and durations.
pub const SOURCE: Source = Source {
    slice: "i18n",
    ja: include_str!("../locales/ja.ftl"),
    ja_easy: include_str!("../locales/ja-easy.ftl"),
    en: include_str!("../locales/en.ftl"),
};
