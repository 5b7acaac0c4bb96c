//! Interface words: every key used exists in all languages, every key that exists is used.

mod catalogue;

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use crate::finding::{Answer, Finding};
use crate::tree::Tree;
use catalogue::Catalogue;
pub use catalogue::messages;

const LANGUAGES: [&str; 3] = ["ja", "ja-easy", "en"];
/// How code and pages ask for words: `t("key"`, also `t1`, `t2`, `ta`, `html`, `html1`, `html_a`.
const CALL: &str = r#"\b(?:t|t1|t2|ta|html|html1|html_a)\(\s*"([A-Za-z][\w-]*)(?:\.[\w-]+)?""#;

/// Checks all folders named `locales` against each other and against code and pages.
pub fn check(tree: &Tree) -> Answer {
    let mut answer = Answer::default();
    let mut keys: BTreeMap<&str, &str> = BTreeMap::new();
    let mut used = BTreeSet::new();
    let given: BTreeSet<_> = sources(tree).flat_map(|(_, text)| text.split('"')).collect();
    for group in groups(tree) {
        let catalogues = LANGUAGES.map(|language| {
            let path = format!("{group}{language}.ftl");
            let text = tree.text(&path);
            if text.is_none() {
                answer.findings.push(Finding::at(&path, "is missing: write it"));
            }
            Catalogue::read(path, text.unwrap_or_default())
        });
        compare(&catalogues, &given, &mut answer.findings);
        for catalogue in &catalogues {
            catalogue.repeated(&mut answer.findings);
            used.extend(catalogue.references());
        }
    }
    for folder in folders(tree) {
        let first = folder_keys(tree, folder, &mut keys, &mut answer.findings);
        used.extend(dynamic(tree, folder, &first, &mut answer.findings));
        answer.notes.push(format!("{folder}: {} keys", first.len()));
    }
    calls(tree, &keys, &mut used, &mut answer.findings);
    for (key, path) in keys.iter().filter(|(key, _)| !used.contains(**key)) {
        let what = format!(
            "the key `{key}` is not used: delete it in all languages, or name it in keys.txt \
             beside it if code puts it together"
        );
        answer.findings.push(Finding::at(*path, what));
    }
    answer
}

fn files(tree: &Tree) -> impl Iterator<Item = &str> {
    tree.paths().filter(|path| path.ends_with(".ftl") && path.contains("/locales/"))
}

fn folders(tree: &Tree) -> BTreeSet<&str> {
    files(tree).filter_map(|path| path.rsplit_once('/')).map(|(folder, _)| folder).collect()
}

/// What stands before the language: `f/locales/` of `f/locales/ja.ftl`, `f/locales/case.` of
/// `f/locales/case.ja.ftl`.
fn groups(tree: &Tree) -> BTreeSet<&str> {
    let before = |path: &str| Some(path.strip_suffix(".ftl")?.rfind(['/', '.'])? + 1);
    files(tree).filter_map(|path| before(path).map(|end| &path[..end])).collect()
}

/// Every language has the same keys, and takes no value that no code gives. Languages may take
/// different ones: a date has a month's number in one and its name in another.
fn compare(catalogues: &[Catalogue], given: &BTreeSet<&str>, findings: &mut Vec<Finding>) {
    let all: BTreeSet<_> = catalogues.iter().flat_map(Catalogue::keys).collect();
    for key in all {
        for catalogue in catalogues {
            let Some(takes) = catalogue.variables(key) else {
                let what = format!("lacks the key `{key}`: add it");
                findings.push(Finding::at(&catalogue.path, what));
                continue;
            };
            for value in takes.iter().filter(|value| !given.contains(**value)) {
                let what = format!("`{key}` takes ${value}, which no code gives: mend the name");
                findings.push(Finding::at(&catalogue.path, what));
            }
        }
    }
}

/// Adds the keys of one folder to all keys and answers them; a key lives in one folder only.
fn folder_keys<'a>(
    tree: &'a Tree,
    folder: &str,
    keys: &mut BTreeMap<&'a str, &'a str>,
    findings: &mut Vec<Finding>,
) -> BTreeSet<&'a str> {
    let mut own = BTreeSet::new();
    for (path, text) in tree.ending(&[".ftl"]) {
        if path.rsplit_once('/').is_none_or(|(parent, _)| parent != folder) {
            continue;
        }
        for key in catalogue::keys(text).filter(|key| !key.starts_with('-')) {
            let other = keys.insert(key, path).and_then(|other| other.rsplit_once('/'));
            if let Some((other, _)) = other.filter(|(other, _)| *other != folder) {
                findings
                    .push(Finding::at(path, format!("`{key}` stands in {other} too: rename one")));
            }
            own.insert(key);
        }
    }
    own
}

/// Keys that code puts together: `keys.txt` beside the words, each line a pattern with `*` and why.
fn dynamic<'a>(
    tree: &Tree,
    folder: &str,
    keys: &BTreeSet<&'a str>,
    findings: &mut Vec<Finding>,
) -> BTreeSet<&'a str> {
    let path = format!("{folder}/keys.txt");
    let mut used = BTreeSet::new();
    let lines = tree.text(&path).unwrap_or_default().lines().enumerate();
    for (index, line) in lines.filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty())
    {
        let (pattern, why) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let regex = Regex::new(&format!("^{}$", regex::escape(pattern).replace(r"\*", ".*")));
        let fitting: Vec<_> = keys
            .iter()
            .filter(|key| regex.as_ref().is_ok_and(|regex| regex.is_match(key)))
            .collect();
        if why.trim().is_empty() {
            let what = format!("say after `{pattern}` why code puts this key together");
            findings.push(Finding::on_line(&path, index + 1, what));
        }
        if fitting.is_empty() {
            let what = format!("no key fits `{pattern}`: delete the line");
            findings.push(Finding::on_line(&path, index + 1, what));
        }
        used.extend(fitting);
    }
    used
}

