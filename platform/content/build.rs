//! Builds again when a content file comes, goes or changes.

fn main() {
    println!("cargo::rerun-if-changed=../../content");
}
