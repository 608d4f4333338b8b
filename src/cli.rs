//! Edge: the words of the command line. Commands and options are one table ([`command`]); every word that a person
//! reads comes from the messages, in the language asked for.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::commands::{self, Exit, Session};
use crate::messages::{Language, Messages};

/// Runs the program with the words of its command line (the first is the program's own name).
pub fn run(words: Vec<OsString>) -> Exit {
    let language = language(&words);
    let messages = Messages::new(language);
    match command(&messages).try_get_matches_from(words) {
        Ok(matches) => dispatch(&matches, messages),
        Err(error) => refuse(&error, &messages),
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

/// The table of commands and options.
pub fn command(messages: &Messages) -> Command {
    let word = |key: &str| messages.plain(key);
    let template = format!(
        "{{about}}\n\n{}: {{usage}}\n\n{}:\n{{subcommands}}\n\n{}:\n{{options}}\n{{after-help}}",
        word("cli-usage"),
        word("cli-commands"),
        word("cli-options")
    );
    let value = |id: &'static str, name: &'static str| Arg::new(id).value_name(name);
    Command::new("sotay")
        .version(env!("CARGO_PKG_VERSION"))
        .about(word("cli-about"))
        .help_template(template)
        .after_help(word("cli-help-hint"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(
            value("root", "DIR")
                .long("root")
                .help(word("cli-option-root"))
                .global(true)
                .default_value(".")
                .hide_default_value(true)
                .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(
            value("lang", "vi|en")
                .long("lang")
                .help(word("cli-option-lang"))
                .global(true)
                .value_parser(PossibleValuesParser::new(["vi", "en"]))
                .hide_possible_values(true),
        )
        .arg(Arg::new("quiet").short('q').long("quiet").help(word("cli-option-quiet")).global(true).action(ArgAction::SetTrue))
        .arg(Arg::new("verbose").short('v').long("verbose").help(word("cli-option-verbose")).global(true).action(ArgAction::Count))
        .arg(Arg::new("help").short('h').long("help").help(word("cli-option-help")).global(true).action(ArgAction::Help))
        .arg(Arg::new("version").short('V').long("version").help(word("cli-option-version")).action(ArgAction::Version))
        .subcommand(
            subcommand(messages, "init")
                .arg(value("dir", "DIR").required(true).help(word("cli-init-dir")).value_parser(clap::value_parser!(PathBuf))),
        )
        .subcommand(
            subcommand(messages, "build")
                .arg(value("out", "DIR").long("out").help(word("cli-build-out")).value_parser(clap::value_parser!(PathBuf))),
        )
        .subcommand(
            subcommand(messages, "serve")
                .arg(
                    value("port", "N")
                        .long("port")
                        .help(word("cli-serve-port"))
                        .value_parser(clap::value_parser!(u16))
                        .default_value("4116")
                        .hide_default_value(true),
                )
                .arg(Arg::new("open").long("open").help(word("cli-serve-open")).action(ArgAction::SetTrue))
                .arg(value("host", "ADDR").long("host").help(word("cli-serve-host")).default_value("127.0.0.1").hide_default_value(true))
                .arg(value("editor", "CMD").long("editor").help(word("cli-serve-editor")))
                .arg(Arg::new("poll").long("poll").help(word("cli-serve-poll")).action(ArgAction::SetTrue)),
        )
        .subcommand(
            subcommand(messages, "check")
                .arg(
                    value("format", "text|json")
                        .long("format")
                        .help(word("cli-check-format"))
                        .default_value("text")
                        .hide_default_value(true)
                        .value_parser(PossibleValuesParser::new(["text", "json"]))
                        .hide_possible_values(true),
                )
                .arg(Arg::new("coverage").long("coverage").help(word("cli-check-coverage")).action(ArgAction::SetTrue)),
        )
        .subcommand(
            subcommand(messages, "import")
                .arg(value("file", "FILE").required(true).help(word("cli-import-file")).value_parser(clap::value_parser!(PathBuf)))
                .arg(value("key", "KEY").long("key").required(true).help(word("cli-import-key")))
                .arg(value("into", "DIR").long("into").help(word("cli-import-into")))
                .arg(Arg::new("dry-run").long("dry-run").help(word("cli-import-dry-run")).action(ArgAction::SetTrue)),
        )
        .subcommand(subcommand(messages, "explain").arg(value("code", "CODE").help(word("cli-explain-code"))))
        .subcommand(subcommand(messages, "schema").arg(value("name", "NAME").help(word("cli-schema-name"))))
}

/// A command with its description, examples and a help page in the same words.
fn subcommand(messages: &Messages, name: &'static str) -> Command {
    let word = |key: &str| messages.plain(key);
    let examples = word(&format!("cli-{name}-examples"));
    let template = format!(
        "{{about}}\n\n{}: {{usage}}\n\n{{positionals}}\n\n{}:\n{{options}}\n{{after-help}}",
        word("cli-usage"),
        word("cli-options")
    );
    Command::new(name)
        .about(word(&format!("cli-{name}-about")))
        .help_template(template)
        .after_help(format!("{}:\n{examples}", word("cli-examples")))
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
        "explain" => commands::explain::run(&session, text("code").as_deref()),
        _ => commands::schema::run(&session, text("name").as_deref()),
    }
}

/// Help and version go out as they are; what clap refuses is said in our words.
fn refuse(error: &clap::Error, messages: &Messages) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            commands::say(&error.to_string());
            Exit::Fine
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            commands::complain(&error.to_string());
            Exit::Usage
        }
        _ => {
            commands::complain(&format!("{}\n{}", refusal(error, messages), messages.plain("usage-see-help")));
            Exit::Usage
        }
    }
}

fn refusal(error: &clap::Error, messages: &Messages) -> String {
    let fact = |kind: ContextKind| error.get(kind).map(ContextValue::to_string).unwrap_or_default();
    let plain = |text: String| text.trim_start_matches('-').split([' ', '=']).next().unwrap_or_default().to_owned();
    let main = match error.kind() {
        ErrorKind::InvalidSubcommand => messages.get("usage-unknown-command", &[("word", fact(ContextKind::InvalidSubcommand))]),
        ErrorKind::UnknownArgument if fact(ContextKind::InvalidArg).starts_with('-') => {
            messages.get("usage-unknown-option", &[("word", fact(ContextKind::InvalidArg))])
        }
        ErrorKind::UnknownArgument => messages.get("usage-unexpected", &[("word", fact(ContextKind::InvalidArg))]),
        ErrorKind::MissingRequiredArgument => messages.get("usage-missing-argument", &[("argument", fact(ContextKind::InvalidArg))]),
        ErrorKind::InvalidValue => {
            let facts = [
                ("value", fact(ContextKind::InvalidValue)),
                ("option", format!("--{}", plain(fact(ContextKind::InvalidArg)))),
                ("allowed", fact(ContextKind::ValidValue)),
            ];
            messages.get("usage-invalid-value", &facts)
        }
        ErrorKind::ValueValidation => {
            let option = format!("--{}", plain(fact(ContextKind::InvalidArg)));
            let facts = [("value", fact(ContextKind::InvalidValue)), ("option", option), ("allowed", "0–65535".to_owned())];
            messages.get("usage-invalid-value", &facts)
        }
        _ => messages.plain("usage-other"),
    };
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
        .into_iter()
        .map(fact)
        .find(|near| !near.is_empty());
    match near {
        Some(near) => format!("{main}\n{}", messages.get("usage-did-you-mean", &[("nearest", near)])),
        None => main,
    }
}
