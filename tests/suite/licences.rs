//! What is linked into the program: from where, under which licence, and that `sotay --licenses` says so. Asks cargo,
//! and nobody else. `UPDATE=1 cargo test licences` writes `src/cli/licences.txt` anew after a crate has changed.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::{Book, repository, repository_text};

const FILE: &str = "src/cli/licences.txt";

/// A crate that is linked in.
struct Linked {
    name: String,
    version: String,
    licence: String,
    folder: std::path::PathBuf,
    source: String,
}

/// Every crate that the program is made of on some system, build tools of crates among them; those of tests are not.
fn linked() -> Vec<Linked> {
    let output = Command::new(env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(repository())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let nodes: BTreeMap<&str, &Value> = list(&metadata["resolve"]["nodes"]).map(|node| (text(&node["id"]), node)).collect();
    let mut seen = BTreeSet::new();
    let mut next = vec![text(&metadata["resolve"]["root"])];
    while let Some(id) = next.pop() {
        if seen.insert(id) {
            let for_the_program = |dep: &&Value| list(&dep["dep_kinds"]).any(|kind| kind["kind"].is_null());
            next.extend(list(&nodes[id]["deps"]).filter(for_the_program).map(|dep| text(&dep["pkg"])));
        }
    }
    let packages = list(&metadata["packages"]).filter(|package| seen.contains(text(&package["id"])) && !package["source"].is_null());
    let mut linked: Vec<Linked> = packages
        .map(|package| Linked {
            name: text(&package["name"]).to_owned(),
            version: text(&package["version"]).to_owned(),
            licence: package["license"].as_str().unwrap_or("none").replace(" / ", " OR ").replace('/', " OR "),
            folder: Path::new(text(&package["manifest_path"])).parent().unwrap().to_path_buf(),
            source: text(&package["source"]).to_owned(),
        })
        .collect();
    linked.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    assert!(linked.len() > 50, "the crates are read");
    linked
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().unwrap().iter()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// What `tests/tools/deny.toml` allows: everywhere, and by name of a crate.
fn allowed() -> (Vec<String>, BTreeMap<String, String>) {
    let rules = repository_text("tests/tools/deny.toml");
    let quoted = |line: &str| line.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<String>>();
    let everywhere = rules.lines().find(|line| line.starts_with("allow = ")).map(quoted).unwrap();
    let exceptions = rules.lines().filter(|line| line.contains("crate = ") && line.contains("allow = ")).map(|line| {
        let words = quoted(line);
        (words[0].clone(), words[1].clone())
    });
    (everywhere, exceptions.collect())
}

/// Whether an expression of SPDX can be met by licences that are allowed. Brackets stand only around alternatives.
fn is_met(expression: &str, is_allowed: &impl Fn(&str) -> bool) -> bool {
    let plain = expression.replace(['(', ')'], "");
    match expression.split_once(") AND ") {
        Some((alternatives, rest)) => is_met(alternatives.trim_start_matches('('), is_allowed) && is_met(rest, is_allowed),
        None => plain.split(" OR ").any(|one| one.split(" AND ").all(|licence| is_allowed(licence.trim()))),
    }
}

#[test]
fn expressions_of_licences_are_understood() {
    let is_allowed = |licence: &str| ["MIT", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"].contains(&licence);
    let cases = [
        ("MIT", true),
        ("GPL-2.0-only OR MIT", true),
        ("MIT AND BSD-3-Clause", false),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("(BSD-3-Clause OR Apache-2.0) AND Unicode-3.0", false),
        ("Apache-2.0 WITH LLVM-exception OR Apache-2.0", true),
        ("none", false),
    ];
    for (expression, expected) in cases {
        assert_eq!(is_met(expression, &is_allowed), expected, "{expression}");
    }
}

#[test]
fn every_crate_comes_from_the_registry_under_a_licence_that_is_allowed() {
    let (everywhere, exceptions) = allowed();
    let linked = linked();
    for one in &linked {
        assert_eq!(one.source, "registry+https://github.com/rust-lang/crates.io-index", "{}", one.name);
        let is_allowed = |licence: &str| {
            everywhere.iter().any(|allowed| allowed == licence) || exceptions.get(&one.name).is_some_and(|own| own == licence)
        };
        assert!(is_met(&one.licence, &is_allowed), "{} {} is under {}", one.name, one.version, one.licence);
    }
    for name in exceptions.keys() {
        assert!(linked.iter().any(|one| one.name == *name), "the exception for {name} is needed no more");
    }
}

/// The notice of a crate: of several licences to choose from, MIT, which is the shortest.
fn notice(one: &Linked) -> String {
    let entries = fs::read_dir(&one.folder).unwrap().map(Result::unwrap);
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names
        .retain(|name| ["license", "licence", "copying", "unlicense", "notice"].iter().any(|start| name.to_lowercase().starts_with(start)));
    names.sort();
    let mit: Vec<String> = names.iter().filter(|name| name.to_lowercase().contains("mit")).cloned().collect();
    let wanted = if mit.is_empty() { names } else { mit };
    let texts = wanted.iter().filter_map(|name| fs::read_to_string(one.folder.join(name)).ok());
    let lines = |text: String| text.replace('\r', "").lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim().to_owned();
    texts.map(lines).collect::<Vec<_>>().join("\n\n")
}

fn licences() -> String {
    let linked = linked();
    let mut notices: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for one in &linked {
        notices.entry(notice(one)).or_default().push(&one.name);
    }
    let mut out = format!("sotay\n\n{}\n\nLinked in:\n\n", repository_text("LICENSE").trim());
    for Linked { name, version, licence, .. } in &linked {
        out += &format!("  {name} {version}: {licence}\n");
    }
    let mut notices: Vec<(Vec<&str>, String)> =
        notices.into_iter().filter(|(text, _)| !text.is_empty()).map(|(text, names)| (names, text)).collect();
    notices.sort();
    for (names, text) in notices {
        out += &format!("\n{}\n{}\n\n{text}\n", "-".repeat(80), names.join(", "));
    }
    out
}

#[test]
fn the_licences_that_the_program_tells_are_those_of_what_is_linked_in() {
    let licences = licences();
    if env::var("UPDATE").is_ok() {
        fs::write(repository().join(FILE), &licences).unwrap();
    }
    let told = fs::read_to_string(repository().join(FILE)).unwrap_or_default();
    assert!(told == licences, "{FILE} is not up to date: UPDATE=1 cargo test licences");
}

#[test]
fn licenses_prints_them_all() {
    let run = Book::empty().run(&["--licenses"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(run.stdout == repository_text(FILE));
}
