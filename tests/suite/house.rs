//! The rules of the code, held by reading it: layers, one home for each foreign crate, the world touched only at the
//! edges, a header in every file, no file too long. What stands below `#[cfg(test)]` is free.

use std::collections::BTreeMap;

use crate::support::{files_below, repository};

/// The layers from the lowest up; a module may use itself and what stands in lower lines. Modules of one line may use
/// each other.
const LAYERS: [&[&str]; 18] = [
    &["text"],
    &["cores"],
    &["memory"],
    &["messages"],
    // Slips need words to be told in, and nothing of a handbook.
    &["results"],
    &["diagnostics"],
    &["input"],
    // Settings are read with the reader of YAML, and parsing a handbook begins with its settings.
    &["parse", "settings"],
    &["check"],
    &["book"],
    &["output"],
    &["render", "search"],
    &["target", "import"],
    // A package of questions is packed as the site is.
    &["questions"],
    &["engine"],
    &["preview"],
    &["commands"],
    &["cli"],
];

/// The one home of each foreign crate, or what its homes have in common.
const HOMES: [(&str, &[&str]); 26] = [
    ("ammonia", &["parse/raw_html.rs"]),
    ("axum", &["preview/http.rs"]),
    ("clap", &["cli.rs", "cli/"]),
    ("csv", &["parse/data.rs", "results/table.rs"]),
    ("fluent_bundle", &["messages/mod.rs"]),
    ("futures_util", &["preview/http.rs"]),
    ("hashbrown", &["search/words.rs"]),
    ("indicatif", &["commands/mod.rs"]),
    ("notify", &["preview/watch.rs"]),
    ("pulldown_cmark", &["parse/markdown.rs"]),
    ("quick_xml", &["import/docx.rs"]),
    ("rustix", &["output/disk.rs"]),
    ("serde_yaml", &["parse/yaml.rs"]),
    ("sha2", &["check/sources.rs", "commands/import.rs", "target/policy.rs"]),
    ("simdutf8", &["input/mod.rs"]),
    ("strsim", &["text/nearest.rs"]),
    ("sys_locale", &["cli.rs"]),
    ("syntect", &["render/code.rs"]),
    ("tera", &["render/theme.rs"]),
    ("tokio", &["commands/interrupt.rs", "preview/http.rs"]),
    ("unic_langid", &["messages/mod.rs"]),
    ("unicode_normalization", &["text/", "input/mod.rs"]),
    ("unicode_width", &["diagnostics/show.rs", "results/table.rs"]),
    ("walkdir", &["input/disk", "output/disk.rs"]),
    ("xxhash_rust", &["text/"]),
    ("zip", &["import/docx.rs", "target/"]),
];

/// Each touch of the world, and the only places where it may stand.
const EDGES: [(&str, &[&str]); 10] = [
    ("std::fs", &["input/disk", "output/disk.rs", "commands/"]),
    ("fs::", &["input/disk", "output/disk.rs", "commands/"]),
    ("std::env", &["main.rs", "cli.rs"]),
    ("io::stdout", &["commands/mod.rs"]),
    ("io::stderr", &["commands/mod.rs"]),
    ("println!", &[]),
    // An address as a value is no socket.
    ("std::net", &["preview/http.rs", "preview/request.rs"]),
    ("process::Command", &["commands/serve.rs"]),
    ("Instant::now", &["preview/watch.rs", "commands/"]),
    ("SystemTime", &["input/disk/folder.rs"]),
];

/// The most lines of a file, tests aside.
const LONGEST: usize = 450;

