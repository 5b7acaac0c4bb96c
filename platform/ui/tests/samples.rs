//! Pages with all parts, as a crate with pages makes them, in the three languages. They are
//! written to `target/tmp/ui-samples/` to be looked at in a browser.

#![expect(clippy::unwrap_used, reason = "a broken sample should stop the test at once")]

use askama::Template;
use hikeshi_i18n::{Catalogue, Source, Words};
use hikeshi_kernel::Lang;
use hikeshi_ui::{
    Call, Choice, CompanyHead, Emergency, FieldError, Flash, MarkShape, NavItem, Pager, PersonHead,
    ProviderHead, Shell, Tone, serve,
};

const WORDS: Source = Source {
    slice: "sample",
    ja: include_str!("fixtures/ja.ftl"),
    ja_easy: include_str!("fixtures/ja-easy.ftl"),
    en: include_str!("fixtures/en.ftl"),
};
const HOSTILE: &str = "\"><script>alert(1)</script>";

#[derive(Template)]
#[template(path = "parts.html")]
struct PartsPage {
    shell: Shell,
    typed: String,
    choices: Vec<Choice>,
    chosen: String,
    many: Vec<String>,
    pager: Pager,
    icons: Vec<&'static str>,
}

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    shell: Shell,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    shell: Shell,
}

fn catalogue() -> Catalogue {
    Catalogue::new(&[hikeshi_ui::SOURCE, WORDS]).unwrap()
}

fn shell(words: Words) -> Shell {
    let call = Call {
        label: words.t("sample-provider"),
        number: "050-0000-0119".into(),
        tel: "05000000119".into(),
    };
    let company = CompanyHead {
        name: words.t("sample-company"),
        mark: words.t("sample-mark"),
        mark_shape: MarkShape::Round,
        href: None,
    };
    let mut shell = Shell::new(words, "/sample?page=2".into(), "n0nce".into());
    (shell.call, shell.company) = (Some(call), Some(company));
    shell
}

fn signed_in(words: Words) -> Shell {
    let mut shell = shell(words);
    let person = PersonHead { name: shell.t("sample-person"), role_label: shell.t("sample-role") };
    let item = |n: usize| NavItem::new(shell.t(&format!("sample-nav-{n}")), "/").current_if(n == 2);
    let (title, href) = (shell.t("sample-incident"), "/i/1".into());
    let emergency = Emergency { title, href, all: Some((2, "/i".into())) };
    shell.nav = (1..=5).map(item).collect();
    (shell.person, shell.emergency) = (Some(person), Some(emergency));
    shell
}

fn with_errors(mut shell: Shell) -> Shell {
    shell.errors = vec![
        FieldError::new("seen_at", shell.t("sample-error-1")),
        FieldError::new("power", shell.t("sample-error-2")),
    ];
    shell.flash = Some(Flash { kind: Tone::Done, text: shell.t("sample-flash") });
    shell
}

fn choices(words: &Words) -> Vec<Choice> {
    ["yes", "no", "unknown"]
        .map(|name| Choice::new(name, words.t(&format!("sample-{name}"))))
        .to_vec()
}

fn parts_page(shell: Shell) -> String {
    let page = PartsPage {
        typed: HOSTILE.into(),
        choices: choices(&shell.words),
        chosen: "no".into(),
        many: vec!["yes".into(), "unknown".into()],
        pager: Pager::numbered(5, 25, |page| format!("?page={page}")),
        icons: hikeshi_ui::icon_names().collect(),
        shell,
    };
    page.render().unwrap()
}

fn pages(lang: Lang) -> Vec<(&'static str, String)> {
    let words = catalogue().words(lang);
    let mut provider = signed_in(words.clone());
    provider.company = None;
    provider.provider =
        Some(ProviderHead { name: words.t("sample-provider"), href: "/board".into() });
    let mut visiting = signed_in(words.clone());
    (visiting.provider_view, visiting.provider) = (true, provider.provider.clone());
    let help = HelpPage { choices: choices(&words), shell: shell(words.clone()) };
    vec![
        ("company", parts_page(signed_in(words.clone()))),
        ("errors", parts_page(with_errors(signed_in(words.clone())))),
        ("provider", parts_page(provider)),
        ("visiting", parts_page(visiting)),
        ("help", help.render().unwrap()),
        (
            "sign-in",
            SignInPage { shell: Shell::new(words, "/".into(), String::new()) }.render().unwrap(),
        ),
    ]
}

#[test]
fn every_page_renders_in_every_language_without_missing_words() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("ui-samples");
    std::fs::create_dir_all(&folder).unwrap();
    for lang in Lang::ALL {
        for (name, html) in pages(lang) {
            for key in ["[ui-", "[sample-", "[time-"] {
                assert!(!html.contains(key), "{name} {}: a word is missing ({key}", lang.code());
            }
            std::fs::write(folder.join(format!("{name}-{}.html", lang.code())), html).unwrap();
        }
    }
    assert_eq!(catalogue().gaps(), []);
}

#[test]
fn no_page_holds_inline_script_or_style_and_typed_text_stays_text() {
    for (name, html) in pages(Lang::Ja) {
        for bad in ["<script>", "style=", " onclick", "javascript:", "http://", "https://"] {
            assert!(!html.contains(bad), "{name}: {bad}");
        }
    }
}

#[test]
fn a_help_page_has_no_script_and_weighs_less_than_100_kb_with_its_style() {
    let html = &pages(Lang::JaEasy).swap_remove(4).1;
    assert!(!html.contains("<script") && !html.contains("/fonts.css"));
    let weight = |name: &str| serve(&format!("x/{name}")).unwrap().bytes.len();
    let text = html.len() + weight("hikeshi.css") + weight("help-fonts.css") + weight("icon.svg");
    // Text travels compressed to a third or less; fonts are compressed already.
    let fonts = weight("fonts/help-start.woff2") + weight("fonts/help-more.woff2");
    assert!(text / 3 + fonts < 100_000, "{text} and {fonts}");
    let first = weight("fonts/help-start.woff2") + weight("fonts/help-names.woff2");
    assert!(text / 3 + first < 95_000, "the first page: {text} and {first}");
}

#[test]
fn a_page_with_mistakes_says_so_in_title_summary_and_field() {
    let html = &pages(Lang::En).swap_remove(1).1;
    for part in [
        "<title>Error: All the parts",
        "Error: correct 2 things",
        "href=\"#seen_at\"",
        "aria-invalid=\"true\" aria-describedby=\"seen_at-hint seen_at-error\"",
        "id=\"power-error\"",
    ] {
        assert!(html.contains(part), "{part} is missing");
    }
}

#[test]
fn every_icon_that_the_templates_name_exists() {
    let names: Vec<_> = hikeshi_ui::icon_names().collect();
    let folders = [
        concat!(env!("CARGO_MANIFEST_DIR"), "/templates"),
        concat!(env!("CARGO_MANIFEST_DIR"), "/templates/parts"),
    ];
    let mut seen = 0;
    for file in folders.into_iter().flat_map(|folder| std::fs::read_dir(folder).unwrap()) {
        let path = file.unwrap().path();
        let text = if path.is_file() { std::fs::read_to_string(&path).unwrap() } else { continue };
        for (name, _) in text.split("icon(\"").skip(1).filter_map(|rest| rest.split_once('"')) {
            assert!(names.contains(&name), "{}: {name}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 10);
}
