//! Edge: the words of the command line. Commands and options are one table ([`table::command`]); every word that a
//! person reads comes from the messages, in the language asked for.

mod refusal;
mod table;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ArgMatches;

use crate::commands::questions::Asked;
use crate::commands::{self, Exit, Session};
use crate::messages::{Language, Messages};
use crate::questions::select::Selection;
use crate::results::Keep;
use crate::target::scorm::Completion;

pub use table::command;

/// The licence of the program and those of what is linked into it; a test writes the file and holds it true.
const LICENCES: &str = include_str!("cli/licences.txt");

/// Runs the program with the words of its command line (the first is the program's own name).
pub fn run(words: Vec<OsString>) -> Exit {
    // No command: whoever was given the program may ask for this first.
    if words.get(1).is_some_and(|word| word == "--licenses") {
        commands::say(LICENCES);
        return Exit::Fine;
    }
    let language = language(&words);
    let messages = Messages::new(language);
    match command(&messages).try_get_matches_from(words) {
        Ok(matches) => dispatch(&matches, messages),
        Err(error) => refusal::refuse(&error, &messages),
    }
}

/// The language asked for by `--lang`, else the locale's, else Vietnamese. It must be known before the table of
/// commands is made, because the table is made of its words.
fn language(words: &[OsString]) -> Language {
    let mut words = words.iter().map(|word| word.to_string_lossy());
    let asked = loop {
        match words.next().as_deref() {
            None | Some("--") => break None,
            Some("--lang") => break words.next().and_then(|tag| Language::of_tag(&tag)),
            Some(word) => {
                if let Some(tag) = word.strip_prefix("--lang=") {
                    break Language::of_tag(tag);
                }
            }
        }
    };
    let locale = || sys_locale::get_locale().and_then(|tag| Language::of_tag(&tag));
    asked.or_else(locale).unwrap_or(Language::Vi)
}

fn dispatch(matches: &ArgMatches, messages: Messages) -> Exit {
    let Some((name, chosen)) = matches.subcommand() else { return Exit::Usage };
    let session = Session {
        root: chosen.get_one::<PathBuf>("root").cloned().unwrap_or_else(|| PathBuf::from(".")),
        quiet: chosen.get_flag("quiet"),
        verbose: chosen.get_count("verbose"),
        messages,
    };
    let text = |id: &str| chosen.try_get_one::<String>(id).ok().flatten().cloned();
    let path = |id: &str| chosen.try_get_one::<PathBuf>(id).ok().flatten().cloned();
    match name {
        "init" => commands::init::run(&session, &path("dir").unwrap_or_default()),
        "build" => commands::build::run(&session, path("out")),
        "serve" => {
            let request = commands::serve::Request {
                port: chosen.get_one::<u16>("port").copied().unwrap_or_default(),
                host: text("host").unwrap_or_default(),
                open: chosen.get_flag("open"),
                editor: text("editor"),
                poll: chosen.get_flag("poll"),
            };
            commands::serve::run(&session, &request)
        }
        "check" => {
            let json = text("format").as_deref() == Some("json");
            commands::check::run(&session, commands::check::Format { json, coverage: chosen.get_flag("coverage") })
        }
        "import" => {
            let request = commands::import::Request {
                file: path("file").unwrap_or_default(),
                key: text("key").unwrap_or_default(),
                into: text("into"),
                dry_run: chosen.get_flag("dry-run"),
            };
            commands::import::run(&session, &request)
        }
        "export" => {
            let request = commands::export::Request {
                target: text("target").unwrap_or_default(),
                out: path("out"),
                force: chosen.get_flag("force"),
                completion: text("complete").map(|when| if when == "final" { Completion::Final } else { Completion::Pages }),
                questions: questions(chosen),
            };
            commands::export::run(&session, &request)
        }
        "results" => {
            let keep = if text("keep").as_deref() == Some("last") { Keep::Last } else { Keep::Best };
            let files = chosen.get_many::<PathBuf>("files").unwrap_or_default().cloned().collect();
            let request = commands::results::Request { files, csv: path("csv"), html: path("html"), keep, force: chosen.get_flag("force") };
            commands::results::run(&session, &request)
        }
        "explain" => commands::explain::run(&session, text("code").as_deref()),
        _ => commands::schema::run(&session, text("name").as_deref()),
    }
}

/// Which questions are wanted, and what exam is made of them.
fn questions(chosen: &ArgMatches) -> Asked {
    let listed = |id: &str| chosen.get_many::<String>(id).into_iter().flatten().cloned().collect::<Vec<String>>();
    let number = |id: &str| chosen.get_one::<u64>(id).copied();
    // The table lets no number through that a count cannot be.
    let count = |id: &str| number(id).and_then(|number| usize::try_from(number).ok());
    Asked {
        selection: Selection {
            parts: listed("only"),
            kinds: listed("kind").iter().filter_map(|name| commands::questions::kind(name)).collect(),
            tags: listed("tag"),
            levels: listed("level").iter().filter_map(|level| level.parse().ok()).collect(),
        },
        loss: chosen.get_one::<PathBuf>("loss").cloned(),
        count: count("count"),
        per_part: count("per-part"),
        variants: count("variants"),
        seed: number("seed"),
    }
}