/// Every file of `src`, by its place: its lines without tests and comments of documentation.
fn code() -> BTreeMap<String, Vec<String>> {
    let files = files_below(&repository().join("src")).into_iter().filter(|(place, _)| place.ends_with(".rs"));
    let code = files.map(|(place, bytes)| {
        let text = String::from_utf8(bytes).unwrap();
        let product = text.split("\n#[cfg(test)]\n").next().unwrap();
        (place, product.lines().map(str::to_owned).collect())
    });
    let code: BTreeMap<String, Vec<String>> = code.collect();
    assert!(code.len() > 40, "src is read");
    code
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

/// The layer of a module.
fn layer(module: &str) -> usize {
    let found = LAYERS.iter().position(|modules| modules.contains(&module));
    found.unwrap_or_else(|| panic!("the module `{module}` stands in no layer; give it one in tests/suite/house.rs"))
}

/// The module that a file belongs to: `parse` for `parse/yaml.rs`, `cli` for `cli.rs`.
fn module(place: &str) -> &str {
    place.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The modules of this crate that a line of code names.
fn used(line: &str) -> Vec<String> {
    let word = |rest: &str| rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>();
    line.split("crate::").skip(1).map(word).filter(|word| !word.is_empty()).collect()
}

#[test]
fn no_module_uses_one_that_stands_higher() {
    let mut seen = 0;
    for (place, lines) in code().iter().filter(|(place, _)| !["lib.rs", "main.rs"].contains(&place.as_str())) {
        let own = layer(module(place));
        for line in lines.iter().filter(|line| !is_comment(line)) {
            for used in used(line) {
                seen += 1;
                assert!(layer(&used) <= own, "{place} uses `{used}`, which stands higher: {line}");
            }
        }
    }
    assert!(seen > 80, "only {seen} uses were seen");
}

#[test]
fn modules_of_one_layer_do_not_use_each_other_but_for_parse_and_settings() {
    for (place, lines) in code() {
        for line in lines.iter().filter(|line| !is_comment(line)) {
            let own = module(&place);
            for used in used(line)
                .into_iter()
                .filter(|used| used != own && LAYERS.iter().any(|layer| layer.contains(&own) && layer.contains(&used.as_str())))
            {
                assert!(own == "settings" || (own, place.as_str()) == ("parse", "parse/mod.rs"), "{place} uses `{used}`");
            }
        }
    }
}

#[test]
fn the_door_of_the_program_only_opens_it() {
    let main = &code()["main.rs"];
    assert!(main.len() < 20 && main.iter().any(|line| line.contains("sotay::cli::run")), "{main:#?}");
}

#[test]
fn every_foreign_crate_has_one_home() {
    for (name, homes) in HOMES {
        let users = users(|line| line.contains(&format!("{name}::")) || line.contains(&format!("use {name}")));
        assert!(!users.is_empty(), "nobody uses {name}; is it still needed?");
        for user in users {
            assert!(homes.iter().any(|home| user.starts_with(home)), "{user} uses {name}, whose home is {homes:?}");
        }
    }
}

#[test]
fn every_foreign_crate_of_the_manifest_is_known_here() {
    let manifest = crate::support::repository_text("Cargo.toml");
    let (_, rest) = manifest.split_once("[dependencies]\n").unwrap();
    let (wanted, _) = rest.split_once("\n[dev-dependencies]").unwrap();
    let names = wanted
        .lines()
        .filter(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name.replace('-', "_"));
    // Used in many places by their nature: parallel work, and data as JSON.
    let everywhere = ["rayon", "serde", "serde_json"];
    // Only its version matters: see Cargo.toml.
    let pinned = ["idna_adapter"];
    for name in names {
        assert!(
            everywhere.contains(&name.as_str()) || pinned.contains(&name.as_str()) || HOMES.iter().any(|(known, _)| *known == name),
            "{name} has no home in tests/suite/house.rs"
        );
    }
}

#[test]
fn the_world_is_touched_only_at_the_edges() {
    for (touch, edges) in EDGES {
        for user in users(|line| line.contains(touch)) {
            assert!(edges.iter().any(|edge| user.starts_with(edge)), "{user} touches the world by {touch}");
        }
    }
    assert_eq!(users(|line| line.contains("fs::write")), ["output/disk.rs"], "one place writes a site");
}

/// The files with a line of code that `matches`.
fn users(matches: impl Fn(&str) -> bool) -> Vec<String> {
    let code = code().into_iter();
    code.filter(|(_, lines)| lines.iter().any(|line| !is_comment(line) && matches(line))).map(|(place, _)| place).collect()
}

#[test]
fn every_file_opens_with_what_it_is() {
    let tests = files_below(&repository().join("tests")).into_iter().filter(|(place, _)| place.ends_with(".rs"));
    let tests = tests.map(|(place, bytes)| (place, String::from_utf8(bytes).unwrap().lines().map(str::to_owned).collect()));
    for (place, lines) in code().into_iter().chain(tests.collect::<BTreeMap<String, Vec<String>>>()) {
        let header: String = lines.iter().map_while(|line| line.strip_prefix("//!")).collect();
        assert!(header.trim().len() >= 20, "{place} says not what it is: {header:?}");
    }
}

#[test]
fn no_file_is_too_long() {
    let long: Vec<String> =
        code().iter().filter(|(_, lines)| lines.len() > LONGEST).map(|(place, lines)| format!("{place}: {}", lines.len())).collect();
    assert!(long.is_empty(), "longer than {LONGEST} lines: {long:?}");
}

#[test]
fn no_promise_is_left_open() {
    for mark in ["TODO", "FIXME", "XXX", "#[ignore", "unimplemented!", "todo!"] {
        for (place, bytes) in files_below(&repository().join("src")) {
            assert!(!String::from_utf8_lossy(&bytes).contains(mark), "{place} holds {mark}");
        }
    }
}

#[test]
fn every_message_is_said_somewhere() {
    let code: String = code().into_values().flatten().collect::<Vec<_>>().join("\n");
    let words = crate::support::repository_text("src/messages/en.ftl");
    let keys = words
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| line.split_once(" ="))
        .map(|(key, _)| key);
    // A key may be put together: `import-fact-{name}`, `cli-{name}-about`.
    let is_made = |key: &str| key.match_indices('-').any(|(at, _)| code.contains(&format!("\"{}-{{", &key[..at])));
    let idle: Vec<&str> = keys.filter(|key| !code.contains(&format!("\"{key}\"")) && !is_made(key)).collect();
    assert!(idle.is_empty(), "nobody says {idle:?}");
}
