//! What clap refuses, said in our words and in the language asked for, with the nearest word that exists.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::commands::{self, Exit};
use crate::messages::Messages;
use crate::text::nearest::nearest;

/// Help and version go out as they are; what clap refuses is said in our words.
pub fn refuse(error: &clap::Error, messages: &Messages) -> Exit {
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
                ("option", name_of(&fact(ContextKind::InvalidArg))),
                ("allowed", fact(ContextKind::ValidValue)),
            ];
            messages.get("usage-invalid-value", &facts)
        }
        ErrorKind::ValueValidation => {
            let facts = [("value", fact(ContextKind::InvalidValue)), ("option", name_of(&fact(ContextKind::InvalidArg)))];
            messages.get("usage-number", &facts)
        }
        _ => messages.plain("usage-other"),
    };
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
        .into_iter()
        .map(fact)
        .find(|near| !near.is_empty())
        .or_else(|| nearest_value(error));
    match near {
        Some(near) => format!("{main}\n{}", messages.get("usage-did-you-mean", &[("nearest", near)])),
        None => main,
    }
}

/// An option as it is typed, `--format`; an argument by its name, `TARGET`.
fn name_of(argument: &str) -> String {
    let name = argument.split([' ', '=']).next().unwrap_or_default();
    name.trim_matches(['<', '>', '[', ']']).to_owned()
}

/// The value that may have been meant: short words with two letters exchanged are too far for clap.
fn nearest_value(error: &clap::Error) -> Option<String> {
    let (ContextValue::String(written), ContextValue::Strings(known)) =
        (error.get(ContextKind::InvalidValue)?, error.get(ContextKind::ValidValue)?)
    else {
        return None;
    };
    nearest(written, known.iter().map(String::as_str)).map(str::to_owned)
}
