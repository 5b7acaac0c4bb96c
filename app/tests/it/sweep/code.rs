//! The routes that stand in the source: `.route("/path", get(…).post(…))`. A path that is no literal
//! fails the test.

use std::{collections::BTreeSet, fs, path::Path};

const METHODS: [(&str, &str); 4] =
    [("get(", "GET"), ("post(", "POST"), ("put(", "PUT"), ("delete(", "DELETE")];

/// All routes, as `GET /path`, sorted.
pub fn routes_in_code() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut routes = BTreeSet::new();
    for folder in ["features", "platform/web/src"] {
        visit(&root.join(folder), &mut routes);
    }
    // The program's own route: the description of the API.
    let api = root.join("app/src/api.rs");
    read(&api, &fs::read_to_string(&api).expect("UTF-8"), &mut routes);
    routes
}

fn visit(folder: &Path, routes: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.ends_with("tests") {
            visit(&path, routes);
        } else if path.extension().is_some_and(|end| end == "rs") {
            read(&path, &fs::read_to_string(&path).expect("UTF-8"), routes);
        }
    }
}

fn read(file: &Path, source: &str, routes: &mut BTreeSet<String>) {
    for call in source.split(".route(").skip(1) {
        let Some((path, rest)) =
            call.trim_start().strip_prefix('"').and_then(|c| c.split_once('"'))
        else {
            // A path that is put together would be a route that nobody looks at here.
            panic!("{}: write the path of the route as a literal: {call:.60}", file.display());
        };
        let handlers = &rest[..end_of_call(rest)];
        for (word, method) in METHODS {
            let found = handlers.match_indices(word).any(|(at, _)| {
                !handlers[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
            });
            if found {
                routes.insert(format!("{method} {path}"));
            }
        }
    }
}

/// Where the parenthesis that `.route(` opened closes.
fn end_of_call(rest: &str) -> usize {
    let mut depth = 1;
    for (at, c) in rest.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return at,
            ')' => depth -= 1,
            _ => {}
        }
    }
    rest.len()
}