/// Code and pages that ask for words; tests have catalogues of their own.
fn sources(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    let own = |path: &str| !path.starts_with("xtask/") && !path.contains("/tests/");
    tree.ending(&[".rs", ".html"]).filter(move |(path, _)| own(path))
}

/// Every key that is asked for exists. A key that stands anywhere between quotes counts as used:
/// it may be handed on before it is looked up.
fn calls<'a>(
    tree: &Tree,
    keys: &BTreeMap<&'a str, &'a str>,
    used: &mut BTreeSet<&'a str>,
    findings: &mut Vec<Finding>,
) {
    let Ok(call) = Regex::new(CALL) else { return };
    for (path, text) in sources(tree) {
        let quoted = text.split('"').filter_map(|word| keys.get_key_value(word));
        used.extend(quoted.map(|(key, _)| key));
        for found in call.captures_iter(text) {
            let (Some(whole), Some(key)) = (found.get(0), found.get(1)) else { continue };
            if let Some((key, _)) = keys.get_key_value(key.as_str()) {
                used.insert(key);
            } else {
                let line = text[..whole.start()].matches('\n').count() + 1;
                let what = format!("no locale has the key `{}`: add it to all", key.as_str());
                findings.push(Finding::on_line(path, line, what));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<h1>{{ t(\"title\") }}</h1> {{ html( \"lead\" ) }}";
    const CODE: &str = "words.t1(\"count\", \"n\", 1); format(\"other\"); words.t(\"hint.label\")";
    const WORDS: &str = "title = A { -brand }\nlead = B\ncount = { $n ->\n   [one] 1\n  *[other] { $n }\n }\n\
        hint =\n    .label = { part }\npart = P\nlevel-1 = L\n-brand = H\n";

    fn findings(ja: &str, easy: &str, en: &str, keys: &str) -> Vec<String> {
        let tree = Tree::of(&[
            ("f/locales/ja.ftl", ja),
            ("f/locales/ja-easy.ftl", easy),
            ("f/locales/en.ftl", en),
            ("f/locales/keys.txt", keys),
            ("f/src/page.html", PAGE),
            ("f/src/page.rs", CODE),
        ]);
        check(&tree).findings.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn complete_words_with_an_explained_pattern_pass() {
        let found = findings(WORDS, WORDS, WORDS, "level-* chosen by number\n");
        assert_eq!(found, Vec::<String>::new());
    }

    #[test]
    fn groups_of_one_folder_are_compared_each_by_itself() {
        let files =
            ["ja", "ja-easy", "en"].map(|language| format!("a/locales/case.{language}.ftl"));
        let mut tree: Vec<(&str, &str)> =
            files.iter().map(|path| (path.as_str(), "title = A\nlead = B\n")).collect();
        tree.push(("a/page.html", PAGE));
        assert_eq!(check(&Tree::of(&tree)).findings.len(), 0);
        tree[1].1 = "title = A\n";
        let found = check(&Tree::of(&tree)).findings[0].to_string();
        assert_eq!(found, "a/locales/case.ja-easy.ftl: lacks the key `lead`: add it");
    }

    #[test]
    fn missing_unused_repeated_and_differing_keys_are_named() {
        let unexplained = findings(WORDS, WORDS, WORDS, "level-*\nnone-* because\n");
        assert!(unexplained[0].contains("say after `level-*`"), "{unexplained:?}");
        assert!(unexplained[1].contains("no key fits `none-*`"), "{unexplained:?}");
        let unused = findings(WORDS, WORDS, WORDS, "");
        assert!(unused.len() == 1 && unused[0].contains("`level-1` is not used"), "{unused:?}");
        let without = WORDS.replace("lead = B\n", "");
        let lacks = findings(WORDS, &without, WORDS, "level-* by number");
        assert!(lacks.len() == 1 && lacks[0].contains("ja-easy.ftl: lacks the key `lead`"));
        let nowhere = findings(&without, &without, &without, "level-* by number");
        assert!(nowhere.len() == 1 && nowhere[0].starts_with("f/src/page.html:1: no locale has"));
        let other = WORDS.replace("lead = B", "lead = { $who }");
        assert!(findings(WORDS, WORDS, &other, "level-* by number")[0].contains("no code gives"));
        let twice = format!("{WORDS}lead = C\n");
        assert!(findings(WORDS, WORDS, &twice, "level-* by number")[0].contains("twice"));
    }

    #[test]
    fn a_missing_language_and_a_key_in_two_folders_are_named() {
        let tree = Tree::of(&[
            ("a/locales/ja.ftl", "x = 1"),
            ("a/locales/en.ftl", "x = 1"),
            ("b/locales/ja.ftl", "x = 1"),
            ("b/locales/ja-easy.ftl", "x = 1"),
            ("b/locales/en.ftl", "x = 1"),
        ]);
        let found: Vec<_> = check(&tree).findings.iter().map(ToString::to_string).collect();
        assert!(found.iter().any(|f| f == "a/locales/ja-easy.ftl: is missing: write it"));
        assert!(found.iter().any(|f| f.contains("stands in a/locales too")), "{found:?}");
    }
}
