//! The frame and the parts of every page: templates, styles, fonts, icons.
//!
//! A crate with pages lists `../../platform/ui/templates` in its `askama.toml`, gives each page
//! struct a field `shell: Shell`, and begins the page's template with `{% extends "shell.html" %}`
//! (signed in), `"help_shell.html"` (public help, no script) or `"bare.html"` (sign-in, errors).
//! Parts are macros in `templates/parts/`; README.md shows them.

mod assets;
mod icons;
mod markup;
mod parts;
mod shell;

pub use assets::{Asset, asset_url, serve};
pub use icons::{icon, icon_names};
pub use markup::Markup;
pub use parts::{Choice, FieldError, Pager};
pub use shell::{
    Call, CompanyHead, Emergency, Flash, LangLink, MarkShape, NavItem, PersonHead, ProviderHead,
    Shell, Tone,
};

/// The words of the frame and the parts.
pub const SOURCE: hikeshi_i18n::Source = hikeshi_i18n::Source {
    slice: "ui",
    ja: include_str!("../locales/ja.ftl"),
    ja_easy: include_str!("../locales/ja-easy.ftl"),
    en: include_str!("../locales/en.ftl"),
};
