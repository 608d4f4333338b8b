//! The table of commands and options, for clap. It says nothing by itself: descriptions and examples are messages
//! under `cli-NAME-about`, `cli-NAME-examples` and `cli-NAME-OPTION`.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command};

use crate::commands::{export, questions};
use crate::messages::Messages;

/// The table of commands and options.
pub fn command(messages: &Messages) -> Command {
    let word = |key: &str| messages.plain(key);
    let template = format!(
        "{{about}}\n\n{}: {{usage}}\n\n{}:\n{{subcommands}}\n\n{}:\n{{options}}\n{{after-help}}",
        word("cli-usage"),
        word("cli-commands"),
        word("cli-options")
    );
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
        .arg(Arg::new("licenses").long("licenses").help(word("cli-option-licenses")).action(ArgAction::SetTrue))
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
        .subcommand(export_command(messages))
        .subcommand(results_command(messages))
        .subcommand(subcommand(messages, "explain").arg(value("code", "CODE").help(word("cli-explain-code"))))
        .subcommand(subcommand(messages, "schema").arg(value("name", "NAME").help(word("cli-schema-name"))))
}

/// An argument with a value.
fn value(id: &'static str, name: &'static str) -> Arg {
    Arg::new(id).value_name(name)
}

fn export_command(messages: &Messages) -> Command {
    let word = |key: &str| messages.plain(key);
    subcommand(messages, "export")
        .arg(
            value("target", "TARGET")
                .required(true)
                .help(messages.get("cli-export-target", &[("targets", export::names().join(" | "))]))
                .value_parser(PossibleValuesParser::new(export::names()))
                .hide_possible_values(true),
        )
        .arg(value("out", "FILE").long("out").help(word("cli-export-out")).value_parser(clap::value_parser!(PathBuf)))
        .arg(Arg::new("force").long("force").help(word("cli-export-force")).action(ArgAction::SetTrue))
        .arg(
            value("complete", "pages|final")
                .long("complete")
                .help(word("cli-export-complete"))
                .value_parser(PossibleValuesParser::new(["pages", "final"]))
                .hide_possible_values(true),
        )
        .args(question_options(messages))
}

/// Which questions are exported, and what exam is made of them.
fn question_options(messages: &Messages) -> Vec<Arg> {
    let listed = |id: &'static str, name: &'static str| {
        value(id, name).long(id).help(messages.plain(&format!("cli-export-{id}"))).action(ArgAction::Append)
    };
    let number = |id: &'static str, most: u64| {
        let range = clap::value_parser!(u64).range(if id == "seed" { 0..=most } else { 1..=most });
        value(id, "N").long(id).help(messages.plain(&format!("cli-export-{id}"))).value_parser(range)
    };
    vec![
        listed("only", "PART"),
        listed("kind", "KIND").value_parser(PossibleValuesParser::new(questions::kinds())).hide_possible_values(true),
        listed("tag", "TAG"),
        listed("level", "1|2|3").value_parser(PossibleValuesParser::new(["1", "2", "3"])).hide_possible_values(true),
        value("loss", "FILE").long("loss").help(messages.plain("cli-export-loss")).value_parser(clap::value_parser!(PathBuf)),
        number("count", 1000),
        number("per-part", 1000),
        number("variants", 99),
        number("seed", u64::MAX),
    ]
}

fn results_command(messages: &Messages) -> Command {
    let word = |key: &str| messages.plain(key);
    let path = clap::value_parser!(PathBuf);
    subcommand(messages, "results")
        .arg(value("files", "FILE").required(true).num_args(1..).help(word("cli-results-files")).value_parser(path.clone()))
        .arg(value("csv", "FILE").long("csv").help(word("cli-results-csv")).value_parser(path.clone()))
        .arg(value("html", "FILE").long("html").help(word("cli-results-html")).value_parser(path))
        .arg(
            value("keep", "best|last")
                .long("keep")
                .help(word("cli-results-keep"))
                .default_value("best")
                .hide_default_value(true)
                .value_parser(PossibleValuesParser::new(["best", "last"]))
                .hide_possible_values(true),
        )
        .arg(Arg::new("force").long("force").help(word("cli-export-force")).action(ArgAction::SetTrue))
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
